// Setting a group again from the result's page. The call of each group and dialect is tested in the domain.

import { Proof, ask, ready } from "../../support/panel/proof.mjs";
import { expect, test } from "../../support/test.mjs";

test("v1: a group that is stored although its set call failed counts as set again", async ({ panel, control }) => {
  const proof = new Proof(panel);
  await ready(control, "v1", { rabbitmq: false, loses: ["rabbitmq"] });
  await panel.start("v1");
  await ask(panel, "v1", ["rabbitmq"]);
  await panel.create();
  await proof.again("rabbitmq");
  await expect(proof.said("rabbitmq")).toContainText(panel.say("again.cured_despite", { cause: "" }).trim());
  await expect(proof.verdict("rabbitmq_events")).toContainText(panel.say("result.verdict.same"));
  await expect(proof.why("rabbitmq")).toHaveText(panel.say("reason.stored_but_off", { variable: "RABBITMQ_ENABLED" }));
  await expect(panel.resultStatus).toHaveText(panel.say("result.remarked", { sections: "RabbitMQ" }));
});

// To be adapted to the read-back of the instance itself, which now comes first.
test.fixme("a dead route hides and blocks nothing else", async ({ panel, control }) => {
  const proof = new Proof(panel);
  await ready(control, "v2", { loses: ["webhook", "sqs", "proxy"] });
  await control.fault("v2", { fault: "status500", path_prefix: "/webhook/set" });
  await panel.start("v2");
  await ask(panel, "v2", ["webhook", "websocket", "sqs", "proxy"]);
  await panel.create();
  await proof.countsDifferences();
  for (const group of ["webhook", "sqs", "proxy"]) await proof.again(group);
  await proof.isCured("sqs");
  await proof.isCured("proxy");
  await expect(proof.said("webhook")).toContainText(panel.say("again.refused"));
  await expect(proof.said("webhook")).toContainText(panel.say("error.server_failure.cause"));
  await expect(proof.why("webhook")).toHaveText(panel.say("result.section_dropped", { section: "Webhook" }));
  await proof.countsDifferences();
  await proof.part("webhook").locator("tr.again summary").click();
  await expect(proof.part("webhook").locator("tr.again details")).toContainText("The demo was told to fail");
  const proxy = (await control.posts("v2")).find((post) => post.path.startsWith("/proxy/set/"));
  expect(JSON.parse(proxy.body)).toMatchObject({ enabled: true, username: "", password: "" });
  await control.clearFaults("v2");
  await proof.again("webhook");
  await proof.isCured("webhook");
  await proof.isWell();
  await expect(proof.table.locator("tbody")).toHaveCount(6);
});

test.fixme("v2: a Typebot that was refused is named, and created again @smoke", async ({ panel, control }) => {
  const proof = new Proof(panel);
  await ready(control, "v2", { typebot: false });
  await panel.start("v2");
  await ask(panel, "v2", ["typebot"]);
  await panel.create();
  await proof.countsDifferences();
  await expect(proof.why("typebot")).toContainText(panel.say("reason.switched_off", { variable: "TYPEBOT_ENABLED" }));
  await control.options("v2", { typebot: true });
  await proof.button("typebot").click();
  await expect(proof.why("typebot")).toHaveText(panel.say("proof.absent", { section: "Typebot" }));
  await proof.again("typebot");
  await proof.isCured("typebot");
  await proof.isWell();
  // What failed in the plan is no news any more.
  await expect(panel.main.getByText(panel.say("failure.step_title", { step: "Typebot" }))).toBeHidden();
  const made = (await control.posts("v2")).filter((post) => post.path.startsWith("/typebot/"));
  expect(made.map((post) => post.path)).toEqual(["/typebot/create/loja-prova", "/typebot/create/loja-prova"]);
});

test("v2: a Typebot that was changed is updated, not made twice", async ({ panel, control }) => {
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

test("by keyboard: the focus stays on the button, and what came of it is announced", async ({ page, panel, control }) => {
  const proof = new Proof(panel);
  await ready(control, "v2", { loses: ["webhook"] });
  await panel.start("v2");
  await ask(panel, "v2", ["webhook", "websocket"]);
  await panel.create();
  const button = proof.button("webhook");
  await panel.button("proof.copy_json").focus();
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

