// config.json: what every key does. The tables that are joined in support/effects.mjs hold every key of
// the schema, and config.wrong.spec.mjs sees to it.

import { EFFECTS } from "../../support/deployment/effects/all.mjs";
import { test } from "../../support/test.mjs";

// The browser lets no frame of another origin take the focus by itself.
test.use({ allowedErrors: /Blocked autofocusing/ });

for (const [key, see] of Object.entries(EFFECTS)) test(`${key}: its effect`, see);
