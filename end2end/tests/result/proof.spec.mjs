// What was asked for beside what is stored, where the server silently drops, changes or refuses
// something of every group; and setting it again.

import { AxeBuilder } from "@axe-core/playwright";

import { KEY, SWITCHES } from "../../support/server/demo.mjs";
import { expect, test } from "../../support/test.mjs";
import { ALL_SECRETS, NEEDED, allValues, masked, valuesOf } from "../../support/panel/values.mjs";

const PUBLIC = "https://evo.example.com";

/**
 * By mount and group: one field of it, its name in the creation body, the value that is asked for,
 * and what the server makes of it under the name that it reads it back by.
 */
const EVENTS = (group, wire) => ({
  field: `${group}_events`,
  wire,
  asked: ["MESSAGES_UPSERT"],
  altered: { events: ["CALL"] },
  shown: "CALL",
});
const GROUPS = {
  v1: {
    settings: { field: "always_online", wire: "always_online", asked: true, altered: { always_online: false }, shown: "off" },
    webhook: { field: "webhook_base64", wire: "webhook_base64", asked: true, altered: { webhook_base64: false }, shown: "off" },
    websocket: EVENTS("websocket", "websocket_events"),
    rabbitmq: EVENTS("rabbitmq", "rabbitmq_events"),
    sqs: EVENTS("sqs", "sqs_events"),
    chatwoot: { field: "chatwoot_name_inbox", wire: "chatwoot_name_inbox", asked: "Vendas", altered: { name_inbox: "sales" }, shown: "sales" },
    typebot: { field: "typebot_expire", wire: "typebot_expire", asked: "20", altered: { expire: 300 }, shown: "300" },
    proxy: {
      field: "proxy_port",
      wire: "proxy.port",
      asked: "3128",
      altered: { proxy: { host: "proxy.example.com", port: "80", protocol: "http" } },
      shown: "80",
    },
  },
  v2: {
    settings: { field: "always_online", wire: "alwaysOnline", asked: true, altered: { alwaysOnline: false }, shown: "off" },
    webhook: { field: "webhook_base64", wire: "webhook.base64", asked: true, altered: { webhookBase64: false }, shown: "off" },
    websocket: EVENTS("websocket", "websocket.events"),
    rabbitmq: EVENTS("rabbitmq", "rabbitmq.events"),
    sqs: EVENTS("sqs", "sqs.events"),
    nats: EVENTS("nats", "nats.events"),
    kafka: EVENTS("kafka", "kafka.events"),
    pusher: { field: "pusher_cluster", wire: "pusher.cluster", asked: "mt1", altered: { cluster: "eu" }, shown: "eu" },
    chatwoot: { field: "chatwoot_name_inbox", wire: "chatwootNameInbox", asked: "Vendas", altered: { nameInbox: "sales" }, shown: "sales" },
    typebot: { field: "typebot_expire", wire: "expire", asked: "20", altered: { expire: 300 }, shown: "300" },
    proxy: { field: "proxy_port", wire: "proxyPort", asked: "3128", altered: { port: "80" }, shown: "80" },
  },
  whatsapp: {
    settings: { field: "always_online", wire: "alwaysOnline", asked: true, altered: { always_online: false }, shown: "off" },
    webhook: { field: "webhook_base64", wire: "webhook.base64", asked: true, altered: { webhook_base64: false }, shown: "off" },
  },
};

/** What 2.x says nothing about where it has it off. */
const SILENT = ["websocket", "rabbitmq", "sqs", "nats", "kafka", "pusher"];

class Proof {
  constructor(panel) {
    this.panel = panel;
    this.page = panel.page;
  }

  name(group) {
    return this.panel.say(`section.${group}.name`);
  }

  head(group) {
    return this.page.locator(`#proof-of-${group}`);
  }

  why(group) {
    return this.head(group).locator(".why");
  }

  row(field) {
    return this.page.locator(`#proof-${field}`);
  }

  part(group) {
    return this.page.locator(".proof tbody", { has: this.head(group) });
  }

  button(group) {
    return this.part(group).locator("tr.again button").first();
  }

  said(group) {
    return this.part(group).locator(".again-line > [role=status]");
  }

