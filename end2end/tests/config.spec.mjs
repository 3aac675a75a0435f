// config.json: what every key does, and what is said of its wrong values. The tables hold every key of
// the schema; a key without its entries fails.

import { AxeBuilder } from "@axe-core/playwright";

import { EXAMPLE, SCHEMA, configure, keysOf, wrong } from "../support/config.mjs";
import { KEY } from "../support/demo.mjs";
import { startParents } from "../support/embed.mjs";
import { TAGS, say } from "../support/locale.mjs";
import { expect, test } from "../support/test.mjs";

// The browser lets no frame of another origin take the focus by itself.
test.use({ allowedErrors: /Blocked autofocusing/ });

const button = (scope, name) => scope.getByRole("button", { name, exact: true });
const notice = (page) => page.locator("#config-notice");
/** Every message: its path, and its sentence. */
const messages = (page) =>
  notice(page)
    .locator(".config-wrong li")
    .evaluateAll((items) =>
      items.map((item) => [item.querySelector("code")?.textContent ?? "", item.querySelector("span").textContent.trim()]),
    );

/** The panel may call the servers that the file names, and nobody else. */
async function openWith(page, panel, config) {
  await configure(page, config);
  const servers = Array.isArray(config.servers) ? config.servers : [];
  for (const { baseUrl } of servers) if (/^https:/.test(baseUrl)) panel.servers.add(new URL(baseUrl).origin);
  await panel.open();
}

const server = (panel, more = {}) => ({
  id: "main",
  label: "Main",
  baseUrl: panel.base("v2"),
  dialect: "evolution-v2",
  ...more,
});
const withKey = (panel, more = {}) => ({ allowKeys: true, servers: [server(panel, { key: KEY })], ...more });

/** Gives a server of the deployment its key, as the operator would. */
async function giveKey(page, panel, label) {
  await panel.goTo("servers");
  await button(page, say("config.server.edit", { label })).click();
  await expect(page.locator("#server-key")).toBeFocused();
  await page.locator("#server-key").fill(KEY);
  await page.locator(".server-form button[type=submit]").click();
  await expect(page.locator(".server-form")).toHaveCount(0);
  await panel.goTo("");
}

/** The body of the one creation that reached the server. */
async function created(control, mount = "v2") {
  const [creation, ...more] = await control.creations(mount);
  expect(more).toEqual([]);
  return JSON.parse(creation.body);
}

const colours = (page, selector) =>
  page.locator(selector).first().evaluate((element) => {
    const { backgroundColor, color } = getComputedStyle(element);
    return [backgroundColor, color];
  });

