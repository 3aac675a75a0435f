// The result: the token, what can be copied and downloaded, and the ways on from here.

import { readFile } from "node:fs/promises";

import { say } from "../../support/locale.mjs";
import { Panel } from "../../support/panel/panel.mjs";
import { masked } from "../../support/panel/values.mjs";
import { tokenOf } from "../../support/server/instances.mjs";
import { expect, test } from "../../support/test.mjs";

/** The button that reveals or hides a secret, which names it. */
const secretButton = (panel, verb, what, scope) =>
  scope.getByRole("button", { name: `${panel.say(`common.${verb}`)}: ${panel.say(what)}`, exact: true });

test("the token is masked, revealed, copied and downloaded @smoke", async ({ page, panel }) => {
  await panel.start("v2");
  await panel.fill("instance_name", "loja-1");
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
  await expect(panel.resultStatus).toHaveText(panel.say("result.as_asked"));
});

test("leaving before the token is stored asks once", async ({ page, panel }) => {
  await panel.start("v2");
  await panel.fill("instance_name", "loja-2");
  await panel.create();
  await panel.goTo("servers");
  await expect(panel.dialog).toContainText(panel.say("result.leave.title"));
  await panel.button("result.leave.stay", panel.dialog).click();
  await expect(panel.dialog).toBeHidden();
  await expect(panel.token).toBeVisible();
  await expect(page).toHaveURL(/#\/result$/);
  await panel.goTo("servers");
  await panel.button("result.leave.confirm", panel.dialog).click();
  await expect(page.locator("#add-server")).toBeVisible();
  await expect(page).toHaveURL(/#\/servers$/);
  // The page is left: going back and away again asks no more.
  await page.goBack();
  await expect(panel.token).toBeVisible();
  await panel.goTo("servers");
  await expect(page.locator("#add-server")).toBeVisible();
  await expect(panel.dialog).toBeHidden();
});

test("another instance begins with an empty form, and asks nothing once the token is stored", async ({ panel }) => {
  await panel.start("v2");
  await panel.fillAll({ instance_name: "loja-3", msg_call: "busy", reject_call: true });
  await panel.create();
  await panel.tokenIsStored();
  await expect(panel.button("result.token.stored_done")).toHaveAttribute("aria-pressed", "true");
  await panel.button("result.another").click();
  await expect(panel.name).toHaveValue("");
  await expect(panel.dialog).toBeHidden();
  expect((await panel.typed()).msg_call).toEqual([""]);
});

test("a duplicate asks for the token first, and keeps everything but name and token", async ({ panel }) => {
  await panel.start("v2");
  await panel.fillAll({ instance_name: "loja-5", token: "ABCDEFGHIJKLMNOPQRST", msg_call: "busy", reject_call: true });
  await panel.create();
  await panel.button("result.duplicate").click();
  await panel.button("result.leave.stay", panel.dialog).click();
  await expect(panel.token).toBeVisible();
  await panel.button("result.duplicate").click();
  await panel.button("result.leave.confirm", panel.dialog).click();
  await expect(panel.name).toHaveValue("");
  expect(await panel.typed()).toMatchObject({ instance_name: [""], token: [""], msg_call: ["busy"], reject_call: ["true"] });
});

test("closing the tab before the token is stored asks as well", async ({ context, panel, demo, control }) => {
  // A tab of its own: the first one serves the tests after this one.
  const tab = new Panel(await context.newPage(), demo, control);
  await tab.start("v2");
  await tab.fill("instance_name", "loja-4");
  await tab.create();
  const asked = tab.page.waitForEvent("dialog");
  const closing = tab.page.close({ runBeforeUnload: true });
  const dialog = await asked;
  expect(dialog.type()).toBe("beforeunload");
  await dialog.accept();
  await closing;
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
  // There is no phone to pair.
  await expect(page.locator("#pairing-heading")).toHaveCount(0);
});

test("the raw reply, the proof and the next step can be copied; only the last holds a secret", async ({ page, panel }) => {
  await panel.start("v2");
  await panel.fillAll({ instance_name: "loja-9", reject_call: true });
  await panel.create();
  const token = await tokenOf(panel, "v2", "loja-9");
  const proof = await panel.copied(panel.button("result.copy_proof"));
  expect(proof).toContain("# ");
  expect(proof).toContain(`${panel.say("field.reject_call.label")}: on → on`);
  await panel.rawReply.locator("summary").click();
  const raw = await panel.copied(panel.button("result.raw.copy"));
  expect(JSON.parse(raw).instance.instanceName).toBe("loja-9");
  expect(JSON.parse(raw).hash).toBe(masked(token));
  const curl = await panel.copied(panel.button("result.next.copy"));
  expect(curl).toContain(token);
  expect(curl).toContain("/message/sendText/loja-9");
  await expect(page.locator("body")).not.toContainText(token);
});

test("without a result, its address says that there is none", async ({ page, panel }) => {
  await page.goto("/#/result");
  await expect(panel.main).toContainText(panel.say("result.gone"));
});

test("a verdict stays on one line in every language", async ({ page, panel }) => {
  await panel.start("v2");
  await panel.fillAll({ instance_name: "loja-1", reject_call: true });
  await panel.create();
  const verdict = page.locator("#proof-reject_call").getByRole("cell").last();
  for (const tag of ["en", "pt-BR", "es"]) {
    await panel.setLanguage(tag);
    for (const width of [1440, 900]) {
      await page.setViewportSize({ width, height: 900 });
      await expect(verdict).toContainText(say("result.verdict.same", {}, tag));
      const lines = await verdict.evaluate((cell) => {
        const range = document.createRange();
        range.selectNodeContents(cell);
        const words = [...range.getClientRects()].filter(({ width }) => width > 20);
        return new Set(words.map(({ top }) => Math.round(top))).size;
      });
      expect(lines, `${tag}, ${width} px`).toBe(1);
    }
  }
});
