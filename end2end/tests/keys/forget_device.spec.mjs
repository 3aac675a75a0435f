// Forgetting this device: nothing of the panel is left, wherever the browser keeps things.

import { FILE_ERRORS, OPERATE } from "../../support/chunks.mjs";
import { configure } from "../../support/deployment/config.mjs";
import { openWith, server } from "../../support/deployment/deployment.mjs";
import { Panel } from "../../support/panel/panel.mjs";
import { secondTab, sleeps, wake } from "../../support/panel/second_tab.mjs";
import { storages, storedNames } from "../../support/panel/storage.mjs";
import { KEY } from "../../support/server/demo.mjs";
import { expect, test } from "../../support/test.mjs";

const LONG_KEY = "global-key-0123456789-abcdefgh";

/** Presses the button and confirms. */
async function forget(panel) {
  await panel.button("servers.device").click();
  await expect(panel.dialog).toContainText(panel.say("servers.device.body"));
  await panel.button("servers.device.confirm", panel.dialog).click();
  await expect(panel.dialog).toBeHidden();
}

/** A browser whose storage throws at every access. */
const withoutStorage = () => {
  for (const name of ["localStorage", "sessionStorage"]) {
    Object.defineProperty(window, name, {
      get() {
        throw new DOMException("no", "SecurityError");
      },
    });
  }
};

