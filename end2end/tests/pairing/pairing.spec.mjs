// From a creation to a paired phone. When what is asked, and with which call on which dialect, is tested in the
// domain with a clock as its input; here the browser's timers, views and calls follow it.

import { Pairing, inGroups, read } from "../../support/panel/pairing.mjs";
import { isAccessible } from "../../support/panel/axe.mjs";
import { say } from "../../support/locale.mjs";
import { hold } from "../../support/server/answers.mjs";
import { expect, test } from "../../support/test.mjs";

/** The rest of the result's page is looked at once, with all screens. */
const PART = { within: "[aria-labelledby=pairing-heading]" };

for (const mount of ["v1", "v2", "whatsapp"]) {
  test(`${mount}: not yet, code, expired, renewed, open`, async ({ page, panel, control }) => {
    // Axe looks at each state once.
    const look = (where) => (mount === "v2" ? isAccessible(page, where, PART) : null);
    const pairing = new Pairing(page, panel, control, mount);
    await control.options(mount, { qr: "after 2 polls" });
    await pairing.create();
    await pairing.says("waiting");
    await expect(pairing.frame).toContainText(pairing.say("frame.waiting"));
    await expect(pairing.image).toBeHidden();
    await look("not yet");

    await pairing.untilSays("shown", { count: 1 });
    const first = await pairing.serverCode();
    await pairing.showsCode(first.code);
    await expect(pairing.timer).toHaveText(/\d+/);
    await expect(pairing.attempt).toHaveText(pairing.say("attempt", { count: 1 }));
    await expect(pairing.state).toHaveText("connecting");
    await look("a code");

    await pairing.pass(45);
    await pairing.says("expired");
    await expect(pairing.frame).toContainText(pairing.say("frame.expired"));
    await expect(pairing.timer).toBeHidden();
    expect((await read(pairing.frame)).text, "an old code cannot be scanned").toBeUndefined();
    await look("expired");

    await pairing.phone("expire");
    await pairing.untilSays("shown", { count: 2 });
    const second = await pairing.serverCode();
    expect(second.code).not.toBe(first.code);
    expect((await read(pairing.frame)).text).toBe(second.code);
    await expect(pairing.attempt).toHaveText(pairing.say("attempt", { count: 2 }));

    await pairing.phone("scan");
    await pairing.untilSays("open");
    await expect(pairing.frame).toContainText(pairing.say("frame.open"));
    await expect(pairing.image).toBeHidden();
    await expect(pairing.card.getByRole("button")).toHaveCount(0);
    await expect(pairing.state).toHaveText("connected open");
    await look("open");
    const calls = (await pairing.calls()).length;
    await pairing.pass(120);
    expect((await pairing.calls()).length, "nothing is asked any more").toBe(calls);
  });
}

test("by number: the connection that ignores it is closed first", async ({ page, panel, control }) => {
  const pairing = new Pairing(page, panel, control, "v2");
  await pairing.create();
  await pairing.says("shown", { count: 1 });
  await pairing.button("by_number").click();
  await expect(pairing.number).toBeFocused();
  await pairing.number.fill("+55 11");
  await pairing.number.press("Enter");
  await expect(pairing.numberProblem).toHaveText(pairing.say("number.problem"));
  await expect(pairing.number).toBeFocused();
  await isAccessible(page, "a wrong number", PART);
  expect(await pairing.calls("logout")).toEqual([]);
  // Another language keeps what was typed.
  await panel.setLanguage("pt-BR");
  await expect(pairing.heading).toHaveText(say("pairing.title", {}, "pt-BR"));
  await expect(pairing.number).toHaveValue("+55 11");
  await expect(pairing.numberProblem).toHaveText(say("pairing.number.problem", {}, "pt-BR"));
  await panel.setLanguage("en");

  await pairing.number.fill("+55 (11) 91234-5678");
  await pairing.number.press("Enter");
  await pairing.untilSays("typed", { count: 1 });
  const shown = inGroups((await pairing.serverCode()).pairingCode);
  await expect(pairing.code).toHaveText(shown);
  expect(await panel.copied(pairing.codeLine.getByRole("button"))).toBe(shown);
  await isAccessible(page, "a pairing code", PART);
  const [logout] = await pairing.calls("logout");
  const [asked] = (await pairing.calls("connect")).filter(({ path }) => path.includes("?number=5511912345678"));
  expect(logout.method).toBe("DELETE");
  expect(asked.id).toBeGreaterThan(logout.id);

  await pairing.button("by_qr").click();
  await expect(pairing.image).toBeVisible();
});

