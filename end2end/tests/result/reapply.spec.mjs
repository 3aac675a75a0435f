// Setting a group again from the result's page. The call of each group and dialect is tested in the domain.

import { Proof, ask, ready } from "../../support/panel/proof.mjs";
import { isAccessible } from "../../support/panel/axe.mjs";
import { expect, test } from "../../support/test.mjs";

test("v1: a group that is stored although its set call failed counts as set again", async ({ panel, control }) => {
  const proof = new Proof(panel);
  await ready(control, "v1", { rabbitmq: false, loses: ["rabbitmq"] });
  await panel.start("v1");
  await ask(panel, "v1", ["rabbitmq"]);
  await panel.create();
  await proof.again("rabbitmq");
  await expect(proof.said("rabbitmq")).toContainText(panel.say("again.saved_despite", { cause: "" }).trim());
  await expect(proof.verdict("rabbitmq_events")).toContainText(panel.say("result.verdict.same"));
  await expect(proof.why("rabbitmq")).toHaveText(panel.say("reason.saved_but_off", { variable: "RABBITMQ_ENABLED" }));
  await expect(panel.resultStatus).toHaveText(panel.say("result.remarked", { sections: "RabbitMQ" }));
});

test("v2: a Typebot that was refused is named, created again, and then changed and not made twice @smoke", async ({ panel, control }) => {
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

  await panel.tokenIsStored();
  await panel.button("result.another").click();
  await control.options("v2", { alters: { typebot: { expire: 300 } } });
  await ask(panel, "v2", ["typebot"]);
  await panel.fill("instance_name", "loja-2");
  await panel.create();
  await proof.again("typebot");
  await proof.isCured("typebot");
  const update = (await control.requests("v2")).find((request) => request.method === "PUT");
  expect(update.path).toMatch(/^\/typebot\/update\/[a-z0-9]+\/loja-2$/);
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
  // Past the fold of the server's defaults.
  await page.keyboard.press("Tab");
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

test("the differences stand on top: each link leads to its row, and one press sets all again", async ({ page, panel, control }) => {
  const proof = new Proof(panel);
  await ready(control, "v2", { loses: ["webhook"], alters: { chatwoot: { nameInbox: "sales" }, proxy: { port: "80" } }, rabbitmq: false });
  await panel.start("v2");
  await ask(panel, "v2", ["webhook", "rabbitmq", "chatwoot", "proxy"]);
  await panel.create();
  const links = proof.banner.getByRole("listitem").getByRole("button");
  await expect(links).toHaveText([/Webhook/, /RabbitMQ/, /Chatwoot · /, /Proxy · /]);
  await isAccessible(page, "differences", { within: ".differences" });
  await links.nth(2).click();
  await expect(proof.row("chatwoot_name_inbox")).toBeFocused();
  await links.first().press("Enter");
  await expect(proof.head("webhook")).toBeFocused();
  await proof.countsAgree();
  await panel.button("result.banner.again_all", proof.banner).click();
  await expect(page.locator("#proof-heading")).toBeFocused();
  for (const group of ["webhook", "chatwoot", "proxy"]) await proof.isCured(group);
  // What is switched off on the server stays, and no press helps against it.
  await expect(links).toHaveText([/RabbitMQ/]);
  await expect(panel.button("result.banner.again_all", proof.banner)).toBeHidden();
  // What nobody asked for is folded.
  const own = proof.part("settings").locator("tr.own");
  await expect(own.first()).toBeHidden();
  const count = await own.count();
  await panel.page.getByRole("button", { name: panel.say("proof.defaults_show_other", { count }) }).first().click();
  await expect(own.first()).toBeVisible();
});
