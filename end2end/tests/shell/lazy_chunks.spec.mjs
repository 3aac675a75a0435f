// The part that comes after the form: what the page does while it is on its way, when it is late, and
// when it never comes.

import { expect, test } from "../../support/test.mjs";

/** Its files: code, sentences, styles. */
const FILES = {
  code: /\/operate-[0-9a-f]+\.wasm$/,
  sentences: /\/operate-[\w-]+\.json$/,
  styles: /\/operate-[0-9a-f]+\.css$/,
};

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
  // The browser and the link script name the file in the console.
  test.use({ allowedErrors: /ERR_FAILED|Failed to fetch/ });

  for (const [name, file] of Object.entries(FILES).filter(([name]) => name !== "sentences")) {
    test(`without its ${name}, the form stays and it can be fetched again`, async ({ page, panel, control }) => {
      await panel.start("v2");
      await page.route(file, (route) => route.abort());
      await page.reload();
      const notice = page.getByRole("alert").filter({ hasText: panel.say("later.failed") });
      await expect(notice).toBeVisible();
      await panel.fill("instance_name", "kept");
      await panel.press();
      await expect(panel.submit).toHaveText(panel.say("create.submit"));
      await expect(notice).toBeVisible();
      await page.unroute(file);
      await notice.getByRole("button", { name: panel.say("later.retry") }).click();
      await expect(notice).toHaveCount(0);
      // The press that could not be made is not made up for behind the operator's back.
      await expect(panel.name).toHaveValue("kept");
      expect(await control.creations("v2")).toHaveLength(0);
      await panel.create();
      expect(await control.creations("v2")).toHaveLength(1);
      const sheets = await page.evaluate(() =>
        document.adoptedStyleSheets.map((sheet) => [...sheet.cssRules].map((rule) => rule.cssText).join()),
      );
      expect(sheets.length).toBeGreaterThan(1);
      expect(new Set(sheets).size, "each sheet once").toBe(sheets.length);
    });
  }
});

test("a press before it is there waits, and sends once what then stands in the form @smoke", async ({ page, panel, control }) => {
  await panel.start("v2");
  const open = await hold(page, FILES.code);
  await page.reload();
  await panel.fill("instance_name", "early");
  await panel.press();
  await expect(panel.submit).toHaveText(panel.say("create.submitting"));
  await page.keyboard.press("Control+Enter");
  await panel.fill("instance_name", "later");
  open();
  await panel.created();
  const bodies = (await control.creations("v2")).map((request) => JSON.parse(request.body).instanceName);
  expect(bodies).toEqual(["later"]);
});

test("a press that waits is checked again when it can be made", async ({ page, panel, control }) => {
  await panel.start("v2");
  const open = await hold(page, FILES.code);
  await page.reload();
  await panel.fill("instance_name", "early");
  await panel.press();
  await panel.fill("instance_name", "");
  open();
  await expect(panel.name).toBeFocused();
  await expect(panel.name).toHaveAttribute("aria-invalid", "true");
  await expect(panel.submit).toHaveText(panel.say("create.submit"));
  expect(await control.creations("v2")).toHaveLength(0);
});

test("its screens say that they are on their way", async ({ page, panel }) => {
  await panel.start("v2");
  const open = await hold(page, FILES.sentences);
  await page.goto("/#/servers");
  await page.reload();
  await expect(page.getByRole("status").filter({ hasText: panel.say("later.loading") })).toBeVisible();
  open();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(panel.say("servers.title"));
});
