// The types of embed.js, by the compiler of those who use them.

import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

import { expect, test } from "@playwright/test";

const compiler = createRequire(import.meta.url).resolve("typescript/bin/tsc");
const parent = fileURLToPath(new URL("../../support/embed/typed_parent.ts", import.meta.url));

test("a parent that uses all of them compiles, and what they forbid does not", async () => {
  const options = ["--noEmit", "--strict", "--skipLibCheck", "false", "--target", "es2022", "--module", "nodenext", "--lib", "es2022,dom"];
  const said = await new Promise((resolve) => {
    execFile(process.execPath, [compiler, ...options, parent], (error, stdout) => resolve(error ? stdout : ""));
  });
  expect(said).toBe("");
});
