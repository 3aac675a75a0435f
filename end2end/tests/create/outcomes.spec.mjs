// A creation whose end is unclear: each kind of fault ends in the right sentence and the right next action,
// and none in a second instance. Every fault on every dialect is tested in the domain, on the machine that runs a
// creation; here each kind of end is met once in the browser.

import { CREATE, NAME, canArriveNoMore, found, madeOnce, pressWithFault } from "../../support/panel/creation.mjs";
import { hold } from "../../support/server/answers.mjs";
import { namesOn, tokenOf } from "../../support/server/instances.mjs";
import { expect, test } from "../../support/test.mjs";
import { masked, TYPEBOT_FLOW } from "../../support/panel/values.mjs";

// What is on the server afterwards, and whether a request without an answer might still arrive.
const FAULTS = [
  ["v2", "a cut before the work", { fault: "cut_before" }, { id: "unreachable", mayArrive: true }],
  ["v2", "a refusal by CORS", { fault: "cors_refused" }, { id: "unreachable", mayArrive: true, presses: 0 }],
  ["v2", "a 500", { fault: "status500" }, { id: "server_failure" }],
  ["v2", "a cut in the answer", { fault: "cut_body" }, { id: "not_json", isThere: true, isOwn: true }],
  ["v1", "a cut after the work", { fault: "cut_after" }, { id: "unreachable", isThere: true, isOwn: true }],
  // This dialect tells neither token nor time: it may be somebody else's.
  ["whatsapp", "an empty answer", { fault: "empty" }, { id: "empty_reply", isThere: true, isOwn: false }],
];

/** Brings the fault about, and follows it to its end. */
async function endsAsItShould({ page, panel, control, demo }, [mount, , fault, end]) {
  const { id, isThere, isOwn, mayArrive, presses = 1 } = end;
  await page.clock.install();
  await panel.start(mount);
  await panel.fillAll({ instance_name: NAME, reject_call: true });
  const typed = await panel.typed();
  await control.fault(mount, { ...fault, ...CREATE });
  await panel.press();
  await panel.failsWith(id);
  // Of what was created after all, there is nothing to cure.
  if (!isThere) await expect(panel.failure).toContainText(panel.say(`error.${id}.cure`, { origin: new URL(demo.panel).origin }));
  await expect(panel.failure).toBeFocused();
  if (mayArrive) await expect(panel.failureTitle).toHaveText(panel.say("failure.unknown_title"));
  await expect.poll(() => panel.typed()).toEqual(typed);
  await control.clearFaults(mount);
  if (mayArrive) await canArriveNoMore(panel);
  if (!isThere) {
    await expect(panel.lookup).toHaveText(found("absent"));
    await expect(panel.failureTitle).toHaveText(panel.say("failure.title"));
    await expect(panel.button("failure.show", panel.failure)).toHaveCount(0);
    await expect.poll(() => control.creations(mount)).toHaveLength(presses);
    await panel.act("failure.again");
    await panel.created();
    await madeOnce(panel, control, mount, presses + 1);
    return;
  }
  await expect(panel.lookup).toHaveText(found(isOwn ? "exists" : "there"));
  await expect(panel.failureTitle).toHaveText(panel.say(isOwn ? "failure.found_title" : "failure.unknown_title"));
  await expect(panel.button("failure.again", panel.failure)).toHaveCount(0);
  await panel.act("failure.show");
  await panel.created();
  await expect(page.locator("h1")).toHaveText(NAME);
  await expect(panel.timeline).toContainText(panel.say("inflight.found"));
  await expect(panel.token).toHaveText(masked(await tokenOf(panel, mount, NAME)));
  await expect(page.locator("#proof-reject_call")).toContainText(panel.say("result.verdict.same"));
  await madeOnce(panel, control, mount);
}

for (const [title, isThere] of [["not created", undefined], ["created after all @smoke", true]]) {
  test(`faults that end in: ${title}`, async ({ page, panel, control, demo }) => {
    test.slow();
    for (const fault of FAULTS.filter(([, , , end]) => end.isThere === isThere)) {
      await test.step(`${fault[0]}: ${fault[1]}`, async () => {
        await endsAsItShould({ page, panel, control, demo }, fault);
        await panel.restart();
      });
    }
  });
}

test("an answer that says that nothing was made starts no lookup; a name taken meanwhile leads to its field", async ({ page, panel, control }) => {
  await pressWithFault({ panel, control }, "v2", { fault: "rate429" });
  await panel.failsWith("rate_limited");
  await expect(panel.failure).toContainText(panel.say("failure.retry_after", { time: panel.say("unit.s", { count: 1 }) }));
  await expect(panel.failureTitle).toHaveText(panel.say("failure.title"));
  await expect(panel.lookup).toHaveCount(0);
  await expect(panel.button("failure.look", panel.failure)).toHaveCount(0);
  await panel.act("common.close");
  await expect(panel.failure).toBeHidden();
  await expect(panel.name).toHaveValue(NAME);
  await expect.poll(() => control.creations("v2")).toHaveLength(1);
  await expect.poll(() => namesOn(panel, "v2")).toEqual([]);
  await panel.restart();
  await panel.start("v2");
  await panel.fill("instance_name", NAME);
  const isLookedUp = page.waitForResponse(/connectionState/);
  await panel.name.blur();
  await isLookedUp;
  await control.create("v2", { instanceName: NAME, integration: "WHATSAPP-BAILEYS" });
  await panel.press();
  await panel.failsWith("name_in_use", { subject: NAME });
  const field = panel.say("field.instance_name.label");
  await panel.failure.getByRole("button", { name: panel.say("failure.to_field", { field }), exact: true }).click();
  await expect(panel.name).toBeFocused();
  await madeOnce(panel, control, "v2", 2);
});

