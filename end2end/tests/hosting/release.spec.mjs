// The release itself: its files, their sums, and its one policy.

import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { expect, securityHeaders, sha256, statedSums, test } from "../../support/hosting/hosting.mjs";
import { RELEASE, filesBelow } from "../../support/hosting/web_servers.mjs";

test("the release holds the panel that the other tests drive, with right sums and one policy @smoke", async () => {
  const sums = await statedSums();
  const files = await filesBelow(RELEASE);
  expect(Object.keys(sums)).toEqual(files.filter((name) => name !== "SHA256SUMS"));
  for (const name of files) {
    if (name !== "SHA256SUMS") expect(sha256(await readFile(join(RELEASE, name))), name).toBe(sums[name]);
  }
  const built = await filesBelow(process.env.PANEL_DIST);
  expect(files.filter((name) => name.startsWith("panel/"))).toEqual(built.map((name) => `panel/${name}`));
  for (const name of built) {
    expect(sha256(await readFile(join(process.env.PANEL_DIST, name))), name).toBe(sums[`panel/${name}`]);
  }
  // The page and the recipes have one policy.
  const page = await readFile(join(RELEASE, "panel", "index.html"), "utf8");
  const [, inPage] = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(page);
  const [, inHeader] = (await securityHeaders()).find(([name]) => name === "content-security-policy");
  expect(inHeader).toBe(`${inPage}; frame-ancestors 'self'`);
});
