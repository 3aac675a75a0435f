// What became of a creation whose end was unclear or half-way: each fault ends in the right sentence
// and the right next action, and none of them in a second instance.

import { KEY } from "../support/demo.mjs";
import { expect, test } from "../support/test.mjs";
import { masked, TYPEBOT_FLOW } from "../support/values.mjs";

const NAME = "loja-1";
const MOUNTS = ["v1", "v2", "whatsapp"];
const CREATE = { method: "POST", path_prefix: "/instance/create" };
const button = (scope, name) => scope.getByRole("button", { name, exact: true });
const sighting = (panel) => panel.failure.locator(".sighting");
const act = (panel, key) => button(panel.failure, panel.say(key)).click();

/** The names on the server, as often as they are there. */
async function names(panel, mount) {
  const reply = await fetch(`${panel.base(mount)}/instance/fetchInstances`, { headers: { apikey: KEY } });
  return (await reply.json()).map((row) => row.instance?.instanceName ?? row.name);
}

/** One press reached the server, or as many as the operator made, and one instance is there. */
async function madeOnce(panel, control, mount, presses = 1) {
  await panel.page.waitForLoadState("networkidle");
  expect(await control.creations(mount)).toHaveLength(presses);
  expect(await names(panel, mount)).toEqual([NAME]);
}

/** The server may still be at work for three minutes; these pass at once. */
async function letItPass(panel) {
  await expect(sighting(panel)).toHaveText(panel.say("failure.look.not_yet", { name: NAME }));
  await expect(button(panel.failure, panel.say("failure.again"))).toHaveCount(0);
  await panel.page.clock.fastForward(180_000);
}

/**
 * What is said of a found instance: that it was created where its token, or on 2.x its time, tells so.
 * A page that was loaded anew does not know the token any more.
 */
const isOwn = (mount, isReloaded = false) => mount === "v2" || (mount === "v1" && !isReloaded);
const found = (panel, mount, isReloaded) =>
  panel.say(isOwn(mount, isReloaded) ? "failure.look.exists" : "failure.look.there", { name: NAME, state: "not connected (close)" });

const LATER = { isLate: true };
// What is on the server afterwards, and whether a request without an answer might still arrive.
const FAULTS = {
  "a cut before the work": { fault: { fault: "cut_before" }, id: "unreachable", isThere: false, ...LATER },
  "a cut after the work": { fault: { fault: "cut_after" }, id: "unreachable", isThere: true },
  "a cut in the answer": { fault: { fault: "cut_body" }, id: "not_json", isThere: true },
  "bad JSON": { fault: { fault: "bad_json" }, id: "not_json", isThere: true },
  "an empty answer": { fault: { fault: "empty" }, id: "empty_reply", isThere: true },
  "a web page": { fault: { fault: "html" }, id: "html", isThere: false },
  "a proxy's page with 502": { fault: { fault: "html", status: 502 }, id: "unavailable", isThere: false, ...LATER },
  "a proxy's page with 503": { fault: { fault: "html", status: 503 }, id: "unavailable", isThere: false, ...LATER },
  "a proxy's page without CORS": { fault: { fault: "html", status: 502, cors: false }, id: "unreachable", isThere: false, ...LATER },
  "a 500": { fault: { fault: "status500" }, id: "server_failure", isThere: false },
  "a refusal by CORS": { fault: { fault: "cors_refused" }, id: "unreachable", isThere: false, presses: 0, ...LATER },
};

