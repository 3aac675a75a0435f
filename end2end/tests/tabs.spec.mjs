// Two tabs that press Create for one name at once make one request.

import { Panel } from "../support/panel.mjs";
import { expect, test } from "../support/test.mjs";

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
    await expect(sighting).toHaveText(panel.say("failure.look.exists", { name: NAME, state: "close" }));
    expect(await control.creations(mount)).toHaveLength(1);
  });
}

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
