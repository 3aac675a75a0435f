// A panel with a config.json: served in place of the host's own, as a text or as JSON.

import { readFileSync } from "node:fs";

import { say } from "../locale.mjs";

const read = (name) => JSON.parse(readFileSync(`${process.env.PANEL_DIST}/${name}`, "utf8"));

export const SCHEMA = read("config.schema.json");
export const EXAMPLE = read("config.example.json");

/** From now on the panel finds this file. */
export async function configure(page, config) {
  await page.unroute("**/config.json").catch(() => {});
  const body = typeof config === "string" ? config : JSON.stringify(config);
  await page.route("**/config.json", (route) => route.fulfill({ contentType: "application/json", body }));
}

/** Every key of the schema by its path: `servers.baseUrl`, `fields.*.fixed`. */
export function keysOf(schema, path = "") {
  if (schema.items) return keysOf(schema.items, path);
  const members = Object.entries(schema.properties ?? {});
  return members.flatMap(([key, member], at) => {
    const isField = path === "fields" || path === "presets.fields";
    // One field stands for all of them: the domain's own tests go through every one.
    if (isField) return at === 0 ? keysOf(member, `${path}.*`) : [];
    const own = path ? `${path}.${key}` : key;
    return [own, ...keysOf(member, own)];
  });
}

/** The sentence of a wrong value. */
export const wrong = (found, expected, values = {}) =>
  say("config.wrong", { found, expected: say(`config.expected.${expected}`, values) });