for (const mount of MOUNTS) {
  for (const [name, { fault, id, isThere, isLate, presses = 1 }] of Object.entries(FAULTS)) {
    test(`${mount}: ${name} ends in "${isThere ? "created" : "not created"}"`, async ({ page, panel, control, demo }) => {
      await page.clock.install();
      await panel.start(mount);
      await panel.fillAll({ instance_name: NAME, reject_call: true });
      const typed = await panel.typed();
      await control.fault(mount, { ...fault, ...CREATE });
      await panel.press();
      await panel.failsWith(id);
      const cure = panel.say(`error.${id}.cure`, { origin: new URL(demo.panel).origin });
      // Of what was created after all, there is nothing to cure.
      if (!isThere) await expect(panel.failure).toContainText(cure);
      await expect(panel.failure).toBeFocused();
      if (isLate) await expect(panel.failure.locator("h2")).toHaveText(panel.say("failure.unknown_title"));
      expect(await panel.typed()).toEqual(typed);
      await control.clearFaults(mount);
      if (isLate) await letItPass(panel);
      if (isThere) {
        await expect(sighting(panel)).toHaveText(found(panel, mount));
        const title = isOwn(mount) ? "failure.found_title" : "failure.unknown_title";
        await expect(panel.failure.locator("h2")).toHaveText(panel.say(title));
        await expect(button(panel.failure, panel.say("failure.again"))).toHaveCount(0);
        await act(panel, "failure.show");
        await panel.created();
        await expect(page.locator("h1")).toHaveText(NAME);
        await expect(page.locator(".timeline")).toContainText(panel.say("inflight.found"));
        const rows = await (
          await fetch(`${panel.base(mount)}/instance/fetchInstances`, { headers: { apikey: KEY } })
        ).json();
        const row = rows[0].instance ?? rows[0];
        await expect(page.locator("output.token")).toHaveText(masked(row.apikey ?? row.token));
        await expect(page.locator("#proof-reject_call .verdict")).toContainText(panel.say("result.verdict.same"));
        await madeOnce(panel, control, mount);
      } else {
        await expect(sighting(panel)).toHaveText(panel.say("failure.look.absent", { name: NAME }));
        await expect(panel.failure.locator("h2")).toHaveText(panel.say("failure.title"));
        await expect(button(panel.failure, panel.say("failure.show"))).toHaveCount(0);
        expect(await control.creations(mount)).toHaveLength(presses);
        await act(panel, "failure.again");
        await panel.created();
        await madeOnce(panel, control, mount, presses + 1);
      }
    });
  }
}

// The answer itself tells that nothing was made.
for (const mount of MOUNTS) {
  for (const [fault, id] of [
    ["license503", "licence"],
    ["too_large413", "too_large"],
    ["rate429", "rate_limited"],
  ]) {
    test(`${mount}: ${fault} made nothing, and nothing is looked up`, async ({ panel, control }) => {
      await panel.start(mount);
      await panel.fill("instance_name", NAME);
      await control.fault(mount, { fault, ...CREATE });
      await panel.press();
      await panel.failsWith(id);
      await expect(panel.failure).toContainText(panel.say(`error.${id}.cure`));
      await expect(panel.failure.locator("h2")).toHaveText(panel.say("failure.title"));
      await expect(sighting(panel)).toHaveCount(0);
      await expect(button(panel.failure, panel.say("failure.look"))).toHaveCount(0);
      await act(panel, "common.close");
      await expect(panel.failure).toBeHidden();
      await expect(panel.name).toHaveValue(NAME);
      expect(await control.creations(mount)).toHaveLength(1);
      expect(await names(panel, mount)).toEqual([]);
    });
  }

  test(`${mount}: a wrong key`, async ({ panel, control }) => {
    await panel.start(mount, { key: "no-such-key" });
    await panel.fill("instance_name", NAME);
    await panel.press();
    await panel.failsWith("unauthorized");
    await expect(panel.failure).not.toContainText("no-such-key");
    await expect(panel.failure.getByRole("link", { name: panel.say("failure.to_servers") })).toBeVisible();
    await expect(panel.name).toHaveValue(NAME);
    expect(await control.creations(mount)).toHaveLength(1);
    expect(await names(panel, mount)).toEqual([]);
  });

  test(`${mount}: an instance's token in the place of the key`, async ({ panel, control }) => {
    const { hash } = await control.create(mount, { instanceName: "other", integration: "WHATSAPP-BAILEYS" });
    await panel.start(mount, { key: hash.apikey ?? hash });
    await panel.fill("instance_name", NAME);
    await panel.press();
    await panel.failsWith("unauthorized");
    await expect(panel.failure).toContainText(panel.say("error.unauthorized.cure"));
    expect(await control.creations(mount)).toHaveLength(2);
    expect(await names(panel, mount)).toEqual(["other"]);
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
    await act(panel, "common.close");
    await panel.press();
    await panel.failsWith("name_in_use", { subject: NAME });
    const field = panel.say("field.instance_name.label");
    await button(panel.failure, panel.say("failure.to_field", { field })).click();
    await expect(panel.name).toBeFocused();
    await expect(panel.name).toHaveValue(NAME);
    await madeOnce(panel, control, mount, 3);
  });

  test(`${mount}: what was given up too early still arrives, and is found`, async ({ page, panel, control }) => {
    await panel.start(mount);
    await panel.fill("instance_name", NAME);
    await control.fault(mount, { fault: "latency", ms: 2_500, ...CREATE });
    await panel.press();
    await expect(page.locator(".sending")).toContainText(panel.say("sending.title", { name: NAME }));
    await button(page, panel.say("sending.cancel")).click();
    await panel.failsWith("cancelled");
    await expect(panel.failure).toBeFocused();
    await expect(sighting(panel)).toHaveText(panel.say("failure.look.not_yet", { name: NAME }));
    await expect(button(panel.failure, panel.say("failure.again"))).toHaveCount(0);
    await expect(sighting(panel)).toHaveText(found(panel, mount));
    await act(panel, "failure.show");
    await panel.created();
    await madeOnce(panel, control, mount);
  });
}

