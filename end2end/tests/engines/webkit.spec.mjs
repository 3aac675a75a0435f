// The main journeys in WebKit. Those in Firefox are the tests with `@engines`. Without the browser they are left out,
// and say so.

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect, test as base } from "@playwright/test";

import { setup, startParents, withHelper } from "../../support/embed/parents.mjs";
import { say } from "../../support/locale.mjs";
import { ready } from "../../support/panel/proof.mjs";
import { Control, DEMO, KEY, startDemo } from "../../support/server/demo.mjs";
import { canStartWebKit, Key, startWebKit } from "../../support/webkit.mjs";

const MISSING = "WebKitGTK with its driver, or a screen for it, is not installed here: nothing was tried in WebKit.";

const golden = new URL("../../../src/domain/tests/schema/golden/v2.create.json", import.meta.url);

/** A creation with every field of the version but those of another engine. */
function everyField() {
  const { businessId, ...body } = JSON.parse(readFileSync(golden, "utf8"));
  return { ...body, integration: "WHATSAPP-BAILEYS" };
}

const test = base.extend({
  webkit: [
    async ({}, use) => {
      if (!canStartWebKit()) {
        console.log(`\n  LEFT OUT: ${MISSING}\n`);
        return use(null);
      }
      const webkit = await startWebKit();
      await use(webkit);
      await webkit.stop();
    },
    { scope: "worker" },
  ],

  demo: DEMO,

  control: async ({ demo }, use) => {
    const control = new Control(demo.api);
    await control.reset();
    await use(control);
  },

  /** Opens a page that is closed after the test. */
  open: async ({ webkit }, use) => {
    test.skip(!webkit, MISSING);
    const pages = [];
    await use(async (url) => {
      const page = await webkit.newPage();
      pages.push(page);
      await page.goto(url);
      return page;
    });
    await Promise.allSettled(pages.map((page) => page.close()));
  },
});

/** The first visit: a server by its address and key, with the keyboard alone. */
async function connect(page, { api }) {
  await page.type("#server-url", `${api}/v2`, Key.TAB);
  await page.type("#server-key", KEY, Key.ENTER);
  await page.element("#instance_name");
  await expect.poll(() => page.run(() => document.querySelector(".connect-form"))).toBe(null);
}

test("a first visit ends in an instance with every field, its proof and its code", async ({ open, demo, control }) => {
  await ready(control, "v2");
  const body = everyField();
  const page = await open(demo.panel);
  await connect(page, demo);
  await page.click("#open-import");
  await page.element("#import-box");
  await page.run((text) => (document.querySelector("#import-box").value = text), JSON.stringify(body));
  // What was typed before is read with the last key.
  await page.type("#import-box", " ");
  await page.shows(".import-status", say("import.found_one", { count: 1 }));
  await page.click("#import-put");
  await expect.poll(() => page.run(() => document.querySelector("#instance_name").value)).toBe(body.instanceName);
  await page.click("#submit");
  await expect.poll(() => page.hash()).toBe("#/result");
  const [post] = await control.creations("v2");
  expect(JSON.parse(post.body)).toEqual(body);
  await page.shows(".lead [role=status]", say("result.as_requested"));
  await page.element("[aria-labelledby=pairing-heading] img");
});

test("language and theme are chosen, and kept over a reload", async ({ open, demo }) => {
  const page = await open(demo.panel);
  await page.type("#language", "Português");
  await page.shows("h1", say("create.title", {}, "pt-BR"));
  await page.click("header button:not(#open-palette)");
  const theme = await page.run(() => document.documentElement.dataset.theme);
  expect(theme).not.toBe("system");
  await page.reload();
  await page.shows("h1", say("create.title", {}, "pt-BR"));
  expect(await page.run(() => document.documentElement.dataset.theme)).toBe(theme);
});

test("the list shows, finds and restarts an instance", async ({ open, demo, control }) => {
  await control.seedMixed("v2", 12);
  await control.seed("v2", { name: "quitanda", state: "open", owner: "5511912345678" });
  const page = await open(demo.panel);
  await connect(page, demo);
  await page.run(() => (location.hash = "#/servers/1/instances"));
  await page.shows(".instances .lead", say("instances.count_other", { count: 13 }));
  await page.type("#instances-search", "quitanda");
  await page.shows(".instances .list-found", say("find.count", { count: 1 }));
  // The rows follow what is said of them.
  await expect.poll(() => page.run(() => [...document.querySelectorAll(".instance-row")].filter((row) => row.offsetHeight > 0).length)).toBe(1);
  await page.click(".instance-row .row-actions button:last-child");
  await page.click(".menu-items button", say("instances.action.restart"));
  const restarts = async () => (await control.posts("v2")).filter(({ path }) => path === "/instance/restart/quitanda").length;
  await expect.poll(restarts).toBe(1);
});

test("a page that embeds the panel is told of the creation", async ({ open }) => {
  const folder = mkdtempSync(join(tmpdir(), "panel-webkit-"));
  const parents = await startParents();
  cpSync(process.env.PANEL_DIST, folder, { recursive: true });
  const demo = await startDemo(folder);
  try {
    writeFileSync(join(folder, "config.json"), JSON.stringify(setup(demo, [parents.origin])));
    parents.put("/helper", withHelper(demo.panel, 'server="main" wants="hash"'));
    const page = await open(`${parents.origin}/helper`);
    const heard = (type) => page.run((type) => window.heard.find((one) => one.type === type) ?? null, type);
    const tell = (method, ...values) =>
      page.run((method, values) => document.querySelector("instance-panel")[method](...values), method, values);
    await expect.poll(() => heard("ready")).toMatchObject({ protocol: 1, dialect: "evolution-v2" });
    await tell("setKey", KEY);
    await tell("prefill", { instance_name: "framed" });
    await tell("submit");
    await expect.poll(() => heard("created")).toMatchObject({ name: "framed" });
    const [row] = await new Control(demo.api).get("v2", "/instance/fetchInstances");
    expect((await heard("created")).hash).toBe(row.token);
  } finally {
    await demo.stop();
    await parents.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});
