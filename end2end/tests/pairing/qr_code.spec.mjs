// The code on the screen: the creation's own answer brings the first one.

import { Pairing, read } from "../../support/panel/pairing.mjs";
import { expect, test } from "../../support/test.mjs";

/** Creates with the code asked for, and returns what the answer tells of it. */
async function createdWithQr(page, panel, values = {}) {
  await panel.fillAll({ instance_name: "pair-1", qrcode: true, ...values });
  const reply = page.waitForResponse(/\/instance\/create$/);
  await panel.create();
  return (await (await reply).json()).qrcode;
}

test("the code of the creation is shown, also on a narrow screen, and can be saved @smoke", async ({ page, panel, control }) => {
  const pairing = new Pairing(page, panel, control, "v2");
  await panel.start("v2");
  const { code, base64 } = await createdWithQr(page, panel);
  await pairing.showsCode(code);
  await pairing.more.click();
  await expect(pairing.save).toHaveAttribute("href", base64);
  await expect(pairing.save).toHaveAttribute("download", "pair-1-qr.png");
  await page.setViewportSize({ width: 320, height: 640 });
  expect((await read(pairing.frame)).text).toBe(code);
  await test.step("next to Chatwoot no code comes with the answer, so it is asked for", async () => {
    await page.setViewportSize({ width: 1440, height: 900 });
    await control.allOn("v2");
    await panel.tokenIsStored();
    await panel.button("result.another").click();
    await panel.switchOn("chatwoot");
    const qrcode = await createdWithQr(page, panel, {
      instance_name: "pair-2",
      chatwoot_account_id: "7",
      chatwoot_token: "chatwoot-0123456789",
      chatwoot_url: "https://chat.example.com",
    });
    expect(qrcode).toBeUndefined();
    await expect(panel.qrImage).toBeVisible();
  });
});
