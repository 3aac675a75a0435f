// Every way a creation fails has its own sentence, keeps what was typed, and is never tried twice.

import { closedPort, KEY } from "../support/demo.mjs";
import { fillForm, FILLED } from "../support/form.mjs";
import { expect, test } from "../support/test.mjs";

const NAME = FILLED.instance_name;
const button = (scope, name) => scope.getByRole("button", { name, exact: true });

// What happened on the server: `null` where the answer itself tells.
const FAULTS = {
  cut_before: { fault: { fault: "cut_before" }, id: "unreachable", isThere: false },
  cut_after: { fault: { fault: "cut_after" }, id: "unreachable", isThere: true },
  cut_body: { fault: { fault: "cut_body" }, id: "not_json", isThere: true },
  bad_json: { fault: { fault: "bad_json" }, id: "not_json", isThere: true },
  empty: { fault: { fault: "empty" }, id: "empty_reply", isThere: true },
  html: { fault: { fault: "html" }, id: "html", isThere: false },
  "html with 502": { fault: { fault: "html", status: 502 }, id: "unavailable", isThere: false },
  "a proxy's page without CORS": { fault: { fault: "html", status: 502, cors: false }, id: "unreachable", isThere: false },
  status500: { fault: { fault: "status500" }, id: "server_failure", isThere: false, isUnknown: false },
  license503: { fault: { fault: "license503" }, id: "licence", isThere: null },
  too_large413: { fault: { fault: "too_large413" }, id: "too_large", isThere: null },
  rate429: { fault: { fault: "rate429" }, id: "rate_limited", isThere: null },
  cors_refused: { fault: { fault: "cors_refused" }, id: "unreachable", isThere: false, creations: 0 },
};

for (const [name, { fault, id, isThere, isUnknown = isThere !== null, creations = 1 }] of Object.entries(FAULTS)) {
  test(`${name} ends in "${id}"`, async ({ page, panel, control, demo }) => {
    await control.allOn("v2");
    await panel.start("v2");
    const typed = await fillForm(panel);
    await control.fault("v2", { ...fault, method: "POST", path_prefix: "/instance/create" });
    await panel.press();
    await panel.failsWith(id);
    const cure = panel.say(`error.${id}.cure`, { origin: new URL(demo.panel).origin });
    await expect(panel.failure).toContainText(cure);
    await expect(panel.failure).toBeFocused();
    const title = isUnknown ? "failure.unknown_title" : "failure.title";
    await expect(panel.failure.locator("h2")).toHaveText(panel.say(title));
    expect(await panel.typed()).toEqual(typed);
    await control.clearFaults("v2");
    const look = button(panel.failure, panel.say("failure.look"));
    if (isThere === null) {
      await expect(look).toHaveCount(0);
    } else {
      await look.click();
      const sentence = isThere
        ? panel.say("failure.look.exists", { name: NAME, state: "close" })
        : panel.say("failure.look.absent", { name: NAME });
      await expect(panel.failure.locator(".sighting")).toHaveText(sentence);
      expect(await panel.typed()).toEqual(typed);
    }
    await button(panel.failure, panel.say("common.close")).click();
    await expect(panel.failure).toBeHidden();
    expect(await panel.typed()).toEqual(typed);
    await page.waitForLoadState("networkidle");
    expect(await control.creations("v2")).toHaveLength(creations);
  });
}

test("a slow answer can be cancelled, and the name looked up", async ({ page, panel, control }) => {
  await control.allOn("v2");
  await panel.start("v2");
  const typed = await fillForm(panel);
  await control.fault("v2", { fault: "latency", ms: 20_000, method: "POST" });
  await panel.press();
  await expect(page.locator(".sending")).toContainText(panel.say("sending.title", { name: NAME }));
  await button(page, panel.say("sending.cancel")).click();
  await panel.failsWith("cancelled");
  await expect(panel.failure).toBeFocused();
  expect(await panel.typed()).toEqual(typed);
  await panel.look();
  await expect(panel.failure.locator(".sighting")).toContainText(NAME);
  expect(await control.creations("v2")).toHaveLength(1);
});

