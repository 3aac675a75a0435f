// Five hundred rows on a server that fails for some of them, with a reload in the middle. Which rows it fails for
// stands in a list, and what each row is said to have become is compared with what the server has.

import { passMinutes } from "../../support/clock.mjs";
import { Many } from "../../support/panel/many.mjs";
import { instances } from "../../support/server/instances.mjs";
import { expect, test } from "../../support/test.mjs";

const ROWS = 500;
const nameOf = (row) => `loja-${String(row).padStart(3, "0")}`;
const hookOf = (name) => `https://hook.example.com/${name}`;
const NAMES = Array.from({ length: ROWS }, (_, at) => nameOf(at + 1));
const TABLE = ["Nome;Número;Webhook URL;Webhook Eventos", ...NAMES.map((name, at) => `${name};${5511900000000 + at};${hookOf(name)};CALL`)].join("\n");

/** `count` names from this row on, evenly spread. */
const spread = (count, from) => Array.from({ length: count }, (_, at) => nameOf(from + (at * ROWS) / count));
/** 2 %: the work is done, and the answer is cut off. */
const CUT = spread(10, 13);
/** 2 %: answered with 500, and nothing is done. */
const REFUSED = spread(10, 27);
/** 1 %: somebody else's by the time that their turn comes. */
const TAKEN = spread(5, 41);
const foreignToken = (name) => `SOMEBODY-ELSES-${name}`;
/** 1 %: created, and the webhook is dropped without a word. */
const DROPPED = spread(5, 55);
/** On their way when the page is loaded again: the one is stored after that, the other never arrives. */
const [LATE, LOST] = [nameOf(251), nameOf(252)];

/** What the server has of each row, as the panel should tell it. */
async function truth(panel, control) {
  const rows = await instances(panel, "v2");
  expect(new Set(rows.map(({ name }) => name)).size, "no name stands twice").toBe(rows.length);
  const byName = new Map(rows.map((row) => [row.name, row]));
  const counts = await control.creationCounts("v2");
  const state = async (name) => {
    const row = byName.get(name);
    if (!row || row.token === foreignToken(name)) return counts[name] ? "not_created" : "not_sent";
    const webhook = await control.get("v2", `/webhook/find/${name}`);
    const isAsAsked = webhook?.enabled && webhook.url === hookOf(name) && webhook.events.join() === "CALL";
    return isAsAsked && row.number === String(5511900000000 + NAMES.indexOf(name)) ? "created_as_requested" : "created_with_problems";
  };
  const states = {};
  for (const name of NAMES) states[name] = await state(name);
  return { states, counts };
}

/** What the file of results says of each row. */
async function told(many) {
  const results = Object.entries(await many.results());
  return Object.fromEntries(results.map(([name, line]) => [name, line.split(",")[2]]));
}

const withState = (states, state) => NAMES.filter((name) => states[name] === state);

test("500 rows over faults and a reload: none twice, none missing, and each is what the file says", async ({ page, panel, control }) => {
  test.setTimeout(600_000);
  const many = new Many(panel);
  const { say } = panel;
  const faults = [
    ...CUT.map((instance) => ({ fault: "cut_after", instance })),
    ...REFUSED.map((instance) => ({ fault: "status500", instance })),
    ...DROPPED.map((instance) => ({ fault: "loses", groups: ["webhook"], instance })),
    { fault: "hold", method: "POST", path: "/instance/create", times: 2 },
    { fault: "hold", instance: LATE },
    { fault: "hold", instance: LOST },
    { fault: "cut_before", instance: LOST },
  ];
  for (const fault of faults) await control.fault("v2", { times: 1, ...fault });
  const isOver = () => expect(many.file).toBeVisible({ timeout: 240_000 });

  await many.open("v2");
  await many.paste(TABLE);
  await many.source.getByRole("button", { name: say("many.take_other", { count: ROWS }) }).click();
  await expect(many.create).toHaveText(say("many.create_other", { count: ROWS }));
  await expect(many.create).toBeEnabled();
  await expect(many.tools).not.toContainText(say("many.checking"));

  await test.step("names are taken after the check, while the first rows are on their way", async () => {
    await many.create.click();
    await expect.poll(async () => (await control.held("v2")).length).toBe(2);
    for (const name of TAKEN) await control.seed("v2", { name, token: foreignToken(name) });
    await control.release("v2");
  });

  await test.step("the page is loaded again in the middle of the run", async () => {
    const sent = async () => Object.keys(await control.creationCounts("v2"));
    await expect.poll(sent, { timeout: 240_000 }).toContain(LOST);
    await expect.poll(async () => (await control.held("v2")).length).toBe(2);
    await page.clock.install();
    await page.reload();
    await expect(many.notices).toContainText(say("many.resumed").slice(0, 40));
    await control.release("v2");
    await many.bar.getByRole("button", { name: say("instances.bulk.resume") }).click();
    // What never arrived is looked up until it is certain that it will not.
    await expect.poll(sent, { timeout: 240_000 }).toContain(NAMES.at(-1));
    expect((await control.creationCounts("v2"))[LOST].requests).toBe(1);
    await passMinutes(page, 3);
    await isOver();
  });

  await test.step("each row is what the file says", async () => {
    const { states, counts } = await truth(panel, control);
    expect(await told(many)).toEqual(states);
    expect(withState(states, "created_with_problems")).toEqual(DROPPED);
    // The list of the page that was loaded again tells of the names that were taken by then.
    const [before, after] = [TAKEN.slice(0, 3), TAKEN.slice(3)];
    expect(withState(states, "not_created")).toEqual([...REFUSED, ...before].sort());
    expect(withState(states, "not_sent")).toEqual(after);
    for (const name of NAMES) {
      const requests = after.includes(name) ? undefined : name === LOST ? 2 : 1;
      const stored = REFUSED.includes(name) || TAKEN.includes(name) ? 0 : 1;
      expect(counts[name], name).toEqual(requests && { requests, stored });
    }
  });

  await test.step("another try makes what is missing, and nothing twice", async () => {
    await many.bar.getByRole("button", { name: say("many.rest_other", { count: REFUSED.length + TAKEN.length }) }).click();
    const well = ROWS - TAKEN.length - DROPPED.length;
    await expect(many.counts).toContainText(say("many.line.as_requested_other", { count: well }), { timeout: 60_000 });
    await isOver();
    const { states, counts } = await truth(panel, control);
    const others = NAMES.filter((name) => !TAKEN.includes(name));
    const said = await told(many);
    for (const name of others) {
      expect(said[name], name).toBe(states[name]);
      expect(said[name], name).toBe(DROPPED.includes(name) ? "created_with_problems" : "created_as_requested");
      expect(counts[name].stored, name).toBe(1);
    }
    for (const name of TAKEN) expect(["not_created", "not_sent"], name).toContain(said[name]);
    expect((await instances(panel, "v2")).length).toBe(ROWS);
  });
});
