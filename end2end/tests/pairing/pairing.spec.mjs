// The way from a creation to a paired phone: never blank, never a key in sight, and no call too many.

import { AxeBuilder } from "@axe-core/playwright";

import { say } from "../../support/locale.mjs";
import { Pairing, read } from "../../support/panel/pairing.mjs";
import { expect, test } from "../../support/test.mjs";

/** Nothing to tell in either theme. */
async function clean(page, where) {
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme });
    const builder = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ["violations"] });
    const { violations } = await builder.analyze();
    const told = violations.map(({ id, nodes }) => [id, nodes.map((node) => node.target.join(" "))]);
    expect.soft(told, `${where}, ${colorScheme}`).toEqual([]);
  }
}

/** The code of the server stands on the screen in both themes, dark on white. */
async function showsCode(pairing, code) {
  for (const colorScheme of ["light", "dark"]) {
    await pairing.page.emulateMedia({ colorScheme });
    await expect(pairing.image).toHaveJSProperty("complete", true);
    const { picture, text } = await read(pairing.frame);
    expect(text, colorScheme).toBe(code);
    const middle = (Math.floor(picture.height / 2) * picture.width + 6) * 4;
    for (const channel of [0, 1, 2]) expect(picture.data[middle + channel]).toBeGreaterThan(240);
  }
}

for (const mount of ["v1", "v2", "whatsapp"]) {
  test(`${mount}: not yet, image, expired, renewed, open`, async ({ page, panel, control }) => {
    test.slow();
    const pairing = new Pairing(page, panel, control, mount);
    await control.options(mount, { qr: "after 2 polls" });
    await pairing.create();
    await pairing.says("waiting");
    await expect(pairing.frame).toContainText(pairing.say("frame.waiting"));
    await expect(pairing.image).toBeHidden();
    await clean(page, "not yet");

    await pairing.untilSays("shown", { count: 1 });
    const first = await pairing.code();
    await showsCode(pairing, first.code);
    await expect(pairing.timer).toHaveText(/\d+/);
    await expect(pairing.card.locator(".attempt")).toHaveText(pairing.say("attempt", { count: 1 }));
    await expect(pairing.state).toHaveText("connecting");
    await clean(page, "image");

    await pairing.pass(45);
    await pairing.says("expired");
    await expect(pairing.frame).toContainText(pairing.say("frame.expired"));
    await expect(pairing.timer).toBeHidden();
    expect((await read(pairing.frame)).text, "an old code cannot be scanned").toBeUndefined();
    await clean(page, "expired");

    await pairing.phone("expire");
    await pairing.untilSays("shown", { count: 2 });
    const second = await pairing.code();
    expect(second.code).not.toBe(first.code);
    await showsCode(pairing, second.code);
    await expect(pairing.card.locator(".attempt")).toHaveText(pairing.say("attempt", { count: 2 }));

    await pairing.phone("scan");
    await pairing.untilSays("open");
    await expect(pairing.frame).toContainText(pairing.say("frame.open"));
    await expect(pairing.image).toBeHidden();
    await expect(pairing.card.getByRole("button")).toHaveCount(0);
    await expect(pairing.state).toHaveText("connected open");
    await clean(page, "open");
    const calls = (await pairing.calls()).length;
    await pairing.pass(120);
    expect((await pairing.calls()).length, "nothing is asked any more").toBe(calls);
  });
}

for (const mount of ["v1", "v2"]) {
  test(`${mount}: a code without its picture is drawn`, async ({ page, panel, control }) => {
    const pairing = new Pairing(page, panel, control, mount);
    await control.options(mount, { qr_image: false });
    await pairing.create();
    await pairing.says("shown", { count: 1 });
    const { code, base64 } = await pairing.code();
    expect(base64).toBeUndefined();
    await showsCode(pairing, code);
    const save = page.getByRole("link", { name: pairing.say("save") });
    await expect(save).toHaveAttribute("download", "pair-1-qr.svg");
    await page.setViewportSize({ width: 320, height: 640 });
    expect((await read(pairing.frame)).text, "narrow").toBe(code);
  });
}

