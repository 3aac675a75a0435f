// The palette as an operator meets it.

import { expect } from "@playwright/test";

import { say } from "../locale.mjs";

export class Palette {
  constructor(panel) {
    this.panel = panel;
    this.page = panel.page;
    this.dialog = this.page.locator("#palette");
    this.input = this.page.locator("#palette-input");
    this.options = this.dialog.getByRole("option");
    this.status = this.dialog.getByRole("status");
    this.opener = this.page.locator("#open-palette");
  }

  async open() {
    await this.page.keyboard.press("Control+k");
    await expect(this.input).toBeFocused();
  }

  /** The options of one group, by its heading. */
  group(key) {
    return this.dialog.getByRole("group", { name: say(key), exact: true }).getByRole("option");
  }

  option(text) {
    return this.options.filter({ has: this.page.getByText(text, { exact: true }) });
  }

  /** Types into the open palette and goes where the first result leads. */
  async go(text, first) {
    await this.open();
    await this.page.keyboard.type(text);
    await expect(this.options.first()).toContainText(first);
    await this.page.keyboard.press("Enter");
    await expect(this.dialog).toBeHidden();
  }
}
