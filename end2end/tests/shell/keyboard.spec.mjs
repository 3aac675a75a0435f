// Everything by keyboard alone: no test here touches the mouse.

import { KEY } from "../../support/server/demo.mjs";
import { expect, test } from "../../support/test.mjs";

/** Presses Tab until this is focused; gives up after so many. */
async function tabTo(page, target, most = 60, key = "Tab") {
  for (let presses = 0; presses < most; presses += 1) {
    await page.keyboard.press(key);
    if (await target.evaluate((element) => element === document.activeElement).catch(() => false)) return;
  }
  throw new Error(`not reached by ${most} times ${key}`);
}

const focused = (page) => page.locator(":focus");

test("from the first key to the token: server, fields, creation, result @smoke @engines", async ({ page, panel, control }) => {
  await panel.open();
  // What comes first on a first visit has the focus; the first stop of the page leads past the header.
  await expect(page.locator("#server-url")).toBeFocused();
  await tabTo(page, page.locator(".skip"), 60, "Shift+Tab");
  await expect(focused(page)).toHaveText(panel.say("app.skip"));
  await expect(focused(page)).toBeInViewport();
  await page.keyboard.press("Enter");
  await expect(panel.main).toBeFocused();
  await tabTo(page, page.locator("#server-url"));
  await page.keyboard.type(panel.base("v2"));
  await tabTo(page, page.locator("#server-key"), 6);
  await page.keyboard.type(KEY);
  await page.keyboard.press("Enter");
  await expect(panel.name).toBeFocused();
  await page.keyboard.type("teclado-1");
  // A radio by its arrows.
  await tabTo(page, page.locator("#reject_call"));
  await page.keyboard.press("ArrowRight");
  await expect(panel.row("reject_call").locator("input:checked")).toHaveValue("true");
  // A group by its switch.
  const webhook = panel.switchOf("webhook");
  await tabTo(page, webhook);
  await page.keyboard.press("Space");
  await expect(webhook).toBeChecked();
  await expect(page.locator("#webhook_url")).toBeFocused();
  await page.keyboard.type("https://hooks.example.com/x");
  // Events by the space bar.
  await tabTo(page, page.locator("#webhook_events"));
  await page.keyboard.press("Space");
  const call = panel.row("webhook_events").locator("input[value=CALL]");
  await tabTo(page, call);
  await page.keyboard.press("Space");
  await expect(call).toBeChecked();
  await page.keyboard.press("Control+Enter");

  await panel.created();
  await expect(panel.main).toBeFocused();
  const [post] = await control.creations("v2");
  expect(JSON.parse(post.body)).toEqual({
    instanceName: "teclado-1",
    integration: "WHATSAPP-BAILEYS",
    rejectCall: true,
    webhook: { url: "https://hooks.example.com/x", events: ["CALL"] },
  });
  const line = panel.tokenCard;
  await tabTo(page, line.getByRole("button", { name: panel.say("common.reveal") }).first(), 10);
  await page.keyboard.press("Enter");
  await expect(panel.token).not.toContainText("•");
  await tabTo(page, panel.button("result.token.saved"), 10);
  await page.keyboard.press("Space");
  await expect(panel.button("result.token.saved_done")).toBeFocused();
});

const FOUND = [
  ["Rejcet calls", "reject_call"],
  ["daysLimit", "chatwoot_days_limit_import_messages"],
  ["Meta's access token", "token"],
  ["Rejeitar", "reject_call"],
];

test("/ finds a field by a misspelt label, a wire name, a word of its help or of another language; arrows choose", async ({ page, panel }) => {
  await panel.start("v2");
  await panel.switchOn("webhook");
  await expect(page.locator("#find-field")).toBeVisible();
  // A group that was switched on gets the focus.
  await expect(panel.card("webhook").locator(":focus")).toHaveCount(1);
  await page.locator("#main").focus();
  for (const [query, field] of FOUND) {
    await page.keyboard.press("/");
    await expect(page.locator("#find-field")).toBeFocused();
    await expect(page.locator("#find-field")).toHaveValue("");
    await page.keyboard.type(query);
    const first = page.locator("#find-list").getByRole("option").first();
    await expect(first, query).toContainText(panel.say(`field.${field}.label`));
    await page.keyboard.press("Enter");
    await expect(panel.row(field)).toBeInViewport();
    await expect(panel.row(field).locator(":focus")).toHaveCount(1);
    await expect(page.locator("#find-list")).toBeHidden();
    // Away from the field, where / is a letter.
    await page.locator("#main").focus();
  }
  // Where something is typed, / is a letter.
  await page.locator("#webhook_url").focus();
  await page.keyboard.type("https://a/b");
  await expect(page.locator("#webhook_url")).toHaveValue("https://a/b");

  // Arrows walk through what was found, Esc clears it.
  await page.locator("#main").focus();
  await page.keyboard.press("/");
  await page.keyboard.type("url");
  const options = page.locator("#find-list").getByRole("option");
  await expect(options.first()).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("ArrowDown");
  await expect(options.nth(1)).toHaveAttribute("aria-selected", "true");
  await expect(page.locator("#find-field")).toHaveAttribute("aria-activedescendant", "find-1");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  await expect(options.last()).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Escape");
  await expect(page.locator("#find-field")).toHaveValue("");
  await expect(page.locator("#find-list")).toBeHidden();
  await page.keyboard.type("qqqqqq");
  await expect(page.getByRole("search").getByRole("status")).toHaveText(panel.say("find.none"));
});

