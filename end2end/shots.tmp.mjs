import { chromium } from "playwright-core";
import { spawn } from "node:child_process";
import { once } from "node:events";
const DIST = process.env.PANEL_DIST;
const demo = spawn("../target/tool/demo-server", ["--port", "0", "--panel-port", "0", "--panel", DIST, "--qr-wait", "300"]);
let out = ""; demo.stdout.on("data", (d) => (out += d));
while (!/ready/.test(out)) await once(demo.stdout, "data");
const [, panel, api] = /panel=(\S+) api=(\S+)/.exec(out);
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
const S = process.argv[2] ?? "all";
async function fresh(opts) {
  const ctx = await browser.newContext({ locale: "en-US", ...opts });
  const page = await ctx.newPage();
  page.on("pageerror", (e) => console.log("ERR", e.message));
  page.on("console", (m) => m.type() === "error" && !/config.json/.test(m.location().url) && console.log("CON", m.text()));
  await page.goto(panel);
  await page.evaluate(([api]) => {
    localStorage.setItem("instance-panel.servers", JSON.stringify([{ id: 1, label: "Production", baseUrl: `${api}/v2`, dialect: "evolution-v2", version: "2.3.6", isRemembered: false }]));
    sessionStorage.setItem("instance-panel.key.1", "demo-key");
  }, [api]);
  return page;
}
const shot = (page, name, full = false) => page.screenshot({ path: `/tmp/form_shots/${name}.png`, fullPage: full });
for (const scheme of ["light", "dark"]) for (const width of [1440, 900, 360]) {
  if (S !== "all" && !S.split(",").includes(`${scheme}${width}`)) continue;
  const page = await fresh({ viewport: { width, height: width === 360 ? 740 : 900 }, colorScheme: scheme });
  await page.reload();
  await page.waitForSelector(".groups");
  await page.waitForTimeout(400);
  await shot(page, `${scheme}-${width}-start`, true);
  const sw = (s) => page.locator(`#section-${s} [role=switch]`);
  for (const s of ["webhook", "proxy", "typebot"]) { await sw(s).click(); await page.waitForTimeout(80); }
  await page.locator("#instance_name").fill("loja-centro");
  await page.locator("#number").fill("11 91234-5678");
  await page.locator("#webhook_url").fill("htp://x");
  await page.locator("#webhook_events").click();
  await page.locator("#webhook_url").focus();
  await page.locator("#instance_name").focus();
  await page.evaluate(() => scrollTo(0, 0));
  await shot(page, `${scheme}-${width}-groups`, true);
  await page.locator("#submit").click();
  await page.waitForTimeout(250);
  await shot(page, `${scheme}-${width}-problems`);
  if (width < 1200) {
    await page.locator(".open-request").click();
    await page.waitForTimeout(250);
    await shot(page, `${scheme}-${width}-sheet`);
    await page.keyboard.press("Escape");
  }
  await page.context().close();
}
for (const [name, opts, css] of [["forced", { forcedColors: "active" }], ["big", {}, "html{font-size:200%!important}"], ["big900", { viewport: { width: 900, height: 900 } }, "html{font-size:200%!important}"]]) {
  if (S !== "all" && !S.split(",").includes(name)) continue;
  const page = await fresh({ viewport: { width: 1440, height: 900 }, ...opts });
  await page.reload();
  await page.waitForSelector(".groups");
  if (css) await page.evaluate((css) => { const s = new CSSStyleSheet(); s.replaceSync(css); document.adoptedStyleSheets = [...document.adoptedStyleSheets, s]; }, css);
  await page.locator(`#section-webhook [role=switch]`).click();
  await page.waitForTimeout(300);
  await page.evaluate(() => scrollTo(0, 0));
  await shot(page, name, true);
  await page.context().close();
}
await browser.close();
demo.kill();
