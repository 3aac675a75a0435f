// Failures that are none of the creation's own work, the presses that must count as one, and what a
// failure lets one read and copy. What became of a creation is told in outcomes.spec.mjs.

import { once } from "node:events";
import { createServer } from "node:http";

import { closedPort, KEY } from "../../support/server/demo.mjs";
import { fillForm, FILLED } from "../../support/panel/filled_form.mjs";
import { expect, test } from "../../support/test.mjs";
import { TYPEBOT_FLOW } from "../../support/panel/values.mjs";

const NAME = FILLED.instance_name;
const button = (scope, name) => scope.getByRole("button", { name, exact: true });

for (const mount of ["v1", "v2", "whatsapp"]) {
  test(`${mount}: a name in use is told when the field is left, before any press`, async ({ panel, control }) => {
    await control.create(mount, { instanceName: NAME, integration: "WHATSAPP-BAILEYS" });
    await panel.start(mount);
    await panel.fill("instance_name", NAME);
    await panel.name.blur();
    await expect(panel.page.locator("#instance_name-problem")).toHaveText(panel.say("problem.name_taken"));
    await panel.press();
    await expect(panel.summary).toContainText(panel.say("problem.name_taken"));
    expect(await control.creations(mount)).toHaveLength(1);
  });
}

test("v2 with Typebot switched off: created, and the second step says why it failed", async ({ page, panel, control }) => {
  await control.options("v2", { typebot: false });
  await panel.start("v2");
  await panel.switchOn("typebot");
  await panel.fillAll({ instance_name: NAME, ...TYPEBOT_FLOW });
  await panel.create();
  const notice = page.locator(".notice.warning", { hasText: panel.say("failure.step_title", { step: "Typebot" }) });
  await expect(notice).toContainText(panel.say("error.group_disabled.cause", { subject: "Typebot" }));
  await expect(notice).toContainText(panel.say("error.group_disabled.cure", { variable: "TYPEBOT_ENABLED" }));
  await expect(page.locator("output.token")).toBeVisible();
  await expect(page.locator(".proof")).toContainText(panel.say("reason.switched_off", { variable: "TYPEBOT_ENABLED" }));
  expect(await control.creations("v2")).toHaveLength(1);
});

for (const [how, press] of Object.entries({
  "a double click": (panel) => panel.submit.dblclick(),
  "Ctrl+Enter twice": async (panel) => {
    await panel.name.press("Control+Enter");
    await panel.page.keyboard.press("Control+Enter");
  },
  "Enter and then the button": async (panel) => {
    await panel.name.press("Enter");
    // Forced: the button says that it is disabled by then, and is pressed all the same.
    await panel.submit.click({ force: true });
  },
})) {
  for (const ms of [0, 600]) {
    test(`${how} creates once, answered after ${ms} ms`, async ({ page, panel, control }) => {
      await panel.start("v2");
      await panel.fill("instance_name", NAME);
      // Leaving the field would look the name up; here only the presses are of interest.
      if (ms > 0) await control.fault("v2", { fault: "latency", ms, method: "POST" });
      // At once, the second press may find the button gone already.
      await press(panel).catch((error) => {
        if (ms > 0) throw error;
      });
      await panel.created();
      await page.waitForLoadState("networkidle");
      expect(await control.creations("v2")).toHaveLength(1);
    });
  }
}

test("without a network, says so", async ({ page, panel, context }) => {
  // A name that never resolves, since the loopback address needs no network.
  await panel.start("v2", { url: "http://evolution.invalid" });
  const typed = await fillForm(panel);
  await context.setOffline(true);
  await panel.press();
  await panel.failsWith("offline");
  expect(await panel.typed()).toEqual(typed);
  await context.setOffline(false);
  await expect(page.locator(".dot")).toHaveClass(/failed/);
});

test("with the server down, says what can be the matter and that the name cannot be looked up", async ({ panel }) => {
  await panel.start("v2", { url: `http://127.0.0.1:${await closedPort()}` });
  const typed = await fillForm(panel);
  await expect(panel.page.locator(".dot")).toHaveClass(/failed/);
  await panel.press();
  await panel.failsWith("unreachable");
  await expect(panel.failure).toContainText(panel.say("error.unreachable.cure"));
  await expect(panel.failure.locator(".sighting")).toHaveText(panel.say("failure.look.unclear"));
  await expect(button(panel.failure, panel.say("failure.look_again"))).toBeVisible();
  expect(await panel.typed()).toEqual(typed);
});

