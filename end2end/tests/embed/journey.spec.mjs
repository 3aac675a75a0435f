// The panel inside an allowed page, all the way: what such a page passes in, starts and is told.

import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { chromium } from "@playwright/test";

import { configure } from "../../support/deployment/config.mjs";
import { hold } from "../../support/server/answers.mjs";
import { Control } from "../../support/server/demo.mjs";
import { byHand, click, COPIED, heard, hears, inFrame, KEY, say, setup } from "../../support/embed/parents.mjs";
import { created, expect, FRAMED, test } from "../../support/embed/framed.mjs";
import { stored } from "../../support/panel/storage.mjs";
import { watch } from "../../support/test.mjs";
import config from "../../playwright.config.mjs";

test.use(FRAMED);

test.describe("an allowed page", () => {
  test("copied from the documentation, creates an instance where third-party storage is blocked", async ({ demo, parents }) => {
    const control = new Control(demo.api);
    await control.reset();
    const folder = mkdtempSync(join(tmpdir(), "panel-embed-"));
    mkdirSync(join(folder, "Default"));
    const preferences = { profile: { block_third_party_cookies: true, cookie_controls_mode: 1 } };
    writeFileSync(join(folder, "Default", "Preferences"), JSON.stringify(preferences));
    const { launchOptions, locale, viewport } = config.use;
    const context = await chromium.launchPersistentContext(folder, { locale, viewport, ...launchOptions });
    try {
      const guard = await watch(context, demo, FRAMED.allowedErrors);
      await configure(context, setup(demo, [parents.origin]));
      parents.put("/copied", COPIED.replaceAll("https://panel.example.com/", demo.panel));
      parents.put("/panel-key", KEY);
      const page = await context.newPage();
      await page.goto(`${parents.origin}/copied`);
      const inner = await inFrame(page, demo, control);
      await expect(inner.name).toBeVisible();
      // It is really blocked: the mere access throws.
      await expect.poll(() => stored(inner.page)).toBe("SecurityError");
      await expect(inner.page.locator("#webhook_url")).toHaveValue("https://app.example.com/hooks/whatsapp");
      await expect(inner.page.locator("#webhook_url")).toBeDisabled();
      await expect(inner.page.getByRole("banner")).toHaveCount(0);
      await inner.fill("instance_name", "framed");
      await inner.press();
      await created(inner);
      await expect(page.locator("#said")).toHaveText("Created framed");
      const [post] = await control.creations("v2");
      expect(post.headers.apikey).toBe(KEY);
      const body = JSON.parse(post.body);
      expect(body.instanceName).toBe("framed");
      expect(body.webhook).toMatchObject({ url: "https://app.example.com/hooks/whatsapp", events: ["MESSAGES_UPSERT"] });
      guard.check([`${demo.api}/`, `${parents.origin}/`]);
    } finally {
      await context.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test("passes in server, key and values, and is told everything up to the token it asked for @smoke @engines", async ({ page, embedded, control }) => {
    const inner = await embedded('server="old" wants="hash" theme="dark" lang="es"');
    const ready = await hears(page, "ready");
    expect(ready).toEqual({ type: "ready", panel: expect.stringMatching(/^\d+\.\d+\.\d+$/), protocol: 1, dialect: "evolution-v1", language: "es" });
    await expect(inner.page.locator("html")).toHaveAttribute("data-theme", "dark");
    await say(page, "setServer", "main");
    await expect(inner.page.locator("#row-wavoip_token")).toBeVisible();
    await say(page, "setKey", KEY);
    await say(page, "prefill", { instance_name: "prefilled", webhook_url: "https://hooks.example.com/x", webhook_events: ["CALL"], qrcode: false });
    await expect(inner.name).toHaveValue("prefilled");
    await expect(inner.switchOf("webhook")).toBeChecked();
    await say(page, "submit");
    await hears(page, "submitted", { name: "prefilled" });
    const made = await hears(page, "created", { name: "prefilled" });
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
    await click(inner.button("failure.show"));
    await hears(page, "created", { name: "loja-1" });
    expect((await heard(page, "submitted")).map(({ name }) => name)).toEqual(["loja-1", "loja-1"]);
    await expect.poll(() => control.creations("v2")).toHaveLength(2);
  });

  test("hears that nothing is dirty after a reset, whatever was typed before it came and was locked since", async ({ page, panel, demo, control, parents, context }) => {
    await configure(context, setup(demo, [parents.origin]));
    parents.put("/hand", byHand(demo.panel));
    await page.goto(`${parents.origin}/hand`);
    const inner = await inFrame(page, demo, control);
    await inner.fill("instance_name", "typed-before");
    await page.evaluate(() => connect());
    await hears(page, "ready");
    const send = (type, members) => page.evaluate((message) => port.postMessage(message), { instancePanel: 1, type, ...members });
    await send("prefill", { fields: { webhook_url: "https://hooks.example.com/x", msg_call: "away" } });
    await send("lock", { fields: ["webhook_url"], isLocked: true });
    await expect(inner.page.locator("#webhook_url")).toBeDisabled();
    await inner.fill("instance_name", "typed-later");
    await hears(page, "dirty", { isDirty: true });
    for (const key of ["create.reset_all", "create.reset_all.confirm"])
      await click(inner.button(key));
    await expect(inner.name).toHaveValue("");
    await hears(page, "dirty", { isDirty: false });
    // What was typed before is a change again.
    await inner.fill("instance_name", "typed-before");
    await hears(page, "dirty", { isDirty: true });
  });

  test("cannot send twice, nor past the checks, nor over a result, and gets no token that it did not ask for", async ({ page, embedded, control }) => {
    const inner = await embedded();
    await say(page, "setKey", KEY);
    await say(page, "submit");
    await hears(page, "refused", { of: "submit", reason: "problems", what: ["instance_name"] });
    // One problem alone leads to its field.
    await expect(inner.name).toHaveAttribute("aria-invalid", "true");
    const { release } = await hold(page);
    await say(page, "prefill", { instance_name: "once" });
    await page.evaluate(() => [1, 2, 3].forEach(() => document.querySelector("instance-panel").submit()));
    await hears(page, "refused", { of: "submit", reason: "busy" });
    await say(page, "reset");
    await hears(page, "refused", { of: "reset", reason: "busy" });
    release();
    const made = await hears(page, "created", { name: "once" });
    expect(Object.keys(made).sort()).toEqual(["id", "name", "type"]);
    await hears(page, "navigated", { page: "result" });
    await say(page, "submit");
    await hears(page, "refused", { of: "submit", reason: "elsewhere" });
    await expect.poll(() => control.creations("v2")).toHaveLength(1);
    // The token is not stored yet, so the way back asks.
    await say(page, "reset");
    const dialog = inner.dialog;
    await expect(dialog).toBeVisible();
  });
});
