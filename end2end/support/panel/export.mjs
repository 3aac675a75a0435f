// The sheet of the export.

import { readFile } from "node:fs/promises";

export class ExportSheet {
  constructor(panel) {
    const { page } = panel;
    this.page = page;
    this.panel = panel;
    this.sheet = page.locator("#export-sheet");
    this.format = page.locator("#export-format");
    this.target = page.locator("#export-target");
    this.clear = page.locator("#export-clear");
    this.text = this.sheet.locator(".export-text");
    this.notes = this.sheet.locator(".export-notes");
  }

  copied() {
    return this.panel.copied(this.panel.button("common.copy", this.sheet));
  }

  /** The name and the text of the file. */
  async saved() {
    const [download] = await Promise.all([
      this.page.waitForEvent("download"),
      this.panel.button("export.save", this.sheet).click(),
    ]);
    return [download.suggestedFilename(), await readFile(await download.path(), "utf8")];
  }
}
