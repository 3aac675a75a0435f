// The servers: added by a pasted address, told apart, edited, moved, removed, chosen and kept.

import { KEY } from "../../support/server/demo.mjs";
import { expect, test } from "../../support/test.mjs";

const url = (page) => page.locator("#server-url");
const dialect = (page) => page.locator("input[name=dialect]:checked");
const labels = (panel) => panel.serverLabels.allTextContents();

/** The list, with no form open. */
async function listed(panel) {
  await panel.goTo("servers");
  await expect(panel.page.locator("#add-server")).toBeVisible();
}

test("a pasted address of a manager is cleaned, and its dialect detected @smoke", async ({ page, panel }) => {
  await panel.open();
  await panel.goTo("servers");
  await expect(url(page)).toBeFocused();
  await url(page).fill(`  ${panel.base("v1")}/manager/  `);
  await expect(page.locator("#server-url-help")).toContainText(panel.say("servers.cleaned", { url: panel.base("v1") }));
  await url(page).blur();
  const said = { version: "1.8.2", dialect: "Evolution 1.x" };
  await expect(panel.detection).toHaveText(panel.say("servers.dialect.detected", said));
  await expect(dialect(page)).toHaveValue("evolution-v1");
  // The address suggests a label.
  await expect(page.locator("#server-label")).toHaveValue(panel.base("v1").replace("http://", ""));
  await page.locator("#server-key").fill(KEY);
  await panel.saveServer();
  await expect(page.getByRole("banner")).toContainText(said.dialect);
  await expect(page.getByRole("banner")).toContainText(said.version);
  await panel.serverIs("reachable");
  await panel.fill("instance_name", "first");
  await panel.create();
});

test("whatsapp tells no version: its dialect is chosen by hand", async ({ page, panel }) => {
  await panel.open();
  await panel.goTo("servers");
  await url(page).fill(panel.base("whatsapp"));
  await url(page).blur();
  await expect(panel.detection).toHaveText(panel.say("servers.dialect.undetected"));
  await expect(dialect(page)).toHaveCount(0);
  await page.locator("#server-key").fill(KEY);
  await panel.saveServer();
  await expect(page.locator("#server-dialect-problem")).toHaveText(panel.say("servers.problem.dialect"));
  await page.locator("input[name=dialect][value=l2msg]").check();
  await panel.saveServer();
  await expect(panel.name).toBeVisible();
  await panel.fill("instance_name", "first");
  await panel.create();
});

test("a dialect chosen by hand stays, whatever is detected after it", async ({ page, panel, control }) => {
  await panel.open();
  await panel.goTo("servers");
  await control.fault("v2", { fault: "latency", ms: 1000, path_prefix: "/" });
  await url(page).fill(panel.base("v2"));
  const answered = page.waitForResponse((response) => response.url() === `${panel.base("v2")}/`);
  await url(page).blur();
  await expect(panel.detection).toHaveText(panel.say("servers.dialect.detecting"));
  await page.locator("input[name=dialect][value=l2msg]").check();
  await (await answered).finished();
  await expect(panel.detection).toHaveText("");
  await expect(dialect(page)).toHaveValue("l2msg");
  // Asked again, the server may say otherwise.
  await panel.button("servers.dialect.detect").click();
  await expect(dialect(page)).toHaveValue("evolution-v2");
});

test("detection of a server that does not answer says why", async ({ page, panel }) => {
  panel.servers.add("https://evolution.invalid/");
  await panel.open();
  await panel.goTo("servers");
  panel.servers.add("https://evolution.invalid/");
  await url(page).fill("https://evolution.invalid");
  await url(page).blur();
  await expect(panel.detection).toContainText(panel.check.say("reach.none"));
});

test("what is missing or wrong is said beside its control", async ({ page, panel }) => {
  await panel.open();
  await panel.goTo("servers");
  await panel.saveServer();
  await expect(page.locator("#server-url-problem")).toHaveText(panel.say("problem.missing"));
  await expect(page.locator("#server-label-problem")).toHaveText(panel.say("servers.problem.label"));
  await expect(page.locator("#server-dialect-problem")).toHaveText(panel.say("servers.problem.dialect"));
  await expect(url(page)).toBeFocused();
  await expect(url(page)).toHaveAttribute("aria-invalid", "true");
  for (const [wrong, key, values] of [
    ["no address", "servers.problem.url"],
    ["ftp://host", "servers.problem.url_scheme"],
    ["http://", "servers.problem.url"],
    ["javascript:alert(1)", "servers.problem.url"],
    ["https://{{baseUrl}}", "servers.problem.url_placeholder", { text: "{{baseUrl}}" }],
    ["https://user:secret@host", "servers.problem.url_user_info"],
  ]) {
    await url(page).fill(wrong);
    await panel.saveServer();
    await expect(page.locator("#server-url-problem"), wrong).toHaveText(panel.say(key, values));
  }
  await url(page).fill(panel.base("v2"));
  await expect(page.locator("#server-url-problem")).toBeEmpty();
  await url(page).blur();
  await expect(page.locator("#server-label")).not.toHaveValue("");
  await page.locator("#server-label").fill("   ");
  await panel.saveServer();
  await expect(page.locator("#server-label-problem")).toHaveText(panel.say("servers.problem.label"));
  await expect(page.locator("#server-label")).toBeFocused();
  await page.locator("#server-label").fill("v2");
  await page.locator("input[name=dialect][value=evolution-v2]").check();
  await page.locator("#server-key").fill("tok日en");
  await panel.saveServer();
  await expect(page.locator("#server-key-problem")).toHaveText(panel.say("servers.problem.key", { character: "日" }));
  await expect(page.locator("#server-key")).toBeFocused();
});

