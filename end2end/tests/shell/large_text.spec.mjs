// A browser that is set to letters of twice the size, as people who see badly set it. Unlike a size that the page
// sets itself, it counts for what the styles ask of the window, too.

import { BROWSER_ARGUMENTS } from "../../support/browser.mjs";
import { fullForm, richResult, serversWithForm } from "../../support/panel/screens.mjs";
import { sticking } from "../../support/panel/sticking.mjs";
import { expect, test } from "../../support/test.mjs";

const WIDTHS = [640, 720, 900, 1200, 1440];

test.use({
  launchOptions: {
    executablePath: process.env.CHROMIUM,
    args: [...BROWSER_ARGUMENTS, "--blink-settings=defaultFontSize=32"],
  },
});

/** Nothing sticks out, and what the page is for has at least two thirds of a narrow window. */
async function fits(page) {
  await expect(page.locator("html")).toHaveCSS("font-size", "32px");
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    await expect.poll(() => sticking(page), `${width} px`).toEqual([]);
    const main = await page.locator("#main").boundingBox();
    expect(main.width, `the main column at ${width} px`).toBeGreaterThan(Math.min(width, 1000) * 0.6);
  }
}

test("the form with all groups on and problems", async ({ page, panel }) => {
  await fullForm(panel);
  await panel.press();
  await expect(panel.summary).toBeVisible();
  await fits(page);
});

test("the result, and the servers with their form", async ({ page, panel, control }) => {
  await richResult(panel, control);
  await fits(page);
  await panel.restart();
  await serversWithForm(panel);
  await fits(page);
});
