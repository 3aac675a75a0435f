// The log of requests: what it shows of each call, that no secret is in it, and that it goes with the keys.
// Masking, limits and filters are tested in the domain.

import { passMinutes } from "../../support/clock.mjs";
import { isAccessible } from "../../support/panel/axe.mjs";
import { Palette } from "../../support/panel/palette.mjs";
import { Panel } from "../../support/panel/panel.mjs";
import { ready } from "../../support/panel/proof.mjs";
import { RequestPage } from "../../support/panel/requests.mjs";
import { ALL_SECRETS, allValues } from "../../support/panel/values.mjs";
import { closedPort, KEY } from "../../support/server/demo.mjs";
import { answers, answersText } from "../../support/server/answers.mjs";
import { expect, test } from "../../support/test.mjs";

/** Fills every field that the dialect has, secrets included. */
async function fillEverything(panel, values) {
  await panel.allGroupsOn();
  for (const done = new Set(); ; ) {
    const [field] = (await panel.fields()).filter((field) => !done.has(field));
    if (!field) break;
    await panel.fill(field, values[field]);
    done.add(field);
  }
}

for (const [mount, engine] of [["v1", "WHATSAPP-BAILEYS"], ["v2", "WHATSAPP-BAILEYS"], ["whatsapp", null]]) {
  test(`${mount}: after a creation with every secret, none of them is in the log or in a copy @smoke`, async ({ page, panel, control, consoleLines }) => {
    test.slow();
    await ready(control, mount);
    await panel.start(mount);
    await fillEverything(panel, allValues(engine));
    await panel.create();
    await panel.tokenIsStored();
    const log = new RequestPage(panel);
    await log.open();
    const creation = log.of("POST", "/instance/create");
    await expect(creation).toHaveCount(1);
    await expect(creation).toContainText("201");
    await log.unfoldAll();
    await expect(log.body(creation, "requests.sent")).toContainText("sales-01");
    await expect(log.body(creation, "requests.answer")).toContainText("sales-01");
    const tokens = [];
    for (const request of await control.requests(mount)) {
      if (/^[\dA-F-]{36}$/i.test(request.headers.apikey ?? "")) tokens.push(request.headers.apikey);
    }
    const shown = await log.main.innerText();
    const markup = await log.main.evaluate((main) => main.outerHTML);
    const curl = await panel.copied(log.button(creation, "request.copy_curl"));
    const answer = await panel.copied(log.button(creation, "requests.copy_answer"));
    expect(curl).toContain("$EVOLUTION_API_KEY");
    expect(curl).toContain(`${panel.base(mount)}/instance/create`);
    expect(answer).toContain("sales-01");
    for (const secret of [KEY, ...ALL_SECRETS, ...tokens]) {
      for (const text of [shown, curl, answer, page.url(), await page.title(), consoleLines.join("\n")]) {
        expect(text).not.toContain(secret);
      }
      // A word of the page's own markup.
      if (secret !== "short") expect(markup).not.toContain(secret);
    }
    // What changes something cannot be sent again from here.
    await expect(log.button(creation, "requests.repeat")).toHaveCount(0);
  });
}