/** What each key does. */
const EFFECTS = {
  $schema: async ({ page, panel }) => {
    await openWith(page, panel, { $schema: "./config.schema.json" });
    await expect(notice(page)).toHaveCount(0);
  },

  $comment: async ({ page, panel }) => {
    await openWith(page, panel, { $comment: ["whatever", { stands: "here" }] });
    await expect(notice(page)).toHaveCount(0);
  },

  servers: async ({ page, panel }) => {
    // They come before those that the operator added, and stay as they are.
    await panel.start("v1", { label: "Own" });
    await configure(page, { servers: [server(panel), server(panel, { id: "b", label: "Second" })] });
    await page.reload();
    await expect(page.locator(".server-switch option")).toHaveCount(3);
    await panel.goTo("servers");
    await expect(page.locator(".server-name b")).toHaveText(["Main", "Second", "Own"]);
    const [main, , own] = await page.locator(".server-row").all();
    await expect(main).toContainText(say("config.server.given"));
    await expect(own).not.toContainText(say("config.server.given"));
    for (const name of ["move_up", "move_down"]) {
      await expect(button(main, say(`servers.${name}`, { label: "Main" }))).toHaveCount(0);
    }
    await expect(button(main, `${say("common.remove")}: Main`)).toHaveCount(0);
    await expect(button(main, say("servers.edit", { label: "Main" }))).toHaveCount(0);
    // The operator's own cannot be moved before them.
    await expect(button(own, say("servers.move_up", { label: "Own" }))).toBeDisabled();
    // Nothing of them is stored, but for the operator's key.
    const stored = () => page.evaluate(() => JSON.stringify({ ...localStorage }));
    expect(await stored()).not.toContain("Second");
    // Without the file they are gone, and the operator's own are as before.
    await configure(page, {});
    await page.reload();
    await expect(page.locator(".server-name b")).toHaveText(["Own"]);
  },

  "servers.id": async ({ page, panel, control }) => {
    // The key that was given belongs to the id: it is there again wherever the server stands.
    await openWith(page, panel, { servers: [server(panel)] });
    await giveKey(page, panel, "Main");
    const other = server(panel, { id: "other", label: "Other", baseUrl: panel.base("v1"), dialect: "evolution-v1" });
    await configure(page, { servers: [other, server(panel, { label: "Renamed" })] });
    await page.reload();
    await panel.goTo("servers");
    const [first, second] = await page.locator(".server-row").all();
    await expect(first).toContainText(say("server.key_missing"));
    await expect(second).not.toContainText(say("server.key_missing"));
    await button(second, `${say("servers.use")}: Renamed`).click();
    await panel.goTo("");
    await panel.fill("instance_name", "by-id");
    await panel.create();
    expect((await created(control)).instanceName).toBe("by-id");
  },

  "servers.label": async ({ page, panel }) => {
    await openWith(page, panel, { servers: [server(panel, { label: "Loja <b>Ünïcode</b>" })] });
    await expect(page.locator(".server-switch option")).toContainText("Loja <b>Ünïcode</b> — ");
    await configure(page, { servers: [{ baseUrl: panel.base("v2") }] });
    await page.reload();
    const address = panel.base("v2").replace("http://", "");
    await expect(page.locator(".server-switch option")).toHaveText(address);
  },

  "servers.baseUrl": async ({ page, panel, control }) => {
    // Pasted with more than the address: cleaned as in the form.
    await openWith(page, panel, withKey(panel, { servers: [server(panel, { key: KEY, baseUrl: `${panel.base("v2")}/manager/` })] }));
    await expect(page.locator(".dot")).toHaveClass(/reachable/);
    await panel.fill("instance_name", "there");
    await panel.create();
    expect((await created(control)).instanceName).toBe("there");
  },

  "servers.dialect": async ({ page, panel }) => {
    for (const [dialect, wire] of [["evolution-v1", "reject_call"], ["evolution-v2", "rejectCall"]]) {
      await openWith(page, panel, { servers: [server(panel, { dialect })] });
      await expect(panel.row("reject_call").locator(".wire")).toHaveText(wire);
    }
  },

  "servers.key": async ({ page, panel, control }) => {
    await openWith(page, panel, withKey(panel));
    // Everybody can read it, and that is said.
    await expect(notice(page)).toContainText(say("config.secrets.body"));
    await expect(notice(page).locator(".config-secrets li")).toHaveText(["servers[0].key"]);
    await expect(notice(page)).not.toContainText(KEY);
    await panel.fill("instance_name", "keyed");
    await panel.create();
    expect((await created(control)).instanceName).toBe("keyed");
    // It is had from the file each time: no storage of the browser holds it.
    const stored = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
    expect(stored).not.toContain(KEY);
  },

  allowKeys: async ({ page, panel }) => {
    for (const allowKeys of [true, false]) {
      await openWith(page, panel, withKey(panel, { allowKeys }));
      const [said, other] = allowKeys ? [".config-secrets", ".config-wrong"] : [".config-wrong", ".config-secrets"];
      await expect(notice(page).locator(said)).toBeVisible();
      await expect(notice(page).locator(other)).toHaveCount(0);
      const lacksKey = page.getByText(say("create.no_key"));
      await (allowKeys ? expect(lacksKey).toHaveCount(0) : expect(lacksKey).toBeVisible());
    }
  },

  addServers: async ({ page, panel }) => {
    // One that was added before stays stored, but is not used.
    await panel.start("v1", { label: "Own" });
    await configure(page, { servers: [server(panel)], addServers: false });
    await page.reload();
    await expect(page.locator(".server-switch option")).toHaveCount(1);
    await giveKey(page, panel, "Main");
    await panel.goTo("servers");
    await expect(page.locator("#add-server")).toHaveCount(0);
    await expect(page.locator(".server-name b")).toHaveText(["Main"]);
    // Some addresses only.
    const origin = new URL(panel.base("v2")).origin;
    await configure(page, { servers: [server(panel)], addServers: [origin, "https://api.example.com"] });
    await page.reload();
    await expect(page.locator(".server-name b")).toHaveText(["Main", "Own"]);
    await page.locator("#add-server").click();
    await page.locator("#server-url").fill("https://evil.example.com");
    await page.locator("#server-label").fill("Evil");
    await page.locator("input[name=dialect]").first().check();
    await page.locator(".server-form button[type=submit]").click();
    const refused = say("config.server.add_only", { origins: `${origin}, https://api.example.com` });
    await expect(page.locator("#server-url-problem")).toHaveText(refused);
    await expect(page.locator("#server-url")).toBeFocused();
    // Nobody asked that address anything.
    panel.servers.add("https://api.example.com/");
    await page.locator("#server-url").fill("https://api.example.com/whatsapp");
    await page.locator(".server-form button[type=submit]").click();
    await expect(panel.name).toBeVisible();
    await configure(page, { addServers: true });
    await page.reload();
    await expect(page.locator(".server-switch option")).toHaveCount(2);
  },

  language: async ({ page, panel }) => {
    await openWith(page, panel, { language: "pt-BR" });
    await expect(page.locator("html")).toHaveAttribute("lang", "pt-BR");
    await expect(page.locator("h1")).toHaveText(say("create.title", {}, "pt-BR"));
    // What the operator chooses wins from then on.
    await panel.setLanguage("es");
    await page.reload();
    await expect(page.locator("h1")).toHaveText(say("create.title", {}, "es"));
  },

  theme: async ({ page, panel }) => {
    await openWith(page, panel, { theme: "dark" });
    await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
    await button(page, say("theme.dark")).click();
    await expect(page.locator("html")).toHaveAttribute("data-theme", "system");
    await page.reload();
    await expect(panel.name).toBeVisible();
    await expect(page.locator("html")).toHaveAttribute("data-theme", "system");
  },

  brand: async ({ page, panel }) => {
    await openWith(page, panel, { brand: {} });
    await expect(page.locator(".brand")).toHaveText(say("app.name"));
    await expect(page.locator(".brand .mark")).toBeVisible();
  },

  "brand.name": async ({ page, panel }) => {
    const name = "Acme <img src=x onerror=alert(1)>";
    await openWith(page, panel, { brand: { name } });
    await expect(page.locator(".brand")).toHaveText(name);
    await expect(page).toHaveTitle(`${say("create.title")} · ${name}`);
    await panel.goTo("servers");
    await expect(page).toHaveTitle(`${say("page.servers")} · ${name}`);
  },

  "brand.logo": async ({ page, panel }) => {
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24"><circle r="12" cx="12" cy="12"/></svg>`;
    await page.route("**/logo.svg", (route) => route.fulfill({ contentType: "image/svg+xml", body: svg }));
    const png = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";
    for (const logo of ["logo.svg", `data:image/png;base64,${png}`]) {
      await openWith(page, panel, { brand: { logo } });
      const image = page.locator(".brand img");
      await expect(image).toHaveAttribute("src", logo);
      await expect.poll(() => image.evaluate((image) => image.complete && image.naturalWidth)).toBeGreaterThan(0);
      await expect(page.locator(".brand .mark")).toHaveCount(0);
    }
  },

  "brand.accent": async ({ page, panel }) => {
    await openWith(page, panel, { theme: "light", brand: { accent: "#6d28d9" } });
    expect(await colours(page, "#submit")).toEqual(["rgb(109, 40, 217)", "rgb(255, 255, 255)"]);
    await button(page, say("theme.light")).click();
    const [dark] = await colours(page, "#submit");
    expect(dark).not.toBe("rgb(109, 40, 217)");
    expect(dark).not.toBe("rgb(53, 192, 142)");
  },

  groups: async ({ page, panel }) => {
    await openWith(page, panel, withKey(panel, { groups: ["proxy", "webhook"] }));
    await expect(page.locator("form section.card")).toHaveCount(4);
    expect(await panel.groups()).toEqual(["webhook", "proxy"]);
    await expect(page.locator(".rail-link")).toHaveCount(4);
    await expect(page.locator(".rail")).not.toContainText(say("section.chatwoot.name"));
    await page.locator("#find-field").fill("chatwoot");
    await expect(page.locator("#find-list [role=option]")).toHaveCount(0);
    await page.locator("#find-field").fill("proxy host");
    await expect(page.locator("#find-list [role=option]").first()).toContainText("proxyHost");
  },

  fields: async ({ page, panel }) => {
    await openWith(page, panel, { fields: {} });
    await expect(notice(page)).toHaveCount(0);
  },

  "fields.*.value": async ({ page, panel, control }) => {
    const fields = {
      reject_call: { value: true },
      msg_call: { value: "No calls, please" },
      webhook_url: { value: "https://hooks.example.com/x" },
      webhook_events: { value: ["CALL", "MESSAGES_UPSERT"] },
    };
    await openWith(page, panel, withKey(panel, { fields }));
    const message = panel.row("msg_call").locator("input");
    await expect(message).toHaveValue("No calls, please");
    await expect(panel.row("reject_call").locator("input[value=true]")).toBeChecked();
    // It waits in its group, which the operator may switch on.
    await expect(panel.card("webhook").locator(".switch")).not.toBeChecked();
    await panel.switchOn("webhook");
    await expect(panel.row("webhook_url").locator("input")).toHaveValue("https://hooks.example.com/x");
    await expect(panel.row("webhook_events").locator("input:checked")).toHaveCount(2);
    // Each reset leads back to it, not to nothing.
    const reset = panel.row("msg_call").locator(".reset");
    await expect(reset).toBeDisabled();
    await message.fill("Mine");
    await reset.click();
    await expect(message).toHaveValue("No calls, please");
    await message.fill("");
    await button(page, say("create.reset_all")).click();
    await button(page.getByRole("dialog"), say("create.reset_all.confirm")).click();
    await expect(message).toHaveValue("No calls, please");
    await expect(panel.card("webhook").locator(".switch")).not.toBeChecked();
    await panel.fill("instance_name", "prefilled");
    await panel.create();
    expect(await created(control)).toMatchObject({ rejectCall: true, msgCall: "No calls, please" });
  },

  "fields.*.fixed": async ({ page, panel, control }) => {
    const fields = {
      reject_call: { value: true, fixed: true },
      msg_call: { value: "Fixed words", fixed: true },
      integration: { value: "WHATSAPP-BAILEYS", fixed: true },
      webhook_url: { value: "https://hooks.example.com/fixed", fixed: true },
      webhook_events: { value: ["CALL", "MESSAGES_UPSERT"], fixed: true },
      webhook_headers: { value: { Authorization: "Bearer 0123456789abcdef" }, fixed: true },
      chatwoot_token: { value: "chatwoot-0123456789" },
    };
    await openWith(page, panel, withKey(panel, { fields }));
    for (const [field, shown] of [
      ["reject_call", say("common.on")],
      ["msg_call", "Fixed words"],
      ["integration", say("choice.integration.WHATSAPP-BAILEYS")],
      ["webhook_url", "https://hooks.example.com/fixed"],
      ["webhook_events", "MESSAGES_UPSERT\nCALL"],
      ["webhook_headers", "Authorization: ••••••••cdef"],
    ]) {
      const control = page.locator(`#${field}`);
      await expect(control, field).toHaveValue(shown);
      await expect(control, field).toHaveAttribute("readonly", "");
      await expect(control, field).toHaveAccessibleName(say(`field.${field}.label`));
      await expect(control, field).toHaveAccessibleDescription(/Fixed by whoever runs this panel/);
      await expect(panel.row(field), field).toContainText(say("config.fixed"));
      await expect(panel.row(field).locator("button"), field).toHaveCount(0);
    }
    // Its group stays on.
    await expect(panel.card("webhook").locator(".switch")).toBeChecked();
    await expect(panel.card("webhook").locator(".switch")).toBeDisabled();
    await expect(page.locator(".rail .switch").first()).toBeDisabled();
    // It is found and counted like any other.
    await page.locator("#find-field").fill("webhook url");
    await page.keyboard.press("Enter");
    await expect(page.locator("#webhook_url")).toBeFocused();
    await page.keyboard.type("x");
    await expect(page.locator("#webhook_url")).toHaveValue("https://hooks.example.com/fixed");
    await button(page, say("create.reset_all")).click();
    await button(page.getByRole("dialog"), say("create.reset_all.confirm")).click();
    await panel.fill("instance_name", "fixed");
    await panel.create();
    expect(await created(control)).toMatchObject({
      rejectCall: true,
      msgCall: "Fixed words",
      webhook: {
        url: "https://hooks.example.com/fixed",
        events: ["MESSAGES_UPSERT", "CALL"],
        headers: { Authorization: "Bearer 0123456789abcdef" },
      },
    });
  },

  "fields.*.hidden": async ({ page, panel, control }) => {
    const fields = {
      msg_call: { value: "Hidden words", hidden: true },
      reject_call: { value: true },
      always_online: { hidden: true },
      token: { hidden: true },
      webhook_url: { value: "https://hooks.example.com/hidden", hidden: true },
    };
    await openWith(page, panel, withKey(panel, { fields }));
    for (const field of ["msg_call", "always_online", "webhook_url"]) await expect(panel.row(field)).toHaveCount(0);
    await expect(panel.row("token")).toBeHidden();
    await expect(panel.card("webhook").locator(".switch")).toBeDisabled();
    await page.locator("#find-field").fill("online");
    await expect(page.locator("#find-list [role=option]", { hasText: "alwaysOnline" })).toHaveCount(0);
    await page.locator("#find-field").fill("");
    // What another choice makes needed comes into view, and goes with it.
    await panel.fill("integration", "WHATSAPP-BUSINESS");
    await expect(panel.row("token")).toBeVisible();
    await panel.fill("integration", "WHATSAPP-BAILEYS");
    await expect(panel.row("token")).toBeHidden();
    await panel.fill("instance_name", "hidden");
    await panel.create();
    const body = await created(control);
    expect(body).toMatchObject({ msgCall: "Hidden words", webhook: { url: "https://hooks.example.com/hidden" } });
    expect(body).not.toHaveProperty("alwaysOnline");
    expect(body).not.toHaveProperty("token");
  },

  presets: async ({ page, panel }) => {
    await openWith(page, panel, { presets: [] });
    await expect(page.locator("#preset")).toHaveCount(0);
    await openWith(page, panel, { presets: [{ name: "One" }, { name: "Two" }] });
    await expect(page.locator("#preset option")).toHaveText([say("config.preset.none"), "One", "Two"]);
    await expect(page.locator("#preset")).toHaveAccessibleName(say("config.preset"));
  },

  "presets.name": async ({ page, panel }) => {
    await openWith(page, panel, { presets: [{ name: "Bot & <b>more</b>" }] });
    await page.locator("#preset").selectOption("Bot & <b>more</b>");
    const said = page.locator(".preset [role=status]");
    await expect(said).toHaveText(say("config.preset.done", { name: "Bot & <b>more</b>" }));
    await page.locator("#preset").selectOption(say("config.preset.none"));
    await expect(said).toHaveText(say("config.preset.undone"));
  },

  "presets.groups": async ({ page, panel }) => {
    const presets = [
      { name: "Bot", groups: ["webhook"] },
      { name: "Desk", groups: ["chatwoot", "proxy"] },
    ];
    await openWith(page, panel, withKey(panel, { presets }));
    const on = () =>
      page.locator("form section.card:has(.switch:checked)").evaluateAll((cards) => cards.map((card) => card.id.replace("section-", "")));
    await page.locator("#preset").selectOption("Desk");
    expect(await on()).toEqual(["chatwoot", "proxy"]);
    await page.locator("#preset").selectOption("Bot");
    expect(await on()).toEqual(["webhook"]);
    await page.locator("#preset").selectOption(say("config.preset.none"));
    expect(await on()).toEqual([]);
  },

  "presets.fields": async ({ page, panel, control }) => {
    const presets = [
      { name: "Bot", fields: { webhook_url: "https://bot.example.com", reject_call: true, msg_call: "Bot" } },
      { name: "Desk", fields: { msg_call: "Desk" } },
    ];
    await openWith(page, panel, withKey(panel, { presets, fields: { msg_call: { value: "First" } } }));
    const message = panel.row("msg_call").locator("input");
    await panel.fill("instance_name", "preset");
    await panel.fill("token", "TYPED-TOKEN-0123456789");
    await page.locator("#preset").selectOption("Bot");
    await expect(message).toHaveValue("Bot");
    // The group of a value is on without being named.
    await expect(panel.row("webhook_url").locator("input")).toHaveValue("https://bot.example.com");
    await page.locator("#preset").selectOption("Desk");
    await expect(message).toHaveValue("Desk");
    await expect(panel.row("reject_call").locator("input[value='']")).toBeChecked();
    await page.locator("#preset").selectOption(say("config.preset.none"));
    await expect(message).toHaveValue("First");
    await page.locator("#preset").selectOption("Bot");
    await panel.create();
    // What was typed by hand, and the secrets, stayed.
    expect(await created(control)).toMatchObject({
      instanceName: "preset",
      token: "TYPED-TOKEN-0123456789",
      webhook: { url: "https://bot.example.com" },
    });
  },

  // More of what a frame may do is tested with the frames.
  embed: async ({ page, panel }) => {
    await openWith(page, panel, { embed: {} });
    await expect(notice(page)).toHaveCount(0);
  },
  "embed.origins": async ({ page, panel, demo }) => {
    const parents = await startParents();
    parents.put("/", `<!doctype html><title>Parent</title><iframe src="${demo.panel}" width="800" height="600"></iframe>`);
    panel.servers.add(parents.origin);
    const frame = page.frameLocator("iframe");
    for (const [origin, isShown] of [[parents.origin, true], ["http://localhost:1", false]]) {
      await configure(page, { embed: { origins: [origin] } });
      await page.goto(`${parents.origin}/`);
      await expect(frame.locator("main")).toBeVisible();
      await expect(frame.locator("#instance_name"), origin).toHaveCount(isShown ? 1 : 0);
    }
    await parents.stop();
  },

  links: async ({ page, panel }) => {
    await openWith(page, panel, { links: [] });
    await expect(page.locator(".page-links")).toHaveCount(0);
  },

  "links.label": async ({ page, panel }) => {
    await openWith(page, panel, { links: [{ label: "Help <i>me</i>", url: "https://help.example.com" }] });
    const links = page.getByRole("navigation", { name: say("config.links") });
    await expect(links.getByRole("link")).toHaveText("Help <i>me</i>");
    await panel.goTo("servers");
    await expect(links.getByRole("link")).toHaveText("Help <i>me</i>");
  },

  "links.url": async ({ page, panel }) => {
    await openWith(page, panel, { links: [{ label: "Help", url: "https://help.example.com/?a=1&b#c" }] });
    const link = page.locator(".page-links a");
    await expect(link).toHaveAttribute("href", "https://help.example.com/?a=1&b#c");
    await expect(link).toHaveAttribute("target", "_blank");
    await expect(link).toHaveAttribute("rel", /noopener/);
  },

  // The lock itself is tested with the keys.
  lockAfterMinutes: async ({ page, panel }) => {
    await openWith(page, panel, { lockAfterMinutes: 30 });
    await panel.goTo("servers");
    const choices = page.locator(".lock-setting option");
    await expect(choices).toHaveCount(2);
    expect(await choices.evaluateAll((all) => all.map((one) => one.value))).toEqual(["15", "30"]);
    await expect(page.locator(".lock-setting select")).toHaveValue("30");
  },
};

