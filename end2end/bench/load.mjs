// The way to the form and to the first creation, with nothing in the browser's cache: times, bytes and memory, of this
// build and, with `--beside DIR`, of another one in the same run.

import { say } from "../support/locale.mjs";
import { knowServer } from "./server.mjs";
import { Table } from "./table.mjs";

const SLOW = {
  cpu: 4,
  network: { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 93_750 },
};
const FAST = { cpu: 1, network: null };
const NAME = "#instance_name";

/** Counts the bytes that come from the panel's host, as they come over the line. */
async function countBytes(page, panel) {
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  const ours = new Set();
  let bytes = 0;
  session.on("Network.responseReceived", ({ requestId, response }) => response.url.startsWith(panel) && ours.add(requestId));
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    if (ours.has(requestId)) bytes += encodedDataLength;
  });
  return () => bytes;
}

/** Watches for long tasks, and opens the panel. */
async function open(page, panel) {
  await page.addInitScript(() => {
    window.longTasks = [];
    new PerformanceObserver((list) => window.longTasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
      type: "longtask",
      buffered: true,
    });
  });
  await page.goto(`${panel}#/`, { waitUntil: "commit" });
}

/** When the name can be typed, since the visit began. */
const usable = (page) =>
  page.evaluate(
    (name) =>
      new Promise((resolve) => {
        const look = () => {
          if (document.querySelector(name)) requestAnimationFrame(() => resolve(performance.now()));
          else requestAnimationFrame(look);
        };
        look();
      }),
    NAME,
  );

/** How long tasks of more than 50 ms kept the page from answering. */
const blocked = (page) => page.evaluate(() => window.longTasks.reduce((sum, one) => sum + one - 50, 0));

/** From the first key to the frame that follows. */
async function firstKey(page) {
  await page.locator(NAME).focus();
  await page.evaluate(() => {
    window.keyed = new Promise((resolve) => {
      document.addEventListener(
        "keydown",
        ({ timeStamp }) => requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - timeStamp))),
        { capture: true, once: true },
      );
    });
  });
  await page.keyboard.press("a");
  return page.evaluate(() => window.keyed);
}

/** JavaScript heap and what is held outside of it, which the memory of the wasm is part of, in megabytes. */
async function memory(page) {
  const session = await page.context().newCDPSession(page);
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize, backingStorageSize = 0 } = await session.send("Runtime.getHeapUsage");
  return (usedSize + backingStorageSize) / 1e6;
}

/** The form, until its first key. */
async function form(page, panel) {
  const bytes = await countBytes(page, panel);
  await open(page, panel);
  const time = await usable(page);
  const loaded = bytes();
  const wait = await blocked(page);
  return { usable: time, bytes: loaded, blocked: wait, key: await firstKey(page), memory: await memory(page) };
}

/** A creation, pressed as soon as the form can be used: when it leaves, and what was loaded until its proof. */
async function creation(page, panel, api, name) {
  const bytes = await countBytes(page, panel);
  await knowServer(page, api);
  const isCreation = (request) => request.method() === "POST" && request.url().endsWith("/instance/create");
  const posted = page.waitForRequest(isCreation, { timeout: 60_000 });
  await open(page, panel);
  await usable(page);
  await page.locator(NAME).fill(name);
  await page.keyboard.press("Enter");
  await posted;
  // The page tells of a call once it has ended.
  const sent = await page.evaluate(
    () =>
      new Promise((resolve) => {
        new PerformanceObserver((list) => {
          const creation = list.getEntries().find(({ name }) => name.endsWith("/instance/create"));
          if (creation) resolve(creation.startTime);
        }).observe({ type: "resource", buffered: true });
      }),
  );
  await page.getByRole("main").getByRole("status").filter({ hasText: say("result.as_requested") }).waitFor({ timeout: 60_000 });
  return { sent, proved: bytes() };
}

const ROWS = [
  ["form usable, no throttle", "ms", ({ fast }) => fast.usable],
  ["form usable, Fast 3G + 4x CPU", "ms", ({ slow }) => slow.usable],
  ["blocking time there", "ms", ({ slow }) => slow.blocked],
  ["first key to frame there", "ms", ({ slow }) => slow.key],
  ["press to POST, pressed at once there", "ms", ({ made }) => made.sent],
  ["bytes to a usable form", "", ({ fast }) => fast.bytes],
  ["bytes to a sent creation and its proof", "", ({ made }) => made.proved],
  ["JS heap + wasm memory", "MB", ({ fast }) => fast.memory],
];

const shown = (value, unit) => (unit === "MB" ? value.toFixed(1) : Math.round(value).toLocaleString("en"));

export async function benchLoad({ withPage, panels, api, median, runs }) {
  const all = panels.map(() => []);
  for (let run = 0; run < runs; run += 1) {
    // In turn, so that a machine that is busy for a while is so for both.
    for (const [at, { url }] of panels.entries()) {
      const fast = await withPage(FAST, (page) => form(page, url));
      const slow = await withPage(SLOW, (page) => form(page, url));
      const made = await withPage(SLOW, (page) => creation(page, url, api, `bench-${at}-${run}`));
      all[at].push({ fast, slow, made });
    }
  }
  console.log(`\ncold, the median of ${runs}`);
  const table = new Table(["", ...panels.map(({ name }) => name)]);
  for (const [name, unit, of] of ROWS) {
    table.add(name, ...all.map((runs) => `${shown(median(runs.map(of)), unit)} ${unit}`.trim()));
  }
  table.print();
}
