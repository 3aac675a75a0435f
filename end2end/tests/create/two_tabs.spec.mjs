// Two tabs that create one name: one request, and what one made is only read from the other.

import { CLOSED, found } from "../../support/panel/creation.mjs";
import { Panel } from "../../support/panel/panel.mjs";
import { TYPEBOT_FLOW } from "../../support/panel/values.mjs";
import { hold } from "../../support/server/answers.mjs";
import { namesOn } from "../../support/server/instances.mjs";
import { expect, test } from "../../support/test.mjs";

const NAME = "loja-1";

/** A second tab next to the first, both ready to create the same name. */
async function twoTabs({ context, panel, demo, control }) {
  const other = new Panel(await context.newPage(), demo, control);
  for (const tab of [panel, other]) {
    // What the other tab reads does not depend on how far the pairing of the first one is.
    await tab.page.addInitScript(() => localStorage.setItem("instance-panel.auto_connect", "off"));
    await tab.start("v2");
    await tab.fill("instance_name", NAME);
  }
  // Two at once would destroy both.
  await control.options("v2", { race_ms: 60_000 });
  return other;
}

/** No creation of these tabs reaches the server before `release`. */
async function holdBoth(...tabs) {
  const held = await Promise.all(tabs.map((tab) => hold(tab.page)));
  return { release: () => held.forEach(({ release }) => release()), counts: () => held.map(({ count }) => count()) };
}

/** Both presses, without the wait for each button that a click of the mouse begins with. */
const pressBoth = (...tabs) => Promise.all(tabs.map((tab) => tab.submit.evaluate((submit) => submit.click())));

test("two tabs at once make one request, and another name waits for no other tab @smoke", async ({ context, panel, demo, control }) => {
  const other = await twoTabs({ context, panel, demo, control });
  const same = await holdBoth(panel, other);
  await pressBoth(panel, other);
  // Whichever came first.
  const isRefused = async (tab) => (await tab.failure.count()) > 0;
  await expect.poll(async () => (await isRefused(panel)) !== (await isRefused(other))).toBe(true);
  const [first, second] = (await isRefused(panel)) ? [other, panel] : [panel, other];
  await second.failsWith("other_tab", { subject: NAME });
  same.release();
  await first.created();
  await expect.poll(() => control.creations("v2")).toHaveLength(1);
  await expect.poll(() => namesOn(panel, "v2")).toEqual([NAME]);
  // From the second tab, what the first one made can be looked up and shown.
  await second.act("failure.look");
  await expect(second.lookup).toHaveText(found("there", { state: CLOSED }));
  await expect.poll(() => control.creations("v2")).toHaveLength(1);
  await first.tokenIsStored();
  await first.goTo("");
  await first.fill("instance_name", "loja-2");
  await second.fill("instance_name", "loja-3");
  const others = await holdBoth(first, second);
  await pressBoth(first, second);
  await expect.poll(others.counts).toEqual([1, 1]);
  others.release();
  await Promise.all([first.created(), second.created()]);
  expect((await namesOn(panel, "v2")).sort()).toEqual([NAME, "loja-2", "loja-3"]);
});

test("what another tab made is only read from here", async ({ context, panel, demo, control }) => {
  await control.allOn("v2");
  const other = await twoTabs({ context, panel, demo, control });
  for (const tab of [panel, other]) {
    await tab.switchOn("typebot");
    await tab.fillAll(TYPEBOT_FLOW);
  }
  const creation = await hold(panel.page);
  await panel.press();
  await expect.poll(creation.count).toBe(1);
  await other.press();
  await other.failsWith("other_tab", { subject: NAME });
  creation.release();
  await panel.created();
  await other.act("failure.look");
  await other.act("failure.show");
  await other.created();
  const posts = (await control.posts("v2")).map(({ path }) => path);
  expect(posts).toEqual(["/instance/create", `/typebot/create/${NAME}`]);
});

test("what one tab gave up is not sent from another while it may still arrive", async ({ context, panel, demo, control }) => {
  const other = await twoTabs({ context, panel, demo, control });
  const creation = await hold(panel.page);
  await panel.press();
  await expect.poll(creation.count).toBe(1);
  await panel.button("sending.cancel").click();
  await panel.failsWith("cancelled");
  await other.press();
  await other.failsWith("other_tab", { subject: NAME });
  await expect.poll(() => control.creations("v2")).toEqual([]);
  creation.release();
  // As soon as it is certain what became of it, the other tab may press again.
  await expect(panel.lookup).toHaveText(found("exists"));
  await expect.poll(() => namesOn(panel, "v2")).toEqual([NAME]);
  await control.options("v2", { race_ms: 0 });
  await other.press();
  await other.failsWith("name_in_use", { subject: NAME });
  await expect.poll(() => namesOn(panel, "v2")).toEqual([NAME]);
});
