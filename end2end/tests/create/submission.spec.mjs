// Pressing Create: once whatever is pressed, what is shown meanwhile, and what keeps it from being sent.

import { OPERATE } from "../../support/chunks.mjs";
import { FILLED, fillForm } from "../../support/panel/filled_form.mjs";
import { hold } from "../../support/server/answers.mjs";
import { expect, test } from "../../support/test.mjs";

const NAME = FILLED.instance_name;

const PRESSES = {
  // In one turn of the event loop, before anything is drawn again.
  "two clicks": (panel) => panel.submit.evaluate((button) => [1, 2].forEach(() => button.click())),
  "Ctrl+Enter twice": async (panel) => {
    await panel.name.press("Control+Enter");
    await panel.page.keyboard.press("Control+Enter");
  },
  "Enter and then the button": async (panel) => {
    await panel.name.press("Enter");
    // Forced: the button says that it is disabled by then, and is pressed all the same.
    await panel.submit.click({ force: true });
  },
};

test("whatever is pressed twice creates once", async ({ page, panel, control }) => {
  for (const [how, press] of Object.entries(PRESSES)) {
    await test.step(how, async () => {
      await panel.start("v2");
      await panel.fill("instance_name", NAME);
      const creation = await hold(page);
      await press(panel);
      creation.release();
      await panel.created();
      await expect.poll(() => control.creations("v2")).toHaveLength(1);
      await panel.tokenIsStored();
      await panel.restart();
    });
  }
});

test("problems keep the form from being sent, and lead to their fields @smoke", async ({ page, panel, control }) => {
  await control.create("v2", { instanceName: NAME, integration: "WHATSAPP-BAILEYS" });
  await panel.start("v2");
  await test.step("a name in use is told when the field is left; alone it takes the focus", async () => {
    await panel.fill("instance_name", NAME);
    await panel.name.blur();
    await expect(page.locator("#instance_name-problem")).toHaveText(panel.say("problem.name_taken"));
    await panel.press();
    await expect(panel.name).toBeFocused();
    await expect(panel.summary).toHaveCount(0);
    await expect.poll(() => control.creations("v2")).toHaveLength(1);
  });
  await test.step("what has the name is shown from there, and the form keeps what was typed", async () => {
    const show = panel.button("failure.show", panel.row("instance_name"));
    await expect(show).toHaveAccessibleDescription(panel.say("problem.name_taken"));
    await show.click();
    await panel.created();
    await expect(page.locator("h1")).toHaveText(NAME);
    await expect(panel.main).toContainText(panel.say("result.existing", { server: "v2" }));
    await panel.goTo("");
    await expect(panel.name).toHaveValue(NAME);
    // Another name is free: nothing is offered.
    await panel.fill("instance_name", "another-name");
    await expect(show).toHaveCount(0);
    await expect.poll(() => control.creations("v2")).toHaveLength(1);
  });
  await test.step("a name that was left before the look-up was there is looked up as soon as it is", async () => {
    await panel.restart();
    await control.create("v2", { instanceName: NAME, integration: "WHATSAPP-BAILEYS" });
    await panel.start("v2");
    const code = await hold(page, OPERATE.code);
    await page.reload();
    await panel.fill("instance_name", NAME);
    await panel.name.blur();
    code.release();
    await expect(panel.button("failure.show", panel.row("instance_name"))).toBeVisible();
  });
  await test.step("several are listed by section, and nothing typed is lost", async () => {
    const wrong = { webhook_url: "javascript:alert(1)", chatwoot_account_id: "x7", number: "no number" };
    const typed = await fillForm(panel, { instance_name: "loja-nova", ...wrong });
    await panel.press();
    await expect(panel.summary).toBeFocused();
    await expect(panel.summary.getByRole("heading", { level: 2 })).toHaveText(panel.say("summary.title_other", { count: 3 }));
    const sections = ["instance", "webhook", "chatwoot"].map((section) => panel.say(`section.${section}.name`));
    await expect(panel.summary.getByRole("heading", { level: 3 })).toHaveText(sections);
    await expect(panel.summary.getByRole("listitem")).toHaveCount(3);
    await expect.poll(() => panel.typed()).toEqual(typed);
    await expect.poll(() => control.creations("v2")).toHaveLength(1);
  });
  await panel.restart();
  await test.step("the bar at the bottom leads to every problem and every note, one after the other", async () => {
    await panel.start("v2");
    for (const section of ["webhook", "chatwoot"]) await panel.switchOn(section);
    await panel.fillAll({ msg_call: "a note", webhook_url: "htp://wrong" });
    await panel.press();
    await expect(panel.summary).toBeVisible();
    const bar = page.getByRole("region", { name: panel.say("footer.label"), exact: true });
    const fields = ["instance_name", "webhook_url", "chatwoot_account_id", "chatwoot_token", "chatwoot_url", "msg_call"];
    const label = (field) => panel.say(`field.${field}.label`);
    await bar.getByRole("button", { name: label("instance_name") }).first().click();
    await expect(panel.name).toBeFocused();
    for (const field of [...fields.slice(1), fields[0]]) {
      const next = new RegExp(`^${panel.say("footer.next", { field: ".*" })}$`);
      await bar.getByRole("button", { name: next }).click();
      await expect(panel.row(field).locator(":focus")).toHaveCount(1);
    }
  });
});

test("a browser without AbortSignal.any creates, and gives a creation up", async ({ page, panel }) => {
  await page.addInitScript(() => delete AbortSignal.any);
  await panel.start("v2");
  expect(await page.evaluate(() => "any" in AbortSignal)).toBe(false);
  await panel.fill("instance_name", NAME);
  await panel.create();
  await panel.tokenIsStored();
  await panel.goTo("");
  await panel.fill("instance_name", "loja-2");
  const creation = await hold(page);
  await panel.press();
  await expect.poll(creation.count).toBe(1);
  await panel.button("sending.cancel").click();
  await panel.failsWith("cancelled");
  await expect(panel.submit).toHaveText(panel.say("create.submit"));
});

test("the seconds of a creation on its way count from the press, also after a change of language", async ({ page, panel, control }) => {
  await page.clock.install();
  await panel.start("v2");
  await panel.fill("instance_name", NAME);
  await control.fault("v2", { fault: "latency", ms: 3_600_000, method: "POST" });
  await panel.press();
  await expect(panel.sending).toBeVisible();
  await page.clock.fastForward(40_000);
  await panel.setLanguage("es");
  // The only number before the time limit.
  const seconds = async () => Number(/\d+/.exec(await panel.sending.innerText())[0]);
  await expect.poll(seconds).toBeGreaterThanOrEqual(40);
});