test("a number given at the creation brings its code along", async ({ page, panel, control }) => {
  const pairing = new Pairing(page, panel, control, "v2");
  await pairing.create({ qrcode: true, number: "5511912345678" });
  const { pairingCode } = await pairing.serverCode();
  await expect(pairing.code).toHaveText(inGroups(pairingCode));
  await expect(pairing.image).toBeVisible();
  // What goes with a code leads the focus to the heading.
  await pairing.codeLine.getByRole("button").focus();
  await pairing.pass(45);
  await pairing.says("expired");
  await expect(pairing.code).toBeHidden();
  await expect(pairing.heading).toBeFocused();
});

test("no code at all ends in what to look at, and then in rest", async ({ page, panel, control }) => {
  const pairing = new Pairing(page, panel, control, "v2");
  await control.options("v2", { qr: "none", qr_wait_ms: 20 });
  await pairing.create();
  await expect(pairing.trouble).toHaveCount(0);
  await pairing.untilSays("long");
  const hints = ["version", "image", "proxy", "network"].map((hint) => pairing.say(`hint.${hint}`, { version: "2.3.6" }));
  await expect(pairing.trouble.getByRole("listitem")).toHaveText(hints);
  await isAccessible(page, "no code", PART);
  await pairing.untilSays("empty", { count: 10 });
  const calls = (await pairing.calls()).length;
  await pairing.pass(300);
  expect((await pairing.calls()).length).toBe(calls);
  await control.options("v2", { qr: "at once" });
  await pairing.button("again").click();
  await pairing.says("shown", { count: 1 });
  await expect(pairing.trouble).toHaveCount(0);
});

for (const [mount, button, first] of [
  ["v2", "restart", "POST /instance/restart/pair-1"],
  ["v2", "renew", null],
]) {
  test(`${mount}: "${button}" ends with another code`, async ({ page, panel, control }) => {
    const pairing = new Pairing(page, panel, control, mount);
    await pairing.create();
    await pairing.says("shown", { count: 1 });
    const { code } = await pairing.serverCode();
    await pairing.button(button).click();
    await pairing.until(async () => expect((await pairing.serverCode()).code).not.toBe(code));
    await pairing.untilSays("shown", { count: 1 });
    await expect(pairing.button(button)).toBeFocused();
    const made = (await pairing.calls()).map(({ method, path }) => `${method} ${path}`);
    if (first) expect(made).toContain(first);
    await expect.poll(async () => (await read(pairing.frame)).text).toBe((await pairing.serverCode()).code);
  });
}

