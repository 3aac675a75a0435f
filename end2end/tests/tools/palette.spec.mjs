// The palette: what it finds, where it leads, and that it is there whenever it is asked for. Ranking is tested in
// the domain.

import { isAccessible } from "../../support/panel/axe.mjs";
import { Palette } from "../../support/panel/palette.mjs";
import { KEY } from "../../support/server/demo.mjs";
import { expect, test } from "../../support/test.mjs";

const INSTANCES = /\/(instances)-[0-9a-f]+\.wasm$/;

test("leads to instances, servers, fields, pages and actions, by keyboard alone @smoke", async ({ page, panel, control }) => {
  await control.seedMixed("v2", 12);
  await control.seed("v2", { name: "Quitanda Açaí", state: "open", owner: "5511912345678" });
  await panel.start("v1", { label: "Old one" });
  await panel.addServer("v2", { label: "Produção" });
  const palette = new Palette(panel);

  await test.step("nothing is typed: pages and actions, and lists that can be loaded", async () => {
    await panel.name.focus();
    await palette.open();
    await expect(palette.group("palette.group.actions").first()).toContainText(panel.say("palette.new_instance"));
    await expect(palette.options.first()).toHaveAttribute("aria-selected", "true");
    await expect(palette.input).toHaveAttribute("aria-activedescendant", "palette-0");
    await isAccessible(page, "empty", { within: "#palette" });
    await page.keyboard.press("Escape");
    await expect(palette.dialog).toBeHidden();
    await expect(panel.name).toBeFocused();
  });

  await test.step("a list is loaded from here, and its instances are found", async () => {
    await palette.open();
    await page.keyboard.type("acai");
    const load = palette.option(panel.say("palette.load_list", { label: "Produção" }));
    await expect(load).toBeVisible();
    while ((await load.getAttribute("aria-selected")) !== "true") await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await expect(palette.option("Quitanda Açaí")).toBeVisible();
    await expect(load).toHaveCount(0);
    await expect(palette.input).toBeFocused();
    await page.keyboard.press("ArrowUp");
    while ((await palette.option("Quitanda Açaí").getAttribute("aria-selected")) !== "true") await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Enter");
    await expect(palette.dialog).toBeHidden();
    await expect(page).toHaveURL(/#\/servers\/2\/instances\/Quitanda%20A/);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Quitanda Açaí");
  });

  await test.step("a field, misspelt and from another page: its group is switched on and it has the focus", async () => {
    await palette.go("Rejcet calls", panel.say("field.reject_call.label"));
    await expect(panel.row("reject_call").locator(":focus")).toHaveCount(1);
    await palette.go("webhook url", panel.say("field.webhook_url.label"));
    await expect(page.locator("#webhook_url")).toBeFocused();
    await expect(panel.switchOf("webhook")).toBeChecked();
  });

  await test.step("pages, servers and actions", async () => {
    await palette.go("request log", panel.say("page.requests"));
    await expect(page).toHaveURL(/#\/requests$/);
    await palette.go("old one", "Old one");
    await expect(page).toHaveURL(/#\/servers\/1\/instances$/);
    await expect(panel.switcher).toHaveValue("1");
    await palette.go("dark theme", panel.say("theme.dark"));
    await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
    await palette.go("espanol", "Español");
    await expect(page.locator("html")).toHaveAttribute("lang", "es");
    // In the language of the page, and found by the words of every one.
    await palette.open();
    await expect(palette.dialog).toHaveAccessibleName(/Buscar/);
    await page.keyboard.type("english");
    // A list that is still on its way would be offered first.
    await expect(palette.options.first()).toContainText("English");
    await page.keyboard.press("Enter");
    await expect(page.locator("html")).toHaveAttribute("lang", "en");
    await palette.go("test connection", panel.say("palette.test_connection"));
    await expect(page.locator(".server-row").first().locator(".diagnostics-verdict")).not.toBeEmpty();
    await palette.go("new instance", panel.say("palette.new_instance"));
    await expect(panel.name).toBeFocused();
  });

  await test.step("what was chosen last comes first, also after a reload", async () => {
    await page.reload();
    await expect(panel.name).toBeVisible();
    await palette.open();
    await expect(palette.group("palette.group.recent").first()).toContainText(panel.say("palette.new_instance"));
    await expect(palette.option(panel.say("palette.new_instance"))).toHaveCount(1);
    await page.keyboard.press("Escape");
    // It leads to the button, and is not offered first the next time.
    await palette.go("forget all", panel.say("palette.forget_keys"));
    const forget = panel.button("servers.forget");
    await expect(forget).toBeFocused();
    await palette.open();
    await expect(palette.group("palette.group.recent").first()).toContainText(panel.say("palette.new_instance"));
    await page.keyboard.press("Escape");
    await expect(forget).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(panel.main).toContainText(panel.say("servers.forget.done"));
    expect(await page.evaluate(() => JSON.stringify({ ...sessionStorage, ...localStorage }))).not.toContain(KEY);
  });
});

test("asked for before its chunk is there, the box shows and what is typed arrives; a chunk that fails is said", async ({ page, panel }) => {
  await panel.start("v2");
  const palette = new Palette(panel);
  let release;
  const released = new Promise((resolve) => (release = resolve));
  await page.route(INSTANCES, async (route) => {
    await released;
    await route.continue();
  });
  await page.reload();
  await panel.name.focus();
  await page.keyboard.press("Control+k");
  await expect(palette.dialog).toBeVisible();
  await expect(palette.dialog).toHaveAccessibleName(panel.say("nav.search"));
  await page.keyboard.type("webhook u");
  release();
  await expect(palette.input).toBeFocused();
  await expect(palette.input).toHaveValue("webhook u");
  await page.keyboard.type("rl");
  await expect(palette.options.first()).toContainText(panel.say("field.webhook_url.label"));
  await page.keyboard.press("Escape");
  await expect(palette.dialog).toBeHidden();
  await expect(panel.name).toBeFocused();
});

test.describe("without its chunk", () => {
  test.use({ allowedErrors: /ERR_FAILED|Failed to fetch/ });

  test("says so, and loads it again", async ({ page, panel }) => {
    await panel.start("v2");
    const palette = new Palette(panel);
    await page.route(INSTANCES, (route) => route.abort());
    await page.reload();
    await expect(panel.name).toBeVisible();
    await page.keyboard.press("Control+k");
    const again = palette.dialog.getByRole("button", { name: panel.say("later.retry") });
    await expect(palette.dialog).toContainText(panel.say("later.failed"));
    await page.unroute(INSTANCES);
    await again.click();
    await expect(palette.input).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(palette.dialog).toBeHidden();
  });
});

test("leaves other keys and other dialogs alone, and finds nothing without harm", async ({ page, panel }) => {
  await panel.start("v2");
  const palette = new Palette(panel);
  await panel.name.fill("loja");
  // Keys of text fields, and those of others.
  for (const key of ["k", "K", "Alt+k", "Control+Shift+k", "Meta+k"]) await panel.name.press(key);
  await expect(palette.dialog).toHaveCount(0);
  await panel.name.fill("loja");

  // A question wants its answer first.
  await panel.button("create.reset_all").click();
  await expect(panel.dialog).toBeVisible();
  await page.keyboard.press("Control+k");
  await expect(palette.dialog).toHaveCount(0);
  await page.keyboard.press("Escape");

  await palette.opener.click();
  await expect(palette.input).toBeFocused();
  await page.keyboard.type("<img src=x onerror=alert(1)> \u202e 🎉");
  await expect(palette.options).toHaveCount(1);
  await expect(palette.options).toContainText(panel.say("palette.load_list", { label: "v2" }));
  // A second time is once. The capital letter is that of Caps Lock.
  await page.keyboard.press("Control+K");
  await expect(palette.input).toBeFocused();
  await isAccessible(page, "nothing found", { within: "#palette" });
  await page.keyboard.press("Escape");
  await expect(palette.opener).toBeFocused();

  // A token whose instance is new is asked about before it is left.
  await panel.fill("instance_name", "kept");
  await panel.create();
  await palette.go("servers", panel.say("page.servers"));
  await expect(panel.dialog).toContainText(panel.say("result.leave.title"));
  await expect(page).toHaveURL(/#\/result$/);
});

test("a list that cannot be loaded says so, and what was found stays", async ({ page, panel, control }) => {
  await panel.start("v2", { label: "Broken <b>one</b>" });
  await control.fault("v2", { fault: "status500", method: "GET", path: "/instance/fetchInstances" });
  const palette = new Palette(panel);
  await palette.open();
  await page.keyboard.type("servers");
  const load = palette.option(panel.say("palette.load_list", { label: "Broken <b>one</b>" }));
  await load.click();
  await expect(load).toContainText(panel.say("palette.list_failed"));
  await expect(palette.options.first()).toContainText(panel.say("page.servers"));
  await expect(palette.input).toBeFocused();
});

test("at 360 pixels, with a finger", async ({ page, panel }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await panel.start("v2");
  const palette = new Palette(panel);
  await palette.opener.click();
  await expect(palette.input).toBeFocused();
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(360);
  await isAccessible(page, "narrow", { within: "#palette" });
  await palette.dialog.getByRole("button", { name: panel.say("common.close") }).click();
  await expect(palette.dialog).toBeHidden();
  await palette.opener.click();
  await page.mouse.click(10, 700);
  await expect(palette.dialog).toBeHidden();
});

test("opened again at once, before the browser tells that it was closed, it finds what is typed", async ({ page, panel }) => {
  await panel.start("v2");
  const palette = new Palette(panel);
  await palette.open();
  await expect(palette.options.first()).toBeVisible();
  await page.evaluate(() => {
    document.getElementById("palette").close();
    dispatchEvent(new KeyboardEvent("keydown", { key: "k", ctrlKey: true, bubbles: true }));
  });
  await expect(palette.input).toBeFocused();
  await page.keyboard.type("espanol");
  await expect(palette.options.filter({ hasText: "Español" })).toBeVisible();
});