const A_LIST = say("config.found.list");
const AN_OBJECT = say("config.found.object");
const missing = say("config.missing");
const groups = () => ({ choices: SCHEMA.properties.groups.items.enum.join(", ") });
const one = (more) => ({ servers: [{ baseUrl: "https://api.example.com", ...more }] });

/** What is said of each key's wrong values: the file, the path, the sentence. */
const WRONG = {
  $schema: [[{ $schema: 7 }, "$schema", wrong("7", "text")]],
  // Nothing in a remark is wrong.
  $comment: [],
  servers: [
    [{ servers: {} }, "servers", wrong(AN_OBJECT, "list")],
    [{ servers: [1] }, "servers[0]", wrong("1", "object")],
    [one({ apiKey: "x" }), "servers[0].apiKey", say("config.unknown_key")],
    [one({ url: "x" }), "servers[0].url", say("config.unknown_key")],
  ],
  "servers.id": [[one({ id: 5 }), "servers[0].id", wrong("5", "text")]],
  "servers.label": [
    [one({ label: [] }), "servers[0].label", wrong(A_LIST, "text")],
    [one({ label: "a\u202eb" }), "servers[0].label", say("config.invisible")],
    [one({ label: "x".repeat(5_000_000) }), "servers[0].label", say("config.too_long", { length: 5_000_000, max: 80 })],
  ],
  "servers.baseUrl": [
    [{ servers: [{}] }, "servers[0].baseUrl", missing],
    [one({ baseUrl: "javascript:alert(1)" }), "servers[0].baseUrl", wrong('"javascript:alert(1)"', "url")],
    [one({ baseUrl: "data:text/html,<script>alert(1)</script>" }), "servers[0].baseUrl", wrong('"data:text/html,<script>alert(1)</script>"', "url")],
    [one({ baseUrl: "api.example.com" }), "servers[0].baseUrl", wrong('"api.example.com"', "url")],
  ],
  "servers.dialect": [
    [one({ dialect: "v2" }), "servers[0].dialect", wrong('"v2"', "one_of", { choices: "evolution-v1, evolution-v2, l2msg" })],
  ],
  "servers.key": [
    [one({ key: "hush-hush" }), "servers[0].key", say("config.secret_refused")],
    [{ allowKeys: true, ...one({ key: 5 }) }, "servers[0].key", wrong("5", "text")],
    [{ allowKeys: true, ...one({ key: "a\nb" }) }, "servers[0].key", wrong(say("config.found.text"), "text")],
  ],
  allowKeys: [[{ allowKeys: "yes" }, "allowKeys", wrong('"yes"', "flag")]],
  addServers: [
    [{ addServers: "no" }, "addServers", wrong('"no"', "adding")],
    [{ addServers: ["*"] }, "addServers[0]", wrong('"*"', "origin")],
    [{ addServers: false }, "addServers", say("config.no_server_left")],
  ],
  language: [[{ language: "pt" }, "language", wrong('"pt"', "one_of", { choices: TAGS.join(", ") })]],
  theme: [[{ theme: "black" }, "theme", wrong('"black"', "one_of", { choices: "system, light, dark" })]],
  brand: [
    [{ brand: "Acme" }, "brand", wrong('"Acme"', "object")],
    [{ brand: { color: "#000000" } }, "brand.color", say("config.unknown_key")],
  ],
  "brand.name": [[{ brand: { name: "" } }, "brand.name", wrong('""', "text")]],
  "brand.logo": [
    [{ brand: { logo: "../logo.png" } }, "brand.logo", wrong('"../logo.png"', "logo")],
    [{ brand: { logo: "https://evil.example/l.png" } }, "brand.logo", wrong('"https://evil.example/l.png"', "logo")],
  ],
  "brand.accent": [[{ brand: { accent: "red" } }, "brand.accent", wrong('"red"', "colour")]],
  groups: [
    [{ groups: "webhook" }, "groups", wrong('"webhook"', "list")],
    [{ groups: ["webhok"] }, "groups[0]", wrong('"webhok"', "one_of", groups())],
    [{ groups: ["proxy", "proxy"] }, "groups[1]", say("config.twice", { found: '"proxy"' })],
  ],
  fields: [
    [{ fields: [] }, "fields", wrong(A_LIST, "object")],
    [{ fields: { webhookUrl: {} } }, "fields.webhookUrl", say("config.unknown_key_near", { nearest: "webhook_url" })],
    [{ fields: { qrcode: true } }, "fields.qrcode", wrong("true", "object")],
  ],
  "fields.*.value": [
    [{ fields: { qrcode: { value: "yes" } } }, "fields.qrcode.value", wrong('"yes"', "flag")],
    [{ fields: { token: { value: "hush" } } }, "fields.token.value", say("config.secret_refused")],
    [
      { fields: { webhook_url: { value: "javascript:alert(1)" } } },
      "fields.webhook_url.value",
      say("config.unfit", { problem: say("problem.url_scheme") }),
    ],
    [
      { groups: ["proxy"], fields: { webhook_url: { value: "https://a.b" } } },
      "fields.webhook_url",
      say("config.group_closed", { group: say("section.webhook.name") }),
    ],
  ],
  "fields.*.fixed": [
    [{ fields: { qrcode: { fixed: "yes" } } }, "fields.qrcode.fixed", wrong('"yes"', "flag")],
    [{ fields: { qrcode: { fixed: true } } }, "fields.qrcode.fixed", say("config.fixed_without_value")],
  ],
  "fields.*.hidden": [
    [{ fields: { qrcode: { hidden: 1 } } }, "fields.qrcode.hidden", wrong("1", "flag")],
    [{ fields: { instance_name: { hidden: true } } }, "fields.instance_name.hidden", say("config.hidden_but_needed")],
  ],
  presets: [[{ presets: {} }, "presets", wrong(AN_OBJECT, "list")]],
  "presets.name": [
    [{ presets: [{}] }, "presets[0].name", missing],
    [{ presets: [{ name: "A" }, { name: "A" }] }, "presets[1].name", say("config.twice", { found: '"A"' })],
  ],
  "presets.groups": [[{ presets: [{ name: "A", groups: ["x"] }] }, "presets[0].groups[0]", wrong('"x"', "one_of", groups())]],
  "presets.fields": [
    [{ presets: [{ name: "A", fields: { token: "x" } }] }, "presets[0].fields.token", say("config.secret_in_preset")],
    [{ presets: [{ name: "A", fields: { qrcode: 1 } }] }, "presets[0].fields.qrcode", wrong("1", "flag")],
  ],
  embed: [
    [{ embed: true }, "embed", wrong("true", "object")],
    [{ embed: { origin: [] } }, "embed.origin", say("config.unknown_key_near", { nearest: "origins" })],
  ],
  "embed.origins": [
    [{ embed: { origins: ["*"] } }, "embed.origins[0]", wrong('"*"', "origin")],
    [{ embed: { origins: ["null"] } }, "embed.origins[0]", wrong('"null"', "origin")],
    [{ embed: { origins: ["https://a.b/c"] } }, "embed.origins[0]", wrong('"https://a.b/c"', "origin")],
  ],
  links: [[{ links: ["x"] }, "links[0]", wrong('"x"', "object")]],
  "links.label": [[{ links: [{ url: "https://a.b" }] }, "links[0].label", missing]],
  "links.url": [
    [{ links: [{ label: "x", url: "javascript:alert(1)" }] }, "links[0].url", wrong('"javascript:alert(1)"', "url")],
    [{ links: [{ label: "x", url: "//evil.example" }] }, "links[0].url", wrong('"//evil.example"', "url")],
  ],
  lockAfterMinutes: [[{ lockAfterMinutes: 0 }, "lockAfterMinutes", wrong("0", "number", { min: 1, max: 1440 })]],
};

