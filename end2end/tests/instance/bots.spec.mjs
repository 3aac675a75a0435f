// The bots of one instance. What a body holds, kind by kind, and what stands in another bot's way is tested
// in the domain.

import { isAccessible } from "../../support/panel/axe.mjs";
import { InstancePage } from "../../support/panel/instance.mjs";
import { BOT_SWITCHES } from "../../support/server/demo.mjs";
import { expect, test } from "../../support/test.mjs";

const NAME = "loja-1";
const KEYWORD = { typebot_trigger_type: "keyword", typebot_trigger_operator: "equals", typebot_trigger_value: "oi" };

/** What a bot of each kind needs, and a word of its title. */
const KINDS = {
  typebot: [{ typebot_url: "https://bot.example.com", typebot: "my-flow" }, "my-flow"],
  openai: [{ openai_bot_type: "chatCompletion", openai_model: "gpt-4o", openai_max_tokens: "300", openai_system_messages: ["be brief", "be kind"] }, "gpt-4o"],
  dify: [{ dify_bot_type: "chatBot", bot_api_url: "https://dify.example.com/v1", bot_api_key: "app-secret-key-1" }, "dify.example.com"],
  flowise: [{ bot_api_url: "https://flowise.example.com/p", bot_api_key: "flowise-secret-1" }, "flowise.example.com"],
  n8n: [{ bot_webhook_url: "https://n8n.example.com/w", bot_basic_auth_user: "user", bot_basic_auth_pass: "n8n-secret-pass" }, "n8n.example.com"],
  evoai: [{ bot_agent_url: "https://evoai.example.com/a", bot_api_key: "evoai-secret-1" }, "evoai.example.com"],
  evolutionBot: [{ bot_api_url: "https://bot.example.org/in", bot_api_key: "evolution-secret" }, "bot.example.org"],
};

class Bots {
  constructor(panel) {
    this.panel = panel;
    this.page = panel.page;
    this.instance = new InstancePage(panel);
    this.card = panel.page.locator(".bots-card");
  }

  async open() {
    await this.panel.start("v2");
    await this.instance.open(NAME);
    await expect(this.card.getByRole("heading", { level: 2 })).toBeVisible();
  }

  name(section) {
    return this.panel.say(`section.${section}.name`);
  }

  kind(kind) {
    return this.card.locator(".bot-kind").filter({ has: this.page.locator(`#group-${kind}-heading`) });
  }

  row(kind, title) {
    return this.kind(kind).locator(".row-part:not(.bot-credentials)").filter({ has: this.page.getByRole("heading", { name: title }) });
  }

  async add(section, values) {
    await this.page.locator(`#add-${section}`).click();
    await expect(this.instance.form).toBeVisible();
    for (const [field, value] of Object.entries(values)) await this.instance.fill(field, value);
  }

  /** Saves, and closes what the save came to. */
  async saves(scope, section) {
    await this.instance.save.click();
    await expect(scope.locator(".saved-line")).toHaveText(this.panel.say("instance.saved.as_sent"));
    await this.panel.button("instance.saved.close", scope).or(scope.getByRole("button", { name: this.panel.say("instance.saved.close", { section: this.name(section) }) })).first().click();
    await expect(scope.locator(".saved-line")).toHaveCount(0);
  }

  async addCredential(name = "main", key = "sk-0123456789abcdef") {
    await this.add("openai_creds", { openai_creds_name: name, openai_creds_api_key: key });
    await this.saves(this.kind("openai").locator(".bot-credentials"), "openai_creds");
    await expect(this.row("openai", name)).toBeVisible();
  }

  async askToDelete(row) {
    await row.getByRole("button", { name: new RegExp(`^${this.panel.say("instances.action.delete")}`) }).click();
    await row.locator(".row-question").getByRole("button", { name: this.panel.say("instances.action.delete"), exact: true }).click();
  }

  async delete(row) {
    await this.askToDelete(row);
    await expect(row).toHaveCount(0);
  }
}

async function ready(control) {
  await control.allOn("v2");
  await control.seed("v2", { name: NAME, state: "open", number: "5511912345678" });
}

/** The calls that change something. */
async function sent(control) {
  const isWrite = ({ method, path }) => ["POST", "PUT", "DELETE"].includes(method) && path !== "/verify-creds";
  return (await control.requests("v2")).filter(isWrite);
}

/** The same with the ids left out. */
async function writes(control) {
  return (await sent(control)).map(({ method, path }) => `${method} ${path.replace(/\/c[a-z0-9]{20,}/, "/ID")}`);
}

