// Many instances at once: the dry check of five thousand rows, scrolling, an edit, and what a run takes next to a
// bare loop of the same calls. Figures are reported, never asserted.

import { say } from "../support/locale.mjs";
import { press, scroll } from "./frames.mjs";
import { timeKeys } from "./keys.mjs";
import { bareLoop, callsByName, lastEnd, noteCalls, templates } from "./run_calls.mjs";
import { openList } from "./server.mjs";
import { Table } from "./table.mjs";

const ROWS = 5_000;
/** Rows of a run that is compared with a bare loop. */
const RUN_ROWS = 100;
const AT_ONCE = 2;
/** How long a server takes for an answer: as fast as it can, and as over the internet. */
const LATENCIES = [0, 30];
const DRY_CHECK_GOAL = 300;
const FRAME_GOAL = 50;
const OVERHEAD_GOAL = 10;

const STATUS = ".many-tools [role=status]";
const nameOf = (row) => `loja-${String(row).padStart(4, "0")}`;

/** So many rows as a file has them. The last one has the name of the first, so that the check has something to say. */
function csv(count, { isDoubled }) {
  const line = (row) => {
    const name = isDoubled && row === count ? nameOf(1) : nameOf(row);
    return `${name};${5511900000000 + row};https://hook.example.com/${row};CALL`;
  };
  return ["Nome;Número;Webhook URL;Webhook Eventos", ...Array.from({ length: count }, (_, at) => line(at + 1))].join("\n");
}

