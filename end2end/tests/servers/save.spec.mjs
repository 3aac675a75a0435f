// Saving a server: it is asked whether it takes the key, and what it answers is said at the field.

import { isAccessible } from "../../support/panel/axe.mjs";
import { answers, hold } from "../../support/server/answers.mjs";
import { KEY } from "../../support/server/demo.mjs";
import { expect, test } from "../../support/test.mjs";

const url = (page) => page.locator("#server-url");
const key = (page) => page.locator("#server-key");
const keyProblem = (page) => page.locator("#server-key-problem");

/** The form of a new server, with this address. */
async function newServer(panel, address) {
  await panel.open();
  await panel.goTo("servers");
  await expect(panel.page.locator("#server-label")).toBeVisible();
  await url(panel.page).fill(address);
}

/** The sentence and the cure of a finding. */
const told = (panel, finding, values) => `${panel.check.say(finding, values)} ${panel.check.say(`${finding}.cure`, values)}`;

test("a key that cannot create is said in the form, and no list is loaded for that @smoke", async ({ page, panel, control }) => {
  const { hash } = await control.create("v2", { instanceName: "other", integration: "WHATSAPP-BAILEYS" });
  await newServer(panel, panel.base("v2"));
  await panel.saveServer();
  await expect(keyProblem(page)).toHaveText(panel.check.say("key.empty.cure"));
  await expect(key(page)).toBeFocused();
  for (const [wrong, finding, values] of [
    ["wrong-key", "key.wrong"],
    [hash, "kind.token", { subject: "other" }],
    ["429683C4C977415CAAFCCE10F7D57E11", "key.example"],
  ]) {
    await key(page).fill(wrong);
    // What was said is about another key.
    await expect(keyProblem(page)).toBeEmpty();
    await expect(panel.saveAnyway).toHaveCount(0);
    await panel.saveServer();
    await expect(keyProblem(page), finding).toHaveText(told(panel, finding, values));
    await expect(key(page)).toBeFocused();
    await expect(page).toHaveURL(/#\/servers$/);
    await expect(panel.serverRows).toHaveCount(0);
  }
  await isAccessible(page, "a refused key", { within: ".server-form" });
  // The global key alone is shown everything: nobody asked for that.
  await panel.settled();
  const lists = (await control.requests("v2")).filter(({ path, headers }) => /fetchInstances$/.test(path) && headers.apikey === KEY);
  expect(lists).toEqual([]);

  await test.step("saved all the same, it is marked as refused until another key comes", async () => {
    await panel.saveAnyway.click();
    await expect(panel.name).toBeVisible();
    await panel.serverIs("refused");
    await panel.goTo("servers");
    await panel.serverRows.locator("[id^=edit-server-]").click();
    // Without a change that matters, nothing is asked again.
    await page.locator("#server-label").fill("v2");
    await panel.saveServer();
    await expect(panel.serverForm).toHaveCount(0);
    await panel.editServer("v2");
    await key(page).fill(KEY);
    await panel.saveServer();
    await expect(panel.serverForm).toHaveCount(0);
    await panel.serverIs("reachable");
  });
});

test("a slow server is waited for, and given up by Cancel or by typing", async ({ page, panel }) => {
  const greeting = await hold(page, new RegExp(`^${panel.base("v2")}/$`));
  await newServer(panel, panel.base("v2"));
  await key(page).fill(KEY);
  await expect(panel.detection).toHaveText(panel.say("servers.api_version.detecting"));
  await panel.saveServer();
  const line = panel.serverForm.locator(".save-line");
  await expect(line).toHaveText(panel.check.running("version"));
  await expect(panel.serverForm.locator("button[type=submit]")).toHaveAttribute("aria-disabled", "true");
  await expect(line).toHaveText(panel.check.say("running_slow", { step: panel.check.nameOf("version") }));
  await expect(panel.detection).toHaveText(panel.say("servers.api_version.detecting_slow"));
  // Another key is another question.
  await key(page).fill("other");
  await expect(line).toBeEmpty();
  await key(page).fill(KEY);
  await panel.saveServer();
  await expect(line).toHaveText(panel.check.running("version"));
  expect(greeting.count()).toBe(1);
  greeting.release();
  await expect(panel.name).toBeVisible();
  await panel.serverIs("reachable");
  // The greeting of the form was enough to save it; the header asked for its own.
  expect(greeting.count()).toBe(2);
});

test("what stands in the way is named at the address, with the way out next to it", async ({ page, panel, control, demo }) => {
  const problem = page.locator("#server-url-problem");
  await test.step("a path with a segment too many", async () => {
    await newServer(panel, `${panel.base("v2")}/api`);
    await url(page).blur();
    await expect(problem).toContainText(panel.check.say("version.shorter", { subject: panel.base("v2") }));
    await panel.serverForm.getByRole("button", { name: panel.check.say("use_address", { url: panel.base("v2") }) }).click();
    await expect(url(page)).toHaveValue(panel.base("v2"));
    await expect(panel.detection).toContainText("2.3.6");
    await expect(problem).toBeEmpty();
  });
  await test.step("a page that may not read the answers", async () => {
    await control.options("v2", { cors_origin: "https://other.example" });
    await key(page).fill(KEY);
    await url(page).fill(`${panel.base("v2")}/`);
    await panel.saveServer();
    // The test of the typed address may say the same before the saving has ended; that leads to the field.
    await expect(url(page)).toBeFocused();
    const origin = new URL(demo.panel).origin;
    await expect(problem).toContainText(panel.check.say("cors.refused", { origin }));
    await expect(panel.serverForm.locator(".remedies pre")).toHaveText(`CORS_ORIGIN=${origin}`);
    await control.options("v2", { cors_origin: "*" });
  });
  await test.step("a licence that is missing", async () => {
    const page_ = "https://licence.example.com/register?id=1";
    await answers(page, /verify-creds$/, { error: "service not activated", code: "LICENSE_REQUIRED", register_url: page_ }, 503);
    await panel.saveServer();
    await expect(url(page)).toBeFocused();
    await expect(problem).toContainText(panel.check.say("licence.bad"));
    const link = panel.serverForm.getByRole("link", { name: panel.check.say("licence.register", { host: "licence.example.com" }) });
    await expect(link).toHaveAttribute("href", page_);
    await expect(link).toHaveAttribute("rel", /noopener/);
    await page.unroute(/verify-creds$/);
  });
  await test.step("several servers behind one address", async () => {
    await control.fault("v2", { fault: "status401", path_prefix: "/verify-creds", times: 1 });
    await panel.saveServer();
    await expect(key(page)).toBeFocused();
    await expect(page.locator("#server-key-problem")).toHaveText(told(panel, "key.in_turn"));
  });
  await panel.saveServer();
  await expect(panel.name).toBeVisible();
});
