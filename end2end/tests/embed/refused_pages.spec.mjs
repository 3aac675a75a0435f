// The panel inside a page that is not allowed, or that cannot be told from one: it does nothing there.

import { configure } from "../../support/deployment/config.mjs";
import { byHand, heard, hears, isClosed, KEY, setup } from "../../support/embed/parents.mjs";
import { expect, FRAMED, serve, settled, test } from "../../support/embed/framed.mjs";

test.use(FRAMED);

test.describe("any other page", () => {
  const APP = "https://app.example.com";
  // Which origins are allowed is tested in the domain.
  const FORGED = ["https://evil.example.net", "https://app.example.com.evil.net"];

  test("of an origin like the allowed one learns and triggers nothing, and the allowed one is let in", async ({ page, panel, demo, control, context }) => {
    await configure(context, setup(demo, [APP]));
    for (const origin of FORGED) {
      await test.step(origin, async () => {
        await serve(context, panel, origin, byHand(demo.panel));
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
    await test.step(APP, async () => {
      await serve(context, panel, APP, byHand(demo.panel));
      await page.goto(`${APP}/`);
      await page.evaluate(() => connect());
      await hears(page, "ready");
    });
  });

  test("reads no key that the panel has stored, and asks no server", async ({ page, panel, demo, control, parents, context }) => {
    // An empty page of the same origin: the panel itself would ask the server that comes up in its storage.
    const empty = `${demo.panel}empty.html`;
    await context.route(empty, (route) => route.fulfill({ contentType: "text/html", body: "<link rel=icon href='data:,'>" }));
    await page.goto(empty);
    await page.evaluate(([api, key]) => {
      const server = { id: 1, label: "Mine", baseUrl: `${api}/v2`, dialect: "evolution-v2", version: null, isRemembered: true };
      localStorage.setItem("instance-panel.servers", JSON.stringify([server]));
      localStorage.setItem(`instance-panel.key.1.${api}/v2`, key);
    }, [demo.api, KEY]);
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
    await expect.poll(() => frame.evaluate(() => localStorage.length)).toBeGreaterThan(1);
    const read = await frame.evaluate(() => window.read);
    expect(read.filter((name) => !/language|theme/.test(name))).toEqual([]);
  });

  test("without a configuration no other page shows the panel, and its own pages do @smoke", async ({ page, panel, demo, control, parents, context }) => {
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
    await serve(context, panel, "https://evil.example.net", top);
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
    await serve(context, panel, "https://evil.example.net", byHand(demo.panel));
    await page.goto("https://evil.example.net/");
    await control.reset();
    await isClosed(page, control);
    await page.evaluate(() => void hello());
    await settled(page, page.frames()[1]);
    await isClosed(page, control);
    expect(await heard(page)).toEqual([]);
  });
});
