// From a creation to a paired phone. When what is asked, and with which call on which dialect, is tested in the
// domain with a clock as its input; here the browser's timers, views and calls follow it.

import { Pairing, inGroups, read } from "../../support/panel/pairing.mjs";
import { isAccessible } from "../../support/panel/axe.mjs";
import { say } from "../../support/locale.mjs";
import { hold } from "../../support/server/answers.mjs";
import { expect, test } from "../../support/test.mjs";

/** The rest of the result's page is looked at once, with all screens. */
const PART = { within: "[aria-labelledby=pairing-heading]" };

// l2msg is spoken to as 1.x is.
for (const mount of ["v1", "v2"]) {
  test(`${mount}: not yet, code, expired, renewed, open`, async ({ page, panel, control }) => {
    // Axe looks at each state once.
    const look = (where) => (mount === "v2" ? isAccessible(page, where, PART) : null);
    const pairing = new Pairing(page, panel, control, mount);
    // The panel draws the code where a server sends none.
    await control.options(mount, { qr: "none", qr_image: mount !== "v1" });
    await pairing.create();
    await pairing.says("waiting");
    await expect(pairing.frame).toContainText(pairing.say("frame.waiting"));
    await expect(pairing.image).toBeHidden();
    await look("not yet");
    await control.options(mount, { qr: "at once" });

    await pairing.untilSays("shown", { count: 1 });
    const first = await pairing.serverCode();
    await pairing.showsCode(first.code);
    await expect(pairing.timer).toHaveText(/\d+/);
    await expect(pairing.attempt).toHaveText(pairing.say("attempt", { count: 1 }));
    await expect(pairing.state).toHaveText("connecting");
    // One thing to do: the token is stored, and another instance made, when the phone is paired.
    await expect(pairing.primary).toHaveText([pairing.say("present")]);
    await pairing.more.click();
    await expect(pairing.save).toHaveAttribute("download", `pair-1-qr.${mount === "v1" ? "svg" : "png"}`);
    await look("a code, with what else can be done");
    await page.keyboard.press("Escape");
    await expect(pairing.more).toBeFocused();
    await expect(pairing.save).toBeHidden();

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
    const whose = "Demo Phone · +5511987654321";
    await pairing.until(() => expect(pairing.status).toHaveText(pairing.say("status.open_as", { whose }), { timeout: 50 }));
    await expect(pairing.heading).toHaveText(pairing.say("title_open"));
    const line = await pairing.status.evaluate((status) => Number.parseFloat(getComputedStyle(status).lineHeight));
    expect((await pairing.status.boundingBox()).height, "one line").toBeLessThan(line * 1.5);
    await expect(pairing.frame).toBeHidden();
    await expect(pairing.card.getByRole("button")).toHaveCount(0);
    await expect(pairing.state).toHaveText("connected open");
    await expect(pairing.primary).toHaveText([panel.say("result.token.saved")]);
    await panel.tokenIsStored();
    await expect(pairing.primary).toHaveText([panel.say("result.another")]);
    await look("open");
    const calls = (await pairing.calls()).length;
    await pairing.pass(120);
    expect((await pairing.calls()).length, "nothing is asked any more").toBe(calls);
  });
}

