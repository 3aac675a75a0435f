// A page that is loaded again while a creation is on its way.

import { NAME, canArriveNoMore, found, madeOnce, pressWithFault } from "../../support/panel/creation.mjs";
import { hold } from "../../support/server/answers.mjs";
import { namesOn } from "../../support/server/instances.mjs";
import { expect, test } from "../../support/test.mjs";

test("what was made meanwhile is found and shown; what never arrives is begun again @smoke", async ({ page, panel, control }) => {
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
  await panel.restart();
  await page.clock.install();
  await pressWithFault({ panel, control }, "v2", { fault: "latency", ms: 3_600_000 });
  await expect.poll(() => control.creations("v2")).toHaveLength(1);
  await page.reload();
  await canArriveNoMore(panel);
  await expect(panel.lookup).toHaveText(found("absent"));
  await control.clearFaults("v2");
  await panel.act("failure.again");
  await expect(panel.name).toBeFocused();
  await expect(panel.name).toHaveValue(NAME);
  await expect(panel.failure).toHaveCount(0);
  await panel.create();
  await expect.poll(() => namesOn(panel, "v2")).toEqual([NAME]);
});
