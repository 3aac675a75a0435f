// The sheet of the presets.

import { expect } from "../test.mjs";

export class PresetSheet {
  constructor(panel) {
    const { page } = panel;
    this.page = page;
    this.panel = panel;
    this.sheet = page.locator("#presets-sheet");
    this.name = page.locator("#presets-name");
    this.choice = page.locator("#presets-choice");
    // What is said once a preset is in the form
    this.said = page.locator(".toast:not(:empty)");
  }

  async open() {
    await this.panel.button("form_sheets.presets").click();
    await expect(this.sheet).toBeVisible();
  }

  async save(name, { secrets = false } = {}) {
    await this.name.fill(name);
    if (secrets) await this.page.locator("#presets-secrets").check();
    await this.page.keyboard.press("Enter");
    await expect(this.sheet).toContainText(this.panel.say("presets.saved", { name }));
  }

  async apply() {
    await this.page.locator("#presets-apply").click();
    await expect(this.sheet).toBeHidden();
  }

  async close() {
    await this.page.keyboard.press("Escape");
    await expect(this.sheet).toBeHidden();
  }
}