test("a failure takes the focus and its buttons come next; problems take it and lead to their fields", async ({ page, panel, control }) => {
  await panel.start("v2");
  await control.fault("v2", { fault: "empty", method: "POST" });
  await panel.name.focus();
  await page.keyboard.type("teclado-2");
  await page.keyboard.press("Control+Enter");
  await expect(panel.failure).toBeFocused();
  const found = panel.say("failure.look.exists", { name: "teclado-2", state: "not connected (close)" });
  await expect(panel.lookup).toHaveText(found);
  await tabTo(page, panel.button("failure.show", panel.failure), 4);
  await tabTo(page, panel.button("common.close", panel.failure), 4);
  await page.keyboard.press("Enter");
  await expect(panel.failure).toHaveCount(0);

  // Problems.
  await panel.name.fill("");
  await panel.switchOn("pusher");
  await panel.name.focus();
  await page.keyboard.press("Control+Enter");
  await expect(panel.summary).toBeFocused();
  await expect(panel.summary.getByRole("listitem")).toHaveCount(5);
  // A second press takes it there again.
  await page.keyboard.press("Tab");
  await page.keyboard.press("Control+Enter");
  await expect(panel.summary).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(panel.name).toBeFocused();
  await expect(panel.name).toHaveAttribute("aria-invalid", "true");
  await tabTo(page, panel.summary.getByRole("button").nth(1), 30, "Shift+Tab");
  await page.keyboard.press("Enter");
  await expect(page.locator("#pusher_app_id")).toBeFocused();
});

test("Esc closes each dialog, keeps things as they are and gives the focus back", async ({ page, panel }) => {
  await panel.start("v2");
  const dialog = page.getByRole("dialog");
  const inside = () => dialog.evaluate((dialog) => dialog.contains(document.activeElement));
  const opened = async (opener) => {
    await opener.focus();
    await page.keyboard.press("Enter");
    await expect(dialog).toBeVisible();
    expect(await inside()).toBe(true);
    // The focus stays inside.
    for (let presses = 0; presses < 4; presses += 1) {
      await page.keyboard.press("Tab");
      await expect.poll(() => page.evaluate(() => document.activeElement.closest("dialog, body").localName)).toMatch(/dialog|body/);
      await expect(page.locator("header :focus, form :focus")).toHaveCount(0);
    }
    await page.keyboard.press("Escape");
    await expect(dialog).toBeHidden();
    await expect(opener).toBeFocused();
  };
  await opened(panel.button("create.reset_all"));
  await panel.goTo("servers");
  await opened(panel.serverButton("common.remove", "v2"));
  await expect(panel.serverRows).toHaveCount(1);
  await panel.goTo("");
  await panel.fill("instance_name", "teclado-3");
  await panel.create();
  await opened(panel.link("servers"));
  await expect(page).toHaveURL(/#\/result$/);
});

test("the focus is visible wherever it is", async ({ page, panel }) => {
  await panel.start("v2");
  await panel.switchOn("webhook");
  for (let presses = 0; presses < 40; presses += 1) {
    await page.keyboard.press("Tab");
    const ring = await page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return "none";
      // A ring may be drawn by the frame around the control, as around a segment's radio.
      const drawn = [element, element.parentElement, element.nextElementSibling].filter(Boolean).some((one) => {
        const style = getComputedStyle(one);
        return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== "none";
      });
      return drawn ? "none" : element.outerHTML.slice(0, 120);
    });
    expect(ring, `after ${presses + 1} times Tab`).toBe("none");
  }
});