for (const [kind, [values, title]] of Object.entries(KINDS)) {
  test(`v2: a bot of ${kind} is made, changed and deleted @smoke`, async ({ page, panel, control }) => {
    const bots = new Bots(panel);
    await ready(control);
    await bots.open();
    const part = bots.kind(kind);
    await expect(part).toContainText(panel.say("instance.row.none"));
    const isOpenai = kind === "openai";
    if (isOpenai) await bots.addCredential();
    await bots.add(kind, { ...values, ...KEYWORD });
    if (isOpenai) await bots.instance.row("openai_creds_id").locator("select").selectOption({ label: "main" });
    await bots.saves(part, kind);
    const row = bots.row(kind, title);
    await expect(row).toBeVisible();
    // What is secret is stored and not shown.
    for (const secret of Object.values(values).filter((value) => /secret/.test(value))) {
      await expect(row).not.toContainText(secret);
    }
    await row.getByRole("button", { name: new RegExp(`^${panel.say("instance.edit")}`) }).click();
    await bots.instance.fill("typebot_expire", "45");
    await bots.instance.fill("typebot_trigger_type", "none");
    await bots.instance.save.click();
    await expect(row.locator(".saved-line")).toHaveText(panel.say("instance.saved.as_sent"));
    await bots.delete(row);
    await expect(part).toContainText(panel.say("instance.row.none"));
    const calls = (await writes(control)).filter((call) => !call.includes("/openai/creds/"));
    expect(calls).toEqual([`POST /${kind}/create/${NAME}`, `PUT /${kind}/update/ID/${NAME}`, `DELETE /${kind}/delete/ID/${NAME}`]);
    const [made, changed] = (await sent(control)).filter(({ path }) => !path.startsWith("/openai/creds/"));
    expect(JSON.parse(made.body)).toMatchObject({ enabled: true, triggerValue: "oi", expire: 0, ignoreJids: [], splitMessages: false });
    expect(JSON.parse(changed.body)).toMatchObject({ expire: 45, triggerType: "none", triggerValue: "" });
    expect(Object.values(JSON.parse(changed.body))).not.toContain(null);
  });
}

test("v2: a credential can be deleted once nothing uses it", async ({ page, panel, control }) => {
  const bots = new Bots(panel);
  await ready(control);
  await bots.open();
  await bots.addCredential("main");
  await bots.addCredential("second", "sk-fedcba9876543210");
  await bots.add("openai", { ...KINDS.openai[0], typebot_trigger_type: "none" });
  await bots.instance.row("openai_creds_id").locator("select").selectOption({ label: "main" });
  const part = bots.kind("openai");
  await bots.saves(part, "openai");
  await bots.delete(bots.row("openai", "gpt-4o"));
  // The first bot made it the one of the default settings.
  const main = bots.row("openai", "main");
  await bots.askToDelete(main);
  await expect(main.getByRole("alert")).toContainText(panel.say("instance.row.deletion_unconfirmed"));
  await part.getByRole("button", { name: bots.name("openai_settings"), exact: true }).click();
  await page.locator("#edit-openai_settings").click();
  await bots.instance.row("openai_creds_id").locator("select").selectOption({ label: "second" });
  await bots.saves(part.locator("#group-openai_settings"), "openai_settings");
  await bots.delete(main);
  await expect(bots.row("openai", "second")).toBeVisible();
});

test("v2: what is in the way of a bot is said before it is sent", async ({ panel, control }) => {
  const bots = new Bots(panel);
  await ready(control);
  await bots.open();
  const flow = (name, trigger) => ({ typebot_url: "https://bot.example.com", typebot: name, typebot_trigger_type: trigger });
  await bots.add("typebot", flow("first", "all"));
  await bots.saves(bots.kind("typebot"), "typebot");
  await bots.add("typebot", flow("second", "all"));
  await bots.instance.save.click();
  const notice = bots.card.locator(".clash");
  await expect(notice).toContainText("https://bot.example.com · first");
  await isAccessible(panel.page, "clash", { within: ".bots-card" });
  await bots.instance.fill("typebot_trigger_type", "none");
  await bots.saves(bots.kind("typebot"), "typebot");
  await expect(bots.row("typebot", /second/)).toBeVisible();
  expect((await writes(control)).length).toBe(2);
});

test("v2: kinds that are off are named with their variable, and one that fails hides no other", async ({ panel, control }) => {
  const bots = new Bots(panel);
  await ready(control);
  await control.options("v2", Object.fromEntries(BOT_SWITCHES.map((name) => [name, false])));
  await control.fault("v2", { fault: "html", method: "GET", path: `/typebot/find/${NAME}` });
  await bots.open();
  const off = bots.card.locator(".bots-off");
  for (const name of BOT_SWITCHES) await expect(off).toContainText(`(${name.toUpperCase()}_ENABLED)`);
  await expect(bots.kind("evolutionBot")).toBeVisible();
  await expect(bots.card).toContainText(panel.say("instance.group.unread"));
  await control.clearFaults("v2");
  await bots.card.getByRole("button", { name: panel.say("instance.group.again_named", { section: "Typebot" }) }).click();
  await expect(bots.kind("typebot")).toBeVisible();
  await control.options("v2", { dify: true });
  await panel.button("again.read", off).click();
  await expect(bots.kind("dify")).toBeVisible();
  await expect(off).not.toContainText("DIFY_ENABLED");
});

