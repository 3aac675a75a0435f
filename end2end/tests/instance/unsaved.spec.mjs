// Edits on the page of an instance that are left before they are saved.

import { isAccessible } from "../../support/panel/axe.mjs";
import { InstancePage } from "../../support/panel/instance.mjs";
import { InstanceList } from "../../support/panel/instances.mjs";
import { KEY } from "../../support/server/demo.mjs";
import { expect, test } from "../../support/test.mjs";

const NAME = "loja-1";
const STORED = { enabled: true, url: "https://hooks.example.com/in", events: ["CALL", "MESSAGES_UPSERT"] };
const MINE = "https://mine.example.com";

class UnsavedEdit extends InstancePage {
  constructor(panel, control) {
    super(panel);
    this.control = control;
    this.list = new InstanceList(panel);
    this.url = panel.page.locator("#edit-webhook_url");
    this.kept = this.form.locator(".kept");
  }

  async open() {
    await this.control.allOn("v2");
    await this.control.seed("v2", { name: NAME, state: "open", number: "5511912345678", groups: { webhook: STORED } });
    // The list has its search box also after the deletion.
    await this.control.seed("v2", { name: "loja-2", state: "open" });
    await this.panel.start("v2");
    await super.open(NAME);
  }

  /** Changes the webhook and saves nothing. */
  async begin(url = MINE) {
    await this.edit("webhook");
    await this.fill("webhook_url", url);
  }

  /** Goes to the list by the header. */
  async leave() {
    const header = this.page.getByRole("banner");
    await header.getByRole("link", { name: this.panel.say("nav.instances"), exact: true }).click();
    await expect(this.list.search).toBeVisible();
  }

  /** Deletes it by its own page. */
  async delete() {
    await this.more("instances.action.delete");
    await this.panel.dialog.getByRole("textbox").fill(NAME);
    await this.panel.button("instances.action.delete", this.panel.dialog).click();
    await expect(this.action).toContainText(this.panel.say("instances.done.delete"));
  }

  /** Opens the page again: the group shows what is stored, and no form. */
  async isOver() {
    await super.open(NAME);
    await expect(this.page.locator("#edit-webhook")).toBeVisible();
    await expect(this.form).toBeHidden();
  }
}

test("an edit that is left is there again after another page and another language, and is saved from there", async ({ page, panel, control }) => {
  const instance = new UnsavedEdit(panel, control);
  await instance.open();
  await instance.begin();
  await panel.setLanguage("es");
  await expect(instance.url).toHaveValue(MINE);
  await panel.setLanguage("en");
  await instance.leave();
  await expect(instance.unsaved).toContainText(NAME);
  await isAccessible(page, "unsaved edits", { within: ".unsaved-edits" });
  await instance.unsaved.getByRole("link", { name: NAME }).click();
  await expect(instance.reopened).toHaveText(panel.say("instance.unsaved.reopened"));
  await expect(instance.url).toHaveValue(MINE);
  await expect(instance.row("webhook_url")).toHaveClass(/dirty/);
  expect(await control.posts("v2")).toEqual([]);
  await instance.save.click();
  await instance.isSaved("webhook");
  await instance.leave();
  await expect(instance.unsaved).toBeHidden();
  expect((await control.posts("v2")).length).toBe(1);
});

test("what changes nothing, is discarded or belongs to an instance that was deleted does not come back", async ({ panel, control }) => {
  const instance = new UnsavedEdit(panel, control);
  await instance.open();
  await test.step("a form that was only opened", async () => {
    await instance.edit("webhook");
    await instance.leave();
    await expect(instance.unsaved).toBeHidden();
    await instance.isOver();
  });
  await test.step("discarded", async () => {
    await instance.begin();
    await instance.leave();
    const discard = panel.say("instances.unsaved.discard_named", { name: NAME });
    await instance.unsaved.getByRole("button", { name: discard, exact: true }).click();
    await expect(instance.unsaved).toBeHidden();
    await instance.isOver();
  });
  await test.step("deleted, while the form is open", async () => {
    await instance.begin();
    await instance.delete();
    await instance.leave();
    await expect(instance.unsaved).toBeHidden();
  });
});

test("what was kept of a deleted instance is not offered to another one of its name", async ({ panel, control }) => {
  const instance = new UnsavedEdit(panel, control);
  await instance.open();
  await test.step("what the server forgets is kept", async () => {
    await instance.edit("webhook");
    await instance.switchOn("webhook", false);
    await instance.saves("webhook", 1);
    await instance.edit("webhook");
    await instance.switchOn("webhook");
    await expect(instance.kept).toBeVisible();
  });
  await test.step("deleted, while the form is open", async () => {
    await instance.delete();
    await instance.leave();
  });
  await test.step("another instance of that name", async () => {
    await control.seed("v2", { name: NAME, state: "open" });
    await panel.button("instances.refresh").click();
    await expect(instance.list.row(NAME)).toBeVisible();
    await InstancePage.prototype.open.call(instance, NAME);
    await instance.edit("webhook");
    await instance.switchOn("webhook");
    await expect(instance.url).toHaveValue("");
    await expect(instance.kept).toBeHidden();
  });
});

test("a secret that was replaced in it is not shown as the stored one", async ({ page, panel, control }) => {
  const instance = new UnsavedEdit(panel, control);
  await instance.open();
  await instance.edit("chatwoot");
  await instance.switchOn("chatwoot");
  await instance.fillNeeded("chatwoot");
  await instance.save.click();
  await instance.isSaved("chatwoot");
  await instance.edit("chatwoot");
  const token = page.locator("#edit-chatwoot_token");
  await token.click();
  await token.fill("another-token");
  await page.goBack();
  await page.goForward();
  await expect(instance.row("chatwoot_token")).toHaveClass(/dirty/);
  await expect(token).toHaveValue("another-token");
});

test("a bot that was only begun does not come back, one with something typed does", async ({ page, panel, control }) => {
  const instance = new UnsavedEdit(panel, control);
  await instance.open();
  await page.locator("#add-typebot").click();
  await expect(instance.form).toBeVisible();
  await instance.leave();
  await expect(instance.unsaved).toBeHidden();
  await page.goBack();
  await page.locator("#add-typebot").click();
  await instance.fill("typebot", "my-flow");
  await instance.leave();
  await instance.unsaved.getByRole("link", { name: NAME }).click();
  await expect(page.locator("#edit-typebot")).toHaveValue("my-flow");
});

test("keys that are forgotten take it with them", async ({ page, panel, control }) => {
  const instance = new UnsavedEdit(panel, control);
  await instance.open();
  await instance.begin();
  await panel.goTo("servers");
  await panel.button("servers.forget").click();
  await expect(panel.main).toContainText(panel.say("servers.forget.done"));
  await page.evaluate((hash) => (location.hash = hash), instance.hash(NAME, 1));
  await page.locator("#server-key").fill(KEY);
  await page.locator("#server-key").press("Enter");
  await expect(page.locator("#edit-webhook")).toBeVisible();
  await expect(instance.form).toBeHidden();
});
