// Connection checks: every step failing in turn, from the list, from the form and by itself after
// a creation that failed; what it asks changes nothing on the server.

import { AxeBuilder } from "@axe-core/playwright";

import { closedPort, KEY } from "../support/demo.mjs";
import { say } from "../support/locale.mjs";
import { expect, test } from "../support/test.mjs";

const RUNGS = ["url", "mixed", "local", "reach", "cors", "version", "dialect", "key", "kind", "licence", "switches"];
const MOUNTS = ["v1", "v2", "whatsapp"];

const step = (scope, id) => scope.locator(`.check-step[data-step=${id}]`);
const test_ = (page, label) => page.getByRole("button", { name: `${say("diagnostics.test")}: ${label}`, exact: true });

/** The climb ended here: its sentence, its cure, its mark in words, and nothing behind it. */
async function endsAt(scope, id, finding, values = {}) {
  await expect(scope.locator(".diagnostics-verdict")).toHaveText(say("diagnostics.verdict.bad", { step: say(`diagnostics.step.${id}`) }));
  const broken = step(scope, id);
  await expect(broken).toContainText(say("diagnostics.status.bad"));
  await expect(broken).toContainText(say(`diagnostics.${finding}`, values));
  await expect(broken).toContainText(say(`diagnostics.${finding}.cure`, values));
  for (const later of RUNGS.slice(RUNGS.indexOf(id) + 1)) {
    await expect(step(scope, later)).toContainText(say("diagnostics.status.untested"));
  }
}

async function marks(scope) {
  await expect(scope.locator(".diagnostics-verdict")).not.toContainText("…");
  return scope.locator(".check-step").evaluateAll((rows) => rows.map((row) => row.dataset.status).join(" "));
}

async function testFromList(panel, label) {
  await panel.goTo("servers");
  await test_(panel.page, label).click();
  const row = panel.page.locator(".server-row", { has: panel.page.locator(".check-steps") });
  await expect(row).toHaveCount(1);
  return row;
}

const origin = (demo) => new URL(demo.panel).origin;
/** What a test may send: reads, and the one POST without a body. */
function readsOnly(requests) {
  const writes = requests.filter(({ method, path }) => method !== "GET" && method !== "OPTIONS" && path !== "/verify-creds");
  expect(writes).toEqual([]);
}

const GOOD = {
  v1: "good good skipped good good good good good good skipped unknown",
  v2: "good good skipped good good good good good good skipped unknown",
  whatsapp: "good good skipped good good unknown good good good skipped skipped",
};