test("an answer that points elsewhere takes no key there", async ({ panel, control, demo }) => {
  // A server of any origin's, which sends every call on to another one.
  const host = createServer((request, reply) => {
    reply.setHeader("access-control-allow-origin", request.headers.origin ?? "*");
    reply.setHeader("access-control-allow-headers", "apikey, content-type");
    const isAsked = request.method === "OPTIONS";
    reply.writeHead(isAsked ? 204 : 307, isAsked ? {} : { location: `${demo.api}/v2${request.url}` });
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

test("a wrong path in the address is told from a missing instance", async ({ panel }) => {
  await panel.start("v2", { url: `${panel.base("v2")}/deeper` });
  await panel.fill("instance_name", NAME);
  await panel.press();
  await panel.failsWith("wrong_path");
});

test("details and the report hold no secret", async ({ panel, control }) => {
  await control.allOn("v2");
  await panel.start("v2");
  await fillForm(panel);
  await control.fault("v2", { fault: "status500", method: "POST" });
  await panel.press();
  await panel.failsWith("server_failure");
  await panel.failure.locator("summary").first().click();
  await expect(panel.failure).toContainText(panel.say("failure.status", { status: "500" }));
  const report = await panel.copied(button(panel.failure, panel.say("failure.copy")));
  expect(report).toContain("POST /v2/instance/create\n");
  expect(report).not.toContain(new URL(panel.demo.api).host);
  expect(report).toContain(panel.say("failure.status", { status: "500" }));
  expect(report).toContain(panel.say("failure.versions", { server: "Evolution 2.x 2.3.6", panel: "0.1.0" }));
  expect(report).toContain("told to fail");
  for (const secret of [KEY, FILLED.token, FILLED.chatwoot_token]) expect(report).not.toContain(secret);
});

test("a database's complaint is short, and whole behind the details", async ({ panel, control }) => {
  await panel.start("v2");
  await panel.fill("instance_name", NAME);
  const text = "\nInvalid `this.prisma.webhook.upsert()` invocation in\n/srv/app/webhook.ts:33:32\n\nArgument `url` is missing.";
  await panel.page.route(/\/instance\/create$/, (route) =>
    route.fulfill({
      status: 400,
      headers: { "access-control-allow-origin": "*" },
      json: { status: 400, error: "Bad Request", response: { message: [text] } },
    }),
  );
  await panel.press();
  await panel.failsWith("database");
  await expect(panel.failure.locator(".said-list")).toHaveText("Argument `url` is missing.", { useInnerText: false });
  await expect(panel.failure.locator(".raw")).toBeHidden();
  await panel.failure.locator("summary").first().click();
  await expect(panel.failure.locator(".raw")).toContainText("/srv/app/webhook.ts:33:32");
});

test("one letter is explained for what it is", async ({ panel, control }) => {
  await panel.start("v1");
  await panel.fill("instance_name", NAME);
  await panel.page.route(/\/instance\/create$/, (route) =>
    route.fulfill({
      status: 400,
      headers: { "access-control-allow-origin": "*" },
      json: { status: 400, error: "Bad Request", response: { message: ["C"] } },
    }),
  );
  await panel.press();
  await panel.failsWith("first_letter", { subject: "C" });
  await expect(panel.failure).toContainText("Cannot read properties of undefined");
});

test("an engine of another server is said to be unknown here, not missing", async ({ panel }) => {
  await panel.start("v2");
  await panel.fillAll({ instance_name: NAME, integration: "EVOLUTION" });
  await panel.addServer("v1");
  await panel.press();
  const value = panel.say("choice.integration.EVOLUTION");
  await expect(panel.page.locator("#integration-problem")).toHaveText(panel.say("problem.not_a_choice", { value }));
});

test("the bar at the bottom leads to every problem and every note, one after the other", async ({ page, panel }) => {
  await panel.start("v2");
  for (const section of ["webhook", "chatwoot"]) await panel.switchOn(section);
  await panel.fillAll({ msg_call: "a note", webhook_url: "htp://wrong" });
  await panel.press();
  await expect(panel.summary).toBeVisible();
  const bar = page.locator(".footer-problems");
  const fields = ["instance_name", "webhook_url", "chatwoot_account_id", "chatwoot_token", "chatwoot_url", "msg_call"];
  await bar.getByRole("button").first().click();
  await expect(panel.name).toBeFocused();
  for (const field of [...fields.slice(1), fields[0]]) {
    await bar.locator(".next-problem").click();
    await expect(page.locator(`#row-${field}`).locator(":focus")).toHaveCount(1);
  }
});

test("the seconds of a creation on its way count from the press, whatever is drawn anew", async ({ page, panel, control }) => {
  await page.clock.install();
  await panel.start("v2");
  await panel.fill("instance_name", NAME);
  await control.fault("v2", { fault: "latency", ms: 3_600_000, method: "POST" });
  await panel.press();
  await expect(page.locator(".sending")).toBeVisible();
  await page.clock.fastForward(40_000);
  await panel.setLanguage("es");
  const seconds = async () => Number(/^\d+/.exec(await page.locator(".sending .quiet").textContent())[0]);
  await expect.poll(seconds).toBeGreaterThanOrEqual(40);
});
