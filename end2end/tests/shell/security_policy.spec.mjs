// The page's security policy, in the browser that has to enforce it. support/test.mjs checks in every
// test that the panel never breaks it; here is what it keeps from happening.

import { configure } from "../../support/deployment/config.mjs";
import { expect, test } from "../../support/test.mjs";

const policies = (page) =>
  page.locator("head meta[http-equiv=Content-Security-Policy]").evaluateAll((metas) => metas.map((meta) => meta.content));

test("the page states its policy once and before its script, and holds no styles @smoke @engines", async ({ page, panel }) => {
  await panel.open();
  await expect.poll(() => policies(page)).toHaveLength(1);
  const order = await page
    .locator("head > meta[http-equiv], head > script")
    .evaluateAll((parts) => parts.map((part) => part.localName));
  expect(order).toEqual(["meta", "script"]);
  // The panel's code sets styles through the style object, which the policy lets pass: only the markup counts.
  const markup = await (await page.request.get("/")).text();
  expect(markup, "no styles in the page").not.toMatch(/<style|<[^>]* style=|rel="?stylesheet/);
  await expect(page.locator("style, link[rel=stylesheet]"), "no style sheet as an element").toHaveCount(0);
  await expect(page.locator("script")).toHaveCount(1);
});

/** Tries each in the page: what became of it, and whether any of it ran. */
const attempts = (page) =>
  page.evaluate(async () => {
    const breaches = new Set();
    addEventListener("securitypolicyviolation", (event) => {
      breaches.add(`${event.effectiveDirective} ${event.blockedURI}`);
    });
    const element = (name, members) => document.body.append(Object.assign(document.createElement(name), members));
    const outside = (name) => `https://evil.example.com/${name}`;
    // What the policy must tell of each, or the error that it must end in.
    const tried = {
      "TypeError of HTML": () => document.body.insertAdjacentHTML("beforeend", "<img src=x onerror='window.ran = 1'>"),
      "TypeError of a script": () => element("script", { textContent: "window.ran = 1" }),
      "TypeError of an address of a script": () => element("script", { src: outside("x.js") }),
      // The browser lets a text run that a test gives it, so eval itself cannot be tried from here.
      "TypeError of a text as code": () => setTimeout("window.ran = 1"),
      "TypeError of a handler": () => document.createElement("button").setAttribute("onclick", "window.ran = 1"),
      "style-src-elem inline": () => element("style", { textContent: "body { display: none }" }),
      "style-src-attr inline": () => document.body.setAttribute("style", "display: none"),
      [`img-src ${outside("x.png")}`]: () => element("img", { src: outside("x.png") }),
      "frame-src https://evil.example.com": () => element("iframe", { src: outside("frame") }),
      "base-uri https://evil.example.com/": () => document.head.append(Object.assign(document.createElement("base"), { href: outside("") })),
    };
    const letThrough = [];
    for (const [wanted, attempt] of Object.entries(tried)) {
      try {
        attempt();
        if (/Error/.test(wanted)) letThrough.push(wanted);
      } catch (error) {
        if (!wanted.startsWith(error.name)) letThrough.push(`${wanted}: ${error}`);
      }
    }
    const told = Object.keys(tried).filter((wanted) => !/Error/.test(wanted));
    // The browser tells of a breach when it comes to it.
    while (!told.every((wanted) => breaches.has(wanted))) {
      await new Promise((done) => addEventListener("securitypolicyviolation", done, { once: true }));
    }
    return [letThrough, window.ran, document.baseURI];
  });

/** What became of a call. */
const call = (page, address) =>
  page.evaluate(
    (address) =>
      fetch(address).then(
        (reply) => reply.status,
        (error) => error.name,
      ),
    address,
  );

for (const [name, config] of [
  ["as it comes", null],
  ["for one server alone", { addServers: false }],
]) {
  // Without the panel's own guard, which no breach passes.
  test(`what is brought into the page neither runs nor loads: a panel ${name}`, async ({ page, demo }) => {
    const servers = [{ id: "main", label: "Main", baseUrl: `${demo.api}/v2`, dialect: "evolution-v2" }];
    if (config) await configure(page, { ...config, servers });
    // Nobody outside is ever asked: what the policy lets through is answered here.
    const asked = [];
    await page.route(/example\.com/, (route) => {
      asked.push(route.request().url());
      return route.fulfill({ status: 200, headers: { "access-control-allow-origin": "*" }, body: "here" });
    });
    await page.goto(demo.panel);
    await expect(page.locator("#instance_name")).toBeVisible();
    const [letThrough, ran, base] = await attempts(page);
    expect(letThrough).toEqual([]);
    expect(ran).toBeUndefined();
    expect(base).toBe(new URL(demo.panel).href);
    expect(asked).toEqual([]);
    // A panel that takes any server may call any; one with its servers named calls those alone.
    const other = "https://other.example.com/";
    expect(await call(page, other)).toBe(config ? "TypeError" : 200);
    expect(asked).toEqual(config ? [] : [other]);
    expect(await call(page, `${demo.api}/v2`)).toBe(200);
    const narrowed = config ? [`connect-src 'self' ${demo.api}`] : [];
    expect((await policies(page)).slice(1)).toEqual(narrowed);
  });
}
