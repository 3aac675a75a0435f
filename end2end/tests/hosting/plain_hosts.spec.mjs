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

test("an Evolution server: a creation in its public folder and in the place of its manager", async ({ page, panel, control, start }) => {
  await test.step("public/panel/", async () => {
    const { address } = await start(startEvolutionPublic, { base: "/panel/" });
    await creates({ page, panel, control }, address);
  });
  await test.step("the manager's place, which has a page for every missing file", async () => {
    const { address } = await start(startEvolutionManager, { base: "/manager/" });
    const config = await fetchRaw(`${address}config.json`);
    expect([config.status, config.headers["content-type"]]).toEqual([200, "text/html; charset=UTF-8"]);
    await creates({ page, panel, control }, address);
  });
});

test("a host that sends the code with a wrong type or none: a creation", async ({ page, panel, control, start }) => {
  for (const type of ["text/html", " "]) {
    await test.step(`type "${type}"`, async () => {
      const { address } = await start(startStatic, { types: { ".wasm": type } });
      await creates({ page, panel, control }, address);
    });
  }
});

const HTML = { status: 200, type: "text/html", body: "<!doctype html><title>Hello</title>" };
const MISSING = { status: 404, type: "text/html", body: "<h1>Not Found</h1>" };
const ALTERED = { status: 200, type: "application/wasm", body: "\0asm\x01\0\0\0" };
const CODE = /^panel-[0-9a-f]+\.wasm$/;
const SCRIPT = /^panel-[0-9a-f]+\.js$/;

/** The panel's own message, and nothing that looks as if it worked. */
async function showsTheMessage(page, address) {
  await page.goto(address);
  await expect(page.locator("#last-resort")).toBeVisible();
  await expect(page.locator("#last-resort p[lang=en]")).toContainText("could not start");
  await expect(page.locator("#instance_name")).toHaveCount(0);
}

/** A page whose rest comes only when its code has failed already. */
async function slowPage(page) {
  const text = await readFile(join(RELEASE, "panel", "index.html"), "utf8");
  const [head, body] = text.split(/(?=<body)/);
  const failed = page.waitForEvent("pageerror");
  async function* pieces() {
    yield head;
    await failed;
    yield body;
  }
  return { type: "text/html; charset=utf-8", pieces: pieces() };
}

test("code or a script that cannot be used: the page says that it cannot start", async ({ page, start }) => {
  // The first one: no error of another page ends the wait.
  await test.step("code that fails before the page is there in full", async () => {
    const answers = { "index.html": await slowPage(page) };
    const { address } = await start(startStatic, { answer: (name) => answers[name] ?? (CODE.test(name) ? MISSING : null) });
    await showsTheMessage(page, address);
  });
  for (const [what, file, reply] of [
    ["no code", CODE, MISSING],
    ["a page of the host instead of the code", CODE, HTML],
    ["code that was altered on the way", CODE, ALTERED],
    ["code that breaks off", CODE, "cut"],
    ["a page of the host instead of the script", SCRIPT, HTML],
    ["a script that breaks off", SCRIPT, "cut"],
  ]) {
    await test.step(what, async () => {
      const { address } = await start(startStatic, { answer: (name) => (file.test(name) ? reply : null) });
      await showsTheMessage(page, address);
    });
  }
});
