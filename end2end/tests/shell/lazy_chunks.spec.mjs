// The chunks that come after the form: what the page does while one is on its way, when it is late, and
// when it never comes. What is loaded, and when, is in first_load.spec.mjs.

import { FILE_ERRORS, OPERATE, files } from "../../support/chunks.mjs";
import { expect, test } from "../../support/test.mjs";

const SERVERS = files("servers");

/** Lets the file through only after `open` was called. */
async function hold(page, file) {
  let open;
  const opened = new Promise((resolve) => (open = resolve));
  await page.route(file, async (route) => {
    await opened;
    await route.continue();
  });
  return open;
}

test.describe("when a file cannot be had", () => {
  test.use({ allowedErrors: FILE_ERRORS });

  const failure = (page, panel) => page.getByRole("alert").filter({ hasText: panel.say("later.failed") });

  for (const kind of ["code", "styles"]) {
    test(`without the ${kind} of a creation, the form stays and they can be fetched again`, async ({ page, panel, control }) => {
      await panel.start("v2");
      await page.route(OPERATE[kind], (route) => route.abort());
      await page.reload();
      const notice = failure(page, panel);
      await expect(notice).toBeVisible();
      await panel.fill("instance_name", "kept");
      await panel.press();
      await expect(panel.submit).toHaveText(panel.say("create.submit"));
      await expect(notice).toBeVisible();
      await page.unroute(OPERATE[kind]);
      await notice.getByRole("button", { name: panel.say("later.retry") }).click();
      await expect(notice).toHaveCount(0);
      // The press that could not be made is not made up for behind the operator's back.
      await expect(panel.name).toHaveValue("kept");
      await panel.settled();
      expect(await control.creations("v2")).toHaveLength(0);
      await panel.create();
      await expect.poll(() => control.creations("v2")).toHaveLength(1);
      const sheets = await page.evaluate(() =>
        document.adoptedStyleSheets.map((sheet) => [...sheet.cssRules].map((rule) => rule.cssText).join()),
      );
      expect(sheets.length).toBeGreaterThan(1);
      expect(new Set(sheets).size, "each sheet once").toBe(sheets.length);
    });
  }

  test("without the page of the servers, everything else works and it can be fetched again", async ({ page, panel, control }) => {
    await panel.start("v2");
    for (const file of Object.values(SERVERS)) await page.route(file, (route) => route.abort());
    await page.goto("/#/servers");
    await page.reload();
    const notice = failure(page, panel);
    await expect(notice).toBeVisible();
    await expect(panel.serverRows).toHaveCount(0);
    await panel.goTo("");
    await expect(panel.name).toBeVisible();
    await expect(notice).toHaveCount(0);
    await panel.fill("instance_name", "without-servers");
    await panel.create();
    await expect.poll(() => control.creations("v2")).toHaveLength(1);
    await panel.tokenIsStored();

    await panel.goTo("servers");
    const again = notice.getByRole("button", { name: panel.say("later.retry") });
    // It still cannot be had.
    await again.click();
    await expect(notice).toBeVisible();
    await expect(panel.main).toBeFocused();
    for (const file of Object.values(SERVERS)) await page.unroute(file);
    await again.click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(panel.say("servers.title"));
    await expect(panel.serverRows).toHaveCount(1);
    await expect(panel.main).toBeFocused();
    await expect(notice).toHaveCount(0);
  });
});

test("a press before it can be made waits, is checked again, and sends once what then stands in the form @smoke @engines", async ({ page, panel, control }) => {
  await panel.start("v2");
  const pressEarly = async () => {
    // A reload in the middle of a load is another matter.
    await panel.settled();
    const open = await hold(page, OPERATE.code);
    await page.reload();
    await panel.fill("instance_name", "early");
    await panel.press();
    return open;
  };
  await test.step("a name that was taken away since", async () => {
    const open = await pressEarly();
    await panel.fill("instance_name", "");
    open();
    // One problem alone leads to its field.
    await expect(panel.name).toBeFocused();
    await expect(panel.name).toHaveAttribute("aria-invalid", "true");
    await expect(panel.submit).toHaveText(panel.say("create.submit"));
    await panel.settled();
    expect(await control.creations("v2")).toHaveLength(0);
  });
  await test.step("another name", async () => {
    const open = await pressEarly();
    await expect(panel.submit).toHaveText(panel.say("create.submitting"));
    await page.keyboard.press("Control+Enter");
    await panel.fill("instance_name", "later");
    open();
    await panel.created();
    const bodies = (await control.creations("v2")).map((request) => JSON.parse(request.body).instanceName);
    expect(bodies).toEqual(["later"]);
  });
});

test("a / before the search is there opens it then, but takes nobody out of a field", async ({ page, panel }) => {
  await panel.start("v2");
  const search = page.locator("#find-field");
  const slashEarly = async () => {
    await panel.settled();
    const open = await hold(page, OPERATE.code);
    await page.reload();
    await expect(panel.name).toBeVisible();
    await panel.main.focus();
    await page.keyboard.press("/");
    await expect(search).toHaveCount(0);
    return open;
  };
  let open = await slashEarly();
  open();
  await expect(search).toBeFocused();
  await expect(search).toHaveValue("");
  // It counts once: what is rendered again does not take the focus.
  await panel.setLanguage("es");
  await expect(page.locator("#language")).toBeFocused();
  await expect(search).toBeVisible();
  await panel.setLanguage("en");

  open = await slashEarly();
  await panel.name.focus();
  await page.keyboard.type("a/b");
  open();
  await expect(search).toBeVisible();
  await expect(panel.name).toBeFocused();
  await expect(panel.name).toHaveValue("a/b");
});

test("a page says that it is on its way", async ({ page, panel }) => {
  await panel.start("v2");
  const open = await hold(page, SERVERS.texts);
  await page.goto("/#/servers");
  await page.reload();
  await expect(page.getByRole("status").filter({ hasText: panel.say("later.loading") })).toBeVisible();
  open();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(panel.say("servers.title"));
});

test("a chunk that loads while the language changes speaks the new one", async ({ page, panel }) => {
  await panel.start("v2");
  await expect(panel.submit).toBeEnabled();
  const open = await hold(page, /\/operate-pt-BR-[0-9a-f]+\.json$/);
  const asked = page.waitForRequest("**/operate-pt-BR-*.json");
  await page.locator("#language").selectOption("pt-BR");
  await asked;
  // Its code and its English texts arrive before the language is there.
  await page.evaluate(() => (location.hash = "#/servers/1/instances"));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(panel.say("instances.title"));
  open();
  await expect(page.locator("html")).toHaveAttribute("lang", "pt-BR");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(panel.say("instances.title", {}, "pt-BR"));
});
