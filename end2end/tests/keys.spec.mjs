// Keys: where they are kept, and that they are nowhere else.

import { configure } from "../support/config.mjs";
import { secondTab } from "../support/second_tab.mjs";
import { expect, test } from "../support/test.mjs";

const KEY = "global-key-0123456789-abcdefgh";
const TOKEN = "INSTANCE-TOKEN-0123456789-XYZ";

const storages = (page) =>
  page.evaluate(() => ({ local: JSON.stringify({ ...localStorage }), session: JSON.stringify({ ...sessionStorage }) }));

/** Neither secret is anywhere on the page, in its address or in what it stores for longer. */
async function nowhere(page, consoleLines) {
  const places = await page.evaluate(() => ({
    html: document.documentElement.outerHTML,
    text: document.body.innerText,
    title: document.title,
    location: location.href,
    history: JSON.stringify(history.state),
    local: JSON.stringify({ ...localStorage }),
    cookies: document.cookie,
    requests: performance.getEntriesByType("resource").map((entry) => entry.name).join("\n"),
  }));
  places.console = consoleLines.join("\n");
  for (const [place, text] of Object.entries(places)) {
    for (const secret of [KEY, TOKEN]) expect(text, place).not.toContain(secret);
  }
  expect((await storages(page)).session).not.toContain(TOKEN);
}

test("after a whole journey, the key is in the session alone and the token nowhere", async ({ page, panel, control, consoleLines }) => {
  await control.options("v2", { key: KEY });
  await panel.startByForm("v2", { key: KEY });
  await panel.fillAll({ instance_name: "quiet", token: TOKEN, qrcode: true });
  await nowhere(page, consoleLines);
  await control.fault("v2", { fault: "status500", method: "POST", times: 1 });
  await panel.press();
  await panel.failsWith("server_failure");
  await panel.failure.locator("summary").first().click();
  await nowhere(page, consoleLines);
  await panel.create();
  await page.locator(".raw-reply summary").click();
  await nowhere(page, consoleLines);
  const { session } = await storages(page);
  expect(session).toContain(KEY);
  await page.getByRole("button", { name: panel.say("result.token.stored"), exact: true }).click();
  await panel.goTo("servers");
  await nowhere(page, consoleLines);
  for (const request of await control.requests("v2")) expect(request.path).not.toContain(KEY);
});

