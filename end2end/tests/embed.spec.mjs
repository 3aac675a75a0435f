// The panel inside another page: what an allowed one can do, and that any other can do nothing.

import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { AxeBuilder } from "@axe-core/playwright";
import { chromium } from "@playwright/test";

import { configure } from "../support/config.mjs";
import { byHand, click, COPIED, heard, hears, inFrame, isClosed, KEY, say, setup, startParents, withHelper } from "../support/embed.mjs";
import { Control } from "../support/demo.mjs";
import { expect, test as base } from "../support/test.mjs";
import config from "../playwright.config.mjs";

const test = base.extend({
  // The pages around are nobody's server; they may be asked for all the same.
  panel: async ({ panel, parents }, use) => {
    for (const url of [parents.origin, `http://127.0.0.1:${parents.port}`, "https://", "http://app.example.com"])
      panel.servers.add(url);
    await use(panel);
  },

  parents: [
    async ({}, use) => {
      const parents = await startParents();
      await use(parents);
      await parents.stop();
    },
    { scope: "worker" },
  ],

  /** Opens a parent with the helper and waits until it speaks with the panel. */
  embedded: async ({ page, panel, demo, control, parents, context }, use) => {
    await use(async (attributes = 'server="main"', { more, style, isReady = true } = {}) => {
      await configure(context, setup(demo, [parents.origin], more));
      parents.put("/helper", withHelper(demo.panel, attributes, style));
      await page.goto(`${parents.origin}/helper`);
      if (isReady) await hears(page, "ready");
      return inFrame(page, demo, control);
    });
  },

  /** The same by hand. */
  connected: async ({ page, panel, demo, control, parents, context }, use) => {
    await use(async (message) => {
      await configure(context, setup(demo, [parents.origin]));
      parents.put("/hand", byHand(demo.panel));
      await page.goto(`${parents.origin}/hand`);
      await page.evaluate((message) => connect(message), message);
      await hears(page, "ready");
      return inFrame(page, demo, control);
    });
  },
});

// A dialog's button may take the focus when it opens; in a frame the browser says so of each at the start.
test.use({ allowedErrors: /Blocked autofocusing/ });

// Pages that pretend to be somewhere in the world show a panel on this machine, which the browser would
// ask about; and it would rather have them encrypted.
const { launchOptions } = config.use;
test.use({ launchOptions: { ...launchOptions, args: [...launchOptions.args, "--disable-features=LocalNetworkAccessChecks,HttpsUpgrades"] } });

/** Both storages of a window, or that they throw. */
const stored = (frame) =>
  frame.evaluate(() => {
    try {
      return JSON.stringify([{ ...localStorage }, { ...sessionStorage }]);
    } catch (error) {
      return error.name;
    }
  });

/** Everything that was posted to this window before has been dispatched there. */
async function settled(page, frame, target = "frames[0]") {
  await frame.evaluate(() => {
    window.marked = new Promise((resolve) => addEventListener("message", ({ data }) => data === "mark" && resolve()));
  });
  await page.evaluate((target) => eval(target).postMessage("mark", "*"), target);
  await frame.evaluate(() => window.marked);
}

async function created(inner) {
  await expect(inner.resultStatus).not.toHaveText(inner.say("result.reading"));
  await expect(inner.resultStatus).not.toBeEmpty();
}