test("finds, narrows, repeats a read, and says what went wrong with the others", async ({ page, panel, control }) => {
  await panel.start("v2");
  await panel.serverIs("reachable");
  const log = new RequestPage(panel);
  await log.open();
  const greeting = log.of("GET", "/");
  await expect(greeting.first()).toContainText("200");

  await test.step("a read is sent again and becomes a call of its own, on top", async () => {
    const before = await log.calls.count();
    const asked = (await control.requests("v2")).filter(({ path, method }) => path === "/" && method === "GET").length;
    await log.unfold(greeting.last());
    await expect(greeting.last()).toContainText(panel.say("requests.no_key"));
    await log.button(greeting.last(), "requests.repeat").click();
    await expect(log.repeated(greeting.last())).toContainText("200");
    await expect.poll(() => log.calls.count()).toBeGreaterThan(before);
    const again = (await control.requests("v2")).filter(({ path, method }) => path === "/" && method === "GET").length;
    expect(again).toBe(asked + 1);
  });

  await test.step("a call that fails is marked in words and found among the others", async () => {
    await control.fault("v2", { fault: "html", method: "POST", path: "/instance/create" });
    await panel.goTo("");
    await panel.fill("instance_name", "<img src=x onerror=alert(1)>");
    await panel.name.fill("log-1");
    await panel.press();
    await panel.failsWith("html");
    const port = await closedPort();
    panel.mayAsk(`http://127.0.0.1:${port}`);
    await panel.addServer("v2", { label: "Nobody <b>there</b>", url: `http://127.0.0.1:${port}` });
    await log.open();
    await log.failedOnly.check();
    await expect(log.calls.filter({ hasText: panel.say("requests.failed.unreachable") }).first()).toBeVisible();
    await expect(greeting.filter({ hasText: "200" })).toHaveCount(0);
    await log.search.fill("nobody b there");
    await expect(log.calls.first()).toContainText("Nobody <b>there</b>");
    await log.unfold(log.calls.first());
    await expect(log.calls.first()).toContainText(panel.say("error.unreachable.cause"));
    await log.search.fill("");
    await log.places.selectOption({ label: "v2" });
    await expect(log.calls.filter({ hasText: "Nobody" })).toHaveCount(0);
    await log.search.fill("nothing is called like this");
    await expect(log.calls).toHaveCount(0);
    await isAccessible(page, "nothing matches");
    await panel.button("requests.show_all", log.main).click();
    await expect(log.search).toBeFocused();
    await expect(greeting.first()).toBeVisible();
  });

  await test.step("the answer is shown as text where it is none of the API", async () => {
    const creation = log.of("POST", "/instance/create").first();
    await log.unfold(creation);
    await expect(log.body(creation, "requests.answer").getByRole("region")).toContainText("<");
    await isAccessible(page, "unfolded");
  });
});

test("an answer that is too long, cut off, or hostile is shown as far as it is kept", async ({ page, panel, control }) => {
  await control.seedMixed("v2", 200);
  await panel.start("v2");
  const hostile = { name: "<img src=x onerror=alert(1)>", token: "HOSTILE-TOKEN-0123456789", "\u202etxt": "\u202eabc" };
  await page.getByRole("banner").getByRole("link", { name: panel.say("nav.instances"), exact: true }).click();
  await expect(page.getByRole("table")).toBeVisible();
  const log = new RequestPage(panel);
  await log.open();
  const list = log.of("GET", "/instance/fetchInstances").last();
  await log.unfold(list);
  await expect(log.body(list, "requests.answer")).toContainText("16");
  await expect(log.body(list, "requests.answer")).toContainText("loja-1");
  const rows = await (await fetch(`${panel.base("v2")}/instance/fetchInstances`, { headers: { apikey: KEY } })).json();
  const shown = await log.main.innerText();
  for (const { token } of rows) expect(shown).not.toContain(token);

  await answers(page, "**/v2/", hostile);
  await log.unfold(log.of("GET", "/").last());
  const before = await log.of("GET", "/").count();
  await log.button(log.of("GET", "/").last(), "requests.repeat").click();
  await expect.poll(() => log.of("GET", "/").count()).toBeGreaterThan(before);
  const top = log.of("GET", "/").first();
  await log.unfold(top);
  await expect(log.body(top, "requests.answer")).toContainText("<img src=x onerror=alert(1)>");
  await expect(log.body(top, "requests.answer")).not.toContainText("HOSTILE-TOKEN");
  await page.unroute("**/v2/");
  await answersText(page, "**/v2/", '{"version":"2.3.6","token":"CUT-OFF-TOKEN-012345');
  await log.button(log.of("GET", "/").last(), "requests.repeat").click();
  await expect(log.calls).not.toHaveCount(0);
  await expect.poll(async () => {
    const newest = log.of("GET", "/").first();
    if ((await log.line(newest).getAttribute("aria-expanded")) === "false") await log.line(newest).click();
    return newest.innerText();
  }).toContain(panel.say("requests.broken"));
  await expect(log.main).not.toContainText("CUT-OFF-TOKEN");
});