test("a remembered key is on the device, and forgetting takes it from both places", async ({ page, panel, control, context }) => {
  await control.options("v2", { key: KEY });
  await panel.startByForm("v2", { key: KEY, remember: true });
  let kept = await storages(page);
  expect(kept.local).toContain(KEY);
  expect(kept.session).toContain(KEY);
  // A new tab has a session of its own, and still finds the key.
  const other = await context.newPage();
  await other.goto(panel.demo.panel);
  await other.locator("#instance_name").fill("remembered");
  await other.locator(".footer-bar button.primary").first().click();
  await expect(other).toHaveURL(/#\/result$/);
  await other.close();

  await panel.goTo("servers");
  await page.getByRole("button", { name: panel.say("servers.forget"), exact: true }).click();
  await expect(page.locator("#main")).toContainText(panel.say("servers.forget.done"));
  kept = await storages(page);
  expect(kept.local).not.toContain(KEY);
  expect(kept.session).not.toContain(KEY);
  await expect(page.locator(".badge", { hasText: panel.say("server.key_missing") })).toBeVisible();
  await panel.goTo("");
  await expect(page.locator("#main")).toContainText(panel.say("create.no_key"));
  // From memory as well: the header is not sent any more.
  await panel.fill("instance_name", "forgotten");
  await panel.press();
  await expect(panel.failure).toBeVisible();
  const last = (await control.creations("v2")).at(-1);
  expect(last.headers.apikey).toBeUndefined();
});

test("forgetting takes the keys of servers that are not listed, too", async ({ page, panel }) => {
  await panel.startByForm("v2", { key: KEY, remember: true });
  // Of a server that the deployment excludes today, of one that left config.json, and of one whose
  // address changed.
  const excluded = { id: 7, label: "Excluded", baseUrl: "https://excluded.example.com", dialect: "evolution-v2", version: null, isRemembered: true };
  await page.evaluate(([server, key]) => {
    const servers = JSON.parse(localStorage.getItem("instance-panel.servers"));
    localStorage.setItem("instance-panel.servers", JSON.stringify([...servers, server]));
    for (const name of ["7.https://excluded.example.com", "2147483650.https://left.example.com", "1.https://old.example.com"]) {
      localStorage.setItem(`instance-panel.key.${name}`, key);
      sessionStorage.setItem(`instance-panel.key.${name}`, key);
    }
    localStorage.setItem("somebody else's key.", "stays");
  }, [excluded, KEY]);
  await configure(page, { addServers: [new URL(panel.base("v2")).origin] });
  await page.reload();
  await panel.goTo("servers");
  await expect(page.locator(".server-row")).toHaveCount(1);
  await page.getByRole("button", { name: panel.say("servers.forget"), exact: true }).click();
  await expect(page.locator("#main")).toContainText(panel.say("servers.forget.done"));
  const { local, session } = await storages(page);
  expect(local + session).not.toContain(KEY);
  expect(local).toContain("stays");
  // The servers themselves stay, and none of them is to be remembered.
  const servers = await page.evaluate(() => JSON.parse(localStorage.getItem("instance-panel.servers")));
  expect(servers.map(({ id, isRemembered }) => [id, isRemembered])).toEqual([[1, false], [7, false]]);
});

test("forgetting reaches another tab's memory and session", async ({ page, panel, control, context }) => {
  await control.options("v2", { key: KEY });
  await panel.startByForm("v2", { key: KEY });
  const other = await secondTab(panel, context, KEY);
  await expect.poll(async () => (await storages(other)).session).toContain(KEY);
  await panel.goTo("servers");
  await page.getByRole("button", { name: panel.say("servers.forget"), exact: true }).click();
  await expect(other.locator("#main")).toContainText(panel.say("servers.forget.done"));
  const { local, session } = await storages(other);
  expect(local + session).not.toContain(KEY);
  await expect(other.locator(".badge", { hasText: panel.say("server.key_missing") })).toBeVisible();
  // What told the other tab is not kept.
  expect(await page.evaluate(() => localStorage.getItem("instance-panel.forget"))).toBeNull();
  await other.close();
});

test("a key that is not remembered is gone in another tab", async ({ panel, context }) => {
  await panel.startByForm("v2", { key: KEY });
  const other = await context.newPage();
  await other.goto(panel.demo.panel);
  await expect(other.locator("#main")).toContainText(panel.say("create.no_key"));
});

test("remembering taken back removes the key from the device", async ({ page, panel }) => {
  await panel.startByForm("v2", { key: KEY, remember: true });
  await panel.goTo("servers");
  await page.getByRole("button", { name: panel.say("servers.edit", { label: "v2" }), exact: true }).click();
  await page.locator("input[name=remember]").uncheck();
  await page.locator(".server-form button[type=submit]").click();
  const kept = await storages(page);
  expect(kept.local).not.toContain(KEY);
  expect(kept.session).toContain(KEY);
});

test("the greeting carries no key", async ({ page, panel, control }) => {
  await panel.start("v2");
  await expect(page.locator(".dot")).toHaveClass(/reachable/);
  const greetings = (await control.requests("v2")).filter((request) => request.path === "/");
  expect(greetings.length).toBeGreaterThan(0);
  for (const greeting of greetings) expect(greeting.headers.apikey).toBeUndefined();
});

const DIALECT_TOKENS = { v1: TOKEN, v2: TOKEN, whatsapp: undefined };

for (const [mount, token] of Object.entries(DIALECT_TOKENS)) {
  test(`${mount}: no secret shows through failures, reloads and looking up`, async ({ page, panel, control, consoleLines }) => {
    await control.options(mount, { key: KEY });
    await panel.startByForm(mount, { key: KEY });
    const look = () => nowhere(page, consoleLines);
    const fill = (name) => panel.fillAll({ instance_name: name, ...(token && { token }) });
    // A wrong answer, its details open; the key is in the body that comes back.
    await fill("failing");
    await page.route(/\/instance\/create$/, (route) =>
      route.fulfill({
        status: 500,
        headers: { "access-control-allow-origin": "*" },
        json: { message: `boom ${KEY} ${route.request().postData()}` },
      }),
    );
    await panel.press();
    await panel.failsWith("server_failure");
    await panel.failure.locator("summary").first().click();
    await look();
    const report = await panel.copied(panel.failure.getByRole("button", { name: panel.say("failure.copy") }));
    for (const secret of [KEY, TOKEN]) expect(report).not.toContain(secret);
    await page.unroute(/\/instance\/create$/);
    // Cut off after the work, loaded anew, found again and shown.
    await fill("found");
    await control.fault(mount, { fault: "cut_after", method: "POST", path_prefix: "/instance/create", times: 1 });
    await panel.press();
    await panel.failsWith("unreachable");
    await look();
    const note = await page.evaluate(() => sessionStorage.getItem("instance-panel.in_flight"));
    const kept = ["aftermath", "asked", "baseUrl", "dialect", "isDismissed", "mayArrive", "name", "server", "startedAt"];
    for (const one of JSON.parse(note)) expect(Object.keys(one).sort()).toEqual(kept);
    await page.reload();
    await panel.failsWith("interrupted");
    await look();
    await page.getByRole("button", { name: panel.say("failure.show"), exact: true }).click();
    await panel.created();
    await page.locator(".raw-reply summary").click();
    await look();
    // Locks are named for what they guard, and what they guard is no secret.
    const locks = await page.evaluate(async () => JSON.stringify(await navigator.locks.query()));
    for (const secret of [KEY, TOKEN]) expect(locks).not.toContain(secret);
    await page.getByRole("button", { name: panel.say("result.token.stored"), exact: true }).click();
    await page.reload();
    await look();
    for (const request of await control.requests(mount)) {
      expect(request.path).not.toContain(KEY);
      expect(request.path).not.toContain(TOKEN);
    }
  });
}

test("what is revealed is masked again after a while", async ({ page, panel }) => {
  await page.clock.install();
  await panel.start("v2");
  await panel.fillAll({ instance_name: "masked", token: TOKEN });
  const input = page.locator("#token");
  const reveal = (scope, key, what) =>
    scope.getByRole("button", { name: `${panel.say(key)}: ${panel.say(what)}`, exact: true });
  await reveal(panel.row("token"), "common.reveal", "field.token.label").click();
  await expect(input).toHaveAttribute("type", "text");
  await page.clock.fastForward(20_000);
  await expect(input).toHaveAttribute("type", "text");
  // Hidden and revealed anew, the time begins anew.
  await reveal(panel.row("token"), "common.hide", "field.token.label").click();
  await reveal(panel.row("token"), "common.reveal", "field.token.label").click();
  await page.clock.fastForward(20_000);
  await expect(input).toHaveAttribute("type", "text");
  await page.clock.fastForward(11_000);
  await expect(input).toHaveAttribute("type", "password");
  await expect(input).toHaveValue(TOKEN);

  await panel.create();
  const shown = page.locator("output.token");
  await reveal(page.locator(".token-line"), "common.reveal", "result.token").click();
  await expect(shown).toHaveText(TOKEN);
  await page.clock.fastForward(31_000);
  await expect(shown).not.toContainText(TOKEN);
  await expect(shown).toContainText("•");
});

test("forgetting the keys takes them from what was sent, too", async ({ page, panel, control }) => {
  await control.options("v2", { key: KEY });
  await panel.startByForm("v2", { key: KEY });
  await panel.fill("instance_name", "forgotten");
  await control.fault("v2", { fault: "cut_after", method: "POST", path_prefix: "/instance/create", times: 1 });
  await panel.press();
  await panel.failsWith("unreachable");
  await panel.goTo("servers");
  await page.getByRole("button", { name: panel.say("servers.forget"), exact: true }).click();
  await panel.goTo("");
  const before = (await control.requests("v2")).length;
  await page.getByRole("button", { name: panel.say("failure.show"), exact: true }).click();
  await expect(panel.resultStatus).toHaveText(panel.say("inflight.forgotten"));
  await expect(page.locator(".result-main")).toContainText(panel.say("inflight.token_forgotten"));
  const after = (await control.requests("v2")).slice(before).filter((request) => request.method !== "OPTIONS");
  for (const request of after) expect(request.headers.apikey).toBeUndefined();
});

test("forgetting the keys ends what runs and takes every secret off the result", async ({ page, panel, control, consoleLines }) => {
  await control.options("v2", { key: KEY });
  await panel.startByForm("v2", { key: KEY });
  await panel.switchOn("webhook");
  await panel.fillAll({ instance_name: "forgotten", token: TOKEN, qrcode: true, webhook_url: "https://hooks.example.com" });
  // The first read-back hangs; the others would come after it.
  await control.fault("v2", { fault: "latency", ms: 3_000, path_prefix: "/settings/find" });
  await panel.press();
  await expect.poll(async () => (await control.requests("v2")).some((request) => request.path.startsWith("/settings/find") && request.method === "GET")).toBe(true);
  await expect(page.locator("output.token")).toBeVisible();
  await page.getByRole("button", { name: panel.say("result.token.stored"), exact: true }).click();
  await panel.goTo("servers");
  const answered = page.waitForEvent("requestfinished", (request) => request.url().includes("/settings/find") && request.method() === "GET");
  await page.getByRole("button", { name: panel.say("servers.forget"), exact: true }).click();
  const before = (await control.requests("v2")).length;
  await answered;
  await page.evaluate(() => (location.hash = "#/result"));
  await expect(panel.resultStatus).toHaveText(panel.say("inflight.forgotten"));
  await expect(page.locator(".result-main")).toContainText(panel.say("inflight.token_forgotten"));
  await expect(page.locator(".timeline .spinner")).toHaveCount(0);
  await expect(page.locator(".raw-reply")).toHaveCount(0);
  await expect(page.locator(".with-qr")).toHaveCount(0);
  await page.waitForLoadState("networkidle");
  const after = (await control.requests("v2")).slice(before);
  expect(after.filter((request) => request.headers.apikey !== undefined)).toEqual([]);
  await nowhere(page, consoleLines);
  const { session, local } = await storages(page);
  expect(session + local).not.toContain(KEY);
});

test("an answer that comes after the keys were forgotten brings no secret back", async ({ page, panel, control, consoleLines }) => {
  await control.options("v2", { key: KEY });
  await panel.startByForm("v2", { key: KEY });
  await panel.fillAll({ instance_name: "late", token: TOKEN });
  await control.fault("v2", { fault: "latency", ms: 3_000, method: "POST", path_prefix: "/instance/create" });
  await panel.press();
  await expect.poll(() => control.creations("v2")).toHaveLength(1);
  await panel.goTo("servers");
  const isCreation = (request) => request.url().endsWith("/instance/create") && request.method() === "POST";
  const answered = page.waitForEvent("requestfinished", isCreation);
  await page.getByRole("button", { name: panel.say("servers.forget"), exact: true }).click();
  await answered;
  await page.evaluate(() => (location.hash = "#/result"));
  await expect(panel.resultStatus).toHaveText(panel.say("inflight.forgotten"));
  await expect(page.locator("output.token")).toHaveCount(0);
  await expect(page.locator(".raw-reply")).toHaveCount(0);
  await nowhere(page, consoleLines);
});

test("forgetting the keys leaves none in an answer that repeats them", async ({ page, panel, consoleLines }) => {
  await panel.startByForm("v2", { key: KEY });
  await panel.fillAll({ instance_name: "echo", token: TOKEN });
  await page.route(/\/instance\/create$/, (route) =>
    route.fulfill({
      status: 400,
      headers: { "access-control-allow-origin": "*", "access-control-allow-headers": "*" },
      json: { status: 400, error: "Bad Request", response: { message: [`boom ${KEY}`, route.request().postData() ?? ""] } },
    }),
  );
  await panel.press();
  await expect(panel.failure).toBeVisible();
  await panel.goTo("servers");
  await page.getByRole("button", { name: panel.say("servers.forget"), exact: true }).click();
  await panel.goTo("");
  await panel.failure.locator("summary").first().click();
  await expect(panel.failure.locator("pre.raw")).toContainText("boom");
  await nowhere(page, consoleLines);
  const report = await panel.copied(panel.failure.getByRole("button", { name: panel.say("failure.copy") }));
  for (const secret of [KEY, TOKEN]) expect(report).not.toContain(secret);
});
