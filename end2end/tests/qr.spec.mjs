// The QR code can be read off the screen in both themes; what is not there yet says so.

import jsqrModule from "jsqr";
import { PNG } from "pngjs";

import { expect, test } from "../support/test.mjs";

const jsqr = jsqrModule.default ?? jsqrModule;

/** Creates with the code asked for, and gives the answer's own words on it. */
async function createdWithQr(page, panel, values = {}) {
  await panel.fillAll({ instance_name: "qr-1", qrcode: true, ...values });
  const reply = page.waitForResponse(/\/instance\/create$/);
  await panel.create();
  return (await (await reply).json()).qrcode;
}

/** What a camera would read off the frame. */
async function read(frame) {
  const picture = PNG.sync.read(await frame.screenshot());
  return { picture, text: jsqr(new Uint8ClampedArray(picture.data), picture.width, picture.height)?.data };
}

for (const colorScheme of ["light", "dark"]) {
  for (const mount of ["v1", "v2", "whatsapp"]) {
    test(`${mount}, ${colorScheme}: the code on the screen is the server's`, async ({ page, panel }) => {
      await page.emulateMedia({ colorScheme });
      await panel.start(mount);
      const { code } = await createdWithQr(page, panel);
      const frame = page.locator(".qr-frame");
      await expect(frame.locator("img")).toHaveJSProperty("complete", true);
      const { picture, text } = await read(frame);
      expect(text).toBe(code);
      // The quiet zone is white in the dark as well.
      const middle = (Math.floor(picture.height / 2) * picture.width + 6) * 4;
      for (const channel of [0, 1, 2]) expect(picture.data[middle + channel]).toBeGreaterThan(240);
      await expect(page.locator("#main")).not.toContainText(panel.say("qr.not_yet.title"));
    });
  }
}

test("narrow, the code can still be read", async ({ page, panel }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await panel.start("v2");
  const { code } = await createdWithQr(page, panel);
  expect((await read(page.locator(".qr-frame"))).text).toBe(code);
});

test("with a number, the pairing code stands in two groups", async ({ page, panel }) => {
  await panel.start("v2");
  const { pairingCode } = await createdWithQr(page, panel, { number: "5511912345678" });
  expect(pairingCode).toMatch(/^[A-Z0-9]{8}$/);
  await expect(page.locator(".pairing output")).toHaveText(`${pairingCode.slice(0, 4)}-${pairingCode.slice(4)}`);
});

test("the image can be saved", async ({ page, panel }) => {
  await panel.start("v2");
  const { base64 } = await createdWithQr(page, panel);
  const save = page.getByRole("link", { name: panel.say("qr.save") });
  await expect(save).toHaveAttribute("href", base64);
  await expect(save).toHaveAttribute("download", "qr-1-qr.png");
});

for (const mount of ["v1", "v2", "whatsapp"]) {
  test(`${mount}: a count of none is not yet a code`, async ({ page, panel, control }) => {
    await control.options(mount, { qr: "none" });
    await panel.start(mount);
    const qrcode = await createdWithQr(page, panel);
    expect(qrcode).toEqual({ count: 0 });
    await expect(page.locator(".card.qr")).toContainText(panel.say("qr.not_yet.title"));
    await expect(page.locator(".qr-frame")).toHaveCount(0);
  });
}

test("without asking for it there is no card for it", async ({ page, panel }) => {
  await panel.start("v2");
  await panel.fill("instance_name", "qr-2");
  await panel.create();
  await expect(page.locator(".card.qr")).toHaveCount(0);
});
