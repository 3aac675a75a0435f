// Measures the released panel in Chromium, without and with a slow machine and network. Figures are reported,
// never asserted: compare ratios of one run, since the machine may be shared.
//
//   node bench/run.mjs [load] [keys] [list] [many] [import] [--runs N] [--beside DIR]
//
// Without a section, all of them. `--beside` names the folder of another build, which `load` measures in turn with
// this one. PANEL_DIST, DEMO_SERVER and CHROMIUM name the built panel, the demo server and
// the browser.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { chromium } from "playwright-core";

import { BROWSER_ARGUMENTS } from "../support/browser.mjs";
import { benchKeys } from "./form_keys.mjs";
import { benchImport } from "./import.mjs";
import { benchList } from "./list.mjs";
import { benchLoad } from "./load.mjs";
import { benchMany } from "./many.mjs";

const SECTIONS = { load: benchLoad, keys: benchKeys, list: benchList, many: benchMany, import: benchImport };

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { runs: { type: "string", default: "5" }, beside: { type: "string" } },
});
const chosen = positionals.filter((one) => one in SECTIONS);
const sections = chosen.length > 0 ? chosen : Object.keys(SECTIONS);

/** A demo server that also hosts the panel of this folder. */
async function host(folder) {
  const child = spawn(process.env.DEMO_SERVER, ["--port", "0", "--panel", folder, "--panel-port", "0"]);
  const [ready] = await once(createInterface({ input: child.stdout }), "line");
  return { child, url: /panel=(\S+)/.exec(ready)[1], api: /api=(\S+)/.exec(ready)[1] };
}

const hosts = [await host(process.env.PANEL_DIST)];
if (values.beside) hosts.push(await host(values.beside));

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
  panel: hosts[0].url,
  api: hosts[0].api,
  panels: hosts.map(({ url }, at) => ({ url, name: at === 0 ? "this build" : values.beside })),
  runs: Number(values.runs),
  median,
  figure: (all) => `${Math.round(median(all))} ms (${Math.round(Math.min(...all))} to ${Math.round(Math.max(...all))})`,
};

try {
  for (const section of sections) await SECTIONS[section](bench);
} finally {
  hosts.forEach(({ child }) => child.kill());
}
