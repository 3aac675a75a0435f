// The log of requests as an operator meets it.

import { expect } from "@playwright/test";

import { say } from "../locale.mjs";

export class RequestPage {
  constructor(panel) {
    this.panel = panel;
    this.page = panel.page;
    this.main = panel.main;
    this.search = this.page.locator("#requests-search");
    this.calls = this.main.locator(".call");
    this.failedOnly = this.main.getByRole("checkbox", { name: say("requests.failed_only") });
    this.places = this.main.getByRole("combobox", { name: say("requests.server"), exact: true });
  }

  async open() {
    await this.panel.goTo("requests");
    await expect(this.page.getByRole("heading", { level: 1 })).toHaveText(say("page.requests"));
  }

  /** The calls of this path, newest first. */
  of(method, path) {
    const isPath = this.page.getByText(path, { exact: true });
    const isMethod = this.page.getByText(method, { exact: true });
    return this.calls.filter({ has: isPath }).filter({ has: isMethod });
  }

  line(call) {
    return call.locator("[aria-expanded]");
  }

  async unfold(call) {
    if ((await this.line(call).getAttribute("aria-expanded")) !== "true") await this.line(call).click();
    await expect(this.line(call)).toHaveAttribute("aria-expanded", "true");
  }

  async unfoldAll() {
    const folded = this.calls.locator("[aria-expanded=false]");
    while ((await folded.count()) > 0) await folded.first().click();
  }

  /** One of the two bodies of an unfolded call, as it is shown. */
  body(call, key) {
    return call.getByRole("heading", { name: say(key), exact: true }).locator("..");
  }

  /** What is said about a call that was sent again. */
  repeated(call) {
    return call.locator(".call-repeat").getByRole("status");
  }

  button(call, key) {
    return call.getByRole("button", { name: say(key), exact: true });
  }
}
