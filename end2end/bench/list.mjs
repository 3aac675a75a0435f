// The list of ten thousand instances: from the last byte to the first rows, scrolling, and a key in the
// search. Figures are reported, never asserted.

import { scroll } from "./frames.mjs";
import { timeKeys } from "./keys.mjs";
import { openList } from "./server.mjs";

const ROWS = 10_000;
/** A frame that took longer was seen as a jump. */
const LATE_MS = 25;

/** Opens the list; gives the time from the last byte of the answer until all rows that fit into the view are painted. */
async function open(page, panel, api) {
  const { submit } = await openList(page, { panel, api });
  await page.evaluate(() => {
    window.painted = new Promise((resolve) => {
      const isFull = () => {
        const list = document.querySelector(".virtual-list");
        const rows = list?.querySelectorAll(".virtual-row:not([hidden])") ?? [];
        return rows.length > 1 && rows.length >= Math.floor(list.clientHeight / rows[0].offsetHeight);
      };
      const look = () => {
        if (isFull()) setTimeout(() => resolve(performance.now()));
        else requestAnimationFrame(look);
      };
      look();
    });
  });
  await submit();
  return page.evaluate(async () => {
    const painted = await window.painted;
    const lists = performance.getEntriesByType("resource").filter(({ name }) => name.endsWith("/instance/fetchInstances"));
    return painted - lists.at(-1).responseEnd;
  });
}

/** From each key in the search to the frame with its rows. */
async function search(page) {
  await page.locator("#instances-search").focus();
  const keys = ["l", "o", "j", "a", "-", "9", "9", "9", ...Array(8).fill("Backspace"), "c", "l", "i", "n", "i", "c", "a"];
  return timeKeys(page, keys);
}

export async function benchList({ withPage, panel, api, figure, runs }) {
  await fetch(`${api}/__demo/instances`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ mount: "v2", name: "loja-{n}", count: ROWS }),
  });
  const paints = [];
  for (let run = 0; run < runs; run += 1) {
    paints.push(await withPage({ cpu: 1, network: null }, (page) => open(page, panel, api)));
  }
  console.log(`${ROWS} instances, last byte to rows: ${figure(paints)}`);
  await withPage({ cpu: 4, network: null }, async (page) => {
    await open(page, panel, api);
    // As fast as a wheel, and by most of a screen a frame.
    for (const pixels of [100, 400]) {
      const frames = await scroll(page, pixels);
      const late = frames.filter((time) => time > LATE_MS).length;
      const lateOnes = `${late} of ${frames.length} over ${LATE_MS} ms`;
      console.log(`${ROWS} instances, frames while scrolling ${pixels} px each, CPU 4x: ${figure(frames)}, ${lateOnes}`);
      await page.locator(".virtual-list").evaluate((list) => (list.scrollTop = 0));
    }
    const times = await search(page);
    const slow = times.filter((time) => time > 33.4).length;
    console.log(`${ROWS} instances, key to rows, CPU 4x: ${figure(times)}, ${slow} of ${times.length} over two frames`);
  });
}
