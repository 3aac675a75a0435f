// Names and answers that try to be more than text.

import { expect, test } from "../../support/test.mjs";

const NAME = "<img src=x onerror=window.pwned=1>";

/** Nothing of it became an element, and its script did not run. */
async function isHarmless(page) {
  expect(await page.evaluate(() => window.pwned)).toBeUndefined();
  await expect(page.locator("img[src=x]")).toHaveCount(0);
}

test("a name that is markup stays text everywhere", async ({ page, panel, control }) => {
  await panel.start("v2", { label: NAME });
  await panel.fillAll({ instance_name: NAME, reject_call: true, msg_call: NAME, qrcode: true });
  await panel.switchOn("webhook");
  await panel.fill("webhook_url", "https://hooks.example.com/x");
  await isHarmless(page);
  await panel.create();
  await expect(page.locator("h1")).toHaveText(NAME);
  await expect(page.locator("#proof-msg_call td").first()).toHaveText(NAME);
  await page.locator(".raw-reply summary").click();
  await expect(page.locator(".raw-reply")).toContainText(NAME);
  await expect(panel.resultStatus).toHaveText(panel.say("result.as_asked"));
  await expect(page.locator(".qr-frame img")).toHaveAttribute("alt", panel.say("pairing.alt", { name: NAME }));
  await isHarmless(page);
  // The paths hold the name encoded, and the server found it.
  const reads = (await control.requests("v2")).filter((request) => request.method === "GET" && request.path.includes("/find/"));
  expect(reads.length).toBeGreaterThan(0);
  for (const request of reads) expect(request.status).toBe(200);
  expect(await page.title()).not.toContain("img");
  await panel.page.getByRole("button", { name: panel.say("result.token.stored"), exact: true }).click();
  await panel.goTo("servers");
  await expect(page.locator(".server-name b")).toHaveText(NAME);
  await isHarmless(page);
});

test("an answer that echoes markup stays text", async ({ page, panel, control }) => {
  await panel.start("v2");
  await panel.fill("instance_name", NAME);
  const looked = page.waitForResponse(/connectionState/);
  await panel.name.blur();
  await looked;
  await control.create("v2", { instanceName: NAME, integration: "WHATSAPP-BAILEYS" });
  await panel.press();
  await panel.failsWith("name_in_use", { subject: NAME });
  await panel.failure.locator("summary").first().click();
  await expect(panel.failure.locator(".said-list")).toContainText(NAME);
  await expect(panel.failure.locator(".raw")).toContainText("in use");
  await isHarmless(page);
});

const REPLIES = {
  "a text": { status: 400, error: "Bad Request", response: { message: NAME } },
  "a list": { status: 400, error: "Bad Request", response: { message: [NAME, "<script>window.pwned=1</script>"] } },
  "a list in a list": { status: 400, error: "Bad Request", response: { message: [[NAME]] } },
  "an object": { status: 400, response: { message: { [NAME]: [NAME] } } },
  "nothing known": { [NAME]: NAME },
};

for (const [shape, reply] of Object.entries(REPLIES)) {
  test(`markup in the message as ${shape}`, async ({ page, panel }) => {
    await panel.start("v2");
    // The demo answers like the servers; these answers are of nobody.
    await page.route(/\/instance\/create$/, (route) =>
      route.request().method() === "POST"
        ? route.fulfill({ status: 400, json: reply, headers: { "access-control-allow-origin": "*" } })
        : route.continue(),
    );
    await panel.fill("instance_name", "plain");
    await panel.press();
    await expect(panel.failure).toContainText(panel.say("error.bad_request.cause"));
    await panel.failure.locator("summary").first().click();
    await expect(panel.failure).toContainText("onerror=window.pwned");
    await isHarmless(page);
  });
}

test("a page in the place of an answer is shown as text at most", async ({ page, panel }) => {
  await panel.start("v2");
  await page.route(/\/instance\/create$/, (route) =>
    route.request().method() === "POST"
      ? route.fulfill({
          status: 200,
          contentType: "text/html",
          body: `<html><body>${NAME}<script>window.pwned=1</script></body></html>`,
          headers: { "access-control-allow-origin": "*" },
        })
      : route.continue(),
  );
  await panel.fill("instance_name", "plain");
  await panel.press();
  await panel.failsWith("html");
  await panel.failure.locator("summary").first().click();
  await expect(panel.failure.locator(".raw")).toContainText(NAME);
  await isHarmless(page);
});

