// The server in use, as the header tells of it.

import { passMinutes } from "../../support/clock.mjs";
import { KEY } from "../../support/server/demo.mjs";
import { expect, test } from "../../support/test.mjs";

test("a missing key is told of, and a refused one until a good one comes @smoke", async ({ page, panel, control }) => {
  const address = panel.base("v2").replace("http://", "");
  await panel.startByForm("v2", { key: "", label: address });
  await test.step("a missing key, before anything is typed in vain", async () => {
    await panel.serverIs("needs_key");
    await expect(panel.main).toContainText(panel.say("create.no_key"));
    // The choice holds servers alone and names each once; managing is a link next to it.
    await expect(panel.switcher.locator("option")).toHaveText(address);
    await page.getByRole("link", { name: panel.say("server.manage") }).click();
    await expect(page.locator("#add-server")).toBeVisible();
    await expect(panel.serverRows).toContainText(panel.say("server.key_missing"));
  });
  await test.step("one that was changed on the server meanwhile", async () => {
    await panel.editServer(address);
    await page.locator("#server-key").fill(KEY);
    await panel.saveServer();
    await panel.serverIs("reachable");
    await control.options("v2", { key: "another-key" });
    await panel.goTo("");
    await panel.fill("instance_name", "keys");
    await panel.press();
    await panel.failsWith("unauthorized");
    await expect(panel.failure).not.toContainText(KEY);
    await expect(panel.failure.getByRole("link", { name: panel.say("failure.to_servers") })).toBeVisible();
    await expect(panel.name).toHaveValue("keys");
    await panel.serverIs("refused");
    await expect(page.getByRole("banner").getByRole("status")).toBeVisible();
  });
  await test.step("a server that answers a greeting has not taken the key by that, and a test tells it as well", async () => {
    await panel.goTo("servers");
    await panel.check.button(address).click();
    await panel.check.isMarked("key", "bad");
    await panel.serverIs("refused");
    await control.options("v2", { key: KEY });
    await panel.check.button(address).click();
    await panel.check.isGood();
    await panel.serverIs("reachable");
  });
  await panel.goTo("");
  await panel.create();
  await panel.serverIs("reachable");
  await expect.poll(() => control.creations("v2")).toHaveLength(2);
  await panel.tokenIsStored();
  await test.step("one that was forgotten", async () => {
    await panel.goTo("servers");
    await panel.button("servers.forget").click();
    await panel.serverIs("needs_key");
  });
});

test("the status ages, is asked for again while the page is seen, and tells of a lost network", async ({ page, panel }) => {
  // A name, so that the browser believes that the network is needed for it.
  const base = "http://evolution.example";
  let greetings = 0;
  await page.route(`${base}/**`, (route) => {
    if (route.request().method() === "GET") greetings += 1;
    const headers = { "access-control-allow-origin": "*", "access-control-allow-headers": "*" };
    return route.fulfill({ json: { status: 200, version: "2.3.6" }, headers });
  });
  await page.clock.install();
  await panel.startByForm("v2", { url: base });
  await panel.serverIs("reachable");
  const age = page.getByRole("banner").locator(".server-age");
  const isJustSeen = () => expect(age).toHaveText(panel.say("seen.now"));
  const wasSeen = (seconds) => expect(age).toHaveText(panel.say("seen", { time: panel.say("unit.s", { count: seconds }) }));
  // From here on, time passes only where the test lets it.
  await page.clock.pauseAt((await page.evaluate(() => Date.now())) + 1_000);
  await page.clock.runFor(11_000);
  let before = greetings;
  await page.evaluate(() => dispatchEvent(new Event("focus")));
  await expect.poll(() => greetings).toBe(before + 1);
  await isJustSeen();
  await page.clock.runFor(37_000);
  await wasSeen(35);
  before = greetings;
  await page.clock.runFor(30_000);
  await expect.poll(() => greetings).toBe(before + 1);

  await test.step("nobody is asked while the page is hidden, and at once when it is seen again", async () => {
    const hide = (isHidden) =>
      page.evaluate((isHidden) => {
        Object.defineProperty(document, "hidden", { value: isHidden, configurable: true });
        document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
      }, isHidden);
    await hide(true);
    await passMinutes(page, 10);
    expect(greetings).toBe(before + 1);
    await hide(false);
    await expect.poll(() => greetings).toBe(before + 2);
    await isJustSeen();
  });
  await test.step("without a network it says so, and recovers by itself", async () => {
    try {
      await page.context().setOffline(true);
      await panel.serverIs("offline");
      await page.clock.runFor(20_000);
      await wasSeen(20);
    } finally {
      await page.context().setOffline(false);
    }
    await panel.serverIs("reachable");
    await isJustSeen();
  });
});
