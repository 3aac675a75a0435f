// What `groups` and `fields` do.

import { expect } from "@playwright/test";

import { created, openWith, withKey } from "../deployment.mjs";
import { say } from "../../locale.mjs";

export const FIELDS = [
  [
    "only the groups named are shown and found",
    ["groups"],
    async ({ page, panel }) => {
      await openWith(page, panel, withKey(panel, { groups: ["proxy", "webhook"] }));
      await expect.poll(() => panel.groups()).toEqual(["webhook", "proxy"]);
      await expect(panel.rail.getByRole("listitem")).toHaveCount(4);
      await expect(panel.rail).not.toContainText(say("section.chatwoot.name"));
      await page.locator("#find-field").fill("chatwoot");
      await expect(page.locator("#find-list [role=option]")).toHaveCount(0);
      await page.locator("#find-field").fill("proxy host");
      await expect(page.locator("#find-list [role=option]").first()).toContainText("proxyHost");
    },
  ],
  [
    "a value is filled in, and each reset leads back to it",
    ["fields", "fields.*.value"],
    async ({ page, panel, control }) => {
      const fields = {
        reject_call: { value: true },
        msg_call: { value: "No calls, please" },
        webhook_url: { value: "https://hooks.example.com/x" },
        webhook_events: { value: ["CALL", "MESSAGES_UPSERT"] },
      };
      await openWith(page, panel, withKey(panel, { fields }));
      const message = panel.row("msg_call").locator("input");
      await expect(message).toHaveValue("No calls, please");
      await expect(panel.row("reject_call").locator("input[value=true]")).toBeChecked();
      // It waits in its group, which the operator may switch on.
      await expect(panel.switchOf("webhook")).not.toBeChecked();
      await panel.switchOn("webhook");
      await expect(panel.row("webhook_url").locator("input")).toHaveValue("https://hooks.example.com/x");
      await panel.unfold();
      await expect(panel.row("webhook_events").locator("input:checked")).toHaveCount(2);
      // Each reset leads back to it, not to nothing.
      const reset = panel.resetOf("msg_call");
      await expect(reset).toBeDisabled();
      await message.fill("Mine");
      await reset.click();
      await expect(message).toHaveValue("No calls, please");
      await message.fill("");
      await panel.button("create.reset_all").click();
      await panel.button("create.reset_all.confirm", panel.dialog).click();
      await expect(message).toHaveValue("No calls, please");
      await expect(panel.switchOf("webhook")).not.toBeChecked();
      await panel.fill("instance_name", "prefilled");
      await panel.create();
      await expect.poll(() => created(control)).toMatchObject({ rejectCall: true, msgCall: "No calls, please" });
    },
  ],
  [
    "a fixed value is shown, sent and cannot be changed",
    ["fields.*.fixed"],
    async ({ page, panel, control }) => {
      const fields = {
        reject_call: { value: true, fixed: true },
        msg_call: { value: "Fixed words", fixed: true },
        integration: { value: "WHATSAPP-BAILEYS", fixed: true },
        webhook_url: { value: "https://hooks.example.com/fixed", fixed: true },
        webhook_events: { value: ["CALL", "MESSAGES_UPSERT"], fixed: true },
        webhook_headers: { value: { Authorization: "Bearer 0123456789abcdef" }, fixed: true },
        chatwoot_token: { value: "chatwoot-0123456789" },
      };
      await openWith(page, panel, withKey(panel, { fields }));
      for (const [field, shown] of [
        ["reject_call", say("common.on")],
        ["msg_call", "Fixed words"],
        ["integration", say("choice.integration.WHATSAPP-BAILEYS")],
        ["webhook_url", "https://hooks.example.com/fixed"],
        ["webhook_events", "MESSAGES_UPSERT\nCALL"],
        ["webhook_headers", "Authorization: ••••••••cdef"],
      ]) {
        const control = page.locator(`#${field}`);
        await expect(control, field).toHaveValue(shown);
        await expect(control, field).toHaveAttribute("readonly", "");
        await expect(control, field).toHaveAccessibleName(say(`field.${field}.label`));
        await expect(control, field).toHaveAccessibleDescription(new RegExp(say("config.fixed").replace(".", "\\.")));
        await expect(panel.row(field), field).toContainText(say("config.fixed"));
        await expect(panel.row(field).locator("button"), field).toHaveCount(0);
      }
      // Its group stays on.
      await expect(panel.switchOf("webhook")).toBeChecked();
      await expect(panel.switchOf("webhook")).toBeDisabled();
      await expect(panel.rail.getByRole("switch").first()).toBeDisabled();
      // It is found and counted like any other.
      await page.locator("#find-field").fill("webhook url");
      await page.keyboard.press("Enter");
      await expect(page.locator("#webhook_url")).toBeFocused();
      await page.keyboard.type("x");
      await expect(page.locator("#webhook_url")).toHaveValue("https://hooks.example.com/fixed");
      await panel.button("create.reset_all").click();
      await panel.button("create.reset_all.confirm", panel.dialog).click();
      await panel.fill("instance_name", "fixed");
      await panel.create();
      expect(await created(control)).toMatchObject({
        rejectCall: true,
        msgCall: "Fixed words",
        webhook: {
          url: "https://hooks.example.com/fixed",
          events: ["MESSAGES_UPSERT", "CALL"],
          headers: { Authorization: "Bearer 0123456789abcdef" },
        },
      });
    },
  ],
  [
    "a hidden field is sent and not shown",
    ["fields.*.hidden"],
    async ({ page, panel, control }) => {
      const fields = {
        msg_call: { value: "Hidden words", hidden: true },
        reject_call: { value: true },
        always_online: { hidden: true },
        token: { hidden: true },
        webhook_url: { value: "https://hooks.example.com/hidden", hidden: true },
      };
      await openWith(page, panel, withKey(panel, { fields }));
      for (const field of ["msg_call", "always_online", "webhook_url"]) await expect(panel.row(field)).toHaveCount(0);
      await expect(panel.row("token")).toBeHidden();
      await expect(panel.switchOf("webhook")).toBeDisabled();
      await page.locator("#find-field").fill("online");
      await expect(page.locator("#find-list [role=option]", { hasText: "alwaysOnline" })).toHaveCount(0);
      await page.locator("#find-field").fill("");
      // What another choice makes needed comes into view, and goes with it.
      await panel.fill("integration", "WHATSAPP-BUSINESS");
      await expect(panel.row("token")).toBeVisible();
      await panel.fill("integration", "WHATSAPP-BAILEYS");
      await expect(panel.row("token")).toBeHidden();
      await panel.fill("instance_name", "hidden");
      await panel.create();
      const body = await created(control);
      expect(body).toMatchObject({ msgCall: "Hidden words", webhook: { url: "https://hooks.example.com/hidden" } });
      expect(body).not.toHaveProperty("alwaysOnline");
      expect(body).not.toHaveProperty("token");
    },
  ],
];
