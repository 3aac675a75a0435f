// Failures that are not the creation's own work, and what a failure lets the operator read and copy.

import { once } from "node:events";
import { createServer } from "node:http";

import { FILLED, fillForm } from "../../support/panel/filled_form.mjs";
import { TYPEBOT_FLOW } from "../../support/panel/values.mjs";
import { CREATE, answers } from "../../support/server/answers.mjs";
import { KEY, closedPort } from "../../support/server/demo.mjs";
import { expect, test } from "../../support/test.mjs";

const NAME = FILLED.instance_name;

test("v2 with Typebot switched off: created, and the second step says why it failed", async ({ page, panel, control }) => {
  await control.options("v2", { typebot: false });
  await panel.start("v2");
  await panel.switchOn("typebot");
  await panel.fillAll({ instance_name: NAME, ...TYPEBOT_FLOW });
  await panel.create();
  await expect(panel.main).toContainText(panel.say("failure.step_title", { step: "Typebot" }));
  await expect(panel.main).toContainText(panel.say("error.group_disabled.cause", { subject: "Typebot" }));
  await expect(panel.main).toContainText(panel.say("error.group_disabled.cure", { variable: "TYPEBOT_ENABLED" }));
  await expect(panel.token).toBeVisible();
  await expect(page.locator("#proof-of-typebot")).toContainText(panel.say("reason.switched_off", { variable: "TYPEBOT_ENABLED" }));
  await expect.poll(() => control.creations("v2")).toHaveLength(1);
});

test("without a network or with the server down, nothing is sent and it is said why", async ({ panel, context }) => {
  // A name that never resolves, since the loopback address needs no network.
  await panel.start("v2", { url: "http://evolution.invalid" });
  const typed = await fillForm(panel);
  await context.setOffline(true);
  await panel.press();
  await panel.failsWith("offline");
  await expect(panel.failureTitle).toHaveText(panel.say("failure.title"));
  await expect.poll(() => panel.typed()).toEqual(typed);
  await context.setOffline(false);
  await panel.serverIs("failed");
  await panel.restart();
  await panel.start("v2", { url: `http://127.0.0.1:${await closedPort()}` });
  await fillForm(panel);
  await panel.serverIs("failed");
  await panel.press();
  await panel.failsWith("unreachable");
  await expect(panel.failure).toContainText(panel.say("error.unreachable.cure"));
  await expect(panel.lookup).toHaveText(panel.say("failure.look.unclear"));
  await expect(panel.button("failure.look_again", panel.failure)).toBeVisible();
  await expect.poll(() => panel.typed()).toEqual(typed);
});

test("a network that goes in the middle leaves the outcome open", async ({ page, panel }) => {
  const sent = [];
  await page.route("http://evolution.test/**", async (route) => {
    if (route.request().method() !== "POST") {
      return route.fulfill({ status: 404, headers: { "access-control-allow-origin": "*" }, json: {} });
    }
    sent.push(route.request().url());
    await page.evaluate(() => Object.defineProperty(navigator, "onLine", { value: false, configurable: true }));
    return route.abort("internetdisconnected");
  });
  await panel.startByForm("v2", { url: "http://evolution.test/v2" });
  await panel.fill("instance_name", NAME);
  await panel.press();
  await panel.failsWith("unreachable");
  await expect(panel.failureTitle).toHaveText(panel.say("failure.unknown_title"));
  await panel.act("common.close");
  // The request may still arrive, so its name is not sent again.
  await panel.press();
  await panel.failsWith("unsettled", { subject: NAME });
  expect(sent).toHaveLength(1);
  await panel.fill("instance_name", "loja-2");
  await panel.press();
  await panel.failsWith("offline");
  expect(sent).toHaveLength(1);
});

test("an answer that redirects takes no key to the other server", async ({ panel, control, demo }) => {
  const host = createServer((request, reply) => {
    reply.setHeader("access-control-allow-origin", request.headers.origin ?? "*");
    reply.setHeader("access-control-allow-headers", "apikey, content-type");
    const isPreflight = request.method === "OPTIONS";
    reply.writeHead(isPreflight ? 204 : 307, isPreflight ? {} : { location: `${demo.api}/v2${request.url}` });
    reply.end();
  });
  host.listen(0, "127.0.0.1");
  await once(host, "listening");
  try {
    await panel.start("v2", { url: `http://127.0.0.1:${host.address().port}` });
    await panel.fill("instance_name", NAME);
    await panel.press();
    await panel.failsWith("unreachable");
    const sent = (await control.requests("v2")).filter(({ path }) => path !== "/");
    expect(sent, "what came to the other server with a key").toEqual([]);
  } finally {
    host.close();
  }
});

test("details and the report hold no secret, and all that the server said", async ({ page, panel, control }) => {
  await control.allOn("v2");
  await panel.start("v2");
  await fillForm(panel);
  await control.fault("v2", { fault: "status500", method: "POST" });
  await panel.press();
  await panel.failsWith("server_failure");
  await panel.openDetails();
  await expect(panel.failure).toContainText(panel.say("failure.status", { status: "500" }));
  const report = await panel.copied(panel.button("failure.copy", panel.failure));
  expect(report).toContain("POST /v2/instance/create\n");
  expect(report).not.toContain(new URL(panel.demo.api).host);
  expect(report).toContain(panel.say("failure.status", { status: "500" }));
  expect(report).toContain(panel.say("failure.versions", { server: "Evolution 2.x 2.3.6", panel: "0.1.0" }));
  expect(report).toContain("told to fail");
  for (const secret of [KEY, FILLED.token, FILLED.chatwoot_token]) expect(report).not.toContain(secret);
  // What a database says is short, and whole behind the details.
  await panel.restart();
  await panel.start("v2");
  await panel.fill("instance_name", NAME);
  const text = "\nInvalid `this.prisma.webhook.upsert()` invocation in\n/srv/app/webhook.ts:33:32\n\nArgument `url` is missing.";
  await answers(page, CREATE, { status: 400, error: "Bad Request", response: { message: [text] } }, 400);
  await panel.press();
  await panel.failsWith("database");
  await expect(panel.failure).toContainText("Argument `url` is missing.");
  const whole = panel.failure.getByText("/srv/app/webhook.ts:33:32");
  await expect(whole).toBeHidden();
  await panel.openDetails();
  await expect(whole.first()).toBeVisible();
});

test("a stored key that no request can carry ends a creation and a check, and nothing is sent", async ({ page, panel, control }) => {
  await panel.start("v2");
  // An earlier version of the panel let it pass.
  await page.evaluate(() => {
    for (const name of Object.keys(sessionStorage)) if (name.includes(".key.")) sessionStorage.setItem(name, "tok日en");
  });
  await page.reload();
  await panel.fill("instance_name", NAME);
  await panel.press();
  await panel.failsWith("key_unsendable");
  await expect(panel.submit).toHaveText(panel.say("create.submit"));
  expect(await control.creations("v2")).toEqual([]);
  await panel.check.fromList("v2");
  await panel.check.stopsAt("key", "key.unsendable");
});
