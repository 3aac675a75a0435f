// The code that comes with the creation's own answer is the first one shown, without another call.

import { Pairing, read } from "../../support/panel/pairing.mjs";
import { expect, test } from "../../support/test.mjs";

/** Creates with the code asked for, and gives the answer's own words on it. */
async function createdWithQr(page, panel, values = {}) {
  await panel.fillAll({ instance_name: "qr-1", qrcode: true, ...values });
  const reply = page.waitForResponse(/\/instance\/create$/);
  await panel.create();
  return (await (await reply).json()).qrcode;
}

for (const colorScheme of ["light", "dark"]) {
  for (const mount of ["v1", "v2", "whatsapp"]) {
    test(`${mount}, ${colorScheme}: the code on the screen is the server's`, async ({ page, panel }) => {
      await page.emulateMedia({ colorScheme });
      await panel.start(mount);
      const { code } = await createdWithQr(page, panel);
      const frame = page.locator(".card.qr .qr-frame");
      await expect(frame.locator("img")).toHaveJSProperty("complete", true);
      const { picture, text } = await read(frame);
      expect(text).toBe(code);
      // The quiet zone is white in the dark as well.
      const middle = (Math.floor(picture.height / 2) * picture.width + 6) * 4;
      for (const channel of [0, 1, 2]) expect(picture.data[middle + channel]).toBeGreaterThan(240);
    });
  }
}

test("narrow, the code can still be read", async ({ page, panel }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await panel.start("v2");
  const { code } = await createdWithQr(page, panel);
  expect((await read(page.locator(".card.qr .qr-frame"))).text).toBe(code);
});

test("the image can be saved", async ({ page, panel }) => {
  await panel.start("v2");
  const { base64 } = await createdWithQr(page, panel);
  const save = page.getByRole("link", { name: panel.say("pairing.save") });
  await expect(save).toHaveAttribute("href", base64);
  await expect(save).toHaveAttribute("download", "qr-1-qr.png");
});

for (const mount of ["v1", "v2", "whatsapp"]) {
  test(`${mount}: a count of none is not yet a code`, async ({ page, panel, control }) => {
    const pairing = new Pairing(page, panel, control, mount);
    await control.options(mount, { qr: "none" });
    await panel.start(mount);
    expect(await createdWithQr(page, panel)).toEqual({ count: 0 });
    await pairing.says("waiting");
    await expect(pairing.image).toBeHidden();
  });
}

test("beside Chatwoot no code comes with the answer, so it is asked for", async ({ page, panel, control }) => {
  await control.allOn("v2");
  await panel.start("v2");
  await panel.switchOn("chatwoot");
  const qrcode = await createdWithQr(page, panel, {
    chatwoot_account_id: "7",
    chatwoot_token: "chatwoot-0123456789",
    chatwoot_url: "https://chat.example.com",
  });
  expect(qrcode).toBeUndefined();
  await expect(page.locator(".card.qr .qr-frame img")).toBeVisible();
});
