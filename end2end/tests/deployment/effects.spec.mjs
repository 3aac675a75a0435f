// What each key of config.json does. The tables in support/deployment/effects hold every key of the schema.

import { SCHEMA, keysOf } from "../../support/deployment/config.mjs";
import { EFFECTS } from "../../support/deployment/effects/all.mjs";
import { expect, test } from "../../support/test.mjs";

// The browser lets no frame of another origin take the focus by itself.
test.use({ allowedErrors: /Blocked autofocusing/ });

test("every key of the schema has a test of its effect", () => {
  const keys = keysOf(SCHEMA).toSorted();
  expect(keys.length).toBeGreaterThan(25);
  expect(EFFECTS.flatMap(([, keys]) => keys).toSorted()).toEqual(keys);
});

for (const [title, keys, see] of EFFECTS) test(`${keys.at(-1)}: ${title}`, see);
