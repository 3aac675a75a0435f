// The server in use, as the header tells of it.

import { KEY } from "../../support/server/demo.mjs";
import { expect, test } from "../../support/test.mjs";

test("a wrong key is told of after the first call, and a good one clears it @smoke", async ({ page, panel, control }) => {
  await panel.startByForm("v2", { key: "wrong-key" });
  await panel.serverIs("reachable");
  await panel.fill("instance_name", "keys");
  await panel.press();
  await panel.failsWith("unauthorized");
  await expect(panel.failure).not.toContainText("wrong-key");
  await expect(panel.failure.getByRole("link", { name: panel.say("failure.to_servers") })).toBeVisible();
  await expect(panel.name).toHaveValue("keys");
  await panel.serverIs("refused");
  await expect(page.getByRole("banner").getByRole("status")).toBeVisible();
  // A server that answers a greeting has not taken the key by that.
  await panel.goTo("servers");
  await panel.serverButton("servers.edit", "v2").click();
  await page.locator("#server-key").fill(KEY);
  await panel.saveServer();
  await panel.serverIs("reachable");
  await panel.goTo("");
  await panel.create();
  await panel.serverIs("reachable");
  expect(await control.creations("v2")).toHaveLength(2);
});

test("a missing key is told of before anything is typed in vain, and so is one that was forgotten", async ({ page, panel }) => {
  await panel.startByForm("v2", { key: "" });
  await panel.serverIs("needs_key");
  await expect(panel.main).toContainText(panel.say("create.no_key"));
  await page.getByRole("link", { name: panel.say("create.no_key.action") }).click();
  await expect(panel.serverRows).toContainText(panel.say("server.key_missing"));
  await panel.serverButton("servers.edit", "v2").click();
  await page.locator("#server-key").fill(KEY);
  await panel.saveServer();
  await panel.serverIs("reachable");
  await panel.button("servers.forget").click();
  await panel.serverIs("needs_key");
});

test("the test of a server marks its key, too", async ({ panel }) => {
  await panel.startByForm("v2", { key: "wrong-key" });
  await panel.goTo("servers");
  await panel.check.button("v2").click();
  await panel.check.isMarked("key", "bad");
  await panel.serverIs("refused");
});

test("the choice holds servers alone, names each once, and managing is a link beside it", async ({ page, panel }) => {
  const address = panel.base("v2").replace("http://", "");
  await panel.startByForm("v2", { label: address });
  await expect(panel.switcher.locator("option")).toHaveText(address);
  await page.getByRole("link", { name: panel.say("server.manage") }).click();
  await expect(page.locator("#add-server")).toBeVisible();
});
