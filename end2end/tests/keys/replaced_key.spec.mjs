// A key that takes another one's place, also in a browser that stores nothing more.

import { Panel } from "../../support/panel/panel.mjs";
import { stored } from "../../support/panel/storage.mjs";
import { KEY } from "../../support/server/demo.mjs";
import { expect, test } from "../../support/test.mjs";

const NEW_KEY = "global-key-0123456789-abcdefgh";

/** From now on these methods of the storage throw, as on a full disk. */
const breakStorage = (page, ...methods) =>
  page.evaluate((methods) => {
    for (const method of methods) {
      Storage.prototype[method] = () => {
        throw new DOMException("full", "QuotaExceededError");
      };
    }
  }, methods);

/** On its page, a server that was used with one key gets another. */
async function replaceKey(panel) {
  await panel.editServer("v2");
  await panel.page.locator("#server-key").fill(NEW_KEY);
  await panel.saveServer();
  await expect(panel.serverForm).toHaveCount(0);
}

test.beforeEach(async ({ panel, control }) => {
  await panel.start("v2", { remember: true });
  await control.options("v2", { key: NEW_KEY });
  await panel.goTo("servers");
});

test("a key is written over the one before, which is not removed first", async ({ page, panel }) => {
  await page.evaluate(() => {
    const { removeItem } = Storage.prototype;
    window.removed = [];
    Storage.prototype.removeItem = function (name) {
      window.removed.push(name);
      removeItem.call(this, name);
    };
  });
  await replaceKey(panel);
  const kept = await stored(page);
  expect(kept).toContain(NEW_KEY);
  expect(kept).not.toContain(KEY);
  const removed = await page.evaluate(() => window.removed.filter((name) => name.startsWith("instance-panel.key.")));
  expect(removed).toEqual([]);
});

test("on a full disk, the earlier key does not come back with a reload", async ({ page, panel }) => {
  await breakStorage(page, "setItem");
  await replaceKey(panel);
  await expect(panel.main).toContainText(panel.say("servers.storage_failed"));
  await page.reload();
  await expect(panel.serverRows).toContainText(panel.say("server.key_missing"));
  await expect.poll(() => stored(page)).not.toContain(KEY);
});

test("where the browser keeps the earlier key, the list that is read again has the new one", async ({ page, panel, demo, control, context }) => {
  await breakStorage(page, "setItem", "removeItem");
  await replaceKey(panel);
  expect(await stored(page)).toContain(KEY);
  await test.step("another tab changes the list, which is why it is read", async () => {
    const other = new Panel(await context.newPage(), demo, control);
    await other.leave();
    await other.page.evaluate(() => {
      const [server] = JSON.parse(localStorage.getItem("instance-panel.servers"));
      localStorage.setItem("instance-panel.servers", JSON.stringify([server, { ...server, id: 2, label: "second" }]));
    });
    await page.bringToFront();
    await expect(panel.serverLabels).toHaveText(["v2", "second"]);
  });
  await panel.goTo("");
  await panel.fill("instance_name", "replaced");
  await panel.create();
  const [{ headers }] = await control.creations("v2");
  expect(headers.apikey).toBe(NEW_KEY);
});
