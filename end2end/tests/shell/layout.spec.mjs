// Nothing scrolls sideways and nothing is cut off, from the narrowest screen to a wide one.

import { TAGS } from "../../support/locale.mjs";
import { fullForm, richResult, serversWithForm, unfoldAll } from "../../support/panel/screens.mjs";
import { sticking } from "../../support/panel/sticking.mjs";
import { expect, test } from "../../support/test.mjs";

const WIDTHS = [320, 360, 900, 1440];
/** Between them the pages change their columns; one language shows whether that fits. */
const WIDTHS_BETWEEN = [480, 590, 640, 719, 720, 830, 1199, 1200];

/** Every width in every language. A theme changes colours alone. */
async function fits(page, panel) {
  for (const tag of TAGS) {
    await panel.setLanguage(tag);
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 800 });
      expect.soft(await sticking(page), `${tag}, ${width} px`).toEqual([]);
    }
  }
  for (const width of WIDTHS_BETWEEN) {
    await page.setViewportSize({ width, height: 800 });
    await expect.soft.poll(() => sticking(page), `${width} px`).toEqual([]);
  }
}

test("the form with all groups on and problems, also at twice the text size", async ({ page, panel }) => {
  await fullForm(panel);
  await panel.fill("msg_call", "x".repeat(140));
  await panel.fillHeaders("webhook_headers", [["Authorization", "Bearer x"], ["X", "y"]]);
  await panel.press();
  await expect(panel.summary).toBeVisible();
  await fits(page, panel);

  // The page's policy lets nobody add a style to it but by an adopted sheet.
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("html { font-size: 200% !important }");
    document.adoptedStyleSheets.push(sheet);
  });
  for (const width of [640, 720, 1200, 1440]) {
    await page.setViewportSize({ width, height: 800 });
    await expect.poll(() => sticking(page), `${width} px`).toEqual([]);
    const form = await page.locator("#main").boundingBox();
    expect(form.width, `the column of the form at ${width} px`).toBeGreaterThan(width * 0.4);
  }
});

test("a failure", async ({ page, panel, control }) => {
  await panel.start("v2");
  await panel.fill("instance_name", "a-name-without-any-blank-in-it-".repeat(6).slice(0, 180));
  await control.fault("v2", { fault: "html", method: "POST" });
  await panel.press();
  await panel.failsWith("html");
  await panel.openDetails();
  await expect(panel.lookup).toContainText("a-name");
  await fits(page, panel);
});

test("the result", async ({ page, panel, control }) => {
  await richResult(panel, control);
  await panel.tokenCard.getByRole("button").first().click();
  await unfoldAll(panel);
  await fits(page, panel);
});

test("the servers", async ({ page, panel }) => {
  await serversWithForm(panel);
  const host = `http://${"a-long-host-name.".repeat(5)}example.com`;
  panel.servers.add(host);
  await page.locator("#server-url").fill(`${host}/manager`);
  await page.locator("#server-url").blur();
  await fits(page, panel);
});

test("the start without a server", async ({ page, panel }) => {
  await panel.open();
  await fits(page, panel);
});

test("the dialogs are not cut off either @smoke", async ({ page, panel }) => {
  await panel.start("v2");
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 600 });
    await panel.button("create.reset_all").click();
    await expect(panel.dialog).toBeInViewport({ ratio: 1 });
    await expect.poll(() => sticking(page), `${width} px`).toEqual([]);
    await page.keyboard.press("Escape");
    await expect(panel.dialog).toBeHidden();
  }
});
