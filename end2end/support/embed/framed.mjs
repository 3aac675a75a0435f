// The panel in a frame of another page: the fixtures that open it there, and how the browser is started for it.

import { configure } from "../deployment/config.mjs";
import { byHand, hears, inFrame, startParents, setup, withHelper } from "./parents.mjs";
import { expect, test as base } from "../test.mjs";
import config, { FIREFOX } from "../../playwright.config.mjs";

export { expect };

export const test = base.extend({
  // The pages around are nobody's server; they may be asked for all the same.
  panel: async ({ panel, parents }, use) => {
    for (const host of ["localhost", "127.0.0.1"]) panel.servers.add(`http://${host}:${parents.port}/`);
    await use(panel);
  },

  parents: [
    async ({}, use) => {
      const parents = await startParents();
      await use(parents);
      await parents.stop();
    },
    { scope: "worker" },
  ],

  /** Opens a parent with the helper and waits until it speaks with the panel. */
  embedded: async ({ page, panel, demo, control, parents, context }, use) => {
    await use(async (attributes = 'server="main"', { more, style, isReady = true } = {}) => {
      await configure(context, setup(demo, [parents.origin], more));
      parents.put("/helper", withHelper(demo.panel, attributes, style));
      await page.goto(`${parents.origin}/helper`);
      if (isReady) await hears(page, "ready");
      return inFrame(page, demo, control);
    });
  },

  /** The same by hand. */
  connected: async ({ page, panel, demo, control, parents, context }, use) => {
    await use(async (message) => {
      await configure(context, setup(demo, [parents.origin]));
      parents.put("/hand", byHand(demo.panel));
      await page.goto(`${parents.origin}/hand`);
      await page.evaluate((message) => connect(message), message);
      await hears(page, "ready");
      return inFrame(page, demo, control);
    });
  },
});

const { launchOptions } = config.use;
const framedOptions = { ...launchOptions, args: [...launchOptions.args, "--disable-features=LocalNetworkAccessChecks,HttpsUpgrades"] };

/** What each file of these tests passes to `test.use`. */
export const FRAMED = {
  // What a frame of another site stores is not emptied with the rest of a shared context.
  reuseContext: false,
  // A dialog's button may take the focus when it opens; in a frame the browser says so of each at the start.
  allowedErrors: /Blocked autofocusing/,
  // Pages that pretend to be somewhere in the world show a panel on this machine, which the browser would
  // ask about; and it would rather have them encrypted.
  launchOptions: [
    async ({ browserName }, use) => use(browserName === "firefox" ? FIREFOX.use.launchOptions : framedOptions),
    { scope: "worker" },
  ],
};

/** Serves a page of any origin, without asking anyone. Of all origins in the world this one may be asked then. */
export async function serve(context, panel, origin, html) {
  panel.servers.add(`${origin}/`);
  await context.route(`${origin}/**`, (route) => route.fulfill({ contentType: "text/html", body: html }));
}

/** Everything that was posted to this window before has been dispatched there. */
export async function settled(page, frame, target = "frames[0]") {
  await frame.evaluate(() => {
    window.marked = new Promise((resolve) => addEventListener("message", ({ data }) => data === "mark" && resolve()));
  });
  await page.evaluate((target) => eval(target).postMessage("mark", "*"), target);
  await frame.evaluate(() => window.marked);
}

export async function created(inner) {
  await expect(inner.resultStatus).not.toHaveText(inner.say("result.reading"));
  await expect(inner.resultStatus).not.toBeEmpty();
}
