// The frame itself: what the helper makes of it, its size, its sandboxes, and everybody's way through it.

import { configure } from "../../support/deployment/config.mjs";
import { byHand, heard, hears, inFrame, KEY, say, setup, withHelper } from "../../support/embed/parents.mjs";
import { isAccessible } from "../../support/panel/axe.mjs";
import { hold } from "../../support/server/answers.mjs";
import { created, expect, FRAMED, serve, test } from "../../support/embed/framed.mjs";

test.use(FRAMED);

test.describe("an allowed page", () => {
  test("makes the frame as high as the page in it, and at 320 px nothing scrolls sideways", async ({ page, embedded }) => {
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
    await expect(inner.page.locator("#chatwoot_url")).toHaveCount(0);
    const small = await fits();
    await inner.switchOn("chatwoot");
    await expect.poll(async () => (await frame.boundingBox()).height).toBeGreaterThan(small + 100);
    await fits();
    await inner.switchOn("chatwoot", false);
    await expect.poll(async () => (await frame.boundingBox()).height).toBe(small);
    // Nothing scrolls inside.
    await expect.poll(() => inner.page.evaluate(() => document.documentElement.scrollHeight - innerHeight)).toBe(0);

    await page.setViewportSize({ width: 320, height: 700 });
    const over = () => inner.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    await inner.allGroupsOn();
    await expect.poll(over).toBeLessThanOrEqual(0);
    await say(page, "setKey", KEY);
    await say(page, "reset");
    await inner.fill("instance_name", "narrow");
    await inner.press();
    await created(inner);
    await expect.poll(over).toBeLessThanOrEqual(0);
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  });
});

