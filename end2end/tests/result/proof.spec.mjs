// What was asked beside what is stored. Which verdict and reason each difference gets is tested in the domain,
// on recorded answers; here one server of each dialect changes something of every group.

import { GROUPS, Proof, PUBLIC, alters, ask, groupsOf, ready } from "../../support/panel/proof.mjs";
import { ALL_SECRETS, allValues, masked } from "../../support/panel/values.mjs";
import { isAccessible } from "../../support/panel/axe.mjs";
import { KEY } from "../../support/server/demo.mjs";
import { expect, test } from "../../support/test.mjs";

/** What 2.x says nothing about where it is switched off. */
const SILENT = ["websocket", "rabbitmq", "sqs", "nats", "kafka", "pusher"];

for (const mount of Object.keys(GROUPS)) {
  test(`${mount}: every group that the server changed is named, and set again`, async ({ panel, control }) => {
    const proof = new Proof(panel);
    await ready(control, mount, { alters: alters(mount) });
    await panel.start(mount);
    await ask(panel, mount);
    await panel.create();
    await proof.countsDifferences();
    for (const { field, wire, shown } of Object.values(GROUPS[mount])) {
      await expect(proof.wire(field)).toHaveText(wire);
      await expect(proof.stored(field)).toHaveText(shown);
      await expect(proof.verdict(field)).toContainText(panel.say("result.verdict.different"));
      await expect(proof.reason(field)).toHaveText(panel.say("reason.changed"));
    }
    for (const group of Object.keys(GROUPS[mount])) {
      await proof.again(group);
      await proof.isCured(group);
    }
    await proof.isWell();
  });
}

test("v2: every group that the server dropped is named with its reason", async ({ panel, control }) => {
  const proof = new Proof(panel);
  await ready(control, "v2", { loses: groupsOf("v2"), ...Object.fromEntries(SILENT.map((name) => [name, false])) });
  await panel.start("v2");
  await ask(panel, "v2");
  await panel.create();
  // A Pusher that is switched off is stored all the same, and hidden.
  await expect(proof.why("pusher")).toHaveText(panel.say("reason.hidden_while_off", { variable: "PUSHER_ENABLED" }));
  for (const group of groupsOf("v2").filter((group) => group !== "pusher")) {
    const isSilent = SILENT.includes(group);
    const first = group === "typebot" ? "proof.absent" : "result.section_dropped";
    await expect(proof.why(group)).toContainText(panel.say(first, { section: proof.name(group) }));
    await expect(proof.stored(GROUPS.v2[group].field)).toHaveText(panel.say("result.nothing_stored"));
    await expect(proof.button(group)).toHaveText(panel.say(isSilent ? "again.read" : "again.set"));
    const variable = `${group.toUpperCase()}_ENABLED`;
    if (isSilent) await expect(proof.why(group)).toContainText(panel.say("reason.switched_off", { variable }));
    else if (group === "proxy") await expect(proof.why(group)).toContainText(panel.say("reason.proxy_not_kept"));
    else await expect(proof.why(group)).toHaveText(panel.say(first, { section: proof.name(group) }));
  }
  await expect(proof.why("settings")).toHaveCount(0);
  // Switched on meanwhile: now something that is sent can help.
  await control.options("v2", { rabbitmq: true });
  for (const group of ["sqs", "rabbitmq"]) await proof.button(group).click();
  await expect(proof.said("sqs")).toHaveText(panel.say("again.unchanged"));
  await expect(proof.why("sqs")).toContainText("SQS_ENABLED");
  await expect(proof.why("rabbitmq")).toHaveText(panel.say("result.section_dropped", { section: "RabbitMQ" }));
  for (const group of ["rabbitmq", "webhook"]) {
    await proof.again(group);
    await proof.isCured(group);
  }
});

test("a read-back that failed is said for itself, and read again without sending anything", async ({ panel, control }) => {
  const proof = new Proof(panel);
  const groups = ["settings", "webhook", "proxy"];
  await ready(control, "v2");
  for (const group of groups) await control.fault("v2", { fault: "status500", path_prefix: `/${group}/find` });
  await panel.start("v2");
  await ask(panel, "v2", groups);
  await panel.create();
  for (const group of groups) {
    await expect(proof.why(group)).toContainText(panel.say("result.section_unreadable", { section: proof.name(group) }));
  }
  // Nobody knows whether any of it differs.
  await expect(panel.resultStatus).toHaveText(panel.say("result.unread_other", { count: groups.length }));
  await control.clearFaults("v2");
  for (const group of groups) {
    await expect(proof.button(group)).toHaveText(panel.say("again.read"));
    await proof.button(group).click();
    await proof.isCured(group);
  }
  await proof.isWell();
  const sets = (await control.posts("v2")).filter(({ path }) => path.includes("/set/"));
  expect(sets).toEqual([]);
});

