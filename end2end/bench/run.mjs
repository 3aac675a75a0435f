// Measures the released panel in Chromium, without and with a slow machine and network. Figures are reported,
// never asserted: compare ratios of one run, since the machine may be shared.
//
//   node bench/run.mjs [form] [list] [many] [--runs N]
//
// Without a section, all of them. PANEL_DIST, DEMO_SERVER and CHROMIUM name the built panel, the demo server and
// the browser.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { chromium } from "playwright-core";

import { BROWSER_ARGUMENTS } from "../support/browser.mjs";
import { benchForm } from "./form.mjs";
import { benchList } from "./list.mjs";
import { benchMany } from "./many.mjs";

const SECTIONS = { form: benchForm, list: benchList, many: benchMany };

const argument = (name, fallback) => {
  const at = process.argv.indexOf(name);
  return at < 0 ? fallback : Number(process.argv[at + 1]);
};
const chosen = process.argv.slice(2).filter((one) => one in SECTIONS);
const sections = chosen.length > 0 ? chosen : Object.keys(SECTIONS);

const demo = spawn(process.env.DEMO_SERVER, ["--port", "0", "--panel", process.env.PANEL_DIST, "--panel-port", "0"]);
const [ready] = await once(createInterface({ input: demo.stdout }), "line");

const median = (all) => all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)];

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

const bench = {
  withPage,
  panel: /panel=(\S+)/.exec(ready)[1],
  api: /api=(\S+)/.exec(ready)[1],
  runs: argument("--runs", 5),
  median,
  figure: (all) => `${Math.round(median(all))} ms (${Math.round(Math.min(...all))} to ${Math.round(Math.max(...all))})`,
};

try {
  for (const section of sections) await SECTIONS[section](bench);
} finally {
  demo.kill();
}
