// The connection check next to what met no answer: by itself after a creation, offered for read-backs and pairing.

import { isAccessible } from "../../support/panel/axe.mjs";
import { expect, test } from "../../support/test.mjs";

test("by itself after a creation that met a refusal by CORS", async ({ page, panel, control, demo }) => {
  const origin = new URL(demo.panel).origin;
  await panel.start("v2");
  await panel.fill("instance_name", "by-itself");
  await control.options("v2", { cors_origin: "https://other.example" });
  await panel.press();
  await panel.failsWith("unreachable");
  const check = panel.check.in(panel.failure);
  await expect(check.verdict).toHaveText(check.say("verdict.bad", { step: check.nameOf("cors") }));
  await expect(check.step("cors")).toContainText(check.say("cors.refused", { origin }));
  await expect(check.step("cors").locator("pre")).toHaveText(`CORS_ORIGIN=${origin}`);
  // A browser stops such a creation before it leaves: the words do not say that it left.
  await expect(panel.failure).toContainText(panel.say("failure.refused_body"));
  await expect(panel.failure).not.toContainText(panel.say("failure.unknown_body"));
  // The line is there once, and in no sentence next to it.
  expect((await panel.failure.innerText()).split("CORS_ORIGIN")).toHaveLength(2);
  // What was not reached is left out here.
  await expect(check.steps).toHaveCount(4);
  await panel.settled();
  expect(await control.creations("v2")).toHaveLength(0);
  await isAccessible(page, "a failure with its check", { within: "#failure" });
});

test("by itself after a refused key, with the kind of key, and after a connection that broke alone @smoke", async ({ panel, control }) => {
  const { hash } = await control.create("v2", { instanceName: "other", integration: "WHATSAPP-BAILEYS" });
  await panel.start("v2", { key: hash });
  await panel.fill("instance_name", "new");
  await panel.press();
  await panel.failsWith("unauthorized");
  await expect(panel.failure).toContainText(panel.say("error.unauthorized.cure"));
  const check = panel.check.in(panel.failure);
  await expect(check.step("kind")).toContainText(check.say("kind.token", { subject: "other" }));
  await expect(check.steps).toHaveCount(2);
  await expect.poll(() => control.creations("v2")).toHaveLength(2);
  await panel.addServer("v2", { label: "good" });
  await panel.fill("instance_name", "by-itself");
  await control.fault("v2", { fault: "cut_before", path_prefix: "/instance/create" });
  await panel.press();
  await panel.failsWith("unreachable");
  await expect(check.verdict).toHaveText(check.say("verdict.again"));
  await expect.poll(() => control.creations("v2")).toHaveLength(3);
});

test("offered once where read-backs or the pairing met no answer, and gone when they are read", async ({ page, panel, control }) => {
  await panel.start("v2");
  await panel.fill("instance_name", "unread");
  await panel.switchOn("webhook");
  await panel.fill("webhook_url", "https://example.com/hook");
  for (const group of ["webhook", "settings"]) {
    await control.fault("v2", { fault: "cut_before", path_prefix: `/${group}/find` });
  }
  await panel.create();
  const offer = page.getByText(panel.check.say("offer"));
  await expect(offer).toHaveCount(1);
  await expect(panel.check.verdict).toHaveCount(0);
  await page.getByRole("button", { name: panel.check.say("offer.test"), exact: true }).click();
  await expect(panel.check.verdict).toHaveText(panel.check.say("verdict.again"));
  await isAccessible(page, "an offered check", { within: "main" });
  await control.clearFaults("v2");
  const readAgain = page.getByRole("button", { name: new RegExp(`^${panel.say("again.read")}: `) });
  for (const button of await readAgain.all()) await button.click();
  await expect(offer).toHaveCount(0);
  await expect(panel.check.verdict).toHaveCount(0);
  await panel.tokenIsStored();
  await panel.goTo("");
  await panel.fillAll({ instance_name: "unpaired", qrcode: true });
  await control.options("v2", { qr: "none" });
  await control.fault("v2", { fault: "cut_before", path_prefix: "/instance/connect" });
  await panel.create();
  await expect(offer).toHaveCount(1);
});
