// The result: the token, what was asked beside what is stored, and what differs with its reason.

import { readFile } from "node:fs/promises";

import { say } from "../../support/locale.mjs";
import { expect, test } from "../../support/test.mjs";
import { masked } from "../../support/panel/values.mjs";

const named = (page, key) => page.getByRole("button", { name: key, exact: true });

/** The token as the server made it. */
async function tokenOf(control, panel, mount, name) {
  const reply = await fetch(`${panel.base(mount)}/instance/fetchInstances`, { headers: { apikey: "demo-key" } });
  const rows = await reply.json();
  const row = rows.map((row) => row.instance ?? row).find((row) => (row.instanceName ?? row.name) === name);
  return row.apikey ?? row.token;
}

for (const mount of ["v1", "v2", "whatsapp"]) {
  test(`${mount}: the token is masked, revealed, copied and downloaded`, async ({ page, panel, control }) => {
    await panel.start(mount);
    await panel.fill("instance_name", "loja-1");
    await panel.create();
    const token = await tokenOf(control, panel, mount, "loja-1");
    const shown = page.locator("output.token");
    await expect(shown).toHaveText(masked(token));
    const line = page.locator(".token-line");
    await named(line, `${panel.say("common.reveal")}: ${panel.say("result.token")}`).click();
    await expect(shown).toHaveText(token);
    await named(line, `${panel.say("common.hide")}: ${panel.say("result.token")}`).click();
    await expect(shown).toHaveText(masked(token));
    expect(await panel.copied(named(line, panel.say("common.copy")))).toBe(token);

    const file = async (key) => {
      const [download] = await Promise.all([page.waitForEvent("download"), named(line, panel.say(key)).click()]);
      return [download.suggestedFilename(), await readFile(await download.path(), "utf8")];
    };
    const [jsonName, json] = await file("result.token.download_json");
    expect(jsonName).toBe("loja-1.json");
    expect(JSON.parse(json)).toEqual({ instanceName: "loja-1", baseUrl: panel.base(mount), apikey: token });
    const [envName, env] = await file("result.token.download_env");
    expect(envName).toBe("loja-1.env");
    expect(env).toBe(
      `EVOLUTION_INSTANCE="loja-1"\nEVOLUTION_BASE_URL="${panel.base(mount)}"\nEVOLUTION_INSTANCE_TOKEN="${token}"\n`,
    );
    await expect(panel.resultStatus).toHaveText(panel.say("result.as_asked"));
  });
}

