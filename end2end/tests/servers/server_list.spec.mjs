// The servers: added by a pasted address, told apart, edited, moved, removed, chosen and kept.

import { Panel } from "../../support/panel/panel.mjs";
import { sleeps } from "../../support/panel/second_tab.mjs";
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

test("a pasted address is cleaned, and its dialect is detected or chosen @smoke", async ({ page, panel, control }) => {
  await panel.open();
  await panel.goTo("servers");
  await expect(page.locator("#server-label")).toBeVisible();
  await expect(url(page)).toBeFocused();
  const cleaned = panel.say("servers.cleaned", { url: panel.base("v1") });
  for (const pasted of [`  ${panel.base("v1")}/manager/  `, `“${panel.base("v1")}/instance/create”`, `http://${panel.base("v1")}/docs`]) {
    await url(page).fill(pasted);
    await expect(panel.detection, pasted).toContainText(cleaned);
  }
  await page.keyboard.press("Tab");
  const said = { version: "1.8.2", dialect: "Evolution 1.x" };
  await expect(panel.detection).toContainText(panel.say("servers.api_version.detected", said));
  await expect(dialect(page)).toHaveValue("evolution-v1");
  // The address suggests a label, and what is typed next takes its place.
  const label = page.locator("#server-label");
  await expect(label).toBeFocused();
  await expect(label).toHaveValue(panel.base("v1").replace("http://", ""));
  await page.keyboard.type("Loja");
  await expect(label).toHaveValue("Loja");
  await test.step("another address is another server", async () => {
    await url(page).fill(panel.base("whatsapp"));
    await expect(dialect(page)).toHaveCount(0);
    await url(page).blur();
    await expect(panel.detection).toHaveText(panel.say("servers.api_version.undetected"));
  });
  await test.step("a dialect chosen by hand stays, whatever is detected after it", async () => {
    await control.fault("v2", { fault: "latency", ms: 1000, path_prefix: "/", times: 1 });
    await url(page).fill(panel.base("v2"));
    const answered = page.waitForResponse((response) => response.url() === `${panel.base("v2")}/`);
    await url(page).blur();
    await expect(panel.detection).toHaveText(panel.say("servers.api_version.detecting"));
    await page.locator("input[name=dialect][value=l2msg]").check();
    await (await answered).finished();
    await expect(panel.detection).toHaveText("");
    await expect(dialect(page)).toHaveValue("l2msg");
    // Asked again, the server may say otherwise.
    await panel.button("servers.api_version.detect").click();
    await expect(dialect(page)).toHaveValue("evolution-v2");
  });
  await page.locator("#server-key").fill(KEY);
  await panel.saveServer();
  await expect(page.getByRole("banner")).toContainText("Evolution 2.x");
  await expect(page.getByRole("banner")).toContainText("2.3.6");
  await panel.fill("instance_name", "first");
  await panel.create();
});

test("what is wrong is said next to its control, and odd texts do no harm", async ({ page, panel }) => {
  await panel.open();
  await panel.goTo("servers");
  await expect(page.locator("#server-label")).toBeVisible();
  for (const [wrong, key, values] of [
    ["", "problem.missing"],
    ["no address", "servers.problem.url"],
    ["ftp://host", "servers.problem.url_scheme"],
    ["http://", "servers.problem.url"],
    ["javascript:alert(1)", "servers.problem.url"],
    ["https://{{baseUrl}}", "servers.problem.url_placeholder", { text: "{{baseUrl}}" }],
    ["https://SEU_DOMINIO", "servers.problem.url_placeholder", { text: "SEU_DOMINIO" }],
    ["https://user:secret@host", "servers.problem.url_user_info"],
    ["<img src=x onerror=window.pwned=1>", "servers.problem.url_placeholder", { text: "<img src=x onerror=window.pwned=1>" }],
    ["\u202e\u0301 \ud83d\ude00//", "servers.problem.url"],
    ["x y".repeat(1_700), "servers.problem.url"],
  ]) {
    await url(page).fill(wrong);
    await panel.saveServer();
    const problem = page.locator("#server-url-problem");
    await expect(problem, wrong).not.toBeEmpty();
    if (!wrong.startsWith("<")) await expect(problem, wrong).toHaveText(panel.say(key, values));
    await expect(url(page)).toBeFocused();
    await expect(url(page)).toHaveAttribute("aria-invalid", "true");
  }
  await url(page).fill(panel.base("v2"));
  await expect(page.locator("#server-url-problem")).toBeEmpty();
  await page.locator("#server-key").fill("tok日en");
  await panel.saveServer();
  await expect(page.locator("#server-key-problem")).toHaveText(panel.say("servers.problem.key", { character: "日" }));
  await expect(page.locator("#server-key")).toBeFocused();
  // What comes along with a paste is left out of the key, and a label has an end.
  await page.locator("#server-key").fill(`“${KEY}”\u200b`);
  await page.locator("#server-label").fill(`<img src=x onerror=window.pwned=1>${"\ud83d\ude00".repeat(5_000)}`);
  await panel.saveServer();
  await expect(panel.name).toBeVisible();
  await panel.goTo("servers");
  await expect(panel.serverLabels).toContainText("<img src=x onerror=window.pwned=1>");
  await expect.poll(() => page.evaluate(() => window.pwned)).toBeUndefined();
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
});

