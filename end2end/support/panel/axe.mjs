// What axe can tell of accessibility, in both themes.

import { AxeBuilder } from "@axe-core/playwright";
import { expect } from "@playwright/test";

const COLOURS = ["color-contrast", "link-in-text-block"];

/**
 * Axe finds nothing wrong on this screen. A theme changes colours alone, so the second one is checked for
 * those only. `within` looks at one part of it; `hasFrames` looks into frames as well, which is much slower.
 */
export async function isAccessible(page, where, { within, hasFrames = false } = {}) {
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme });
    const builder = new AxeBuilder({ page }).setLegacyMode(!hasFrames).options({ resultTypes: ["violations"] });
    if (within) builder.include(within);
    if (colorScheme === "dark") builder.withRules(COLOURS);
    const { violations } = await builder.analyze();
    const found = violations.map(({ id, nodes }) => ({
      id,
      nodes: nodes.map((node) => `${node.target.join(" ")}: ${node.any[0]?.message ?? node.failureSummary}`),
    }));
    // Soft: the test goes on to the other theme and the screens after this one.
    expect.soft(found, `${where}, ${colorScheme}`).toEqual([]);
  }
}