  async again(group) {
    await expect(this.button(group)).toHaveText(this.panel.say("again.set"));
    await this.button(group).click();
  }

  async isCured(group) {
    await expect(this.said(group)).toHaveText(this.panel.say("again.cured"));
    await expect(this.why(group)).toHaveCount(0);
    await expect(this.part(group).locator(".bad")).toHaveCount(0);
  }

  async isWell() {
    await expect(this.panel.resultStatus).toHaveText(this.panel.say("result.as_asked"));
    await expect(this.page.locator(".proof .why")).toHaveCount(0);
    await expect(this.page.locator(".proof .bad")).toHaveCount(0);
    await expect(this.page.locator(".proof .differs")).toHaveCount(0);
    await expect(this.page.locator(".timeline > ol > li:last-child > .mark-good")).toHaveCount(1);
  }
}

/** Fills in these groups with what they need, and the field of each that is looked at. */
async function ask(panel, mount, groups = Object.keys(GROUPS[mount])) {
  await panel.fill("instance_name", "loja-prova");
  for (const group of groups) {
    const { field, asked } = GROUPS[mount][group];
    if (group !== "settings") await panel.switchOn(group);
    const present = await panel.fields();
    const needed = (NEEDED[group] ?? []).filter((name) => present.includes(name));
    await panel.fillAll({ ...valuesOf(needed), [field]: asked });
  }
}

/** Everything on, and the address one that others can reach. */
async function ready(control, mount, options = {}) {
  await control.allOn(mount);
  await control.options(mount, { server_url: PUBLIC, ...options });
}

const alters = (mount) =>
  Object.fromEntries(Object.entries(GROUPS[mount]).map(([group, { altered }]) => [group, altered]));
const groupsOf = (mount) => Object.keys(GROUPS[mount]).filter((group) => group !== "settings");