test("servers are edited, moved, chosen and removed, and a reload keeps it so", async ({ page, panel }) => {
  await panel.start("v2");
  await test.step("going back in the middle of typing leaves a panel that works", async () => {
    await panel.goTo("servers");
    await page.locator("#add-server").click();
    await expect(url(page)).toBeFocused();
    await page.keyboard.type("https://half-typed.example");
    // The focused input leaves the page with an unsaved change.
    await page.goBack();
    await expect(panel.name).toBeVisible();
    await panel.goTo("servers");
    await expect(url(page)).toHaveValue("https://half-typed.example");
  });
  await panel.addServer("v1");
  await panel.addServer("whatsapp");
  await listed(panel);
  await expect.poll(() => labels(panel)).toEqual(["v2", "v1", "whatsapp"]);
  await test.step("edited", async () => {
    await panel.editServer("v2");
    await expect(url(page)).toHaveValue(panel.base("v2"));
    await expect(dialect(page)).toHaveValue("evolution-v2");
    await expect(page.locator("#server-key")).toHaveAttribute("type", "password");
    // One primary button at a time.
    await expect(page.locator(".button.primary:visible")).toHaveText([panel.say("servers.save")]);
    // Cancelling changes nothing.
    await page.locator("#server-label").fill("other");
    await panel.button("common.cancel", panel.serverForm).click();
    await expect(panel.serverForm).toHaveCount(0);
    await expect.poll(() => labels(panel)).toEqual(["v2", "v1", "whatsapp"]);
    await panel.editServer("v2");
    await page.locator("#server-label").fill("Produção");
    await page.locator("#server-key").fill(` ${KEY} `);
    await panel.saveServer();
    await expect(panel.serverForm).toHaveCount(0);
    await expect.poll(() => labels(panel)).toEqual(["Produção", "v1", "whatsapp"]);
  });
  await test.step("moved", async () => {
    await panel.serverButton("servers.move_up", "whatsapp").click();
    await expect.poll(() => labels(panel)).toEqual(["Produção", "whatsapp", "v1"]);
    await panel.serverButton("servers.move_down", "Produção").click();
    await expect.poll(() => labels(panel)).toEqual(["whatsapp", "Produção", "v1"]);
    await expect(panel.serverButton("servers.move_up", "whatsapp")).toBeDisabled();
    await expect(panel.serverButton("servers.move_down", "v1")).toBeDisabled();
  });
  await panel.serverButton("servers.use", "v1").click();
  const current = panel.serverRows.filter({ hasText: panel.say("servers.in_use") });
  await expect(current.locator("b").first()).toHaveText("v1");
  await test.step("removed", async () => {
    await panel.serverButton("common.remove", "Produção").click();
    await expect(panel.dialog).toContainText(panel.say("servers.remove.title", { label: "Produção" }));
    await panel.button("common.cancel", panel.dialog).click();
    await expect(panel.dialog).toHaveCount(0);
    await expect.poll(() => labels(panel)).toEqual(["whatsapp", "Produção", "v1"]);
    await panel.serverButton("common.remove", "Produção").click();
    await panel.button("servers.remove.confirm", panel.dialog).click();
    await expect.poll(() => labels(panel)).toEqual(["whatsapp", "v1"]);
  });
  await page.reload();
  await expect.poll(() => labels(panel)).toEqual(["whatsapp", "v1"]);
  await expect(current.locator("b").first()).toHaveText("v1");
  // The key lives in the session, so a reload of the tab keeps it.
  await expect(panel.serverRows.getByText(panel.say("server.key_missing"))).toHaveCount(0);
  await panel.goTo("");
  await panel.fill("instance_name", "kept");
  await panel.create();
  await panel.tokenIsStored();
  await test.step("the last one removed leaves the way to a new one, and no key", async () => {
    await listed(panel);
    for (const label of ["whatsapp", "v1"]) {
      await panel.serverButton("common.remove", label).click();
      await panel.button("servers.remove.confirm", panel.dialog).click();
      await expect(panel.serverButton("common.remove", label)).toHaveCount(0);
    }
    await expect(panel.main).toContainText(panel.say("servers.empty.title"));
    await panel.goTo("");
    await expect(panel.main).toContainText(panel.say("create.no_server.title"));
    const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
    expect(kept).not.toContain(KEY);
  });
});

test("what two tabs add is kept, though neither has heard of the other", async ({ page, panel, demo, control, context }) => {
  await panel.start("v2", { remember: true });
  const other = new Panel(await context.newPage(), demo, control);
  await sleeps(other.page);
  await other.open();
  await listed(other);
  // What may lead to a look at the list is over.
  await other.serverIs("reachable");
  await page.bringToFront();
  await panel.addServer("v1");
  await other.page.bringToFront();
  expect(await labels(other)).toEqual(["v2"]);
  await other.addServer("whatsapp");
  await other.page.reload();
  await listed(other);
  await expect.poll(async () => (await labels(other)).toSorted()).toEqual(["v1", "v2", "whatsapp"]);
});