test("what needs a key is sent again only while its server is in the list", async ({ page, panel }) => {
  await panel.start("v2");
  await page.goto("/#/instances");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(panel.say("instances.title"));
  const log = new RequestPage(panel);
  await log.open();
  const list = log.of("GET", "/instance/fetchInstances").last();
  await log.unfold(list);
  await expect(log.button(list, "requests.repeat")).toBeVisible();
  await panel.goTo("servers");
  await panel.serverButton("common.remove", "v2").click();
  await panel.button("servers.remove.confirm", panel.dialog).click();
  await log.open();
  await expect(log.button(list, "requests.repeat")).toHaveCount(0);
  await expect(log.calls.filter({ hasText: panel.say("requests.repeat_gone") })).not.toHaveCount(0);
});

test("the log goes with the keys: forgotten here, in another tab, with the device, and by the idle lock", async ({ page, panel, control, context }) => {
  await page.clock.install();
  await panel.start("v2");
  await panel.serverIs("reachable");
  const log = new RequestPage(panel);
  // A list needs the key, so its call is a secret's.
  const call = async () => {
    await page.goto("/#/instances");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(panel.say("instances.title"));
    // A list that was read a moment ago is not asked for again by itself.
    const refresh = panel.button("instances.refresh");
    await expect(refresh).not.toHaveAttribute("aria-disabled", "true");
    const answered = page.waitForResponse((answer) => answer.url().endsWith("/instance/fetchInstances"));
    await refresh.click();
    await answered;
    await log.open();
    await expect(log.of("GET", "/instance/fetchInstances").first()).toBeVisible();
  };
  const isGone = async () => {
    await log.open();
    await expect(log.of("GET", "/instance/fetchInstances")).toHaveCount(0);
  };
  const giveKey = async () => {
    await panel.goTo("servers");
    await panel.editServer("v2");
    await page.locator("#server-key").fill(KEY);
    await panel.saveServer();
    await expect(panel.serverForm).toHaveCount(0);
  };
  await call();
  await panel.button("requests.clear").click();
  await expect(log.calls).toHaveCount(0);
  await expect(panel.main).toContainText(panel.say("requests.empty"));
  await expect(panel.main).toBeFocused();
  await isAccessible(page, "empty");

  await call();
  await panel.goTo("servers");
  await panel.button("servers.forget").click();
  await isGone();

  await giveKey();
  await call();
  const other = new Panel(await context.newPage(), panel.demo, control);
  await other.open();
  await other.goTo("servers");
  await other.button("servers.forget").click();
  await expect(log.of("GET", "/instance/fetchInstances")).toHaveCount(0);
  await other.page.close();

  await giveKey();
  await panel.goTo("servers");
  await page.locator("#lock-after").selectOption("15");
  await call();
  await passMinutes(page, 16);
  await expect(page.locator("dialog#locked")).toBeVisible();
  await panel.button("common.close", page.locator("dialog#locked")).click();
  await isGone();

  await giveKey();
  await call();
  await panel.goTo("servers");
  await panel.button("servers.device").click();
  await panel.button("servers.device.confirm", panel.dialog).click();
  await isGone();
});

test("by keyboard alone, at 360 pixels", async ({ page, panel }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await panel.start("v2");
  await panel.serverIs("reachable");
  const log = new RequestPage(panel);
  // The header has no room for its link here.
  await expect(panel.link("requests")).toBeHidden();
  await new Palette(panel).go("request log", panel.say("page.requests"));
  await expect(log.calls.first()).toBeVisible();
  await page.keyboard.press("/");
  await expect(log.search).toBeFocused();
  await page.keyboard.type("get /");
  await page.keyboard.press("Tab");
  await expect(log.places).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(log.failedOnly).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(log.line(log.calls.first())).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(log.line(log.calls.first())).toHaveAttribute("aria-expanded", "true");
  await page.keyboard.press("Tab");
  await expect(log.body(log.calls.first(), "requests.answer").getByRole("region")).toBeFocused();
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(360);
  await isAccessible(page, "narrow");
});
