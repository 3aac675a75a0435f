// What each key of config.json does: `[what is seen, the keys of the schema that it proves, the test]`.

import { expect } from "@playwright/test";

import { notice, openWith } from "../deployment.mjs";
import { FIELDS } from "./fields.mjs";
import { GUARD } from "./guard.mjs";
import { LOOK } from "./look.mjs";
import { PRESETS } from "./presets.mjs";
import { SERVERS } from "./servers.mjs";

const EMPTY = [
  "remarks and empty parts change nothing",
  ["$schema", "$comment"],
  async ({ page, panel }) => {
    const empty = { fields: {}, presets: [], links: [], brand: {}, embed: {} };
    await openWith(page, panel, { $schema: "./config.schema.json", $comment: ["whatever", { stands: "here" }], ...empty });
    await expect(notice(page)).toHaveCount(0);
    await expect(page.locator("#preset")).toHaveCount(0);
  },
];

/** By the part of the file. */
export const EFFECTS = { servers: SERVERS, look: [EMPTY, ...LOOK], fields: FIELDS, presets: PRESETS, guard: GUARD };
