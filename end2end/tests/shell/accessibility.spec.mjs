// What axe can tell of accessibility, on every screen, in both themes and three languages.

import { AxeBuilder } from "@axe-core/playwright";

import { fullForm, richResult, serversWithForm } from "../../support/panel/screens.mjs";
import { expect, test } from "../../support/test.mjs";

const COLOURS = ["color-contrast", "link-in-text-block"];

/** There are no frames here, and of what is right nothing is told: both make it much faster. */
const axe = (page) => new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ["violations"] });

/** Violations, short enough to read. */
async function clean(page, where, builder = axe(page)) {
  const { violations } = await builder.analyze();
  const told = violations.map(({ id, nodes }) => ({
    id,
    nodes: nodes.map((node) => `${node.target.join(" ")}: ${node.any[0]?.message ?? node.failureSummary}`),
  }));
  // Soft: the other themes and languages are to be told of, too.
  expect.soft(told, where).toEqual([]);
}

/**
 * The same screen in all languages and both themes: what is typed and shown stays. A theme changes
 * colours alone, and a language words alone, so each is looked at for what it can spoil.
 */
async function cleanEverywhere(page, panel, tags = ["en"]) {
  for (const tag of tags) {
    if (tags.length > 1) await panel.setLanguage(tag);
    await clean(page, tag, axe(page).disableRules(COLOURS));
  }
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme });
    await clean(page, colorScheme, axe(page).withRules(COLOURS));
  }
}

const ALL = ["en", "pt-BR", "es"];

test("the empty form, without a server", async ({ page, panel }) => {
  await panel.open();
  await cleanEverywhere(page, panel);
});

test("the form with all groups on", async ({ page, panel }) => {
  test.slow();
  await fullForm(panel);
  await cleanEverywhere(page, panel, ALL);
});

test("the forms of the other dialects", async ({ page, panel }) => {
  await fullForm(panel, "v1");
  await clean(page, "v1");
  await panel.addServer("whatsapp");
  await panel.allGroupsOn();
  await clean(page, "whatsapp");
});

test("the form with problems and their summary", async ({ page, panel }) => {
  await fullForm(panel);
  await panel.fill("webhook_url", "htp://wrong");
  await panel.fill("msg_call", "a note");
  await panel.press();
  await expect(panel.summary).toBeVisible();
  await cleanEverywhere(page, panel);
});

test("a failure, with its details open and the name looked up", async ({ page, panel, control }) => {
  await panel.start("v2");
  await panel.fill("instance_name", "axe");
  await control.fault("v2", { fault: "bad_json", method: "POST" });
  await panel.press();
  await panel.failsWith("not_json");
  await panel.failure.locator("summary").first().click();
  await expect(panel.failure.locator(".sighting")).toHaveText(panel.say("failure.look.exists", { name: "axe", state: "not connected (close)" }));
  await cleanEverywhere(page, panel);
});

test("a half-made instance, deleted, and a name that is waited for", async ({ page, panel, control }) => {
  for (const [mount, words] of [["v1", "half_made"], ["v2", "held"]]) {
    await control.options(mount, { proxy_ok: false, delete_ms: 3_600_000 });
    await (mount === "v1" ? panel.start(mount) : panel.addServer(mount));
    await panel.switchOn("proxy");
    const proxy = { proxy_host: "proxy.example.com", proxy_port: "3128", proxy_protocol: "http" };
    await panel.fillAll({ instance_name: "axe", ...proxy });
    await panel.press();
    const sighting = panel.failure.locator(".sighting");
    await expect(sighting).toHaveText(panel.say(`failure.look.${words}`, { name: "axe", state: "not connected (close)" }));
    await cleanEverywhere(page, panel);
    if (mount === "v1") {
      await panel.failure.getByRole("button", { name: panel.say("failure.delete") }).click();
      await expect(sighting).toHaveText(panel.say("failure.delete.done", { name: "axe" }));
      await cleanEverywhere(page, panel);
    }
  }
});

test("what was on its way when the page was loaded anew", async ({ page, panel, control }) => {
  await panel.start("v2");
  await panel.fill("instance_name", "axe");
  await control.fault("v2", { fault: "cut_after", method: "POST" });
  await panel.press();
  await panel.failsWith("unreachable");
  await page.reload();
  await panel.failsWith("interrupted");
  const found = panel.say("failure.look.exists", { name: "axe", state: "not connected (close)" });
  await expect(panel.failure.locator(".sighting")).toHaveText(found);
  await cleanEverywhere(page, panel);
});

test("while it is sending", async ({ page, panel, control }) => {
  await panel.start("v2");
  await panel.fill("instance_name", "axe");
  await control.fault("v2", { fault: "latency", ms: 15_000, method: "POST" });
  await panel.press();
  await expect(page.locator(".sending")).toBeVisible();
  await clean(page, "sending");
});

test("the result with a QR code", async ({ page, panel, control }) => {
  test.slow();
  await richResult(panel, control);
  for (const summary of await page.locator("#main summary").all()) await summary.click();
  await cleanEverywhere(page, panel, ALL);
});

test("the servers, list and form", async ({ page, panel }) => {
  await serversWithForm(panel);
  await page.locator(".server-form button[type=submit]").click();
  await cleanEverywhere(page, panel);
});

test("the dialogs", async ({ page, panel }) => {
  const dialog = page.getByRole("dialog");
  const cancel = () => dialog.getByRole("button").first().click();
  await panel.start("v2");
  await page.getByRole("button", { name: panel.say("create.reset_all"), exact: true }).click();
  await expect(dialog).toBeVisible();
  await cleanEverywhere(page, panel);
  await cancel();
  await panel.goTo("servers");
  await page.getByRole("button", { name: `${panel.say("common.remove")}: v2` }).click();
  await expect(dialog).toBeVisible();
  await cleanEverywhere(page, panel);
  await cancel();
  await panel.goTo("");
  await panel.fill("instance_name", "axe");
  await panel.create();
  await panel.goTo("servers");
  await expect(dialog).toBeVisible();
  await cleanEverywhere(page, panel);
});

test("the list of found fields, open", async ({ page, panel }) => {
  await panel.start("v2");
  await page.locator("#find-field").fill("url");
  await expect(page.locator("#find-list [role=option]").first()).toBeVisible();
  await cleanEverywhere(page, panel);
});

test("narrow, with the sections unfolded", async ({ page, panel }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await fullForm(panel);
  await page.locator(".rail-toggle").click();
  await clean(page, "narrow");
});
