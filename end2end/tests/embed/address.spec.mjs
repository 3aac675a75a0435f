// The options in the address, and what must not stand there.

import { expect, FRAMED, test } from "../../support/embed/framed.mjs";

test.use(FRAMED);

const notice = (page) => page.getByRole("alert");

test.describe("the address", () => {
  const SECRETS = [
    ["?token=LEAKED-0123456789&embed&lang=es", "#/servers", "?embed&lang=es"],
    ["", "#/servers?token=LEAKED-0123456789", ""],
  ];

  test("a secret is cleaned, not used, and the page says so", async ({ page, panel, consoleLines }) => {
    for (const [search, hash, left] of SECRETS) {
      await test.step(`${search}${hash}`, async () => {
        await page.goto(`/${search}${hash}`);
        await expect(notice(page)).toContainText(panel.say("embed.secret.title", {}, search.includes("lang=es") ? "es" : "en"));
        await expect.poll(() => page.evaluate(() => location.search)).toBe(left);
        const places = await page.evaluate(() => [location.href, document.URL, document.documentElement.outerHTML, document.title, JSON.stringify({ ...localStorage, ...sessionStorage }), JSON.stringify(history.state)]);
        for (const place of [...places, ...consoleLines]) {
          expect(place).not.toContain("LEAKED");
        }
        const requests = await page.evaluate(() => performance.getEntriesByType("resource").map((entry) => entry.name).join());
        expect(requests).not.toContain("LEAKED");
        await notice(page).getByRole("button").click();
        await expect(notice(page)).toHaveCount(0);
        // The history holds no other entry of this page.
        await page.reload();
        await expect(panel.main).toBeVisible();
        await expect(notice(page)).toHaveCount(0);
      });
    }
  });

  test("a secret in a hash that comes later is cleaned and told of each time", async ({ page, panel, consoleLines }) => {
    await page.goto("/");
    await expect(panel.name).toBeVisible();
    // What follows the address is in the part that comes after the form.
    await panel.goTo("servers");
    await expect(page.locator("#forget-device")).toBeVisible();
    const told = notice(page);
    await expect(told).toHaveCount(0);
    for (const [hash, left] of [
      // The form is where an address without a hash leads.
      ["#/?token=LEAKED-0123456789", ""],
      ["#/servers?token=LEAKED-0123456789", "#/servers"],
    ]) {
      // As a bookmark that is followed: the page stays open.
      await page.evaluate((hash) => location.assign(hash), hash);
      await expect(told).toContainText(panel.say("embed.secret.title"));
      await expect.poll(() => page.evaluate(() => location.hash)).toBe(left);
      // The page that it names is shown.
      await expect(left === "" ? panel.name : page.locator("#forget-device")).toBeVisible();
      const places = await page.evaluate(() => [document.documentElement.outerHTML, document.title, JSON.stringify({ ...localStorage, ...sessionStorage }), JSON.stringify(history.state)]);
      for (const place of [...places, ...consoleLines]) expect(place).not.toContain("LEAKED");
      await told.locator("button").click();
      await expect(told).toHaveCount(0);
    }
    // No entry of the history holds it.
    for (let step = 0; step < 3; step += 1) {
      await page.goBack();
      await expect.poll(() => page.evaluate(() => location.href)).not.toContain("LEAKED");
      await expect(told).toHaveCount(0);
    }
  });

  test("an ordinary address says nothing; unknown options are named, and the others hold @smoke", async ({ page, panel }) => {
    await page.goto("/?utm_source=x");
    await expect(panel.name).toBeVisible();
    await expect(notice(page)).toHaveCount(0);
    await expect(page.getByRole("banner")).toBeVisible();
    await page.goto("/?embed&theme=blue&lang=pt-BR&section=nope");
    const options = panel.say("embed.wrong_options", { options: "theme, section" }, "pt-BR");
    await expect(notice(page)).toContainText(options);
    await expect(page.locator("html")).toHaveAttribute("lang", "pt-BR");
    expect(new URL(page.url()).search).toBe("?embed&theme=blue&lang=pt-BR&section=nope");
  });
});
