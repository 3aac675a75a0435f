// Many instances from a table: what is wrong with it before anything is sent, the run with faults and a reload in the
// middle, and for each row what is true of the server. How a run meets each fault is decided natively.

import { isAccessible } from "../../support/panel/axe.mjs";
import { Many } from "../../support/panel/many.mjs";
import { namesOn } from "../../support/server/instances.mjs";
import { expect, test } from "../../support/test.mjs";

const TABLE = [
  "Nome;Número;Webhook URL;Websocket Eventos;Cidade",
  ...Array.from({ length: 12 }, (_, at) => {
    const n = String(at + 1).padStart(2, "0");
    const name = n === "05" ? "loja-04 " : `loja-${n}`;
    const number = n === "07" ? "5,5119E+12" : `55119000000${n}`;
    const events = n === "09" ? "MESSAGES_UPSERT" : "";
    return `${name};${number};https://hook.example.com/${n};${events};SP`;
  }),
].join("\n");

test("a table is checked, mended in place and run over a reload; each row tells what the server has @smoke", async ({ page, panel, control }) => {
  // A row that the reload cut off is looked up for three minutes before its turn comes again.
  test.setTimeout(400_000);
  const many = new Many(panel);
  const { say } = panel;
  await control.seed("v2", { name: "loja-12", state: "open" });
  await many.open("v2");
  await isAccessible(page, "the page without rows", { within: "#main" });

  await test.step("nothing is sent before the problems are seen", async () => {
    await many.paste(TABLE.replace("Websocket Eventos", "websocket_events"));
    await many.source.getByRole("button", { name: say("many.take_other", { count: 12 }) }).click();
    await expect(many.tools).toContainText(say("many.rows_other", { count: 12 }));
    await expect(many.tools).toContainText(say("many.wrong_other", { count: 3 }));
    await expect(many.notices).toContainText("Cidade");
    await many.tools.getByRole("button", { name: say("many.show.problems") }).click();
    await expect(many.rows).toHaveCount(3);
    await expect(many.state(5)).toContainText(say("many.fault.name_twice", { row: 4 }));
    await expect(many.state(7)).toContainText(say("import.reason.rounded").slice(0, 40));
    await expect(many.state(12)).toContainText(say("problem.name_taken").slice(0, 20));
    await isAccessible(page, "rows with problems", { within: "#main" });
    await panel.settled();
    expect(await control.posts("v2")).toEqual([]);
  });

  await test.step("they are mended in place, by keyboard", async () => {
    await many.tools.getByRole("button", { name: say("many.show.all"), exact: true }).click();
    await many.cell(5, say("field.instance_name.label")).fill("loja-05");
    await page.keyboard.press("Enter");
    await expect(many.tools).toContainText(say("many.wrong_other", { count: 2 }));
    await many.row(7).getByRole("button", { name: say("many.view_named", { name: "loja-07" }) }).focus();
    await page.keyboard.press("Enter");
    await expect(many.sheet).toContainText(say("import.reason.rounded").slice(0, 40));
    await expect(many.sheet).toContainText("\"instanceName\"");
    await isAccessible(page, "the request of a row", { within: "#many-request" });
    await page.keyboard.press("Escape");
    await expect(many.sheet).toBeHidden();
    await many.cell(7, say("many.cell", { field: say("field.number.label"), name: "loja-07" })).fill("5511900000007");
    await page.keyboard.press("Tab");
    await expect(many.tools).toContainText(say("many.wrong_one", { count: 1 }));
    await expect(many.create).toHaveText(say("many.create_other", { count: 11 }));
  });

  await test.step("the run goes on after a reload", async () => {
    await control.fault("v2", { fault: "latency", ms: 250, method: "POST", path: "/instance/create" });
    await control.fault("v2", { fault: "cut_after", method: "POST", path: "/instance/create", skip: 1, times: 1 });
    await control.fault("v2", { fault: "status500", method: "POST", path: "/instance/create", skip: 2, times: 1 });
    await many.create.click();
    // The row that the server refuses has ended; others are on their way.
    await expect(many.counts).toContainText(say("many.line.failed_one", { count: 1 }));
    await page.reload();
    await expect(many.notices).toContainText(say("many.resumed").slice(0, 40));
    await many.bar.getByRole("button", { name: say("instances.bulk.resume") }).click();
    await expect(many.counts).toContainText(say("many.line.over", { done: 11, all: 11 }), { timeout: 240_000 });
    await isAccessible(page, "a run that is over", { within: "#main" });
  });

  await test.step("each row tells what the server has", async () => {
    const results = await many.results();
    const names = await namesOn(panel, "v2");
    expect(new Set(names).size).toBe(names.length);
    const failed = Object.entries(results).filter(([, line]) => line.includes(",not_created,")).map(([name]) => name);
    expect(failed).toHaveLength(1);
    for (const [name, line] of Object.entries(results)) {
      if (name === "loja-12") expect(line).toContain(",not_sent,");
      else expect(names.includes(name)).toBe(!failed.includes(name));
    }
    expect(results["loja-09"]).toContain(",created_with_problems,");
    expect(results["loja-09"]).toContain(say("section.websocket.name"));
    await many.bar.getByRole("button", { name: say("many.retry_one", { count: 1 }) }).click();
    await expect(many.counts).toContainText(say("many.line.over", { done: 11, all: 11 }), { timeout: 60_000 });
    await expect.poll(async () => (await namesOn(panel, "v2")).length).toBe(12);
    const sent = (await control.creations("v2")).map(({ body }) => JSON.parse(body).instanceName);
    for (const name of new Set(sent)) {
      expect(sent.filter((other) => other === name).length, name).toBe(failed.includes(name) ? 2 : 1);
    }
  });

  await test.step("the tokens are in the file only after a warning", async () => {
    await many.bar.getByRole("button", { name: say("many.file.with_tokens") }).click();
    const dialog = page.getByRole("dialog", { name: say("many.file.title") });
    const results = await many.results(dialog.getByRole("button", { name: say("many.file.confirm") }));
    expect(results[Object.keys(results).at(-2)]).toMatch(/,[\w-]{20,}$/);
    expect(await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]))).not.toContain(
      results["loja-11"].split(",").at(-1),
    );
  });
});

