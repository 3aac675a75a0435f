// The server in use, as the header tells of it.

import { expect, test } from "../support/test.mjs";

const state = (page) => page.locator(".server-switch [role=status]");

async function is(page, panel, id) {
  await expect(page.locator(".dot")).toHaveClass(`dot ${id}`);
  await expect(state(page)).toHaveText(panel.say(`server.state.${id}`));
}

test("a wrong key is told of after the first call, and a good one clears it", async ({ page, panel, control }) => {
  await panel.startByForm("v2", { key: "wrong-key" });
  await is(page, panel, "reachable");
  await panel.fill("instance_name", "keys");
  await panel.press();
  await panel.failsWith("unauthorized");
  await is(page, panel, "refused");
  await expect(state(page)).toBeVisible();
  // A server that answers a greeting has not taken the key by that.
  await panel.goTo("servers");
  await page.getByRole("button", { name: panel.say("servers.edit", { label: "v2" }), exact: true }).click();
  await page.locator("#server-key").fill("demo-key");
  await page.locator(".server-form button[type=submit]").click();
  await is(page, panel, "reachable");
  await panel.goTo("");
  await panel.create();
  await is(page, panel, "reachable");
  expect(await control.creations("v2")).toHaveLength(2);
});

test("a missing key is told of, and so is one that was forgotten", async ({ page, panel }) => {
  await panel.startByForm("v2", { key: "" });
  await is(page, panel, "needs_key");
  await panel.goTo("servers");
  await page.getByRole("button", { name: panel.say("servers.edit", { label: "v2" }), exact: true }).click();
  await page.locator("#server-key").fill("demo-key");
  await page.locator(".server-form button[type=submit]").click();
  await is(page, panel, "reachable");
  await page.getByRole("button", { name: panel.say("servers.forget"), exact: true }).click();
  await is(page, panel, "needs_key");
});

test("the test of a server marks its key, too", async ({ page, panel }) => {
  await panel.startByForm("v2", { key: "wrong-key" });
  await panel.goTo("servers");
  await page.locator("[id^=test-server-]").click();
  await expect(page.locator(`.check-step[data-step="key"]`)).toHaveAttribute("data-status", "bad");
  await is(page, panel, "refused");
});

test("a label that is the address is said once", async ({ page, panel }) => {
  const address = panel.base("v2").replace("http://", "");
  await panel.startByForm("v2", { label: address });
  await expect(page.locator(".server-switch option")).toHaveText(address);
});
