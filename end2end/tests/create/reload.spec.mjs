// A page that is loaded again while a creation is on its way.

import { NAME, arrivalIsRuledOut, found, madeOnce, pressWithFault } from "../../support/panel/creation.mjs";
import { hold } from "../../support/server/answers.mjs";
import { namesOn } from "../../support/server/instances.mjs";
import { expect, test } from "../../support/test.mjs";

test("v2: what was made meanwhile is found and shown @smoke", async ({ page, panel, control }) => {
  const creation = await hold(page);
  await pressWithFault({ panel, control }, "v2");
  await expect.poll(creation.count).toBe(1);
  await page.reload();
  await panel.failsWith("interrupted");
  await expect(panel.failure).toContainText(NAME);
  creation.release();
  await expect(panel.lookup).toHaveText(found("exists"));
  await panel.act("failure.show");
  await panel.created();
  await expect(panel.resultStatus).toHaveText(panel.say("inflight.secrets_unknown"));
  await expect(panel.token).toContainText("•");
  await madeOnce(panel, control, "v2");
  await panel.tokenIsStored();
  await panel.goTo("");
  await page.reload();
  await expect(panel.name).toBeVisible();
  await expect(panel.failure).toHaveCount(0);
});

test("what never arrives is begun again with its name", async ({ page, panel, control }) => {
  await page.clock.install();
  await pressWithFault({ panel, control }, "v2", { fault: "latency", ms: 3_600_000 });
  await expect.poll(() => control.creations("v2")).toHaveLength(1);
  await page.reload();
  await arrivalIsRuledOut(panel);
  await expect(panel.lookup).toHaveText(found("absent"));
  await control.clearFaults("v2");
  await panel.act("failure.again");
  await expect(panel.name).toBeFocused();
  await expect(panel.name).toHaveValue(NAME);
  await expect(panel.failure).toHaveCount(0);
  await panel.create();
  expect(await namesOn(panel, "v2")).toEqual([NAME]);
});

test("a failure that was closed is not asked about again", async ({ page, panel, control }) => {
  await pressWithFault({ panel, control }, "v2", { fault: "cut_after" });
  await expect(panel.lookup).toContainText(NAME);
  await page.reload();
  await panel.failsWith("interrupted");
  await panel.act("common.close");
  await page.reload();
  await expect(panel.name).toBeVisible();
  await expect(panel.failure).toHaveCount(0);
});

test("v1: a token that was not sent again proves nothing", async ({ page, panel, control }) => {
  await pressWithFault({ panel, control }, "v1", { fault: "cut_after", times: 1 });
  await expect(panel.lookup).toHaveText(found("exists"));
  // The page does not store the token, so a reload forgets whose the instance is.
  await page.reload();
  await expect(panel.lookup).toHaveText(found("there"));
  await panel.fill("instance_name", NAME);
  await panel.press();
  await panel.failsWith("unsettled", { subject: NAME });
  await expect(panel.failure).toContainText(panel.say("error.unsettled.cure"));
  // Nothing left this browser this time, and nothing says that it did.
  await expect(panel.failure).not.toContainText(panel.say("failure.unknown_body"));
  await expect(panel.lookup).toHaveText(found("there"));
  await expect(panel.button("failure.show", panel.failure)).toBeVisible();
  await madeOnce(panel, control, "v1");
});
