// Keys: where they are kept, and that they are nowhere else.

import { configure } from "../../support/deployment/config.mjs";
import { Panel } from "../../support/panel/panel.mjs";
import { storages } from "../../support/panel/storage.mjs";
import { secondTab } from "../../support/panel/second_tab.mjs";
import { hold } from "../../support/server/answers.mjs";
import { expect, test } from "../../support/test.mjs";

const KEY = "global-key-0123456789-abcdefgh";
const TOKEN = "INSTANCE-TOKEN-0123456789-XYZ";

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

/** Enters the key again, after it was forgotten, and goes back to the form. */
async function giveKeyAgain(page, panel) {
  await panel.goTo("servers");
  await panel.editServer("v2");
  await page.locator("#server-key").fill(KEY);
  await panel.saveServer();
  await expect(panel.serverForm).toHaveCount(0);
  await panel.goTo("");
}

test("a remembered key is on the device, and forgetting takes every key from both places", async ({ page, panel, control, context }) => {
  await control.options("v2", { key: KEY });
  await panel.startByForm("v2", { key: KEY, remember: true });
  let kept = await storages(page);
  expect(kept.local).toContain(KEY);
  expect(kept.session).toContain(KEY);
  // A new tab has a session of its own, and still finds the key.
  const other = new Panel(await context.newPage(), panel.demo, control);
  await other.open();
  await other.fill("instance_name", "remembered");
  await other.create();
  await other.page.close();

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
  await expect(panel.serverRows).toHaveCount(1);
  await panel.button("servers.forget").click();
  await expect(panel.main).toContainText(panel.say("servers.forget.done"));
  kept = await storages(page);
  expect(kept.local).not.toContain(KEY);
  expect(kept.session).not.toContain(KEY);
  expect(kept.local).toContain("stays");
  // The servers themselves stay, and none of them is to be remembered.
  const servers = await page.evaluate(() => JSON.parse(localStorage.getItem("instance-panel.servers")));
  expect(servers.map(({ id, isRemembered }) => [id, isRemembered])).toEqual([[1, false], [7, false]]);
  await expect(panel.serverRows.getByText(panel.say("server.key_missing"))).toBeVisible();
  await panel.goTo("");
  await expect(panel.main).toContainText(panel.say("create.no_key"));
  // From memory as well: the header is not sent any more.
  await panel.fill("instance_name", "forgotten");
  await panel.press();
  await expect(panel.failure).toBeVisible();
  const last = (await control.creations("v2")).at(-1);
  expect(last.headers.apikey).toBeUndefined();
});

test("remembering is taken back in the form, and forgetting reaches another tab's memory and session", async ({ page, panel, demo, control, context }) => {
  await control.options("v2", { key: KEY });
  await panel.startByForm("v2", { key: KEY, remember: true });
  await panel.goTo("servers");
  await panel.editServer("v2");
  await page.locator("input[name=remember]").uncheck();
  await panel.saveServer();
  await expect(panel.serverForm).toHaveCount(0);
  const kept = await storages(page);
  expect(kept.local).not.toContain(KEY);
  expect(kept.session).toContain(KEY);
  const third = new Panel(await context.newPage(), demo, control);
  await third.open();
  await expect(third.main).toContainText(panel.say("create.no_key"));
  await third.page.close();

  const other = await secondTab(panel, context, KEY);
  await expect.poll(async () => (await storages(other.page)).session).toContain(KEY);
  await panel.button("servers.forget").click();
  await expect(other.main).toContainText(panel.say("servers.forget.done"));
  const { local, session } = await storages(other.page);
  expect(local + session).not.toContain(KEY);
  await expect(other.serverRows.getByText(panel.say("server.key_missing"))).toBeVisible();
  // What told the other tab is not kept.
  await expect.poll(() => page.evaluate(() => localStorage.getItem("instance-panel.forget"))).toBeNull();
});

test("no secret shows through checks, failures, reloads and lookups: the key is in the session alone @smoke", async ({ page, panel, control, consoleLines }) => {
  await control.options("v2", { key: KEY });
  await panel.startByForm("v2", { key: KEY });
  const look = () => nowhere(page, consoleLines);
  await test.step("through a check of the connection, good and bad", async () => {
    await panel.check.fromList("v2");
    await panel.check.isGood();
    await panel.check.showDetails();
    await look();
    await control.options("v2", { key: "changed" });
    await panel.check.button("v2").click();
    await panel.check.stopsAt("key", "key.wrong");
    await look();
    await control.options("v2", { key: KEY });
    await panel.goTo("");
  });
  const fill = (name) => panel.fillAll({ instance_name: name, token: TOKEN });
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
  await panel.openDetails();
  await look();
  const report = await panel.copied(panel.button("failure.copy", panel.failure));
  for (const secret of [KEY, TOKEN]) expect(report).not.toContain(secret);
  await page.unroute(/\/instance\/create$/);
  // Cut off after the work, loaded again, found again and shown.
  await fill("found");
  await control.fault("v2", { fault: "cut_after", method: "POST", path_prefix: "/instance/create", times: 1 });
  await panel.press();
  await panel.failsWith("unreachable");
  await look();
  const note = await page.evaluate(() => sessionStorage.getItem("instance-panel.in_flight"));
  expect(note).toContain("found");
  for (const secret of [KEY, TOKEN]) expect(note).not.toContain(secret);
  await page.reload();
  await panel.failsWith("interrupted");
  await look();
  await panel.button("failure.show").click();
  await panel.created();
  await panel.rawReply.locator("summary").click();
  await look();
  // Locks are named for what they guard, and what they guard is no secret.
  const locks = await page.evaluate(async () => JSON.stringify(await navigator.locks.query()));
  for (const secret of [KEY, TOKEN]) expect(locks).not.toContain(secret);
  expect((await storages(page)).session).toContain(KEY);
  await panel.tokenIsStored();
  await page.reload();
  await look();
  for (const request of await control.requests("v2")) {
    expect(request.path).not.toContain(KEY);
    expect(request.path).not.toContain(TOKEN);
  }
});

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
  // Hidden and revealed again, the time begins again.
  await reveal(panel.row("token"), "common.hide", "field.token.label").click();
  await reveal(panel.row("token"), "common.reveal", "field.token.label").click();
  await page.clock.fastForward(20_000);
  await expect(input).toHaveAttribute("type", "text");
  await page.clock.fastForward(11_000);
  await expect(input).toHaveAttribute("type", "password");
  await expect(input).toHaveValue(TOKEN);

  await panel.create();
  const shown = panel.token;
  await reveal(panel.tokenCard, "common.reveal", "result.token").click();
  await expect(shown).toHaveText(TOKEN);
  await page.clock.fastForward(31_000);
  await expect(shown).not.toContainText(TOKEN);
  await expect(shown).toContainText("•");
});

