// The list of instances as an operator meets it.

import { expect } from "@playwright/test";

import { say } from "../locale.mjs";

export class InstanceList {
  constructor(panel) {
    this.panel = panel;
    this.page = panel.page;
    this.main = panel.main;
    this.search = this.page.locator("#instances-search");
    this.table = this.page.getByRole("table", { name: say("instances.title") });
    this.rows = this.table.locator(".virtual-row:not([hidden]) > .instance-row");
    this.menu = this.page.locator("#row-menu");
    this.bulk = this.page.getByRole("region", { name: say("instances.bulk") });
    this.sheet = this.page.locator("#set-sheet");
  }

  /** Opens the list of a server, the way the header leads there. */
  async open(mount, options) {
    await this.panel.start(mount, options);
    await this.panel.page.getByRole("banner").getByRole("link", { name: say("nav.instances"), exact: true }).click();
  }

  /** The rows that are in the page, top to bottom: those in view and a few around them. */
  async names() {
    const found = await this.rows.evaluateAll((rows) =>
      rows.map((row) => [row.parentElement.offsetTop, row.querySelector(".names a, .names b").textContent]),
    );
    return found.toSorted(([one], [other]) => one - other).map(([, name]) => name);
  }

  row(name) {
    return this.rows.filter({ has: this.page.locator(".names").getByText(name, { exact: true }) });
  }

  state(name) {
    return this.row(name).locator(".cell.state");
  }

  chip(key) {
    return this.main.locator(".chip").filter({ has: this.page.getByText(say(key), { exact: true }) });
  }

  tick(name) {
    return this.row(name).getByRole("checkbox");
  }

  async openMenu(name) {
    await this.row(name).getByRole("button", { name: say("instances.menu", { name }) }).click();
    await expect(this.menu).toBeVisible();
  }

  async choose(name, key) {
    await this.openMenu(name);
    await this.menu.getByRole("button", { name: say(key), exact: true }).click();
  }

  /** Answers the question before an action: types what it wants to have typed, and confirms. */
  async confirm(action, typed) {
    const dialog = this.page.locator("#instances-question");
    await expect(dialog).toBeVisible();
    const press = dialog.getByRole("button", { name: say(`instances.action.${action}`), exact: true });
    if (typed !== undefined) {
      await expect(press).toBeDisabled();
      await dialog.getByRole("textbox").fill(typed);
    }
    await press.click();
    await expect(dialog).toBeHidden();
  }
}