test("every key of the schema has a test for its effect and one for its wrong value", () => {
  const keys = keysOf(SCHEMA).sort();
  expect(keys.length).toBeGreaterThan(25);
  expect(Object.keys(EFFECTS).sort()).toEqual(keys);
  expect(Object.keys(WRONG).sort()).toEqual(keys);
  const untold = Object.keys(WRONG).filter((key) => WRONG[key].length === 0);
  expect(untold).toEqual(["$comment"]);
});

for (const [key, see] of Object.entries(EFFECTS)) test(`${key}: its effect`, see);

for (const [key, cases] of Object.entries(WRONG).filter(([, cases]) => cases.length > 0)) {
  test(`${key}: a wrong value is told, and the rest of the file holds`, async ({ page, panel }) => {
    const dialogs = [];
    page.on("dialog", (dialog) => dialogs.push(dialog.message()));
    for (const [config, path, sentence] of cases) {
      // Something beside it that is right, to see that it holds.
      const rest = { lockAfterMinutes: 5, links: [{ label: "Still here", url: "https://help.example.com" }] };
      await openWith(page, panel, { ...rest, ...config });
      expect(await messages(page), JSON.stringify(config).slice(0, 200)).toContainEqual([path, sentence]);
      if (!("links" in config)) await expect(page.locator(".page-links a")).toHaveText("Still here");
    }
    expect(dialogs).toEqual([]);
  });
}