for (const mount of Object.keys(GROUPS)) {
  test(`${mount}: every group changed in silence is named, and set again`, async ({ panel, control }) => {
    test.slow();
    const proof = new Proof(panel);
    await ready(control, mount, { alters: alters(mount) });
    await panel.start(mount);
    await ask(panel, mount);
    await panel.create();
    const count = Object.keys(GROUPS[mount]).length;
    const expected = mount === "v1" ? /^\d+ things/ : panel.say("result.differs_many", { count: String(count) });
    await expect(panel.resultStatus).toHaveText(expected);
    for (const { field, wire, shown } of Object.values(GROUPS[mount])) {
      const row = proof.row(field);
      await expect(row.locator("code.wire")).toHaveText(wire);
      await expect(row.locator("td").nth(1)).toHaveText(shown);
      await expect(row.locator(".verdict")).toContainText(panel.say("result.verdict.different"));
      await expect(row.locator("+ tr.reason")).toHaveText(panel.say("reason.changed"));
    }
    for (const group of Object.keys(GROUPS[mount])) {
      await proof.again(group);
      await proof.isCured(group);
    }
    await proof.isWell();
    for (const request of await control.requests(mount)) {
      expect(request.path, "the name stands in the path alone").not.toContain("instanceName=");
    }
  });

  test(`${mount}: every group dropped in silence is named with its reason`, async ({ panel, control }) => {
    test.slow();
    const proof = new Proof(panel);
    const off = mount === "v2" ? Object.fromEntries(SILENT.map((name) => [name, false])) : {};
    await ready(control, mount, { loses: groupsOf(mount), ...off });
    await panel.start(mount);
    await ask(panel, mount);
    await panel.create();
    for (const group of groupsOf(mount)) {
      const why = proof.why(group);
      const isOwn = mount === "v2" && group === "typebot";
      const first = isOwn ? "proof.absent" : "result.section_dropped";
      await expect(why).toContainText(panel.say(first, { section: proof.name(group) }));
      const { field, wire } = GROUPS[mount][group];
      await expect(proof.row(field).locator("code.wire")).toHaveText(wire);
      await expect(proof.row(field).locator("td").nth(1)).toHaveText(panel.say("result.nothing_stored"));
      if (mount === "v2" && SILENT.includes(group)) {
        const variable = `${group.toUpperCase()}_ENABLED`;
        await expect(why).toContainText(panel.say("reason.switched_off", { variable }));
        await expect(proof.button(group)).toHaveText(panel.say("again.read"));
      } else {
        if (group === "proxy") await expect(why).toContainText(panel.say("reason.proxy_not_kept"));
        else await expect(why).toHaveText(panel.say(first, { section: proof.name(group) }));
        await expect(proof.button(group)).toHaveText(panel.say("again.set"));
      }
    }
    await expect(proof.why("settings")).toHaveCount(0);
    for (const group of groupsOf(mount)) {
      if (mount === "v2" && SILENT.includes(group)) continue;
      await proof.again(group);
      await proof.isCured(group);
    }
    if (mount !== "v2") return proof.isWell();
    // Switched on meanwhile: now something that is sent can help.
    await control.options(mount, { rabbitmq: true });
    for (const group of SILENT) await proof.button(group).click();
    await expect(proof.said("sqs")).toHaveText(panel.say("again.unchanged"));
    await expect(proof.why("rabbitmq")).toHaveText(panel.say("result.section_dropped", { section: "RabbitMQ" }));
    await proof.again("rabbitmq");
    await proof.isCured("rabbitmq");
    await expect(proof.why("sqs")).toContainText("SQS_ENABLED");
  });

  test(`${mount}: every read-back refused is said for itself, and read again`, async ({ panel, control }) => {
    test.slow();
    const proof = new Proof(panel);
    const groups = Object.keys(GROUPS[mount]);
    await ready(control, mount);
    for (const group of groups) await control.fault(mount, { fault: "status500", path_prefix: `/${group}/find` });
    await panel.start(mount);
    await ask(panel, mount);
    await panel.create();
    for (const group of groups) {
      await expect(proof.why(group)).toContainText(panel.say("result.section_unreadable", { section: proof.name(group) }));
    }
    // Nobody knows whether any of it differs.
    await expect(panel.resultStatus).toHaveText(panel.say("result.unread_many", { count: String(groups.length) }));
    await control.clearFaults(mount);
    for (const group of groups) {
      await expect(proof.button(group)).toHaveText(panel.say("again.read"));
      await proof.button(group).click();
      await proof.isCured(group);
    }
    await proof.isWell();
    const sets = (await control.posts(mount)).filter((post) => post.path.includes("/set/"));
    expect(sets, "reading again sends nothing").toEqual([]);
  });

  test(`${mount}: everything stored as asked raises no alarm`, async ({ panel, control }) => {
    test.slow();
    const proof = new Proof(panel);
    await ready(control, mount);
    await panel.start(mount);
    await panel.allGroupsOn();
    const values = allValues(mount === "whatsapp" ? null : "WHATSAPP-BAILEYS", "loja-inteira");
    for (const field of await panel.fields()) await panel.fill(field, values[field]);
    await panel.create();
    await proof.isWell();
    await expect(panel.page.locator(".proof tr.again:not([hidden])")).toHaveCount(0);
    await panel.page.locator(".reads summary").click();
    for (const group of ["settings", ...groupsOf(mount)]) {
      const line = panel.page.locator(".reads li", { hasText: proof.name(group) });
      await expect(line).toHaveText(/(\d+) of \1 as asked/);
    }
  });
}

test("1.x: groups_ignore is stored as on, and set again becomes what was asked", async ({ panel, control }) => {
  const proof = new Proof(panel);
  await panel.start("v1");
  await panel.fillAll({ instance_name: "loja-g", groups_ignore: false, msg_call: "busy", reject_call: true });
  await panel.create();
  const row = proof.row("groups_ignore");
  await expect(row.locator("code.wire")).toHaveText("groups_ignore");
  await expect(row.locator("+ tr.reason")).toHaveText(panel.say("reason.groups_ignore_forced"));
  await proof.again("settings");
  await proof.isCured("settings");
  await proof.isWell();
  const set = (await control.posts("v1")).find((post) => post.path.startsWith("/settings/set/"));
  expect(JSON.parse(set.body)).toEqual({
    reject_call: true,
    msg_call: "busy",
    groups_ignore: false,
    always_online: false,
    read_messages: false,
    read_status: false,
    sync_full_history: false,
  });
});