test("an answer that never comes is given up after its time", async ({ page, panel, control }) => {
  await page.clock.install();
  await panel.start("v2");
  await panel.fill("instance_name", NAME);
  await control.fault("v2", { fault: "latency", ms: 3_600_000, ...CREATE });
  await panel.press();
  // The screen says that it sends before the request has left and its time has begun.
  await expect.poll(() => control.creations("v2")).toHaveLength(1);
  await page.clock.fastForward(61_000);
  await panel.failsWith("timeout", { limit: panel.say("unit.s", { count: 60 }) });
  await letItPass(panel);
  await expect(sighting(panel)).toHaveText(panel.say("failure.look.absent", { name: NAME }));
  expect(await control.creations("v2")).toHaveLength(1);
});

test("a server that answers nothing at all: cannot tell yet, and looking again tells", async ({ page, panel, control }) => {
  await page.clock.install();
  await panel.start("v2");
  await panel.fill("instance_name", NAME);
  await control.fault("v2", { fault: "cut_after", ...CREATE, times: 1 });
  await control.fault("v2", { fault: "cut_before" });
  await panel.press();
  await panel.failsWith("unreachable");
  await expect(sighting(panel)).toHaveText(panel.say("failure.look.unclear"));
  // Pressing all the same asks the server first, and sends nothing while it does not answer.
  await panel.press();
  await panel.failsWith("unsettled", { subject: NAME });
  await expect(sighting(panel)).toHaveText(panel.say("failure.look.unclear"));
  await control.clearFaults("v2");
  await act(panel, "failure.look_again");
  await expect(sighting(panel)).toHaveText(panel.say("failure.look.exists", { name: NAME, state: "not connected (close)" }));
  await act(panel, "failure.show");
  await panel.created();
  await madeOnce(panel, control, "v2");
});

test("where the state cannot be had, the list tells", async ({ panel, control }) => {
  await panel.start("v2");
  await panel.fill("instance_name", NAME);
  await control.fault("v2", { fault: "cut_after", ...CREATE });
  await control.fault("v2", { fault: "status500", path_prefix: "/instance/connectionState" });
  await panel.press();
  await expect(sighting(panel)).toHaveText(panel.say("failure.look.exists", { name: NAME, state: "not connected (close)" }));
});

test("pressing Create instead of showing what was found creates nothing", async ({ panel, control }) => {
  await panel.start("v2");
  await panel.fill("instance_name", NAME);
  await control.fault("v2", { fault: "cut_after", ...CREATE, times: 1 });
  await panel.press();
  await expect(sighting(panel)).toContainText(NAME);
  await panel.press();
  await panel.failsWith("unsettled", { subject: NAME });
  await act(panel, "failure.show");
  await panel.created();
  await madeOnce(panel, control, "v2");
});

