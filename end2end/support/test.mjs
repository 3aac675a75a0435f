// The fixtures: one demo server a worker, reset before each test; the panel as an object to work
// with; and a guard that no test leaves an error of the page unseen, a breach of its security policy,
// or a request to anybody but the panel's host and the operator's servers.

import { test as base, expect } from "@playwright/test";

import { Control, startDemo } from "./demo.mjs";
import { Panel } from "./panel.mjs";

export { expect };

export const test = base.extend({
  demo: [
    async ({}, use) => {
      const demo = await startDemo();
      await use(demo);
      await demo.stop();
    },
    { scope: "worker" },
  ],

  control: async ({ demo }, use) => {
    const control = new Control(demo.api);
    await control.reset();
    await use(control);
  },

  baseURL: async ({ demo }, use) => use(demo.panel),

  // Everything the page wrote to its console, for tests that look for secrets there.
  consoleLines: async ({ page }, use) => {
    const lines = [];
    page.on("console", (message) => lines.push(message.text()));
    await use(lines);
  },

  // Errors of the page that a test brings about itself.
  allowedErrors: [null, { option: true }],

  // Servers of a test's own, beside the demo server.
  otherServers: [null, { option: true }],

  panel: async ({ page, demo, control, allowedErrors, otherServers }, use) => {
    const errors = [];
    page.on("pageerror", (error) => errors.push(error.message));
    page.on("console", (message) => {
      // The browser itself writes a line for each call that a fault broke; a refused font or
      // script would be another matter.
      const isCall = !message.location().url.startsWith(demo.panel) || /CORS policy/.test(message.text());
      const said = `${message.text()} ${message.location().url}`;
      // A panel without configuration asks for one all the same.
      const isAllowed = allowedErrors?.test(said) || /404 .*\/config\.json$/.test(said);
      if (message.type() === "error" && !isCall && !isAllowed) errors.push(message.text());
    });
    await page.exposeFunction("tellBreach", (breach) => errors.push(breach));
    await page.addInitScript(() => {
      addEventListener("securitypolicyviolation", (event) => {
        window.tellBreach(`${event.effectiveDirective} forbids ${event.blockedURI} ${event.sample}`);
      });
    });
    page.on("request", (request) => {
      const url = request.url();
      const isOurs = [demo.panel, `${demo.api}/`, "data:", "blob:"].some((start) => url.startsWith(start));
      if (!isOurs && !otherServers?.test(url)) errors.push(`a request to ${url}`);
    });
    await use(new Panel(page, demo, control));
    expect(errors, "errors of the page").toEqual([]);
  },
});