test("no file, an empty one and the host's own page in its place change nothing", async ({ page, panel }) => {
  await panel.open();
  await expect(page.locator(".brand")).toHaveText(say("app.name"));
  for (const config of ["{}", "", "<!doctype html><p>not here"]) {
    await openWith(page, panel, config);
    await expect(page.locator(".brand")).toHaveText(say("app.name"));
    await expect(notice(page)).toHaveCount(0);
  }
});

test("a file that cannot be read is told whole, and the panel starts", async ({ page, panel }) => {
  for (const [config, sentence] of [
    ["{", say("config.not_json", { line: 1, column: 1 })],
    ['{\n "theme": dark\n}', say("config.not_json", { line: 2, column: 11 })],
    ["[]", say("config.not_an_object", { found: A_LIST })],
    [`{"a": ${"[".repeat(500_000)}${"]".repeat(500_000)}}`, say("config.file_too_deep", { max: 64 })],
    [`{"a": "${"x".repeat(10_000_001)}"}`, say("config.file_too_large", { max: 10_000_000 })],
  ]) {
    await openWith(page, panel, config);
    expect(await messages(page)).toEqual([["", sentence]]);
  }
});

test("nothing hostile in the file runs, and nothing of it reaches a prototype", async ({ page, panel }) => {
  const markup = "<img src=x onerror=\"document.title='run'\"><script>document.title='run'</script>";
  const file = `{"__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}},
    "brand": {"name": ${JSON.stringify(markup.slice(0, 59))}, "__proto__": 1},
    "servers": [{"label": ${JSON.stringify(markup.slice(0, 79))}, "baseUrl": ${JSON.stringify(panel.base("v2"))}}],
    "fields": {"__proto__": {"value": 1}, "msg_call": {"value": ${JSON.stringify(markup)}, "fixed": true}},
    "presets": [{"name": ${JSON.stringify(markup.slice(0, 59))}}], ${JSON.stringify(markup)}: 1}`;
  await openWith(page, panel, file);
  const paths = (await messages(page)).map(([path]) => path);
  expect(paths).toEqual(["__proto__", "constructor", `${markup.slice(0, 60)}…`, "brand.__proto__", "fields.__proto__"]);
  expect(await page.evaluate(() => ({}).polluted)).toBeUndefined();
  await expect(page).not.toHaveTitle("run");
  await expect(page.locator("main img, main script")).toHaveCount(0);
});