for (const mount of ["v1", "v2"]) {
  test(`${mount}: an instance of somebody else is not taken for one's own`, async ({ page, panel, control }) => {
    await panel.start(mount);
    await panel.fillAll({ instance_name: NAME, token: "MY-OWN-TOKEN-0123456789" });
    await control.fault(mount, { fault: "cut_before", ...CREATE, times: 1 });
    await panel.press();
    await expect(sighting(panel)).toHaveText(panel.say("failure.look.not_yet", { name: NAME }));
    await control.create(mount, { instanceName: NAME, integration: "WHATSAPP-BAILEYS", token: "THEIRS" });
    await expect(sighting(panel)).toHaveText(panel.say("failure.look.foreign", { name: NAME }));
    await expect(button(panel.failure, panel.say("failure.show"))).toHaveCount(0);
    await expect(page.locator("body")).not.toContainText("THEIRS");
    await madeOnce(panel, control, mount, 2);
  });
}

// Half-made.

const PROXY = { proxy_host: "proxy.example.com", proxy_port: "3128", proxy_protocol: "http" };
const BUSINESS = { integration: "WHATSAPP-BUSINESS", token: "EAAGm0PX4ZCpsBA-token", number: "106540352242922" };

/** Fails on its proxy, which the server tests when the instance is made already. */
async function refusedProxy(panel, control, mount, more = {}) {
  await panel.switchOn("proxy");
  await panel.fillAll({ instance_name: NAME, ...more, ...PROXY });
  await control.options(mount, { proxy_ok: false });
  await panel.press();
  await panel.failsWith("invalid_proxy");
  await expect(panel.failure.locator("h2")).toHaveText(panel.say("failure.title"));
}

for (const [engine, state, values, verbs] of [
  ["Baileys", "not connected (close)", {}, ["/instance/delete"]],
  ["Business", "connected (open)", BUSINESS, ["/instance/logout", "/instance/delete"]],
]) {
  test(`v1 leaves a ${engine} instance half-made: deleted, and tried again with one press`, async ({ page, panel, control }) => {
    await panel.start("v1");
    await refusedProxy(panel, control, "v1", values);
    await expect(panel.failure).toContainText(panel.say("failure.half_made"));
    await expect(sighting(panel)).toHaveText(panel.say("failure.look.half_made", { name: NAME, state }));
    await expect(button(panel.failure, panel.say("failure.again"))).toHaveCount(0);
    const typed = await panel.typed();
    await act(panel, "failure.delete");
    await expect(sighting(panel)).toHaveText(panel.say("failure.delete.done", { name: NAME }));
    await expect(panel.failure).toBeFocused();
    expect(await names(panel, "v1")).toEqual([]);
    const deletions = (await control.requests("v1")).filter((request) => request.method === "DELETE");
    expect(deletions.map((request) => request.path)).toEqual(verbs.map((verb) => `${verb}/${NAME}`));
    // Nothing is sent before the next press.
    expect(await control.creations("v1")).toHaveLength(1);
    expect(await panel.typed()).toEqual(typed);
    await control.options("v1", { proxy_ok: true });
    await act(panel, "failure.again");
    await panel.created();
    await madeOnce(panel, control, "v1", 2);
  });
}

test("v1: a deletion that fails says so and can be tried again", async ({ panel, control }) => {
  await panel.start("v1");
  await refusedProxy(panel, control, "v1");
  await control.fault("v1", { fault: "status500", method: "DELETE", times: 1 });
  await act(panel, "failure.delete");
  await expect(sighting(panel)).toContainText(panel.say("failure.delete.failed", { name: NAME }));
  await act(panel, "failure.delete");
  await expect(sighting(panel)).toHaveText(panel.say("failure.delete.done", { name: NAME }));
  expect(await control.creations("v1")).toHaveLength(1);
});

test("v2 takes back what failed: the name is waited for, then free", async ({ page, panel, control }) => {
  await control.options("v2", { delete_ms: 2_000 });
  await panel.start("v2");
  await refusedProxy(panel, control, "v2");
  await expect(panel.failure).toContainText(panel.say("failure.taken_back"));
  await expect(sighting(panel)).toHaveText(panel.say("failure.look.held", { name: NAME }));
  await expect(button(panel.failure, panel.say("failure.again"))).toHaveCount(0);
  await expect(button(panel.failure, panel.say("failure.delete"))).toHaveCount(0);
  await expect(sighting(panel)).toHaveText(panel.say("failure.look.absent", { name: NAME }));
  await control.options("v2", { proxy_ok: true });
  await act(panel, "failure.again");
  await panel.created();
  await madeOnce(panel, control, "v2", 2);
  expect((await control.creations("v2")).map((request) => request.status)).toEqual([400, 201]);
});

