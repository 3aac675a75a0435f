// Nothing typed is lost, whatever else is done. (A failed creation keeps it, too: see the errors.)

import { fillForm, FILLED } from "../../support/panel/filled_form.mjs";
import { TAGS } from "../../support/locale.mjs";
import { expect, test } from "../../support/test.mjs";
import { allValues } from "../../support/panel/values.mjs";

test("another language, every field", async ({ panel }) => {
  await panel.start("v2");
  await panel.allGroupsOn();
  const values = allValues("WHATSAPP-BUSINESS");
  for (const field of await panel.fields()) await panel.fill(field, values[field]);
  const typed = await panel.typed();
  const body = await panel.shownJson();
  for (const tag of [...TAGS.slice(1), "en"]) {
    await panel.setLanguage(tag);
    expect(await panel.typed()).toEqual(typed);
    expect(await panel.shownJson()).toBe(body);
  }
});

test("another theme", async ({ page, panel }) => {
  await panel.start("v2");
  const typed = await fillForm(panel);
  for (const theme of ["light", "dark", "system"]) {
    await page.locator("header.top button.icon-only").click();
    await expect(page.locator("html")).toHaveAttribute("data-theme", theme);
    expect(await panel.typed()).toEqual(typed);
  }
});

test("the servers' page and back", async ({ page, panel }) => {
  await panel.start("v2");
  const typed = await fillForm(panel);
  await panel.goTo("servers");
  await expect(page.locator("#add-server")).toBeVisible();
  await panel.goTo("");
  await expect(panel.name).toBeVisible();
  expect(await panel.typed()).toEqual(typed);
  // By the browser's own buttons, too.
  await page.goBack();
  await expect(page.locator("#add-server")).toBeVisible();
  await page.goForward();
  await expect(panel.name).toBeVisible();
  expect(await panel.typed()).toEqual(typed);
});

test("a group off and on again: nothing of it is sent meanwhile", async ({ panel }) => {
  await panel.start("v2");
  const typed = await fillForm(panel);
  const body = await panel.copiedJson();
  await panel.switchOn("webhook", false);
  await panel.switchOn("chatwoot", false);
  const without = Object.keys(JSON.parse(await panel.copiedJson()));
  expect(without.filter((key) => /webhook|chatwoot/i.test(key))).toEqual([]);
  await panel.switchOn("webhook");
  await panel.switchOn("chatwoot");
  expect(await panel.typed()).toEqual(typed);
  expect(await panel.copiedJson()).toBe(body);
});

test("a server of another dialect: what it lacks is named and kept", async ({ page, panel }) => {
  await panel.start("v2");
  await panel.addServer("v1");
  await panel.addServer("whatsapp");
  const choose = (label) => page.locator(".server-switch select").selectOption({ label });
  const of = (mount) => `${mount} — ${panel.base(mount).replace("http://", "")}`;
  await choose(of("v2"));
  await expect(page.locator("#business_id")).toBeVisible();
  const typed = await fillForm(panel, { business_id: "1234567890" });
  const body = await panel.copiedJson();

  await choose(of("v1"));
  await expect(page.locator("#business_id")).toHaveCount(0);
  const lost = page.locator(".notice.warning", { hasText: "Evolution 1.x" });
  await expect(lost).toContainText(panel.say("field.business_id.label"));
  await expect(lost).toContainText(`${panel.say("section.webhook.name")} · ${panel.say("field.webhook_headers.label")}`);
  const here = await panel.typed();
  for (const field of Object.keys(FILLED)) if (field in here) expect(here[field], field).toEqual(typed[field]);
  expect(JSON.parse(await panel.copiedJson()).msg_call).toBe(FILLED.msg_call);

  await choose(of("whatsapp"));
  await expect(page.locator("#section-chatwoot")).toHaveCount(0);
  const l2msg = page.locator(".notice.warning", { hasText: "l2msg" });
  await expect(l2msg).toContainText(panel.say("field.token.label"));
  await expect(l2msg).toContainText(`${panel.say("section.chatwoot.name")} · ${panel.say("field.chatwoot_url.label")}`);

  await choose(of("v2"));
  await expect(page.locator("#business_id")).toBeVisible();
  expect(await panel.typed()).toEqual(typed);
  expect(await panel.copiedJson()).toBe(body);
  await expect(page.locator(".notice.warning")).toHaveCount(0);
});

test("problems and their summary: nothing is sent, nothing is lost", async ({ panel, control }) => {
  await panel.start("v2");
  const typed = await fillForm(panel, { webhook_url: "htp://wrong", chatwoot_account_id: "x7", number: "no number" });
  await panel.press();
  await expect(panel.summary).toBeFocused();
  await expect(panel.summary.locator("li")).toHaveCount(3);
  expect(await panel.typed()).toEqual(typed);
  expect(await control.creations("v2")).toHaveLength(0);
});

test("reset asks first, and then resets all", async ({ page, panel }) => {
  await panel.start("v2");
  const typed = await fillForm(panel);
  const button = (key) => page.getByRole("button", { name: panel.say(key), exact: true });
  await button("create.reset_all").click();
  await page.getByRole("dialog").getByRole("button", { name: panel.say("common.cancel"), exact: true }).click();
  expect(await panel.typed()).toEqual(typed);
  await button("create.reset_all").click();
  await button("create.reset_all.confirm").click();
  await expect(panel.name).toHaveValue("");
  await expect(panel.name).toBeFocused();
  expect(JSON.parse(await panel.copiedJson())).toEqual({ integration: "WHATSAPP-BAILEYS" });
});

test("a row's reset returns its field to not sent", async ({ panel }) => {
  await panel.start("v2");
  const typed = await panel.typed();
  const body = await panel.copiedJson();
  await fillForm(panel);
  for (const field of Object.keys(FILLED)) {
    if (await panel.row(field).isVisible()) await panel.row(field).locator(".reset").click();
  }
  await panel.switchOn("webhook", false);
  await panel.switchOn("chatwoot", false);
  expect(await panel.typed()).toEqual(typed);
  expect(await panel.copiedJson()).toBe(body);
});