for (const [mount, max] of [["v1", "100"], ["v2", "255"], ["whatsapp", "100"]]) {
  test(`${mount} refuses a name of 5,000 letters before it is sent`, async ({ page, panel, control }) => {
    await panel.start(mount);
    await panel.fill("instance_name", "a".repeat(5000));
    await panel.press();
    await expect(page.locator("#instance_name-problem")).toHaveText(panel.say("problem.too_long", { max }));
    await expect(panel.summary).toContainText(panel.say("problem.too_long", { max }));
    expect(await control.creations(mount)).toHaveLength(0);
  });
}

const NAMES = [
  ["v2", " edge", "problem.edges"],
  ["v2", "   ", "problem.name_blank"],
  ["v2", "../up", "problem.name_path"],
  ["v2", "a/b", "problem.name_path"],
  ["v2", "zero\u200bwidth", "problem.name_characters"],
  ["v1", "blank inside", "problem.name_characters"],
  ["v1", "ação", "problem.name_characters"],
  ["v1", "$(reboot)", "problem.name_characters"],
];

test("names that lead elsewhere are refused", async ({ page, panel, control }) => {
  for (const mount of ["v1", "v2"]) {
    await (mount === "v1" ? panel.start(mount) : panel.addServer(mount));
    for (const [of, name, key] of NAMES) {
      if (of !== mount) continue;
      await panel.fill("instance_name", name);
      await panel.press();
      await expect(page.locator("#instance_name-problem"), name).toHaveText(panel.say(key));
    }
    expect(await control.creations(mount)).toHaveLength(0);
  }
});

for (const name of ["São Paulo 50%", "a?b=c#d&e", "日本 🎉", "quote'\"double"]) {
  test(`v2 takes the name ${name} and finds it again`, async ({ page, panel, control }) => {
    await panel.start("v2");
    await panel.fill("instance_name", name);
    await panel.create();
    await expect(page.locator("h1")).toHaveText(name);
    await expect(panel.resultStatus).toHaveText(panel.say("result.as_asked"));
    const [post] = await control.creations("v2");
    expect(JSON.parse(post.body).instanceName).toBe(name);
  });
}

/** The answer to one path, in the place of the demo's own. */
const answers = (page, path, json, status) => answersText(page, path, JSON.stringify(json), status);

/** The same for a text that no object of ours could be made into. */
async function answersText(page, path, body, status = 200) {
  const headers = { "access-control-allow-origin": "*" };
  await page.route(path, (route) =>
    route.request().method() === "OPTIONS"
      ? route.continue()
      : route.fulfill({ status, contentType: "application/json", body, headers }),
  );
}

const FIVE_MB = 5_000_000;

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
  expect(await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]).length)).toBeLessThan(10_000);
}

