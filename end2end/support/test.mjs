// The fixtures: one demo server a worker, reset before each test; the panel as an object to work with; and a guard
// that fails a test for an error of the page, a breach of its security policy, or a request to anybody but the
// panel's host and the operator's servers.

import { test as base, expect } from "@playwright/test";

import { Control, DEMO } from "./server/demo.mjs";
import { Panel } from "./panel/panel.mjs";

export { expect };

/** What Firefox says of a call that cannot be read. To Playwright it is an error of the page, too. */
const SAME_ORIGIN = /^The Same Origin Policy disallows/;

/**
 * Watches over every page of a context, each from its beginning. What `check` is told may be asked, next to
 * the panel's host; `allowedErrors` are those that a test brings about itself.
 */
export async function watch(context, demo, allowedErrors = null) {
  const errors = [];
  const asked = [];
  context.on("weberror", (error) => {
    const { message } = error.error();
    if (!SAME_ORIGIN.test(message)) errors.push(message);
  });
  context.on("console", (message) => {
    // The browser itself writes a line for each call that a fault broke; a refused font or
    // script would be another matter.
    const isCall = !message.location().url.startsWith(demo.panel) || /CORS policy/.test(message.text()) || SAME_ORIGIN.test(message.text());
    const said = `${message.text()} ${message.location().url}`;
    // A page that is left while it still fetches a chunk: the browser names the file and no reason.
    const isLeft = /^Fetch API cannot load \S+\. $/.test(message.text());
    const isAllowed = isLeft || allowedErrors?.test(said);
    if (message.type() === "error" && !isCall && !isAllowed) errors.push(message.text());
  });
  context.on("request", (request) => asked.push(request.url()));
  await context.exposeFunction("tellBreach", (breach) => errors.push(breach));
  await context.addInitScript(() => {
    addEventListener("securitypolicyviolation", (event) => {
      window.tellBreach(`${event.effectiveDirective} forbids ${event.blockedURI} ${event.sample}`);
    });
  });
  return {
    check(servers) {
      const mayBeAsked = [demo.panel, "data:", "blob:", ...servers];
      const strangers = asked.filter((url) => !mayBeAsked.some((known) => url.startsWith(known)));
      expect(strangers, "requests to neither the panel's host nor a server of the operator").toEqual([]);
      expect(errors, "errors of the page").toEqual([]);
    },
  };
}

/** Firefox takes a text that is filled in for no change by its user, so that nothing follows when the field is left. */
function tellChangesOf(page) {
  const locator = Object.getPrototypeOf(page.locator("html"));
  if (locator.tellsChanges) return;
  const { fill } = locator;
  locator.tellsChanges = true;
  locator.fill = async function (...told) {
    await fill.apply(this, told);
    await this.dispatchEvent("change");
  };
}

export const test = base.extend({
  demo: DEMO,

  // After the page: the context is shared, and the page of the test before it may ask the server until then.
  control: async ({ demo, page }, use) => {
    const control = new Control(demo.api);
    await control.reset();
    await use(control);
  },

  page: async ({ page, browserName }, use) => {
    if (browserName === "firefox") tellChangesOf(page);
    await use(page);
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

  panel: async ({ page, context, demo, control, allowedErrors }, use) => {
    const guard = await watch(context, demo, allowedErrors);
    const panel = new Panel(page, demo, control);
    await use(panel);
    // A call that a test answers itself may still be on its way; its answer is of no use any more.
    if (!page.isClosed()) await page.unrouteAll({ behavior: "ignoreErrors" });
    guard.check(panel.servers);
  },
});
