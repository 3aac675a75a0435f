// The connection check of a server. What it asks and what it makes of each answer is tested in the domain, on
// recorded answers of each dialect; here a real browser meets what only it can: CORS, connections, permissions.

import { isAccessible } from "../../support/panel/axe.mjs";
import { hold } from "../../support/server/answers.mjs";
import { KEY, closedPort } from "../../support/server/demo.mjs";
import { expect, test } from "../../support/test.mjs";

const origin = (demo) => new URL(demo.panel).origin;

/** What a check may send: reads, and the one POST without a body. */
function readsOnly(requests) {
  const writes = requests.filter(({ method, path }) => method !== "GET" && method !== "OPTIONS" && path !== "/verify-creds");
  expect(writes).toEqual([]);
}

const GOOD = {
  v2: "good good skipped good good good good good good skipped unknown",
  whatsapp: "good good skipped good good unknown good good good skipped skipped",
};

test("all good, from the list and by keyboard: announced once, folded to a line @smoke", async ({ page, panel, control }) => {
  await panel.start("v2");
  await panel.goTo("servers");
  await panel.check.button("v2").focus();
  await page.keyboard.press("Enter");
  await panel.check.isGood();
  await expect(panel.check.steps).toHaveCount(0);
  await expect.poll(() => panel.check.marks()).toBe(GOOD.v2);
  await expect(panel.check.step("kind")).toContainText(panel.check.say("kind.global"));
  await expect(panel.check.list).toHaveAttribute("aria-live", "off");
  await panel.button("diagnostics.hide_details").click();
  await expect(panel.check.steps).toHaveCount(0);
  readsOnly(await control.requests("v2"));
  // Twice is as good as once.
  await panel.check.button("v2").click();
  await panel.check.isGood();
});

test("from the form, before anything is saved; with a warning, and with nothing wrong", async ({ page, panel, control }) => {
  await panel.open();
  await panel.goTo("servers");
  const test_ = page.locator("#test-form");
  await test_.click();
  await panel.check.stopsAt("url", "url.empty");
  await isAccessible(page, "broken", { within: "main" });
  await page.locator("#server-url").fill(panel.base("whatsapp"));
  await page.locator("#server-key").fill(KEY);
  await test_.click();
  // This server tells no dialect, and none is chosen yet.
  await panel.check.stopsAt("dialect", "dialect.missing");
  await page.locator("input[name=dialect][value=l2msg]").check();
  await test_.click();
  await panel.check.isGood();
  await expect.poll(() => panel.check.marks()).toBe(GOOD.whatsapp);
  await isAccessible(page, "all good", { within: "main" });
  await expect(panel.serverRows).toHaveCount(0);
  readsOnly(await control.requests("whatsapp"));
  // What was found with this key says nothing of another.
  await page.locator("#server-key").fill("other");
  await expect(panel.check.verdict).toHaveCount(0);
  await page.locator("#server-key").fill(KEY);
  await page.locator("#server-url").fill(panel.base("v2"));
  await page.locator("input[name=dialect][value=evolution-v1]").check();
  await test_.click();
  await panel.check.isMarked("dialect", "warning");
  await expect(panel.check.verdict).toHaveText(panel.check.say("verdict.warning"));
  await isAccessible(page, "a warning", { within: "main" });
});

test("v1: the token of an instance is told from a wrong key once the instance is named", async ({ panel, control }) => {
  const { hash } = await control.create("v1", { instanceName: "other", integration: "WHATSAPP-BAILEYS" });
  await panel.start("v1", { key: hash.apikey });
  await panel.check.fromList("v1");
  await panel.check.stopsAt("key", "key.wrong_or_token");
  await expect(panel.main).not.toContainText(hash.apikey);
  await panel.goTo("");
  await panel.fill("instance_name", "other");
  await panel.check.fromList("v1");
  await panel.check.stopsAt("kind", "kind.token", { subject: "other" });
  await expect.poll(() => control.creations("v1")).toHaveLength(1);
});