test("1.x: what is stored although it is switched off is remarked upon", async ({ panel, control }) => {
  const proof = new Proof(panel);
  await ready(control, "v1", { rabbitmq: false, sqs: false });
  await panel.start("v1");
  await ask(panel, "v1", ["websocket", "rabbitmq", "sqs"]);
  await panel.create();
  await expect(panel.resultStatus).toHaveText(panel.say("result.remarked", { sections: "RabbitMQ, SQS" }));
  for (const group of ["rabbitmq", "sqs"]) {
    const variable = `${group.toUpperCase()}_ENABLED`;
    await expect(proof.why(group)).toHaveText(panel.say("reason.stored_but_off", { variable }));
    await expect(proof.button(group)).toBeHidden();
  }
  await expect(proof.why("websocket")).toHaveCount(0);
  await expect(panel.page.locator(".timeline small").nth(1)).toHaveText(/: RabbitMQ, SQS$/);
});

test("a failure after the write is no failure", async ({ panel, control }) => {
  const proof = new Proof(panel);
  await ready(control, "v1", { rabbitmq: false, loses: ["rabbitmq"] });
  await panel.start("v1");
  await ask(panel, "v1", ["rabbitmq"]);
  await panel.create();
  await proof.again("rabbitmq");
  await expect(proof.said("rabbitmq")).toContainText(panel.say("again.cured_despite", { cause: "" }).trim());
  await expect(proof.row("rabbitmq_events").locator(".verdict")).toContainText(panel.say("result.verdict.same"));
  await expect(proof.why("rabbitmq")).toHaveText(panel.say("reason.stored_but_off", { variable: "RABBITMQ_ENABLED" }));
  await expect(panel.resultStatus).toHaveText(panel.say("result.remarked", { sections: "RabbitMQ" }));
});

test("a dead route hides and blocks nothing else", async ({ page, panel, control }) => {
  const proof = new Proof(panel);
  await ready(control, "v2", { loses: ["webhook", "sqs", "proxy"] });
  await control.fault("v2", { fault: "status500", path_prefix: "/webhook/set" });
  await panel.start("v2");
  await ask(panel, "v2", ["webhook", "websocket", "sqs", "proxy"]);
  await panel.create();
  await expect(panel.resultStatus).toHaveText(panel.say("result.differs_many", { count: "3" }));
  for (const group of ["webhook", "sqs", "proxy"]) await proof.again(group);
  await proof.isCured("sqs");
  await proof.isCured("proxy");
  await expect(proof.said("webhook")).toContainText(panel.say("again.refused"));
  await expect(proof.said("webhook")).toContainText(panel.say("error.server_failure.cause"));
  await expect(proof.why("webhook")).toHaveText(panel.say("result.section_dropped", { section: "Webhook" }));
  await expect(panel.resultStatus).toHaveText(panel.say("result.differs_one"));
  await proof.part("webhook").locator("tr.again summary").click();
  await expect(proof.part("webhook").locator("tr.again details")).toContainText("The demo was told to fail");
  const proxy = (await control.posts("v2")).find((post) => post.path.startsWith("/proxy/set/"));
  expect(JSON.parse(proxy.body)).toMatchObject({ enabled: true, username: "", password: "" });
  await control.clearFaults("v2");
  await proof.again("webhook");
  await proof.isCured("webhook");
  await proof.isWell();
  await expect(page.locator(".proof tbody")).toHaveCount(6);
});

test("2.x: a Typebot that was refused is named, and created again", async ({ page, panel, control }) => {
  const proof = new Proof(panel);
  await ready(control, "v2", { typebot: false });
  await panel.start("v2");
  await ask(panel, "v2", ["typebot"]);
  await panel.create();
  await expect(panel.resultStatus).toHaveText(panel.say("result.differs_one"));
  await expect(proof.why("typebot")).toContainText(panel.say("reason.switched_off", { variable: "TYPEBOT_ENABLED" }));
  await control.options("v2", { typebot: true });
  await proof.button("typebot").click();
  await expect(proof.why("typebot")).toHaveText(panel.say("proof.absent", { section: "Typebot" }));
  await proof.again("typebot");
  await proof.isCured("typebot");
  await proof.isWell();
  // What failed in the plan is no news any more.
  await expect(page.locator(".notice.warning")).toBeHidden();
  const made = (await control.posts("v2")).filter((post) => post.path.startsWith("/typebot/"));
  expect(made.map((post) => post.path)).toEqual(["/typebot/create/loja-prova", "/typebot/create/loja-prova"]);
});

