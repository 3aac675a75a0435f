// The list of instances: what it shows, finds and sorts, and what stands in its place when it cannot be had.

import { isAccessible } from "../../support/panel/axe.mjs";
import { InstanceList } from "../../support/panel/instances.mjs";
import { answersText } from "../../support/server/answers.mjs";
import { KEY } from "../../support/server/demo.mjs";
import { expect, test } from "../../support/test.mjs";

const say = (panel, key, values) => panel.say(key, values);

for (const mount of ["v1", "v2", "whatsapp"]) {
  test(`${mount}: lists every instance, finds, narrows and sorts, and the address keeps it @smoke @engines`, async ({ page, panel, control }) => {
    await control.seedMixed(mount, 16);
    await control.seed(mount, { name: "Quitanda Açaí", state: "open", owner: "5511912345678" });
    const list = new InstanceList(panel);
    await list.open(mount);
    await expect(list.main.locator(".lead")).toContainText(say(panel, "instances.count_other", { count: 17 }));
    await expect.poll(async () => (await list.names()).slice(0, 3)).toEqual(["loja-1", "loja-2", "loja-3"]);

    await test.step("search: accents, a part of a number, one slip", async () => {
      for (const text of ["acai quitanda", "(11) 91234-5678", "qiutanda açai"]) {
        await list.search.fill(text);
        await expect.poll(() => list.names()).toEqual(["Quitanda Açaí"]);
      }
      await expect(list.main.getByText(say(panel, "instances.near"))).toBeVisible();
      await list.search.fill("nobody has this name");
      await expect(list.main.getByText(say(panel, "instances.no_match"))).toBeVisible();
      await list.search.fill("");
    });

    await test.step("chips and order stand in the address and survive a reload", async () => {
      await list.chip("instances.state.open").click();
      await expect(list.chip("instances.state.open")).toHaveAttribute("aria-pressed", "true");
      await list.table.getByRole("button", { name: say(panel, "instances.column.name") }).click();
      await expect(page).toHaveURL(/state=open&sort=-name$/);
      await expect(list.row("loja-2")).toHaveCount(0);
      const shown = await list.names();
      await page.reload();
      await expect.poll(() => list.names()).toEqual(shown);
      await list.main.getByRole("button", { name: say(panel, "instances.show_all") }).click();
      await expect(list.row("loja-2")).toHaveCount(1);
    });

    await test.step("a token that is pasted into the search stays out of the address", async () => {
      const [{ token, apikey }] = (await (await fetch(`${panel.base(mount)}/instance/fetchInstances`, { headers: { apikey: KEY } })).json()).map((row) => row.instance ?? row);
      await list.search.fill(token ?? apikey);
      await expect(list.main.getByText(say(panel, "instances.no_match"))).toBeVisible();
      // The next write of the address would have it.
      await list.table.getByRole("button", { name: say(panel, "instances.column.state") }).click();
      await expect(page).toHaveURL(/sort=state/);
      expect(page.url()).not.toContain(token ?? apikey);
    });
  });
}

test("what was typed last is there again, also when the page is left before the address has it", async ({ page, panel, control }) => {
  await control.seedMixed("v2", 16);
  const list = new InstanceList(panel);
  await list.open("v2");
  await list.search.fill("loja-1");
  await expect(page).toHaveURL(/loja-1/);
  // In one go, so that nothing can come between.
  await list.search.evaluate((input) => {
    input.value = "loja-2";
    input.dispatchEvent(new Event("input", { bubbles: true }));
    location.hash = "#/servers";
  });
  await expect(page.locator(".device")).toBeVisible();
  await page.goBack();
  await expect(list.search).toHaveValue("loja-2");
  await expect.poll(() => list.names()).toEqual(["loja-2"]);
  await expect(page).toHaveURL(/loja-2/);
});

test("says why a connection is down, and which of two states it shows", async ({ panel, control }) => {
  await control.seedMixed("v2", 16);
  await control.seed("v2", { name: "late", state: "connecting", listed_state: "close" });
  const list = new InstanceList(panel);
  await list.open("v2");
  await list.search.fill("loja-3");
  await expect(list.state("loja-3")).toContainText(say(panel, "instances.reason.logged_out", { code: 401 }));
  await list.search.fill("loja-4");
  await expect(list.state("loja-4")).toContainText(say(panel, "instances.reason.banned", { code: 403 }));
  await list.search.fill("loja-7");
  await expect(list.state("loja-7")).toContainText(say(panel, "instances.open_without_number"));
  // The list says closed; the connection itself says that it is connecting.
  await list.search.fill("late");
  await expect(list.state("late")).toContainText(say(panel, "instances.state.connecting"));
  await expect(list.state("late")).toContainText(say(panel, "instances.live"));
});