test("what a browser sees of a refusal, and the line that mends it", async ({ page, panel, control, demo }) => {
  await panel.start("v2");
  const { check } = panel;
  // The cure is the cure: once the reason is gone, the same button tells so.
  const mended = async () => {
    await check.button("v2").click();
    await check.isGood();
  };
  await test.step("an origin that is not allowed", async () => {
    await control.options("v2", { cors_origin: "https://other.example" });
    await check.fromList("v2");
    await check.stopsAt("cors", "cors.refused", { origin: origin(demo) });
    await expect(check.step("reach")).toContainText(check.say("reach.good"));
    const line = `CORS_ORIGIN=${origin(demo)}`;
    await expect(check.step("cors").locator("pre")).toHaveText(line);
    expect(await panel.copied(panel.button("common.copy", check.step("cors")))).toBe(line);
    await isAccessible(page, "broken, with a line to copy", { within: "main" });
    await control.options("v2", { cors_origin: line.split("=")[1] });
    await mended();
  });
  for (const [name, fault, step, finding] of [
    ["a page that may not be read", { fault: "html", cors: false }, "cors", "cors.refused"],
    ["calls with a key stopped on the way", { fault: "cors_refused", method: "POST" }, "key", "key.preflight"],
  ]) {
    await test.step(name, async () => {
      await control.fault("v2", fault);
      await check.button("v2").click();
      await check.stopsAt(step, finding, { origin: origin(demo) });
      await control.clearFaults("v2");
      await mended();
    });
  }
  await test.step("nobody listens", async () => {
    await panel.addServer("v1", { label: "gone", url: `http://127.0.0.1:${await closedPort()}` });
    await check.fromList("gone");
    await check.stopsAt("reach", "reach.none");
  });
});

test("what is switched off is asked of the instance that is named, and the lines can be copied", async ({ panel, control }) => {
  await control.options("v2", { rabbitmq: true, typebot: true });
  await panel.start("v2");
  await panel.check.fromList("v2");
  const switches = panel.check.step("switches");
  await panel.check.showDetails();
  await expect(switches).toContainText(panel.check.say("switches.no_instance"));
  await control.create("v2", { instanceName: "there is", integration: "WHATSAPP-BAILEYS" });
  await panel.goTo("");
  await panel.fill("instance_name", "there is");
  await panel.check.fromList("v2");
  // Good to know: it is told without a look at the details.
  await panel.check.isMarked("switches", "note");
  await expect(panel.check.steps).toHaveCount(1);
  const off = ["WEBSOCKET", "SQS", "NATS", "KAFKA", "PUSHER", "CHATWOOT"].map((name) => `${name}_ENABLED=true`);
  expect(await panel.copied(panel.button("common.copy", switches))).toBe(off.join("\n"));
  await control.allOn("v2");
  await panel.check.button("v2").click();
  await panel.check.isGood();
  await panel.check.showDetails();
  await expect(switches).toContainText(panel.check.say("switches.good"));
  readsOnly((await control.requests("v2")).filter(({ path }) => path !== "/instance/create"));
});

test("a newer check ends the one before it, and a check goes with the server that it was made of", async ({ page, panel, control }) => {
  await panel.start("v2");
  await panel.addServer("v1");
  await panel.goTo("servers");
  await control.fault("v2", { fault: "latency", ms: 10_000, path_prefix: "/verify-creds" });
  await panel.check.button("v2").click();
  await expect(panel.check.verdict).toHaveText(panel.check.running("key"));
  await panel.check.fromList("v1");
  await panel.check.isGood();
  await expect(panel.check.verdict).toHaveCount(1);
  await control.clearFaults("v2");

  // Saved with another address, it is another server.
  await panel.editServer("v1");
  await page.locator("#server-url").fill(panel.base("whatsapp"));
  await page.locator("input[name=dialect][value=l2msg]").check();
  await panel.saveServer();
  await expect(panel.serverForm).toHaveCount(0);
  await expect(panel.check.verdict).toHaveCount(0);

  // The newcomer gets the id of the one that is gone.
  await panel.check.fromList("v1");
  await panel.check.isGood();
  await panel.serverButton("common.remove", "v1").click();
  await panel.button("servers.remove.confirm", panel.dialog).click();
  await expect(panel.serverRows).toHaveCount(1);
  await panel.addServer("v1", { label: "newcomer" });
  await panel.goTo("servers");
  await expect(panel.serverRows).toHaveCount(2);
  await expect(panel.check.verdict).toHaveCount(0);

  // One that is still under way says nothing of the server that takes its place.
  const late = await hold(page, /\/v1\/instance\//);
  await panel.check.button("newcomer").click();
  await expect(panel.check.verdict).toHaveText(panel.check.running("key"));
  await panel.editServer("newcomer");
  const nobody = `http://127.0.0.1:${await closedPort()}`;
  panel.servers.add(nobody);
  await page.locator("#server-url").fill(nobody);
  await panel.saveServerAnyway();
  await expect(panel.check.verdict).toHaveCount(0);
  await panel.serverIs("failed");
  late.release();
  await expect.poll(async () => (await control.requests("v1")).filter(({ path }) => path.startsWith("/instance")).at(-1)?.status).toBeTruthy();
  await expect(panel.check.verdict).toHaveCount(0);
  await panel.serverIs("failed");
});