for (const mount of MOUNTS) {
  test(`${mount}: all good, from the list`, async ({ panel, control }) => {
    await panel.start(mount);
    const row = await testFromList(panel, mount);
    await expect(row.locator(".diagnostics-verdict")).toHaveText(say("diagnostics.verdict.good"));
    expect(await marks(row)).toBe(GOOD[mount]);
    await expect(step(row, "kind")).toContainText(say("diagnostics.kind.global"));
    readsOnly(await control.requests(mount));
    // Twice is as good as once.
    await test_(panel.page, mount).click();
    await expect(row.locator(".diagnostics-verdict")).toHaveText(say("diagnostics.verdict.good"));
  });

  test(`${mount}: all good, from the form, before anything is saved`, async ({ page, panel, control }) => {
    await panel.open();
    await panel.goTo("servers");
    await page.locator("#server-url").fill(panel.base(mount));
    if (mount === "whatsapp") await page.locator("input[name=dialect][value=l2msg]").check();
    await page.locator("#server-key").fill(KEY);
    await page.locator("#test-form").click();
    const form = page.locator(".server-form");
    await expect(form.locator(".diagnostics-verdict")).toHaveText(say("diagnostics.verdict.good"));
    expect(await marks(form)).toBe(GOOD[mount]);
    await expect(page.locator(".server-row")).toHaveCount(0);
    readsOnly(await control.requests(mount));
    // What was found with this key says nothing of another.
    await page.locator("#server-key").fill("other");
    await expect(form.locator(".check-steps")).toHaveCount(0);
  });

  test(`${mount}: a wrong key`, async ({ panel, control }) => {
    await panel.start(mount, { key: "no-such-key" });
    const row = await testFromList(panel, mount);
    await endsAt(row, "key", mount === "v2" ? "key.wrong" : "key.wrong_or_token");
    await expect(row).not.toContainText("no-such-key");
    readsOnly(await control.requests(mount));
  });

  test(`${mount}: no key`, async ({ panel, control }) => {
    await panel.start(mount, { key: "" });
    const row = await testFromList(panel, mount);
    await endsAt(row, "key", "key.empty");
    for (const request of await control.requests(mount)) expect(request.path).toBe("/");
  });

  test(`${mount}: the token of an instance`, async ({ panel, control }) => {
    const { hash } = await control.create(mount, { instanceName: "other", integration: "WHATSAPP-BAILEYS" });
    await panel.start(mount, { key: hash.apikey ?? hash });
    if (mount !== "v2") {
      // Refused in the same words as a wrong key, until the instance is named.
      await endsAt(await testFromList(panel, mount), "key", "key.wrong_or_token");
      await panel.goTo("");
      await panel.fill("instance_name", "other");
    }
    const row = await testFromList(panel, mount);
    await endsAt(row, "kind", "kind.token", { subject: "other" });
    expect(await control.creations(mount)).toHaveLength(1);
  });

  test(`${mount}: a server without a licence`, async ({ panel, control }) => {
    await control.options(mount, { license_gate: true });
    await panel.start(mount);
    const row = await testFromList(panel, mount);
    if (mount === "whatsapp") await expect(step(row, "version")).toContainText(say("diagnostics.version.none"));
    await expect(step(row, "key")).toContainText(say("diagnostics.key.licence"));
    await endsAt(row, "licence", "licence.bad");
  });

  test(`${mount}: an origin that is not allowed gets the exact line`, async ({ panel, control, demo }) => {
    await panel.start(mount);
    await control.options(mount, { cors_origin: "https://other.example" });
    const row = await testFromList(panel, mount);
    await endsAt(row, "cors", "cors.refused", { origin: origin(demo) });
    await expect(step(row, "reach")).toContainText(say("diagnostics.reach.good"));
    const line = `CORS_ORIGIN=${origin(demo)}`;
    await expect(step(row, "cors").locator("pre")).toHaveText(line);
    const copy = step(row, "cors").getByRole("button", { name: say("common.copy"), exact: true });
    expect(await panel.copied(copy)).toBe(line);
    // The cure is the cure.
    await control.options(mount, { cors_origin: line.split("=")[1] });
    await test_(panel.page, mount).click();
    await expect(row.locator(".diagnostics-verdict")).toHaveText(say("diagnostics.verdict.good"));
  });
}

test("an address of no shape, from the form", async ({ page, panel }) => {
  await panel.open();
  await panel.goTo("servers");
  const form = page.locator(".server-form");
  await page.locator("#test-form").click();
  await endsAt(form, "url", "url.empty");
  await page.locator("#server-url").fill("ftp://host");
  await page.locator("#test-form").click();
  await endsAt(form, "url", "url.bad");
});

test("a server that tells no dialect, from the form", async ({ page, panel }) => {
  await panel.open();
  await panel.goTo("servers");
  await page.locator("#server-url").fill(panel.base("whatsapp"));
  await page.locator("#server-key").fill(KEY);
  await page.locator("#test-form").click();
  await endsAt(page.locator(".server-form"), "dialect", "dialect.missing");
});

test("nobody listens", async ({ panel }) => {
  await panel.start("v2", { url: `http://127.0.0.1:${await closedPort()}` });
  await endsAt(await testFromList(panel, "v2"), "reach", "reach.none");
});

