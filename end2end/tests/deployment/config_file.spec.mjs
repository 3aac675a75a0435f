// config.json as a whole: where there is none, where it cannot be read, where it is hostile, what is wrong in it,
// and what lies next to the page to write it by. Which diagnostic each wrong value of each key gets is tested in the
// domain; here each kind of diagnostic is met once, with its sentence.

import { EXAMPLE, SCHEMA, configure } from "../../support/deployment/config.mjs";
import { DIAGNOSTICS, FILE } from "../../support/deployment/diagnostics.mjs";
import { messages, notice, openWith } from "../../support/deployment/deployment.mjs";
import { say } from "../../support/locale.mjs";
import { expect, test } from "../../support/test.mjs";

const A_LIST = say("config.found.list");

test("a file that says nothing changes nothing, and one that cannot be read is told whole", async ({ page, panel }) => {
  await panel.open();
  await expect(panel.brand).toHaveText(say("app.name"));
  for (const config of ["{}", "", "<!doctype html><p>not here"]) {
    await openWith(page, panel, config);
    await expect(panel.brand).toHaveText(say("app.name"));
    await expect(notice(page)).toHaveCount(0);
  }
  for (const [config, sentence] of [
    ["{", say("config.not_json", { line: 1, column: 1 })],
    ['{\n "theme": dark\n}', say("config.not_json", { line: 2, column: 11 })],
    ["[]", say("config.not_an_object", { found: A_LIST })],
    [`{"a": ${"[".repeat(500_000)}${"]".repeat(500_000)}}`, say("config.file_too_deep", { max: 64 })],
    [`{"a": "${"x".repeat(10_000_001)}"}`, say("config.file_too_large", { max: 10_000_000 })],
  ]) {
    await openWith(page, panel, config);
    await expect.poll(() => messages(page)).toEqual([["", sentence]]);
  }
});

test.describe("a host that does not let the file be read", () => {
  test.use({ allowedErrors: /config\.json|40[13]|429|50[03]/ });

  test("the panel says that it cannot start", async ({ page, panel, demo }) => {
    for (const status of [401, 403, 429, 500, 503]) {
      // It would start without the rules that somebody gave it.
      await page.route("**/config.json", (route) => route.fulfill({ status, body: "no" }));
      await page.goto(demo.panel);
      await expect(page.locator("#last-resort"), status).toBeVisible();
      await expect(panel.name).toHaveCount(0);
      await page.goto("about:blank");
    }
  });

  test("one that never answers is given up after twenty seconds", async ({ page, panel, demo }) => {
    // The time passes when the test says so.
    await page.addInitScript(() => {
      const over = new AbortController();
      window.passes = (ms) => over.abort(new DOMException(`${ms} ms`, "TimeoutError"));
      AbortSignal.timeout = (ms) => ((window.limit = ms), over.signal);
    });
    await page.route("**/config.json", () => {});
    await page.goto(demo.panel);
    await expect.poll(() => page.evaluate(() => window.limit)).toBe(20_000);
    await expect(page.locator("#last-resort")).toBeHidden();
    await page.evaluate(() => window.passes(20_000));
    await expect(page.locator("#last-resort")).toBeVisible();
    await expect(panel.name).toHaveCount(0);
  });
});

test("each kind of wrong value is told with its place, and the rest of the file holds @smoke", async ({ page, panel }) => {
  const dialogs = [];
  page.on("dialog", (dialog) => dialogs.push(dialog.message()));
  await openWith(page, panel, FILE);
  const byPath = (one, other) => one[0].localeCompare(other[0]);
  expect((await messages(page)).toSorted(byPath)).toEqual(DIAGNOSTICS.toSorted(byPath));
  await expect(page.getByRole("navigation", { name: say("config.links") }).getByRole("link")).toHaveText("Still here");
  await expect(page.locator("#msg_call")).toHaveValue("fixed");
  expect(dialogs).toEqual([]);
  await test.step("a text of 5 MB and a policy that leaves no server are told", async () => {
    const servers = [{ baseUrl: "https://api.example.com", label: "x".repeat(5_000_000) }];
    await openWith(page, panel, { servers });
    await expect.poll(() => messages(page)).toEqual([["servers[0].label", say("config.too_long", { length: 5_000_000, max: 80 })]]);
    await configure(page, { addServers: [] });
    await page.reload();
    await expect(notice(page)).toContainText(say("config.no_server_left"));
  });
  // Nothing hostile in the file runs, and nothing of it reaches a prototype.
  const markup = "<img src=x onerror=\"document.title='run'\"><script>document.title='run'</script>";
  const file = `{"__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}},
    "brand": {"name": ${JSON.stringify(markup.slice(0, 59))}, "__proto__": 1},
    "servers": [{"label": ${JSON.stringify(markup.slice(0, 79))}, "baseUrl": ${JSON.stringify(panel.base("v2"))}}],
    "fields": {"__proto__": {"value": 1}, "msg_call": {"value": ${JSON.stringify(markup)}, "fixed": true}},
    "presets": [{"name": ${JSON.stringify(markup.slice(0, 59))}}], ${JSON.stringify(markup)}: 1}`;
  await openWith(page, panel, file);
  const paths = (await messages(page)).map(([path]) => path);
  expect(paths).toEqual(["__proto__", "constructor", `${markup.slice(0, 60)}…`, "brand.__proto__", "fields.__proto__"]);
  await expect.poll(() => page.evaluate(() => ({}).polluted)).toBeUndefined();
  await expect(page).not.toHaveTitle("run");
  await expect(page.locator("main img, main script")).toHaveCount(0);
});

test("schema and example lie next to the page, no config.json does, and the example has no fault", async ({ page, panel }) => {
  await panel.open();
  for (const [name, file] of [["config.schema.json", SCHEMA], ["config.example.json", EXAMPLE]]) {
    const reply = await page.request.get(`/${name}`);
    expect(await reply.json()).toEqual(file);
  }
  expect((await page.request.get("/config.json")).status(), "no content").toBe(204);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24"/>`;
  await page.route(`**/${EXAMPLE.brand.logo}`, (route) => route.fulfill({ contentType: "image/svg+xml", body: svg }));
  await openWith(page, panel, EXAMPLE);
  await expect(panel.brand).toHaveText(EXAMPLE.brand.name);
  await expect(notice(page)).toHaveCount(0);
});
