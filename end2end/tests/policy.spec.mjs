// The page's security policy, in the browser that has to enforce it. That no journey of any other test
// breaks it sees to support/test.mjs; here is what it keeps from happening.

import { readFileSync } from "node:fs";

import { configure } from "../support/config.mjs";
import { expect, test } from "../support/test.mjs";

const RECIPE = readFileSync(new URL("../../recipes/_headers", import.meta.url), "utf8");

const policies = (page) =>
  page.locator("head meta[http-equiv=Content-Security-Policy]").evaluateAll((metas) => metas.map((meta) => meta.content));

test("the page and the recipes say the same, and the page says it before its script", async ({ page, panel }) => {
  await panel.open();
  const [policy, ...more] = await policies(page);
  expect(more).toEqual([]);
  expect(RECIPE).toContain(`Content-Security-Policy: ${policy}; frame-ancestors 'self'`);
  const order = await page
    .locator("head > meta[http-equiv], head > script")
    .evaluateAll((parts) => parts.map((part) => part.localName));
  expect(order).toEqual(["meta", "script"]);
  expect(await page.locator("style, [style], link[rel=stylesheet]").count(), "no styles in the page").toBe(0);
  expect(await page.locator("script").count()).toBe(1);
});

/** Tries each in the page: the names of the directives that forbade it, and whether it ran. */
const attempts = (page, address) =>
  page.evaluate(async (address) => {
    let breaches = [];
    addEventListener("securitypolicyviolation", (event) => breaches.push(event.effectiveDirective));
    const element = (name, members) => document.body.append(Object.assign(document.createElement(name), members));
    const tried = {
      "a handler in HTML": () => document.body.insertAdjacentHTML("beforeend", "<img src=x onerror='window.ran = 1'>"),
      "an inline script": () => element("script", { textContent: "window.ran = 1" }),
      "a script of another host": () => element("script", { src: "https://evil.example.com/x.js" }),
      "a text as code": () => (0, eval)("window.ran = 1"),
      "a handler as an attribute": () => {
        const button = document.createElement("button");
        button.setAttribute("onclick", "window.ran = 1");
        button.click();
      },
      "a style": () => element("style", { textContent: "body { display: none }" }),
      "an image of another host": () => element("img", { src: "https://evil.example.com/x.png" }),
      "a frame": () => element("iframe", { src: "https://evil.example.com/" }),
      "a base": () => document.head.append(Object.assign(document.createElement("base"), { href: "https://evil.example.com/" })),
      "a call": () => fetch(address),
    };
    const outcomes = {};
    for (const [name, attempt] of Object.entries(tried)) {
      breaches = [];
      const error = await Promise.resolve()
        .then(attempt)
        .then(() => null, (error) => error.name);
      // The browser tells of a breach in a task of its own.
      await new Promise((done) => setTimeout(done, 50));
      outcomes[name] = breaches.length > 0 || error === "TypeError";
    }
    return [outcomes, window.ran, document.baseURI];
  }, address);

for (const [name, config] of [
  ["as it comes", null],
  ["for one server alone", { addServers: false }],
]) {
  // Without the panel's own guard, which no breach passes.
  test(`what is brought into the page neither runs nor loads: a panel ${name}`, async ({ page, demo }) => {
    const servers = [{ id: "main", label: "Main", baseUrl: `${demo.api}/v2`, dialect: "evolution-v2" }];
    if (config) await configure(page, { ...config, servers });
    // Nobody outside is ever asked: what the policy lets through ends here.
    await page.route(/example\.com/, (route) => route.abort());
    await page.goto(demo.panel);
    await expect(page.locator("#instance_name")).toBeVisible();
    const [outcomes, ran, base] = await attempts(page, "https://other.example.com/");
    const isForbidden = Object.fromEntries(Object.keys(outcomes).map((attempt) => [attempt, true]));
    // A panel that takes any server calls any server; the call fails here, as a TypeError, all the same.
    expect(outcomes).toEqual(isForbidden);
    expect(ran).toBeUndefined();
    expect(base).toBe(new URL(demo.panel).href);
    const narrowed = config ? [`connect-src 'self' ${demo.api}`] : [];
    expect((await policies(page)).slice(1)).toEqual(narrowed);
    expect(await page.evaluate((url) => fetch(url).then((reply) => reply.status), `${demo.api}/v2`)).toBe(200);
  });
}
