import { chromium } from "@playwright/test";
import { startDemo, Control, KEY, closedPort } from "./support/server/demo.mjs";
const OUT = "/tmp/shots-servers";
const demo = await startDemo();
const control = new Control(demo.api);
const only = process.argv[2];
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox", "--disable-gpu"] });
const nobody = `http://127.0.0.1:${await closedPort()}`;
const sizes = (process.env.SIZES ?? "1440,900,360").split(",").map(Number);
const schemes = (process.env.SCHEMES ?? "light,dark").split(",");
const forced = process.env.FORCED ? "active" : "none";
const locale = process.env.LOCALE ?? "en-US";
const screens = {
  async first(page) {},
  async stopped(page) {
    await page.locator("#server-url").fill(nobody);
    await page.locator("#server-key").fill("x");
    await page.locator(".server-form button[type=submit]").click();
    await page.locator("#save-anyway").waitFor();
  },
  async key(page) {
    await page.locator("#server-url").fill(`${demo.api}/v2`);
    await page.locator("#server-key").fill("wrong");
    await page.locator(".server-form button[type=submit]").click();
    await page.locator("#save-anyway").waitFor();
  },
  async connected(page) {
    await connect(page);
  },
  async servers(page) {
    await connect(page);
    await page.locator("header nav a").nth(1).click();
    await page.locator("#add-server").click();
    await page.locator("#server-url").waitFor();
  },
  async good(page) {
    await connect(page);
    await page.locator("header nav a").nth(1).click();
    await page.locator("[id^=test-server-]").first().click();
    await page.locator(".diagnostics-head.well").waitFor();
  },
  async bad(page) {
    await connect(page);
    await control.options("v2", { cors_origin: "https://x.example" });
    await page.locator("header nav a").nth(1).click();
    await page.locator("[id^=test-server-]").first().click();
    await page.locator("[data-status=bad]").waitFor();
    await control.options("v2", { cors_origin: "*" });
  },
  async nokey(page) {
    await connect(page);
    await page.locator("header nav a").nth(1).click();
    await page.locator(".device .actions button").first().click();
    await page.locator("header nav a").nth(0).click();
    await page.locator(".connect").waitFor();
  },
};
async function connect(page) {
  await page.locator("#server-url").fill(`${demo.api}/v2`);
  await page.locator("#server-key").fill(KEY);
  await page.locator(".server-form button[type=submit]").click();
  await page.locator(".connect").waitFor({ state: "detached" });
}
for (const width of sizes) for (const colorScheme of schemes) {
  for (const [name, go] of Object.entries(screens)) {
    if (only && !only.split(",").includes(name)) continue;
    const context = await browser.newContext({ viewport: { width, height: width === 360 ? 780 : 900 }, colorScheme, forcedColors: forced, locale, hasTouch: false });
    const page = await context.newPage();
    page.on("console", (m) => m.type() === "error" && !/404/.test(m.text()) && console.log(name, m.text()));
    page.on("pageerror", (e) => console.log(name, e.message));
    await page.goto(demo.panel);
    await page.locator("#server-url").waitFor();
    try { await go(page); } catch (e) { console.log(name, width, e.message.split("\n")[0]); }
    await page.waitForTimeout(300);
    await page.screenshot({ path: `${OUT}/${name}-${width}-${colorScheme}${process.env.FORCED ? "-forced" : ""}${locale.slice(0, 2)}.png`, fullPage: name !== "first" && name !== "connected" && name !== "nokey" && name !== "stopped" && name !== "key" });
    await context.close();
  }
}
await browser.close();
await demo.stop();
