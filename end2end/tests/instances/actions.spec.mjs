// What is done from the list: to one row, and to many.

import { readFile } from "node:fs/promises";

import { isAccessible } from "../../support/panel/axe.mjs";
import { InstanceList } from "../../support/panel/instances.mjs";
import { namesOn, tokenOf } from "../../support/server/instances.mjs";
import { expect, test } from "../../support/test.mjs";

const say = (panel, key, values) => panel.say(key, values);

for (const mount of ["v1", "v2"]) {
  test(`${mount}: restart, disconnect and delete end with what was read, by keyboard alone`, async ({ page, panel, control }) => {
    await control.seed(mount, { name: "shop", state: "open", owner: "5511912345678" });
    await control.seed(mount, { name: "closed", state: "close" });
    const list = new InstanceList(panel);
    await list.open(mount);
    await expect(list.state("shop")).toContainText(say(panel, "instances.state.open"));

    await test.step("restart", async () => {
      await list.row("shop").getByRole("button", { name: say(panel, "instances.menu", { name: "shop" }) }).focus();
      await page.keyboard.press("Enter");
      await expect(list.menu).toBeVisible();
      const restart = list.menu.getByRole("button", { name: say(panel, "instances.action.restart"), exact: true });
      while (!(await restart.evaluate((button) => button === document.activeElement))) await page.keyboard.press("Tab");
      await page.keyboard.press("Enter");
      await expect(list.state("shop")).toContainText(say(panel, "instances.done.restart"));
    });

    await test.step("a restart that does nothing is not called a success", async () => {
      await list.choose("closed", "instances.action.restart");
      await expect(list.state("closed").locator(".bad")).toBeVisible();
    });

    await test.step("disconnect", async () => {
      await list.choose("shop", "instances.action.disconnect");
      await list.confirm("disconnect");
      await expect(list.state("shop")).toContainText(say(panel, "instances.done.disconnect"));
      await list.state("shop").getByRole("button", { name: say(panel, "instances.dismiss") }).click();
      await expect(list.state("shop")).toContainText(say(panel, "instances.state.close"));
    });

    await test.step("delete, with the name typed", async () => {
      await list.choose("shop", "instances.action.delete");
      await list.confirm("delete", "shop");
      await expect(list.row("shop")).toHaveCount(0);
      await expect.poll(() => namesOn(panel, mount)).toEqual(["closed"]);
    });
  });
}

test("a deletion that the server does not make is told", async ({ panel, control }) => {
  await control.options("v2", { linger_ms: 600_000 });
  await control.seed("v2", {
    name: "stuck",
    state: "close",
    groups: { webhook: { enabled: true, url: "http://nobody.invalid/x", events: ["REMOVE_INSTANCE"] } },
  });
  const list = new InstanceList(panel);
  await list.open("v2");
  await list.choose("stuck", "instances.action.delete");
  await list.confirm("delete", "stuck");
  await expect(list.state("stuck")).toContainText(say(panel, "instances.still_there").slice(0, 40), { timeout: 30_000 });
});

test("a name that no address can contain is not sent, and blanks around a name are pointed out before it is deleted", async ({ page, panel, control }) => {
  await control.seed("v2", { name: "..", state: "close" });
  await control.seed("v2", { name: "shop", state: "close" });
  await control.seed("v2", { name: "shop ", state: "close" });
  const list = new InstanceList(panel);
  await list.open("v2");
  await list.choose("..", "instances.action.delete");
  await list.confirm("delete", "..");
  await expect(list.state("..")).toContainText(say(panel, "error.name_unreachable.cause"));
  expect((await control.requests("v2")).filter(({ method }) => method === "DELETE")).toEqual([]);
  const note = page.locator("#instances-question").getByText(say(panel, "instances.ask.blanks"));
  const menus = list.rows.getByRole("button", { name: say(panel, "instances.menu", { name: "shop" }) });
  await expect(menus).toHaveCount(2);
  const seen = [];
  for (const index of [0, 1]) {
    await menus.nth(index).click();
    await list.menu.getByRole("button", { name: say(panel, "instances.action.delete"), exact: true }).click();
    await expect(page.locator("#instances-question")).toBeVisible();
    seen.push(await note.count());
    await page.keyboard.press("Escape");
    await expect(page.locator("#instances-question")).toBeHidden();
  }
  expect(seen.toSorted()).toEqual([0, 1]);
});