test("2.x: a Typebot that was changed is updated, not made twice", async ({ panel, control }) => {
  const proof = new Proof(panel);
  await ready(control, "v2", { alters: { typebot: { expire: 300 } } });
  await panel.start("v2");
  await ask(panel, "v2", ["typebot"]);
  await panel.create();
  await proof.again("typebot");
  await proof.isCured("typebot");
  const update = (await control.requests("v2")).find((request) => request.method === "PUT");
  expect(update.path).toMatch(/^\/typebot\/update\/[a-z0-9]+\/loja-prova$/);
  expect(JSON.parse(update.body)).toMatchObject({ enabled: true, expire: 20, triggerType: "keyword" });
});

for (const mount of ["v1", "v2"]) {
  test(`${mount}: a call-back to localhost is named`, async ({ panel, control }) => {
    const proof = new Proof(panel);
    await control.allOn(mount);
    await panel.start(mount);
    await ask(panel, mount, ["chatwoot"]);
    await panel.create();
    // Stored as asked, and of no use like this: the headline does not say that all is well.
    await expect(panel.resultStatus).toHaveText(panel.say("result.remarked", { sections: "Chatwoot" }));
    await expect(proof.why("chatwoot")).toHaveText(panel.say("reason.callback_localhost"));
    await expect(panel.page.locator("[aria-labelledby=token-heading]")).toContainText("/chatwoot/webhook/loja-prova");
    await expect(panel.page.locator("[aria-labelledby=token-heading] .notice")).toHaveCount(0);
    const url = `${panel.base(mount)}/chatwoot/webhook/loja-prova`;
    await expect(proof.head("chatwoot").locator(".callback")).toHaveText(
      panel.say("proof.callback", { section: "Chatwoot", url }),
    );
    await expect(proof.button("chatwoot")).toBeHidden();
  });
}

test("the proof as text and as JSON holds every group and no secret", async ({ page, panel, control }) => {
  test.slow();
  await ready(control, "v2", { rabbitmq: false, alters: { chatwoot: { nameInbox: "sales" } } });
  await panel.start("v2");
  await panel.allGroupsOn();
  const values = allValues("WHATSAPP-BAILEYS", "loja-json");
  // A secret that is repeated where no one looks for it is masked there, too.
  values.webhook_url = `https://hooks.example.com/evo?key=${values.chatwoot_token}`;
  for (const field of await panel.fields()) await panel.fill(field, values[field]);
  await panel.create();
  const copied = (key) => panel.copied(page.getByRole("button", { name: panel.say(key), exact: true }));
  const text = await copied("result.copy_proof");
  const json = await copied("proof.copy_json");
  for (const secret of [KEY, ...ALL_SECRETS]) {
    expect(text).not.toContain(secret);
    expect(json).not.toContain(secret);
    expect(json).not.toContain(JSON.stringify(secret).slice(1, -1));
  }
  expect(text).toContain("# RabbitMQ");
  expect(text).toContain(panel.say("reason.switched_off", { variable: "RABBITMQ_ENABLED" }));
  const proof = JSON.parse(json);
  expect(Object.keys(proof)).toEqual(["instance", "server", "dialect", "version", "time", "is_as_asked", "groups"]);
  expect(proof).toMatchObject({
    instance: "loja-json",
    server: panel.base("v2"),
    dialect: "evolution-v2",
    version: "2.3.6",
    is_as_asked: false,
  });
  expect(new Date(proof.time).toISOString()).toBe(proof.time);
  const groups = Object.fromEntries(proof.groups.map((group) => [group.group, group]));
  expect(Object.keys(groups)).toEqual(["instance", ...Object.keys(GROUPS.v2)]);
  expect(groups.rabbitmq).toMatchObject({ outcome: "dropped", reason: "switched_off", variable: "RABBITMQ_ENABLED" });
  const field = (group, id) => groups[group].fields.find((field) => field.field === id);
  expect(field("chatwoot", "chatwoot_name_inbox")).toEqual({
    field: "chatwoot_name_inbox",
    wire: "chatwootNameInbox",
    asked: values.chatwoot_name_inbox,
    stored: "sales",
    verdict: "different",
    reason: "changed",
  });
  expect(field("pusher", "pusher_secret")).toMatchObject({ asked: masked(values.pusher_secret), verdict: "same" });
  expect(groups.chatwoot.callback).toBe(`${PUBLIC}/chatwoot/webhook/loja-json`);
});