test("at most two rows are asked for their state at a time", async ({ panel, control }) => {
  await control.seedMixed("v2", 16);
  await control.fault("v2", { fault: "hold", method: "GET", path_prefix: "/instance/connectionState" });
  const list = new InstanceList(panel);
  await list.open("v2");
  await expect(list.rows.first()).toBeVisible();
  const held = () => control.call("GET", "/held?mount=v2");
  await expect.poll(async () => (await held()).length).toBe(2);
  await control.clearFaults("v2");
  await control.call("POST", "/release", { mount: "v2" });
  await expect(list.state("loja-1")).toContainText(say(panel, "instances.live"));
});

test("ten thousand rows: only those in view are in the page, and a key finds among all", async ({ panel, control }) => {
  await control.seedMixed("v2", 10_000);
  const list = new InstanceList(panel);
  await list.open("v2");
  await expect(list.main.locator(".lead")).toContainText("10000");
  expect(await list.rows.count()).toBeLessThan(60);
  await list.search.fill("loja-9999");
  await expect.poll(() => list.names()).toEqual(["loja-9999"]);
  await list.search.fill("");
  await list.table.locator(".virtual-list").evaluate((list) => (list.scrollTop = list.scrollHeight));
  await expect(list.row("loja-10000")).toBeVisible();
});

test("a list is read as a browser reads text: with a mark in front, and with a byte that is not UTF-8", async ({ page, panel }) => {
  const list = new InstanceList(panel);
  const bytes = Buffer.from('\u{feff}[{"name":"a\u{e9}"},{"name":"b\u{1}"}]');
  bytes[bytes.indexOf(1)] = 0xff;
  await answersText(page, "**/instance/fetchInstances", bytes);
  await list.open("v2");
  await expect.poll(() => list.names()).toEqual(["a\u{e9}", "b\u{fffd}"]);
});

test("each trouble has its own words, and the last list stays", async ({ page, panel, control }) => {
  await control.seedMixed("v2", 4);
  const list = new InstanceList(panel);
  await list.open("v2");
  await expect(list.row("loja-1")).toBeVisible();
  const refresh = () => list.main.getByRole("button", { name: say(panel, "instances.refresh"), exact: true }).click();
  const failure = list.main.locator(".list-failure");

  await test.step("one broken row makes the whole list a 500; the old list stays, greyed", async () => {
    await control.breakRow("v2", "loja-2");
    await refresh();
    await expect(failure).toContainText(say(panel, "instances.broken_row"));
    await expect(list.table).toHaveClass(/stale/);
    await expect(list.row("loja-1")).toBeVisible();
    await failure.getByRole("textbox", { name: say(panel, "instances.by_name") }).fill("loja-3");
    await page.keyboard.press("Enter");
    await expect(page.locator("#instance-name")).toHaveText("loja-3");
    await expect(page.getByRole("heading", { name: say(panel, "section.webhook.name") })).toBeVisible();
    await page.goBack();
    await expect(failure).toContainText(say(panel, "instances.broken_row"));
    await control.breakRow("v2", "loja-2", false);
    await failure.getByRole("button", { name: say(panel, "instances.try_again") }).click();
    await expect(failure).toHaveCount(0);
    await expect(list.table).not.toHaveClass(/stale/);
  });

  await test.step("what is no list is said as that", async () => {
    await control.fault("v2", { fault: "html", path: "/instance/fetchInstances" });
    await refresh();
    await expect(failure).toContainText(say(panel, "error.html.cause"));
    await control.clearFaults("v2");
    await control.fault("v2", { fault: "cut_body", path: "/instance/fetchInstances" });
    await refresh();
    await expect(failure).toBeVisible();
    await control.clearFaults("v2");
  });

  await test.step("a refused key is asked for in place", async () => {
    await control.options("v2", { key: "another-key-0123456789" });
    await refresh();
    await expect(failure).toBeVisible();
    await page.locator("#server-key").fill("another-key-0123456789");
    await page.locator(".connect-form button[type=submit]").click();
    await expect(failure).toHaveCount(0);
    await expect(list.row("loja-1")).toBeVisible();
  });
});