test("the code comes by itself once everything is read back, unless that is switched off @smoke @engines", async ({ page, panel, control }) => {
  const pairing = new Pairing(page, panel, control, "v2");
  await test.step("by itself", async () => {
    const find = await hold(page, /\/settings\/find\//);
    await page.clock.install();
    await panel.start("v2");
    await panel.fill("instance_name", "pair-1");
    await panel.press();
    await expect.poll(find.count).toBe(1);
    await pairing.says("idle");
    await expect.poll(() => pairing.calls("connect")).toEqual([]);
    find.release();
    await pairing.says("shown", { count: 1 });
  });
  await test.step("a language that is changed does not disturb it", async () => {
    await panel.setLanguage("es");
    await expect(pairing.heading).toHaveText(say("pairing.title", {}, "es"));
    await panel.setLanguage("en");
    await pairing.says("shown", { count: 1 });
    await expect(pairing.image).toBeVisible();
  });
  await test.step("switched off, it waits for a press", async () => {
    await expect(pairing.auto).toBeChecked();
    await pairing.auto.uncheck();
    await panel.tokenIsStored();
    await panel.button("result.another").click();
    await panel.fill("instance_name", "pair-2");
    await panel.create();
    await pairing.says("idle");
    await isAccessible(page, "idle", PART);
    await pairing.pass(60);
    const calls = await control.requests("v2");
    expect(calls.filter(({ path }) => path.startsWith("/instance/connect/pair-2"))).toEqual([]);
    await page.reload();
    await panel.button("result.again.show").click();
    await expect(pairing.auto).not.toBeChecked();
  });
});

test("by number: the form takes the picture's place, and the connection that ignores the number is closed first", async ({ page, panel, control }) => {
  const pairing = new Pairing(page, panel, control, "v2");
  await pairing.create();
  await pairing.says("shown", { count: 1 });
  await pairing.choose("by_number");
  await expect(pairing.number).toBeFocused();
  await expect(pairing.frame).toBeHidden();
  await pairing.says("number");
  await expect(pairing.primary).toHaveText([pairing.say("number.send")]);
  await test.step("back and forth", async () => {
    await pairing.button("by_qr").click();
    await expect(pairing.image).toBeVisible();
    await expect(pairing.heading).toBeFocused();
    await pairing.choose("by_number");
  });
  await pairing.number.fill("+55 11");
  await pairing.number.press("Enter");
  await expect(pairing.numberProblem).toHaveText(pairing.say("number.problem"));
  await expect(pairing.number).toBeFocused();
  await isAccessible(page, "a wrong number", PART);
  await panel.settled();
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
  await pairing.choose("by_qr");
  await expect(pairing.image).toBeVisible();
});

test("a menu at the lower edge of the window is seen whole when it opens", async ({ page, panel, control }) => {
  const pairing = new Pairing(page, panel, control, "v2");
  await pairing.create();
  await pairing.says("shown", { count: 1 });
  const { y, height } = await pairing.more.boundingBox();
  await page.setViewportSize({ width: 1440, height: Math.round(y + height + 8) });
  await pairing.more.click();
  await expect(pairing.card.locator(".menu-items")).toBeInViewport({ ratio: 1 });
});

test("no code at all ends in what to look at, and a failure in words", async ({ page, panel, control }) => {
  const pairing = new Pairing(page, panel, control, "v2");
  await control.options("v2", { qr: "none", qr_wait_ms: 20 });
  await pairing.create();
  await expect(pairing.trouble).toHaveCount(0);
  await pairing.untilSays("long");
  const hints = ["version", "image", "proxy", "network"].map((hint) => pairing.say(`hint.${hint}`, { version: "2.3.6" }));
  await expect(pairing.trouble.getByRole("listitem")).toHaveText(hints);
  await isAccessible(page, "no code", PART);
  // The pauses are long by now.
  await pairing.untilSays("empty", { count: 10 }, 5);
  const calls = (await pairing.calls()).length;
  await pairing.pass(300);
  expect((await pairing.calls()).length).toBe(calls);
  await test.step("a failure is told, tried again, and ends in words", async () => {
    await control.fault("v2", { fault: "status500", path_prefix: "/instance/connect/" });
    await pairing.button("again").click();
    await expect(pairing.trouble).toContainText(panel.say("error.server_failure.cause"));
    await expect(pairing.trouble).toContainText(pairing.say("cure.again"));
    await expect(pairing.trouble).not.toContainText(panel.say("error.server_failure.cure"));
    await pairing.untilSays("failed");
    await isAccessible(page, "failed", PART);
  });
  await control.clearFaults("v2");
  await control.options("v2", { qr: "at once" });
  await pairing.button("again").click();
  await pairing.says("shown", { count: 1 });
  await expect(pairing.trouble).toHaveCount(0);
});

test("another code or connection is asked for once, however often it is pressed", async ({ page, panel, control }) => {
  const pairing = new Pairing(page, panel, control, "v2");
  await pairing.create({});
  await pairing.says("idle");
  const connect = await hold(page, /\/instance\/connect\//);
  await pairing.button("connect").dblclick();
  // The second press meets the view for the customer, which opens with the next frame.
  await expect(pairing.customer).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(pairing.customer).toBeHidden();
  await pairing.choose("renew");
  await pairing.choose("renew");
  await pairing.pass(5);
  await expect.poll(connect.count).toBe(1);
  connect.release();
  await pairing.untilSays("shown", { count: 1 });
  await expect(pairing.more).toBeFocused();
  for (const button of ["renew", "restart"]) {
    const { code } = await pairing.serverCode();
    await pairing.choose(button);
    await pairing.until(async () => expect((await pairing.serverCode()).code).not.toBe(code));
    await pairing.until(async () => {
      const { text } = await read(pairing.frame);
      expect(text).toBe((await pairing.serverCode()).code);
    });
    await expect(pairing.more).toBeFocused();
  }
  const made = (await pairing.calls()).map(({ method, path }) => `${method} ${path}`);
  expect(made).toContain("POST /instance/restart/pair-1");
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

test("leaving the page ends the calls and what they still bring, coming back begins them again", async ({ page, panel, control }) => {
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
  await test.step("a hidden tab asks at once when it is seen again", async () => {
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
  await test.step("an answer that comes after leaving is not heard", async () => {
    const held = await hold(page, /\/instance\/connect\//);
    await pairing.choose("renew");
    await expect.poll(held.count).toBe(1);
    await panel.goTo("servers");
    held.release();
    await expect(page.locator("#add-server")).toBeVisible();
    await expect(pairing.image).toBeHidden();
  });
});

test("the focus stays where it is when a code is over, and goes to the heading when the phone is paired", async ({ page, panel, control }) => {
  const pairing = new Pairing(page, panel, control, "v2");
  await pairing.create({ qrcode: true, number: "5511912345678" });
  // A number that was given at the creation brings its code along.
  const { pairingCode } = await pairing.serverCode();
  await expect(pairing.code).toHaveText(inGroups(pairingCode));
  await expect(pairing.image).toBeVisible();
  await pairing.codeLine.getByRole("button").focus();
  await pairing.pass(45);
  await pairing.says("expired");
  await expect(pairing.code).toBeHidden();
  await expect(pairing.heading).toBeFocused();
  await pairing.phone("expire");
  await pairing.untilSays("shown", { count: 2 });

  const present = pairing.button("present");
  await present.focus();
  await pairing.pass(45);
  await pairing.says("expired");
  await expect(present).toBeFocused();
  await pairing.phone("expire");
  await pairing.untilSays("shown", { count: 3 });
  await expect(present).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(pairing.more).toBeFocused();
  await page.keyboard.press("Enter");
  for (let step = 0; step < 3; step += 1) await page.keyboard.press("Tab");
  await expect(pairing.save).toBeFocused();
  // Leaving it closes it.
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await expect(pairing.save).toBeHidden();
  await present.focus();
  await pairing.phone("scan");
  await pairing.until(() => expect(pairing.state).toHaveText("connected open", { timeout: 50 }));
  await expect(pairing.heading).toBeFocused();
});

test("whose phone it is, is text, however it is spelt", async ({ page, panel, control }) => {
  const pairing = new Pairing(page, panel, control, "v2");
  const markup = `<img src=x onerror="document.title='pwned'">${"x".repeat(5_000)}`;
  await page.route(/fetchInstances\?instanceName=/, async (route) => {
    const reply = await route.fetch();
    const rows = await reply.json();
    await route.fulfill({ response: reply, json: rows.map((row) => ({ ...row, ownerJid: "<b>5511</b>", profileName: markup.slice(0, 400) })) });
  });
  await pairing.create();
  await pairing.phone("scan");
  await pairing.until(() => expect(pairing.status).toContainText("<img src=x onerror=", { timeout: 50 }));
  await expect(pairing.card.locator("img:visible")).toHaveCount(0);
  await expect(page).not.toHaveTitle(/pwned/);
  await page.setViewportSize({ width: 360, height: 740 });
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
});
