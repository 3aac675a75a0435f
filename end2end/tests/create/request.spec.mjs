// What arrives at the server is, byte for byte, what the preview showed and copied before the press.

import { KEY } from "../../support/server/demo.mjs";
import { expect, test } from "../../support/test.mjs";
import { ENGINES, allValues } from "../../support/panel/values.mjs";
import { previewed, sendsExactly } from "../../support/panel/request.mjs";

for (const [mount, engines] of Object.entries(ENGINES)) {
  for (const engine of engines) {
    test(`${mount}, every field, ${engine ?? "no engine to choose"}`, async ({ panel, control }) => {
      await control.allOn(mount);
      await panel.start(mount);
      await panel.allGroupsOn();
      const fields = await panel.fields();
      const values = allValues(engine);
      expect(fields.filter((field) => !(field in values))).toEqual([]);
      for (const field of fields) await panel.fill(field, values[field]);
      // Each row can be reset now: none was left out. The second version's engine is always sent,
      // and choosing the one that is chosen already is no change.
      const unset = panel.page.locator("form .row:has(.reset:disabled)");
      const left = mount === "v2" && engine === "WHATSAPP-BAILEYS" ? ["row-integration"] : [];
      expect(await unset.evaluateAll((rows) => rows.map((row) => row.id))).toEqual(left);
      const bodies = await previewed(panel);
      expect(bodies).toHaveLength(mount === "v2" ? 3 : 1);
      const posts = await sendsExactly(panel, control, mount, bodies);
      if (mount === "v2") {
        expect(posts.map((post) => post.path)).toEqual([
          "/instance/create",
          "/settings/set/sales-01",
          "/typebot/create/sales-01",
        ]);
      }
    });
  }

  test(`${mount}, nothing but the name`, async ({ panel, control }) => {
    await panel.start(mount);
    await panel.fill("instance_name", "sales-02");
    const token = JSON.parse(await panel.copiedJson()).token;
    const bodies = await previewed(panel, token ? [token] : []);
    const [post] = await sendsExactly(panel, control, mount, bodies);
    const { token: sent, ...rest } = JSON.parse(post.body);
    // The first version cannot be trusted to make a token, the second one not to guess the engine.
    const expected = { v1: {}, v2: { integration: "WHATSAPP-BAILEYS" }, whatsapp: {} }[mount];
    expect(rest).toEqual({ instanceName: "sales-02", ...expected });
    if (mount === "v1") expect(sent).toMatch(/^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$/);
    else expect(sent).toBeUndefined();
  });
}

test("the cURL command names the key by a variable and holds the same body", async ({ panel }) => {
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
