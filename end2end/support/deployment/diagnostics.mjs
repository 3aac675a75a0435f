// A config.json with something wrong of every kind, and what is said of it.

import { wrong } from "./config.mjs";
import { TAGS, say } from "../locale.mjs";

/** Something wrong of every kind, and what is said of it. */
export const FILE = {
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

export const DIAGNOSTICS = [
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
