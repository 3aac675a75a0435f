// The proof on the result's page: what was asked next to what is stored, group by group.

import { expect } from "../test.mjs";
import { NEEDED, valuesOf } from "./values.mjs";

/** An address that others can reach, for the call-backs. */
export const PUBLIC = "https://evo.example.com";

const EVENTS = (group, wire) => ({
  field: `${group}_events`,
  wire,
  asked: ["MESSAGES_UPSERT"],
  altered: { events: ["CALL"] },
  shown: "CALL",
});

/**
 * By mount and group: one field of it, its name in the creation body, the value that is asked for,
 * and what the server makes of it under the name that it reads it back by.
 */
export const GROUPS = {
  v1: {
    settings: { field: "always_online", wire: "always_online", asked: true, altered: { always_online: false }, shown: "off" },
    webhook: { field: "webhook_base64", wire: "webhook_base64", asked: true, altered: { webhook_base64: false }, shown: "off" },
    websocket: EVENTS("websocket", "websocket_events"),
    rabbitmq: EVENTS("rabbitmq", "rabbitmq_events"),
    sqs: EVENTS("sqs", "sqs_events"),
    chatwoot: { field: "chatwoot_name_inbox", wire: "chatwoot_name_inbox", asked: "Vendas", altered: { name_inbox: "sales" }, shown: "sales" },
    typebot: { field: "typebot_expire", wire: "typebot_expire", asked: "20", altered: { expire: 300 }, shown: "300" },
    proxy: {
      field: "proxy_port",
      wire: "proxy.port",
      asked: "3128",
      altered: { proxy: { host: "proxy.example.com", port: "80", protocol: "http" } },
      shown: "80",
    },
  },
  v2: {
    settings: { field: "always_online", wire: "alwaysOnline", asked: true, altered: { alwaysOnline: false }, shown: "off" },
    webhook: { field: "webhook_base64", wire: "webhook.base64", asked: true, altered: { webhookBase64: false }, shown: "off" },
    websocket: EVENTS("websocket", "websocket.events"),
    rabbitmq: EVENTS("rabbitmq", "rabbitmq.events"),
    sqs: EVENTS("sqs", "sqs.events"),
    nats: EVENTS("nats", "nats.events"),
    kafka: EVENTS("kafka", "kafka.events"),
    pusher: { field: "pusher_cluster", wire: "pusher.cluster", asked: "mt1", altered: { cluster: "eu" }, shown: "eu" },
    chatwoot: { field: "chatwoot_name_inbox", wire: "chatwootNameInbox", asked: "Vendas", altered: { nameInbox: "sales" }, shown: "sales" },
    typebot: { field: "typebot_expire", wire: "expire", asked: "20", altered: { expire: 300 }, shown: "300" },
    proxy: { field: "proxy_port", wire: "proxyPort", asked: "3128", altered: { port: "80" }, shown: "80" },
  },
  whatsapp: {
    settings: { field: "always_online", wire: "alwaysOnline", asked: true, altered: { always_online: false }, shown: "off" },
    webhook: { field: "webhook_base64", wire: "webhook.base64", asked: true, altered: { webhook_base64: false }, shown: "off" },
  },
};

/** What makes a server of this mount change one field of every group. */
export const alters = (mount) =>
  Object.fromEntries(Object.entries(GROUPS[mount]).map(([group, { altered }]) => [group, altered]));

/** The groups that are switched on by the operator. */
export const groupsOf = (mount) => Object.keys(GROUPS[mount]).filter((group) => group !== "settings");

/** Fills in these groups with what they need, and the field of each that is looked at. */
export async function ask(panel, mount, groups = Object.keys(GROUPS[mount])) {
  await panel.fill("instance_name", "loja-prova");
  for (const group of groups) {
    const { field, asked } = GROUPS[mount][group];
    if (group !== "settings") await panel.switchOn(group);
    // One value can bring the next row onto the screen.
    for (const [name, value] of Object.entries(valuesOf(NEEDED[group] ?? []))) {
      if (await panel.row(name).count()) await panel.fill(name, value);
    }
    await panel.fill(field, asked);
  }
}

/** Everything on, and the server's address one that others can reach. */
export async function ready(control, mount, options = {}) {
  await control.allOn(mount);
  await control.options(mount, { server_url: PUBLIC, ...options });
}

export class Proof {
  constructor(panel) {
    this.panel = panel;
    this.page = panel.page;
    this.table = panel.page.locator(".proof");
    this.folded = panel.timeline.locator("details");
    // On top of the result: what differs, with links.
    this.banner = panel.page.locator(".differences");
  }

  name(group) {
    return this.panel.say(`section.${group}.name`);
  }

  head(group) {
    return this.page.locator(`#proof-of-${group}`);
  }

  /** Why a group is not as asked. */
  why(group) {
    return this.head(group).locator(".why");
  }

  callback(group) {
    return this.head(group).locator(".callback");
  }

  row(field) {
    return this.page.locator(`#proof-${field}`);
  }

  asked(field) {
    return this.row(field).getByRole("cell").nth(0);
  }

  stored(field) {
    return this.row(field).getByRole("cell").nth(1);
  }

  verdict(field) {
    return this.row(field).getByRole("cell").nth(2);
  }

  wire(field) {
    return this.row(field).locator("code").first();
  }

  reason(field) {
    return this.row(field).locator("+ tr");
  }

  part(group) {
    return this.table.locator("tbody", { has: this.head(group) });
  }

  button(group) {
    return this.part(group).locator("tr.again button").first();
  }

  said(group) {
    return this.part(group).locator("tr.again").getByRole("status").first();
  }

  /** The line of a group behind the fold of all read-backs. */
  line(group) {
    return this.folded.getByRole("listitem").filter({ hasText: this.name(group) });
  }

  async again(group) {
    await expect(this.button(group)).toHaveText(this.panel.say("again.set"));
    await this.button(group).click();
  }

  async isCured(group) {
    await expect(this.said(group)).toHaveText(this.panel.say("again.saved"));
    await expect(this.why(group)).toHaveCount(0);
    await expect(this.part(group).locator(".bad")).toHaveCount(0);
  }

  /** The headline counts as many differences as the table shows. */
  async countsDifferences() {
    await expect(async () => {
      const count = await this.table.locator("tr.bad:not(.reason)").count();
      expect(count).toBeGreaterThan(0);
      const key = count === 1 ? "result.differs_one" : "result.differs_other";
      await expect(this.panel.resultStatus).toHaveText(this.panel.say(key, { count }), { timeout: 500 });
    }).toPass();
  }

  /** What the steps call *n of m* leaves out as many as the table marks. */
  async countsAgree() {
    const count = await this.table.locator("tr.bad:not(.reason)").count();
    const { same, total } = /(?<same>\d+) of (?<total>\d+)/.exec(await this.panel.timeline.innerText()).groups;
    expect(total - same).toBe(count);
  }

  /** Nothing differs, and the headline says so. */
  async isWell() {
    await expect(this.panel.resultStatus).toHaveText(this.panel.say("result.as_requested"));
    await expect(this.table.locator(".why, .bad, .differs")).toHaveCount(0);
    await expect(this.banner).toHaveCount(0);
  }
}