test("texts of 5 MB in every place of a creation's answer hang nothing", async ({ page, panel }) => {
  await panel.start("v2");
  const long = "a".repeat(FIVE_MB);
  await answers(page, /\/instance\/create$/, {
    instance: { instanceName: "big", instanceId: long, status: long, integration: long },
    hash: long,
    settings: { msgCall: long },
    webhook: { [long]: long },
    rows: Array.from({ length: 50_000 }, (_, index) => ({ index })),
    qrcode: { count: 1, code: long, pairingCode: long, base64: `data:image/png;base64,${long}` },
  }, 201);
  await panel.fillAll({ instance_name: "big", msg_call: "x", qrcode: true });
  await panel.press();
  await expect(page).toHaveURL(/#\/result$/);
  await expect(page.locator("h1")).toHaveText("big");
  await page.locator(".raw-reply summary").click();
  await expect(page.locator(".raw-reply li").first()).toBeVisible();
  await isBounded(page);
});

for (const [what, reply] of Object.entries({
  "a message": () => ({ status: 400, response: { message: "b".repeat(FIVE_MB) } }),
  "many messages": () => ({ status: 400, response: { message: Array(200_000).fill("many") } }),
  "a name in use": () => ({ status: 403, response: { message: [`This name "${"c".repeat(FIVE_MB)}" is already in use.`] } }),
})) {
  test(`5 MB of ${what} hang nothing`, async ({ page, panel }) => {
    await panel.start("v2");
    await answers(page, /\/instance\/create$/, reply(), 400);
    await panel.fill("instance_name", "big");
    await panel.press();
    await expect(panel.failure).toBeVisible();
    await panel.failure.locator("summary").first().click();
    await expect(panel.failure.locator("pre.raw")).toBeVisible();
    await isBounded(page);
  });
}

test("an answer that is nested too deeply is none, in words", async ({ page, panel }) => {
  await panel.start("v2");
  const body = '{"instance":'.repeat(100_000) + "1" + "}".repeat(100_000);
  await answersText(page, /\/instance\/create$/, body, 201);
  await panel.fill("instance_name", "deep");
  await panel.press();
  await panel.failsWith("not_json");
  await isBounded(page);
});

test("a member called __proto__ is a member", async ({ page, panel }) => {
  await panel.start("v2");
  const body = '{"instance":{"instanceName":"proto","__proto__":{"polluted":"yes"}},"__proto__":{"polluted":"yes"},"hash":"t"}';
  await answersText(page, /\/instance\/create$/, body, 201);
  await panel.fill("instance_name", "proto");
  await panel.press();
  await expect(page.locator("h1")).toHaveText("proto");
  await page.locator(".raw-reply summary").click();
  await expect(page.locator(".raw-reply")).toContainText("__proto__");
  expect(await page.evaluate(() => ({}).polluted)).toBeUndefined();
});

for (const image of [
  "data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9IndpbmRvdy5wd25lZD0xIi8+",
  "javascript:window.pwned=1",
  "https://evil.example.com/qr.png",
  "data:text/html,<script>window.pwned=1</script>",
]) {
  test(`a picture from ${image.slice(0, 24)} is never shown: the code is drawn here`, async ({ page, panel }) => {
    const strangers = [];
    page.on("request", (request) => {
      if (request.url().includes("evil.example.com")) strangers.push(request.url());
    });
    await panel.start("v2");
    const qr = { count: 1, code: "2@drawn-here,of-this-text", base64: image };
    await answers(page, /\/instance\/connect\//, qr);
    await panel.fillAll({ instance_name: "picture", qrcode: true });
    await page.route(/\/instance\/create$/, async (route) => {
      if (route.request().method() === "OPTIONS") return route.continue();
      const reply = await route.fetch();
      return route.fulfill({ response: reply, json: { ...(await reply.json()), qrcode: qr } });
    });
    await panel.press();
    const shown = page.locator(".qr-frame img").first();
    await expect(shown).toHaveAttribute("src", /^data:image\/svg\+xml,%3Csvg xmlns='http:\/\/www\.w3\.org\/2000\/svg' viewBox=/);
    for (const src of await page.locator("img").evaluateAll((images) => images.map((image) => image.getAttribute("src")))) {
      expect(src).toMatch(/^data:image\/(png;base64|svg\+xml,%3Csvg xmlns=)/);
    }
    expect(await page.evaluate(() => window.pwned)).toBeUndefined();
    expect(strangers).toEqual([]);
  });
}

test("no name turns the sentence around it", async ({ page, panel, control }) => {
  const turned = "shop\u202egnp.exe";
  await panel.start("v2", { label: turned });
  // The list of the servers names its address after it, where it must not be turned around.
  await expect(page.locator(".server-switch option")).toHaveText(`shop\ufffdgnp.exe — ${panel.base("v2").replace("http://", "")}`);
  await panel.fill("instance_name", "متجر");
  await control.create("v2", { instanceName: "متجر", integration: "WHATSAPP-BAILEYS" });
  await panel.press();
  await panel.failsWith("name_in_use", { subject: "\u2068متجر\u2069" });
  await panel.fill("instance_name", turned);
  await panel.press();
  await expect(page.locator("#instance_name-problem")).toHaveText(panel.say("problem.name_characters"));
});

test("a name that looks like a place in a sentence is a name", async ({ page, panel }) => {
  await panel.start("v2", { label: "{time}" });
  await panel.fill("instance_name", "{server}");
  await panel.create();
  await expect(page.locator("h1")).toHaveText("{server}");
  await expect(page.locator("#main .lead").first()).toContainText(panel.say("result.created", { server: "{time}", time: "" }).split(",")[0]);
});

test("addresses that are scripts are refused before anything is sent", async ({ page, panel, control }) => {
  await panel.start("v2");
  await panel.switchOn("webhook");
  await panel.fill("instance_name", "scripts");
  for (const url of ["javascript:alert(1)", "data:text/html,<script>1</script>", "vbscript:x"]) {
    await panel.fill("webhook_url", url);
    await panel.press();
    await expect(page.locator("#webhook_url-problem"), url).toHaveText(panel.say("problem.url_scheme"));
  }
  expect(await control.creations("v2")).toHaveLength(0);
});
