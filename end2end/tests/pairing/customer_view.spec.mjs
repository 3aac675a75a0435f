// The view for the customer: the code and nothing else, for a screen that is turned around.

import { Pairing, inGroups, read } from "../../support/panel/pairing.mjs";
import { isAccessible } from "../../support/panel/axe.mjs";
import { expect, test } from "../../support/test.mjs";

test("the customer sees the code and nothing else, by keyboard alone", async ({ page, panel, control }) => {
  const token = "OWN-TOKEN-0123456789";
  const pairing = new Pairing(page, panel, control, "v2");
  await pairing.create({ qrcode: true, token });
  await pairing.says("shown", { count: 1 });
  const present = pairing.button("present");
  await present.focus();
  await page.keyboard.press("Enter");
  const { customer } = pairing;
  await expect(customer).toBeVisible();
  const image = customer.locator("img");
  await expect(image).toHaveJSProperty("complete", true);
  const first = (await pairing.serverCode()).code;
  for (const width of [1440, 360]) {
    await page.setViewportSize({ width, height: 740 });
    expect((await read(pairing.customerFrame)).text, `${width} px`).toBe(first);
  }
  await expect(customer.getByRole("listitem")).toHaveText(["app", "devices", "scan"].map((key) => pairing.say(`customer.${key}`)));
  await expect(customer.getByRole("timer")).toHaveText(/\d+/);
  await expect(customer.locator("button, a, input, select, summary")).toHaveCount(0);
  const inner = await customer.evaluate((dialog) => dialog.outerHTML);
  for (const secret of [token, token.slice(-4), "demo-key", panel.base("v2")]) expect(inner).not.toContain(secret);
  await isAccessible(page, "customer view", { within: "dialog[open]" });

  await pairing.phone("expire");
  await pairing.until(async () => expect((await read(pairing.customerFrame)).text).not.toBe(first));
  expect((await read(pairing.customerFrame)).text).toBe((await pairing.serverCode()).code);
  await page.keyboard.press("Escape");
  await expect(customer).toBeHidden();
  await expect(present).toBeFocused();

  await page.keyboard.press("Enter");
  await pairing.phone("scan");
  await pairing.until(() => expect(customer).toContainText(pairing.say("customer.open"), { timeout: 50 }));
  await expect(image).toBeHidden();
  await isAccessible(page, "customer view, open", { within: "dialog[open]" });
  await page.keyboard.press("Escape");
  await expect(customer).toBeHidden();
  await expect(pairing.heading).toBeFocused();
});

test("the customer is shown a pairing code large, and leaves by a tap", async ({ page, panel, control }) => {
  const pairing = new Pairing(page, panel, control, "v2");
  await pairing.create({ qrcode: true, number: "5511912345678" });
  await pairing.says("shown", { count: 1 });
  await pairing.choose("by_number");
  await pairing.number.press("Enter");
  await pairing.says("typed", { count: 1 });
  await pairing.button("present").click();
  const { customer } = pairing;
  const { pairingCode } = await pairing.serverCode();
  await expect(customer.locator("output")).toHaveText(inGroups(pairingCode));
  await expect(customer.getByRole("listitem").last()).toHaveText(pairing.say("customer.type"));
  await expect(customer.locator("img")).toBeHidden();
  await page.setViewportSize({ width: 320, height: 640 });
  await expect.poll(() => customer.evaluate((dialog) => dialog.scrollWidth)).toBeLessThanOrEqual(320);
  await customer.dblclick();
  await expect(customer).toBeHidden();
  // Of two taps some telephones make two clicks and no double click.
  await pairing.button("present").click();
  await expect(customer).toHaveAccessibleDescription(pairing.say("customer.leave_key"));
  await expect(customer).toHaveCSS("touch-action", "manipulation");
  await customer.evaluate((dialog) => {
    dialog.click();
    dialog.click();
  });
  await expect(customer).toBeHidden();
  // One tap is enough where it says so.
  await pairing.button("present").click();
  await customer.getByText(pairing.say("customer.leave_key")).click();
  await expect(customer).toBeHidden();
  await test.step("going back closes it and asks nothing", async () => {
    await pairing.button("present").click();
    await expect(customer).toBeVisible();
    await page.goBack();
    await expect(customer).toBeHidden();
    await expect(page).toHaveURL(/#\/result$/);
    await expect(panel.dialog).toBeHidden();
    await expect(pairing.code).toBeVisible();
    // Without it, going back is leaving.
    await page.goBack();
    await expect(panel.dialog).toContainText(panel.say("result.leave.title"));
  });
});
