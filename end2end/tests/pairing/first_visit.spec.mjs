// From the first visit to a paired phone: what it costs an operator is counted.

import { Pairing } from "../../support/panel/pairing.mjs";
import { KEY } from "../../support/server/demo.mjs";
import { expect, test } from "../../support/test.mjs";

const NAME = "pair-1";

/** The first visit, with every click counted and every field that something is entered in. */
async function firstVisit(page, panel) {
  await page.clock.install();
  await page.addInitScript(() => {
    window.acts = { clicks: 0, entries: [] };
    const { acts } = window;
    addEventListener("pointerdown", () => (acts.clicks += 1), true);
    addEventListener("input", ({ target }) => acts.entries.at(-1) !== target.id && acts.entries.push(target.id), true);
  });
  await panel.open();
  await expect(page.locator("#server-url")).toBeFocused();
}

/** The code comes by itself, and a phone reads it; what was done until then. */
async function untilPaired(page, panel, control) {
  const pairing = new Pairing(page, panel, control, "v2", NAME);
  await pairing.untilSays("shown", { count: 1 });
  await pairing.phone("scan");
  await pairing.until(() => expect(pairing.state).toHaveText("connected open", { timeout: 50 }));
  return page.evaluate(() => window.acts);
}

const ENTRIES = ["server-url", "server-key", "instance_name"];

test("by mouse, three clicks and three entries lead from the first visit to a paired phone", async ({ page, panel, control }) => {
  await firstVisit(page, panel);
  await page.keyboard.insertText(panel.base("v2"));
  await page.locator("#server-key").click();
  await page.keyboard.insertText(KEY);
  await panel.saveServer();
  await expect(panel.name).toBeFocused();
  await page.keyboard.insertText(NAME);
  await panel.press();
  await panel.created();
  expect(await untilPaired(page, panel, control)).toEqual({ clicks: 3, entries: ENTRIES });
});

test("by keyboard alone, three entries, each ended by Enter, lead from the first visit to a paired phone", async ({ page, panel, control }) => {
  await firstVisit(page, panel);
  const fields = [["#server-url", panel.base("v2")], ["#server-key", KEY], ["#instance_name", NAME]];
  for (const [field, text] of fields) {
    await expect(page.locator(field)).toBeFocused();
    await page.keyboard.insertText(text);
    await page.keyboard.press("Enter");
  }
  await panel.created();
  expect(await untilPaired(page, panel, control)).toEqual({ clicks: 0, entries: ENTRIES });
});
