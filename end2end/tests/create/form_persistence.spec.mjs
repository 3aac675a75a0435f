// Nothing typed is lost, whatever else the operator does.

import { fillForm, FILLED } from "../../support/panel/filled_form.mjs";
import { TAGS } from "../../support/locale.mjs";
import { stored } from "../../support/panel/storage.mjs";
import { expect, test } from "../../support/test.mjs";

test("nothing is lost by another look, another page, a group that is off, or a reset that is not meant @smoke", async ({ page, panel }) => {
  test.slow();
  await panel.start("v2");
  const untouched = await panel.typed();
  const empty = await panel.copiedJson();
  const typed = await fillForm(panel);
  await panel.typed();
  const body = await panel.copiedJson();
  const shown = await panel.shownJson();
  for (const tag of [...TAGS.slice(1), "en"]) {
    await panel.setLanguage(tag);
    await expect.poll(() => panel.typed()).toEqual(typed);
    await expect.poll(() => panel.shownJson()).toBe(shown);
  }
  for (const theme of ["light", "dark", "system"]) {
    await panel.themeButton().click();
    await expect(page.locator("html")).toHaveAttribute("data-theme", theme);
    await expect.poll(() => panel.typed()).toEqual(typed);
  }
  const servers = page.locator("#add-server");
  for (const [leave, comeBack] of [
    [() => panel.goTo("servers"), () => panel.goTo("")],
    [() => page.goBack(), () => page.goForward()],
  ]) {
    await leave();
    await expect(servers).toBeVisible();
    await comeBack();
    await expect(panel.name).toBeVisible();
    await expect.poll(() => panel.typed()).toEqual(typed);
  }
  await test.step("a group that is off sends nothing and keeps its values", async () => {
    await panel.switchOn("webhook", false);
    await panel.switchOn("chatwoot", false);
    const without = Object.keys(JSON.parse(await panel.copiedJson()));
    expect(without.filter((key) => /webhook|chatwoot/i.test(key))).toEqual([]);
    await panel.switchOn("webhook");
    await panel.switchOn("chatwoot");
    await expect.poll(() => panel.typed()).toEqual(typed);
    expect(await panel.copiedJson()).toBe(body);
  });
  await test.step("a row's reset returns its field to not sent", async () => {
    for (const field of Object.keys(FILLED)) await panel.resetOf(field).click();
    await panel.switchOn("webhook", false);
    await panel.switchOn("chatwoot", false);
    await expect.poll(() => panel.typed()).toEqual(untouched);
    expect(await panel.copiedJson()).toBe(empty);
  });
  await test.step("a reset of all asks first", async () => {
    await fillForm(panel);
    await panel.button("create.reset_all").click();
    await panel.button("common.cancel", panel.dialog).click();
    await expect.poll(() => panel.typed()).toEqual(typed);
    await panel.button("create.reset_all").click();
    await panel.button("create.reset_all.confirm", panel.dialog).click();
    await expect(panel.name).toHaveValue("");
    await expect(panel.name).toBeFocused();
    expect(JSON.parse(await panel.copiedJson())).toEqual({ integration: "WHATSAPP-BAILEYS" });
  });
});

test("a reload keeps the form without its secrets, until it is cleared or the instance exists", async ({ page, panel }) => {
  await panel.start("v2");
  const typed = await fillForm(panel);
  await page.reload();
  await expect(panel.card("webhook").locator(".row").first()).toBeVisible();
  const secrets = ["token", "webhook_headers", "chatwoot_token"];
  const back = await panel.typed();
  for (const field of Object.keys(FILLED)) {
    if (!secrets.includes(field)) expect(back[field], field).toEqual(typed[field]);
  }
  for (const field of secrets) expect(back[field].join(""), field).toBe("");
  // The tab keeps it, and nothing of a secret.
  const kept = await stored(page);
  expect(kept).toContain(FILLED.instance_name);
  for (const secret of [FILLED.token, FILLED.chatwoot_token, FILLED.webhook_headers[0][1]]) expect(kept).not.toContain(secret);
  await expect.poll(() => page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain(FILLED.instance_name);
  await test.step("cleared by a reset", async () => {
    await panel.button("create.reset_all").click();
    await panel.button("create.reset_all.confirm", panel.dialog).click();
    await page.reload();
    await expect(panel.name).toHaveValue("");
    await expect(panel.switchOf("webhook")).not.toBeChecked();
    await expect(panel.name).toHaveValue("");
  });
  await test.step("cleared by a creation that is proved", async () => {
    await panel.fillAll({ instance_name: "loja-feita", msg_call: "busy" });
    await panel.create();
    await panel.tokenIsStored();
    await panel.goTo("");
    await page.reload();
    await expect(panel.switchOf("webhook")).not.toBeChecked();
    await expect(panel.name).toHaveValue("");
    await expect.poll(() => page.evaluate(() => sessionStorage.getItem("instance-panel.form"))).toBeNull();
  });
  await test.step("cleared when this device is forgotten", async () => {
    await panel.fill("instance_name", "loja-esquecida");
    await panel.goTo("servers");
    await panel.button("servers.device").click();
    await panel.button("servers.device.confirm", panel.dialog).click();
    await expect(panel.serverRows).toHaveCount(0);
    await page.reload();
    await expect.poll(() => stored(page)).not.toContain("loja-esquecida");
  });
});

test("a server of another dialect: what it lacks is named and kept", async ({ page, panel }) => {
  await panel.start("v2");
  await panel.addServer("v1");
  await panel.addServer("whatsapp");
  const choose = (mount) => panel.switcher.selectOption({ label: `${mount} — ${panel.base(mount).replace("http://", "")}` });
  await choose("v2");
  await panel.fill("integration", "WHATSAPP-BUSINESS");
  await panel.fill("business_id", "1234567890");
  // What was typed stays in sight, whatever the engine.
  await panel.fill("integration", "WHATSAPP-BAILEYS");
  const typed = await fillForm(panel);
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
  await expect.poll(() => panel.typed()).toEqual(typed);
  expect(await panel.copiedJson()).toBe(body);
  await expect(lost).toHaveCount(0);
});