test("1.x: groups_ignore is stored as on, and set again becomes what was asked", async ({ panel, control }) => {
  const proof = new Proof(panel);
  await panel.start("v1");
  await panel.fillAll({ instance_name: "loja-g", groups_ignore: false, msg_call: "busy", reject_call: true });
  await panel.create();
  await expect(proof.wire("groups_ignore")).toHaveText("groups_ignore");
  await expect(proof.asked("groups_ignore")).toHaveText(panel.say("common.off_lower"));
  await expect(proof.stored("groups_ignore")).toHaveText(panel.say("common.on_lower"));
  await expect(proof.reason("groups_ignore")).toHaveText(panel.say("reason.groups_ignore_forced"));
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

test("a call-back to localhost is remarked upon, although all is stored as asked", async ({ panel, control }) => {
  const proof = new Proof(panel);
  await control.allOn("v2");
  await panel.start("v2");
  await ask(panel, "v2", ["chatwoot"]);
  await panel.create();
  await expect(panel.resultStatus).toHaveText(panel.say("result.remarked", { sections: "Chatwoot" }));
  await expect(proof.why("chatwoot")).toHaveText(panel.say("reason.callback_localhost"));
  await expect(panel.tokenCard).toContainText("/chatwoot/webhook/loja-prova");
  const url = `${panel.base("v2")}/chatwoot/webhook/loja-prova`;
  await expect(proof.callback("chatwoot")).toHaveText(panel.say("proof.callback", { section: "Chatwoot", url }));
  await expect(proof.button("chatwoot")).toBeHidden();
});

test("the proof as text and as JSON holds every group and no secret", async ({ page, panel, control }) => {
  await ready(control, "v2", { rabbitmq: false, alters: { chatwoot: { nameInbox: "sales" } } });
  await panel.start("v2");
  const asked = ["webhook", "rabbitmq", "pusher", "chatwoot", "proxy"];
  for (const group of asked) await panel.switchOn(group);
  const values = allValues("WHATSAPP-BAILEYS", "loja-json");
  // A secret that is repeated where no one looks for it is masked there, too.
  values.webhook_url = `https://hooks.example.com/evo?key=${values.chatwoot_token}`;
  for (const field of await panel.fields()) await panel.fill(field, values[field]);
  await panel.create();
  const copied = (key) => panel.copied(panel.button(key));
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
  expect(Object.keys(groups)).toEqual(["instance", "settings", ...asked]);
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

test("the sections behind the fold follow, and the fold stays open", async ({ panel, control }) => {
  const proof = new Proof(panel);
  await ready(control, "v2", { loses: ["webhook"], sqs: false });
  await panel.start("v2");
  await ask(panel, "v2", ["webhook", "websocket", "sqs"]);
  await panel.create();
  const line = (group) => proof.line(group);
  await expect(line("webhook")).toBeHidden();
  await expect(panel.timeline).toContainText(": Webhook, SQS");
  await proof.folded.locator("summary").click();
  await expect(line("webhook")).toHaveText(`Webhook${panel.say("proof.dropped")}`);
  await expect(line("sqs")).toHaveText(`SQS${panel.say("proof.off")}`);
  await expect(line("websocket")).toHaveText(`WebSocket${panel.say("step.as_asked", { same: "1", total: "1" })}`);
  await proof.again("webhook");
  await proof.isCured("webhook");
  await expect(line("webhook")).toContainText(panel.say("step.as_asked", { same: "3", total: "3" }));
});

test("with everything that can stand in the proof, axe finds nothing and nothing scrolls sideways", async ({ page, panel, control }) => {
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
  for (const summary of await panel.main.locator("summary").all()) await summary.click();
  await isAccessible(page, "proof", { within: "main" });
  await page.setViewportSize({ width: 360, height: 900 });
  await isAccessible(page, "proof, narrow", { within: ".proof" });
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
});