test("a label typed right after the address takes the place of the suggestion", async ({ page, panel }) => {
  await panel.open();
  await panel.goTo("servers");
  await url(page).fill(panel.base("v2"));
  await page.keyboard.press("Tab");
  await expect(page.locator("#server-label")).toBeFocused();
  await page.keyboard.type("Loja");
  await expect(page.locator("#server-label")).toHaveValue("Loja");
});

test("a server is edited, and its key with it", async ({ page, panel }) => {
  await panel.start("v2", { key: "wrong-key" });
  await listed(panel);
  await panel.serverButton("servers.edit", "v2").click();
  await expect(url(page)).toHaveValue(panel.base("v2"));
  await expect(dialect(page)).toHaveValue("evolution-v2");
  await expect(page.locator("#server-key")).toHaveAttribute("type", "password");
  // Cancelling changes nothing.
  await page.locator("#server-label").fill("other");
  await panel.button("common.cancel", panel.serverForm).click();
  await expect(panel.serverForm).toHaveCount(0);
  expect(await labels(panel)).toEqual(["v2"]);
  await panel.serverButton("servers.edit", "v2").click();
  await page.locator("#server-label").fill("Produção");
  await page.locator("#server-key").fill(` ${KEY} `);
  await panel.saveServer();
  expect(await labels(panel)).toEqual(["Produção"]);
  await panel.goTo("");
  await panel.fill("instance_name", "edited");
  await panel.create();
});

test("servers are moved, chosen and removed, and a reload keeps it so", async ({ page, panel }) => {
  await panel.start("v2");
  await panel.addServer("v1");
  await panel.addServer("whatsapp");
  await listed(panel);
  expect(await labels(panel)).toEqual(["v2", "v1", "whatsapp"]);
  await panel.serverButton("servers.move_up", "whatsapp").click();
  await expect.poll(() => labels(panel)).toEqual(["v2", "whatsapp", "v1"]);
  await panel.serverButton("servers.move_down", "v2").click();
  await expect.poll(() => labels(panel)).toEqual(["whatsapp", "v2", "v1"]);
  await expect(panel.serverButton("servers.move_up", "whatsapp")).toBeDisabled();
  await expect(panel.serverButton("servers.move_down", "v1")).toBeDisabled();

  await panel.serverButton("servers.use", "v1").click();
  const current = panel.serverRows.filter({ hasText: panel.say("servers.in_use") });
  await expect(current.locator("b").first()).toHaveText("v1");

  await panel.serverButton("common.remove", "v2").click();
  await expect(panel.dialog).toContainText(panel.say("servers.remove.title", { label: "v2" }));
  await panel.button("common.cancel", panel.dialog).click();
  await expect(panel.dialog).toHaveCount(0);
  expect(await labels(panel)).toEqual(["whatsapp", "v2", "v1"]);
  await panel.serverButton("common.remove", "v2").click();
  await panel.button("servers.remove.confirm", panel.dialog).click();
  await expect.poll(() => labels(panel)).toEqual(["whatsapp", "v1"]);

  await page.reload();
  await expect.poll(() => labels(panel)).toEqual(["whatsapp", "v1"]);
  await expect(current.locator("b").first()).toHaveText("v1");
  // The key lives in the session, so a reload of the tab keeps it.
  await expect(panel.serverRows.getByText(panel.say("server.key_missing"))).toHaveCount(0);
  await panel.goTo("");
  await panel.fill("instance_name", "kept");
  await panel.create();
});

test("going back in the middle of typing an address leaves a panel that works", async ({ page, panel }) => {
  await panel.start("v2");
  await panel.goTo("servers");
  await page.locator("#add-server").click();
  await page.keyboard.type("https://half-typed.example");
  // The focused input leaves the page with an unsaved change.
  await page.goBack();
  await expect(panel.name).toBeVisible();
  await panel.fill("instance_name", "alive");
  await panel.create();
});

test("the last server removed leaves the way to a new one", async ({ page, panel }) => {
  await panel.start("v2");
  await listed(panel);
  await panel.serverButton("common.remove", "v2").click();
  await panel.button("servers.remove.confirm", panel.dialog).click();
  await expect(panel.main).toContainText(panel.say("servers.empty.title"));
  await panel.goTo("");
  await expect(panel.main).toContainText(panel.say("create.no_server.title"));
  const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
  expect(kept).not.toContain(KEY);
});

test("without a server, the press leads to the servers", async ({ page, panel }) => {
  await panel.open();
  await panel.fill("instance_name", "nobody");
  await panel.press();
  await expect(page).toHaveURL(/#\/servers$/);
  await expect(url(page)).toBeFocused();
});
