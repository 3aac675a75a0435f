// What `embed` and `lockAfterMinutes` do.

import { expect } from "@playwright/test";

import { configure } from "../config.mjs";
import { openWith } from "../deployment.mjs";
import { startParents } from "../../embed/parents.mjs";

export const GUARD = [
  // More of what a frame may do is tested with the frames.
  [
    "only a page of these origins shows the panel in a frame",
    ["embed", "embed.origins"],
    async ({ page, panel, demo }) => {
      const parents = await startParents();
      parents.put("/", `<!doctype html><title>Parent</title><iframe src="${demo.panel}" width="800" height="600"></iframe>`);
      panel.servers.add(parents.origin);
      const frame = page.frameLocator("iframe");
      for (const [origin, isShown] of [[parents.origin, true], ["http://localhost:1", false]]) {
        await configure(page, { embed: { origins: [origin] } });
        await page.goto(`${parents.origin}/`);
        await expect(frame.locator("main")).toBeVisible();
        await expect(frame.locator("#instance_name"), origin).toHaveCount(isShown ? 1 : 0);
      }
      await parents.stop();
    },
  ],
  // The lock itself is tested with the keys.
  [
    "the time of the idle lock is bounded",
    ["lockAfterMinutes"],
    async ({ page, panel }) => {
      await openWith(page, panel, { lockAfterMinutes: 30 });
      await panel.goTo("servers");
      const choices = page.locator("#lock-after option");
      await expect(choices).toHaveCount(2);
      await expect.poll(() => choices.evaluateAll((all) => all.map((one) => one.value))).toEqual(["15", "30"]);
      await expect(page.locator("#lock-after")).toHaveValue("30");
    },
  ],
];