test("v2: waiting for the name has a stop and an end", async ({ page, panel, control }) => {
  await control.options("v2", { delete_ms: 3_600_000 });
  await page.clock.install();
  await panel.start("v2");
  await refusedProxy(panel, control, "v2");
  await expect(sighting(panel)).toHaveText(panel.say("failure.look.held", { name: NAME }));
  await act(panel, "failure.stop");
  await expect(sighting(panel)).toHaveCount(0);
  await act(panel, "failure.look");
  await expect(sighting(panel)).toHaveText(panel.say("failure.look.held", { name: NAME }));
  await page.clock.fastForward(61_000);
  const limit = panel.say("unit.s", { count: 60 });
  await expect(sighting(panel)).toHaveText(panel.say("failure.look.still_held", { name: NAME, limit }));
  await expect(button(panel.failure, panel.say("failure.look_again"))).toBeVisible();
  await expect(button(panel.failure, panel.say("failure.again"))).toHaveCount(0);
  expect(await control.creations("v2")).toHaveLength(1);
});

// A reload in the middle.

for (const mount of MOUNTS) {
  test(`${mount}: a reload in the middle finds what was made`, async ({ page, panel, control }) => {
    await panel.start(mount);
    await panel.fill("instance_name", NAME);
    await control.fault(mount, { fault: "latency", ms: 1_500, ...CREATE });
    await panel.press();
    await expect.poll(() => control.creations(mount)).toHaveLength(1);
    await page.reload();
    await panel.failsWith("interrupted");
    await expect(panel.failure).toContainText(NAME);
    await expect(panel.failure).toContainText(mount);
    await expect(sighting(panel)).toHaveText(found(panel, mount, true));
    await act(panel, "failure.show");
    await panel.created();
    await expect(panel.resultStatus).toHaveText(panel.say("inflight.secrets_unknown"));
    await expect(page.locator("output.token")).toContainText("•");
    await madeOnce(panel, control, mount);
    await button(page, panel.say("result.token.stored")).click();
    await panel.goTo("");
    await page.reload();
    await expect(panel.name).toBeVisible();
    await expect(panel.failure).toHaveCount(0);
  });
}

test("a reload in the middle of what never arrives begins anew with the name", async ({ page, panel, control }) => {
  await page.clock.install();
  await panel.start("v2");
  await panel.fill("instance_name", NAME);
  await control.fault("v2", { fault: "latency", ms: 3_600_000, ...CREATE });
  await panel.press();
  await expect.poll(() => control.creations("v2")).toHaveLength(1);
  await page.reload();
  await letItPass(panel);
  await expect(sighting(panel)).toHaveText(panel.say("failure.look.absent", { name: NAME }));
  await control.clearFaults("v2");
  await act(panel, "failure.again");
  await expect(panel.name).toBeFocused();
  await expect(panel.name).toHaveValue(NAME);
  await expect(panel.failure).toHaveCount(0);
  await panel.create();
  expect(await names(panel, "v2")).toEqual([NAME]);
});

test("what was dismissed is not asked about again", async ({ page, panel, control }) => {
  await panel.start("v2");
  await panel.fill("instance_name", NAME);
  await control.fault("v2", { fault: "cut_after", ...CREATE });
  await panel.press();
  await expect(sighting(panel)).toContainText(NAME);
  await page.reload();
  await panel.failsWith("interrupted");
  await act(panel, "common.close");
  await page.reload();
  await expect(panel.name).toBeVisible();
  await expect(panel.failure).toHaveCount(0);
});

// What a failure left stays known, whatever is pressed or loaded anew.

