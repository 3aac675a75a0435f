// A creation that the server refused in the middle: 1.x leaves half of it behind, 2.x takes it back.

import { NAME, found, madeOnce, proxyIsRefused } from "../../support/panel/creation.mjs";
import { namesOn } from "../../support/server/instances.mjs";
import { expect, test } from "../../support/test.mjs";

const BUSINESS = { integration: "WHATSAPP-BUSINESS", token: "EAAGm0PX4ZCpsBA-token", number: "106540352242922" };

test("1.x: half an instance is deleted and tried again with one press; 2.x takes it back by itself @smoke", async ({ panel, control }) => {
  await panel.start("v1");
  await proxyIsRefused(panel, control, "v1", BUSINESS);
  await expect(panel.failureTitle).toHaveText(panel.say("failure.title"));
  await expect(panel.failure).toContainText(panel.say("failure.half_made"));
  await expect(panel.lookup).toHaveText(found("half_made", { state: "connected (open)" }));
  await expect(panel.button("failure.again", panel.failure)).toHaveCount(0);
  const typed = await panel.typed();
  // A deletion that fails says so and can be tried again.
  await control.fault("v1", { fault: "status500", method: "DELETE", times: 1 });
  await panel.act("failure.delete");
  await expect(panel.lookup).toContainText(panel.say("failure.delete.failed", { name: NAME }));
  await panel.act("failure.delete");
  await expect(panel.lookup).toHaveText(panel.say("failure.delete.done", { name: NAME }));
  await expect(panel.failure).toBeFocused();
  await expect.poll(() => namesOn(panel, "v1")).toEqual([]);
  // What is connected must be logged out before it can be deleted.
  const deletions = (await control.requests("v1")).filter(({ method }) => method === "DELETE").map(({ path }) => path);
  expect(deletions.at(-1)).toBe(`/instance/delete/${NAME}`);
  expect(deletions).toContain(`/instance/logout/${NAME}`);
  // Nothing is sent before the next press.
  await expect.poll(() => control.creations("v1")).toHaveLength(1);
  await expect.poll(() => panel.typed()).toEqual(typed);
  await control.options("v1", { proxy_ok: true });
  await panel.act("failure.again");
  await panel.created();
  await madeOnce(panel, control, "v1", 2);
  await panel.restart();
  // Until then the name is waited for.
  await control.options("v2", { delete_ms: 2_000 });
  await panel.start("v2");
  await proxyIsRefused(panel, control, "v2");
  await expect(panel.failure).toContainText(panel.say("failure.taken_back"));
  await expect(panel.lookup).toHaveText(found("held"));
  for (const key of ["failure.again", "failure.delete"]) await expect(panel.button(key, panel.failure)).toHaveCount(0);
  await expect(panel.lookup).toHaveText(found("absent"));
  await control.options("v2", { proxy_ok: true });
  await panel.act("failure.again");
  await panel.created();
  await madeOnce(panel, control, "v2", 2);
  expect((await control.creations("v2")).map(({ status }) => status)).toEqual([400, 201]);
});
