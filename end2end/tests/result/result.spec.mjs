// The result: the token, what can be copied and downloaded, and the ways on from here.

import { readFile } from "node:fs/promises";

import { CREATE } from "../../support/panel/creation.mjs";
import { Panel } from "../../support/panel/panel.mjs";
import { masked } from "../../support/panel/values.mjs";
import { tokenOf } from "../../support/server/instances.mjs";
import { expect, test } from "../../support/test.mjs";

/** The button that reveals or hides a secret, which names it. */
const secretButton = (panel, verb, what, scope) =>
  scope.getByRole("button", { name: `${panel.say(`common.${verb}`)}: ${panel.say(what)}`, exact: true });

test("the token is masked, revealed, copied and downloaded @smoke", async ({ page, panel }) => {
  await panel.start("v2");
  await panel.fillAll({ instance_name: "loja-1", reject_call: true });
  await panel.create();
  const token = await tokenOf(panel, "v2", "loja-1");
  await expect(panel.token).toHaveText(masked(token));
  await secretButton(panel, "reveal", "result.token", panel.tokenCard).click();
  await expect(panel.token).toHaveText(token);
  await secretButton(panel, "hide", "result.token", panel.tokenCard).click();
  await expect(panel.token).toHaveText(masked(token));
  expect(await panel.copied(panel.button("common.copy", panel.tokenCard).first())).toBe(token);

  const file = async (key) => {
    const [download] = await Promise.all([page.waitForEvent("download"), panel.button(key, panel.tokenCard).click()]);
    return [download.suggestedFilename(), await readFile(await download.path(), "utf8")];
  };
  const [jsonName, json] = await file("result.token.download_json");
  expect(jsonName).toBe("loja-1.json");
  expect(JSON.parse(json)).toEqual({ instanceName: "loja-1", baseUrl: panel.base("v2"), apikey: token });
  const [envName, env] = await file("result.token.download_env");
  expect(envName).toBe("loja-1.env");
  expect(env).toBe(
    `EVOLUTION_INSTANCE="loja-1"\nEVOLUTION_BASE_URL="${panel.base("v2")}"\nEVOLUTION_INSTANCE_TOKEN="${token}"\n`,
  );
  await expect(panel.resultStatus).toHaveText(panel.say("result.as_requested"));

  // Of what else can be copied, only the next step holds the secret.
  const proof = await panel.copied(panel.button("result.copy_proof"));
  expect(proof).toContain("# ");
  expect(proof).toContain(`${panel.say("field.reject_call.label")}: on → on`);
  await panel.rawReply.locator("summary").click();
  const raw = await panel.copied(panel.button("result.raw.copy"));
  expect(JSON.parse(raw).instance.instanceName).toBe("loja-1");
  expect(JSON.parse(raw).hash).toBe(masked(token));
  const curl = await panel.copied(panel.button("result.next.copy"));
  expect(curl).toContain(token);
  expect(curl).toContain("/message/sendText/loja-1");
  await expect(page.locator("body")).not.toContainText(token);
});

