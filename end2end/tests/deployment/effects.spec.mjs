// What each key of config.json does. The tables in support/deployment/effects hold every key of the schema.

import { SCHEMA, keysOf } from "../../support/deployment/config.mjs";
import { EFFECTS } from "../../support/deployment/effects/all.mjs";
import { expect, test } from "../../support/test.mjs";

// The browser lets no frame of another origin take the focus by itself.
test.use({ allowedErrors: /Blocked autofocusing/ });
test.slow();

for (const parts of [["servers", "guard"], ["look", "fields", "presets"]]) {
  test(`${parts.join(", ")}: each key has its effect`, async ({ page, panel, control, demo }) => {
    const keys = keysOf(SCHEMA).toSorted();
    expect(keys.length).toBeGreaterThan(25);
    const tested = Object.values(EFFECTS).flat().flatMap(([, keys]) => keys);
    expect(tested.toSorted(), "every key of the schema is tested here").toEqual(keys);
    for (const [title, keys, see] of parts.flatMap((part) => EFFECTS[part])) {
      await test.step(`${keys.at(-1)}: ${title}`, async () => {
        await see({ page, panel, control, demo });
        await panel.restart();
      });
    }
  });
}
