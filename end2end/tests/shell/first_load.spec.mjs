// The first load: few requests, all to the panel's own host, and a page that starts even where the
// browser refuses to store anything.

import { expect, test } from "../../support/test.mjs";

test("the form needs five requests at most, none to anyone else @smoke", async ({ page, panel, demo }) => {
  const requests = [];
  page.on("request", (request) => requests.push(request.url()));
  const failed = [];
  page.on("response", (response) => response.status() >= 400 && failed.push(response.url()));
  await panel.open();
  // What the form does not need comes after everything that it does.
  const isOf = (chunk) => (url) => new RegExp(`/${chunk}-[\\w-]+\\.(wasm|css|json)$`).test(url);
  for (const chunk of ["operate", "servers"]) {
    await expect.poll(() => requests.filter(isOf(chunk)).length, `the files of ${chunk}`).toBe(3);
  }
  const ours = requests.filter((url) => !url.startsWith("data:"));
  const isLater = isOf("(operate|servers|pairing|instances|many|deployment|shared)");
  const first = ours.filter((url) => !isLater(url));
  expect(first.length, ours.join("\n")).toBeLessThanOrEqual(5);
  expect(ours.slice(first.length).every(isLater), ours.join("\n")).toBe(true);
  expect(ours.filter((url) => !url.startsWith(demo.panel))).toEqual([]);
  expect(failed, "the missing configuration is no error").toEqual([]);
  // Walking through the pages asks nobody either.
  await panel.goTo("servers");
  await expect(page.locator("#server-url")).toBeVisible();
  await panel.goTo("");
  await expect(panel.name).toBeVisible();
  expect(requests.filter((url) => !url.startsWith(demo.panel) && !url.startsWith("data:"))).toEqual([]);
});

test("with a server, calls that server and nobody else, and loads nothing for deployments", async ({ page, panel, demo }) => {
  await panel.start("v2");
  const asked = [];
  page.on("request", (request) => {
    if (!/^(data|blob):/.test(request.url())) asked.push(request.url());
  });
  await page.reload();
  await panel.serverIs("reachable");
  await panel.switchOn("webhook");
  await panel.fillAll({ instance_name: "alone", webhook_url: "https://hooks.example.com/x", qrcode: true });
  await panel.create();
  await panel.tokenIsStored();
  await panel.goTo("servers");
  await expect(panel.serverRows).toHaveCount(1);
  const origins = new Set(asked.map((url) => new URL(url).origin));
  expect([...origins].toSorted()).toEqual([new URL(demo.panel).origin, demo.api].toSorted());
  // Nothing is configured here.
  expect(asked.filter((url) => /\/deployment-/.test(url))).toEqual([]);
});

const THROWS = {
  "the disk is full": () => {
    Storage.prototype.setItem = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
  },
  "the access to storage throws": () => {
    for (const name of ["localStorage", "sessionStorage"]) {
      Object.defineProperty(window, name, {
        get() {
          throw new DOMException("denied", "SecurityError");
        },
      });
    }
  },
};

test("a whole creation where the disk is full, and where the access to storage throws", async ({ page, panel, control }) => {
  for (const [how, script] of Object.entries(THROWS)) {
    await test.step(how, async () => {
      await control.reset();
      await page.addInitScript(script);
      await panel.startByForm("v2");
      await panel.themeButton().click();
      await panel.setLanguage("es");
      await panel.setLanguage("en");
      await panel.goTo("servers");
      await expect(panel.main).toContainText(panel.say("servers.storage_failed"));
      await panel.goTo("");
      await panel.fill("instance_name", "no-storage");
      await panel.create();
      await expect(panel.resultStatus).toHaveText(panel.say("result.as_requested"));
      await expect.poll(() => control.creations("v2")).toHaveLength(1);
    });
  }
});

// No fixture of the panel: its guard fails a test for the error that ends the start.
test("in a browser that is too old for the styles, only the message shows", async ({ page, demo }) => {
  await page.addInitScript(() => (CSS.supports = () => false));
  await page.goto(demo.panel);
  for (const language of ["en", "pt-BR", "es"]) await expect(page.locator(`#last-resort p[lang="${language}"]`)).toBeVisible();
  await expect(page.locator("form, main")).toHaveCount(0);
});