test("forgetting the keys takes them from what was sent, and from an answer that repeats them", async ({ page, panel, control, consoleLines }) => {
  await control.options("v2", { key: KEY });
  await panel.startByForm("v2", { key: KEY });
  await panel.fill("instance_name", "forgotten");
  await control.fault("v2", { fault: "cut_after", method: "POST", path_prefix: "/instance/create", times: 1 });
  await panel.press();
  await panel.failsWith("unreachable");
  await panel.goTo("servers");
  await panel.button("servers.forget").click();
  await panel.goTo("");
  const before = (await control.requests("v2")).length;
  await panel.button("failure.show").click();
  await expect(panel.resultStatus).toHaveText(panel.say("inflight.forgotten"));
  await expect(panel.main).toContainText(panel.say("inflight.token_forgotten"));
  const after = (await control.requests("v2")).slice(before).filter((request) => request.method !== "OPTIONS");
  for (const request of after) expect(request.headers.apikey).toBeUndefined();

  await giveKeyAgain(page, panel);
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
  await panel.button("servers.forget").click();
  await panel.goTo("");
  await panel.openDetails();
  await expect(panel.failure).toContainText("boom");
  await nowhere(page, consoleLines);
  const report = await panel.copied(panel.button("failure.copy", panel.failure));
  for (const secret of [KEY, TOKEN]) expect(report).not.toContain(secret);
});

test("forgetting the keys ends what runs and takes every secret off the result, and a late answer brings none back", async ({ page, panel, control, consoleLines }) => {
  await control.options("v2", { key: KEY });
  await panel.startByForm("v2", { key: KEY });
  await panel.switchOn("webhook");
  await panel.fillAll({ instance_name: "forgotten", token: TOKEN, qrcode: true, webhook_url: "https://hooks.example.com" });
  // The first read-back hangs; the others would come after it.
  const settings = await hold(page, /\/settings\/find\//);
  const isSettings = (request) => request.url().includes("/settings/find") && request.method() === "GET";
  const answered = page.waitForEvent("requestfinished", { predicate: isSettings, timeout: 60_000 });
  await panel.press();
  await expect.poll(settings.count).toBe(1);
  await expect(panel.token).toBeVisible();
  await panel.tokenIsStored();
  await panel.goTo("servers");
  await panel.button("servers.forget").click();
  const before = (await control.requests("v2")).length;
  settings.release();
  await answered;
  await page.evaluate(() => (location.hash = "#/result"));
  await expect(panel.resultStatus).toHaveText(panel.say("inflight.forgotten"));
  await expect(panel.main).toContainText(panel.say("inflight.token_forgotten"));
  await expect(panel.timeline).not.toContainText(panel.say("step.running"));
  await expect(panel.rawReply).toHaveCount(0);
  await expect(page.locator("#pairing-heading")).toHaveCount(0);
  const after = (await control.requests("v2")).slice(before);
  // But for the one that was held.
  const keyed = after.filter((request) => request.headers.apikey !== undefined);
  expect(keyed.map(({ path }) => path)).toEqual(["/settings/find/forgotten"]);
  await nowhere(page, consoleLines);
  const { session, local } = await storages(page);
  expect(session + local).not.toContain(KEY);

  await giveKeyAgain(page, panel);
  await panel.fillAll({ instance_name: "late", token: TOKEN });
  const creation = await hold(page);
  await panel.press();
  await expect.poll(creation.count).toBe(1);
  await panel.goTo("servers");
  await panel.button("servers.forget").click();
  await expect(panel.main).toContainText(panel.say("servers.forget.done"));
  const arrived = page.waitForEvent("requestfinished", (request) => /\/instance\/create$/.test(request.url()) && request.method() === "POST");
  creation.release();
  await arrived;
  await expect.poll(() => control.creations("v2")).toHaveLength(2);
  await page.evaluate(() => (location.hash = "#/result"));
  await expect(panel.resultStatus).toHaveText(panel.say("inflight.forgotten"));
  await expect(panel.token).toHaveCount(0);
  await expect(panel.rawReply).toHaveCount(0);
  await nowhere(page, consoleLines);
});
