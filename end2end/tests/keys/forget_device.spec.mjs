// Forgetting this device: nothing of the panel is left, wherever the browser keeps things.

import { configure } from "../../support/deployment/config.mjs";
import { openWith, server } from "../../support/deployment/deployment.mjs";
import { secondTab } from "../../support/panel/second_tab.mjs";
import { expect, test } from "../../support/test.mjs";

const KEY = "global-key-0123456789-abcdefgh";

const kept = (page) =>
  page.evaluate(() =>
    [localStorage, sessionStorage].flatMap((storage) => Object.keys(storage)).filter((name) => name.startsWith("instance-panel")),
  );

const forgetButton = (page, panel) => page.getByRole("button", { name: panel.say("servers.device"), exact: true });

/** Presses the button, and gives this answer. */
async function forget(page, panel, answer = "servers.device.confirm") {
  await forgetButton(page, panel).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText(panel.say("servers.device.body"));
  await dialog.getByRole("button", { name: panel.say(answer), exact: true }).click();
  await expect(dialog).toBeHidden();
}

test("after a journey with everything, nothing of ours is left and it is said", async ({ page, panel, control }) => {
  await control.options("v2", { key: KEY });
  await panel.startByForm("v2", { key: KEY, remember: true });
  await page.evaluate(() => {
    localStorage.setItem("somebody else's", "stays");
    sessionStorage.setItem("somebody else's", "stays");
  });
  await page.getByRole("button", { name: panel.say("theme.system") }).click();
  // A creation that leaves a note behind.
  await control.fault("v2", { fault: "cut_before", method: "POST", path_prefix: "/instance/create", times: 1 });
  await panel.fillAll({ instance_name: "noted", token: "INSTANCE-TOKEN-0123456789-XYZ" });
  await panel.press();
  await panel.failsWith("unreachable");
  await panel.goTo("servers");
  await page.locator("#lock-after").selectOption("60");
  const before = await kept(page);
  for (const name of ["servers", "server", "theme", "lock_after", "seen", "in_flight"]) {
    expect(before).toContain(`instance-panel.${name}`);
  }
  expect(before.filter((name) => name.startsWith("instance-panel.key."))).toHaveLength(2);

  // Asked once, and *no* leaves everything as it is. It is the answer that is at hand.
  await forgetButton(page, panel).click();
  await expect(page.getByRole("dialog").getByRole("button", { name: panel.say("common.cancel"), exact: true })).toBeFocused();
  await page.keyboard.press("Enter");
  expect(await kept(page)).toEqual(before);

  await forget(page, panel);
  await expect(page.locator("#main")).toContainText(panel.say("servers.device.done"));
  expect(await kept(page)).toEqual([]);
  expect(await page.evaluate(() => [localStorage, sessionStorage].map((storage) => storage.getItem("somebody else's")))).toEqual(["stays", "stays"]);
  await expect(page.locator("#main")).toContainText(panel.say("servers.empty.title"));
  await expect(page.locator("html")).toHaveAttribute("data-theme", "system");
  await panel.goTo("");
  await expect(page.locator("#main")).toContainText(panel.say("create.no_server.title"));
  await expect(panel.name).toHaveValue("");
  await expect(page.locator("#token")).toHaveValue("");
  await expect(panel.failure).toHaveCount(0);
  // Nor does a page that is loaded anew know anything, or the going about in it keep anything.
  await page.reload();
  await expect(page.locator("#main")).toContainText(panel.say("create.no_server.title"));
  expect(await kept(page)).toEqual([]);
});

test("the language goes back to the browser's own", async ({ page, panel }) => {
  await panel.start("v2");
  await panel.setLanguage("pt-BR");
  await panel.goTo("servers");
  await page.locator("#forget-device").click();
  await page.getByRole("dialog").getByRole("button", { name: panel.say("servers.device.confirm", {}, "pt-BR"), exact: true }).click();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await expect(page.locator("#main")).toContainText(panel.say("servers.device.done"));
  expect(await kept(page)).toEqual([]);
});

test("where config.json brings the server, what it answers leaves nothing behind", async ({ page, panel, control }) => {
  await openWith(page, panel, { servers: [server(panel)] });
  await expect(page.locator(".dot")).toHaveClass(/needs_key/);
  expect(await kept(page)).not.toContain("instance-panel.servers");
  await panel.goTo("servers");
  await expect(page.locator(".server-row")).toHaveCount(1);
  const greetings = async () => (await control.requests("v2")).filter((request) => request.path === "/" && request.method === "GET").length;
  const before = await greetings();
  await forget(page, panel);
  await expect(page.locator("#main")).toContainText(panel.say("servers.device.done"));
  // The version is told anew, and noted.
  await page.reload();
  await expect.poll(greetings).toBeGreaterThan(before);
  await expect(page.locator(".dot")).toHaveClass(/needs_key/);
  expect(await kept(page)).toEqual([]);
});

test("another tab that knows servers of config.json alone forgets, too", async ({ page, panel, context }) => {
  const config = { servers: [server(panel)] };
  await openWith(page, panel, config);
  const other = await context.newPage();
  await configure(other, config);
  await other.goto(panel.demo.panel);
  await other.locator('header.top nav a[href="#/servers"]').click();
  await other.evaluate(() => sessionStorage.setItem("instance-panel.in_flight", "[]"));
  await panel.goTo("servers");
  await forget(page, panel);
  await expect(other.locator("#main")).toContainText(panel.say("servers.device.done"));
  expect(await kept(other)).toEqual([]);
  await other.close();
});

test("another tab forgets its own session with it", async ({ page, panel, context }) => {
  await panel.startByForm("v2", { key: KEY });
  const other = await secondTab(panel, context, KEY);
  await expect.poll(() => kept(other)).toContain(`instance-panel.key.1.${panel.base("v2")}`);
  await panel.goTo("servers");
  await forget(page, panel);
  await expect(other.locator("#main")).toContainText(panel.say("servers.device.done"));
  expect(await kept(other)).toEqual([]);
  await other.close();
});

for (const [how, breakIt] of Object.entries({
  "throws at its name": () => {
    for (const name of ["localStorage", "sessionStorage"]) {
      Object.defineProperty(window, name, { get: () => { throw new DOMException("no", "SecurityError"); } });
    }
  },
  "throws at every use": () => {
    for (const method of ["getItem", "setItem", "removeItem", "key"]) {
      Storage.prototype[method] = () => { throw new DOMException("no", "SecurityError"); };
    }
  },
})) {
  test(`with storage that ${how}, the page's memory is emptied`, async ({ page, panel }) => {
    await page.addInitScript(breakIt);
    await panel.open();
    await panel.addServer("v2", { key: KEY });
    await panel.goTo("servers");
    await expect(page.locator(".server-row")).toHaveCount(1);
    await forget(page, panel);
    await expect(page.locator("#main")).toContainText(panel.say("servers.device.done"));
    await expect(page.locator(".server-row")).toHaveCount(0);
    await panel.goTo("");
    await expect(page.locator("#main")).toContainText(panel.say("create.no_server.title"));
  });
}

test("a browser that does not let go is told of", async ({ page, panel }) => {
  await panel.start("v2");
  await panel.goTo("servers");
  await page.evaluate(() => (Storage.prototype.removeItem = () => {}));
  await forget(page, panel);
  await expect(page.locator("#main")).toContainText(panel.say("servers.device.left"));
});
