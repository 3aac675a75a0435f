// Names and answers that try to be more than text. How they are read is tested in the domain; here nothing of
// them becomes an element, runs, or hangs the page.

import { InstancePage } from "../../support/panel/instance.mjs";
import { Palette } from "../../support/panel/palette.mjs";
import { CREATE, answers, answersText } from "../../support/server/answers.mjs";
import { expect, test } from "../../support/test.mjs";

const MARKUP = "<img src=x onerror=window.pwned=1>";

const MEGABYTE = 1_000_000;

/** So many elements that nothing hangs, and texts as short as anybody reads. */
async function isBounded(page) {
  const { elements, longest } = await page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    let longest = 0;
    while (walker.nextNode()) longest = Math.max(longest, walker.currentNode.data.length);
    return { elements: document.querySelectorAll("*").length, longest };
  });
  expect(elements).toBeLessThan(12_000);
  expect(longest).toBeLessThan(25_000);
  await expect.poll(() => page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]).length)).toBeLessThan(10_000);
}

/** Nothing of it became an element, and its script did not run. */
async function isHarmless(page) {
  await expect.poll(() => page.evaluate(() => window.pwned)).toBeUndefined();
  await expect(page.locator("img[src=x]")).toHaveCount(0);
}

test("names that are markup or hold every kind of letter stay text everywhere @smoke", async ({ page, panel, control }) => {
  await panel.start("v2", { label: MARKUP });
  await panel.fillAll({ instance_name: MARKUP, reject_call: true, msg_call: MARKUP, qrcode: true });
  await panel.switchOn("webhook");
  await panel.fill("webhook_url", "https://hooks.example.com/x");
  await isHarmless(page);
  await panel.create();
  await expect(page.locator("h1")).toHaveText(MARKUP);
  await expect(page.locator("#proof-msg_call td").first()).toHaveText(MARKUP);
  await panel.rawReply.locator("summary").click();
  await expect(panel.rawReply).toContainText(MARKUP);
  await expect(panel.resultStatus).toHaveText(panel.say("result.as_requested"));
  await expect(panel.qrImage).toHaveAttribute("alt", panel.say("pairing.alt", { name: MARKUP }));
  await isHarmless(page);
  // The paths hold the name encoded, and the server found it.
  const reads = (await control.requests("v2")).filter(({ method, path }) => method === "GET" && path.includes("/find/"));
  expect(reads.length).toBeGreaterThan(0);
  for (const request of reads) expect(request.status).toBe(200);
  await expect.poll(() => page.title()).not.toContain("img");
  await panel.tokenIsStored();
  await panel.goTo("servers");
  await expect(panel.serverRows).toContainText(MARKUP);
  await isHarmless(page);
  await panel.restart();
  const name = `São Paulo 50% a?b=c#d&e 日本 🎉 quote'"double {server}`;
  await panel.start("v2", { label: "{time}" });
  await panel.fill("instance_name", name);
  await panel.create();
  await expect(page.locator("h1")).toHaveText(name);
  await expect(panel.resultStatus).toHaveText(panel.say("result.as_requested"));
  // What looks like a placeholder of a sentence is not filled in.
  const [sentence] = panel.say("result.created", { server: "{time}" }).split(", {time}");
  await expect(panel.main).toContainText(sentence);
  const [post] = await control.creations("v2");
  expect(JSON.parse(post.body).instanceName).toBe(name);
});

