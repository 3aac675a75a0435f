// What `presets` do.

import { expect } from "@playwright/test";

import { created, openWith, withKey } from "../deployment.mjs";
import { say } from "../../locale.mjs";

export const PRESETS = [
  [
    "presets are offered by name, and switch their groups on and the ones before off",
    ["presets", "presets.name", "presets.groups"],
    async ({ page, panel }) => {
      await openWith(page, panel, { presets: [] });
      await expect(page.locator("#preset")).toHaveCount(0);
      await openWith(page, panel, { presets: [{ name: "One" }, { name: "Two" }] });
      await expect(page.locator("#preset option")).toHaveText([say("config.preset.none"), "One", "Two"]);
      await expect(page.locator("#preset")).toHaveAccessibleName(say("config.preset"));

      const name = "Bot & <b>more</b>";
      const presets = [
        { name, groups: ["webhook"] },
        { name: "Desk", groups: ["chatwoot", "proxy"] },
      ];
      await openWith(page, panel, withKey(panel, { presets }));
      const on = () =>
        page.locator("form section:has([role=switch]:checked)").evaluateAll((cards) => cards.map((card) => card.id.replace("section-", "")));
      await page.locator("#preset").selectOption("Desk");
      await expect.poll(() => on()).toEqual(["chatwoot", "proxy"]);
      await page.locator("#preset").selectOption(name);
      await expect.poll(() => on()).toEqual(["webhook"]);
      await expect(panel.main.getByText(say("config.preset.done", { name }))).toBeVisible();
      await page.locator("#preset").selectOption(say("config.preset.none"));
      await expect.poll(() => on()).toEqual([]);
      await expect(panel.main.getByText(say("config.preset.undone"))).toBeVisible();
    },
  ],
  [
    "a preset fills in its values and leaves what was typed",
    ["presets.fields"],
    async ({ page, panel, control }) => {
      const presets = [
        { name: "Bot", fields: { webhook_url: "https://bot.example.com", reject_call: true, msg_call: "Bot" } },
        { name: "Desk", fields: { msg_call: "Desk" } },
      ];
      await openWith(page, panel, withKey(panel, { presets, fields: { msg_call: { value: "First" } } }));
      const message = panel.row("msg_call").locator("input");
      await panel.fill("instance_name", "preset");
      await panel.fill("token", "TYPED-TOKEN-0123456789");
      await page.locator("#preset").selectOption("Bot");
      await expect(message).toHaveValue("Bot");
      // The group of a value is on without being named.
      await expect(panel.row("webhook_url").locator("input")).toHaveValue("https://bot.example.com");
      await page.locator("#preset").selectOption("Desk");
      await expect(message).toHaveValue("Desk");
      await expect(panel.row("reject_call").locator("input[value='']")).toBeChecked();
      await page.locator("#preset").selectOption(say("config.preset.none"));
      await expect(message).toHaveValue("First");
      await page.locator("#preset").selectOption("Bot");
      await panel.create();
      // What was typed by hand, and the secrets, stayed.
      expect(await created(control)).toMatchObject({
        instanceName: "preset",
        token: "TYPED-TOKEN-0123456789",
        webhook: { url: "https://bot.example.com" },
      });
    },
  ],
];
