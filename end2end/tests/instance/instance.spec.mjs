// One instance from its link to its deletion. What a `set` sends, group by group and dialect by dialect, is
// tested in the domain.

import { isAccessible } from "../../support/panel/axe.mjs";
import { InstancePage } from "../../support/panel/instance.mjs";
import { GROUPS, PUBLIC } from "../../support/panel/proof.mjs";
import { ALL_SECRETS, masked } from "../../support/panel/values.mjs";
import { expect, test } from "../../support/test.mjs";

const NAME = "loja-1";
const WEBHOOK = { enabled: true, url: "https://hooks.example.com/in", events: ["CALL", "MESSAGES_UPSERT"] };

/** The groups of a mount that the page edits: a Typebot of 2.x is a row and no group. */
const groupsOf = (mount) => Object.keys(GROUPS[mount]).filter((group) => !(mount === "v2" && group === "typebot"));

/** A server that has everything on, with one instance. */
async function ready(control, mount, seed = {}) {
  await control.allOn(mount);
  await control.options(mount, { server_url: PUBLIC });
  await control.seed(mount, { name: NAME, state: "open", number: "5511912345678", ...seed });
}

for (const mount of ["v1", "v2", "whatsapp"]) {
  test(`${mount}: every group is switched on, changed and switched off, each with its proof @smoke`, async ({ panel, control }) => {
    test.setTimeout(180_000);
    const instance = new InstancePage(panel);
    await ready(control, mount);
    await panel.start(mount);
    await instance.open(NAME);
    for (const group of groupsOf(mount)) {
      const { field, asked } = GROUPS[mount][group];
      await test.step(`${group} is set`, async () => {
        await instance.edit(group);
        if (group !== "settings") await instance.switchOn(group);
        await instance.fillNeeded(group);
        await instance.fill(field, asked);
        await expect(instance.row(field)).toHaveClass(/dirty/);
        await instance.save.click();
        await instance.isSaved(group);
        await expect(instance.card(group).locator(".proof tbody tr").first()).toBeVisible();
      });
      if (group === "settings") continue;
      await test.step(`${group} is switched off, and what is lost comes back`, async () => {
        await instance.edit(group);
        await instance.switchOn(group, false);
        await expect(instance.card(group).locator(".off-note")).toBeVisible();
        await instance.saves(group, 1);
        await expect(instance.said(group)).toHaveText(panel.say("instance.saved.off", { section: instance.name(group) }));
        await instance.edit(group);
        await instance.switchOn(group);
        await instance.save.click();
        await instance.isSaved(group);
      });
    }
    const writes = (await control.posts(mount)).map((post) => post.path);
    expect(writes).toEqual(
      groupsOf(mount).flatMap((group) => Array(group === "settings" ? 1 : 3).fill(`/${group}/set/${NAME}`)),
    );
  });
}

test("an instance whose name has spaces around it is read and changed, and not the one without them", async ({ panel, control }) => {
  const instance = new InstancePage(panel);
  const name = `${NAME} `;
  await ready(control, "v2");
  await control.seed("v2", { name, state: "open", number: "5511912345679" });
  await panel.start("v2");
  await instance.open(name);
  await instance.edit("settings");
  const { field, asked } = GROUPS.v2.settings;
  await instance.fill(field, asked);
  await instance.save.click();
  await instance.isSaved("settings");
  expect((await control.posts("v2")).map((post) => post.path)).toEqual([`/settings/set/${encodeURIComponent(name)}`]);
});