for (const mount of ["v1", "v2", "whatsapp"]) {
  test(`${mount}: a wrong key`, async ({ panel, control }) => {
    await panel.start(mount, { key: "no-such-key" });
    await panel.fill("instance_name", NAME);
    await panel.press();
    await panel.failsWith("unauthorized");
    await expect(panel.failure).not.toContainText("no-such-key");
    await expect(panel.failure.getByRole("link", { name: panel.say("failure.to_servers") })).toBeVisible();
    await expect(panel.name).toHaveValue(NAME);
    expect(await control.creations(mount)).toHaveLength(1);
  });

  test(`${mount}: an instance's token in the place of the key`, async ({ panel, control }) => {
    const { hash } = await control.create(mount, { instanceName: "other", integration: "WHATSAPP-BAILEYS" });
    await panel.start(mount, { key: hash.apikey ?? hash });
    await panel.fill("instance_name", NAME);
    await panel.press();
    await panel.failsWith("unauthorized");
    await expect(panel.failure).toContainText(panel.say("error.unauthorized.cure"));
    expect(await control.creations(mount)).toHaveLength(2);
  });

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

  test(`${mount}: a name taken meanwhile`, async ({ page, panel, control }) => {
    await panel.start(mount);
    await panel.fill("instance_name", NAME);
    const looked = page.waitForResponse(/connectionState/);
    await panel.name.blur();
    await looked;
    await control.create(mount, { instanceName: NAME, integration: "WHATSAPP-BAILEYS" });
    await panel.press();
    await panel.failsWith("name_in_use", { subject: NAME });
    await button(panel.failure, panel.say("failure.to_field", { field: panel.say("field.instance_name.label") })).click();
    await expect(panel.name).toBeFocused();
    await expect(panel.name).toHaveValue(NAME);
    expect(await control.creations(mount)).toHaveLength(2);
  });
}

test("v1 leaves an instance half-made: it is found, deleted and gone", async ({ panel, control }) => {
  await control.options("v1", { proxy_ok: false });
  await panel.start("v1");
  await panel.switchOn("proxy");
  const values = { instance_name: NAME, proxy_host: "proxy.example.com", proxy_port: "3128", proxy_protocol: "http" };
  await panel.fillAll(values);
  const typed = await panel.typed();
  await panel.press();
  await panel.failsWith("invalid_proxy");
  await expect(panel.failure).toContainText(panel.say("failure.half_made"));
  await expect(panel.failure.locator(".said-list")).toContainText("Invalid proxy", { useInnerText: false });
  await panel.look();
  const sighting = panel.failure.locator(".sighting");
  await expect(sighting).toContainText(panel.say("failure.look.exists", { name: NAME, state: "close" }));
  await button(panel.failure, panel.say("failure.delete")).click();
  await expect(sighting).toHaveText(panel.say("failure.delete.done", { name: NAME }));
  await panel.look();
  await expect(sighting).toHaveText(panel.say("failure.look.absent", { name: NAME }));
  expect(await panel.typed()).toEqual(typed);
  expect(await control.creations("v1")).toHaveLength(1);
  // With the cause mended, the same name works.
  await control.options("v1", { proxy_ok: true });
  await panel.create();
  expect(await control.creations("v1")).toHaveLength(2);
});

test("v2 undoes a refused proxy by itself: nothing to delete", async ({ panel, control }) => {
  await control.options("v2", { proxy_ok: false });
  await panel.start("v2");
  await panel.switchOn("proxy");
  await panel.fillAll({ instance_name: NAME, proxy_host: "proxy.example.com", proxy_port: "3128", proxy_protocol: "http" });
  await panel.press();
  await panel.failsWith("invalid_proxy");
  await expect(panel.failure).not.toContainText(panel.say("failure.half_made"));
  await button(
    panel.failure,
    panel.say("failure.to_field", { field: `${panel.say("section.proxy.name")} · ${panel.say("field.proxy_host.label")}` }),
  ).click();
  await expect(panel.page.locator("#proxy_host")).toBeFocused();
  expect(await control.creations("v2")).toHaveLength(1);
});

test("v2 with Typebot switched off: created, and the second step says why it failed", async ({ page, panel, control }) => {
  await control.options("v2", { typebot: false });
  await panel.start("v2");
  await panel.switchOn("typebot");
  await panel.fillAll({
    instance_name: NAME,
    typebot_url: "https://bot.example.com",
    typebot: "flow",
    typebot_trigger_type: "all",
  });
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

test("with the server down, says what can be the matter and that the name cannot be looked up", async ({ panel, demo }) => {
  await panel.start("v2", { url: `http://127.0.0.1:${await closedPort()}` });
  const typed = await fillForm(panel);
  await expect(panel.page.locator(".dot")).toHaveClass(/failed/);
  await panel.press();
  await panel.failsWith("unreachable");
  await expect(panel.failure).toContainText(panel.say("error.unreachable.cure", { origin: new URL(demo.panel).origin }));
  await panel.look();
  await expect(panel.failure.locator(".sighting")).toHaveText(panel.say("failure.look.unclear"));
  expect(await panel.typed()).toEqual(typed);
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
  expect(report).toContain(`POST ${panel.base("v2")}/instance/create`);
  expect(report).toContain("told to fail");
  for (const secret of [KEY, FILLED.token, FILLED.chatwoot_token]) expect(report).not.toContain(secret);
});
