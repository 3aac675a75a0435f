// Nothing typed is lost, whatever else the operator does.

import { fillForm, FILLED } from "../../support/panel/filled_form.mjs";
import { TAGS } from "../../support/locale.mjs";
import { expect, test } from "../../support/test.mjs";

test("another language and another theme keep what was typed", async ({ page, panel }) => {
  await panel.start("v2");
  const typed = await fillForm(panel);
  const body = await panel.shownJson();
  for (const tag of [...TAGS.slice(1), "en"]) {
    await panel.setLanguage(tag);
    expect(await panel.typed()).toEqual(typed);
    expect(await panel.shownJson()).toBe(body);
  }
  for (const theme of ["light", "dark", "system"]) {
    await panel.themeButton().click();
    await expect(page.locator("html")).toHaveAttribute("data-theme", theme);
    expect(await panel.typed()).toEqual(typed);
  }
});

test("the servers' page and back keeps every field, by the browser's own buttons too @smoke", async ({ page, panel }) => {
  await panel.start("v2");
  const typed = await fillForm(panel);
  const servers = page.locator("#add-server");
  for (const [leave, comeBack] of [
    [() => panel.goTo("servers"), () => panel.goTo("")],
    [() => page.goBack(), () => page.goForward()],
  ]) {
    await leave();
    await expect(servers).toBeVisible();
    await comeBack();
    await expect(panel.name).toBeVisible();
    expect(await panel.typed()).toEqual(typed);
  }
});

test("a group off and on again keeps its values and sends none meanwhile", async ({ panel }) => {
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
  const choose = (mount) => panel.switcher.selectOption({ label: `${mount} — ${panel.base(mount).replace("http://", "")}` });
  await choose("v2");
  await expect(page.locator("#business_id")).toBeVisible();
  const typed = await fillForm(panel, { business_id: "1234567890" });
  const body = await panel.copiedJson();
  const lost = panel.main.getByRole("status").filter({ hasText: /Evolution 1|l2msg/ });

  await choose("v1");
  await expect(page.locator("#business_id")).toHaveCount(0);
  await expect(lost).toContainText(panel.say("field.business_id.label"));
  await expect(lost).toContainText(`${panel.say("section.webhook.name")} · ${panel.say("field.webhook_headers.label")}`);
  const here = await panel.typed();
  for (const field of Object.keys(FILLED)) if (field in here) expect(here[field], field).toEqual(typed[field]);
  expect(JSON.parse(await panel.copiedJson()).msg_call).toBe(FILLED.msg_call);
  // An engine of another server is unknown here, not missing.
  await choose("v2");
  await panel.fill("integration", "EVOLUTION");
  await choose("v1");
  await panel.press();
  const value = panel.say("choice.integration.EVOLUTION");
  await expect(page.locator("#integration-problem")).toHaveText(panel.say("problem.not_a_choice", { value }));

  await choose("whatsapp");
  await expect(panel.card("chatwoot")).toHaveCount(0);
  await expect(lost).toContainText(panel.say("field.token.label"));
  await expect(lost).toContainText(`${panel.say("section.chatwoot.name")} · ${panel.say("field.chatwoot_url.label")}`);

  await choose("v2");
  await expect(page.locator("#business_id")).toBeVisible();
  await panel.fill("integration", "WHATSAPP-BAILEYS");
  expect(await panel.typed()).toEqual(typed);
  expect(await panel.copiedJson()).toBe(body);
  await expect(lost).toHaveCount(0);
});

test("reset asks first, and then resets all", async ({ panel }) => {
  await panel.start("v2");
  const typed = await fillForm(panel);
  await panel.button("create.reset_all").click();
  await panel.button("common.cancel", panel.dialog).click();
  expect(await panel.typed()).toEqual(typed);
  await panel.button("create.reset_all").click();
  await panel.button("create.reset_all.confirm", panel.dialog).click();
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
    if (await panel.row(field).isVisible()) await panel.resetOf(field).click();
  }
  await panel.switchOn("webhook", false);
  await panel.switchOn("chatwoot", false);
  expect(await panel.typed()).toEqual(typed);
  expect(await panel.copiedJson()).toBe(body);
});
