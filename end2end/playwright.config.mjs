// Journeys through the released panel in a real browser. PANEL_DIST, DEMO_SERVER and CHROMIUM name
// the built panel, the demo server and the browser; each worker starts a server of its own.

import { defineConfig } from "@playwright/test";

import { BROWSER_ARGUMENTS } from "./support/browser.mjs";

export default defineConfig({
  testDir: "tests",
  workers: 2,
  fullyParallel: false,
  // One that passes only at a second try is listed as flaky: it has found something, too, in the product or
  // in itself, and is to be mended.
  retries: 1,
  forbidOnly: Boolean(process.env.CI),
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: [["list"], ["./support/slowest.mjs"]],
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