test("leaving before the token is stored asks once, in words that are true for the server", async ({ page, context, panel, demo, control }) => {
  await panel.start("v2");
  await panel.fillAll({ instance_name: "loja-2", token: "ABCDEFGHIJKLMNOPQRST", msg_call: "busy", reject_call: true });
  await panel.create();
  await panel.goTo("servers");
  await expect(panel.dialog).toContainText(panel.say("result.leave.title"));
  await expect(panel.dialog).toContainText(panel.say("result.leave.listed"));
  await panel.button("result.leave.stay", panel.dialog).click();
  await expect(panel.dialog).toBeHidden();
  await expect(panel.token).toBeVisible();
  await expect(page).toHaveURL(/#\/result$/);
  await panel.button("result.duplicate").click();
  await panel.button("result.leave.stay", panel.dialog).click();
  await expect(panel.token).toBeVisible();
  await panel.button("result.duplicate").click();
  await panel.button("result.leave.confirm", panel.dialog).click();
  // A duplicate keeps everything but name and token.
  await expect(panel.name).toHaveValue("");
  await expect.poll(() => panel.typed()).toMatchObject({ instance_name: [""], token: [""], msg_call: ["busy"], reject_call: ["true"] });
  // The page was left: going back and away again asks no more.
  await page.goBack();
  await expect(panel.token).toBeVisible();
  await panel.goTo("servers");
  await expect(page.locator("#add-server")).toBeVisible();
  await expect(panel.dialog).toBeHidden();

  await test.step("a copy counts as stored; another instance begins with an empty form", async () => {
    await panel.goTo("");
    await panel.fillAll({ instance_name: "loja-3", msg_call: "busy" });
    await panel.create();
    await panel.copied(panel.button("common.copy", panel.tokenCard).first());
    await expect(panel.button("result.token.saved_done")).toHaveAttribute("aria-pressed", "true");
    await panel.button("result.another").click();
    await expect(panel.name).toHaveValue("");
    await expect(panel.dialog).toBeHidden();
    expect((await panel.typed()).msg_call).toEqual([""]);
  });
  await test.step("so does a download; a copy that the browser refuses does not", async () => {
    await page.evaluate(() => {
      navigator.clipboard.writeText = () => Promise.reject(new Error("refused"));
      document.execCommand = () => false;
    });
    await panel.fill("instance_name", "loja-4");
    await panel.create();
    await panel.button("common.copy", panel.tokenCard).first().click();
    await expect(panel.tokenCard).toContainText(panel.say("common.copy_failed"));
    await expect(panel.button("result.token.saved")).toHaveAttribute("aria-pressed", "false");
    await Promise.all([page.waitForEvent("download"), panel.button("result.token.download_env", panel.tokenCard).click()]);
    await expect(panel.button("result.token.saved_done")).toHaveAttribute("aria-pressed", "true");
  });
  await test.step("a server that does not tell tokens is said to be one", async () => {
    await panel.open();
    await panel.addServer("v1");
    await control.options("v1", { expose_in_fetch_instances: false });
    await panel.fill("instance_name", "loja-5");
    await panel.create();
    await panel.goTo("servers");
    await expect(panel.dialog).toContainText(panel.say("result.leave.unlisted"));
  });
  await test.step("closing the tab asks as well", async () => {
    // A tab of its own: the first one serves the tests after this one.
    const tab = new Panel(await context.newPage(), demo, control);
    await tab.start("v2");
    await tab.fill("instance_name", "loja-6");
    await tab.create();
    const asked = tab.page.waitForEvent("dialog");
    const closing = tab.page.close({ runBeforeUnload: true });
    const dialog = await asked;
    expect(dialog.type()).toBe("beforeunload");
    await dialog.accept();
    await closing;
  });
});

test("an instance that the server loses after its answer is told as gone", async ({ page, panel, control }) => {
  await page.clock.install();
  await panel.start("v2");
  await control.fault("v2", { ...CREATE, fault: "vanish" });
  await panel.fill("instance_name", "loja-1");
  await panel.press();
  await expect(async () => {
    // No call runs into its time limit by that.
    await panel.settled();
    await page.clock.fastForward(2_000);
    await expect(panel.resultStatus).toHaveText(panel.say("confirm.gone_title"), { timeout: 100 });
  }).toPass({ intervals: [20] });
  await expect(panel.main.getByRole("heading", { name: panel.say("confirm.gone_title"), exact: true })).toBeVisible();
  await expect(panel.main).toContainText(panel.say("confirm.gone_body", { name: "loja-1" }));
  await expect(panel.timeline).toContainText(panel.say("confirm.gone"));
});

test("WhatsApp Business shows where Meta calls, and masks what it must quote", async ({ page, panel }) => {
  await panel.start("v2");
  await panel.fillAll({
    instance_name: "meta-1",
    integration: "WHATSAPP-BUSINESS",
    token: "EAAGm0PX4ZCpsBA-long-token",
    number: "106540352242922",
  });
  await panel.create();
  const term = (key) => panel.tokenCard.getByText(panel.say(key), { exact: true }).locator("xpath=following-sibling::dd");
  await expect(term("result.business_webhook")).toContainText("/webhook/");
  const verify = term("result.verify_token");
  await expect(verify.locator("code")).toHaveText(masked("evolution"));
  await secretButton(panel, "reveal", "result.verify_token", verify).click();
  await expect(verify.locator("code")).toHaveText("evolution");
  expect(await panel.copied(panel.button("common.copy", verify))).toBe("evolution");
  await expect(term("result.engine")).toHaveText(panel.say("choice.integration.WHATSAPP-BUSINESS"));
  // The server calls it open, and has not asked Meta.
  await expect(panel.tokenCard).toContainText(panel.say("result.state_business"));
  // There is no phone to pair.
  await expect(page.locator("#pairing-heading")).toHaveCount(0);
});

test("what is on the server already is shown: a reloaded result, a taken name, after too many requests", async ({ page, panel, control }) => {
  await page.goto("/#/result");
  await expect(panel.main).toContainText(panel.say("result.gone"));
  await panel.start("v2");
  await panel.fillAll({ instance_name: "loja-1", reject_call: true });
  await panel.create();
  const token = await tokenOf(panel, "v2", "loja-1");
  await test.step("a reloaded result", async () => {
    await page.reload();
    await expect(panel.main).toContainText(panel.say("result.again.offer", { name: "loja-1", server: "v2" }));
    await control.fault("v2", { fault: "cut_before", path_prefix: "/instance/" });
    await panel.button("result.again.show").click();
    await expect(panel.main).toContainText(panel.say("result.again.unclear"));
    await control.clearFaults("v2");
    await panel.button("failure.look_again").click();
    await expect(panel.token).toHaveText(masked(token));
    await expect(page.locator("#proof-reject_call")).toContainText(panel.say("result.verdict.same"));
    await expect(panel.timeline).toContainText(panel.say("result.step.shown_again"));
    // It can be shown once more, so leaving asks nothing.
    await panel.goTo("");
    await expect(panel.name).toBeVisible();
  });
  await test.step("a taken name, with its own proof", async () => {
    await fetch(`${panel.base("v2")}/instance/create`, {
      method: "POST",
      headers: { apikey: "demo-key", "Content-Type": "application/json" },
      body: JSON.stringify({ instanceName: "loja-2", integration: "WHATSAPP-BAILEYS", token: "THEIR-TOKEN-0123456789" }),
    });
    // The press leaves the name: the check of the name is left out for the creation.
    await panel.fill("reject_call", true);
    await panel.fill("instance_name", "loja-2");
    await panel.press();
    await panel.failsWith("name_in_use", { subject: "loja-2" });
    await panel.act("failure.show");
    await expect(panel.token).toHaveText(masked("THEIR-TOKEN-0123456789"));
    await expect(panel.main).toContainText(panel.say("result.existing", { server: "v2" }));
    await expect(panel.resultStatus).toHaveText(panel.say("result.taken.differs_one"));
    // It is somebody else's: nothing of it is set again.
    await expect(panel.button("result.banner.again_all")).toBeHidden();
    await panel.settled();
    expect((await control.posts("v2")).filter(({ path }) => path.includes("/set/"))).toEqual([]);
    await panel.goTo("");
  });
  await test.step("too many requests", async () => {
    await control.fault("v2", { fault: "rate429", method: "POST", path_prefix: "/instance/create", times: 1 });
    await panel.fill("instance_name", "loja-3");
    await panel.press();
    await panel.failsWith("rate_limited");
    await expect(panel.failure).toContainText(panel.say("failure.retry_after", { time: panel.say("unit.s", { count: 1 }) }));
    await panel.act("failure.again");
    await panel.created();
  });
  await test.step("a token that another instance has is told of", async () => {
    await panel.tokenIsStored();
    await panel.button("result.another").click();
    await panel.fillAll({ instance_name: "loja-4", token });
    await panel.create();
    await expect(panel.resultStatus).toHaveText(panel.say("result.token_shared"));
    await expect(panel.tokenCard).toContainText(panel.say("result.token.shared", { names: "loja-1" }));
    expect(JSON.parse(await panel.copied(panel.button("proof.copy_json"))).token_shared_with).toEqual(["loja-1"]);
  });
});