test("v2: a secret is never shown, stays as it is, and is replaced", async ({ page, panel, control, consoleLines }) => {
  const instance = new InstancePage(panel);
  const [password] = ALL_SECRETS.slice(-3);
  await ready(control, "v2", {
    groups: {
      proxy: { enabled: true, host: "proxy.example.com", port: "3128", protocol: "http", username: "user", password },
      webhook: { ...WEBHOOK, headers: { Authorization: "Bearer abcdefghijklmnop" } },
    },
  });
  await panel.start("v2");
  await instance.open(NAME);
  await instance.edit("proxy");
  const stored = instance.row("proxy_password").locator(".stored-secret code");
  await expect(stored).toHaveText(masked(password));
  await instance.fill("proxy_port", "8080");
  await instance.saves("proxy", 1);
  await instance.isSaved("proxy");
  const last = async () => JSON.parse((await control.posts("v2")).at(-1).body);
  expect(await last()).toMatchObject({ port: "8080", password });
  await instance.edit("proxy");
  await page.locator("#edit-proxy_password").click();
  await expect(page.locator("#edit-proxy_password")).toBeFocused();
  await page.keyboard.type("another-secret");
  await instance.saves("proxy", 1);
  await instance.isSaved("proxy");
  expect(await last()).toMatchObject({ password: "another-secret" });
  await instance.edit("webhook");
  await expect(instance.row("webhook_headers").locator(".stored-secret")).toContainText("Authorization");
  const seen = (await page.content()) + consoleLines.join("\n");
  expect(ALL_SECRETS.filter((secret) => secret.length > 5 && seen.includes(secret))).toEqual([]);
});

for (const mount of ["v1", "v2"]) {
  test(`${mount}: a change made elsewhere is shown, and the operator chooses`, async ({ page, panel, control }) => {
    const instance = new InstancePage(panel);
    await ready(control, mount, { groups: { webhook: WEBHOOK } });
    await panel.start(mount);
    for (const [choice, url] of [
      ["instance.conflict.take_theirs", "https://theirs.example.com/1"],
      ["instance.conflict.take_mine", "https://mine.example.com"],
    ]) {
      await instance.open(NAME);
      await instance.edit("webhook");
      await instance.fill("webhook_url", "https://mine.example.com");
      const theirs = { ...WEBHOOK, url: `https://theirs.example.com/${choice.endsWith("theirs") ? 1 : 2}` };
      await control.seed(mount, { name: NAME, groups: { webhook: theirs } });
      await instance.save.click();
      await expect(instance.conflict.getByRole("heading")).toBeFocused();
      await expect(instance.conflict).toContainText(theirs.url);
      await expect(instance.conflict).toContainText("https://mine.example.com");
      await isAccessible(page, "conflict", { within: ".conflict" });
      await panel.button(choice, instance.conflict).click();
      await expect(instance.form).toBeHidden();
      await expect(instance.card("webhook").locator("dd", { hasText: url }).first()).toBeVisible();
    }
    const sets = (await control.posts(mount)).filter((post) => post.path.startsWith("/webhook/set/"));
    expect(sets.length).toBe(1);
    const body = JSON.parse(sets[0].body);
    expect(mount === "v1" ? body : body.webhook).toMatchObject({ url: "https://mine.example.com", enabled: true });
  });
}

test("v2: a refused save keeps what was typed, and a dead route hides no other group", async ({ page, panel, control }) => {
  const instance = new InstancePage(panel);
  await ready(control, "v2", { groups: { webhook: WEBHOOK } });
  await control.options("v2", { rabbitmq: false, chatwoot: false });
  await control.fault("v2", { fault: "status500", method: "GET", path: `/nats/find/${NAME}` });
  await panel.start("v2");
  await instance.open(NAME);
  await expect(instance.card("rabbitmq")).toContainText("RABBITMQ_ENABLED");
  await expect(instance.card("chatwoot")).toContainText("CHATWOOT_ENABLED");
  await expect(instance.card("nats")).toContainText(panel.say("instance.group.unread"));
  await expect(instance.card("webhook").locator("dd", { hasText: WEBHOOK.url })).toBeVisible();
  await control.clearFaults("v2");
  await panel.button("again.read", instance.card("nats")).or(instance.card("nats").getByRole("button", { name: "NATS" })).first().click();
  await expect(instance.card("nats")).toContainText(panel.say("instance.group.nothing"));

  await control.failSet("v2", "webhook", NAME, { times: 1 });
  await instance.edit("webhook");
  await instance.fill("webhook_url", "https://other.example.com");
  await instance.save.click();
  await expect(instance.card("webhook").getByRole("alert")).toContainText(panel.say("instance.refused"));
  await expect(page.locator("#edit-webhook_url")).toHaveValue("https://other.example.com");
  await instance.save.click();
  await instance.isSaved("webhook");
  await instance.edit("webhook");
  await page.locator("#edit-webhook_url").fill("nonsense");
  await instance.save.click();
  await expect(page.locator("#edit-webhook_url")).toBeFocused();
  await expect(instance.row("webhook_url")).toHaveClass(/invalid/);
});

