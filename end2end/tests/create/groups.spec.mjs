// Each group alone: on with what it needs, it is stored, and nothing of another group is sent.

import { expect, test } from "../../support/test.mjs";
import { NEEDED, valuesOf } from "../../support/panel/values.mjs";
import { previewed, sendsExactly } from "../../support/panel/request.mjs";

// The members of the body that belong to each group alone. A second step has none there.
const MEMBERS = {
  v1: {
    webhook: /^(webhook|webhook_.*|events)$/,
    websocket: /^websocket_/,
    rabbitmq: /^rabbitmq_/,
    sqs: /^sqs_/,
    chatwoot: /^chatwoot_/,
    typebot: /^typebot/,
    proxy: /^proxy$/,
  },
  v2: {
    webhook: /^webhook$/,
    websocket: /^websocket$/,
    rabbitmq: /^rabbitmq$/,
    sqs: /^sqs$/,
    nats: /^nats$/,
    kafka: /^kafka$/,
    pusher: /^pusher$/,
    chatwoot: /^chatwoot[A-Z]/,
    typebot: null,
    proxy: /^proxy[A-Z]/,
  },
  whatsapp: { webhook: /^webhook$/ },
};

for (const [mount, groups] of Object.entries(MEMBERS)) {
  test(`${mount} has these groups`, async ({ panel }) => {
    await panel.start(mount);
    expect((await panel.groups()).toSorted()).toEqual(Object.keys(groups).toSorted());
  });

  for (const [group, members] of Object.entries(groups)) {
    test(`${mount}, ${group} alone`, async ({ panel, control }) => {
      await control.allOn(mount);
      await panel.start(mount);
      await panel.fill("instance_name", "sales-03");
      await panel.switchOn(group);
      const present = await panel.fields();
      await panel.fillAll(valuesOf(NEEDED[group].filter((field) => present.includes(field))));
      const token = JSON.parse(await panel.copiedJson()).token;
      const bodies = await previewed(panel, token ? [token] : []);
      const posts = await sendsExactly(panel, control, mount, bodies);
      const basics = ["instanceName", "integration", "token"];
      const rest = Object.keys(JSON.parse(posts[0].body)).filter((key) => !basics.includes(key));
      expect(posts).toHaveLength(members ? 1 : 2);
      if (members) expect(rest.length).toBeGreaterThan(0);
      expect(rest.filter((key) => !members?.test(key))).toEqual([]);
    });
  }
}