// What stands in the way, and where the check ends.
const FAULTS = {
  "a connection that breaks": [{ fault: "cut_before" }, "reach", "reach.none"],
  "a refusal by CORS": [{ fault: "cors_refused" }, "cors", "cors.refused"],
  "a page that may not be read": [{ fault: "html", cors: false }, "cors", "cors.refused"],
  "a page": [{ fault: "html" }, "version", "version.html"],
  "a page of a proxy": [{ fault: "html", status: 502 }, "version", "version.gateway"],
  "an empty answer": [{ fault: "empty" }, "version", "version.other", "200"],
  "a failure": [{ fault: "status500", path_prefix: "/verify-creds" }, "key", "key.failed", "500"],
  "calls with a key stopped on the way": [{ fault: "cors_refused", method: "POST" }, "key", "key.preflight"],
};

for (const [name, [fault, id, finding, subject]] of Object.entries(FAULTS)) {
  test(`${name} ends at "${finding}"`, async ({ panel, control, demo }) => {
    await panel.start("v2");
    await control.fault("v2", fault);
    const row = await testFromList(panel, "v2");
    await endsAt(row, id, finding, { subject, origin: origin(demo) });
    // Once it is gone, the same button tells so.
    await control.clearFaults("v2");
    await test_(panel.page, "v2").click();
    await expect(row.locator(".diagnostics-verdict")).toHaveText(say("diagnostics.verdict.good"));
  });
}

test("a version that says nothing is no obstacle, another dialect's is a warning", async ({ panel, control }) => {
  await panel.start("v2");
  await control.options("v2", { version: "latest" });
  let row = await testFromList(panel, "v2");
  await expect(row.locator(".diagnostics-verdict")).toHaveText(say("diagnostics.verdict.good"));
  await expect(step(row, "dialect")).toContainText(say("diagnostics.dialect.chosen", { subject: "Evolution 2.x" }));
  await control.options("v2", { version: "1.7.0" });
  await test_(panel.page, "v2").click();
  await expect(row.locator(".diagnostics-verdict")).toHaveText(say("diagnostics.verdict.warning"));
  await expect(step(row, "dialect")).toContainText(say("diagnostics.dialect.other.cure", { subject: "Evolution 1.x" }));
});

test("from 2.4 on the licence is asked for", async ({ panel, control }) => {
  await panel.start("v2");
  await control.options("v2", { version: "2.4.0" });
  const row = await testFromList(panel, "v2");
  await expect(step(row, "licence")).toContainText(say("diagnostics.licence.good"));
  // What the test has learned, the list knows.
  await expect(row.locator(".badge", { hasText: "2.4.0" })).toBeVisible();
  await expect(test_(panel.page, "v2")).toBeFocused();
});

test("what is switched off is asked of an instance that is there, and the lines can be copied", async ({ panel, control }) => {
  await control.options("v2", { rabbitmq: true, typebot: true });
  await panel.start("v2");
  let row = await testFromList(panel, "v2");
  await expect(step(row, "switches")).toContainText(say("diagnostics.switches.no_instance"));
  await control.create("v2", { instanceName: "there is", integration: "WHATSAPP-BAILEYS" });
  await test_(panel.page, "v2").click();
  await expect(step(row, "switches")).toContainText(say("diagnostics.status.note"));
  const off = ["WEBSOCKET", "SQS", "NATS", "KAFKA", "PUSHER", "CHATWOOT"].map((name) => `${name}_ENABLED=true`);
  const copy = step(row, "switches").getByRole("button", { name: say("common.copy"), exact: true });
  expect(await panel.copied(copy)).toBe(off.join("\n"));
  await control.allOn("v2");
  await test_(panel.page, "v2").click();
  await expect(step(row, "switches")).toContainText(say("diagnostics.switches.good"));
  readsOnly((await control.requests("v2")).filter(({ path }) => path !== "/instance/create"));
});