test("the link works after a reload; not found, no key, a refused key and a dead server each say so", async ({ page, panel, control }) => {
  const instance = new InstancePage(panel);
  await ready(control, "v2", { profile_name: "Loja Centro" });
  await panel.start("v2");
  await instance.open(NAME);
  await page.reload();
  await expect(instance.title).toHaveText(NAME);
  await expect(instance.facts).toContainText("+55 (11) 91234-5678");
  await expect(instance.facts).toContainText("Loja Centro");
  await expect(instance.state).toHaveText(panel.say("instances.state.open"));

  await control.options("v2", { key: "another-key" });
  await page.reload();
  await expect(page.locator("#key-heading")).toContainText(panel.say("instance.key_refused.title"));
  await expect(page.locator("#server-key")).toBeVisible();
  await control.options("v2", { key: "demo-key" });

  await control.remove("v2", NAME);
  await page.reload();
  const missing = panel.main.getByRole("alert");
  await expect(missing).toContainText(panel.say("instance.missing.title"));
  await expect(missing.getByRole("link")).toHaveAttribute("href", "#/servers/1/instances");
  await isAccessible(page, "not found");

  await control.fault("v2", { fault: "cut_before" });
  await page.reload();
  await expect(panel.main.getByRole("alert").first()).toContainText(panel.say("instance.down.title", { server: "v2" }));
  await control.clearFaults("v2");

  await page.evaluate(() => (location.hash = "#/servers/9/instances/loja-1"));
  await expect(panel.main.getByRole("alert")).toContainText(panel.say("instance.no_server.title"));
});