test.describe("an allowed page", () => {
  test("copied from the documentation, creates an instance where third-party storage is blocked", async ({ demo, parents }) => {
    const control = new Control(demo.api);
    await control.reset();
    const folder = mkdtempSync(join(tmpdir(), "panel-embed-"));
    mkdirSync(join(folder, "Default"));
    const preferences = { profile: { block_third_party_cookies: true, cookie_controls_mode: 1 } };
    writeFileSync(join(folder, "Default", "Preferences"), JSON.stringify(preferences));
    const { locale, viewport } = config.use;
    const context = await chromium.launchPersistentContext(folder, { locale, viewport, ...launchOptions });
    try {
      const errors = [];
      context.on("weberror", (error) => errors.push(error.error().message));
      await configure(context, setup(demo, [parents.origin]));
      parents.put("/copied", COPIED.replaceAll("https://panel.example.com/", demo.panel));
      parents.put("/panel-key", KEY);
      const page = await context.newPage();
      await page.goto(`${parents.origin}/copied`);
      const inner = await inFrame(page, demo, control);
      await expect(inner.name).toBeVisible();
      // It is really blocked: the mere access throws.
      expect(await stored(inner.page)).toBe("SecurityError");
      await expect(inner.page.locator("#webhook_url")).toHaveValue("https://app.example.com/hooks/whatsapp");
      await expect(inner.page.locator("#webhook_url")).toBeDisabled();
      await expect(inner.page.locator("header.top")).toHaveCount(0);
      await inner.fill("instance_name", "framed");
      await inner.press();
      await created(inner);
      await expect(page.locator("#said")).toHaveText("Created framed");
      const [post] = await control.creations("v2");
      expect(post.headers.apikey).toBe(KEY);
      const body = JSON.parse(post.body);
      expect(body.instanceName).toBe("framed");
      expect(body.webhook).toMatchObject({ url: "https://app.example.com/hooks/whatsapp", events: ["MESSAGES_UPSERT"] });
      expect(errors).toEqual([]);
    } finally {
      await context.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test("hands in server, key and values, and hears all the way to the token it asked for", async ({ page, embedded, control }) => {
    const inner = await embedded('server="old" wants="hash" theme="dark" lang="es"');
    const ready = await hears(page, "ready");
    expect(ready).toEqual({ type: "ready", panel: expect.stringMatching(/^\d+\.\d+\.\d+$/), protocol: 1, dialect: "evolution-v1", language: "es" });
    await expect(inner.page.locator("html")).toHaveAttribute("data-theme", "dark");
    await say(page, "setServer", "main");
    await expect(inner.page.locator("#row-wavoip_token")).toBeVisible();
    await say(page, "setKey", KEY);
    await say(page, "prefill", { instance_name: "handed", webhook_url: "https://hooks.example.com/x", webhook_events: ["CALL"], qrcode: false });
    await expect(inner.name).toHaveValue("handed");
    await expect(inner.card("webhook").locator(".switch")).toBeChecked();
    await say(page, "submit");
    await hears(page, "submitted", { name: "handed" });
    const made = await hears(page, "created", { name: "handed" });
    const [post] = await control.creations("v2");
    expect(post.headers.apikey).toBe(KEY);
    expect(JSON.parse(post.body).webhook.url).toBe("https://hooks.example.com/x");
    const rows = await (await fetch(`${inner.base("v2")}/instance/fetchInstances`, { headers: { apikey: KEY } })).json();
    expect(made.hash).toBe(rows[0].token);
    expect(made.id).toBe(rows[0].id);
    await hears(page, "navigated", { page: "result" });
    // The token is told once, and everything else never.
    const all = await heard(page);
    expect(all.filter((one) => one.type === "created")).toHaveLength(1);
    expect(JSON.stringify(all)).not.toContain(KEY);
  });

  test("gets no token that it did not ask for", async ({ page, embedded, control }) => {
    await embedded();
    await say(page, "setKey", KEY);
    await say(page, "prefill", { instance_name: "quiet" });
    await say(page, "submit");
    const made = await hears(page, "created", { name: "quiet" });
    expect(Object.keys(made).sort()).toEqual(["id", "name", "type"]);
    expect(await control.creations("v2")).toHaveLength(1);
  });

  test("a key that is handed in is in memory alone, and an empty one takes it away", async ({ page, embedded, demo }) => {
    const inner = await embedded();
    await say(page, "setKey", "handed-key-0123456789");
    await expect(inner.page.locator("#main")).not.toContainText(inner.say("create.no_key"));
    expect(await stored(inner.page)).not.toContain("handed-key");
    expect(await stored(page)).not.toContain("handed-key");
    // Something else that is stored does not take it along.
    await inner.page.locator("header.top .language").selectOption("es");
    await expect(inner.page.locator("html")).toHaveAttribute("lang", "es");
    expect(await stored(inner.page)).not.toContain("handed-key");
    const places = await inner.page.evaluate(() => document.documentElement.outerHTML + location.href + document.title);
    expect(places).not.toContain("handed-key");
    expect(await page.evaluate(() => document.documentElement.outerHTML)).not.toContain("handed-key");
    await say(page, "setKey", "");
    await expect(inner.page.locator("#main")).toContainText(inner.say("create.no_key", {}, "es"));
    // For the server of an id that is not in use.
    await say(page, "setKey", KEY, "old");
    await expect(inner.page.locator("#main")).toContainText(inner.say("create.no_key", {}, "es"));
    await say(page, "setServer", "old");
    await expect(inner.page.locator("#main")).not.toContainText(inner.say("create.no_key", {}, "es"));
  });

  test("brings a server of its own where others may be added, and not where they may not", async ({ page, embedded, demo }) => {
    const own = { label: "Brought", baseUrl: `${demo.api}/whatsapp`, dialect: "l2msg" };
    const inner = await embedded();
    await say(page, "setServer", own);
    await expect(inner.page.locator(".badge.dialect")).toHaveText("l2msg");
    expect(await stored(inner.page)).not.toContain("Brought");
    const other = await embedded('server="main"', { more: { addServers: false } });
    await say(page, "setServer", own);
    await hears(page, "refused", { of: "server", reason: "unknown_server", what: [own.baseUrl] });
    await expect(other.page.locator(".badge.dialect")).toHaveText("Evolution 2.x");
  });

  test("locks fields, and lets go of them", async ({ page, embedded }) => {
    const inner = await embedded();
    await say(page, "prefill", { webhook_url: "https://hooks.example.com/x", reject_call: true });
    await say(page, "lock", ["webhook_url", "reject_call", "token"]);
    await expect(inner.page.locator("#webhook_url")).toBeDisabled();
    await expect(inner.row("webhook_url")).toContainText(inner.say("row.locked"));
    await expect(inner.row("reject_call").locator("input").first()).toBeDisabled();
    await expect(inner.row("token").locator("button").first()).toBeDisabled();
    await expect(inner.card("webhook").locator(".switch")).toBeDisabled();
    await expect(inner.page.locator("#msg_call")).toBeEnabled();
    // The operator's reset leaves what is locked.
    await inner.fill("msg_call", "away");
    for (const key of ["create.reset_all", "create.reset_all.confirm"])
      await click(inner.page.getByRole("button", { name: inner.say(key), exact: true }));
    await expect(inner.page.locator("#msg_call")).toHaveValue("");
    await expect(inner.page.locator("#webhook_url")).toHaveValue("https://hooks.example.com/x");
    await expect(inner.card("webhook").locator(".switch")).toBeChecked();
    await say(page, "lock", ["webhook_url"], false);
    await expect(inner.page.locator("#webhook_url")).toBeEnabled();
    await expect(inner.row("webhook_url").getByText(inner.say("row.locked"))).toBeHidden();
    await say(page, "reset");
    await expect(inner.card("webhook").locator(".switch")).not.toBeChecked();
    await expect(inner.row("reject_call").locator("input").first()).toBeEnabled();
  });

  test("changes language and theme for this frame alone", async ({ page, embedded }) => {
    const inner = await embedded();
    await inner.fill("instance_name", "kept");
    await say(page, "setLanguage", "pt-BR");
    await expect(inner.page.locator("h1")).toHaveText(inner.say("create.title", {}, "pt-BR"));
    await say(page, "setTheme", "light");
    await expect(inner.page.locator("html")).toHaveAttribute("data-theme", "light");
    await expect(inner.name).toHaveValue("kept");
    expect(await stored(inner.page)).not.toMatch(/language|theme/);
    // The attributes do the same.
    await page.evaluate(() => document.querySelector("instance-panel").setAttribute("theme", "dark"));
    await expect(inner.page.locator("html")).toHaveAttribute("data-theme", "dark");
  });

  test("hears of what is typed, failed and found", async ({ page, embedded, control }) => {
    const inner = await embedded();
    await say(page, "setKey", KEY);
    await inner.fill("instance_name", "loja");
    await hears(page, "dirty", { isDirty: true });
    await say(page, "prefill", { instance_name: "loja-1" });
    await hears(page, "dirty", { isDirty: false });
    await control.fault("v2", { fault: "rate429", method: "POST", times: 1 });
    await say(page, "submit");
    const failed = await hears(page, "failed", { case: "rate_limited", status: 429, isCertain: true });
    expect(Object.keys(failed).sort()).toEqual(["case", "isCertain", "status", "type"]);
    // An answer that is lost: it may have been created, and is found.
    await control.fault("v2", { fault: "cut_after", method: "POST", path_prefix: "/instance/create", times: 1 });
    await say(page, "submit");
    await hears(page, "failed", { case: "unreachable", status: null, isCertain: false });
    await click(inner.page.getByRole("button", { name: inner.say("failure.show"), exact: true }));
    await hears(page, "created", { name: "loja-1" });
    expect((await heard(page, "submitted")).map(({ name }) => name)).toEqual(["loja-1", "loja-1"]);
    expect(await control.creations("v2")).toHaveLength(2);
  });

  test("cannot send twice, nor past the checks, nor over a result", async ({ page, embedded, control }) => {
    const inner = await embedded();
    await say(page, "setKey", KEY);
    await say(page, "submit");
    await hears(page, "refused", { of: "submit", reason: "problems", what: ["instance_name"] });
    await expect(inner.summary).toBeVisible();
    await control.fault("v2", { fault: "latency", ms: 1_500, method: "POST" });
    await say(page, "prefill", { instance_name: "once" });
    await page.evaluate(() => [1, 2, 3].forEach(() => document.querySelector("instance-panel").submit()));
    await hears(page, "refused", { of: "submit", reason: "busy" });
    await say(page, "reset");
    await hears(page, "refused", { of: "reset", reason: "busy" });
    await hears(page, "created", { name: "once" });
    await hears(page, "navigated", { page: "result" });
    await say(page, "submit");
    await hears(page, "refused", { of: "submit", reason: "elsewhere" });
    expect(await control.creations("v2")).toHaveLength(1);
    // The token is not stored yet, so the way back asks.
    await say(page, "reset");
    const dialog = inner.page.getByRole("dialog");
    await expect(dialog).toBeVisible();
  });

  test("is told what is wrong with a message, and nothing of it is done", async ({ page, connected }) => {
    const inner = await connected();
    const send = (message) => page.evaluate((message) => port.postMessage(message), message);
    const wrong = [
      ["hello", { reason: "not_an_object" }],
      [null, { reason: "not_an_object" }],
      [{ type: "reset" }, { reason: "version" }],
      [{ instancePanel: 2, type: "reset" }, { reason: "version" }],
      [{ instancePanel: 1, type: "eval" }, { reason: "unknown_type", what: ["eval"] }],
      [{ instancePanel: 1, type: "hello" }, { reason: "greeted", of: "hello" }],
      [{ instancePanel: 1, type: "key", key: "k", extra: 1 }, { reason: "member", what: ["extra"] }],
      [{ instancePanel: 1, type: "key", key: "k".repeat(70_000) }, { reason: "too_long" }],
      [{ instancePanel: 1, type: "prefill", fields: { a: { b: { c: { d: { e: { f: 1 } } } } } } }, { reason: "too_deep" }],
      [{ instancePanel: 1, type: "prefill", fields: { nope: 1 } }, { reason: "unknown_field", what: ["nope"] }],
      [{ instancePanel: 1, type: "prefill", fields: { instance_name: "half", qrcode: "yes" } }, { reason: "value", what: ["qrcode"], wanted: "flag" }],
      [{ instancePanel: 1, type: "prefill", fields: { integration: "none" } }, { reason: "value", wanted: "choice", choices: ["WHATSAPP-BAILEYS", "WHATSAPP-BUSINESS", "EVOLUTION"] }],
      [{ instancePanel: 1, type: "server", server: "other" }, { reason: "unknown_server", what: ["other"] }],
      [{ instancePanel: 1, type: "theme", theme: "blue" }, { reason: "member", of: "theme" }],
    ];
    for (const [message, refusal] of wrong) {
      await page.evaluate(() => (heard.length = 0));
      await send(message);
      await hears(page, "refused", refusal);
    }
    // What has no JSON at all.
    await page.evaluate(() => {
      heard.length = 0;
      const circle = { instancePanel: 1, type: "reset" };
      circle.circle = circle;
      port.postMessage(circle);
      port.postMessage({ instancePanel: 1n });
    });
    await expect.poll(() => heard(page, "refused")).toHaveLength(2);
    await expect(inner.name).toHaveValue("");
    // And it still listens.
    await send({ instancePanel: 1, type: "prefill", fields: { instance_name: "after" } });
    await expect(inner.name).toHaveValue("after");
  });

  test("of another version is told so, and a hello without a port is nobody's", async ({ page, panel, demo, parents, context, control }) => {
    await configure(context, setup(demo, [parents.origin]));
    parents.put("/hand", byHand(demo.panel));
    await page.goto(`${parents.origin}/hand`);
    const inner = await inFrame(page, demo, control);
    await expect(inner.name).toBeVisible();
    for (const version of [0, 2, "1", null]) {
      await page.evaluate((instancePanel) => {
        heard.length = 0;
        hello({ instancePanel, type: "hello" });
      }, version);
      await hears(page, "refused", { reason: "version", of: null });
    }
    await page.evaluate(() => {
      heard.length = 0;
      frame.contentWindow.postMessage({ instancePanel: 1, type: "hello" }, "*");
      frame.contentWindow.postMessage({ instancePanel: 1, type: "prefill", fields: { instance_name: "no port" } }, "*");
    });
    await settled(page, inner.page);
    expect(await heard(page)).toEqual([]);
    await expect(inner.name).toHaveValue("");
    await page.evaluate(() => connect({ instancePanel: 1, type: "hello", wants: ["hash"] }));
    await hears(page, "ready");
  });

  test("leaves alone what the deployment fixed or closed", async ({ page, embedded }) => {
    const fields = { webhook_url: { value: "https://fixed.example.com", fixed: true } };
    const inner = await embedded('server="main"', { more: { fields, groups: ["webhook"] } });
    await say(page, "prefill", { instance_name: "a", webhook_url: "https://mine.example.com", chatwoot_url: "https://c.example.com" });
    await hears(page, "refused", { of: "prefill", reason: "fixed", what: ["webhook_url", "chatwoot_url"] });
    await expect(inner.name).toHaveValue("");
    await say(page, "prefill", {}, { webhook: false });
    await hears(page, "refused", { of: "prefill", reason: "fixed", what: ["webhook"] });
  });

  test("that talks too much is not heard any more", async ({ page, connected }) => {
    const inner = await connected();
    await page.evaluate(() => {
      for (let index = 0; index < 500; index++)
        port.postMessage({ instancePanel: 1, type: "prefill", fields: { instance_name: `n${index}` } });
    });
    await hears(page, "refused", { reason: "flood", of: null });
    // Not all of it was done.
    await expect(inner.name).toHaveValue(/^n\d+$/);
    await expect(inner.name).not.toHaveValue("n499");
    await page.evaluate(() => {
      port.postMessage({ instancePanel: 1, type: "prefill", fields: { instance_name: "late" } });
      heard.length = 0;
      hello();
    });
    // The page itself goes on.
    await inner.fill("instance_name", "by hand");
    await expect(inner.name).toHaveValue("by hand");
    expect(await heard(page)).toEqual([]);
  });

  test("by its size never makes the frame larger than the page in it", async ({ page, embedded }) => {
    const inner = await embedded();
    const frame = page.locator("iframe");
    const fits = async () => {
      const body = () => inner.page.evaluate(() => Math.ceil(document.body.getBoundingClientRect().height));
      await expect.poll(async () => (await frame.boundingBox()).height).toBe(await body());
      return body();
    };
    await inner.switchOn("chatwoot");
    await fits();
    await inner.switchOn("chatwoot", false);
    await expect(inner.card("chatwoot").locator(".row")).toHaveCount(0);
    const small = await fits();
    await inner.switchOn("chatwoot");
    await expect.poll(async () => (await frame.boundingBox()).height).toBeGreaterThan(small + 100);
    await fits();
    await inner.switchOn("chatwoot", false);
    await expect.poll(async () => (await frame.boundingBox()).height).toBe(small);
    // Nothing scrolls inside.
    expect(await inner.page.evaluate(() => document.documentElement.scrollHeight - innerHeight)).toBe(0);
  });
});

test.describe("any other page", () => {
  const APP = "https://app.example.com";
  const FORGED = [
    "https://evil.example.net",
    "https://sub.app.example.com",
    "https://app.example.com.evil.net",
    "https://evil-app.example.com",
    "https://app.example.com:8443",
    "http://app.example.com",
    "https://example.com",
  ];

  /** Serves a page of any origin, without asking anyone. */
  const serve = (context, origin, html) =>
    context.route(`${origin}/**`, (route) => route.fulfill({ contentType: "text/html", body: html }));

  test("the origin that the others imitate is allowed", async ({ page, panel, demo, context }) => {
    await configure(context, setup(demo, [APP]));
    await serve(context, APP, byHand(demo.panel));
    await page.goto(`${APP}/`);
    await page.evaluate(() => connect());
    await hears(page, "ready");
  });

  for (const origin of FORGED) {
    test(`${origin} learns and triggers nothing`, async ({ page, panel, demo, control, context }) => {
      await configure(context, setup(demo, [APP]));
      await serve(context, origin, byHand(demo.panel));
      await page.goto(`${origin}/`);
      await isClosed(page, control);
      await page.evaluate(() => {
        for (const version of [1, 0, 2, "1", null])
          for (const type of ["hello", "key", "server", "prefill", "submit", "reset"])
            hello({ instancePanel: version, type, key: "k", server: "main", fields: { instance_name: "x" }, origin: "https://app.example.com" });
        for (let index = 0; index < 2_000; index++) frame.contentWindow.postMessage({ instancePanel: 1, type: "hello", index }, "*");
        frame.contentWindow.postMessage("x".repeat(5_000_000), "*");
      });
      await settled(page, page.frames()[1]);
      await isClosed(page, control);
      expect(await heard(page)).toEqual([]);
      const open = page.frameLocator("iframe").getByRole("link");
      await expect(open).toHaveAttribute("href", demo.panel);
      await expect(open).toHaveAttribute("target", "_blank");
      await expect(open).toHaveAttribute("rel", /noopener/);
    });
  }

  test("reads no key that the panel has stored, and asks no server", async ({ page, panel, demo, control, parents, context }) => {
    await page.goto(demo.panel);
    await page.evaluate(([api, key]) => {
      const server = { id: 1, label: "Mine", baseUrl: `${api}/v2`, dialect: "evolution-v2", version: null, isRemembered: true };
      localStorage.setItem("instance-panel.servers", JSON.stringify([server]));
      localStorage.setItem(`instance-panel.key.1.${api}/v2`, key);
    }, [demo.api, KEY]);
    await control.reset();
    // Of the same site, so that the frame shares the panel's storage.
    await configure(context, setup(demo, ["https://app.example.com"]));
    parents.put("/same-site", byHand(demo.panel));
    await context.addInitScript(() => {
      window.read = [];
      const get = Storage.prototype.getItem;
      Storage.prototype.getItem = function (name) {
        window.read.push(name);
        return get.call(this, name);
      };
    });
    await page.goto(`http://127.0.0.1:${parents.port}/same-site`);
    await isClosed(page, control);
    const frame = page.frames()[1];
    expect(await frame.evaluate(() => localStorage.length)).toBeGreaterThan(1);
    const read = await frame.evaluate(() => window.read);
    expect(read.filter((name) => !/language|theme/.test(name))).toEqual([]);
  });

  test("without a configuration no other page shows the panel, and its own pages do", async ({ page, panel, demo, control, parents, context }) => {
    parents.put("/hand", byHand(demo.panel));
    await page.goto(`${parents.origin}/hand`);
    await isClosed(page, control);
    await context.route(`${demo.panel}own.html`, (route) => route.fulfill({ contentType: "text/html", body: byHand(demo.panel) }));
    await page.goto(`${demo.panel}own.html`);
    await expect(page.frameLocator("iframe").locator("#instance_name")).toBeVisible();
  });

  test("around an allowed one keeps the panel closed", async ({ page, panel, demo, control, parents, context }) => {
    await configure(context, setup(demo, [parents.origin]));
    parents.put("/hand", byHand(demo.panel));
    const top = `<iframe src="${parents.origin}/hand" style="width:100%;height:900px"></iframe>`;
    await serve(context, "https://evil.example.net", top);
    await page.goto("https://evil.example.net/");
    const frame = page.frameLocator("iframe").frameLocator("iframe");
    await expect(frame.locator("#frame-notice")).toBeVisible();
    await expect(frame.locator("form")).toHaveCount(0);
    // Allowed in allowed is allowed.
    parents.put("/top", `<iframe src="${parents.origin}/hand" style="width:100%;height:900px"></iframe>`);
    await page.goto(`${parents.origin}/top`);
    await expect(frame.locator("#instance_name")).toBeVisible();
  });

  test("cannot speak in the parent's place: another window of the very same origin is not heard", async ({ page, connected, parents }) => {
    const inner = await connected();
    await page.evaluate(() => (heard.length = 0));
    // A sibling frame of the allowed origin, which may be full of somebody else's scripts.
    parents.put("/sibling", "<title>sibling</title>");
    await page.evaluate((src) => {
      const sibling = document.createElement("iframe");
      sibling.src = src;
      document.body.append(sibling);
      return new Promise((resolve) => (sibling.onload = resolve));
    }, `${parents.origin}/sibling`);
    const sibling = page.frames().find((frame) => frame.url().endsWith("/sibling"));
    await sibling.evaluate(() => {
      window.answers = [];
      for (let index = 0; index < 5; index++) {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = ({ data }) => answers.push(data);
        parent.frames[0].postMessage({ instancePanel: 1, type: "hello" }, "*", [port2]);
        port1.postMessage({ instancePanel: 1, type: "prefill", fields: { instance_name: "sibling" } });
      }
    });
    // The parent's own second hello comes after them, and is answered.
    await page.evaluate(() => void hello());
    await hears(page, "refused", { reason: "greeted" });
    expect(await sibling.evaluate(() => answers)).toEqual([]);
    await expect(inner.name).toHaveValue("");
  });

  test("opened as a tab of its own, the panel hears nobody", async ({ page, panel, demo, control, parents, context }) => {
    await configure(context, setup(demo, [parents.origin]));
    parents.put("/opener", byHand("about:blank"));
    await page.goto(`${parents.origin}/opener`);
    const [tab] = await Promise.all([context.waitForEvent("page"), page.evaluate((url) => void (window.tab = open(url)), demo.panel)]);
    await expect(tab.locator("#instance_name")).toBeVisible();
    await page.evaluate(() => {
      for (let index = 0; index < 20; index++) hello(undefined, "*", tab);
    });
    await settled(page, tab, "tab");
    expect(await heard(page)).toEqual([]);
  });
});

test.describe("where the browser does not say who is around", () => {
  test("the form waits for an allowed parent's hello", async ({ page, panel, demo, control, parents, context }) => {
    await context.addInitScript(() => {
      const reflect = Reflect.get;
      Reflect.get = (object, name, ...rest) => (name === "ancestorOrigins" ? undefined : reflect(object, name, ...rest));
    });
    await configure(context, setup(demo, [parents.origin]));
    parents.put("/hand", byHand(demo.panel));
    await page.goto(`${parents.origin}/hand`);
    await isClosed(page, control);
    await page.evaluate(() => connect());
    await hears(page, "ready");
    await expect(page.frameLocator("iframe").locator("#instance_name")).toBeVisible();
    await expect(page.frameLocator("iframe").locator("#frame-notice")).toHaveCount(0);
    // And for nobody else's.
    await context.route("https://evil.example.net/**", (route) => route.fulfill({ contentType: "text/html", body: byHand(demo.panel) }));
    await page.goto("https://evil.example.net/");
    await control.reset();
    await isClosed(page, control);
    await page.evaluate(() => void hello());
    await settled(page, page.frames()[1]);
    await isClosed(page, control);
    expect(await heard(page)).toEqual([]);
  });
});

test.describe("the helper", () => {
  test("tells another page in its frame nothing, and believes nothing of it", async ({ page, panel, demo, parents, context }) => {
    const child = `<!doctype html><title>child</title><script>
      window.got = [];
      addEventListener("message", (event) => got.push([event.data, event.ports.length]));
    </script>`;
    await context.route("https://evil.example.net/**", (route) => route.fulfill({ contentType: "text/html", body: child }));
    // The panel's host leads elsewhere.
    await context.route(`${demo.panel}away/**`, (route) =>
      route.fulfill({ contentType: "text/html", body: `<script>location.replace("https://evil.example.net/")</script>` }),
    );
    await page.clock.install();
    parents.put("/helper", withHelper(demo.panel, "").replace(`src="${demo.panel}" `, `src="${demo.panel}away/" `));
    await page.goto(`${parents.origin}/helper`);
    await expect.poll(() => page.frames().some((frame) => frame.url().startsWith("https://evil.example.net"))).toBe(true);
    await say(page, "setKey", "handed-key-0123456789");
    await say(page, "prefill", { instance_name: "secret plans" });
    const frame = page.frames().find((frame) => frame.url().startsWith("https://evil.example.net"));
    await frame.evaluate(() => {
      for (const type of ["ready", "created", "height", "refused"]) {
        const { port1, port2 } = new MessageChannel();
        parent.postMessage({ instancePanel: 1, type, protocol: 1, name: "forged", hash: "forged", height: 9999, reason: "forged" }, "*", [port2]);
        port1.postMessage({ instancePanel: 1, type, name: "forged" });
      }
    });
    await page.clock.runFor(60_000);
    await hears(page, "refused", { of: "hello", reason: "no_answer" });
    expect(await frame.evaluate(() => window.got)).toEqual([]);
    expect((await heard(page)).filter((one) => one.type !== "refused")).toEqual([]);
  });

  test("greets again when the panel in its frame is loaded anew", async ({ page, embedded, demo, control }) => {
    let inner = await embedded();
    await say(page, "prefill", { instance_name: "first" });
    await expect(inner.name).toHaveValue("first");
    await page.evaluate(() => (heard.length = 0));
    await inner.page.evaluate(() => location.reload());
    await hears(page, "ready");
    inner = await inFrame(page, demo, control);
    await expect(inner.name).toHaveValue("");
    await say(page, "prefill", { instance_name: "second" });
    await expect(inner.name).toHaveValue("second");
  });

  test("makes a frame that can do no more than it needs", async ({ page, embedded, demo }) => {
    const attributes = 'server="main" chrome="none" accent="#123abc" section="webhook" label="Instances"';
    const inner = await embedded(attributes);
    const frame = page.locator("iframe");
    await expect(frame).toHaveAttribute("title", "Instances");
    await expect(frame).toHaveAttribute("allow", "clipboard-write; local-network-access");
    const sandbox = (await frame.getAttribute("sandbox")).split(" ");
    expect(sandbox).not.toContain("allow-top-navigation");
    expect(sandbox).toContain("allow-scripts");
    const src = new URL(await frame.getAttribute("src"));
    expect(Object.fromEntries(src.searchParams)).toEqual({ embed: "", server: "main", chrome: "none", accent: "#123abc", section: "webhook" });
    await expect(inner.page.locator("header.top")).toHaveCount(0);
    await expect(inner.card("webhook").locator(".switch")).toBeChecked();
    // It cannot lead the page away.
    const before = page.url();
    await inner.page.evaluate(() => {
      try {
        top.location.href = "https://evil.example.net/";
      } catch {
        // As it should be.
      }
    });
    expect(page.url()).toBe(before);
  });
});

test.describe("frames of all kinds", () => {
  for (const [kind, sandbox] of [["of its own origin", "allow-scripts allow-same-origin allow-forms"], ["without forms and popups", "allow-scripts allow-same-origin"]]) {
    test(`a sandboxed frame ${kind} creates`, async ({ page, panel, demo, control, parents, context }) => {
      await configure(context, setup(demo, [parents.origin]));
      parents.put("/sandbox", byHand(demo.panel, `sandbox="${sandbox}"`));
      await page.goto(`${parents.origin}/sandbox`);
      await page.evaluate(() => connect());
      await hears(page, "ready");
      await page.evaluate((key) => port.postMessage({ instancePanel: 1, type: "key", key }), KEY);
      const inner = await inFrame(page, demo, control);
      await inner.fill("instance_name", "boxed");
      await inner.press();
      await created(inner);
      await hears(page, "created", { name: "boxed" });
    });
  }

  test.describe("without an origin", () => {
    test.use({ allowedErrors: /./ });

    test("a sandbox keeps the panel's own files from it, which the page says", async ({ page, panel, demo, parents, context, control }) => {
      await configure(context, setup(demo, [parents.origin]));
      parents.put("/opaque", byHand(demo.panel, 'sandbox="allow-scripts"'));
      await page.goto(`${parents.origin}/opaque`);
      await expect(page.frameLocator("iframe").locator("#last-resort")).toBeVisible();
      await expect(page.frameLocator("iframe").locator("form")).toHaveCount(0);
      expect(await control.requests()).toEqual([]);
    });
  });

  for (const scheme of ["light", "dark"]) {
    test(`at 320 px in a ${scheme} parent nothing scrolls sideways`, async ({ page, embedded }) => {
      await page.setViewportSize({ width: 320, height: 700 });
      await page.emulateMedia({ colorScheme: scheme });
      const inner = await embedded('server="main"', { style: `:root{color-scheme:${scheme}}` });
      await inner.allGroupsOn();
      const over = () => inner.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(await over()).toBeLessThanOrEqual(0);
      await say(page, "setKey", KEY);
      await say(page, "reset");
      await inner.fill("instance_name", "narrow");
      await inner.press();
      await created(inner);
      expect(await over()).toBeLessThanOrEqual(0);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    });
  }

  test("the keyboard goes into the frame, through it and creates", async ({ page, embedded, control }) => {
    const inner = await embedded('server="main" chrome="none"');
    await say(page, "setKey", KEY);
    await page.locator("#before").focus();
    await page.keyboard.press("Tab");
    await expect.poll(() => inner.page.evaluate(() => document.hasFocus())).toBe(true);
    await inner.name.focus();
    await page.keyboard.type("by-keys");
    await page.keyboard.press("Control+Enter");
    await hears(page, "created", { name: "by-keys" });
    expect(await control.creations("v2")).toHaveLength(1);
  });

  test("axe finds nothing, in the panel and in the notice", async ({ page, embedded, demo, context, parents, control }) => {
    const clean = async (where) => {
      for (const colorScheme of ["light", "dark"]) {
        await page.emulateMedia({ colorScheme });
        const { violations } = await new AxeBuilder({ page }).include("iframe").options({ resultTypes: ["violations"] }).analyze();
        expect.soft(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.target.join(" "))]), where).toEqual([]);
      }
    };
    await embedded();
    await say(page, "prefill", { webhook_url: "https://hooks.example.com/x" });
    await say(page, "lock", ["webhook_url", "qrcode", "instance_name"]);
    await expect(page.frameLocator("iframe").locator("#webhook_url")).toBeDisabled();
    await clean("locked");
    await configure(context, setup(demo, []));
    await page.reload();
    await expect(page.frameLocator("iframe").locator("#frame-notice")).toBeVisible();
    await clean("notice");
  });
});