test("v2: default settings have a fallback, and a new bot begins with them", async ({ page, panel, control }) => {
  const bots = new Bots(panel);
  await ready(control);
  await bots.open();
  const part = bots.kind("dify");
  const settings = part.getByRole("button", { name: bots.name("dify_settings"), exact: true });
  await settings.click();
  await expect(part).toContainText(panel.say("instance.bots.made_up"));
  await settings.click();
  await bots.add("dify", { ...KINDS.dify[0], typebot_trigger_type: "none" });
  await bots.saves(part, "dify");
  await settings.click();
  await page.locator("#edit-dify_settings").click();
  await bots.instance.row("bot_fallback").locator("select").selectOption({ label: "https://dify.example.com/v1" });
  await bots.instance.fill("typebot_expire", "20");
  await isAccessible(page, "default settings", { within: ".bots-card" });
  await bots.saves(part.locator("#group-dify_settings"), "dify_settings");
  await expect(part.locator("#group-dify_settings .facts")).toContainText("https://dify.example.com/v1");
  const [set] = (await sent(control)).filter(({ path }) => path === `/dify/settings/${NAME}`);
  expect(JSON.parse(set.body)).toMatchObject({ expire: 20, timePerChar: 0, fallbackId: expect.stringMatching(/^c/) });
  await page.locator("#add-dify").click();
  await expect(part.locator(".kept")).toContainText(panel.say("field.typebot_expire.label"));
  await expect(page.locator("#edit-typebot_expire")).toHaveValue("20");
});

test("v2: conversations are paused, opened, closed and deleted, as the list shows", async ({ page, panel, control }) => {
  const bots = new Bots(panel);
  await ready(control);
  await bots.open();
  await bots.add("evolutionBot", { ...KINDS.evolutionBot[0], typebot_trigger_type: "none" });
  await bots.saves(bots.kind("evolutionBot"), "evolutionBot");
  const listed = await control.get("v2", `/evolutionBot/find/${NAME}`);
  const jid = "5511988887777@s.whatsapp.net";
  await control.session(NAME, "evolutionBot", listed[0].id, jid, { push_name: "<img src=x onerror=alert(1)>" });
  const row = bots.row("evolutionBot", "bot.example.org");
  await panel.button("instance.sessions", row).click();
  const list = row.locator(".sessions");
  await expect(list).toContainText("<img src=x onerror=alert(1)>");
  await isAccessible(page, "conversations", { within: ".bots-card" });
  const act = async (action) => {
    const word = panel.say(`instance.sessions.action.${action}`);
    await list.getByRole("button", { name: panel.say("instance.sessions.action_named", { action: word, number: jid }) }).click();
    if (action === "delete") {
      // It reaches other instances: the press alone does nothing.
      await expect(list.getByRole("dialog")).toContainText(panel.say("instance.sessions.ask_body"));
      await list.getByRole("dialog").getByRole("button", { name: word, exact: true }).click();
    }
    await expect(list.getByRole("status")).toHaveText(panel.say(`instance.sessions.done.${action}`, { number: jid }));
  };
  await act("pause");
  await expect(list.locator(".badge")).toHaveText(panel.say("instance.sessions.status.paused"));
  await act("open");
  await expect(list.getByRole("button", { name: panel.say("instance.sessions.action_named", { action: panel.say("instance.sessions.action.open"), number: jid }) })).toBeFocused();
  await act("delete");
  await expect(list).toContainText(panel.say("instance.sessions.none"));
  await expect(list.getByRole("status")).toBeFocused();
});

test("v2: forms of two kinds are open at once, and each is filled in for itself", async ({ page, panel, control }) => {
  const bots = new Bots(panel);
  await ready(control);
  await bots.open();
  await page.locator("#add-flowise").click();
  await page.locator("#add-evolutionBot").click();
  const address = (kind) => bots.kind(kind).locator("input[name=apiUrl]");
  await address("flowise").fill("https://flowise.example.com");
  await address("evolutionBot").fill("https://bot.example.org");
  await expect(address("flowise")).toHaveValue("https://flowise.example.com");
  const twice = await page.evaluate(() => {
    const ids = [...document.querySelectorAll("[id]")].map(({ id }) => id);
    return ids.filter((id, place) => ids.indexOf(id) !== place);
  });
  expect(twice).toEqual([]);
  await panel.button("common.cancel", bots.kind("flowise")).click();
  await expect(page.locator("#add-flowise")).toBeFocused();
  await expect(address("evolutionBot")).toHaveValue("https://bot.example.org");
});

test("v2: a bot is made by keyboard alone", async ({ page, panel, control }) => {
  const bots = new Bots(panel);
  await ready(control);
  await bots.open();
  await page.locator("#add-flowise").focus();
  await page.keyboard.press("Enter");
  await expect(bots.card.getByRole("switch")).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(page.locator("#edit-bot_api_url")).toBeFocused();
  await page.keyboard.type("https://flowise.example.com");
  await page.keyboard.press("ControlOrMeta+Enter");
  // What is missing gets the focus.
  await expect(page.locator("#edit-row-typebot_trigger_type input").first()).toBeFocused();
  await page.keyboard.press("Space");
  await page.keyboard.press("ControlOrMeta+Enter");
  await expect(bots.kind("flowise").locator(".saved-line")).toBeFocused();
  await isAccessible(page, "bots", { within: ".bots-card" });
});