test("a phone is connected next to the list, and the row says so", async ({ page, panel, control }) => {
  await control.options("v2", { qr: "at once" });
  await control.seed("v2", { name: "shop", state: "close" });
  const list = new InstanceList(panel);
  await list.open("v2");
  await list.row("shop").getByRole("button", { name: say(panel, "instances.connect_row", { name: "shop" }) }).click();
  const sheet = page.locator("#connect-sheet");
  await expect(sheet.getByRole("img").first()).toBeVisible();
  await isAccessible(page, "the sheet with the code", { within: "#connect-sheet" });
  await control.call("POST", "/phone", { mount: "v2", instance: "shop", action: "scan" });
  await expect(sheet.getByText(say(panel, "pairing.link.open")).first()).toBeVisible({ timeout: 30_000 });
  await page.keyboard.press("Escape");
  await expect(sheet).toBeHidden();
  await expect(list.state("shop")).toContainText(say(panel, "instances.state.open"));
});

test("the token is copied, and is nowhere on the screen", async ({ page, panel, control }) => {
  await control.seed("v2", { name: "shop", state: "open" });
  const token = await tokenOf(panel, "v2", "shop");
  const list = new InstanceList(panel);
  await list.open("v2");
  await list.openMenu("shop");
  const copy = list.menu.getByRole("button", { name: say(panel, "instances.copy_token") });
  expect(await panel.copied(copy)).toBe(token);
  expect(await page.evaluate(() => document.documentElement.outerHTML)).not.toContain(token);
});

for (const mount of ["v1", "v2"]) {
  test(`${mount}: many at once: restart with one that fails, which stays selected; results as a file`, async ({ page, panel, control }) => {
    await control.seed(mount, { name: "shop-{n}", count: 5, state: "open", owner: "5511912345678" });
    await control.fault(mount, { fault: "status500", method: mount === "v1" ? "PUT" : "POST", path: "/instance/restart/shop-3" });
    const list = new InstanceList(panel);
    await list.open(mount);
    await page.getByLabel(say(panel, "instances.select_all")).check();
    await expect(list.bulk).toContainText(say(panel, "instances.selected_other", { count: 5 }));
    await list.bulk.getByRole("button", { name: say(panel, "instances.action.restart"), exact: true }).click();
    await list.confirm("restart");
    const over = say(panel, "instances.bulk.over", { done: 5, all: 5, failed: 1, skipped: 0 });
    await expect(list.bulk).toContainText(over, { timeout: 60_000 });
    await isAccessible(page, "a run that is over", { within: ".bulk-bar" });
    for (const n of [1, 2, 4, 5]) await expect(list.tick(`shop-${n}`)).not.toBeChecked();
    await expect(list.tick("shop-3")).toBeChecked();
    const downloading = page.waitForEvent("download");
    await list.bulk.getByRole("button", { name: say(panel, "instances.bulk.file") }).click();
    const file = await readFile(await (await downloading).path(), "utf8");
    expect(file.split("\r\n").filter((line) => line.includes("shop-")).length).toBe(5);
    await control.clearFaults(mount);
    await list.bulk.getByRole("button", { name: say(panel, "instances.bulk.retry") }).click();
    await expect(list.bulk).toContainText(say(panel, "instances.bulk.over", { done: 1, all: 1, failed: 0, skipped: 0 }), { timeout: 30_000 });
    await expect(list.tick("shop-3")).not.toBeChecked();
  });
}

