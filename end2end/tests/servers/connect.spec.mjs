// The first server: connected on the page that creates, with an address and a key.

import { isAccessible } from "../../support/panel/axe.mjs";
import { KEY, closedPort } from "../../support/server/demo.mjs";
import { expect, test } from "../../support/test.mjs";

const url = (page) => page.locator("#server-url");
const key = (page) => page.locator("#server-key");
const primaries = (page) => page.locator(".button.primary:visible");

test("three entries and three presses lead from the first visit to a creation, by keyboard alone @smoke @engines", async ({ page, panel, control }) => {
  await panel.open();
  await expect(url(page)).toBeFocused();
  await expect(primaries(page)).toHaveText([panel.say("servers.connect")]);
  await isAccessible(page, "the card of the first server", { within: ".connect" });
  await page.keyboard.type(panel.base("v1"));
  await page.keyboard.press("Enter");
  await expect(key(page)).toBeFocused();
  await page.keyboard.type(KEY);
  await page.keyboard.press("Enter");
  await expect(panel.name).toBeFocused();
  await expect(panel.serverForm).toHaveCount(0);
  await expect(primaries(page)).toHaveText([panel.say("create.submit")]);
  // The form is the one of the version that the server told.
  await expect(panel.row("reject_call")).toContainText("reject_call");
  await page.keyboard.type("first");
  await page.keyboard.press("Enter");
  await panel.created();
  await expect.poll(() => control.creations("v1")).toHaveLength(1);
  // The key lives in this session, since nothing else was asked for.
  await panel.tokenIsStored();
  await panel.goTo("servers");
  await expect(panel.serverLabels).toHaveText([panel.base("v1").replace("http://", "")]);
  await expect(panel.serverForm).toHaveCount(0);
  await expect.poll(() => page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain(KEY);
});

test("the card says what is missing, keeps what is typed, and asks for what the server does not tell", async ({ page, panel }) => {
  await panel.open();
  await panel.fill("instance_name", "later");
  await test.step("Create leads to the card", async () => {
    await panel.press();
    await expect(url(page)).toBeFocused();
    await expect(page).toHaveURL(/\/$|#\/$/);
  });
  await test.step("an address is needed, then a key", async () => {
    await panel.saveServer();
    await expect(page.locator("#server-url-problem")).toHaveText(panel.say("problem.missing"));
    await expect(url(page)).toBeFocused();
    await url(page).fill(panel.base("whatsapp"));
    await panel.saveServer();
    await expect(page.locator("#server-key-problem")).toHaveText(panel.check.say("key.empty.cure"));
    await expect(key(page)).toBeFocused();
    await expect(key(page)).toHaveAttribute("aria-invalid", "true");
  });
  await test.step("the other screen's form holds the same", async () => {
    await panel.goTo("servers");
    await expect(page.locator("#server-label")).toBeVisible();
    await expect(url(page)).toHaveValue(panel.base("whatsapp"));
    await panel.goTo("");
  });
  await test.step("a server without a version leaves the choice", async () => {
    await key(page).fill(KEY);
    await panel.saveServer();
    await expect(page.locator("#server-dialect-problem")).toHaveText(panel.say("servers.problem.api_version"));
    await expect(page.locator("input[name=dialect]").first()).toBeFocused();
    await page.locator("input[name=dialect][value=l2msg]").check();
    await panel.saveServer();
    await expect(panel.name).toBeFocused();
    await expect(panel.name).toHaveValue("later");
  });
  await panel.create();
});

test("a press on Connect counts, though the answer about the address comes during it", async ({ page, panel }) => {
  await panel.open();
  await url(page).fill(panel.base("whatsapp"));
  const answered = page.waitForResponse((response) => response.url().startsWith(panel.base("whatsapp")));
  await panel.serverForm.locator("button[type=submit]").hover();
  // The address is left, and its server is asked; without a version, there is one more row above the button.
  await page.mouse.down();
  await (await answered).finished();
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  await page.mouse.up();
  await expect(page.locator("#server-key-problem")).toHaveText(panel.check.say("key.empty.cure"));
  await expect(page.locator("input[name=dialect]").first()).toBeVisible();
});

test("a server that is down is told by its cause, and can be saved all the same", async ({ page, panel }) => {
  const nobody = `http://127.0.0.1:${await closedPort()}`;
  panel.mayAsk(nobody);
  await panel.open();
  await url(page).fill(nobody);
  await key(page).fill(KEY);
  await panel.saveServer();
  const problem = page.locator("#server-url-problem");
  await expect(problem).toContainText(panel.check.say("reach.none"));
  await expect(url(page)).toBeFocused();
  await expect(panel.serverForm).toContainText(panel.say("servers.not_saved"));
  await isAccessible(page, "a server that is down", { within: ".connect" });
  // Nobody told its version, so it has to be chosen.
  await panel.saveAnyway.click();
  await expect(page.locator("#server-dialect-problem")).toHaveText(panel.say("servers.problem.api_version"));
  await page.locator("input[name=dialect][value=evolution-v2]").check();
  await expect(panel.saveAnyway).toHaveCount(0);
  await panel.saveServer();
  await expect(problem).toContainText(panel.check.say("reach.none"));
  await panel.saveAnyway.click();
  await expect(panel.name).toBeFocused();
  await panel.serverIs("failed");
});
