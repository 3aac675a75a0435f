// What each key of config.json does, by its path in the schema.

import { expect } from "@playwright/test";

import { notice, openWith } from "../deployment.mjs";
import { FIELDS } from "./fields.mjs";
import { GUARD } from "./guard.mjs";
import { LOOK } from "./look.mjs";
import { PRESETS } from "./presets.mjs";
import { SERVERS } from "./servers.mjs";

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
