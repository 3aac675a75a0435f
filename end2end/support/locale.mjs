// The sentences as the panel says them, from its own locale files.

import { readFileSync } from "node:fs";

export const TAGS = ["en", "pt-BR", "es"];

export const LOCALES = Object.fromEntries(
  TAGS.map((tag) => {
    const file = new URL(`../../locales/${tag}.json`, import.meta.url);
    return [tag, JSON.parse(readFileSync(file, "utf8"))];
  }),
);

/** A sentence with its places filled in. A key that is not there is a mistake of the test. */
export function say(key, values = {}, tag = "en") {
  const sentence = LOCALES[tag][key];
  if (sentence === undefined) throw new Error(`no sentence ${key} in ${tag}`);
  return Object.entries(values).reduce(
    (text, [name, value]) => text.replaceAll(`{${name}}`, value),
    sentence,
  );
}
