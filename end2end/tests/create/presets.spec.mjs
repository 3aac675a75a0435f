// Presets: saved from the form or an instance, applied with what they change, taken back, kept and forgotten.

import { readFile } from "node:fs/promises";

import { isAccessible } from "../../support/panel/axe.mjs";
import { ExportSheet } from "../../support/panel/export.mjs";
import { InstancePage } from "../../support/panel/instance.mjs";
import { PresetSheet } from "../../support/panel/presets.mjs";
import { expect, test } from "../../support/test.mjs";

test("a form is saved, applied with its variables, and taken back @smoke @engines", async ({ page, panel }) => {
  await panel.start("v2");
  const presets = new PresetSheet(panel);
  await panel.fill("instance_name", "loja-{n:02}");
  await panel.fill("msg_call", "Call {name} later");
  await presets.open();
  await expect(presets.sheet).toContainText(panel.say("presets.none"));
  await isAccessible(page, "no preset", { within: "#presets-sheet" });
  await presets.save("shops");
  await presets.close();
  await expect(page.locator("#open-presets")).toBeFocused();

  await panel.fill("instance_name", "typed");
  await panel.fill("msg_call", "other");
  await panel.fill("number", "5511912345678");
  await presets.open();
  await page.locator("#presets-n").fill("7");
  await expect(presets.sheet).toContainText("Call loja-07 later");
  await expect(presets.sheet).toContainText(panel.say("presets.sets_other", { count: 2 }));
  await isAccessible(page, "a preset", { within: "#presets-sheet" });
  await presets.apply();
  await expect(page.locator("#instance_name")).toHaveValue("loja-07");
  await expect(page.locator("#instance_name")).toBeFocused();
  // What belongs to one instance stays.
  await expect(page.locator("#number")).toHaveValue("5511912345678");
  await panel.button("import.undo").click();
  await expect(page.locator("#instance_name")).toHaveValue("typed");
  await expect(page.locator("#msg_call")).toHaveValue("other");
});

test("secrets are kept only when ticked, and go with the keys", async ({ page, panel }) => {
  await panel.start("v2");
  const presets = new PresetSheet(panel);
  await panel.switchOn("proxy");
  await panel.fill("proxy_host", "proxy.example.com");
  await panel.fill("proxy_password", "PROXY-PASSWORD-1");
  await presets.open();
  await presets.save("open");
  const stored = () => page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
  expect(await stored()).not.toContain("PROXY-PASSWORD-1");
  await presets.save("secret", { secrets: true });
  expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain("PROXY-PASSWORD-1");
  expect(await page.evaluate(() => JSON.stringify({ ...sessionStorage }))).toContain("PROXY-PASSWORD-1");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    panel.button("presets.file_save", presets.sheet).click(),
  ]);
  const file = await readFile(await download.path(), "utf8");
  expect(JSON.parse(file).presets.map(({ name }) => name)).toEqual(["open", "secret"]);
  expect(file).not.toContain("PROXY-PASSWORD-1");
  await presets.close();

  await page.reload();
  await panel.fill("proxy_password", "");
  await presets.open();
  await presets.choice.selectOption({ label: "secret" });
  await presets.apply();
  await expect(page.locator("#proxy_password")).toHaveValue("PROXY-PASSWORD-1");

  await presets.open();
  await presets.choice.selectOption({ label: "open" });
  await expect(presets.sheet).toContainText(panel.say("presets.clears_one", { count: 1 }));
  // Another one that is saved meanwhile moves nothing.
  await presets.save("a first one");
  await expect(presets.choice.locator("option:checked")).toHaveText("open");
  await panel.button("presets.delete", presets.sheet).click();
  await expect(page.getByRole("button", { name: panel.say("presets.delete_named", { name: "open" }) })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(presets.choice.getByRole("option")).toHaveText(["a first one", "secret"]);
  await presets.close();

  // What was typed meanwhile comes back with the undo, secrets as well.
  await presets.open();
  await presets.choice.selectOption({ label: "a first one" });
  await presets.apply();
  await expect(panel.switchOf("proxy")).toBeChecked();
  await expect(page.locator("#proxy_password")).toHaveValue("");
  await panel.button("import.undo").click();
  await expect(page.locator("#proxy_password")).toHaveValue("PROXY-PASSWORD-1");

  await panel.goTo("servers");
  await panel.button("servers.forget").click();
  await expect(panel.main).toContainText(panel.say("servers.forget.done"));
  expect(await stored()).not.toContain("PROXY-PASSWORD-1");
});

test("a server begins with its preset, and a file brings presets to another browser", async ({ page, panel }) => {
  await panel.start("v2");
  const presets = new PresetSheet(panel);
  await presets.open();
  const chooser = page.waitForEvent("filechooser");
  await panel.button("presets.file_choose", presets.sheet).click();
  const file = { presets: [{ name: "<img src=x onerror=alert(1)>", fields: { reject_call: true }, groups: { proxy: true } }] };
  await (await chooser).setFiles({ name: "p.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(file)) });
  await expect(presets.sheet).toContainText(panel.say("presets.file_read_one", { count: 1 }));
  await expect(presets.sheet).toContainText(panel.say("presets.switches_on", { groups: panel.say("section.proxy.name") }));
  await page.locator("#presets-default").check();
  await presets.close();
  await page.reload();
  await expect(panel.switchOf("proxy")).toBeChecked();
  await expect(presets.said).toContainText("onerror");
  await panel.button("import.undo").click();
  await expect(panel.switchOf("proxy")).not.toBeChecked();
});

test("an instance is saved as a preset", async ({ page, panel, control }) => {
  await control.allOn("v2");
  await control.seed("v2", {
    name: "loja-1",
    state: "open",
    groups: { webhook: { enabled: true, url: "https://hooks.example.com/in", events: ["CALL"] } },
  });
  await panel.start("v2");
  const instance = new InstancePage(panel);
  await instance.open("loja-1");
  await expect(instance.card("webhook")).toContainText("hooks.example.com");
  await instance.more("presets.open");
  const presets = new PresetSheet(panel);
  await expect(presets.name).toBeFocused();
  await presets.save("like loja-1");
  await isAccessible(page, "an instance as a preset", { within: "#presets-sheet" });
  await presets.close();
  await panel.goTo("");
  await panel.fill("instance_name", "typed");
  await presets.open();
  await presets.apply();
  await expect(panel.switchOf("webhook")).toBeChecked();
  await expect(page.locator("#instance_name")).toHaveValue("typed");
});

test("a result is saved as a preset, and a preset is exported", async ({ page, panel }) => {
  await panel.start("v2");
  await panel.fillAll({ instance_name: "loja-1", msg_call: "Call {name} later", reject_call: true });
  await panel.create();
  const button = panel.button("result.save_preset");
  await button.click();
  const presets = new PresetSheet(panel);
  await expect(presets.name).toBeFocused();
  await presets.save("like loja-1");
  await presets.close();
  await expect(button).toBeFocused();
  await button.click();
  await expect(presets.name).toBeFocused();
  await presets.close();

  await panel.button("result.another").click();
  await panel.button("result.leave.confirm", panel.dialog).click();
  await panel.fill("instance_name", "typed");
  await presets.open();
  await panel.button("presets.export", presets.sheet).click();
  const out = new ExportSheet(panel);
  await expect(out.format).toBeFocused();
  await expect(out.text).toContainText("Call typed later");
  await expect(out.text).not.toContainText("loja-1");
  await page.keyboard.press("Escape");
  await expect(page.locator("#open-presets")).toBeFocused();
});