test("more than three messages are folded away, and all can be dismissed by keyboard", async ({ page, panel }) => {
  await openWith(page, panel, { a: 1, b: 1, c: 1 });
  await expect(notice(page).locator("details")).toHaveCount(0);
  await openWith(page, panel, { a: 1, b: 1, c: 1, thme: 1 });
  await expect(notice(page).locator("h2")).toHaveText(say("config.notice.title_many", { count: 4 }));
  const items = notice(page).locator("li");
  await expect(items.first()).toBeHidden();
  await notice(page).locator("summary").focus();
  await page.keyboard.press("Enter");
  await expect(items.last()).toContainText(say("config.unknown_key_near", { nearest: "theme" }));
  // What is said on the other pages is the same, until it is dismissed.
  await panel.goTo("servers");
  await expect(notice(page)).toBeVisible();
  await panel.goTo("");
  await button(notice(page), say("config.notice.dismiss")).focus();
  await page.keyboard.press("Enter");
  await expect(notice(page)).toHaveCount(0);
  await expect(page.locator("#main")).toBeFocused();
  await panel.goTo("servers");
  await expect(notice(page)).toHaveCount(0);
});

test("a preset and a fixed field are used by keyboard", async ({ page, panel }) => {
  const presets = [{ name: "Bot", groups: ["webhook"] }];
  await openWith(page, panel, withKey(panel, { presets, fields: { msg_call: { value: "words", fixed: true } } }));
  await page.locator("#preset").focus();
  await page.keyboard.press("ArrowDown");
  await expect(panel.card("webhook").locator(".switch")).toBeChecked();
  await expect(page.locator("#preset")).toBeFocused();
  await page.locator("#msg_call").focus();
  await page.keyboard.press("Control+A");
  expect(await page.evaluate(() => getSelection().toString())).toBe("words");
});