test("many at once: delete needs the count, and only what was ticked goes", async ({ panel, control }) => {
  await control.seed("v1", { name: "shop-{n}", count: 3, state: "close" });
  const list = new InstanceList(panel);
  await list.open("v1");
  await list.tick("shop-1").check();
  await list.tick("shop-3").check();
  await list.bulk.getByRole("button", { name: say(panel, "instances.action.delete"), exact: true }).click();
  await list.confirm("delete", "2");
  await expect.poll(() => namesOn(panel, "v1")).toEqual(["shop-2"]);
});

for (const mount of ["v1", "v2"]) {
  test(`${mount}: one webhook for many: what would change on each, then the change, with one row that fails`, async ({ page, panel, control }) => {
    const flags = mount === "v1" ? { webhook_by_events: false, webhook_base64: true } : { webhookByEvents: false, webhookBase64: true };
    const webhook = (url) => ({ webhook: { enabled: true, url, events: ["MESSAGES_UPSERT"], ...flags } });
    await control.seed(mount, { name: "shop-{n}", count: 3, state: "open", groups: webhook("https://old.example.com/x") });
    await control.seed(mount, { name: "done", state: "open", groups: webhook("https://new.example.com/x") });
    await control.failSet(mount, "webhook", "shop-2");
    const list = new InstanceList(panel);
    await list.open(mount);
    await page.getByLabel(say(panel, "instances.select_all")).check();
    await list.bulk.getByRole("button", { name: say(panel, "instances.set.open") }).click();
    await list.sheet.locator("#bulk-section").selectOption("webhook");
    await list.sheet.locator("#bulk-webhook_url").fill("https://new.example.com/x");
    await isAccessible(page, "the sheet that sets a group", { within: "#set-sheet" });
    await list.sheet.getByRole("button", { name: say(panel, "instances.set.check") }).click();
    await expect(list.sheet).toContainText(say(panel, "instances.set.summary_other", { count: 3 }));
    const line = (name) => list.sheet.locator(".set-rows li").filter({ hasText: name });
    await expect(line("shop-1")).toContainText(say(panel, "instances.set.changes_one", { count: 1 }));
    await expect(line("done")).toContainText(say(panel, "instances.set.same"));
    // Nothing was sent yet.
    await panel.settled();
    expect(await control.posts(mount)).toEqual([]);
    await list.sheet.getByRole("button", { name: say(panel, "instances.set.apply_other", { count: 3 }) }).click();
    await expect(list.bulk).toContainText(say(panel, "instances.bulk.over", { done: 3, all: 3, failed: 1, skipped: 0 }));
    await expect(list.bulk.locator(".bulk-failed")).toContainText("shop-2");
    const found = async (name) => (await (await fetch(`${panel.base(mount)}/webhook/find/${name}`, { headers: { apikey: "demo-key" } })).json());
    for (const name of ["shop-1", "shop-3", "done"]) {
      // The values that were not set are as they were.
      expect(await found(name)).toMatchObject({ url: "https://new.example.com/x", events: ["MESSAGES_UPSERT"], ...flags });
    }
    expect(await found("shop-2")).toMatchObject({ url: "https://old.example.com/x" });
    await expect(list.tick("shop-2")).toBeChecked();
  });
}

test("a lost connection is counted in the title until somebody looks", async ({ page, panel, control }) => {
  await control.seed("v1", { name: "shop", state: "open", owner: "5511912345678" });
  const list = new InstanceList(panel);
  await list.open("v1");
  await expect(list.state("shop")).toContainText(say(panel, "instances.state.open"));
  await page.evaluate(() => {
    document.hasFocus = () => false;
  });
  await control.drop("v1", "shop", 440);
  await list.main.getByRole("button", { name: say(panel, "instances.refresh"), exact: true }).click();
  await expect(page).toHaveTitle(/^\(1\) /);
  await page.evaluate(() => dispatchEvent(new Event("focus")));
  await expect(page).not.toHaveTitle(/^\(1\) /);
});