test("v1: a half-made instance stays one after another press and after a reload", async ({ page, panel, control }) => {
  await panel.start("v1");
  await refusedProxy(panel, control, "v1");
  await control.options("v1", { proxy_ok: true });
  const halfMade = panel.say("failure.look.half_made", { name: NAME, state: "not connected (close)" });
  await expect(sighting(panel)).toHaveText(halfMade);
  await panel.press();
  await panel.failsWith("unsettled", { subject: NAME });
  const isOffered = async () => {
    await expect(sighting(panel)).toHaveText(halfMade);
    await expect(panel.failure.locator("h2")).toHaveText(panel.say("failure.title"));
    await expect(button(panel.failure, panel.say("failure.delete"))).toBeVisible();
    await expect(button(panel.failure, panel.say("failure.show"))).toHaveCount(0);
  };
  await isOffered();
  await page.reload();
  await expect(panel.failure).toContainText(panel.say("inflight.failed", { name: NAME, server: "v1" }));
  await isOffered();
  await act(panel, "failure.delete");
  await expect(sighting(panel)).toHaveText(panel.say("failure.delete.done", { name: NAME }));
  expect(await control.creations("v1")).toHaveLength(1);
});

test("v2: what is being taken back is not called created after a reload", async ({ page, panel, control }) => {
  await control.options("v2", { delete_ms: 3_600_000, linger_ms: 3_600_000 });
  await panel.start("v2");
  await refusedProxy(panel, control, "v2");
  await page.reload();
  await expect(panel.failure).toContainText(panel.say("inflight.failed", { name: NAME, server: "v2" }));
  await expect(panel.failure).toContainText(panel.say("failure.taken_back"));
  await expect(sighting(panel)).toHaveText(panel.say("failure.look.held", { name: NAME }));
  await expect(button(panel.failure, panel.say("failure.show"))).toHaveCount(0);
});

test("v1: a 500 after the work offers to show what is there, and to delete it", async ({ page, panel, control }) => {
  await panel.start("v1");
  await panel.fill("instance_name", NAME);
  await page.route(/\/instance\/create$/, async (route) => {
    if (route.request().method() === "POST") await route.fetch();
    return route.fulfill({
      status: 500,
      headers: { "access-control-allow-origin": "*", "access-control-allow-headers": "*" },
      json: { status: 500, error: "Internal Server Error", response: { message: "Internal server error" } },
    });
  });
  await panel.press();
  await panel.failsWith("server_failure");
  await expect(panel.failure).toContainText(panel.say("failure.doubtful"));
  await expect(sighting(panel)).toHaveText(panel.say("failure.look.doubtful", { name: NAME, state: "not connected (close)" }));
  await expect(panel.failure).not.toContainText(panel.say("failure.found_title"));
  await expect(button(panel.failure, panel.say("failure.show"))).toBeVisible();
  await act(panel, "failure.delete");
  await expect(sighting(panel)).toHaveText(panel.say("failure.delete.done", { name: NAME }));
  expect(await names(panel, "v1")).toEqual([]);
});

test("v1: a token that was never sent proves nobody else's instance", async ({ page, panel, control }) => {
  await panel.start("v1");
  await panel.fill("instance_name", NAME);
  await control.fault("v1", { fault: "cut_after", ...CREATE, times: 1 });
  await panel.press();
  await expect(sighting(panel)).toHaveText(found(panel, "v1"));
  await page.reload();
  await expect(sighting(panel)).toHaveText(found(panel, "v1", true));
  await panel.fill("instance_name", NAME);
  await panel.press();
  await panel.failsWith("unsettled", { subject: NAME });
  await expect(panel.failure).toContainText(panel.say("error.unsettled.cure"));
  // Nothing left this browser this time, and nothing says that it did.
  await expect(panel.failure).not.toContainText(panel.say("failure.unknown_body"));
  await expect(sighting(panel)).toHaveText(found(panel, "v1", true));
  await expect(button(panel.failure, panel.say("failure.show"))).toBeVisible();
  await madeOnce(panel, control, "v1");
});