for (const mount of ["v1", "v2", "whatsapp"]) {
  test(`${mount}: by number, once the connection that ignores it is closed`, async ({ page, panel, control }) => {
    const pairing = new Pairing(page, panel, control, mount);
    await pairing.create();
    await pairing.says("shown", { count: 1 });
    await pairing.button("by_number").click();
    const number = page.getByLabel(pairing.say("number"));
    await expect(number).toBeFocused();
    await number.fill("+55 11");
    await number.press("Enter");
    await expect(pairing.card.locator("#pairing-number-problem")).toHaveText(pairing.say("number.problem"));
    await expect(number).toBeFocused();
    await clean(page, "a wrong number");
    expect((await pairing.calls("logout")).length).toBe(0);

    await number.fill("+55 (11) 91234-5678");
    await number.press("Enter");
    await pairing.untilSays("typed", { count: 1 });
    const { pairingCode } = await pairing.code();
    const shown = `${pairingCode.slice(0, 4)}-${pairingCode.slice(4)}`;
    await expect(pairing.typed).toHaveText(shown);
    expect(await panel.copied(pairing.card.locator(".pairing button"))).toBe(shown);
    await clean(page, "a pairing code");
    const [logout] = await pairing.calls("logout");
    const asked = (await pairing.calls("connect")).filter(({ path }) => path.includes("?number=5511912345678"));
    expect(logout.method).toBe("DELETE");
    expect(asked.length).toBeGreaterThan(0);
    expect(asked[0].id).toBeGreaterThan(logout.id);

    await pairing.button("by_qr").click();
    await expect(pairing.image).toBeVisible();
  });
}

test("another language keeps what was typed for the number", async ({ page, panel, control }) => {
  const pairing = new Pairing(page, panel, control, "v2");
  await pairing.create({});
  await pairing.button("by_number").click();
  const number = pairing.card.locator("#pairing-number");
  await number.fill("+55 11");
  await number.press("Enter");
  const problem = pairing.card.locator("#pairing-number-problem");
  await expect(problem).toHaveText(pairing.say("number.problem"));
  await panel.setLanguage("pt-BR");
  await expect(pairing.card.locator("h2")).toHaveText(say("pairing.title", {}, "pt-BR"));
  await expect(number).toBeVisible();
  await expect(number).toHaveValue("+55 11");
  await expect(problem).toHaveText(say("pairing.number.problem", {}, "pt-BR"));
});

test("given at the creation, the number brings its code along", async ({ page, panel, control }) => {
  const pairing = new Pairing(page, panel, control, "v2");
  await pairing.create({ qrcode: true, number: "5511912345678" });
  const { pairingCode } = await pairing.code();
  await expect(pairing.typed).toHaveText(`${pairingCode.slice(0, 4)}-${pairingCode.slice(4)}`);
  await expect(pairing.image).toBeVisible();
});

for (const [mount, hints] of [
  ["v1", ["version", "phone_version", "proxy", "network"]],
  ["v2", ["version", "phone_version", "image", "proxy", "network"]],
  ["whatsapp", ["host"]],
]) {
  test(`${mount}: no code at all ends in what to look at, and then in rest`, async ({ page, panel, control }) => {
    const pairing = new Pairing(page, panel, control, mount);
    await control.options(mount, { qr: "none", qr_wait_ms: 20 });
    await pairing.create();
    await expect(pairing.card.locator(".pairing-trouble")).toHaveCount(0);
    await pairing.untilSays("long");
    const version = { v1: "1.8.2", v2: "2.3.6" }[mount];
    const lines = hints.map((hint) => pairing.say(`hint.${hint}`, { version }));
    await expect(pairing.card.locator(".pairing-trouble li")).toHaveText(lines);
    await clean(page, "diagnosis");
    await pairing.untilSays("empty", { count: 10 });
    const calls = (await pairing.calls()).length;
    await pairing.pass(300);
    expect((await pairing.calls()).length).toBe(calls);
    await control.options(mount, { qr: "at once" });
    await pairing.button("again").click();
    await pairing.says("shown", { count: 1 });
    await expect(pairing.card.locator(".pairing-trouble")).toHaveCount(0);
  });
}

