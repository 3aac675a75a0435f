// What arrives at the server is, byte for byte, what the preview showed and copied before the press. The bodies
// of each dialect, field and group are golden files of the domain.

import { GROUPS, Proof, ready } from "../../support/panel/proof.mjs";
import { allValues } from "../../support/panel/values.mjs";
import { previewed, sendsExactly } from "../../support/panel/request.mjs";
import { KEY } from "../../support/server/demo.mjs";
import { expect, test } from "../../support/test.mjs";

// 1.x sends and proves every group among the tests of the proof.
const WHOLE = {
  v2: ["WHATSAPP-BAILEYS", ["/instance/create", "/settings/set/sales-01", "/typebot/create/sales-01"]],
  whatsapp: [null, ["/instance/create"]],
};

test("every field is sent as it was shown, and stored as asked @smoke @engines", async ({ panel, control }) => {
  test.slow();
  for (const mount of Object.keys(WHOLE)) {
    await test.step(mount, async () => {
      const [engine, paths] = WHOLE[mount];
      const proof = new Proof(panel);
      await ready(control, mount);
      await panel.start(mount);
      await panel.allGroupsOn();
      const values = allValues(engine);
      // A value can bring other fields into sight.
      for (const done = new Set(); ; ) {
        const [field] = (await panel.fields()).filter((field) => !done.has(field));
        if (!field) break;
        expect(values, "every field has a value here").toHaveProperty(field);
        await panel.fill(field, values[field]);
        done.add(field);
      }
      // Each row can be cleared now: none was left out. 2.x always sends the engine, and it was chosen already.
      await expect.poll(() => panel.unsetFields()).toEqual(mount === "v2" ? ["integration"] : []);
      const bodies = await previewed(panel);
      expect(bodies).toHaveLength(paths.length);
      const posts = await sendsExactly(panel, control, mount, bodies);
      expect(posts.map(({ path }) => path)).toEqual(paths);
      // And all of it is stored as asked, which the result says field by field.
      await proof.isWell();
      await expect(proof.table.getByRole("button", { name: new RegExp(`^(${panel.say("again.set")}|${panel.say("again.read")})`) })).toHaveCount(0);
      await proof.folded.locator("summary").click();
      const allOf = new RegExp(panel.say("step.as_requested", { same: "(\\d+)", total: "\\1" }));
      for (const group of Object.keys(GROUPS[mount])) await expect(proof.line(group)).toHaveText(allOf);
      await expect(proof.asked("msg_call")).toHaveText(values.msg_call);
      await expect(proof.stored("msg_call")).toHaveText(values.msg_call);
      await panel.restart();
    });
  }
});

test("only what is on and set is sent, as JSON and as cURL", async ({ panel, control }) => {
  await panel.start("v1");
  await panel.fill("instance_name", "sales-02");
  const { token } = JSON.parse(await panel.copiedJson());
  const bodies = await previewed(panel, [token]);
  const [post] = await sendsExactly(panel, control, "v1", bodies);
  expect(JSON.parse(post.body)).toEqual({ instanceName: "sales-02", token });
  expect(token).toMatch(/^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$/);
  await panel.tokenIsStored();
  await panel.restart();
  await control.allOn("v2");
  await panel.start("v2");
  expect((await panel.groups()).toSorted()).toEqual(
    ["chatwoot", "kafka", "nats", "proxy", "pusher", "rabbitmq", "sqs", "typebot", "webhook", "websocket"],
  );
  await panel.fill("instance_name", "sales-03");
  await panel.switchOn("sqs");
  const own = await previewed(panel);
  const [other] = await sendsExactly(panel, control, "v2", own);
  expect(Object.keys(JSON.parse(other.body))).toEqual(["instanceName", "integration", "sqs"]);
  await panel.tokenIsStored();
  await panel.restart();
  // The cURL command names the key by a variable and holds the same body.
  await panel.start("v2");
  await panel.fillAll({ instance_name: "it's-here" });
  const json = await panel.copiedJson();
  await panel.request.getByRole("radio", { name: panel.say("request.curl") }).check();
  const curl = await panel.copiedCurl();
  expect(curl).toContain("$EVOLUTION_API_KEY");
  expect(curl).not.toContain(KEY);
  expect(curl).toContain(json.replaceAll("'", "'\\''"));
  expect(curl).toContain(`${panel.base("v2")}/instance/create`);
});

test("a second copy is confirmed for as long as the first one", async ({ page, panel }) => {
  await page.clock.install();
  await panel.start("v2");
  await panel.fill("instance_name", "twice");
  const said = panel.request.locator(".copy .said").filter({ hasText: panel.say("request.copied_json") });
  await panel.copiedJson();
  await expect(said).toHaveCount(1);
  await page.clock.fastForward(2_000);
  await panel.copiedJson();
  await page.clock.fastForward(1_000);
  await expect(said).toHaveCount(1);
  await page.clock.fastForward(2_000);
  await expect(said).toHaveCount(0);
});
