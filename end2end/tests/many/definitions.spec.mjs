// A server's definitions read back: each instance is compared with what is stored before anything is sent, then created
// or changed, and read again. How values are compared is decided natively.

import { isAccessible } from "../../support/panel/axe.mjs";
import { ExportSheet } from "../../support/panel/export.mjs";
import { InstanceList } from "../../support/panel/instances.mjs";
import { Many } from "../../support/panel/many.mjs";
import { KEY } from "../../support/server/demo.mjs";
import { expect, test } from "../../support/test.mjs";

const PROXY = { enabled: true, host: "old.example.com", port: "80", protocol: "http", username: "", password: "" };
const HOOK = { enabled: true, url: "https://hooks.example.com/in", events: ["MESSAGES_UPSERT"] };

/** The definitions of the instances, as the operator saves them. */
async function definitions(panel, names) {
  const list = new InstanceList(panel);
  await list.open("v2");
  for (const name of names) await list.tick(name).check();
  await list.bulk.getByRole("button", { name: panel.say("export.open") }).click();
  const out = new ExportSheet(panel);
  await out.format.selectOption("definitions");
  const [, text] = await out.saved();
  await panel.page.keyboard.press("Escape");
  return JSON.parse(text);
}

test("definitions are a plan first, then created and changed; what failed is tried again @smoke", async ({ page, panel, control }) => {
  const { say } = panel;
  const many = new Many(panel);
  const names = ["same", "moved", "off"];
  for (const name of names) await control.seed("v2", { name, state: "close", number: "5511912345678", groups: { proxy: PROXY, webhook: HOOK } });
  const all = await definitions(panel, names);
  const of = (name) => all.find((one) => one.instance === name);
  of("moved").groups.proxy.host = "new.example.com";
  of("moved").number = "5511900000000";
  of("off").groups.webhook.enabled = false;
  all.push({ ...structuredClone(of("same")), instance: "new" });
  const [same, moved, off, added] = ["same", "moved", "off", "new"].map((name) => all.findIndex((one) => one.instance === name) + 1);

  await page.getByRole("link", { name: say("instances.many"), exact: true }).click();
  await many.paste(JSON.stringify(all));
  await many.source.getByRole("button", { name: say("many.take_other", { count: 4 }) }).click();
  await expect(many.existing).toContainText(say("many.existing_other", { count: 3 }));
  await expect(many.state(moved)).toContainText(say("problem.name_taken").slice(0, 20));
  await expect(many.create).toHaveText(say("many.create_one", { count: 1 }));

  await test.step("the plan", async () => {
    await many.changeExisting.check();
    await expect(many.existing).toContainText(say("many.to_change_other", { count: 2 }));
    await expect(many.existing).toContainText(say("many.to_create_one", { count: 1 }));
    await expect(many.state(same)).toHaveText(say("many.plan.same"));
    await expect(many.state(off)).toContainText(say("many.plan.changes", { sections: say("section.webhook.name") }));
    await expect(many.state(added)).toHaveText(say("many.row.ready"));
    await expect(many.state(moved)).toContainText(say("many.plan.fixed", { fields: say("field.number.label") }));
    await expect(many.create).toHaveText(say("many.create_and_change", { created: 1, changed: 2 }));
    await isAccessible(page, "a plan", { within: "#main" });
    await many.row(moved).getByRole("button", { name: say("many.view_named", { name: "moved" }) }).click();
    const line = many.sheet.getByRole("row", { name: say("field.proxy_host.label") });
    await expect(line.getByRole("cell")).toHaveText(["old.example.com", "new.example.com"]);
    await isAccessible(page, "what a row would change", { within: "#many-request" });
    await page.keyboard.press("Escape");
    await panel.settled();
    expect(await control.posts("v2")).toEqual([]);
  });

  await test.step("a cell that is edited is compared once more", async () => {
    const host = many.cell(same, say("many.cell", { field: say("field.proxy_host.label"), name: "same" }));
    await host.fill("other.example.com");
    await page.keyboard.press("Enter");
    await expect(many.create).toHaveText(say("many.create_and_change", { created: 1, changed: 3 }));
    await host.fill("old.example.com");
    await page.keyboard.press("Enter");
    await expect(many.state(same)).toHaveText(say("many.plan.same"));
  });

  await test.step("the run, and what failed once more", async () => {
    await control.failSet("v2", "proxy", "moved", { times: 1 });
    await many.create.click();
    await expect(many.counts).toContainText(say("many.line.over", { done: 3, all: 3 }), { timeout: 60_000 });
    await expect(many.counts).toContainText(say("many.line.changed_one", { count: 1 }));
    await expect(many.state(moved)).toContainText(say("many.row.change_failed", { sections: say("section.proxy.name"), cause: "" }));
    await many.bar.getByRole("button", { name: say("many.retry_one", { count: 1 }) }).click();
    // Its number is another one, which no call changes.
    await expect(many.state(moved)).not.toContainText(say("many.row.change_failed", { sections: say("section.proxy.name"), cause: "" }), { timeout: 60_000 });
    await expect(many.state(moved)).toContainText(say("many.plan.fixed", { fields: say("field.number.label") }));
    await expect(many.bar.getByRole("button", { name: say("many.retry_one", { count: 1 }) })).toHaveCount(0);
    const results = await many.results();
    expect(results.moved).toContain(",changed_with_problems,");
    expect(results.off).toContain(",changed_as_requested,");
    expect(results.new).toContain(",created_as_requested,");
    const stored = (group, name) => control.get("v2", `/${group}/find/${name}`);
    expect((await stored("proxy", "moved")).host).toBe("new.example.com");
    expect((await stored("webhook", "off")).enabled).toBe(false);
    expect((await stored("proxy", "new")).host).toBe("old.example.com");
    const created = (await control.creations("v2")).map(({ body }) => JSON.parse(body).instanceName);
    expect(created).toEqual(["new"]);
    await panel.settled();
    const touched = (await control.posts("v2")).filter(({ path }) => path.includes("/same"));
    expect(touched).toEqual([]);
  });
});