for (const [mount, calls] of [
  ["v1", ["DELETE /instance/logout/pair-1", "GET /instance/connectionState/pair-1", "GET /instance/connect/pair-1"]],
  ["v2", ["POST /instance/restart/pair-1"]],
]) {
  test(`${mount}: a restart makes another connection with another code`, async ({ page, panel, control }) => {
    const pairing = new Pairing(page, panel, control, mount);
    await pairing.create();
    await pairing.says("shown", { count: 1 });
    const { code } = await pairing.code();
    const before = (await pairing.calls()).at(-1).id;
    await pairing.button("restart").click();
    await pairing.until(async () => expect((await pairing.code()).code).not.toBe(code));
    await pairing.untilSays("shown", { count: 1 });
    await expect(pairing.button("restart")).toBeFocused();
    const made = (await pairing.calls()).filter(({ id }) => id > before).map(({ method, path }) => `${method} ${path}`);
    const own = made.slice(made.indexOf(calls[0]));
    expect(own[0]).toBe(calls[0]);
    for (const call of calls) expect(own).toContain(call);
    await showsCode(pairing, (await pairing.code()).code);
  });
}

test("renewing ends with another code, also where the server has the same", async ({ page, panel, control }) => {
  const pairing = new Pairing(page, panel, control, "v2");
  await pairing.create();
  await pairing.says("shown", { count: 1 });
  const { code } = await pairing.code();
  await pairing.button("renew").click();
  await pairing.until(async () => expect((await pairing.code()).code).not.toBe(code));
  await pairing.untilSays("shown", { count: 1 });
  await showsCode(pairing, (await pairing.code()).code);
});

test("not asked for, it begins at the press", async ({ page, panel, control }) => {
  const pairing = new Pairing(page, panel, control, "v2");
  await pairing.create({});
  await pairing.says("idle");
  await clean(page, "idle");
  await pairing.pass(60);
  expect(await pairing.calls()).toEqual([]);
  await pairing.button("connect").click();
  await pairing.says("shown", { count: 1 });
  await expect(pairing.button("renew")).toBeFocused();
});

for (const mount of ["v1", "v2", "whatsapp"]) {
  test(`${mount}: a phone paired meanwhile is not logged out by asking for a code`, async ({ page, panel, control }) => {
    const pairing = new Pairing(page, panel, control, mount);
    await pairing.create({});
    await pairing.says("idle");
    await pairing.code();
    await pairing.phone("scan");
    await pairing.button("by_number").click();
    await page.getByLabel(pairing.say("number")).fill("+55 (11) 91234-5678");
    await page.keyboard.press("Enter");
    await pairing.untilSays("open");
    expect(await pairing.calls("logout|restart")).toEqual([]);
  });

  test(`${mount}: what is found connected after a reload is shown so`, async ({ page, panel, control }) => {
    const pairing = new Pairing(page, panel, control, mount);
    await page.clock.install();
    await panel.start(mount);
    await panel.fillAll({ instance_name: pairing.name, qrcode: true });
    await control.fault(mount, { fault: "cut_after", method: "POST", path_prefix: "/instance/create" });
    await panel.press();
    await panel.failsWith("unreachable");
    await control.clearFaults(mount);
    await pairing.code();
    await pairing.phone("scan");
    await page.reload();
    await page.getByRole("button", { name: panel.say("failure.show"), exact: true }).click();
    await panel.created();
    await pairing.says("open");
    await expect(pairing.card.getByRole("button")).toHaveCount(0);
    expect(await pairing.calls("restart|logout")).toEqual([]);
  });
}

test("engines without a phone have no such step", async ({ page, panel, control }) => {
  const pairing = new Pairing(page, panel, control, "v2");
  await pairing.create({ integration: "WHATSAPP-BUSINESS", token: "EAAGm0PX4ZCpsBA-long", number: "106540352242922" });
  await expect(pairing.card).toHaveCount(0);
  await pairing.pass(60);
  expect(await pairing.calls()).toEqual([]);
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
  await expect(pairing.card.locator(".pairing-trouble")).toHaveCount(0);
});