test("a newer test ends the one before it", async ({ panel, control }) => {
  await panel.start("v2");
  await panel.addServer("v1");
  await panel.goTo("servers");
  await control.fault("v2", { fault: "latency", ms: 1500, path_prefix: "/verify-creds" });
  await test_(panel.page, "v2").click();
  await expect(panel.page.locator(".diagnostics-verdict")).toHaveText(say("diagnostics.running", { step: say("diagnostics.step.key") }));
  const row = await testFromList(panel, "v1");
  await expect(row.locator("b").first()).toHaveText("v1");
  await expect(row.locator(".diagnostics-verdict")).toHaveText(say("diagnostics.verdict.good"));
  await expect(panel.page.locator(".check-steps")).toHaveCount(1);
});

test("a test goes with the server it was made of", async ({ page, panel, control }) => {
  await panel.start("v2");
  await panel.addServer("v1");
  const v1 = await testFromList(panel, "v1");
  await expect(v1.locator(".diagnostics-verdict")).toHaveText(say("diagnostics.verdict.good"));
  // Saved with another address, it is another server.
  await page.getByRole("button", { name: say("servers.edit", { label: "v1" }), exact: true }).click();
  await page.locator("#server-url").fill(panel.base("whatsapp"));
  await page.locator("input[name=dialect][value=l2msg]").check();
  await page.locator(".server-form button[type=submit]").click();
  await expect(page.locator(".server-form")).toHaveCount(0);
  await expect(page.locator(".check-steps")).toHaveCount(0);

  // The newcomer gets the id of the one that is gone.
  await expect((await testFromList(panel, "v1")).locator(".diagnostics-verdict")).toHaveText(say("diagnostics.verdict.good"));
  await page.getByRole("button", { name: `${say("common.remove")}: v1`, exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: say("servers.remove.confirm"), exact: true }).click();
  await expect(page.locator(".server-row")).toHaveCount(1);
  await panel.addServer("v1", { label: "newcomer" });
  await panel.goTo("servers");
  await expect(page.locator(".server-row")).toHaveCount(2);
  await expect(page.locator(".check-steps")).toHaveCount(0);

  // One that is still under way says nothing of the server that takes its place.
  await control.fault("v1", { fault: "latency", ms: 1500, path_prefix: "/instance" });
  await test_(page, "newcomer").click();
  await expect(page.locator(".diagnostics-verdict")).toHaveText(say("diagnostics.running", { step: say("diagnostics.step.key") }));
  await page.getByRole("button", { name: say("servers.edit", { label: "newcomer" }), exact: true }).click();
  const nobody = `http://127.0.0.1:${await closedPort()}`;
  panel.servers.add(nobody);
  await page.locator("#server-url").fill(nobody);
  await page.locator(".server-form button[type=submit]").click();
  await expect(page.locator(".check-steps")).toHaveCount(0);
  await expect(page.locator(".dot")).toHaveClass(/failed/);
  await expect.poll(async () => (await control.requests("v1")).filter(({ path }) => path.startsWith("/instance")).at(-1)?.status).toBeTruthy();
  await expect(page.locator(".check-steps")).toHaveCount(0);
  await expect(page.locator(".dot")).toHaveClass(/failed/);
});

test("by itself after a creation that met a refusal by CORS", async ({ panel, control, demo }) => {
  await panel.start("v2");
  await panel.fill("instance_name", "by-itself");
  await control.options("v2", { cors_origin: "https://other.example" });
  await panel.press();
  await panel.failsWith("unreachable");
  const diagnostics = panel.failure.locator(".diagnostics");
  await expect(diagnostics.locator(".diagnostics-verdict")).toHaveText(say("diagnostics.verdict.bad", { step: say("diagnostics.step.cors") }));
  await expect(step(diagnostics, "cors")).toContainText(say("diagnostics.cors.refused", { origin: origin(demo) }));
  await expect(step(diagnostics, "cors").locator("pre")).toHaveText(`CORS_ORIGIN=${origin(demo)}`);
  // The line is there once, and in no sentence beside it.
  expect((await panel.failure.innerText()).split("CORS_ORIGIN")).toHaveLength(2);
  // What was not climbed is left out here.
  await expect(diagnostics.locator(".check-step")).toHaveCount(4);
  expect(await control.creations("v2")).toHaveLength(0);
});

