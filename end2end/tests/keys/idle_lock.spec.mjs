// The idle lock: without activity the keys are forgotten, by a clock that the test moves. How the time is counted
// is tested in the domain.

import { FILE_ERRORS, OPERATE } from "../../support/chunks.mjs";
import { passMinutes } from "../../support/clock.mjs";
import { configure } from "../../support/deployment/config.mjs";
import { isAccessible } from "../../support/panel/axe.mjs";
import { Panel } from "../../support/panel/panel.mjs";
import { stored } from "../../support/panel/storage.mjs";
import { expect, test } from "../../support/test.mjs";

const KEY = "global-key-0123456789-abcdefgh";
const TOKEN = "INSTANCE-TOKEN-0123456789-XYZ";
const MINUTE = 60_000;

const notice = (page) => page.locator("dialog#locked");

/** A server with a key that is kept everywhere, and the lock set to these minutes. */
async function begin(page, panel, control, minutes = "15") {
  await page.clock.install();
  await control.options("v2", { key: KEY });
  await panel.startByForm("v2", { key: KEY, remember: true });
  await panel.goTo("servers");
  await page.locator("#lock-after").selectOption(minutes);
  await panel.goTo("");
}

async function isLocked(page, panel) {
  await expect(notice(page)).toBeVisible();
  await expect(notice(page)).toContainText(panel.say("locked.body"));
  await expect.poll(() => stored(page)).not.toContain(KEY);
}

async function isOpen(page) {
  await expect(notice(page)).toBeHidden();
  await expect.poll(() => stored(page)).toContain(KEY);
}

test("keys and secrets go, the rest stays, and the notice leads back; the token of a result goes with them @smoke", async ({ page, panel, control }) => {
  await begin(page, panel, control);
  await panel.switchOn("webhook");
  const url = "https://hooks.example.com/x";
  await panel.fillAll({ instance_name: "idle", token: TOKEN, webhook_url: url, webhook_headers: [["X-Api", "header-secret"]] });
  await passMinutes(page, 14);
  await isOpen(page);
  await passMinutes(page, 2);
  await isLocked(page, panel);
  await isAccessible(page, "the notice of the lock");
  const back = panel.button("locked.back", notice(page));
  await expect(back).toBeFocused();
  await page.keyboard.press("Enter");
  const key = page.locator("#server-key");
  await expect(key).toBeFocused();
  await expect(key).toHaveValue("");
  // It is asked for where the work goes on.
  await expect(panel.main).toContainText(panel.say("create.no_key"));
  await key.fill(KEY);
  await page.keyboard.press("Enter");
  await expect(panel.name).toBeFocused();
  await expect(panel.name).toHaveValue("idle");
  await expect(page.locator("#webhook_url")).toHaveValue(url);
  await expect(page.locator("#token")).toHaveValue("");
  await expect(panel.row("webhook_headers").getByRole("textbox")).toHaveCount(0);
  await panel.fillAll({ token: TOKEN, qrcode: true });
  await panel.create();
  await expect(panel.resultStatus).toHaveText(panel.say("result.as_requested"));
  await page.getByRole("button", { name: `${panel.say("common.reveal")}: ${panel.say("result.token")}` }).click();
  await expect(panel.token).toHaveText(TOKEN);
  await passMinutes(page, 16);
  await isLocked(page, panel);
  await panel.button("common.close", notice(page)).click();
  await expect(panel.main).toContainText(panel.say("inflight.token_forgotten"));
  await expect(page.locator("img")).toHaveCount(0);
  await expect.poll(() => page.evaluate(() => document.documentElement.outerHTML)).not.toContain(TOKEN);
});

test("nothing is locked unless a time is chosen; then a pointer, a key and a touch each count as activity", async ({ page, panel, control }) => {
  await begin(page, panel, control, "0");
  await page.clock.fastForward(2_000 * MINUTE);
  await passMinutes(page, 1);
  await isOpen(page);
  await panel.goTo("servers");
  await page.locator("#lock-after").selectOption("15");
  await page.mouse.move(10, 10);
  for (const act of [
    () => page.mouse.move(200, 300),
    () => page.keyboard.press("Shift"),
    () => page.evaluate(() => document.body.dispatchEvent(new Event("touchstart", { bubbles: true }))),
  ]) {
    await passMinutes(page, 10);
    await act();
    await passMinutes(page, 10);
    await isOpen(page);
    await act();
  }
  await passMinutes(page, 16);
  await isLocked(page, panel);
});

