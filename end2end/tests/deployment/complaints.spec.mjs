// What is said of a wrong config.json. Which complaint each wrong value of each key gets is tested in the domain;
// here each kind of complaint is met once, with its sentence.

import { configure, wrong } from "../../support/deployment/config.mjs";
import { messages, notice, openWith } from "../../support/deployment/deployment.mjs";
import { TAGS, say } from "../../support/locale.mjs";
import { expect, test } from "../../support/test.mjs";

/** Something wrong of every kind, and what is said of it. */
const FILE = {
  lockAfterMinutes: 0,
  links: [{ label: "Still here", url: "https://help.example.com" }, { label: "x", url: "//evil.example" }],
  thme: 1,
  language: "pt",
  theme: 5,
  addServers: ["*"],
  servers: [
    { baseUrl: "https://api.example.com", key: "hush-hush", label: "a\u202eb", dialect: "v2", color: 1 },
    { label: "x" },
    { baseUrl: "javascript:alert(1)" },
    1,
  ],
  brand: { name: "", logo: "../logo.png", accent: "red" },
  groups: ["proxy", "proxy", "chatwoot"],
  fields: {
    webhookUrl: {},
    qrcode: { fixed: true },
    reject_call: { value: "yes" },
    instance_name: { hidden: true },
    chatwoot_url: { value: "javascript:alert(1)" },
    webhook_url: { value: "https://a.b" },
    msg_call: { value: "fixed", fixed: true },
    token: { value: "hush" },
  },
  presets: [{ name: "A", fields: { token: "x", msg_call: "y" } }, { name: "A" }, {}],
  embed: { origins: ["*"], origin: [] },
};

const COMPLAINTS = [
  ["lockAfterMinutes", wrong("0", "number", { min: 1, max: 1440 })],
  ["links[1].url", wrong('"//evil.example"', "url")],
  ["thme", say("config.unknown_key_near", { nearest: "theme" })],
  ["language", wrong('"pt"', "one_of", { choices: TAGS.join(", ") })],
  ["theme", wrong("5", "one_of", { choices: "system, light, dark" })],
  ["addServers[0]", wrong('"*"', "server_origin")],
  ["servers[0].key", say("config.secret_refused")],
  ["servers[0].label", say("config.invisible")],
  ["servers[0].dialect", wrong('"v2"', "one_of", { choices: "evolution-v1, evolution-v2, l2msg" })],
  ["servers[0].color", say("config.unknown_key")],
  ["servers[1].baseUrl", say("config.missing")],
  ["servers[2].baseUrl", wrong('"javascript:alert(1)"', "url")],
  ["servers[3]", wrong("1", "object")],
  ["brand.name", wrong('""', "text")],
  ["brand.logo", wrong('"../logo.png"', "logo")],
  ["brand.accent", wrong('"red"', "colour")],
  ["groups[1]", say("config.twice", { found: '"proxy"' })],
  ["fields.webhookUrl", say("config.unknown_key_near", { nearest: "webhook_url" })],
  ["fields.qrcode.fixed", say("config.fixed_without_value")],
  ["fields.reject_call.value", wrong('"yes"', "flag")],
  ["fields.instance_name.hidden", say("config.hidden_but_needed")],
  ["fields.chatwoot_url.value", say("config.unfit", { problem: say("problem.url_scheme") })],
  ["fields.webhook_url", say("config.group_closed", { group: say("section.webhook.name") })],
  ["fields.token.value", say("config.secret_refused")],
  ["presets[0].fields.token", say("config.secret_in_preset")],
  ["presets[0].fields.msg_call", say("config.not_free")],
  ["presets[1].name", say("config.twice", { found: '"A"' })],
  ["presets[2].name", say("config.missing")],
  ["embed.origins[0]", wrong('"*"', "origin")],
  ["embed.origin", say("config.unknown_key_near", { nearest: "origins" })],
];

test("each kind of wrong value is told with its place, and the rest of the file holds @smoke", async ({ page, panel }) => {
  const dialogs = [];
  page.on("dialog", (dialog) => dialogs.push(dialog.message()));
  await openWith(page, panel, FILE);
  const byPath = (one, other) => one[0].localeCompare(other[0]);
  expect((await messages(page)).toSorted(byPath)).toEqual(COMPLAINTS.toSorted(byPath));
  await expect(page.getByRole("navigation", { name: say("config.links") }).getByRole("link")).toHaveText("Still here");
  await expect(page.locator("#msg_call")).toHaveValue("fixed");
  expect(dialogs).toEqual([]);
});

test("a text of 5 MB and a policy that leaves no server are told", async ({ page, panel }) => {
  const servers = [{ baseUrl: "https://api.example.com", label: "x".repeat(5_000_000) }];
  await openWith(page, panel, { servers });
  expect(await messages(page)).toEqual([["servers[0].label", say("config.too_long", { length: 5_000_000, max: 80 })]]);
  await configure(page, { addServers: [] });
  await page.reload();
  await expect(notice(page)).toContainText(say("config.no_server_left"));
});