test("after a journey with everything, nothing of the panel is left and the page says so", async ({ page, panel, control }) => {
  await control.options("v2", { key: LONG_KEY });
  await panel.startByForm("v2", { key: LONG_KEY, remember: true });
  await page.evaluate(() => {
    localStorage.setItem("somebody else's", "stays");
    sessionStorage.setItem("somebody else's", "stays");
  });
  await panel.themeButton().click();
  // A creation that leaves a note behind.
  await control.fault("v2", { fault: "cut_before", method: "POST", path_prefix: "/instance/create", times: 1 });
  await panel.fillAll({ instance_name: "noted", token: "INSTANCE-TOKEN-0123456789-XYZ" });
  await panel.press();
  await panel.failsWith("unreachable");
  await panel.goTo("servers");
  await page.locator("#lock-after").selectOption("60");
  const before = await storedNames(page);
  for (const name of ["servers", "server", "theme", "lock_after", "seen", "in_flight"]) {
    expect(before).toContain(`instance-panel.${name}`);
  }
  expect(before.filter((name) => name.startsWith("instance-panel.key."))).toHaveLength(2);

  // Asked once, and *no* leaves everything as it is. It is the answer that is at hand.
  await panel.button("servers.device").click();
  await expect(panel.button("common.cancel", panel.dialog)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect.poll(() => storedNames(page)).toEqual(before);

  await forget(panel);
  await expect(panel.main).toContainText(panel.say("servers.device.done"));
  await expect.poll(() => storedNames(page)).toEqual([]);
  await expect.poll(() => page.evaluate(() => [localStorage, sessionStorage].map((storage) => storage.getItem("somebody else's")))).toEqual(["stays", "stays"]);
  await expect(panel.main).toContainText(panel.say("servers.empty.title"));
  await expect(page.locator("html")).toHaveAttribute("data-theme", "system");
  await panel.goTo("");
  await expect(panel.main).toContainText(panel.say("create.no_server.title"));
  await expect(panel.name).toHaveValue("");
  await expect(page.locator("#token")).toHaveValue("");
  await expect(panel.failure).toHaveCount(0);
  // Nor does a page that is reloaded know anything, or the going about in it keep anything.
  await page.reload();
  await expect(panel.main).toContainText(panel.say("create.no_server.title"));
  await expect.poll(() => storedNames(page)).toEqual([]);

  await test.step("the language goes back to the browser's own", async () => {
    await panel.setLanguage("pt-BR");
    await panel.goTo("servers");
    await page.locator("#forget-device").click();
    await panel.dialog.getByRole("button", { name: panel.say("servers.device.confirm", {}, "pt-BR"), exact: true }).click();
    await expect(page.locator("html")).toHaveAttribute("lang", "en");
    await expect(panel.main).toContainText(panel.say("servers.device.done"));
    await expect.poll(() => storedNames(page)).toEqual([]);
  });
});

test("where config.json brings the server, what it answers leaves nothing behind, in another tab neither", async ({ page, panel, demo, control, context }) => {
  const config = { servers: [server(panel)] };
  await openWith(page, panel, config);
  await panel.serverIs("needs_key");
  await expect.poll(() => storedNames(page)).not.toContain("instance-panel.servers");
  await panel.goTo("servers");
  await expect(panel.serverRows).toHaveCount(1);
  const greetings = async () => (await control.requests("v2")).filter((request) => request.path === "/" && request.method === "GET").length;
  const before = await greetings();
  await forget(panel);
  await expect(panel.main).toContainText(panel.say("servers.device.done"));
  // The version is told again, and noted.
  await page.reload();
  await expect.poll(greetings).toBeGreaterThan(before);
  await panel.serverIs("needs_key");
  await expect.poll(() => storedNames(page)).toEqual([]);
  const other = new Panel(await context.newPage(), demo, control);
  await configure(other.page, config);
  await other.open();
  await other.goTo("servers");
  await expect(other.serverRows).toHaveCount(1);
  await other.page.evaluate(() => sessionStorage.setItem("instance-panel.in_flight", "[]"));
  await forget(panel);
  await expect(other.main).toContainText(panel.say("servers.device.done"));
  await expect.poll(() => storedNames(other.page)).toEqual([]);
});

test("another tab forgets its own session with it, and what a browser keeps nevertheless is told of @smoke", async ({ page, panel, context }) => {
  await panel.startByForm("v2", { key: LONG_KEY });
  const other = await secondTab(panel, context, LONG_KEY);
  await expect.poll(() => storedNames(other.page)).toContain(`instance-panel.key.1.${panel.base("v2")}`);
  await panel.goTo("servers");
  await forget(panel);
  await expect(other.main).toContainText(panel.say("servers.device.done"));
  await expect.poll(() => storedNames(other.page)).toEqual([]);
  await other.page.close();
  await panel.addServer("v2");
  await panel.goTo("servers");
  await page.evaluate(() => (Storage.prototype.removeItem = () => {}));
  await forget(panel);
  await expect(panel.main).toContainText(panel.say("servers.device.left"));
});

test("a server that was forgotten with the device can be added again", async ({ panel }) => {
  await panel.start("v2");
  await panel.goTo("servers");
  await forget(panel);
  await panel.addServer("v2");
  await panel.goTo("servers");
  await expect(panel.serverRows).toHaveCount(1);
});

test("a tab that hears late of a forgotten device leaves alone what was stored since", async ({ page, panel, context }) => {
  await panel.start("v2", { remember: true });
  const other = await secondTab(panel, context, KEY, sleeps);
  await page.bringToFront();
  await panel.goTo("servers");
  await forget(panel);
  await panel.addServer("v1", { remember: true });
  await wake(other.page);
  await expect(other.main).toContainText(panel.say("servers.device.done"));
  await expect(other.serverRows).toHaveCount(1);
  const { local } = await storages(other.page);
  expect(local).toContain(panel.base("v1"));
  expect(local).toContain(KEY);
});

/** Forgets all keys, and then stores one again. */
async function forgetKeysAndEnterOne(panel) {
  await panel.button("servers.forget").click();
  await panel.editServer("v2");
  await panel.page.locator("#server-key").fill(KEY);
  await panel.page.locator("input[name=remember]").check();
  await panel.saveServer();
  await expect(panel.serverForm).toHaveCount(0);
}

test("a tab that hears late of forgotten keys leaves alone the key that was stored since", async ({ page, panel, context }) => {
  await panel.start("v2", { remember: true });
  const other = await secondTab(panel, context, KEY, sleeps);
  await page.bringToFront();
  await panel.goTo("servers");
  await forgetKeysAndEnterOne(panel);
  await wake(other.page);
  await expect(other.main).toContainText(panel.say("servers.forget.done"));
  await expect.poll(async () => (await storages(other.page)).local).toContain(KEY);
});

test.describe("a tab without the code that forgets", () => {
  test.use({ allowedErrors: FILE_ERRORS });

  test("leaves alone the key that was stored since, and loads again", async ({ page, panel, context }) => {
    await panel.start("v2", { remember: true });
    const other = await context.newPage();
    await sleeps(other);
    await other.route(OPERATE.code, (route) => route.abort());
    await other.goto(`${panel.demo.panel}#/`);
    await expect(new Panel(other, panel.demo, panel.control).name).toBeVisible();
    await page.bringToFront();
    await panel.goTo("servers");
    await forgetKeysAndEnterOne(panel);
    await Promise.all([other.waitForEvent("load"), wake(other)]);
    expect((await storages(page)).local).toContain(KEY);
  });
});

test("with storage that throws, the page's memory is emptied", async ({ page, panel }) => {
  await page.addInitScript(withoutStorage);
  await panel.open();
  await panel.addServer("v2", { key: LONG_KEY });
  await panel.goTo("servers");
  await expect(panel.serverRows).toHaveCount(1);
  await forget(panel);
  await expect(panel.main).toContainText(panel.say("servers.device.done"));
  await expect(panel.serverRows).toHaveCount(0);
  await panel.goTo("");
  await expect(panel.main).toContainText(panel.say("create.no_server.title"));
});