test.describe("the address", () => {
  const SECRETS = [
    ["?embed&apikey=LEAKED-0123456789", "#/", "?embed"],
    ["?token=LEAKED-0123456789&embed&lang=es", "#/servers", "?embed&lang=es"],
    ["?who=LEAKED-B5E6A1F0-1234-4ABC-8DEF-0123456789AB&q=Bearer%20LEAKED", "", ""],
    ["?q=429683C4C977415CAAFCCE10F7D57E11", "", ""],
    ["", "#apikey=LEAKED-0123456789", ""],
    ["", "#/servers?token=LEAKED-0123456789", ""],
  ];

  for (const [search, hash, left] of SECRETS) {
    test(`${search}${hash} is cleaned, not used and told of`, async ({ page, panel, demo, consoleLines }) => {
      await page.goto(`/${search}${hash}`);
      await expect(page.locator(".address-notice")).toContainText(panel.say("embed.secret.title", {}, search.includes("lang=es") ? "es" : "en"));
      expect(await page.evaluate(() => location.search)).toBe(left);
      const places = await page.evaluate(() => [location.href, document.URL, document.documentElement.outerHTML, document.title, JSON.stringify({ ...localStorage, ...sessionStorage }), JSON.stringify(history.state)]);
      for (const place of [...places, ...consoleLines]) {
        expect(place).not.toContain("LEAKED");
        expect(place).not.toContain("429683C4");
      }
      const requests = await page.evaluate(() => performance.getEntriesByType("resource").map((entry) => entry.name).join());
      expect(requests).not.toContain("LEAKED");
      await page.locator(".address-notice button").click();
      await expect(page.locator(".address-notice")).toHaveCount(0);
      // The history holds no other entry of this page.
      await page.reload();
      await expect(page.locator("#main")).toBeVisible();
      await expect(page.locator(".address-notice")).toHaveCount(0);
    });
  }

  test("options that are none are named, and the others hold", async ({ page, panel }) => {
    await page.goto("/?embed&theme=blue&lang=pt-BR&section=nope");
    const options = panel.say("embed.wrong_options", { options: "theme, section" }, "pt-BR");
    await expect(page.locator(".address-notice")).toContainText(options);
    await expect(page.locator("html")).toHaveAttribute("lang", "pt-BR");
    expect(new URL(page.url()).search).toBe("?embed&theme=blue&lang=pt-BR&section=nope");
  });

  test("an ordinary address says nothing", async ({ page, panel }) => {
    await page.goto("/?utm_source=x");
    await expect(panel.name).toBeVisible();
    await expect(page.locator(".address-notice")).toHaveCount(0);
    await expect(page.locator("header.top")).toBeVisible();
  });
});
