// Names and answers that try to be more than text.

import { expect, test } from "../support/test.mjs";

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