test("counted names and a paste of several requests become rows; a secret is asked for again after a reload", async ({ page, panel, control }) => {
  const many = new Many(panel);
  const { say } = panel;
  await many.open("v2");
  await page.locator("#many-name").fill("shop-{n:02}");
  await page.locator("#many-start").fill("9");
  await page.locator("#many-count").fill("2");
  await expect(many.source).toContainText(say("many.pattern.preview", { first: "shop-09", last: "shop-10" }));
  await page.keyboard.press("Enter");
  await expect(many.tools).toContainText(say("many.rows_other", { count: 2 }));

  await many.tools.getByRole("button", { name: say("many.add_more") }).click();
  await many.paste("nome;token\nshop-11;A-TOKEN-OF-ITS-OWN-11\nshop-12;\nshop-13;");
  await many.source.getByRole("button", { name: say("many.take_other", { count: 3 }) }).click();
  await expect(many.tools).toContainText(say("many.rows_other", { count: 5 }));

  await many.cell(5, say("field.instance_name.label")).fill("<img src=x onerror=alert(1)>");
  await page.keyboard.press("Enter");
  await expect(many.row(5).getByRole("button", { name: /^Remove <img/ })).toBeVisible();

  await page.reload();
  await expect(many.tools).toContainText(say("many.wrong_one", { count: 1 }));
  const token = say("field.token.label");
  await expect(many.state(3)).toContainText(say("many.fault.forgotten").slice(0, 20));
  await many.cell(3, say("many.cell", { field: token, name: "shop-11" })).fill("A-TOKEN-OF-ITS-OWN-11");
  await page.keyboard.press("Enter");
  await expect(many.create).toHaveText(say("many.create_other", { count: 5 }));
  await many.row(5).getByRole("button", { name: /^Remove/ }).click();
  await many.create.click();
  await expect(many.counts).toContainText(say("many.line.as_requested_other", { count: 4 }), { timeout: 60_000 });
  await expect.poll(async () => (await namesOn(panel, "v2")).sort()).toEqual(["shop-09", "shop-10", "shop-11", "shop-12"]);
  const bodies = (await control.creations("v2")).map(({ body }) => JSON.parse(body));
  expect(bodies.find((body) => body.instanceName === "shop-11").token).toBe("A-TOKEN-OF-ITS-OWN-11");
  expect(bodies.every((body) => body.qrcode === false)).toBe(true);

  await test.step("a tab that was duplicated shows the run and sends nothing", async () => {
    const kept = await page.evaluate(() => ({ ...sessionStorage }));
    const copy = await page.context().newPage();
    await copy.route("**/empty.html", (route) => route.fulfill({ contentType: "text/html", body: "<link rel=icon href='data:,'>" }));
    await copy.goto("/empty.html");
    await copy.evaluate((kept) => Object.assign(sessionStorage, kept), kept);
    await copy.goto(page.url());
    await expect(copy.locator("#main")).toContainText(say("many.other_tab"));
    await expect(copy.getByRole("region", { name: say("many.run") }).getByRole("button")).toHaveCount(0);
    await copy.close();
  });

  await test.step("the phones are connected one after the other", async () => {
    await control.options("v2", { qr: "at once" });
    await many.bar.getByRole("button", { name: say("many.queue.open") }).click();
    const queue = page.getByRole("dialog", { name: say("many.queue") });
    await expect(many.customer).toHaveText("shop-09");
    await expect(queue.getByRole("img").first()).toBeVisible({ timeout: 30_000 });
    await isAccessible(page, "the queue of customers", { within: "#many-queue" });
    await control.call("POST", "/phone", { mount: "v2", instance: "shop-09", action: "scan" });
    await expect(many.customer).toHaveText("shop-10", { timeout: 30_000 });
    await queue.getByRole("button", { name: say("many.queue.skip"), exact: true }).click();
    await expect(many.customer).toHaveText("shop-11");
    await queue.getByRole("button", { name: say("many.queue.back") }).click();
    await expect(many.customer).toHaveText("shop-10");
    for (let left = 3; left > 0; left -= 1) {
      await queue.getByRole("button", { name: say("many.queue.skip"), exact: true }).click();
    }
    await expect(queue).toContainText(say("many.queue.over"));
    await expect(queue).toContainText(say("many.queue.skipped_other", { count: 3 }));
    await page.keyboard.press("Escape");
    await expect(queue).toBeHidden();
  });
});

