// The panel inside an allowed page, message by message: what each does, and what is refused.

import { passMinutes } from "../../support/clock.mjs";
import { configure } from "../../support/deployment/config.mjs";
import { byHand, click, heard, hears, inFrame, KEY, say, setup } from "../../support/embed/parents.mjs";
import { created, expect, FRAMED, settled, test } from "../../support/embed/framed.mjs";
import { stored } from "../../support/panel/storage.mjs";

test.use(FRAMED);

test.describe("an allowed page", () => {
  test("sets language, theme and key for this frame alone, in memory", async ({ page, embedded }) => {
    const inner = await embedded();
    await inner.fill("instance_name", "kept");
    await say(page, "setLanguage", "pt-BR");
    await expect(inner.page.locator("h1")).toHaveText(inner.say("create.title", {}, "pt-BR"));
    await say(page, "setTheme", "light");
    await expect(inner.page.locator("html")).toHaveAttribute("data-theme", "light");
    await expect(inner.name).toHaveValue("kept");
    await expect.poll(() => stored(inner.page)).not.toMatch(/language|theme/);
    // The attributes do the same.
    await page.evaluate(() => document.querySelector("instance-panel").setAttribute("theme", "dark"));
    await expect(inner.page.locator("html")).toHaveAttribute("data-theme", "dark");
    await say(page, "setLanguage", "en");
    await expect(inner.page.locator("html")).toHaveAttribute("lang", "en");

    await say(page, "setKey", "parent-key-0123456789");
    await expect(inner.main).not.toContainText(inner.say("create.no_key"));
    await expect.poll(() => stored(inner.page)).not.toContain("parent-key");
    await expect.poll(() => stored(page)).not.toContain("parent-key");
    // Something else that is stored does not take it along.
    await inner.page.locator("#language").selectOption("es");
    await expect(inner.page.locator("html")).toHaveAttribute("lang", "es");
    await expect.poll(() => stored(inner.page)).not.toContain("parent-key");
    const places = await inner.page.evaluate(() => document.documentElement.outerHTML + location.href + document.title);
    expect(places).not.toContain("parent-key");
    await expect.poll(() => page.evaluate(() => document.documentElement.outerHTML)).not.toContain("parent-key");
    await say(page, "setKey", "");
    await expect(inner.main).toContainText(inner.say("create.no_key", {}, "es"));
    // For the server of an id that is not in use.
    await say(page, "setKey", KEY, "old");
    await expect(inner.main).toContainText(inner.say("create.no_key", {}, "es"));
    await say(page, "setServer", "old");
    await expect(inner.main).not.toContainText(inner.say("create.no_key", {}, "es"));
  });

  test("passes in a key that the form of the server neither shows nor stores", async ({ page, embedded, control }) => {
    const inner = await embedded();
    await say(page, "setKey", KEY);
    await expect(inner.main).not.toContainText(inner.say("create.no_key"));
    await inner.goTo("servers");
    const edit = inner.page.locator("[id^=edit-server-]").first();
    const key = inner.page.locator("#server-key");
    const note = inner.page.locator("#server-key-parent");
    const save = inner.serverForm.locator("button[type=submit]");
    await click(edit);
    await expect(key).toHaveValue("");
    await expect(note).toHaveText(inner.say("servers.key.parent"));
    // Typing another one would take its place.
    await key.fill("typed-key-0123456789");
    await expect(note).toBeHidden();
    await key.fill("");
    await expect(note).toBeVisible();
    await inner.page.locator("input[name=remember]").check();
    await click(save);
    await expect(key).toHaveCount(0);
    await expect.poll(() => stored(inner.page)).not.toContain(KEY);
    await inner.goTo("");
    await inner.fill("instance_name", "kept-key");
    await inner.press();
    await hears(page, "created", { name: "kept-key" });
    const [post] = await control.creations("v2");
    expect(post.headers.apikey).toBe(KEY);
    await expect.poll(() => stored(inner.page)).not.toContain(KEY);
    // What the operator types is the operator's, kept as ever.
    await created(inner);
    await click(inner.button("result.token.saved"));
    await inner.goTo("servers");
    await click(edit);
    await inner.page.locator("input[name=remember]").uncheck();
    await key.fill("typed-key-0123456789");
    await click(save);
    await click(inner.saveAnyway);
    await expect(key).toHaveCount(0);
    await expect.poll(() => stored(inner.page)).toContain("typed-key-0123456789");
    await expect.poll(() => stored(inner.page)).not.toContain(KEY);
  });

  test("that asked for a server which cannot be had gives no other its key", async ({ page, connected, embedded }) => {
    const noKey = async (inner) => expect(inner.main).toContainText(inner.say("create.no_key"));
    // The helper names the server that its attribute names, and the panel knows none such.
    let inner = await embedded('server="gone"');
    await say(page, "setKey", "parent-key-0123456789");
    await hears(page, "refused", { of: "key", reason: "unknown_server", what: ["gone"] });
    await noKey(inner);
    // Nor does a key without a name go to the one that stands in.
    await page.evaluate(() => document.querySelector("instance-panel").setKey("parent-key-0123456789", ""));
    await hears(page, "refused", { of: "key", reason: "no_server" });
    await noKey(inner);
    inner = await connected();
    const send = (type, members) => page.evaluate((message) => port.postMessage(message), { instancePanel: 1, type, ...members });
    await send("server", { server: "gone" });
    await hears(page, "refused", { of: "server", reason: "unknown_server" });
    await send("key", { key: "parent-key-0123456789" });
    await hears(page, "refused", { of: "key", reason: "no_server" });
    await noKey(inner);
    // Once it is the right one that is in use, the key is taken.
    await send("server", { server: "old" });
    await send("key", { key: "parent-key-0123456789" });
    await expect(inner.main).not.toContainText(inner.say("create.no_key"));
    await send("server", { server: "main" });
    await noKey(inner);
  });

  test("brings a server and values of its own, but leaves alone what the deployment fixed or closed", async ({ page, embedded, demo }) => {
    const own = { label: "Brought", baseUrl: `${demo.api}/whatsapp`, dialect: "l2msg" };
    const inner = await embedded();
    await say(page, "setServer", own);
    await expect(inner.page.getByRole("banner").getByText("l2msg", { exact: true })).toBeVisible();
    await expect.poll(() => stored(inner.page)).not.toContain("Brought");
    const fields = { webhook_url: { value: "https://fixed.example.com", fixed: true } };
    const other = await embedded('server="main"', { more: { addServers: false, fields, groups: ["webhook"] } });
    await say(page, "setServer", own);
    await hears(page, "refused", { of: "server", reason: "unknown_server", what: [own.baseUrl] });
    await expect(other.page.getByRole("banner").getByText("Evolution 2.x", { exact: true })).toBeVisible();
    await say(page, "prefill", { instance_name: "a", webhook_url: "https://mine.example.com", chatwoot_url: "https://c.example.com" });
    await hears(page, "refused", { of: "prefill", reason: "fixed", what: ["webhook_url", "chatwoot_url"] });
    await expect(other.name).toHaveValue("");
    await say(page, "prefill", {}, { webhook: false });
    await hears(page, "refused", { of: "prefill", reason: "fixed", what: ["webhook"] });
  });

  test("locks fields, and lets go of them", async ({ page, embedded }) => {
    const inner = await embedded();
    await say(page, "prefill", { webhook_url: "https://hooks.example.com/x", reject_call: true });
    await say(page, "lock", ["webhook_url", "reject_call", "token"]);
    await expect(inner.page.locator("#webhook_url")).toBeDisabled();
    await expect(inner.row("webhook_url")).toContainText(inner.say("row.locked"));
    await expect(inner.row("reject_call").locator("input").first()).toBeDisabled();
    await expect(inner.row("token").locator("button").first()).toBeDisabled();
    await expect(inner.switchOf("webhook")).toBeDisabled();
    await expect(inner.page.locator("#msg_call")).toBeEnabled();
    // The operator's reset leaves what is locked.
    await inner.fill("msg_call", "away");
    for (const key of ["create.reset_all", "create.reset_all.confirm"])
      await click(inner.button(key));
    await expect(inner.page.locator("#msg_call")).toHaveValue("");
    await expect(inner.page.locator("#webhook_url")).toHaveValue("https://hooks.example.com/x");
    await expect(inner.switchOf("webhook")).toBeChecked();
    await say(page, "lock", ["webhook_url"], false);
    await expect(inner.page.locator("#webhook_url")).toBeEnabled();
    await expect(inner.row("webhook_url").getByText(inner.say("row.locked"))).toBeHidden();
    await say(page, "reset");
    await expect(inner.switchOf("webhook")).not.toBeChecked();
    await expect(inner.row("reject_call").locator("input").first()).toBeEnabled();
  });

  test("that locked the name leaves it to be typed for a duplicate, which must have another", async ({ page, embedded, control }) => {
    const inner = await embedded();
    await say(page, "setKey", KEY);
    await say(page, "prefill", { instance_name: "locked-name", webhook_url: "https://hooks.example.com/x" });
    await say(page, "lock", ["instance_name", "token", "webhook_url"]);
    await expect(inner.name).toBeDisabled();
    await say(page, "submit");
    await hears(page, "created", { name: "locked-name" });
    await created(inner);
    await click(inner.button("result.token.saved"));
    await click(inner.button("result.duplicate"));
    await expect(inner.name).toBeEnabled();
    await expect(inner.name).toHaveValue("");
    await expect(inner.row("token").locator("button").first()).toBeEnabled();
    // What need not be new is as the page locked it.
    await expect(inner.page.locator("#webhook_url")).toBeDisabled();
    await expect(inner.page.locator("#webhook_url")).toHaveValue("https://hooks.example.com/x");
    await inner.fill("instance_name", "another-name");
    await inner.press();
    await hears(page, "created", { name: "another-name" });
    await expect.poll(() => control.creations("v2")).toHaveLength(2);
  });

  test("that resets over a result unlocks once it is really left", async ({ page, embedded }) => {
    const inner = await embedded();
    await say(page, "setKey", KEY);
    await say(page, "prefill", { instance_name: "stays", msg_call: "away" });
    await say(page, "lock", ["msg_call"]);
    await say(page, "submit");
    await hears(page, "created", { name: "stays" });
    await created(inner);
    const answer = (key) => click(inner.button(key, inner.dialog));
    const press = (key) => click(inner.button(key));
    await say(page, "reset");
    await answer("result.leave.stay");
    await press("result.another");
    await answer("result.leave.confirm");
    await expect(inner.page.locator("#msg_call")).toBeDisabled();
    await expect(inner.page.locator("#msg_call")).toHaveValue("away");
    await inner.fill("instance_name", "leaves");
    await inner.press();
    await hears(page, "created", { name: "leaves" });
    await created(inner);
    await say(page, "reset");
    await answer("result.leave.confirm");
    await expect(inner.page.locator("#msg_call")).toBeEnabled();
    await expect(inner.page.locator("#msg_call")).toHaveValue("");
  });

  test("hears each time when the idle lock takes the key that it passed in", async ({ page, embedded }) => {
    await page.clock.install();
    const inner = await embedded('server="main"', { more: { lockAfterMinutes: 15 } });
    const noKey = inner.main.getByText(inner.say("create.no_key"));
    for (const times of [1, 2]) {
      await say(page, "setKey", "parent-key-0123456789");
      await expect(noKey).toHaveCount(0);
      await passMinutes(page, 16);
      await expect.poll(() => heard(page, "locked")).toEqual(Array(times).fill({ type: "locked" }));
      await expect(inner.page.locator("dialog#locked")).toBeVisible();
      await expect(noKey).toHaveCount(1);
    }
  });

  test("is told what is wrong with a message, nothing of it is done, and one that talks too much is not heard any more", async ({ page, panel, demo, parents, context, control }) => {
    await configure(context, setup(demo, [parents.origin]));
    parents.put("/hand", byHand(demo.panel));
    await page.goto(`${parents.origin}/hand`);
    const inner = await inFrame(page, demo, control);
    await expect(inner.name).toBeVisible();
    const send = (message) => page.evaluate((message) => port.postMessage(message), message);

    await test.step("a hello of another version is refused", async () => {
      for (const version of [0, 2, "1", null]) {
        await page.evaluate((instancePanel) => {
          heard.length = 0;
          hello({ instancePanel, type: "hello" });
        }, version);
        await hears(page, "refused", { reason: "version", of: null });
      }
    });

    await test.step("a hello without a port is nobody's", async () => {
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

    await test.step("each wrong message is refused with its reason", async () => {
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

    await test.step("too many are not heard any more", async () => {
      // All of it comes within one second, however slow this machine is.
      await inner.page.evaluate(() => {
        const now = performance.now();
        performance.now = () => now;
      });
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
  });
});