test("leaving the page ends the calls, coming back begins them anew", async ({ page, panel, control }) => {
  const pairing = new Pairing(page, panel, control, "v2");
  await pairing.create();
  await pairing.says("shown", { count: 1 });
  await page.getByRole("button", { name: panel.say("result.token.stored"), exact: true }).click();
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
  await page.getByRole("button", { name: panel.say("result.token.stored"), exact: true }).click();
  await panel.goTo("servers");
  release();
  await page.goBack();
  await pairing.says("idle");
  await expect(pairing.image).toBeHidden();
});

test("only one connect is on its way, however often it is pressed", async ({ page, panel, control }) => {
  const pairing = new Pairing(page, panel, control, "v2");
  await pairing.create({});
  await control.fault("v2", { fault: "latency", ms: 700, path_prefix: "/instance/connect/", times: 1 });
  await pairing.button("connect").click();
  await pairing.button("renew").click();
  await pairing.button("renew").click();
  await pairing.pass(5);
  expect((await pairing.calls("connect")).length).toBe(1);
  await pairing.untilSays("shown", { count: 1 });
});

test("a hidden tab asks less often", async ({ page, panel, control }) => {
  const pairing = new Pairing(page, panel, control, "v2");
  await pairing.create();
  await pairing.says("shown", { count: 1 });
  const hide = (isHidden) =>
    page.evaluate((isHidden) => {
      Object.defineProperty(document, "hidden", { configurable: true, get: () => isHidden });
      document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
    }, isHidden);
  const during = async (seconds) => {
    const before = (await pairing.calls()).length;
    for (let second = 0; second < seconds; second += 1) {
      await pairing.pass(1);
      // The answer is in before the next second begins.
      await expect.poll(async () => (await pairing.calls()).every(({ status }) => status)).toBe(true);
    }
    return (await pairing.calls()).length - before;
  };
  const seen = await during(12);
  await hide(true);
  await during(4);
  const hidden = await during(12);
  expect(seen).toBeGreaterThanOrEqual(3);
  expect(hidden).toBeLessThanOrEqual(1);
  const before = (await pairing.calls()).length;
  await hide(false);
  await expect.poll(async () => (await pairing.calls()).length, "at once when seen again").toBeGreaterThan(before);
});

test("a failure is told, tried again, and ends in words", async ({ page, panel, control }) => {
  const pairing = new Pairing(page, panel, control, "v2");
  await pairing.create({});
  await control.fault("v2", { fault: "status500", path_prefix: "/instance/connect/" });
  await pairing.button("connect").click();
  const trouble = pairing.card.locator(".pairing-trouble");
  await expect(trouble).toContainText(panel.say("error.server_failure.cause"));
  await expect(trouble).toContainText(pairing.say("cure.again"));
  await expect(trouble).not.toContainText(panel.say("error.server_failure.cure"));
  await pairing.untilSays("failed");
  await clean(page, "failed");
  await control.clearFaults("v2");
  await pairing.button("again").click();
  await pairing.says("shown", { count: 1 });
  await expect(trouble).toHaveCount(0);
});

test("the focus stays where it is when a code is over", async ({ page, panel, control }) => {
  test.slow();
  const pairing = new Pairing(page, panel, control, "v2");
  await pairing.create();
  await pairing.says("shown", { count: 1 });
  const save = page.getByRole("link", { name: pairing.say("save") });
  const present = pairing.button("present");
  let count = 1;
  for (const button of [save, present]) {
    await expect(button).toHaveAttribute("aria-disabled", "false");
    await button.focus();
    await pairing.pass(45);
    await pairing.says("expired");
    await expect(save).toHaveAttribute("aria-disabled", "true");
    await pairing.pass(1);
    await expect(button).toBeFocused();
    await pairing.phone("expire");
    await pairing.untilSays("shown", { count: (count += 1) });
    await expect(button).toBeFocused();
  }
  await pairing.phone("scan");
  await pairing.untilSays("open");
  await expect(pairing.card.locator("h2")).toBeFocused();
});

test("what goes with a code leads the focus to the heading", async ({ page, panel, control }) => {
  const pairing = new Pairing(page, panel, control, "v2");
  await pairing.create({ qrcode: true, number: "5511912345678" });
  await pairing.says("shown", { count: 1 });
  await pairing.card.locator(".pairing button").focus();
  await pairing.pass(45);
  await pairing.says("expired");
  await expect(pairing.card.locator(".pairing")).toBeHidden();
  await expect(pairing.card.locator("h2")).toBeFocused();
});

