// Many instances at once, as an operator meets them.

import { readFile } from "node:fs/promises";

import { expect } from "@playwright/test";

import { say } from "../locale.mjs";

export class Many {
  constructor(panel) {
    this.panel = panel;
    this.page = panel.page;
    this.table = this.page.getByRole("table", { name: say("many.table") });
    this.rows = this.table.locator(".virtual-row:not([hidden]) > .many-row");
    this.bar = this.page.getByRole("region", { name: say("many.run") });
    this.counts = this.bar.locator(".many-counts");
    this.tools = this.page.locator(".many-tools");
    this.notices = this.page.locator(".many-notices");
    this.source = this.page.getByRole("region", { name: say("many.source") });
    // It can be saved once the run is over.
    this.file = this.bar.getByRole("button", { name: say("instances.bulk.file"), exact: true });
    this.create = this.page.locator("#many-create");
    this.sheet = this.page.locator("#many-request");
    // Whose turn it is in the queue of the phones
    this.customer = this.page.locator(".many-queue-name");
  }

  /** Opens the page by the list of a server. */
  async open(mount, options) {
    await this.panel.start(mount, options);
    const header = this.page.getByRole("banner");
    await header.getByRole("link", { name: say("nav.instances"), exact: true }).click();
    await this.page.getByRole("link", { name: say("instances.many"), exact: true }).click();
    await expect(this.page).toHaveURL(/#\/servers\/\d+\/many$/);
  }

  /** Pastes as the operator would. */
  async paste(text) {
    await this.page.evaluate((text) => navigator.clipboard.writeText(text), text);
    await this.page.locator("#import-box").focus();
    await this.page.keyboard.press("Control+V");
  }

  /** The row with this number, counted from one. */
  row(number) {
    return this.rows.filter({ has: this.page.locator(".many-number").getByText(String(number), { exact: true }) });
  }

  cell(number, label) {
    return this.row(number).getByLabel(label);
  }

  state(number) {
    return this.row(number).locator(".many-said");
  }

  /** The results by name, from the file. */
  async results(button = this.file) {
    const downloading = this.page.waitForEvent("download");
    await button.click();
    const text = await readFile(await (await downloading).path(), "utf8");
    const lines = text.replace("\ufeff", "").trim().split("\r\n").slice(1);
    return Object.fromEntries(lines.map((line) => [line.split(",")[1], line]));
  }
}
