// The export: the form, one instance and the ticked ones, written for another tool. What each format looks like is
// decided natively.

import { isAccessible } from "../../support/panel/axe.mjs";
import { ExportSheet } from "../../support/panel/export.mjs";
import { InstancePage } from "../../support/panel/instance.mjs";
import { InstanceList } from "../../support/panel/instances.mjs";
import { expect, test } from "../../support/test.mjs";

const PROXY = { enabled: true, host: "proxy.example.com", port: "80", protocol: "http", username: "u", password: "PROXY-PASSWORD-1" };
const seeded = (name) => ({ name, state: "close", number: "5511912345678", groups: { proxy: PROXY } });

test("the form is written for another tool, and its secrets only when asked for @smoke", async ({ page, panel, control }) => {
  await panel.start("v2");
  await panel.fill("instance_name", "loja-1");
  await panel.fill("token", "TOKEN-TYPED-0123456789");
  const out = new ExportSheet(panel);
  await panel.button("form_sheets.export").click();
  await expect(out.format).toBeFocused();
  await expect(out.text).toContainText('"instanceName": "loja-1"');
  await expect(out.text).toContainText('"token": "$INSTANCE_TOKEN"');
  await out.format.selectOption("bash");
  await expect(out.text).toContainText("curl --request POST");
  await expect(out.text).toContainText(panel.base("v2"));
  await expect(out.notes).toContainText("EVOLUTION_API_KEY");
  await expect(out.notes).toContainText("INSTANCE_TOKEN");
  expect(await out.copied()).not.toContain("TOKEN-TYPED");
  await isAccessible(page, "the export", { within: "#export-sheet" });

  await out.clear.check();
  await expect(out.notes).not.toContainText("INSTANCE_TOKEN");
  await expect(out.text).not.toContainText("TOKEN-TYPED");
  const [name, text] = await out.saved();
  expect(name).toBe("loja-1.sh");
  expect(text).toContain("TOKEN-TYPED-0123456789");
  expect(text).toContain("$EVOLUTION_API_KEY");

  // For any server of another version.
  await out.target.selectOption("evolution-v1");
  await expect(out.text).toContainText("https://server.example/instance/create");
  await page.keyboard.press("Escape");
  await expect(out.sheet).toBeHidden();
  await expect(page.locator("#open-export")).toBeFocused();
  await panel.settled();
  expect(await control.creations("v2")).toHaveLength(0);
});

test("an instance is read and written, and what the other version lacks is named", async ({ page, panel, control }) => {
  await control.allOn("v2");
  await control.seed("v2", { ...seeded("loja-1"), groups: { proxy: PROXY, kafka: { enabled: true, events: ["CALL"] } } });
  await panel.start("v2");
  const instance = new InstancePage(panel);
  await instance.open("loja-1");
  await instance.more("export.open");
  const out = new ExportSheet(panel);
  await out.format.selectOption("python");
  await expect(out.text).toContainText('os.environ["PROXY_PASSWORD"]');
  await out.target.selectOption("evolution-v1");
  await expect(out.notes).toContainText(panel.say("section.kafka.name"));
  await expect(out.sheet).not.toContainText("PROXY-PASSWORD-1");
  await page.keyboard.press("Escape");
  await expect(page.locator("#instance-more")).toBeFocused();
});

test("the ticked instances are one text or one file of definitions, and one that cannot be read is named", async ({ page, panel, control }) => {
  for (const name of ["one", "two", "three"]) await control.seed("v2", seeded(name));
  const list = new InstanceList(panel);
  await list.open("v2");
  for (const name of ["one", "two", "three"]) await list.tick(name).check();
  await page.route("**/instance/fetchInstances?instanceName=two", (route) => route.abort());
  await list.bulk.getByRole("button", { name: panel.say("export.open") }).click();
  const out = new ExportSheet(panel);
  await expect(out.sheet.getByRole("alert")).toContainText("two");
  await expect(out.text).toContainText('"instanceName": "three"');
  await out.format.selectOption("definitions");
  const [name, text] = await out.saved();
  expect(name).toBe("instances.json");
  const definitions = JSON.parse(text);
  expect(definitions.map((one) => one.instance).toSorted()).toEqual(["one", "three"]);
  expect(definitions[0].groups.proxy.host).toBe("proxy.example.com");
  expect(text).not.toContain("PROXY-PASSWORD-1");

  // The file is read again: each instance can land in the form.
  await page.keyboard.press("Escape");
  await panel.goTo("");
  await panel.button("form_sheets.import").click();
  await page.evaluate((text) => navigator.clipboard.writeText(text), text);
  await page.locator("#import-box").focus();
  await page.keyboard.press("ControlOrMeta+V");
  await panel.button("import.put").click();
  await expect(page.locator("#instance_name")).toHaveValue(definitions[0].instance);
  await expect(panel.switchOf("proxy")).toBeChecked();
});