// On 2.x, without a token, the time that the list tells is all there is.
for (const [ahead, key] of [
  [3_600_000, "failure.look.earlier"],
  [120_000, "failure.look.there"],
]) {
  test(`v2: an instance that was there ${ahead / 60_000} minutes before is not called created`, async ({ page, panel, control }) => {
    await page.clock.install({ time: Date.now() + ahead });
    await control.allOn("v2");
    await panel.start("v2");
    await panel.switchOn("typebot");
    await panel.fillAll({ instance_name: NAME, ...TYPEBOT_FLOW });
    await control.fault("v2", { fault: "cut_before", ...CREATE, times: 1 });
    await panel.press();
    await expect(sighting(panel)).toHaveText(panel.say("failure.look.not_yet", { name: NAME }));
    await control.create("v2", { instanceName: NAME, integration: "WHATSAPP-BAILEYS" });
    await page.clock.runFor(2_000);
    await expect(sighting(panel)).toHaveText(panel.say(key, { name: NAME, state: "not connected (close)" }));
    await expect(panel.failure).not.toContainText(panel.say("failure.found_title"));
    const show = button(panel.failure, panel.say("failure.show"));
    if (key === "failure.look.earlier") return expect(show).toHaveCount(0);
    await show.click();
    await panel.created();
    // It is only read: nothing is written onto what may be somebody else's.
    const posts = (await control.posts("v2")).map((request) => request.path);
    const asked = ["/verify-creds"];
    expect(posts.filter((path) => !asked.includes(path))).toEqual(["/instance/create", "/instance/create"]);
  });
}

test("an open outcome stays known while other names are created", async ({ panel, control }) => {
  await panel.start("v2");
  await panel.fill("instance_name", NAME);
  await control.fault("v2", { fault: "cut_after", ...CREATE, times: 1 });
  await panel.press();
  await expect(sighting(panel)).toHaveText(found(panel, "v2"));
  await panel.fill("instance_name", "loja-2");
  await panel.create();
  await button(panel.page, panel.say("result.token.stored")).click();
  await panel.goTo("");
  await panel.fill("instance_name", NAME);
  await panel.press();
  await panel.failsWith("unsettled", { subject: NAME });
  await expect(sighting(panel)).toHaveText(found(panel, "v2"));
  expect(await control.creations("v2")).toHaveLength(2);
});

test("another try never goes to another server than the first", async ({ page, panel, control }) => {
  await panel.start("v1");
  await panel.addServer("v2");
  await panel.fill("instance_name", NAME);
  await control.fault("v2", { fault: "status500", ...CREATE, times: 1 });
  await panel.press();
  await expect(sighting(panel)).toHaveText(panel.say("failure.look.absent", { name: NAME }));
  await panel.goTo("servers");
  await button(page, `${panel.say("common.remove")}: v2`).click();
  await button(page.getByRole("dialog"), panel.say("servers.remove.confirm")).click();
  await panel.goTo("");
  await act(panel, "failure.again");
  await expect(page).toHaveURL(/#\/servers$/);
  expect(await control.creations("v1")).toHaveLength(0);
  expect(await control.creations("v2")).toHaveLength(1);
});

// A network that goes. Servers on this machine need none, so this one is named and answered here.

const AWAY = "http://evolution.test/v2";
const goOffline = (page) => page.evaluate(() => Object.defineProperty(navigator, "onLine", { value: false, configurable: true }));

test("without a network nothing is sent, and one that goes in the middle leaves the outcome open", async ({ page, panel }) => {
  const sent = [];
  await page.route("http://evolution.test/**", async (route) => {
    const request = route.request();
    const isCreation = request.method() === "POST";
    if (isCreation) sent.push(request.url());
    if (isCreation) await goOffline(page);
    if (isCreation) return route.abort("internetdisconnected");
    return route.fulfill({ status: 404, headers: { "access-control-allow-origin": "*" }, json: {} });
  });
  await panel.startByForm("v2", { url: AWAY });
  await panel.fill("instance_name", NAME);
  await panel.press();
  await panel.failsWith("unreachable");
  await expect(panel.failure.locator("h2")).toHaveText(panel.say("failure.unknown_title"));
  expect(sent).toHaveLength(1);
  await act(panel, "common.close");
  // The request may still arrive, so its name is not sent again.
  await panel.press();
  await panel.failsWith("unsettled", { subject: NAME });
  expect(sent).toHaveLength(1);
  await panel.fill("instance_name", "loja-2");
  await panel.press();
  await panel.failsWith("offline");
  await expect(panel.failure.locator("h2")).toHaveText(panel.say("failure.title"));
  expect(sent).toHaveLength(1);
});