test("leaving before the token is stored asks once", async ({ page, panel }) => {
  await panel.start("v2");
  await panel.fill("instance_name", "loja-2");
  await panel.create();
  const dialog = page.getByRole("dialog");
  await panel.goTo("servers");
  await expect(dialog).toContainText(panel.say("result.leave.title"));
  await named(dialog, panel.say("result.leave.stay")).click();
  await expect(dialog).toBeHidden();
  await expect(page.locator("output.token")).toBeVisible();
  await expect(page).toHaveURL(/#\/result$/);
  await panel.goTo("servers");
  await named(dialog, panel.say("result.leave.confirm")).click();
  await expect(page.locator("#add-server")).toBeVisible();
  await expect(page).toHaveURL(/#\/servers$/);
  // The page is left: going back and away again asks no more.
  await page.goBack();
  await expect(page.locator("output.token")).toBeVisible();
  await panel.goTo("servers");
  await expect(page.locator("#add-server")).toBeVisible();
  await expect(dialog).toBeHidden();
});

test("a stored token lets go without a question", async ({ page, panel }) => {
  await panel.start("v2");
  await panel.fill("instance_name", "loja-3");
  await panel.create();
  await named(page, panel.say("result.token.stored")).click();
  await expect(named(page, panel.say("result.token.stored_done"))).toHaveAttribute("aria-pressed", "true");
  await named(page, panel.say("result.another")).click();
  await expect(panel.name).toHaveValue("");
  await expect(page.getByRole("dialog")).toBeHidden();
});

for (const way of ["result.another", "result.duplicate"]) {
  test(`"${way}" asks for the token first, too`, async ({ page, panel }) => {
    await panel.start("v2");
    await panel.fillAll({ instance_name: "loja-3b", msg_call: "busy", reject_call: true });
    await panel.create();
    const dialog = page.getByRole("dialog");
    await named(page, panel.say(way)).click();
    await named(dialog, panel.say("result.leave.stay")).click();
    await expect(page.locator("output.token")).toBeVisible();
    await named(page, panel.say(way)).click();
    await named(dialog, panel.say("result.leave.confirm")).click();
    await expect(panel.name).toHaveValue("");
    expect((await panel.typed()).msg_call).toEqual([way === "result.duplicate" ? "busy" : ""]);
  });
}

test("closing the tab with an unstored token asks, too", async ({ page, panel }) => {
  await panel.start("v2");
  await panel.fill("instance_name", "loja-4");
  await panel.create();
  const asked = page.waitForEvent("dialog");
  const closing = page.close({ runBeforeUnload: true });
  const dialog = await asked;
  expect(dialog.type()).toBe("beforeunload");
  await dialog.accept();
  await closing;
});

test("duplicate keeps everything but name and token", async ({ page, panel }) => {
  await panel.start("v2");
  await panel.fillAll({ instance_name: "loja-5", token: "ABCDEFGHIJKLMNOPQRST", msg_call: "busy", reject_call: true });
  await panel.create();
  await named(page, panel.say("result.token.stored")).click();
  await named(page, panel.say("result.duplicate")).click();
  const typed = await panel.typed();
  expect(typed.instance_name).toEqual([""]);
  expect(typed.token).toEqual([""]);
  expect(typed.msg_call).toEqual(["busy"]);
  expect(typed.reject_call).toEqual(["true"]);
});

test("everything stored as asked says so, field by field", async ({ page, panel, control }) => {
  await control.allOn("v2");
  await panel.start("v2");
  await panel.switchOn("webhook");
  await panel.switchOn("websocket");
  await panel.fillAll({
    instance_name: "loja-6",
    reject_call: true,
    msg_call: "busy",
    groups_ignore: false,
    webhook_url: "https://hooks.example.com/a",
    webhook_by_events: true,
    webhook_events: ["CALL", "MESSAGES_UPSERT"],
    websocket_events: ["CALL"],
  });
  await panel.create();
  await expect(panel.resultStatus).toHaveText(panel.say("result.as_asked"));
  const row = (field) => page.locator(`#proof-${field}`);
  await expect(row("msg_call").locator("td").nth(0)).toHaveText("busy");
  await expect(row("msg_call").locator("td").nth(1)).toHaveText("busy");
  await expect(row("groups_ignore").locator("td").nth(0)).toHaveText(panel.say("common.off_lower"));
  await expect(row("webhook_events").locator("td").nth(1)).toHaveText("MESSAGES_UPSERT, CALL");
  await expect(row("always_online").locator(".verdict")).toContainText(panel.say("result.verdict.own"));
  await expect(page.locator(".proof .bad")).toHaveCount(0);
  await expect(page.locator(".timeline > ol > li")).toHaveCount(2);
});

test("v1 stores groups_ignore as on, and the result says why", async ({ page, panel }) => {
  await panel.start("v1");
  await panel.fillAll({ instance_name: "loja-7", groups_ignore: false, always_online: true });
  await panel.create();
  await expect(panel.resultStatus).toHaveText(panel.say("result.differs_one"));
  const row = page.locator("#proof-groups_ignore");
  await expect(row.locator("td").nth(0)).toHaveText(panel.say("common.off_lower"));
  await expect(row.locator("td").nth(1)).toHaveText(panel.say("common.on_lower"));
  await expect(row.locator(".verdict")).toContainText(panel.say("result.verdict.different"));
  await expect(page.locator(".proof .reason")).toHaveText(panel.say("reason.groups_ignore_forced"));
  await expect(page.locator("#proof-always_online .verdict")).toContainText(panel.say("result.verdict.same"));
});

test("a group that the server dropped names the variable that switches it on", async ({ page, panel, control }) => {
  await control.options("v2", { rabbitmq: false, sqs: true });
  await panel.start("v2");
  await panel.switchOn("rabbitmq");
  await panel.switchOn("sqs");
  await panel.fillAll({ instance_name: "loja-8", rabbitmq_events: ["CALL"], sqs_events: ["CALL"] });
  await panel.create();
  await expect(panel.resultStatus).toHaveText(panel.say("result.differs_one"));
  const why = page.locator(".proof .why");
  await expect(why).toHaveCount(1);
  await expect(why).toContainText(panel.say("result.section_dropped", { section: "RabbitMQ" }));
  await expect(why).toContainText(panel.say("reason.switched_off", { variable: "RABBITMQ_ENABLED" }));
});

for (const mount of ["v1", "v2"]) {
  test(`${mount}: WhatsApp Business shows where Meta calls, and masks what it must quote`, async ({ page, panel }) => {
    await panel.start(mount);
    await panel.fillAll({
      instance_name: "meta-1",
      integration: "WHATSAPP-BUSINESS",
      token: "EAAGm0PX4ZCpsBA-long-token",
      number: "106540352242922",
    });
    await panel.create();
    const fact = (key) => page.locator(".facts div", { has: page.getByText(panel.say(key), { exact: true }) }).locator("dd");
    await expect(fact("result.business_webhook")).toContainText("/webhook/");
    const verify = fact("result.verify_token");
    await expect(verify.locator("code")).toHaveText(masked("evolution"));
    await named(verify, `${panel.say("common.reveal")}: ${panel.say("result.verify_token")}`).click();
    await expect(verify.locator("code")).toHaveText("evolution");
    expect(await panel.copied(named(verify, panel.say("common.copy")))).toBe("evolution");
    await expect(fact("result.engine")).toHaveText(panel.say("choice.integration.WHATSAPP-BUSINESS"));
  });
}

test("the raw reply, the proof and the next step can be copied; only the last holds a secret", async ({ page, panel, control }) => {
  await panel.start("v2");
  await panel.fillAll({ instance_name: "loja-9", reject_call: true });
  await panel.create();
  const token = await tokenOf(control, panel, "v2", "loja-9");
  const proof = await panel.copied(named(page, panel.say("result.copy_proof")));
  expect(proof).toContain("# ");
  expect(proof).toContain(`${panel.say("field.reject_call.label")}: on → on`);
  await page.locator(".raw-reply summary").click();
  const raw = await panel.copied(named(page, panel.say("result.raw.copy")));
  expect(JSON.parse(raw).instance.instanceName).toBe("loja-9");
  expect(JSON.parse(raw).hash).toBe(masked(token));
  const curl = await panel.copied(named(page, panel.say("result.next.copy")));
  expect(curl).toContain(token);
  expect(curl).toContain("/message/sendText/loja-9");
  await expect(page.locator("body")).not.toContainText(token);
});

test("without a result, its address says that there is none", async ({ page, panel }) => {
  await page.goto("/#/result");
  await expect(page.locator("#main")).toContainText(panel.say("result.gone"));
});

test("a verdict stays on one line in every language", async ({ page, panel }) => {
  await panel.start("v2");
  await panel.fillAll({ instance_name: "loja-1", reject_call: true });
  await panel.create();
  const verdict = page.locator("#proof-reject_call .verdict");
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
