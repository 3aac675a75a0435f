// Journeys through the released panel in real browsers. PANEL_DIST, DEMO_SERVER and CHROMIUM name the built panel,
// the demo server and the browser, FIREFOX and WEBKIT_DRIVER two others where they are installed; each worker starts
// a server of its own.

import { availableParallelism } from "node:os";

import { defineConfig } from "@playwright/test";

import { BROWSER_ARGUMENTS } from "./support/browser.mjs";

/** The main journeys in Firefox as distributions ship it, by WebDriver BiDi. */
export const FIREFOX = {
  name: "firefox",
  grep: /@engines/,
  use: {
    browserName: "firefox",
    channel: "moz-firefox",
    // Neither exists there.
    reuseContext: false,
    permissions: [],
    launchOptions: { executablePath: process.env.FIREFOX },
  },
};

export default defineConfig({
  testDir: "tests",
  // On two processors a third one used the fifth of the time that two left idle.
  workers: Math.min(availableParallelism() + 1, 4),
  fullyParallel: false,
  // One that passes only at a second try is listed as flaky: it has found something, too, in the product or
  // in itself, and is to be mended.
  retries: 1,
  forbidOnly: Boolean(process.env.CI),
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: [["list"], ["./support/slowest.mjs"]],
  projects: [{ name: "chromium" }, ...(process.env.FIREFOX ? [FIREFOX] : [])],
  use: {
    // One browser context a worker, emptied between tests: it compiles the panel once, not for each test.
    reuseContext: true,
    locale: "en-US",
    viewport: { width: 1440, height: 900 },
    permissions: ["clipboard-read", "clipboard-write"],
    actionTimeout: 15_000,
    launchOptions: {
      executablePath: process.env.CHROMIUM,
      args: BROWSER_ARGUMENTS,
    },
  },
});