test("offered once where read-backs met no answer, and gone when they are read", async ({ page, panel, control }) => {
  await panel.start("v2");
  await panel.fill("instance_name", "unread");
  await panel.switchOn("webhook");
  await panel.fill("webhook_url", "https://example.com/hook");
  for (const group of ["webhook", "settings"]) {
    await control.fault("v2", { fault: "cut_before", path_prefix: `/${group}/find` });
  }
  await panel.create();
  const trouble = page.locator(".trouble");
  const line = trouble.getByText(say("diagnostics.offer"));
  await expect(line).toHaveCount(1);
  await expect(trouble.locator(".check-steps")).toHaveCount(0);
  await trouble.getByRole("button", { name: say("diagnostics.offer.test"), exact: true }).click();
  await expect(trouble.locator(".diagnostics-verdict")).toHaveText(say("diagnostics.verdict.again"));
  const { violations } = await new AxeBuilder({ page }).include(".trouble").analyze();
  expect(violations).toEqual([]);
  await control.clearFaults("v2");
  for (const again of await page.getByRole("button", { name: say("again.read") }).all()) await again.click();
  await expect(line).toHaveCount(0);
  await expect(trouble).toHaveText("");
});

test("offered where the pairing met no answer", async ({ page, panel, control }) => {
  await panel.start("v2");
  await panel.fillAll({ instance_name: "unpaired", qrcode: true });
  await control.options("v2", { qr: "none" });
  await control.fault("v2", { fault: "cut_before", path_prefix: "/instance/connect" });
  await panel.create();
  await expect(page.locator(".trouble").getByText(say("diagnostics.offer"))).toHaveCount(1);
});

test("by itself after a creation whose connection broke alone", async ({ panel, control }) => {
  await panel.start("v2");
  await panel.fill("instance_name", "by-itself");
  await control.fault("v2", { fault: "cut_before", path_prefix: "/instance/create" });
  await panel.press();
  await panel.failsWith("unreachable");
  await expect(panel.failure.locator(".diagnostics-verdict")).toHaveText(say("diagnostics.verdict.again"));
  expect(await control.creations("v2")).toHaveLength(1);
});

for (const mount of MOUNTS) {
  test(`${mount}: by itself after a 401, with the kind of key`, async ({ panel, control }) => {
    const { hash } = await control.create(mount, { instanceName: "other", integration: "WHATSAPP-BAILEYS" });
    await panel.start(mount, { key: hash.apikey ?? hash });
    await panel.fill("instance_name", "new");
    await panel.press();
    await panel.failsWith("unauthorized");
    const diagnostics = panel.failure.locator(".diagnostics");
    const [id, finding] = mount === "v2" ? ["kind", "kind.token"] : ["key", "key.wrong_or_token"];
    await expect(step(diagnostics, id)).toContainText(say(`diagnostics.${finding}`, { subject: "other" }));
    await expect(diagnostics.locator(".check-step")).toHaveCount(mount === "v2" ? 2 : 1);
    expect(await control.creations(mount)).toHaveLength(2);
  });
}

const PUBLIC = "https://panel.example";

/** The panel on an https address of the internet, which only this browser knows. */
async function openPublic(page, panel, demo) {
  await page.route(`${PUBLIC}/**`, async (route) => {
    const url = new URL(route.request().url());
    const reply = await fetch(new URL(url.pathname, demo.panel));
    const body = Buffer.from(await reply.arrayBuffer());
    await route.fulfill({ status: reply.status, body, contentType: reply.headers.get("content-type") });
  });
  panel.servers.add(PUBLIC);
  await page.goto(`${PUBLIC}/`);
  await expect(panel.name).toBeVisible();
}