test("by keyboard: the focus stays on the button, and what came of it is announced", async ({ page, panel, control }) => {
  const proof = new Proof(panel);
  await ready(control, "v2", { loses: ["webhook"] });
  await panel.start("v2");
  await ask(panel, "v2", ["webhook", "websocket"]);
  await panel.create();
  const button = proof.button("webhook");
  await page.getByRole("button", { name: panel.say("proof.copy_json"), exact: true }).focus();
  await page.keyboard.press("Tab");
  await expect(button).toBeFocused();
  await expect(button).toHaveAccessibleName(`${panel.say("again.set")}: Webhook`);
  await page.keyboard.press("Enter");
  await proof.isCured("webhook");
  await expect(button).toBeFocused();
  await expect(button).toHaveText(panel.say("again.read"));
  await page.keyboard.press("Enter");
  await proof.isCured("webhook");
  await expect(button).toBeFocused();
});

test("the sections behind the fold follow, and the fold stays open", async ({ page, panel, control }) => {
  const proof = new Proof(panel);
  await ready(control, "v2", { loses: ["webhook"], sqs: false });
  await panel.start("v2");
  await ask(panel, "v2", ["webhook", "websocket", "sqs"]);
  await panel.create();
  const line = (group) => page.locator(".reads li", { hasText: proof.name(group) });
  await expect(line("webhook")).toBeHidden();
  await expect(page.locator(".timeline small").nth(1)).toHaveText(/: Webhook, SQS$/);
  await page.locator(".reads summary").click();
  await expect(line("webhook")).toHaveText(`Webhook${panel.say("proof.dropped")}`);
  await expect(line("sqs")).toHaveText(`SQS${panel.say("proof.off")}`);
  await expect(line("websocket")).toHaveText(`WebSocket${panel.say("step.as_asked", { same: "1", total: "1" })}`);
  await proof.again("webhook");
  await proof.isCured("webhook");
  await expect(line("webhook")).toContainText(panel.say("step.as_asked", { same: "3", total: "3" }));
  await expect(line("webhook").locator(".mark-good")).toHaveCount(1);
});

test("axe, with everything that can stand in the proof", async ({ page, panel, control }) => {
  test.slow();
  const proof = new Proof(panel);
  await control.options("v2", { loses: ["webhook", "proxy"], websocket: true, chatwoot: true });
  await control.fault("v2", { fault: "status500", path_prefix: "/webhook/set" });
  await control.fault("v2", { fault: "status500", path_prefix: "/websocket/find" });
  await panel.start("v2");
  await ask(panel, "v2", ["webhook", "websocket", "sqs", "chatwoot", "proxy"]);
  await panel.create();
  await proof.again("webhook");
  await expect(proof.said("webhook")).toContainText(panel.say("again.refused"));
  await proof.again("proxy");
  await proof.isCured("proxy");
  for (const summary of await page.locator("#main summary").all()) await summary.click();
  for (const width of [1440, 360]) {
    await page.setViewportSize({ width, height: 900 });
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme });
      const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
      const told = violations.map(({ id, nodes }) => [id, nodes.map((node) => node.target.join(" "))]);
      expect.soft(told, `${width} ${colorScheme}`).toEqual([]);
    }
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow, "no sideways scroll").toBeLessThanOrEqual(0);
  }
});

test("the switches of the demo server are the groups of this file", () => {
  for (const name of SWITCHES) expect(Object.keys(GROUPS.v2)).toContain(name);
});
