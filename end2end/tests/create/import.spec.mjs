// The import: what is pasted, dropped or chosen lands in the form with a report, and is taken back with one press. What
// each kind of text becomes is decided natively, on every file of fixtures/import.

import { readFileSync } from "node:fs";

import { isAccessible } from "../../support/panel/axe.mjs";
import { expect, test } from "../../support/test.mjs";

const fixture = (name) => readFileSync(new URL(`../../../fixtures/import/${name}.txt`, import.meta.url), "utf8");

/** The sheet and what stands in it. */
class ImportSheet {
  constructor(page, panel) {
    this.page = page;
    this.panel = panel;
    this.sheet = page.getByRole("dialog", { name: panel.say("import.title") });
    this.box = page.locator("#import-box");
    this.status = this.sheet.getByRole("status");
    this.report = page.locator("#import-report");
  }

  async open() {
    await this.panel.button("form_sheets.import").click();
    await expect(this.box).toBeFocused();
  }

  /** Pastes as the operator would: the text of the box is replaced. */
  async paste(text) {
    await this.page.evaluate((text) => navigator.clipboard.writeText(text), text);
    await this.box.focus();
    await this.page.keyboard.press("Control+A");
    await this.page.keyboard.press("Control+V");
  }

  /** Drops a file with this text. */
  async drop(text) {
    const data = await this.page.evaluateHandle((text) => {
      const data = new DataTransfer();
      data.items.add(new File([text], "paste.txt"));
      return data;
    }, text);
    await this.page.locator(".import-drop").dispatchEvent("drop", { dataTransfer: data });
  }

  async readsAs(kind, found = this.panel.say("import.found_one", { count: 1 })) {
    const said = this.panel.say("import.read_as", { kind: this.panel.say(`import.kind.${kind}`), found });
    await expect(this.status).toContainText(said);
  }

  put() {
    return this.panel.button("import.put", this.sheet);
  }
}

/** A file of each kind, and the name that lands in the form. */
const KINDS = [
  ["bash-v2-minimal", "curl_bash", "loja-centro"],
  ["chrome-cmd", "curl_cmd", "filial-3"],
  ["powershell-backtick", "curl_powershell", "caixa"],
  ["powershell-hashtable", "powershell", "mesa"],
  ["jsonc", "json", "loja-1x"],
  ["create-answer-as-input", "answer", "resp1"],
  ["list-v1", "list", "v1-a"],
  ["panel-copy", "copy", "kept"],
  ["n8n-community-node", "n8n", "sdr-01"],
  ["make-blueprint", "make", ""],
  ["postman-collection-v21", "postman", ""],
  ["axios", "javascript", "axios-1"],
  ["python-http-client", "python", "py-2"],
  ["php-arrays", "php", "php-2"],
  ["http-file", "http", "vscode"],
];

test("one of each kind lands in the form, and one press takes it back @smoke @engines", async ({ page, panel, control }) => {
  await panel.start("v2");
  await panel.fill("instance_name", "typed-before");
  const sheet = new ImportSheet(page, panel);
  for (const [file, kind, name] of KINDS) {
    await sheet.open();
    await sheet.paste(fixture(file));
    await sheet.readsAs(kind);
    await sheet.put().click();
    await expect(sheet.sheet).toBeHidden();
    await expect(page.locator("#instance_name")).toHaveValue(name);
    await expect(page.locator("#instance_name")).toBeFocused();
    await panel.button("import.undo").click();
    await expect(page.locator("#instance_name")).toHaveValue("typed-before");
  }
  expect(await control.creations("v2")).toHaveLength(0);
});

