// config.json: what is said of every key's wrong value. This table and that of the effects hold every
// key of the schema; a key without its entries fails.

import { SCHEMA, keysOf, wrong } from "../../support/deployment/config.mjs";
import { messages, openWith } from "../../support/deployment/deployment.mjs";
import { EFFECTS } from "../../support/deployment/effects/all.mjs";
import { TAGS, say } from "../../support/locale.mjs";
import { expect, test } from "../../support/test.mjs";

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
    [{ addServers: ["*"] }, "addServers[0]", wrong('"*"', "server_origin")],
    [{ addServers: [] }, "addServers", say("config.no_server_left")],
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