test("a key that is refused stops the comparing, and says so once", async ({ page, panel, control }) => {
  const { say } = panel;
  const many = new Many(panel);
  await control.seed("v2", { name: "loja-{n}", count: 30, state: "close", groups: { webhook: HOOK } });
  await many.open("v2");
  await many.paste(["name;webhook url", ...Array.from({ length: 30 }, (_, at) => `loja-${at + 1};https://hooks.example.com/new`)].join("\n"));
  await many.source.getByRole("button", { name: say("many.take_other", { count: 30 }) }).click();
  await control.fault("v2", { fault: "status401", method: "GET", path_prefix: "/webhook/find" });
  await many.changeExisting.check();
  await expect(many.existing.getByRole("alert")).toContainText(say("many.plan.stopped", { cause: "" }).trim());
  await expect(many.existing).toContainText(say("many.unread_other", { count: 30 }));
  await expect(many.create).toBeDisabled();
  const asked = (await control.requests("v2")).filter(({ path }) => path.startsWith("/webhook/find"));
  expect(asked.length).toBeLessThan(5);
  await control.clearFaults("v2");
  await many.existing.getByRole("button", { name: say("many.compare_again") }).focus();
  await page.keyboard.press("Enter");
  await expect(many.create).toHaveText(say("many.change_other", { count: 30 }));
  await expect(many.existing.getByRole("button", { name: say("many.compare_again") })).toBeFocused();
  await expect(many.existing.getByRole("alert")).toHaveCount(0);
});

test("a reload in the middle begins a change again, and a plan needs the server", async ({ page, panel, control }) => {
  const { say } = panel;
  const many = new Many(panel);
  await control.seed("v2", { name: "loja-{n}", count: 4, state: "close", groups: { webhook: HOOK } });
  await many.open("v2");
  await many.paste(["name;webhook url", ...[1, 2, 3, 4].map((n) => `loja-${n};https://hooks.example.com/${n}`)].join("\n"));
  await many.source.getByRole("button", { name: say("many.take_other", { count: 4 }) }).click();
  await control.fault("v2", { fault: "status500", method: "GET", path: "/webhook/find/loja-3" });
  await many.changeExisting.check();
  await expect(many.existing).toContainText(say("many.unreadable_one", { count: 1 }));
  await expect(many.state(3)).toHaveText(say("many.plan.unreadable", { sections: say("section.webhook.name") }));
  await control.clearFaults("v2");
  await many.existing.getByRole("button", { name: say("many.compare_again") }).click();
  await expect(many.create).toHaveText(say("many.change_other", { count: 4 }));

  await control.fault("v2", { fault: "hold", method: "POST", path: "/webhook/set/loja-2", times: 1 });
  await many.create.click();
  await expect(many.counts).toContainText(say("many.line.running", { done: 3, all: 4 }), { timeout: 60_000 });
  await page.reload();
  await many.bar.getByRole("button", { name: say("instances.bulk.resume") }).click();
  await expect(many.counts).toContainText(say("many.line.changed_other", { count: 4 }), { timeout: 60_000 });
  for (const n of [1, 2, 3, 4]) {
    const reply = await control.get("v2", `/webhook/find/loja-${n}`, KEY);
    expect(reply.url).toBe(`https://hooks.example.com/${n}`);
    // What no row says stays as it was.
    expect(reply.events).toEqual(["MESSAGES_UPSERT"]);
  }
});
