// What each key of config.json does, by its path in the schema.

import { expect } from "@playwright/test";

import { notice, openWith } from "./deployment.mjs";
import { FIELDS } from "./effects/fields.mjs";
import { GUARD } from "./effects/guard.mjs";
import { LOOK } from "./effects/look.mjs";
import { PRESETS } from "./effects/presets.mjs";
import { SERVERS } from "./effects/servers.mjs";

export const EFFECTS = {
  $schema: async ({ page, panel }) => {
    await openWith(page, panel, { $schema: "./config.schema.json" });
    await expect(notice(page)).toHaveCount(0);
  },

  $comment: async ({ page, panel }) => {
    await openWith(page, panel, { $comment: ["whatever", { stands: "here" }] });
    await expect(notice(page)).toHaveCount(0);
  },

  ...SERVERS,
  ...LOOK,
  ...FIELDS,
  ...PRESETS,
  ...GUARD,
};
