// The palette in a frame of another page.

import { Palette } from "../../support/panel/palette.mjs";
import { expect, FRAMED, test } from "../../support/embed/framed.mjs";

test.use(FRAMED);

test("works inside a frame, and without the header leads nowhere but into the form", async ({ page, embedded }) => {
  for (const [attributes, isBare] of [['server="main"', false], ['server="main" chrome="none"', true]]) {
    const inner = await embedded(attributes);
    const palette = new Palette(inner);
    await inner.name.focus();
    await page.keyboard.press("Control+k");
    await expect(palette.input).toBeFocused();
    await expect(palette.option(inner.say("page.servers"))).toHaveCount(isBare ? 0 : 1);
    await page.keyboard.type("reject");
    await expect(palette.options.first()).toContainText(inner.say("field.reject_call.label"));
    await page.keyboard.press("Enter");
    await expect(palette.dialog).toBeHidden();
    await expect(inner.row("reject_call").locator(":focus")).toHaveCount(1);
  }
});

test("a page that may not show the panel gets no palette either", async ({ page, embedded, control }) => {
  await embedded('server="main"', { more: { embed: { origins: ["https://else.example"] } }, isReady: false });
  const frame = page.frameLocator("iframe");
  await expect(frame.locator("#frame-notice")).toBeVisible();
  await frame.locator("#frame-notice").click();
  await page.keyboard.press("Control+k");
  await expect(frame.locator("dialog")).toHaveCount(0);
  expect(await control.requests()).toEqual([]);
});
