// What axe can tell of the screens of the panel, once each and in both themes. The check, the pairing, the proof,
// a deployment's notices and the frame are looked at next to their own tests.

import { isAccessible } from "../../support/panel/axe.mjs";
import { CREATE, NAME, found, pressWithFault, proxyIsRefused } from "../../support/panel/creation.mjs";
import { fullForm, richResult, serversWithForm, unfoldAll } from "../../support/panel/screens.mjs";
import { CREATE as CREATION, hold } from "../../support/server/answers.mjs";
import { expect, test } from "../../support/test.mjs";

test("the empty form, without a server @smoke", async ({ page, panel }) => {
  await panel.open();
  await isAccessible(page, "screen");
});

test("the form with all groups on, problems and their summary", async ({ page, panel }) => {
  await fullForm(panel);
  await panel.fill("webhook_url", "htp://wrong");
  await panel.fill("msg_call", "a note");
  await panel.press();
  await expect(panel.summary).toBeVisible();
  await isAccessible(page, "screen");
});

test("a half-made instance, deleted, and a name that is waited for", async ({ page, panel, control }) => {
  for (const [mount, kind] of [["v1", "half_made"], ["v2", "held"]]) {
    await control.options(mount, { proxy_ok: false, delete_ms: 3_600_000 });
    await (mount === "v1" ? panel.start(mount) : panel.addServer(mount));
    await proxyIsRefused(panel, control, mount);
    await expect(panel.lookup).toHaveText(found(kind));
    await isAccessible(page, kind, { within: "#failure" });
    if (mount === "v2") continue;
    await panel.act("failure.delete");
    await expect(panel.lookup).toHaveText(panel.say("failure.delete.done", { name: NAME }));
    await isAccessible(page, "deleted", { within: "#failure" });
  }
});

test("a press: while it sends, its failure with open details, and what was on its way at a reload", async ({ page, panel, control }) => {
  const { release } = await hold(page);
  await pressWithFault({ panel, control }, "v2", { fault: "bad_json" });
  await expect(panel.sending).toBeVisible();
  await isAccessible(page, "sending");
  release();
  await panel.failsWith("not_json");
  await panel.openDetails();
  await expect(panel.lookup).toHaveText(found("exists"));
  await isAccessible(page, "found", { within: "#failure" });

  await page.unroute(CREATION);
  await panel.act("common.close");
  await control.clearFaults("v2");
  await control.fault("v2", { ...CREATE, fault: "cut_after" });
  await panel.fill("instance_name", "loja-2");
  await panel.press();
  await panel.failsWith("unreachable");
  await page.reload();
  await panel.failsWith("interrupted");
  await expect(panel.lookup).toHaveText(found("exists", { name: "loja-2" }));
  await isAccessible(page, "interrupted", { within: "#failure" });
});

test("the result with a QR code", async ({ page, panel, control }) => {
  await richResult(panel, control);
  await unfoldAll(panel);
  await isAccessible(page, "screen");
});

test("the servers, list and form", async ({ page, panel }) => {
  await serversWithForm(panel);
  await panel.saveServer();
  await isAccessible(page, "screen");
});

test("the dialogs", async ({ page, panel }) => {
  await panel.start("v2");
  const look = async (where, opener) => {
    await opener();
    await expect(panel.dialog).toBeVisible();
    await isAccessible(page, where, { within: "dialog[open]" });
    await page.keyboard.press("Escape");
  };
  await look("reset", () => panel.button("create.reset_all").click());
  await panel.goTo("servers");
  await look("remove", () => panel.serverButton("common.remove", "v2").click());
  await look("forget", () => panel.button("servers.device").click());
  await panel.goTo("");
  await panel.fill("instance_name", "axe");
  await panel.create();
  await look("leave", () => panel.goTo("servers"));
});

test("the list of found fields, open, and narrow with the sections unfolded", async ({ page, panel }) => {
  await panel.start("v2");
  await page.locator("#find-field").fill("url");
  await expect(page.locator("#find-list [role=option]").first()).toBeVisible();
  await isAccessible(page, "screen");
  await page.locator("#find-field").press("Escape");
  await page.setViewportSize({ width: 360, height: 740 });
  await panel.switchOn("webhook");
  await panel.button("rail.label", panel.rail).click();
  await isAccessible(page, "narrow");
});
