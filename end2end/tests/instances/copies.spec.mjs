// What is made of an instance that is read: a comparison with another one, and a new one like it.

import { isAccessible } from "../../support/panel/axe.mjs";
import { InstanceList } from "../../support/panel/instances.mjs";
import { expect, test } from "../../support/test.mjs";

const webhook = (url) => ({ webhook: { enabled: true, url, events: ["CALL", "LOGOUT_INSTANCE"], headers: { "x-key": "a-secret" } } });

test("two ticked instances are compared field by field, and a secret stays masked", async ({ page, panel, control }) => {
  await control.seed("v2", { name: "one", state: "close", groups: webhook("https://one.example/hook") });
  await control.seed("v2", { name: "two", state: "close", groups: webhook("https://two.example/hook") });
  await control.seed("v2", { name: "three", state: "close", groups: webhook("https://one.example/hook") });
  const list = new InstanceList(panel);
  await list.open("v2");
  const sheet = page.locator("#compare-sheet");

  await test.step("by their ticks", async () => {
    await list.tick("one").check();
    await expect(list.bulk.getByRole("button", { name: panel.say("instances.compare.selected") })).toHaveCount(0);
    await list.tick("two").check();
    await list.bulk.getByRole("button", { name: panel.say("instances.compare.selected") }).click();
    await expect(sheet.getByRole("status")).toHaveText(panel.say("instances.compare.differences_one", { count: 1 }));
    const row = sheet.getByRole("row").filter({ hasText: panel.say("field.webhook_url.label") });
    await expect(row.getByRole("cell")).toHaveText(["https://one.example/hook", "https://two.example/hook"]);
    await expect(sheet).not.toContainText("a-secret");
    await isAccessible(page, "a comparison", { within: "#compare-sheet" });
    await page.keyboard.press("Escape");
    await expect(sheet).toBeHidden();
    await expect(list.bulk.getByRole("button", { name: panel.say("instances.compare.selected") })).toBeFocused();
  });

  await test.step("from the menu, with a name, by keyboard", async () => {
    await list.choose("one", "instances.compare");
    const name = sheet.getByRole("combobox", { name: panel.say("instances.compare.other") });
    await expect(name).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(sheet.getByRole("alert")).toHaveText(panel.say("instances.compare.wrong"));
    await isAccessible(page, "the choice of the other instance", { within: "#compare-sheet" });
    await page.keyboard.type("three");
    await page.keyboard.press("Enter");
    await expect(sheet.getByRole("status")).toHaveText(panel.say("instances.compare.same"));
  });

  await test.step("one that is not there is said", async () => {
    await sheet.getByRole("button", { name: panel.say("instances.compare.choose") }).click();
    await sheet.getByRole("combobox", { name: panel.say("instances.compare.other") }).fill("nobody");
    await page.keyboard.press("Enter");
    await expect(sheet.getByRole("status")).toHaveText(panel.say("instances.compare.unread", { name: "nobody" }));
  });
});

test("a group that cannot be read is never called the same", async ({ page, panel, control }) => {
  await control.seed("v2", { name: "one", state: "close" });
  await control.seed("v2", { name: "two", state: "close" });
  const list = new InstanceList(panel);
  await list.open("v2");
  await page.route("**/chatwoot/find/two", (route) => route.abort());
  await list.tick("one").check();
  await list.tick("two").check();
  await list.bulk.getByRole("button", { name: panel.say("instances.compare.selected") }).click();
  const sheet = page.locator("#compare-sheet");
  await expect(sheet.getByRole("cell", { name: panel.say("instances.compare.unreadable") })).toHaveCount(1);
  await expect(sheet.getByRole("status")).not.toHaveText(panel.say("instances.compare.same"));
});

test("an instance is duplicated from the list onto a server of another version, and what it misses is named", async ({ page, panel, control }) => {
  await control.seed("v2", { name: "shop", state: "close", groups: webhook("https://one.example/hook") });
  const list = new InstanceList(panel);
  await panel.start("v2", { label: "New" });
  await panel.addServer("v1", { label: "Old" });
  await page.goto("/#/instances");
  await list.choose("shop", "result.duplicate");
  const dialog = page.locator("#duplicate-dialog");
  // 2.x does not show what it stores of a group that it has switched off.
  await expect(dialog.getByRole("listitem")).toHaveText([panel.say("instance.left.hidden", { section: panel.say("section.pusher.name") })]);
  await dialog.getByRole("combobox", { name: panel.say("instances.duplicate.server") }).selectOption({ label: "Old · Evolution 1.x" });
  await expect(dialog.getByRole("listitem")).toHaveCount(3);
  await expect(dialog).toContainText(panel.say("field.webhook_headers.label"));
  await expect(dialog).toContainText("LOGOUT_INSTANCE");
  await isAccessible(page, "the question before a duplicate", { within: "#duplicate-dialog" });
  await dialog.getByRole("button", { name: panel.say("instance.left.go_on") }).click();
  await expect(page.locator("#webhook_url")).toHaveValue("https://one.example/hook");
  await expect(page.getByRole("banner")).toContainText("Old");
});
