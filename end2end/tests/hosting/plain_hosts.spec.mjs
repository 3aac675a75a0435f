// The panel on hosts that know nothing of it: plain ones, an Evolution server, and such where something
// is wrong.

import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { creates, expect, fetchRaw, PLACES, test } from "../../support/hosting/hosting.mjs";
import { startEvolutionManager, startEvolutionPublic, startStatic } from "../../support/hosting/static_hosts.mjs";
import { RELEASE } from "../../support/hosting/web_servers.mjs";

test("a plain host: a creation @smoke", async ({ page, panel, control, start }) => {
  const { address } = await start(startStatic, { base: PLACES["at the root of a host"] });
  await creates({ page, panel, control }, address);
});

test("public/panel/ of an Evolution server: a creation", async ({ page, panel, control, start }) => {
  const { address } = await start(startEvolutionPublic, { base: "/panel/" });
  await creates({ page, panel, control }, address);
});

test("the place of an Evolution server's manager, which has a page for every missing file", async ({ page, panel, control, start }) => {
  const { address } = await start(startEvolutionManager, { base: "/manager/" });
  const config = await fetchRaw(`${address}config.json`);
  expect([config.status, config.headers["content-type"]]).toEqual([200, "text/html; charset=UTF-8"]);
  await creates({ page, panel, control }, address);
});

for (const type of ["text/html", null]) {
  test(`a host that sends the code as ${type ?? "nothing"}: a creation`, async ({ page, panel, control, start }) => {
    const { address } = await start(startStatic, { types: { ".wasm": type ?? " " } });
    await creates({ page, panel, control }, address);
  });
}

const HTML = { status: 200, type: "text/html", body: "<!doctype html><title>Hello</title>" };

/** The panel's own message, and nothing that looks as if it worked. */
async function showsTheMessage(page, address) {
  await page.goto(address);
  await expect(page.locator("#last-resort")).toBeVisible();
  await expect(page.locator("#last-resort p[lang=en]")).toContainText("could not start");
  await expect(page.locator("#instance_name")).toHaveCount(0);
}

const MISSING = { status: 404, type: "text/html", body: "<h1>Not Found</h1>" };
const CODE = /^panel-[0-9a-f]+\.wasm$/;
const SCRIPT = /^panel-[0-9a-f]+\.js$/;

for (const [what, how, file, reply] of [
  ["code", "is not there", CODE, MISSING],
  ["code", "is a page of the host", CODE, HTML],
  ["code", "was altered on the way", CODE, { status: 200, type: "application/wasm", body: "\0asm\x01\0\0\0" }],
  ["code", "breaks off", CODE, "cut"],
  ["script", "is a page of the host", SCRIPT, HTML],
  ["script", "breaks off", SCRIPT, "cut"],
]) {
  test(`a ${what} that ${how}: the page says that it cannot start`, async ({ page, start }) => {
    const { address } = await start(startStatic, { answer: (name) => (file.test(name) ? reply : null) });
    await showsTheMessage(page, address);
  });
}

test("code that fails before the page is there in full: the page says that it cannot start", async ({ page, start }) => {
  const text = await readFile(join(RELEASE, "panel", "index.html"), "utf8");
  const [head, body] = text.split(/(?=<body)/);
  const failed = page.waitForEvent("pageerror");
  async function* pieces() {
    yield head;
    await failed;
    yield body;
  }
  const { address } = await start(startStatic, {
    answer: (name) => {
      if (name === "index.html") return { type: "text/html; charset=utf-8", pieces: pieces() };
      return CODE.test(name) ? MISSING : null;
    },
  });
  await showsTheMessage(page, address);
});