test("not asked for, it begins at the press; only one connect is on its way, however often it is pressed", async ({ page, panel, control }) => {
  const pairing = new Pairing(page, panel, control, "v2");
  await pairing.create({});
  await pairing.says("idle");
  await isAccessible(page, "idle", PART);
  await pairing.pass(60);
  expect(await pairing.calls()).toEqual([]);
  const connect = await hold(page, /\/instance\/connect\//);
  await pairing.button("connect").click();
  await pairing.button("renew").click();
  await pairing.button("renew").click();
  await pairing.pass(5);
  await expect.poll(connect.count).toBe(1);
  connect.release();
  await pairing.untilSays("shown", { count: 1 });
  await expect(pairing.button("renew")).toBeFocused();
});

test("a phone paired meanwhile is not logged out by asking for a code", async ({ page, panel, control }) => {
  const pairing = new Pairing(page, panel, control, "v1");
  await pairing.create({});
  await pairing.says("idle");
  await pairing.serverCode();
  await pairing.phone("scan");
  await pairing.button("by_number").click();
  await pairing.number.fill("+55 (11) 91234-5678");
  await page.keyboard.press("Enter");
  await pairing.untilSays("open");
  expect(await pairing.calls("logout|restart")).toEqual([]);
});

test("the calls carry the instance's own token, and the server's key where that is refused", async ({ page, panel, control }) => {
  const pairing = new Pairing(page, panel, control, "v2");
  const token = "OWN-TOKEN-0123456789";
  await pairing.create({ qrcode: true, token });
  await pairing.until(async () => expect((await pairing.calls()).length).toBeGreaterThan(2));
  const keys = (calls) => new Set(calls.map(({ headers }) => headers.apikey));
  expect(keys(await pairing.calls())).toEqual(new Set([token]));
  await page.route(/connectionState/, async (route) => {
    const isOwn = route.request().headers().apikey === token;
    await (isOwn ? route.fulfill({ status: 401, headers: { "access-control-allow-origin": "*" }, json: { status: 401 } }) : route.continue());
  });
  const before = (await pairing.calls()).at(-1).id;
  await pairing.until(async () => {
    const later = (await pairing.calls()).filter(({ id }) => id > before);
    expect(keys(later).has("demo-key")).toBe(true);
  });
  await expect(pairing.trouble).toHaveCount(0);
});

test("leaving the page ends the calls, coming back begins them again", async ({ page, panel, control }) => {
  const pairing = new Pairing(page, panel, control, "v2");
  await pairing.create();
  await pairing.says("shown", { count: 1 });
  await panel.tokenIsStored();
  await panel.goTo("servers");
  await expect(page.locator("#add-server")).toBeVisible();
  const calls = (await pairing.calls()).length;
  for (let minute = 0; minute < 3; minute += 1) await pairing.pass(60);
  expect((await pairing.calls()).length).toBe(calls);
  await page.goBack();
  await pairing.untilSays("shown", { count: 1 });
  expect((await pairing.calls()).length).toBeGreaterThan(calls);
});

test("an answer that comes after leaving is not heard", async ({ page, panel, control }) => {
  const pairing = new Pairing(page, panel, control, "v2");
  await pairing.create({});
  let release;
  const held = new Promise((resolve) => (release = resolve));
  await page.route(/\/instance\/connect\//, async (route) => {
    await held;
    await route.continue().catch(() => {});
  });
  await pairing.button("connect").click();
  await pairing.says("waiting");
  await panel.tokenIsStored();
  await panel.goTo("servers");
  release();
  await page.goBack();
  await pairing.says("idle");
  await expect(pairing.image).toBeHidden();
});

test("a hidden tab is noticed: it asks at once when it is seen again", async ({ page, panel, control }) => {
  const pairing = new Pairing(page, panel, control, "v2");
  await pairing.create();
  await pairing.says("shown", { count: 1 });
  const hide = (isHidden) =>
    page.evaluate((isHidden) => {
      Object.defineProperty(document, "hidden", { configurable: true, get: () => isHidden });
      document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
    }, isHidden);
  const areAnswered = () => expect.poll(async () => (await pairing.calls()).every(({ status }) => status)).toBe(true);
  await hide(true);
  // The call that was due when the tab was hidden.
  await pairing.pass(4);
  await areAnswered();
  const before = (await pairing.calls()).length;
  await hide(false);
  await expect.poll(async () => (await pairing.calls()).length).toBeGreaterThan(before);
});

test("a failure is told, tried again, and ends in words", async ({ page, panel, control }) => {
  const pairing = new Pairing(page, panel, control, "v2");
  await pairing.create({});
  await control.fault("v2", { fault: "status500", path_prefix: "/instance/connect/" });
  await pairing.button("connect").click();
  await expect(pairing.trouble).toContainText(panel.say("error.server_failure.cause"));
  await expect(pairing.trouble).toContainText(pairing.say("cure.again"));
  await expect(pairing.trouble).not.toContainText(panel.say("error.server_failure.cure"));
  await pairing.untilSays("failed");
  await isAccessible(page, "failed", PART);
  await control.clearFaults("v2");
  await pairing.button("again").click();
  await pairing.says("shown", { count: 1 });
  await expect(pairing.trouble).toHaveCount(0);
});

test("the focus stays on its button when a code is over", async ({ page, panel, control }) => {
  const pairing = new Pairing(page, panel, control, "v2");
  await pairing.create();
  await pairing.says("shown", { count: 1 });
  let count = 1;
  for (const button of [pairing.save, pairing.button("present")]) {
    await expect(button).toHaveAttribute("aria-disabled", "false");
    await button.focus();
    await pairing.pass(45);
    await pairing.says("expired");
    await expect(pairing.save).toHaveAttribute("aria-disabled", "true");
    await pairing.pass(1);
    await expect(button).toBeFocused();
    await pairing.phone("expire");
    await pairing.untilSays("shown", { count: (count += 1) });
    await expect(button).toBeFocused();
  }
  await pairing.phone("scan");
  await pairing.untilSays("open");
  await expect(pairing.heading).toBeFocused();
});
