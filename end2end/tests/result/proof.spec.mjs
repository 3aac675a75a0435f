// What was asked next to what is stored. Which verdict and reason each difference gets is tested in the domain,
// on recorded answers; here one server of each dialect changes something of every group.

import { GROUPS, Proof, PUBLIC, alters, ask, groupsOf, ready } from "../../support/panel/proof.mjs";
import { ALL_SECRETS, allValues, masked } from "../../support/panel/values.mjs";
import { isAccessible } from "../../support/panel/axe.mjs";
import { say } from "../../support/locale.mjs";
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
    await proof.countsAgree();
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
    await expect(proof.stored(GROUPS.v2[group].field)).toHaveText(panel.say("result.nothing_saved"));
    await expect(proof.button(group)).toHaveText(panel.say(isSilent ? "again.read" : "again.set"));
    const variable = `${group.toUpperCase()}_ENABLED`;
    if (isSilent) await expect(proof.why(group)).toContainText(panel.say("reason.switched_off", { variable }));
    else if (group === "proxy") await expect(proof.why(group)).toContainText(panel.say("reason.proxy_not_kept"));
    else await expect(proof.why(group)).toHaveText(panel.say(first, { section: proof.name(group) }));
  }
  await expect(proof.why("settings")).toHaveCount(0);
  // The same behind the fold of the steps, which follows and stays open.
  await expect(proof.line("webhook")).toBeHidden();
  await proof.folded.locator("summary").click();
  await expect(proof.line("webhook")).toHaveText(`Webhook${panel.say("proof.dropped")}`);
  await expect(proof.line("sqs")).toHaveText(`SQS${panel.say("proof.off")}`);
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
  await expect(proof.line("webhook")).toContainText(panel.say("step.as_requested", { same: "3", total: "3" }));
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
    await expect(proof.why(group)).toContainText(panel.say("result.section_not_checked", { section: proof.name(group) }));
  }
  // Nobody knows whether any of it differs.
  await expect(panel.resultStatus).toHaveText(panel.say("result.unread_other", { count: groups.length }));
  // A server that is down has not said that nothing changed.
  await proof.button("webhook").click();
  await expect(proof.said("webhook")).toContainText(panel.say("again.not_checked"));
  await expect(proof.said("webhook")).not.toContainText(panel.say("again.unchanged"));
  await control.clearFaults("v2");
  for (const group of groups) {
    await expect(proof.button(group)).toHaveText(panel.say("again.read"));
    await proof.button(group).click();
    await proof.isCured(group);
  }
  await proof.isWell();
  await panel.settled();
  const sets = (await control.posts("v2")).filter(({ path }) => path.includes("/set/"));
  expect(sets).toEqual([]);
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

test("a dead route hides and blocks nothing else, axe finds nothing and nothing scrolls sideways", async ({ page, panel, control }) => {
  const proof = new Proof(panel);
  await control.options("v2", { loses: ["webhook", "proxy"], websocket: true, chatwoot: true });
  await control.fault("v2", { fault: "status500", path_prefix: "/webhook/set" });
  await control.fault("v2", { fault: "status500", path_prefix: "/websocket/find" });
  await panel.start("v2");
  await panel.fill("reject_call", true);
  await ask(panel, "v2", ["webhook", "websocket", "sqs", "chatwoot", "proxy"]);
  await panel.create();
  // The call-back at localhost is remarked upon, although all of Chatwoot is stored as asked.
  await expect(panel.resultStatus).toContainText(panel.say("result.remarked", { sections: "Chatwoot" }));
  await expect(proof.why("chatwoot")).toHaveText(panel.say("reason.callback_localhost"));
  await expect(panel.tokenCard).toContainText("/chatwoot/webhook/loja-prova");
  const url = `${panel.base("v2")}/chatwoot/webhook/loja-prova`;
  await expect(proof.callback("chatwoot")).toHaveText(panel.say("proof.callback", { section: "Chatwoot", url }));
  await expect(proof.button("chatwoot")).toBeHidden();

  await proof.again("webhook");
  await expect(proof.said("webhook")).toContainText(panel.say("again.refused"));
  await expect(proof.said("webhook")).toContainText(panel.say("error.server_failure.cause"));
  await expect(proof.why("webhook")).toHaveText(panel.say("result.section_dropped", { section: "Webhook" }));
  await proof.again("proxy");
  await proof.isCured("proxy");
  const proxy = (await control.posts("v2")).find((post) => post.path.startsWith("/proxy/set/"));
  expect(JSON.parse(proxy.body)).toMatchObject({ enabled: true, username: "", password: "" });
  for (const summary of await panel.main.locator("summary").all()) await summary.click();
  await expect(proof.part("webhook").locator("tr.again details")).toContainText("The demo was told to fail");
  await isAccessible(page, "proof", { within: "main" });
  for (const width of [900, 360]) {
    await page.setViewportSize({ width, height: 900 });
    await isAccessible(page, `proof, ${width} px`, { within: ".proof" });
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow, `${width} px`).toBeLessThanOrEqual(0);
  }
  // A verdict stays on one line in every language.
  const verdict = page.locator("#proof-reject_call").getByRole("cell").last();
  for (const tag of ["en", "pt-BR", "es"]) {
    await panel.setLanguage(tag);
    for (const width of [1440, 900]) {
      await page.setViewportSize({ width, height: 900 });
      await expect(verdict).toContainText(say("result.verdict.same", {}, tag));
      const lines = await verdict.evaluate((cell) => {
        const range = document.createRange();
        range.selectNodeContents(cell);
        const words = [...range.getClientRects()].filter(({ width }) => width > 20);
        return new Set(words.map(({ top }) => Math.round(top))).size;
      });
      expect(lines, `${tag}, ${width} px`).toBe(1);
    }
  }
});