test("a cancelled creation that still arrives is found; an answer that never comes is given up", async ({ page, panel, control }) => {
  const creation = await hold(page);
  await pressWithFault({ panel, control }, "v2");
  await expect(panel.sending).toContainText(panel.say("sending.title", { name: NAME }));
  await panel.button("sending.cancel").click();
  await panel.failsWith("cancelled");
  await expect(panel.failure).toBeFocused();
  await expect(panel.lookup).toHaveText(found("not_yet"));
  await expect(panel.button("failure.again", panel.failure)).toHaveCount(0);
  creation.release();
  await expect(panel.lookup).toHaveText(found("exists"));
  await panel.act("failure.show");
  await panel.created();
  await madeOnce(panel, control, "v2");
  await panel.tokenIsStored();
  await panel.restart();
  await page.clock.install();
  await pressWithFault({ panel, control }, "v2", { fault: "latency", ms: 3_600_000 });
  // The screen says that it sends before the request has left and its time has begun.
  await expect.poll(() => control.creations("v2")).toHaveLength(1);
  await page.clock.fastForward(61_000);
  await panel.failsWith("timeout", { limit: panel.say("unit.s", { count: 60 }) });
  await canArriveNoMore(panel);
  await expect(panel.lookup).toHaveText(found("absent"));
  await expect.poll(() => control.creations("v2")).toHaveLength(1);
});

test("while a creation may still arrive, it is told for how long already, and another name can be used", async ({ page, panel, control }) => {
  await page.clock.install();
  await pressWithFault({ panel, control }, "v2", { fault: "cut_before" });
  await expect(panel.lookup).toHaveText(found("not_yet"));
  await page.clock.fastForward(100_000);
  const unit = (count) => panel.say("unit.s", { count });
  await expect(panel.failure).toContainText(new RegExp(panel.say("sending.elapsed", { time: unit("1\\d\\d"), limit: unit(180) })));
  await panel.act("failure.other_name");
  await expect(panel.name).toBeFocused();
});

test("a clock that is set back meanwhile prolongs no waiting", async ({ page, panel, control }) => {
  await page.clock.install();
  await pressWithFault({ panel, control }, "v2", { fault: "cut_before", times: 1 });
  await expect(panel.lookup).toHaveText(found("not_yet"));
  await page.evaluate(() => {
    const { now } = Date;
    Date.now = () => now() - 3_600_000;
  });
  await canArriveNoMore(panel);
  await expect(panel.lookup).toHaveText(found("absent"));
  await panel.act("failure.again");
  await panel.created();
  await madeOnce(panel, control, "v2", 2);
});

test("what a later creation has overtaken is not waited for after a reload", async ({ page, panel, control }) => {
  await pressWithFault({ panel, control }, "v2", { fault: "cut_before", times: 1 });
  await expect(panel.lookup).toHaveText(found("not_yet"));
  await panel.fill("instance_name", "loja-2");
  await panel.create();
  await panel.tokenIsStored();
  await panel.goTo("");
  await page.reload();
  await panel.failsWith("interrupted");
  await expect(panel.lookup).toHaveText(found("absent"));
});

test("an instance that may be somebody else's is only read", async ({ page, panel, control }) => {
  // Made two minutes before the press, by the server's own clock.
  await page.clock.install({ time: Date.now() + 120_000 });
  await control.allOn("v2");
  await panel.start("v2");
  await panel.switchOn("typebot");
  await panel.fillAll({ instance_name: NAME, ...TYPEBOT_FLOW });
  await control.fault("v2", { fault: "cut_before", ...CREATE, times: 1 });
  await panel.press();
  await expect(panel.lookup).toHaveText(found("not_yet"));
  await control.create("v2", { instanceName: NAME, integration: "WHATSAPP-BAILEYS" });
  await page.clock.runFor(2_000);
  await expect(panel.lookup).toHaveText(found("there"));
  await expect(panel.failure).not.toContainText(panel.say("failure.found_title"));
  await panel.act("failure.show");
  await panel.created();
  const written = (await control.posts("v2")).map(({ path }) => path).filter((path) => path !== "/verify-creds");
  expect(written, "the press, and what the test itself made").toEqual(["/instance/create", "/instance/create"]);
});

test("an open outcome stays known while other names are created; another try goes to no other server", async ({ page, panel, control }) => {
  await pressWithFault({ panel, control }, "v2", { fault: "cut_after", times: 1 });
  await expect(panel.lookup).toHaveText(found("exists"));
  await panel.fill("instance_name", "loja-2");
  await panel.create();
  await panel.tokenIsStored();
  await panel.goTo("");
  await panel.fill("instance_name", NAME);
  await panel.press();
  await panel.failsWith("unsettled", { subject: NAME });
  await expect(panel.lookup).toHaveText(found("exists"));
  await expect.poll(() => control.creations("v2")).toHaveLength(2);
  await panel.restart();
  await panel.start("v1");
  await panel.addServer("v2");
  await panel.fill("instance_name", NAME);
  await control.fault("v2", { fault: "status500", ...CREATE, times: 1 });
  await panel.press();
  await expect(panel.lookup).toHaveText(found("absent"));
  await panel.goTo("servers");
  await panel.serverButton("common.remove", "v2").click();
  await panel.button("servers.remove.confirm", panel.dialog).click();
  await panel.goTo("");
  await panel.act("failure.again");
  await expect(page).toHaveURL(/#\/servers$/);
  await panel.settled();
  expect(await control.creations("v1")).toHaveLength(0);
  expect(await control.creations("v2")).toHaveLength(1);
});
