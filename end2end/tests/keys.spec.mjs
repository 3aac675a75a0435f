// Keys: where they are kept, and that they are nowhere else.

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