test("a refused key stops the run at once, and the import leads here with all its instances", async ({ page, panel, control }) => {
  const many = new Many(panel);
  const { say } = panel;
  await panel.start("v2");
  await panel.button("form_sheets.import").click();
  const box = page.locator("#import-box");
  await box.fill(["nome", ...Array.from({ length: 9 }, (_, n) => `a-${n}`)].join("\n"));
  await page.locator("#import-all").click();
  await expect(page).toHaveURL(/#\/servers\/\d+\/many$/);
  await many.source.getByRole("button", { name: say("many.take_other", { count: 9 }) }).click();
  await expect(many.create).toHaveText(say("many.create_other", { count: 9 }));
  await control.fault("v2", { fault: "status401", method: "POST", path: "/instance/create" });
  await many.create.click();
  await expect(many.bar).toContainText(say("many.paused_by"));
  await expect.poll(async () => (await control.creations("v2")).length).toBeLessThan(4);
  await many.bar.getByRole("button", { name: say("instances.bulk.stop") }).click();
  await control.clearFaults("v2");
  await many.bar.getByRole("button", { name: say("many.rest_other", { count: 9 }) }).click();
  await expect(many.counts).toContainText(say("many.line.as_requested_other", { count: 9 }), { timeout: 60_000 });
});

test("a table that is headed in another language waits for that language", async ({ page, panel }) => {
  const many = new Many(panel);
  const { say } = panel;
  let release;
  const released = new Promise((resolve) => (release = resolve));
  await page.route(/pt-BR-[0-9a-f]+\.json/, async (route) => {
    await released;
    await route.continue();
  });
  await many.open("v2");
  await many.paste("nome;número\nloja-1;5511900000001");
  await expect(many.source.getByRole("status").first()).toContainText(say("import.reading"));
  release();
  await many.source.getByRole("button", { name: say("many.take_one", { count: 1 }) }).click();
  await expect(many.cell(1, say("many.cell", { field: say("field.number.label"), name: "loja-1" }))).toHaveValue("5511900000001");
  await expect(many.notices).not.toContainText("número");
});

test("after a pause it says how many rows still end, and after a stop it runs those that never began", async ({ panel, control }) => {
  const { say } = panel;
  const many = new Many(panel);
  await many.open("v2");
  await many.paste("name\nloja-1\nloja-2\nloja-3\nloja-4");
  await many.source.getByRole("button", { name: say("many.take_other", { count: 4 }) }).click();
  await control.fault("v2", { fault: "hold", method: "POST", path: "/instance/create", times: 2 });
  await many.create.click();
  await expect.poll(async () => (await control.held("v2")).length).toBe(2);
  await many.bar.getByRole("button", { name: say("instances.bulk.pause") }).click();
  await expect(many.counts).toContainText(say("many.line.pausing_other", { count: 2 }));
  await control.release("v2");
  await expect(many.counts).toContainText(say("many.line.paused", { done: 2, all: 4 }), { timeout: 60_000 });
  await many.bar.getByRole("button", { name: say("instances.bulk.stop") }).click();
  await many.bar.getByRole("button", { name: say("many.rest_other", { count: 2 }) }).click();
  await expect(many.counts).toContainText(say("many.line.over", { done: 4, all: 4 }), { timeout: 60_000 });
  expect(Object.values(await control.creationCounts("v2"))).toEqual(Array(4).fill({ requests: 1, stored: 1 }));
});
