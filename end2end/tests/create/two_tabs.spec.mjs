// Two tabs that press Create for one name at once make one request.

import { Panel } from "../../support/panel/panel.mjs";
import { expect, test } from "../../support/test.mjs";

const NAME = "loja-1";

/** A second tab beside the first, both ready to create the same name. */
async function twoTabs(context, panel, demo, control, mount) {
  const other = new Panel(await context.newPage(), demo, control);
  for (const tab of [panel, other]) {
    await tab.start(mount);
    await tab.fill("instance_name", NAME);
  }
  // Two at once destroy both, and no answer comes before both have been sent.
  if (mount === "v2") await control.options(mount, { race_ms: 60_000 });
  await control.fault(mount, { fault: "latency", ms: 2_000, method: "POST" });
  return other;
}

/** Both presses without the waiting for each button that a click of the mouse begins with. */
const pressBoth = (...tabs) => Promise.all(tabs.map((tab) => tab.submit.evaluate((submit) => submit.click())));

const names = async (panel, mount) => {
  const reply = await fetch(`${panel.base(mount)}/instance/fetchInstances`, { headers: { apikey: "demo-key" } });
  return (await reply.json()).map((row) => row.instance?.instanceName ?? row.name);
};

for (const mount of ["v1", "v2", "whatsapp"]) {
  test(`${mount}: two tabs at once make one request`, async ({ context, panel, demo, control }) => {
    const other = await twoTabs(context, panel, demo, control, mount);
    await pressBoth(panel, other);
    // Whichever came first.
    const said = panel.say("error.other_tab.cause", { subject: NAME });
    const isRefused = async (tab) => (await tab.failure.count()) > 0;
    await expect.poll(async () => (await isRefused(panel)) !== (await isRefused(other))).toBe(true);
    const [first, second] = (await isRefused(panel)) ? [other, panel] : [panel, other];
    await expect(second.failure).toContainText(said);
    await first.created();
    expect(await control.creations(mount)).toHaveLength(1);
    expect(await names(panel, mount)).toEqual([NAME]);
    // From the second tab, what the first one made can be looked up and shown.
    await second.look();
    const sighting = second.failure.locator(".sighting");
    await expect(sighting).toHaveText(panel.say("failure.look.there", { name: NAME, state: "not connected (close)" }));
    expect(await control.creations(mount)).toHaveLength(1);
  });
}

test("what another tab made is only read from here", async ({ context, panel, demo, control }) => {
  await control.allOn("v2");
  const other = await twoTabs(context, panel, demo, control, "v2");
  for (const tab of [panel, other]) {
    await tab.switchOn("typebot");
    await tab.fillAll({ typebot_url: "https://bot.example.com", typebot: "flow", typebot_trigger_type: "all" });
  }
  await panel.press();
  await expect.poll(() => control.creations("v2")).toHaveLength(1);
  await other.press();
  await other.failsWith("other_tab", { subject: NAME });
  await panel.created();
  await other.look();
  await other.failure.getByRole("button", { name: panel.say("failure.show"), exact: true }).click();
  await other.created();
  const posts = (await control.posts("v2")).map((request) => request.path);
  expect(posts).toEqual(["/instance/create", `/typebot/create/${NAME}`]);
});

test("what one tab gave up is not sent from another while it may still arrive", async ({ context, page, panel, demo, control }) => {
  const other = await twoTabs(context, panel, demo, control, "v2");
  await control.clearFaults("v2");
  await control.fault("v2", { fault: "latency", ms: 4_000, method: "POST" });
  await panel.press();
  await expect.poll(() => control.creations("v2")).toHaveLength(1);
  await page.getByRole("button", { name: panel.say("sending.cancel"), exact: true }).click();
  await panel.failsWith("cancelled");
  await other.press();
  await other.failsWith("other_tab", { subject: NAME });
  expect(await control.creations("v2")).toHaveLength(1);
  // As soon as it is certain what became of it, the other tab may press again.
  const sighting = panel.failure.locator(".sighting");
  await expect(sighting).toHaveText(panel.say("failure.look.exists", { name: NAME, state: "not connected (close)" }));
  expect(await names(panel, "v2")).toEqual([NAME]);
  await control.clearFaults("v2");
  await control.options("v2", { race_ms: 0 });
  await other.press();
  await other.failsWith("name_in_use", { subject: NAME });
  expect(await names(panel, "v2")).toEqual([NAME]);
});

test("without the browser's locks both are sent, and the server destroys both", async ({ context, panel, demo, control }) => {
  await context.addInitScript(() => Object.defineProperty(Navigator.prototype, "locks", { value: undefined }));
  const other = await twoTabs(context, panel, demo, control, "v2");
  await pressBoth(panel, other);
  const statuses = async () => (await control.creations("v2")).map((request) => request.status).sort();
  await expect.poll(statuses).toEqual([201, 400]);
  await expect.poll(() => names(panel, "v2")).toEqual([]);
});

test("another name, and another server, wait for nobody", async ({ context, panel, demo, control }) => {
  const other = await twoTabs(context, panel, demo, control, "v2");
  await other.fill("instance_name", "loja-2");
  await pressBoth(panel, other);
  await Promise.all([panel.created(), other.created()]);
  expect((await names(panel, "v2")).sort()).toEqual([NAME, "loja-2"]);
});