test("after a machine's sleep, the first activity comes too late", async ({ page, panel, control }) => {
  await begin(page, panel, control, "60");
  // The clock jumps, and no timer ran: what comes first is a key.
  const later = (await page.evaluate(() => Date.now())) + 61 * MINUTE;
  await page.clock.setFixedTime(later);
  await page.keyboard.press("Shift");
  await isLocked(page, panel);
});

test("a page that is opened after too long forgets at once what an earlier one kept, also of a server that is not listed today", async ({ page, panel, control, context }) => {
  await begin(page, panel, control);
  await page.goto("about:blank");
  const later = await context.newPage();
  await later.clock.setFixedTime(Date.now() + 16 * MINUTE);
  await configure(later, { addServers: ["https://elsewhere.example.com"] });
  await later.goto(`${panel.demo.panel}#/`);
  await expect(later.locator("#main")).toContainText(panel.say("create.no_server.title"));
  await isLocked(later, panel);
});

test("activity in another tab resets the idle lock", async ({ page, panel, control, context }) => {
  await begin(page, panel, control);
  const other = new Panel(await context.newPage(), panel.demo, control);
  await other.open();
  // One clock for both tabs.
  const seen = () => page.evaluate(() => Number(localStorage.getItem("instance-panel.seen")));
  await passMinutes(page, 10);
  const before = await seen();
  await other.page.mouse.move(200, 300);
  await expect.poll(seen).toBeGreaterThan(before);
  await passMinutes(page, 10);
  await isOpen(page);
  await passMinutes(page, 10);
  await isLocked(page, panel);
});

test("a creation on its way is waited for, with all its steps", async ({ page, panel, control }) => {
  await begin(page, panel, control);
  let answer;
  const asked = new Promise((resolve) => {
    page.route(/\/instance\/create$/, async (route) => {
      if (route.request().method() !== "POST") return route.continue();
      await new Promise((release) => {
        answer = release;
        resolve();
      });
      await route.continue();
    });
  });
  await panel.fillAll({ instance_name: "long", token: TOKEN });
  await panel.press();
  await asked;
  // The call's own time limit is a timer: the clock jumps without it.
  await page.clock.setFixedTime((await page.evaluate(() => Date.now())) + 16 * MINUTE);
  await page.keyboard.press("Shift");
  await isOpen(page);
  await expect(panel.sending).toBeVisible();
  answer();
  await expect(page).toHaveURL(/#\/result$/);
  await page.clock.resume();
  // It was due: being there meanwhile does not help.
  await expect(async () => {
    await page.clock.runFor(11_000);
    await expect(notice(page)).toBeVisible({ timeout: 200 });
  }).toPass();
  await isLocked(page, panel);
  expect((await control.creations("v2")).map(({ status }) => status)).toEqual([201]);
});

test.describe("without the code that forgets secret by secret", () => {
  test.use({ allowedErrors: FILE_ERRORS });

  test("the keys go from the browser all the same", async ({ page, panel, control }) => {
    await begin(page, panel, control);
    await page.route(OPERATE.code, (route) => route.abort());
    await page.reload();
    await expect(page.getByRole("alert").filter({ hasText: panel.say("later.failed") })).toBeVisible();
    await passMinutes(page, 14);
    await isOpen(page);
    await passMinutes(page, 1);
    // One check finds that the time is over, and the next one that nobody else has seen to it.
    await expect(async () => {
      await page.clock.fastForward(10_000);
      expect(await stored(page)).not.toContain(KEY);
    }).toPass();
    await expect(panel.name).toBeVisible();
    await expect(panel.main).toContainText(panel.say("create.no_key"));
  });
});