test("a public page is let into the local network", async ({ page, panel, demo, context }) => {
  await context.grantPermissions(["local-network-access"], { origin: PUBLIC });
  await openPublic(page, panel, demo);
  await panel.addServer("v2");
  const row = await testFromList(panel, "v2");
  await expect(row.locator(".diagnostics-verdict")).toHaveText(say("diagnostics.verdict.good"));
  await expect(step(row, "local")).toContainText(say("diagnostics.local.good"));
});

test("a public page is kept out of the local network", async ({ page, panel, demo, control }) => {
  await openPublic(page, panel, demo);
  // Nobody answers the browser's question here, which it takes for a no.
  await panel.addServer("v2");
  await endsAt(await testFromList(panel, "v2"), "local", "local.denied");
  expect(await control.requests("v2")).toEqual([]);
});

test("from an https page, an http server is told of before the press", async ({ page, panel, demo }) => {
  await openPublic(page, panel, demo);
  await panel.addServer("v2", { url: "http://evolution.example" });
  await expect(page.locator("#main .notice.warning")).toContainText(say("create.mixed"));
  await endsAt(await testFromList(panel, "v2"), "mixed", "mixed.bad");
});

test("by keyboard, and the result is announced once", async ({ page, panel }) => {
  await panel.start("v2");
  await panel.goTo("servers");
  await test_(page, "v2").focus();
  await page.keyboard.press("Enter");
  await expect(page.locator(".diagnostics-verdict[role=status]")).toHaveText(say("diagnostics.verdict.good"));
  await expect(test_(page, "v2")).toBeFocused();
  await expect(page.locator(".check-steps")).toHaveAttribute("aria-live", "off");
});

test("no key is in the page, its address, its storage for longer, or the console", async ({ page, panel, control, consoleLines }) => {
  const secret = "global-key-0123456789-abcdefgh";
  await control.options("v2", { key: secret });
  await panel.startByForm("v2", { key: secret });
  await testFromList(panel, "v2");
  await expect(page.locator(".diagnostics-verdict")).toHaveText(say("diagnostics.verdict.good"));
  await control.options("v2", { key: "changed", cors_origin: "*" });
  await test_(page, "v2").click();
  await expect(page.locator(".diagnostics-verdict")).not.toHaveText(say("diagnostics.verdict.good"));
  await expect(page.locator(".diagnostics-verdict")).not.toContainText("…");
  const places = await page.evaluate(() => ({
    html: document.documentElement.outerHTML,
    location: location.href,
    local: JSON.stringify({ ...localStorage }),
    calls: performance.getEntriesByType("resource").map((entry) => entry.name).join("\n"),
  }));
  places.console = consoleLines.join("\n");
  for (const [place, text] of Object.entries(places)) expect(text, place).not.toContain(secret);
});

test("axe, in both themes", async ({ page, panel, control }) => {
  test.slow();
  const clean = async (where) => {
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme });
      const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
      const told = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" "))}`);
      expect.soft(told, `${where}, ${colorScheme}`).toEqual([]);
    }
  };
  await control.create("v2", { instanceName: "there", integration: "WHATSAPP-BAILEYS" });
  await panel.start("v2");
  await testFromList(panel, "v2");
  await expect(page.locator(".check-step[data-status=note]")).toBeVisible();
  await clean("all good");
  await control.options("v2", { version: "1.0", cors_origin: "*" });
  await test_(page, "v2").click();
  await expect(page.locator(".check-step[data-status=warning]")).toBeVisible();
  await clean("a warning");
  await control.options("v2", { cors_origin: "https://other.example" });
  await test_(page, "v2").click();
  await expect(page.locator(".check-step[data-status=bad]")).toBeVisible();
  await clean("broken");
  await panel.goTo("");
  await panel.fill("instance_name", "axe");
  await panel.press();
  await expect(panel.failure.locator(".check-step[data-status=bad]")).toBeVisible();
  await clean("a failure");
});