test("markup in an answer stays text, and one of megabytes hangs nothing", async ({ page, panel }) => {
  await panel.start("v2");
  await panel.fill("instance_name", "plain");
  for (const reply of [
    { status: 400, error: "Bad Request", response: { message: [[MARKUP], "<script>window.pwned=1</script>"] } },
    { status: 400, response: { message: { [MARKUP]: [MARKUP] } } },
    { [MARKUP]: MARKUP },
  ]) {
    await answers(page, CREATE, reply, 400);
    await panel.press();
    await expect(panel.failure).toContainText(panel.say("error.bad_request.cause"));
    await panel.openDetails();
    await expect(panel.failure).toContainText("onerror=window.pwned");
    await isHarmless(page);
    await panel.act("common.close");
  }
  const html = `<html><body>${MARKUP}<script>window.pwned=1</script></body></html>`;
  await answersText(page, CREATE, html, { contentType: "text/html" });
  await panel.press();
  await panel.failsWith("html");
  await panel.openDetails();
  await expect(panel.failure).toContainText(MARKUP);
  await isHarmless(page);
  await panel.restart();
  await panel.start("v2");
  const long = "a".repeat(MEGABYTE);
  await answers(page, CREATE, {
    instance: { instanceName: "big", instanceId: long, status: long, integration: long },
    hash: long,
    settings: { msgCall: long },
    webhook: { [long]: long },
    rows: Array.from({ length: 20_000 }, (_, index) => ({ index })),
    qrcode: { count: 1, code: long, pairingCode: long, base64: `data:image/png;base64,${long}` },
  }, 201);
  await panel.fillAll({ instance_name: "big", msg_call: "x", qrcode: true });
  await panel.press();
  await expect(page).toHaveURL(/#\/result$/);
  await expect(page.locator("h1")).toHaveText("big");
  await panel.rawReply.locator("summary").click();
  await expect(panel.rawReply.getByRole("listitem").first()).toBeVisible();
  await isBounded(page);
});

test("no name turns the sentence around it, and no picture from elsewhere is shown", async ({ page, panel, control }) => {
  const turned = "shop\u202egnp.exe";
  await panel.start("v2", { label: turned });
  // The choice of servers shows the address after the label, where it must not be turned around.
  const address = panel.base("v2").replace("http://", "");
  await expect(panel.switcher.locator("option")).toHaveText(`shop\ufffdgnp.exe — ${address}`);
  await panel.fill("instance_name", "متجر");
  await control.create("v2", { instanceName: "متجر", integration: "WHATSAPP-BAILEYS" });
  await panel.press();
  await panel.failsWith("name_in_use", { subject: "\u2068متجر\u2069" });
  await panel.fill("instance_name", turned);
  await panel.press();
  await expect(page.locator("#instance_name-problem")).toHaveText(panel.say("problem.name_characters"));
  await panel.restart();
  const asked = [];
  page.on("request", (request) => request.url().includes("evil.example.com") && asked.push(request.url()));
  await panel.start("v2");
  const qr = { count: 1, code: "2@drawn-here,of-this-text", base64: "https://evil.example.com/qr.png" };
  await answers(page, /\/instance\/connect\//, qr);
  await panel.fillAll({ instance_name: "picture", qrcode: true });
  await page.route(CREATE, async (route) => {
    if (route.request().method() === "OPTIONS") return route.continue();
    const reply = await route.fetch();
    return route.fulfill({ response: reply, json: { ...(await reply.json()), qrcode: qr } });
  });
  await panel.press();
  await expect(panel.qrImage).toHaveAttribute("src", /^data:image\/svg\+xml,%3Csvg xmlns='http:\/\/www\.w3\.org\/2000\/svg' viewBox=/);
  for (const src of await page.locator("img").evaluateAll((images) => images.map((image) => image.getAttribute("src")))) {
    expect(src).toMatch(/^data:image\/(png;base64|svg\+xml,%3Csvg xmlns=)/);
  }
  expect(asked).toEqual([]);
});

// What people paste without seeing it, what breaks an address or a header, and what is simply too long.
const ODD = [
  "x".repeat(5_000),
  MARKUP,
  "\u201cquoted\u201d\u200b",
  "tok\u20acn-\u65e5\u672c \ud83d\udc69\u200d\ud83d\udcbb",
  "a\ud800b",
  "e\u0301\u202e\u2066\u0000\u0007\ufeff",
  "http://[::1",
  "https://user:p%zz@h:99999/?a#b",
  "host:1:u:p:@x",
  "-99999999999999999999",
  "{0}{name}%s",
];

/**
 * Types and pastes it into every field, in the page, those of one place after those of another. Returns how many
 * fields there are.
 */
async function typeEverywhere({ value, places }) {
  let count = 0;
  for (const place of document.querySelectorAll(places)) {
    const inputs = place.querySelectorAll(":is(input:not([type=radio], [type=checkbox], [type=file]), textarea):not(:disabled)");
    count += inputs.length;
    for (const input of inputs) {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", value);
      input.focus();
      input.value = value;
      input.dispatchEvent(new InputEvent("input", { bubbles: true }));
      input.dispatchEvent(new ClipboardEvent("paste", { bubbles: true, cancelable: true, clipboardData }));
      input.blur();
    }
    // What the panel shows of it is there with the next frame.
    await new Promise(requestAnimationFrame);
  }
  return count;
}

test("odd values in every field of every server stop nothing", async ({ page, panel }) => {
  test.slow();
  for (const mount of ["v2", "v1", "whatsapp"]) {
    await panel.start(mount);
    await panel.allGroupsOn();
    // Fields that another one's value brings into sight.
    for (const name of ["businessId", "triggerValue"]) await expect(page.locator(`[name=${name}]`)).toHaveCount(0);
    await panel.row("integration").locator("input[value=WHATSAPP-BUSINESS]").check({ timeout: 1_000 }).catch(() => {});
    await panel.row("typebot_trigger_type").locator("input[value=keyword]").check({ timeout: 1_000 }).catch(() => {});
    await panel.unfold();
    const header = page.locator("#webhook_headers-0-name, #webhook_headers-0-value");
    if (mount !== "v1") {
      await page.locator("#webhook_headers").click();
      await expect(header).toHaveCount(2);
    }
    for (const value of ODD) {
      expect(await page.evaluate(typeEverywhere, { value, places: "form .card" })).toBeGreaterThan(mount === "whatsapp" ? 3 : 12);
      // Name and value of the header are among them.
      for (const input of await header.all()) await expect(input).not.toHaveValue("");
      await panel.press();
      await expect(page.locator("form .row.invalid").first()).toBeVisible();
    }
    await isHarmless(page);
    // It still works: the guard of every test has seen no error either.
    await page.reload();
    await panel.button("create.reset_all").click();
    await panel.button("create.reset_all.confirm", panel.dialog).click();
    await panel.fill("instance_name", "still-works");
    expect(JSON.parse(await panel.copiedJson()).instanceName).toBe("still-works");
    await panel.restart();
  }
});

test("odd values in the inputs of every other screen stop nothing", async ({ page, panel, control }) => {
  test.slow();
  const instance = new InstancePage(panel);
  await control.create("v2", { instanceName: "shop", integration: "WHATSAPP-BAILEYS" });
  /** All odd values in all inputs of a place, one after the other. */
  const fill = async (places, least = 1) => {
    const inputs = page.locator(places).locator("input:not([type=radio], [type=checkbox], [type=file]), textarea");
    await expect(inputs.first()).toBeVisible();
    for (const value of ODD) {
      expect(await page.evaluate(typeEverywhere, { value, places }), places).toBeGreaterThanOrEqual(least);
    }
    await isHarmless(page);
  };
  await panel.start("v2");
  for (const [sheet, places] of [["import", "#import-sheet"], ["presets", "#presets-sheet"]]) {
    await panel.button(`form_sheets.${sheet}`).click();
    await fill(places);
    await page.keyboard.press("Escape");
  }
  await new Palette(panel).open();
  await fill("#palette");
  await page.keyboard.press("Escape");
  await panel.goTo("servers");
  await panel.editServer("v2");
  await fill("main form", 3);
  for (const route of ["requests", "servers/1/instances", "servers/1/many"]) {
    await page.evaluate((route) => (location.hash = `#/${route}`), route);
    await fill("main");
  }
  await instance.open("shop");
  for (const group of ["webhook", "proxy"]) {
    await instance.edit(group);
    await instance.switchOn(group);
    await fill(".group-form");
    await instance.save.click();
    await panel.button("common.cancel", instance.form).click();
    await expect(instance.form).toBeHidden();
  }
  // It still works: the guard of every test has seen no error either.
  await expect(instance.title).toHaveText("shop");
});
