// The page of one instance: its cards, and the edit of a group.

import { expect } from "../test.mjs";
import { NEEDED, valuesOf } from "./values.mjs";

export class InstancePage {
  constructor(panel) {
    this.panel = panel;
    this.page = panel.page;
    this.title = panel.page.locator("#instance-name");
    this.facts = panel.page.locator(".instance-facts");
    this.state = this.facts.locator(".badge");
    this.overview = panel.page.locator(".overview");
    this.warnings = panel.page.locator(".instance-warnings");
    this.action = panel.page.locator(".action-progress");
    this.form = panel.page.locator(".group-form");
    this.save = this.form.locator("button[type=submit]");
    this.conflict = panel.page.locator(".conflict");
    this.reopened = this.form.locator(".reopened");
    this.unsaved = panel.page.locator(".unsaved-edits");
  }

  /** The address of an instance on the server in use. */
  hash(name, server) {
    return `#/servers/${server}/instances/${encodeURIComponent(name)}`;
  }

  /** Opens the instance on the first server. */
  async open(name, server = 1) {
    await this.page.evaluate((hash) => (location.hash = hash), this.hash(name, server));
    await expect(this.title).toHaveText(name);
  }

  card(group) {
    return this.page.locator(`#group-${group}`);
  }

  name(group) {
    return this.panel.say(`section.${group}.name`);
  }

  /** The stored value of a field, as the card shows it. */
  value(group, label) {
    return this.card(group).locator(".facts > div", { hasText: label }).locator("dd");
  }

  async edit(group) {
    await this.card(group).locator(`#edit-${group}`).click();
    await expect(this.form).toBeVisible();
  }

  row(field) {
    return this.page.locator(`#edit-row-${field}`);
  }

  switchOf(group) {
    return this.card(group).getByRole("switch");
  }

  async switchOn(group, isOn = true) {
    await this.switchOf(group).setChecked(isOn);
  }

  async fill(field, value) {
    const row = this.row(field);
    if (Array.isArray(value) && Array.isArray(value[0])) {
      for (const [index, [name, text]] of value.entries()) {
        await this.page.locator(`#edit-${field}`).click();
        await this.page.locator(`#edit-${field}-${index}-name`).fill(name);
        await this.page.locator(`#edit-${field}-${index}-value`).fill(text);
      }
      return;
    }
    if (typeof value === "boolean") return row.locator(`input[type=radio][value="${value}"]`).check();
    const kind = await row.evaluate((row) => {
      if (row.querySelector(".events")) return "boxes";
      if (row.querySelector("input[type=radio]")) return "radios";
      return row.querySelector("select") ? "select" : "text";
    });
    if (kind === "radios") return row.locator(`input[type=radio][value="${value}"]`).check();
    if (kind === "select") return row.locator("select").selectOption(value);
    if (kind === "boxes") {
      const folded = row.locator(".events [aria-expanded=false]");
      if (await folded.count()) await folded.first().click();
      const boxes = row.locator("input[type=checkbox]");
      await expect(boxes).not.toHaveCount(0);
      const names = await boxes.evaluateAll((boxes) => boxes.map((box) => box.value));
      for (const name of names.filter(Boolean)) {
        await row.locator(`input[type=checkbox][value="${name}"]`).setChecked(value.includes(name));
      }
      return;
    }
    await row.locator(`#edit-${field}`).fill(Array.isArray(value) ? value.join("\n") : value);
  }

  /** Fills in what a group needs, as far as its dialect has it. */
  async fillNeeded(group) {
    for (const [field, value] of Object.entries(valuesOf(NEEDED[group] ?? []))) {
      if (await this.row(field).count()) await this.fill(field, value);
    }
  }

  /** Saves that many changes and waits for the proof. */
  async saves(group, count) {
    const key = count === 1 ? "instance.save_one" : "instance.save_other";
    await expect(this.save).toHaveText(this.panel.say(key, { count }));
    await this.save.click();
    await expect(this.said(group)).toBeVisible();
  }

  /** What a save came to. */
  said(group) {
    return this.card(group).locator(".saved-line");
  }

  async isSaved(group) {
    await expect(this.said(group)).toHaveText(this.panel.say("instance.saved.as_sent"));
    await expect(this.said(group)).toBeFocused();
  }

  async more(key) {
    await this.page.locator("#instance-more").click();
    await this.panel.button(key, this.page.locator("#instance-more-items")).click();
  }
}