test.describe("the helper", () => {
  test("hears that the panel is ready while its page still hides it", async ({ page, embedded }) => {
    const inner = await embedded('server="main"', { style: "instance-panel { display: none }" });
    await page.locator("instance-panel").evaluate((element) => (element.style.display = "block"));
    await expect(inner.name).toBeVisible();
  });

  test("tells another page in its frame nothing, and believes nothing of it", async ({ page, panel, demo, parents, context }) => {
    const child = `<!doctype html><title>child</title><script>
      window.got = [];
      addEventListener("message", (event) => got.push([event.data, event.ports.length]));
    </script>`;
    await serve(context, panel, "https://evil.example.net", child);
    // The panel's host leads elsewhere.
    await context.route(`${demo.panel}away/**`, (route) =>
      route.fulfill({ contentType: "text/html", body: `<script>location.replace("https://evil.example.net/")</script>` }),
    );
    await page.clock.install();
    parents.put("/helper", withHelper(demo.panel, "").replace(`src="${demo.panel}" `, `src="${demo.panel}away/" `));
    await page.goto(`${parents.origin}/helper`);
    await expect.poll(() => page.frames().some((frame) => frame.url().startsWith("https://evil.example.net"))).toBe(true);
    await say(page, "setKey", "parent-key-0123456789");
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
    await expect.poll(() => frame.evaluate(() => window.got)).toEqual([]);
    expect((await heard(page)).filter((one) => one.type !== "refused")).toEqual([]);
  });

  test("without src frames nothing, least of all the page around it", async ({ page, panel, demo, control, parents, context }) => {
    await configure(context, setup(demo, [parents.origin]));
    // The browser reports it as well, and to a page of another origin without a word of what it was.
    await page.addInitScript(() => {
      window.reported = 0;
      addEventListener("error", (event) => {
        reported += 1;
        event.preventDefault();
      });
    });
    for (const src of ["", 'src=""', 'src=" "']) {
      parents.put("/helper", withHelper(demo.panel).replace(`src="${demo.panel}" `, `${src} `));
      await page.goto(`${parents.origin}/helper`);
      await expect.poll(() => page.evaluate(() => reported)).toBe(1);
      const thrown = await page.evaluate(() => {
        try {
          document.querySelector("instance-panel").connectedCallback();
        } catch (error) {
          return `${error.name}: ${error.message}`;
        }
      });
      expect(thrown).toBe("TypeError: instance-panel: src is missing");
      await expect(page.locator("iframe")).toHaveCount(0);
    }
    // It may come later.
    await page.evaluate((src) => document.querySelector("instance-panel").setAttribute("src", src), demo.panel);
    await hears(page, "ready");
    await expect((await inFrame(page, demo, control)).name).toBeVisible();
  });

  test("makes a frame that can do no more than it needs, and greets again what is reloaded in it", async ({ page, embedded, demo, control }) => {
    const attributes = 'server="main" chrome="none" accent="#123abc" section="webhook" label="Instances"';
    let inner = await embedded(attributes);
    const frame = page.locator("iframe");
    await expect(frame).toHaveAttribute("title", "Instances");
    await expect(frame).toHaveAttribute("allow", "clipboard-write; local-network-access");
    const sandbox = (await frame.getAttribute("sandbox")).split(" ");
    expect(sandbox).not.toContain("allow-top-navigation");
    expect(sandbox).toContain("allow-scripts");
    const src = new URL(await frame.getAttribute("src"));
    expect(Object.fromEntries(src.searchParams)).toEqual({ embed: "", server: "main", chrome: "none", accent: "#123abc", section: "webhook" });
    await expect(inner.page.getByRole("banner")).toHaveCount(0);
    await expect(inner.switchOf("webhook")).toBeChecked();
    // It cannot lead the page away.
    const before = page.url();
    const refused = await inner.page.evaluate(() => {
      try {
        top.location.href = "https://evil.example.net/";
      } catch (error) {
        return error.name;
      }
    });
    expect(refused).toBe("SecurityError");
    expect(page.url()).toBe(before);

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

  test("a document that takes long to start is greeted until it is ready, and hears what was said before", async ({ page, embedded, demo, control }) => {
    await page.addInitScript(() => {
      window.channels = 0;
      window.MessageChannel = class extends MessageChannel {
        constructor() {
          super();
          window.channels += 1;
        }
      };
    });
    await embedded();
    const code = await hold(page, /\/(operate|shared-[\w-]*operate[\w-]*)-\w+\.wasm$/);
    await page.evaluate(() => {
      heard.length = 0;
      channels = 0;
      const frame = document.querySelector("iframe");
      frame.src = frame.src;
    });
    await expect.poll(() => page.evaluate(() => channels), "hellos").toBeGreaterThan(3);
    await say(page, "prefill", { instance_name: "late" });
    code.release();
    await hears(page, "ready");
    const inner = await inFrame(page, demo, control);
    await expect(inner.name).toHaveValue("late");
  });
});

test.describe("frames of all kinds", () => {
  test("a sandboxed frame without forms and popups creates", async ({ page, panel, demo, control, parents, context }) => {
    await configure(context, setup(demo, [parents.origin]));
    parents.put("/sandbox", byHand(demo.panel, 'sandbox="allow-scripts allow-same-origin"'));
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

  test.describe("without an origin", () => {
    // The browser names each file that it keeps from the frame.
    test.use({ allowedErrors: /./ });

    test("a sandbox keeps the panel's own files from it, which the page says", async ({ page, demo, parents, context, control }) => {
      await configure(context, setup(demo, [parents.origin]));
      parents.put("/opaque", byHand(demo.panel, 'sandbox="allow-scripts"'));
      await page.goto(`${parents.origin}/opaque`);
      await expect(page.frameLocator("iframe").locator("#last-resort")).toBeVisible();
      await expect(page.frameLocator("iframe").locator("form")).toHaveCount(0);
      expect(await control.requests()).toEqual([]);
    });
  });

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
    await expect.poll(() => control.creations("v2")).toHaveLength(1);
  });

  test("axe finds nothing, in the panel and in the notice", async ({ page, embedded, demo, context, parents, control }) => {
    await embedded();
    await say(page, "prefill", { webhook_url: "https://hooks.example.com/x" });
    await say(page, "lock", ["webhook_url", "qrcode", "instance_name"]);
    await expect(page.frameLocator("iframe").locator("#webhook_url")).toBeDisabled();
    await isAccessible(page, "locked", { within: "iframe", hasFrames: true });
    await configure(context, setup(demo, []));
    await page.reload();
    await expect(page.frameLocator("iframe").locator("#frame-notice")).toBeVisible();
    await isAccessible(page, "notice", { within: "iframe", hasFrames: true });
  });
});