test("the customer sees the code and nothing else, by keyboard alone", async ({ page, panel, control }) => {
  test.slow();
  const token = "OWN-TOKEN-0123456789";
  const pairing = new Pairing(page, panel, control, "v2");
  await pairing.create({ qrcode: true, token });
  await pairing.says("shown", { count: 1 });
  const present = pairing.button("present");
  await present.focus();
  await page.keyboard.press("Enter");
  const { customer } = pairing;
  await expect(customer).toBeVisible();
  const frame = customer.locator(".qr-frame");
  await expect(frame.locator("img")).toHaveJSProperty("complete", true);
  const first = (await pairing.code()).code;
  for (const width of [1440, 900, 360]) {
    await page.setViewportSize({ width, height: 740 });
    expect((await read(frame)).text, `${width} px`).toBe(first);
  }
  await expect(customer.locator("li")).toHaveText(["app", "devices", "scan"].map((key) => pairing.say(`customer.${key}`)));
  await expect(customer.locator("[role=timer]")).toHaveText(/\d+/);
  await expect(customer.locator("button, a, input, select, summary")).toHaveCount(0);
  const inner = await customer.evaluate((dialog) => dialog.outerHTML);
  for (const secret of [token, token.slice(-4), "demo-key", panel.base("v2")]) expect(inner).not.toContain(secret);
  await clean(page, "customer view");

  await pairing.phone("expire");
  await pairing.until(async () => expect((await read(frame)).text).not.toBe(first));
  expect((await read(frame)).text).toBe((await pairing.code()).code);
  await page.keyboard.press("Escape");
  await expect(customer).toBeHidden();
  await expect(present).toBeFocused();

  await page.keyboard.press("Enter");
  await pairing.phone("scan");
  await pairing.until(() => expect(customer).toContainText(pairing.say("customer.open"), { timeout: 50 }));
  await expect(customer.locator("img")).toBeHidden();
  await clean(page, "customer view, open");
  await page.keyboard.press("Escape");
  await expect(customer).toBeHidden();
  await expect(pairing.card.locator("h2")).toBeFocused();
});

test("the customer is shown the pairing code large", async ({ page, panel, control }) => {
  const pairing = new Pairing(page, panel, control, "v2");
  await pairing.create({ qrcode: true, number: "5511912345678" });
  await pairing.says("shown", { count: 1 });
  await pairing.button("by_number").click();
  await page.getByLabel(pairing.say("number")).press("Enter");
  await pairing.says("typed", { count: 1 });
  await pairing.button("present").click();
  const { pairingCode } = await pairing.code();
  await expect(pairing.customer.locator("output")).toHaveText(`${pairingCode.slice(0, 4)}-${pairingCode.slice(4)}`);
  await expect(pairing.customer.locator("li").last()).toHaveText(pairing.say("customer.type"));
  await expect(pairing.customer.locator("img")).toBeHidden();
  await page.setViewportSize({ width: 320, height: 640 });
  expect(await page.evaluate(() => document.querySelector("dialog.customer").scrollWidth)).toBeLessThanOrEqual(320);
  await pairing.customer.dblclick();
  await expect(pairing.customer).toBeHidden();
  // Of two taps some telephones make two clicks and no double click.
  await pairing.button("present").click();
  await expect(pairing.customer).toHaveAccessibleName(pairing.say("customer.label", { name: pairing.name }));
  await expect(pairing.customer).toHaveAccessibleDescription(pairing.say("customer.leave_key"));
  await expect(pairing.customer).toHaveCSS("touch-action", "manipulation");
  await pairing.customer.evaluate((dialog) => {
    dialog.click();
    dialog.click();
  });
  await expect(pairing.customer).toBeHidden();
  // One tap is enough where it says so.
  await pairing.button("present").click();
  await pairing.customer.getByText(pairing.say("customer.leave_key")).click();
  await expect(pairing.customer).toBeHidden();
});
