// A deployment's panel for everybody: by keyboard, as axe sees it, and on narrow screens.

import { notice, openWith, server, withKey } from "../../support/deployment/deployment.mjs";
import { isAccessible } from "../../support/panel/axe.mjs";
import { KEY } from "../../support/server/demo.mjs";
import { say } from "../../support/locale.mjs";
import { expect, test } from "../../support/test.mjs";

test("messages, presets and fixed fields by keyboard", async ({ page, panel }) => {
  await openWith(page, panel, { a: 1, b: 1, c: 1 });
  await expect(notice(page).locator("details")).toHaveCount(0);
  await openWith(page, panel, { a: 1, b: 1, c: 1, thme: 1 });
  await expect(notice(page).locator("h2")).toHaveText(say("config.notice.title_other", { count: 4 }));
  const items = notice(page).locator("li:has(span)");
  await expect(items.first()).toBeHidden();
  await notice(page).locator("summary").focus();
  await page.keyboard.press("Enter");
  await expect(items.last()).toContainText(say("config.unknown_key_near", { nearest: "theme" }));
  // What is said on the other pages is the same, until it is dismissed.
  await panel.goTo("servers");
  await expect(notice(page)).toBeVisible();
  await panel.goTo("");
  await panel.button("config.notice.dismiss", notice(page)).focus();
  await page.keyboard.press("Enter");
  await expect(notice(page)).toHaveCount(0);
  await expect(panel.main).toBeFocused();
  await panel.goTo("servers");
  await expect(notice(page)).toHaveCount(0);
  await panel.restart();
  const presets = [{ name: "Bot", groups: ["webhook"] }];
  await openWith(page, panel, withKey(panel, { presets, fields: { msg_call: { value: "words", fixed: true } } }));
  await page.locator("#preset").focus();
  await page.keyboard.press("ArrowDown");
  await expect(panel.switchOf("webhook")).toBeChecked();
  await expect(page.locator("#preset")).toBeFocused();
  await page.locator("#msg_call").focus();
  await page.keyboard.press("Control+A");
  await expect.poll(() => page.evaluate(() => getSelection().toString())).toBe("words");
});

const FULL = (panel) => ({
  ...withKey(panel),
  brand: { name: "Acme WhatsApp", accent: "#6d28d9" },
  fields: {
    reject_call: { value: true, fixed: true },
    msg_call: { value: "Words that stay", fixed: true },
    webhook_url: { value: "https://hooks.example.com/fixed", fixed: true },
    webhook_events: { value: ["CALL", "MESSAGES_UPSERT"], fixed: true },
    webhook_headers: { value: { Authorization: "Bearer 0123456789abcdef" }, fixed: true },
  },
  presets: [{ name: "Bot", groups: ["websocket"] }],
  links: [{ label: "Help", url: "https://help.example.com" }],
  thme: 1,
  groups: 1,
  language: 1,
  theme: 1,
});

test("axe finds nothing: messages, presets, fixed fields, links, the form of a key, a bad accent", async ({ page, panel }) => {
  await openWith(page, panel, FULL(panel));
  await notice(page).locator("summary").click();
  await page.locator("#preset").selectOption("Bot");
  await isAccessible(page, "form");
  await panel.goTo("servers");
  await panel.serverButton("servers.preconfigured.edit", "Main").click();
  await isAccessible(page, "servers");
  await panel.restart();
  await openWith(page, panel, { ...withKey(panel), brand: { accent: "#ffee00" } });
  await panel.switchOn("webhook");
  await panel.rail.getByRole("listitem").first().getByRole("button").hover();
  await isAccessible(page, "accent");
  await panel.restart();
  // Nothing of it needs scrolling sideways, down to 320 px.
  const long = "Aktiengesellschaft-für-Instanzverwaltung-und-mehr-GmbH-&-Co";
  const config = FULL(panel);
  await openWith(page, panel, {
    ...config,
    brand: { name: long },
    links: ["One", "Two", "Three", long].map((label) => ({ label, url: "https://help.example.com" })),
    presets: [{ name: long }],
    servers: [server(panel, { label: long, key: KEY })],
  });
  await notice(page).locator("summary").click();
  for (const where of ["", "servers"]) {
    await panel.goTo(where);
    for (const width of [320, 360, 900, 1440]) {
      await page.setViewportSize({ width, height: 800 });
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(over, `${where} at ${width}`).toBeLessThanOrEqual(0);
    }
  }
});