test("an empty server, an instance's token as key, and no server at all", async ({ page, panel, control }) => {
  const list = new InstanceList(panel);
  await list.open("v2");
  await expect(list.main.getByText(say(panel, "instances.empty.title"))).toBeVisible();
  await control.seed("v2", { name: "own", token: "own-token-0123456789", state: "open" });
  await control.seed("v2", { name: "other", state: "open" });
  await panel.goTo("servers");
  await page.getByRole("button", { name: /Edit|Editar/ }).first().click();
  await page.locator("#server-key").fill("own-token-0123456789");
  await panel.saveServerAnyway();
  await page.getByRole("banner").getByRole("link", { name: say(panel, "nav.instances"), exact: true }).click();
  await expect(list.row("own")).toBeVisible();
  await expect(list.row("other")).toHaveCount(0);
  await expect(list.main.getByText(say(panel, "instances.own_only"))).toBeVisible();
  await page.goto("/#/servers/4711/instances");
  await expect(list.main.locator(".lead")).toContainText(say(panel, "instances.no_server"));
});

test("all servers in one list: a dead one hides no other, and each row names its server", async ({ page, panel, control }) => {
  await control.seed("v1", { name: "old-shop", state: "open" });
  await control.seed("v2", { name: "new-shop", state: "open" });
  const list = new InstanceList(panel);
  await panel.start("v1", { label: "Old" });
  await panel.addServer("v2", { label: "New" });
  await page.goto("/#/instances");
  await expect(list.row("old-shop")).toContainText("Old");
  await expect(list.row("new-shop")).toContainText("New");
  await control.fault("v1", { fault: "status500", path: "/instance/fetchInstances" });
  await list.main.getByRole("button", { name: say(panel, "instances.refresh"), exact: true }).click();
  await expect(list.main.locator(".list-failure")).toContainText("Old");
  await expect(list.row("new-shop")).toBeVisible();
});

test("of two servers that cannot be reached, one is tested by itself and the other by a press", async ({ page, panel }) => {
  const list = new InstanceList(panel);
  await panel.start("v1", { label: "Old" });
  await panel.addServer("v2", { label: "New" });
  await page.route("**/instance/fetchInstances", (route) => route.abort());
  await page.goto("/#/instances");
  const failures = list.main.locator(".list-failure");
  await expect(failures).toHaveCount(2);
  await expect(failures.locator(".check-steps")).toHaveCount(1);
  await failures.getByRole("button", { name: say(panel, "diagnostics.offer.test") }).click();
  await expect(failures.locator(".check-steps")).toHaveCount(1);
  await expect(failures.getByRole("button", { name: say(panel, "diagnostics.offer.test") })).toHaveCount(1);
});

test("columns are chosen and kept; no violation with rows, menus, notices and narrow", async ({ page, panel, control }) => {
  await control.seedMixed("v2", 20);
  const list = new InstanceList(panel);
  await list.open("v2");
  await expect(list.state("loja-1")).toContainText(say(panel, "instances.live"));
  await isAccessible(page, "the list");
  await page.locator(".list-settings summary").click();
  await isAccessible(page, "the settings of the view", { within: ".list-settings" });
  await page.getByLabel(say(panel, "instances.column.engine"), { exact: true }).uncheck();
  await expect(list.row("loja-1").locator(".engine")).toHaveCount(0);
  await page.reload();
  await expect(list.row("loja-1")).toBeVisible();
  await expect(list.row("loja-1").locator(".engine")).toHaveCount(0);
  await list.openMenu("loja-1");
  await isAccessible(page, "the menu of a row", { within: "#row-menu" });
  await page.keyboard.press("Escape");
  await expect(list.menu).toBeHidden();
  await list.tick("loja-1").check();
  await page.setViewportSize({ width: 360, height: 800 });
  await expect(list.bulk).toBeVisible();
  await isAccessible(page, "the list at 360 px");
  // A column that is chosen and has no room is named as such.
  await page.locator(".list-settings summary").click();
  const created = say(panel, "instances.columns_no_room", { column: say(panel, "instances.column.created") });
  await expect(page.getByLabel(created, { exact: true })).toBeChecked();
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
});