test("the report says what was renamed, what is missing and what was not taken, with its place", async ({ page, panel }) => {
  await panel.start("v2");
  const sheet = new ImportSheet(page, panel);
  await sheet.open();
  await sheet.paste(fixture("flat-webhook-mixture"));
  await expect(sheet.report).toContainText("webhookByEvents→webhook.byEvents");
  await panel.button("import.events_minimum", sheet.report).click();
  await expect(sheet.report).toBeFocused();
  await expect(panel.button("import.events_minimum", sheet.report)).toHaveCount(0);
  await sheet.put().click();
  await expect(panel.switchOf("webhook")).toBeChecked();
  await expect(panel.row("webhook_events")).toContainText(panel.say("events.count", { count: 3, total: 31 }));
  // What has a name that no server reads is offered, and taken by a press alone.
  await sheet.open();
  await sheet.paste(fixture("unknown-fields"));
  await expect(sheet.report).toContainText(panel.say("import.place", { line: 5, column: 3 }));
  await sheet.report.getByRole("button", { name: panel.say("import.use_as", { field: panel.say("field.read_messages.label") }) }).click();
  await expect(sheet.report).not.toContainText("markMessagesRead");
  await sheet.put().click();
  await expect(panel.row("read_messages").getByRole("radio", { name: panel.say("common.on"), exact: true })).toBeChecked();
});

test("several instances are a list to choose from, by keyboard alone", async ({ page, panel }) => {
  await panel.start("v2");
  const sheet = new ImportSheet(page, panel);
  await panel.button("form_sheets.import").focus();
  await page.keyboard.press("Enter");
  await expect(sheet.box).toBeFocused();
  await sheet.paste(fixture("several-instances"));
  await sheet.readsAs("curl_bash", panel.say("import.found_other", { count: 2 }));
  await page.locator("#import-instance").focus();
  await page.keyboard.press("ArrowDown");
  await expect(sheet.report).toContainText(panel.say("section.chatwoot.name"));
  await page.locator("#import-written").selectOption("evolution-v1");
  await expect(sheet.report).toContainText("accountId→account_id");
  await sheet.put().focus();
  await page.keyboard.press("Enter");
  await expect(page.locator("#instance_name")).toHaveValue("m-2");
  // Esc closes the sheet and the focus comes back.
  await panel.button("form_sheets.import").click();
  await expect(sheet.box).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(sheet.sheet).toBeHidden();
  await expect(panel.button("form_sheets.import")).toBeFocused();
});

test("a key is masked, in no field, and offered to the form of a server", async ({ page, panel }) => {
  await panel.start("v2");
  const sheet = new ImportSheet(page, panel);
  await sheet.open();
  await sheet.paste(fixture("bash-v2-minimal"));
  await expect(sheet.sheet.getByRole("heading", { name: panel.say("import.keys") })).toBeVisible();
  await expect(sheet.sheet.locator(".import-keys")).not.toContainText("K3Y-AAAA-1111");
  await panel.button("import.new_server", sheet.sheet).click();
  await expect(page.locator("form.server-form input[type=password]")).toHaveValue("K3Y-AAAA-1111");
  await expect(page.locator("form.server-form")).toContainText(panel.say("servers.add"));
});

test("a file that is dropped is read; what is no import says so; hostile texts stay texts", async ({ page, panel }) => {
  await panel.start("v2");
  const sheet = new ImportSheet(page, panel);
  await sheet.open();
  await sheet.drop(fixture("heredoc"));
  await sheet.readsAs("curl_bash");
  await sheet.drop(fixture("html-page"));
  await expect(sheet.status).toHaveText(panel.say("import.nothing"));
  await expect(sheet.put()).toBeDisabled();
  await sheet.drop(`{"instanceName":"<img src=x onerror=alert(1)>","\u202e<b>x</b>":1,"webhook":{"url":"javascript:alert(1)"}}`);
  await expect(sheet.report).toContainText("<img src=x onerror=alert(1)>");
  await expect(sheet.report.locator("img, b:not(.import-field)")).toHaveCount(0);
});

/** Five megabytes, which the sheet does not show. */
const LONG = `[${Array.from({ length: 60_000 }, (_, n) => `{"instanceName":"many-${n}","integration":"WHATSAPP-BAILEYS","qrcode":true}`).join(",")}]`;

/** Counts the workers of the page: those that were started, and those that were ended. */
const countWorkers = (page) =>
  page.addInitScript(() => {
    window.workers = { started: 0, ended: 0 };
    window.Worker = class extends Worker {
      constructor(...values) {
        super(...values);
        window.workers.started += 1;
      }
      terminate() {
        super.terminate();
        window.workers.ended += 1;
      }
    };
  });

const workers = (page) => page.evaluate(() => window.workers);