test("v2: restart, disconnect and delete are verified by the state that is read", async ({ page, panel, control }) => {
  const instance = new InstancePage(panel);
  await ready(control, "v2");
  await panel.start("v2");
  await instance.open(NAME);
  await instance.more("instances.action.restart");
  await expect(instance.action).toContainText(panel.say("instances.done.restart"));
  await instance.more("instances.action.disconnect");
  await panel.button("instances.action.disconnect", panel.dialog).click();
  await expect(instance.action).toContainText(panel.say("instances.done.disconnect"));
  await expect(instance.state).toHaveText(panel.say("instances.state.close"));
  await expect(page.locator("#connect-instance")).toBeVisible();
  await page.locator("#connect-instance").click();
  await expect(page.locator("#instance-pairing-heading")).toBeFocused();
  await instance.more("instances.action.delete");
  const confirm = panel.button("instances.action.delete", panel.dialog);
  await expect(confirm).toBeDisabled();
  await page.locator("#action-dialog").getByRole("textbox").fill(NAME);
  await confirm.click();
  await expect(instance.action).toContainText(panel.say("instances.done.delete"));
  await page.getByRole("link", { name: panel.say("instance.missing.back") }).click();
  await expect(page).toHaveURL(/#\/servers\/1\/instances$/);
});

test("v2: what will not work is named, and a duplicate fills in the form", async ({ page, panel, control }) => {
  const instance = new InstancePage(panel);
  await ready(control, "v2", {
    number: null,
    groups: { webhook: { ...WEBHOOK, url: "" }, websocket: { enabled: true, events: ["CALL"] } },
  });
  await control.options("v2", { websocket: false });
  await panel.start("v2");
  await instance.open(NAME);
  await expect(instance.warnings.getByRole("listitem")).toHaveCount(3);
  await expect(instance.warnings).toContainText("WEBSOCKET_ENABLED");
  await panel.button("section.webhook.name", instance.warnings).click();
  await expect(page.locator("#group-webhook-heading")).toBeFocused();
  await instance.more("result.duplicate");
  await expect(page.locator("#duplicate-dialog")).toContainText(panel.say("section.websocket.name"));
  await panel.button("instance.left.go_on", page.locator("#duplicate-dialog")).click();
  await expect(page).toHaveURL(/#\/$/);
  await expect(panel.switchOf("webhook")).toBeChecked();
  await expect(panel.name).toHaveValue("");
});

test("by keyboard alone, without anything that axe objects to", async ({ page, panel, control }) => {
  const instance = new InstancePage(panel);
  await ready(control, "v2", { groups: { webhook: WEBHOOK } });
  await panel.start("v2");
  await instance.open(NAME);
  await expect(instance.card("proxy")).toContainText(panel.say("instance.group.nothing"));
  await isAccessible(page, "instance");
  await page.locator("#edit-webhook").focus();
  await page.keyboard.press("Enter");
  await expect(instance.switchOf("webhook")).toBeFocused();
  await isAccessible(page, "edit", { within: "#group-webhook" });
  await page.keyboard.press("Tab");
  await expect(page.locator("#edit-webhook_url")).toBeFocused();
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.type("https://keys.example.com");
  await page.keyboard.press("ControlOrMeta+Enter");
  await instance.isSaved("webhook");
  await isAccessible(page, "saved", { within: "#group-webhook" });
  await page.locator("#instance-more").focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  await expect(page.locator("#instance-more")).toBeFocused();
  await expect(page.locator("#instance-more-items")).toBeHidden();
});

test("v2: a text goes out, and each answer has its words", async ({ page, panel, control }) => {
  const instance = new InstancePage(panel);
  await ready(control, "v2");
  await panel.start("v2");
  await instance.open(NAME);
  const card = page.locator(".try-it");
  const send = async (number) => {
    await page.locator("#try-number").fill(number);
    await card.locator("button[type=submit]").click();
  };
  await send("12");
  await expect(page.locator("#try-number")).toBeFocused();
  await expect(card).toContainText(panel.say("pairing.number.problem"));
  await send("+55 (11) 91234-0000");
  await expect(card.getByRole("status").first()).toContainText(panel.say("instance.try.not_on_whatsapp"));
  await send("+55 (11) 91234-5678");
  await expect(card.getByRole("status").first()).toContainText(panel.say("instance.try.sent_id", { id: "" }).slice(0, 20));
  await control.setState("v2", NAME, "close");
  await send("+55 (11) 91234-5678");
  await expect(card.getByRole("status").first()).toContainText(panel.say("instance.try.not_connected"));
  await card.locator("summary").first().click();
  await expect(card.locator(".curl")).toContainText("$EVOLUTION_API_KEY");
});

for (const mount of ["v1", "v2"]) {
  test(`${mount}: rescue ends in a new creation with everything that was read`, async ({ page, panel, control }) => {
    const proxy = { host: "proxy.example.com", port: "3128", protocol: "http", username: "u", password: "p" };
    const instance = new InstancePage(panel);
    await ready(control, mount, { state: "close", groups: { webhook: WEBHOOK, proxy: mount === "v1" ? { enabled: true, proxy } : { enabled: true, ...proxy } } });
    await panel.start(mount);
    await instance.open(NAME);
    await instance.more("instance.repair");
    await expect(page.locator("#rescue-heading")).toBeFocused();
    await isAccessible(page, "rescue", { within: ".rescue" });
    await panel.button("instance.recreate", page.locator(".rescue")).click();
    const dialog = page.locator("#recreate-dialog");
    await expect(dialog).toContainText(panel.say("instance.left.connection"));
    await isAccessible(page, "question", { within: "#recreate-dialog" });
    const confirm = panel.button("instance.recreate", dialog);
    await expect(confirm).toBeDisabled();
    await dialog.getByRole("textbox").fill(NAME);
    await confirm.click();
    await panel.created();
    await expect(panel.resultStatus).toHaveText(panel.say("result.as_requested"));
    const [creation] = await control.creations(mount);
    expect(JSON.parse(creation.body)).toMatchObject(
      mount === "v1"
        ? { instanceName: NAME, webhook: WEBHOOK.url, proxy: { host: "proxy.example.com" } }
        : { instanceName: NAME, webhook: { url: WEBHOOK.url }, proxyHost: "proxy.example.com" },
    );
  });
}
