// Measures the released panel in Chromium: time to a usable form, time per keystroke, and the list of ten
// thousand instances, without and with a slow machine and network. Figures are reported, never asserted:
// compare ratios of one run, since the machine may be shared.
//
//   node bench/run.mjs [--runs N]
//
// PANEL_DIST, DEMO_SERVER and CHROMIUM name the built panel, the demo server and the browser.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { chromium } from "playwright-core";

import { BROWSER_ARGUMENTS } from "../support/browser.mjs";
import { timeKeys } from "./keys.mjs";
import { benchList } from "./list.mjs";

const argument = (name, fallback) => {
  const at = process.argv.indexOf(name);
  return at < 0 ? fallback : Number(process.argv[at + 1]);
};
const RUNS = argument("--runs", 5);
const KEYS = 40;

const PROFILES = [
  { name: "no throttle", cpu: 1, network: null },
  {
    name: "Fast 3G, CPU 4x",
    cpu: 4,
    network: { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 93_750 },
  },
];

const demo = spawn(process.env.DEMO_SERVER, ["--port", "0", "--panel", process.env.PANEL_DIST, "--panel-port", "0"]);
const [ready] = await once(createInterface({ input: demo.stdout }), "line");
const panel = /panel=(\S+)/.exec(ready)[1];
const api = /api=(\S+)/.exec(ready)[1];

const median = (all) => all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)];
const figure = (all) => `${Math.round(median(all))} ms (${Math.round(Math.min(...all))} to ${Math.round(Math.max(...all))})`;

// A fresh browser each time, so that neither the wasm nor the network is warm.
async function withPage(profile, work) {
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: BROWSER_ARGUMENTS });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    const session = await page.context().newCDPSession(page);
    await session.send("Network.enable");
    if (profile.network) await session.send("Network.emulateNetworkConditions", profile.network);
    await session.send("Emulation.setCPUThrottlingRate", { rate: profile.cpu });
    return await work(page);
  } finally {
    await browser.close();
  }
}

async function usable(profile) {
  return withPage(profile, async (page) => {
    await page.goto(panel, { waitUntil: "commit" });
    return page.evaluate(
      () =>
        new Promise((resolve) => {
          const look = () => {
            if (document.querySelector("#instance_name")) {
              requestAnimationFrame(() => resolve(performance.now()));
            } else {
              requestAnimationFrame(look);
            }
          };
          look();
        }),
    );
  });
}

// From the key to the frame that shows its letter in the request, measured inside the page.
async function keystrokes(profile) {
  return withPage(profile, async (page) => {
    await page.addInitScript((server) => {
      localStorage.setItem("instance-panel.servers", JSON.stringify([server]));
    }, { id: 1, label: "Demo", baseUrl: `${api}/v2`, dialect: "evolution-v2" });
    await page.goto(panel);
    for (const section of ["webhook", "rabbitmq", "chatwoot", "typebot"]) {
      await page.locator(`#section-${section} .switch`).check();
    }
    await page.locator("#webhook_url").fill("https://hooks.example.com/evo");
    await page.locator("#section-webhook .events [aria-expanded=false]").first().click();
    await page.locator("#section-webhook").getByRole("button", { name: "All", exact: true }).click();
    await page.locator("#chatwoot_url").fill("https://chat.example.com");
    await page.locator("#instance_name").focus();
    const times = await timeKeys(page, Array(KEYS).fill("a"));
    const isLive = await page.locator(".request").getByText("a".repeat(KEYS)).count();
    if (!isLive) throw new Error("the request does not show what was typed");
    return times.slice(5);
  });
}

try {
  for (const profile of PROFILES) {
    const times = [];
    // The first run warms the server's files, not the browser, and does not count.
    for (let run = 0; run <= RUNS; run += 1) {
      const time = await usable(profile);
      if (run > 0) times.push(time);
    }
    console.log(`usable form, ${profile.name}: ${figure(times)}`);
  }
  for (const cpu of [1, 4]) {
    const times = await keystrokes({ cpu, network: null });
    const late = times.filter((time) => time > 33.4).length;
    console.log(`key to frame with the live request, CPU ${cpu}x: ${figure(times)}, ${late} of ${times.length} over two frames`);
  }
  await benchList({ withPage, panel, api, figure, runs: RUNS });
} finally {
  demo.kill();
}