test("a long text is read in a worker, as well as in the page @engines", async ({ page, panel }) => {
  await countWorkers(page);
  await panel.start("v2");
  const sheet = new ImportSheet(page, panel);
  await sheet.open();
  await sheet.drop(LONG);
  await expect(sheet.status).toContainText(panel.say("import.found_other", { count: 20_000 }));
  expect(await workers(page)).toEqual({ started: 1, ended: 1 });
  await panel.button("common.remove", sheet.sheet).click();
  await expect(sheet.box).toBeFocused();
  await expect(sheet.status).toBeEmpty();
  // What was read of it is as good as what the page reads itself.
  await sheet.drop(`${fixture("bash-v2-minimal")}\n${"# a remark\n".repeat(20_000)}`);
  await sheet.readsAs("curl_bash");
  await expect(sheet.sheet.getByRole("heading", { name: panel.say("import.keys") })).toBeVisible();
  await sheet.put().click();
  await expect(page.locator("#instance_name")).toHaveValue("loja-centro");
  expect(await workers(page)).toEqual({ started: 2, ended: 2 });
});

test.describe("without a worker", () => {
  // The browser names the file.
  test.use({ allowedErrors: /worker-/ });

  test("the page reads a long text itself", async ({ page, panel }) => {
    await panel.start("v2");
    const sheet = new ImportSheet(page, panel);
    let refused = 0;
    await page.route("**/worker-*.js", (route) => {
      refused += 1;
      return route.fulfill({ status: 404, body: "" });
    });
    await sheet.open();
    await sheet.drop(LONG);
    await expect(sheet.status).toContainText(panel.say("import.found_other", { count: 20_000 }));
    expect(refused).toBe(1);
    await page.unroute("**/worker-*.js");
    // A browser that has none, or a host whose policy allows none
    await page.evaluate(() => {
      window.Worker = class {
        constructor() {
          window.wasAsked = true;
          throw new TypeError("not allowed");
        }
      };
    });
    await sheet.drop(LONG.replaceAll("many-", "other-"));
    await expect(page.locator("#import-instance")).toContainText("other-0");
    expect(await page.evaluate(() => window.wasAsked)).toBe(true);
  });
});

test("a worker that does not come is waited for, and only for its own text", async ({ page, panel }) => {
  await page.clock.install();
  await panel.start("v2");
  const sheet = new ImportSheet(page, panel);
  let held = 0;
  await page.route("**/worker-*.js", () => {
    held += 1;
  });
  await sheet.open();
  await sheet.drop(LONG);
  await expect.poll(() => held).toBe(1);
  await panel.button("common.remove", sheet.sheet).click();
  await expect(sheet.box).toBeFocused();
  await expect(sheet.status).toBeEmpty();
  await sheet.drop(LONG.replaceAll("many-", "other-"));
  await expect.poll(() => held).toBe(2);
  await expect(sheet.status).toHaveText(panel.say("import.reading"));
  await page.clock.runFor(10_000);
  await expect(page.locator("#import-instance")).toContainText("other-0");
  await expect(page.locator("#import-instance")).not.toContainText("many-0");
});

test("a worker that breaks off: the text is not read once more", async ({ page, panel }) => {
  await panel.start("v2");
  await page.evaluate(() => {
    window.Worker = class {
      set onmessage(hear) {
        if (hear) queueMicrotask(() => hear(new MessageEvent("message", { data: true })));
      }
      postMessage() {
        queueMicrotask(() => this.onerror(new ErrorEvent("error", { message: "out of memory" })));
      }
      terminate() {}
    };
  });
  const sheet = new ImportSheet(page, panel);
  await sheet.open();
  await sheet.drop(LONG);
  await expect(sheet.status).toHaveText(panel.say("import.unreadable"));
  await expect(sheet.put()).toBeDisabled();
});

test("axe finds nothing in the sheet", async ({ page, panel }) => {
  await panel.start("v2");
  const sheet = new ImportSheet(page, panel);
  await sheet.open();
  await sheet.paste(fixture("docs-v2-placeholders"));
  await sheet.readsAs("curl_bash");
  await isAccessible(page, "import", { within: "#import-sheet" });
});
