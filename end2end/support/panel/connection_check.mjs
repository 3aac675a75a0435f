// The connection check: its steps, their marks and findings, wherever it stands on the page.

import { expect } from "@playwright/test";

import { say } from "../locale.mjs";

/** The steps in their order. */
export const STEPS = ["url", "mixed", "local", "reach", "cors", "version", "dialect", "key", "kind", "licence", "switches"];

export class ConnectionCheck {
  /** In this part of the page alone, if there may be more than one. */
  constructor(panel, scope = panel.page) {
    this.panel = panel;
    this.scope = scope;
    this.list = scope.getByRole("list", { name: this.say("title"), exact: true });
    this.steps = this.list.getByRole("listitem");
    this.verdict = scope.locator(".diagnostics-verdict");
  }

  say(key, values) {
    return say(`diagnostics.${key}`, values);
  }

  in(scope) {
    return new ConnectionCheck(this.panel, scope);
  }

  nameOf(step) {
    return this.say(`step.${step}`);
  }

  /** The sentence while this step is under way. */
  running(step) {
    return this.say("running", { step: this.nameOf(step) });
  }

  /** The button that checks a server of the list. */
  button(label) {
    return this.panel.page.getByRole("button", { name: `${this.say("test")}: ${label}`, exact: true });
  }

  step(id) {
    return this.list.locator(`[data-step=${id}]`);
  }

  async isMarked(id, status) {
    await expect(this.step(id)).toContainText(this.say(`status.${status}`));
  }

  /** Shows the steps of a check that is well. */
  async showDetails() {
    await this.scope.getByRole("button", { name: this.say("show_details"), exact: true }).click();
  }

  /** The marks of all steps, once it has ended and is well. */
  async marks() {
    await this.showDetails();
    return this.steps.evaluateAll((rows) => rows.map((row) => row.dataset.status).join(" "));
  }

  async isGood() {
    await expect(this.verdict).toHaveText(this.say("verdict.good"));
  }

  /** It stops here: with this sentence and its cure, and nothing after it is tested. */
  async stopsAt(id, finding, values = {}) {
    await expect(this.verdict).toHaveText(this.say("verdict.bad", { step: this.nameOf(id) }));
    await this.isMarked(id, "bad");
    await expect(this.step(id)).toContainText(this.say(finding, values));
    await expect(this.step(id)).toContainText(this.say(`${finding}.cure`, values));
    for (const later of STEPS.slice(STEPS.indexOf(id) + 1)) await this.isMarked(later, "untested");
  }

  /** Checks a server from the list, and waits until its result stands next to it. */
  async fromList(label) {
    await this.panel.goTo("servers");
    await this.button(label).click();
    await expect(this.panel.serverRows.filter({ has: this.panel.page.locator(".diagnostics-verdict") }).filter({ hasText: label })).toHaveCount(1);
  }
}