test("the example is read without a message", async ({ page, panel }) => {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24"/>`;
  await page.route(`**/${EXAMPLE.brand.logo}`, (route) => route.fulfill({ contentType: "image/svg+xml", body: svg }));
  await openWith(page, panel, EXAMPLE);
  await expect(page.locator(".brand")).toHaveText(EXAMPLE.brand.name);
  await expect(notice(page)).toHaveCount(0);
});

test("schema and example lie beside the page, and no config.json does", async ({ page, panel }) => {
  await panel.open();
  for (const [name, file] of [["config.schema.json", SCHEMA], ["config.example.json", EXAMPLE]]) {
    const reply = await page.request.get(`/${name}`);
    expect(await reply.json()).toEqual(file);
  }
  expect((await page.request.get("/config.json")).status()).toBe(404);
});

const COLOURS = ["color-contrast", "link-in-text-block"];

/** Violations in both themes, short enough to read. */
async function clean(page, tags = ["en"], panel = null) {
  const axe = () => new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ["violations"] });
  const told = async (builder, where) => {
    const { violations } = await builder.analyze();
    const nodes = violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(" ")}: ${node.any[0]?.message}`));
    expect.soft(nodes, where).toEqual([]);
  };
  for (const tag of tags) {
    if (tags.length > 1) await panel.setLanguage(tag);
    await told(axe().disableRules(COLOURS), tag);
  }
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme });
    await told(axe().withRules(COLOURS), colorScheme);
  }
}

const FULL = (panel) => ({
  ...withKey(panel),
  brand: { name: "Acme WhatsApp", accent: "#6d28d9" },
  fields: {
    reject_call: { value: true, fixed: true },
    msg_call: { value: "Words that stay", fixed: true },
    webhook_url: { value: "https://hooks.example.com/fixed", fixed: true },
    webhook_events: { value: ["CALL", "MESSAGES_UPSERT"], fixed: true },
    webhook_headers: { value: { Authorization: "Bearer 0123456789abcdef" }, fixed: true },
  },
  presets: [{ name: "Bot", groups: ["websocket"] }],
  links: [{ label: "Help", url: "https://help.example.com" }],
  thme: 1,
  groups: 1,
  language: 1,
  theme: 1,
});

test("axe finds nothing: messages, presets, fixed fields, links", async ({ page, panel }) => {
  test.slow();
  await openWith(page, panel, FULL(panel));
  await notice(page).locator("summary").click();
  await page.locator("#preset").selectOption("Bot");
  await clean(page, TAGS, panel);
});

test("axe finds nothing: the servers of a deployment, and the form of a key", async ({ page, panel }) => {
  await openWith(page, panel, FULL(panel));
  await panel.goTo("servers");
  await button(page, say("config.server.edit", { label: "Main" })).click();
  await clean(page);
});

for (const accent of ["#ffee00", "#ff0000", "#000080", "#ffffff", "#777777"]) {
  test(`axe finds nothing: the form in ${accent}`, async ({ page, panel }) => {
    await openWith(page, panel, { ...withKey(panel), brand: { accent } });
    await panel.switchOn("webhook");
    await page.locator(".rail-link").first().hover();
    await clean(page);
  });
}

test("nothing of it needs scrolling sideways, down to 320 px", async ({ page, panel }) => {
  const long = "Aktiengesellschaft-für-Instanzverwaltung-und-mehr-GmbH-&-Co";
  const config = FULL(panel);
  await openWith(page, panel, {
    ...config,
    brand: { name: long },
    links: ["One", "Two", "Three", long].map((label) => ({ label, url: "https://help.example.com" })),
    presets: [{ name: long }],
    servers: [server(panel, { label: long, key: KEY })],
  });
  await notice(page).locator("summary").click();
  for (const where of ["", "servers"]) {
    await panel.goTo(where);
    for (const width of [320, 360, 900, 1440]) {
      await page.setViewportSize({ width, height: 800 });
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(over, `${where} at ${width}`).toBeLessThanOrEqual(0);
    }
  }
});