/** Opens the page and gives it a file; its rows are not taken yet. */
async function open(page, bench, text) {
  const { submit } = await openList(page, bench);
  await submit();
  await page.locator(".connect-form").waitFor({ state: "detached" });
  await page.evaluate(() => (location.hash = "#/servers/1/many"));
  await page.locator("#import-file").setInputFiles({ name: "rows.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
  await page.locator("#many-take").waitFor();
}

/** Takes the rows, and gives the time until the result of the check and of each frame meanwhile. */
const take = (page) => press(page, "#many-take", STATUS, { says: say("many.wrong_one", { count: 1 }), saysNot: say("many.checking") });

/** Adds an empty row, so that all are checked again. */
const checkAgain = (page, rows) =>
  press(page, ".many-buttons button:first-child", STATUS, { says: String(rows), saysNot: say("many.checking") });

/** From Enter in a cell to the frame with what was typed. */
async function edits(page) {
  await page.locator("#many-2-instance_name").focus();
  const times = await timeKeys(page, Array(20).fill(["x", "Enter"]).flat());
  const value = await page.locator("#many-2-instance_name").inputValue();
  if (!value.endsWith("x".repeat(20))) throw new Error(`the cell has ${value}`);
  return times.filter((_, at) => at % 2 === 1);
}

async function tableOf(bench, report) {
  const { withPage, runs, median } = bench;
  const worst = (all) => Math.max(...all);
  const taken = [];
  const again = [];
  for (let run = 0; run < runs; run += 1) {
    await withPage({ cpu: 1, network: null }, async (page) => {
      await open(page, bench, csv(ROWS, { isDoubled: true }));
      taken.push(await take(page));
      again.push(await checkAgain(page, ROWS + 1));
    });
  }
  const ms = (number) => `${Math.round(number)} ms`;
  const times = (all) => `${ms(median(all.map(({ time }) => time)))}, at most ${ms(worst(all.map(({ time }) => time)))}`;
  const frames = (all) => ms(worst(all.flatMap(({ frames }) => frames)));
  report.add(`${ROWS} rows are taken and checked`, times(taken), `${DRY_CHECK_GOAL} ms`);
  report.add("  longest frame meanwhile", frames(taken), `${FRAME_GOAL} ms`);
  report.add(`${ROWS} rows are checked again`, times(again), `${DRY_CHECK_GOAL} ms`);
  report.add("  longest frame meanwhile", frames(again), `${FRAME_GOAL} ms`);
  for (const cpu of [1, 4]) {
    await withPage({ cpu, network: null }, async (page) => {
      await open(page, bench, csv(ROWS, { isDoubled: true }));
      await take(page);
      const goal = cpu === 1 ? `${FRAME_GOAL} ms` : "";
      for (const pixels of [100, 400]) {
        const frames = await scroll(page, pixels);
        const figures = `${ms(median(frames))}, at most ${ms(worst(frames))}`;
        report.add(`a frame while scrolling ${pixels} px each, CPU ${cpu}x`, figures, goal);
      }
      await page.locator(".virtual-list").evaluate((list) => (list.scrollTop = 0));
      const times = await edits(page);
      report.add(`an edit to its frame, CPU ${cpu}x`, `${ms(median(times))}, at most ${ms(worst(times))}`, goal);
    });
  }
}

const control = async ({ api }, path, body) => {
  const answer = await fetch(`${api}/__demo${path}`, body && { method: "POST", body: JSON.stringify(body) });
  return answer.json();
};

async function reset(bench, latency) {
  await control(bench, "/reset", {});
  if (latency > 0) await control(bench, "/faults", { mount: "v2", fault: "latency", ms: latency });
}

/** How long the first hundred of so many rows take, from the first creation to the last read-back, and their calls. */
const panelRun = (bench, latency, rows) =>
  bench.withPage({ cpu: 1, network: null }, async (page) => {
    await reset(bench, latency);
    await open(page, bench, csv(rows, { isDoubled: false }));
    await page.locator("#many-take").click();
    await page.locator("#many-create:enabled").waitFor();
    await noteCalls(page);
    await page.locator("#many-create").click();
    // Each row ends with the look at its instance some seconds after its creation.
    const calls = await callsByName(page, RUN_ROWS, nameOf);
    // The server's log does not hold all the calls of thousands of rows.
    const log = rows === RUN_ROWS ? await control(bench, "/requests?mount=v2") : null;
    return { time: lastEnd(calls), templates: log && templates(log, nameOf(1)) };
  });

const bareRun = (bench, latency, templates) =>
  bench.withPage({ cpu: 1, network: null }, async (page) => {
    await reset(bench, latency);
    await open(page, bench, csv(RUN_ROWS, { isDoubled: false }));
    await noteCalls(page);
    const names = Array.from({ length: RUN_ROWS }, (_, at) => nameOf(at + 1));
    await bareLoop(page, `${bench.api}/v2`, templates, names, AT_ONCE);
    return lastEnd(await callsByName(page, RUN_ROWS, nameOf));
  });

async function runOf(bench, report) {
  const { runs, median } = bench;
  for (const latency of LATENCIES) {
    const [alone, amongMany, bare] = [[], [], []];
    for (let run = 0; run < runs; run += 1) {
      const { time, templates } = await panelRun(bench, latency, RUN_ROWS);
      alone.push(time);
      bare.push(await bareRun(bench, latency, templates));
      amongMany.push((await panelRun(bench, latency, ROWS)).time);
    }
    const base = median(bare);
    const over = (all) => `${Math.round(median(all))} ms, ${Math.round((100 * (median(all) - base)) / base)} % over`;
    const answers = latency > 0 ? `answers after ${latency} ms` : "answers at once";
    report.add(`a bare loop of ${RUN_ROWS} rows, ${AT_ONCE} at once, ${answers}`, `${Math.round(base)} ms`, "");
    report.add(`  the panel's run of ${RUN_ROWS} rows`, over(alone), `${OVERHEAD_GOAL} % over`);
    report.add(`  the first ${RUN_ROWS} of ${ROWS} rows`, over(amongMany), `${OVERHEAD_GOAL} % over`);
  }
}

export async function benchMany(bench) {
  const report = new Table(["many at once", "measured", "goal"]);
  await tableOf(bench, report);
  await runOf(bench, report);
  report.print();
}
