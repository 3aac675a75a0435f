// The recipes as they stand: one release, byte by byte, behind the web servers and the services that
// they are written for.
//
// A server that is not installed here is left out, which the output says aloud; with
// WEB_SERVERS=required, as continuous integration has it, that is a failure.

import { byHand, startParents } from "../../support/embed/parents.mjs";
import {
  answersShortly,
  BOTH,
  creates,
  expect,
  fetchRaw,
  keepsItsPromises,
  missesOpenly,
  PLACES,
  test,
  TYPES,
} from "../../support/hosting/hosting.mjs";
import { startHeadersFile } from "../../support/hosting/static_hosts.mjs";
import { BROTLI_MODULE, startApache, startCaddy, startNginx } from "../../support/hosting/web_servers.mjs";

/** The servers of the recipes: what each needs, and which compressed files it sends. */
const SERVERS = {
  nginx: { start: startNginx, program: "NGINX", encodings: ["gzip"] },
  "nginx with its module for brotli": {
    start: (options) => startNginx({ ...options, brotli: true }),
    program: "NGINX",
    isMissing: () => !BROTLI_MODULE,
    encodings: BOTH,
  },
  Caddy: { start: startCaddy, program: "CADDY", encodings: BOTH },
  Apache: { start: startApache, program: "APACHE", encodings: BOTH },
};

function need(name, { program, isMissing }) {
  if (process.env[program] && !isMissing?.()) return;
  const sentence = `${name} is not installed here: its recipe was not tried.`;
  if (process.env.WEB_SERVERS === "required") throw new Error(sentence);
  console.log(`\n  LEFT OUT: ${sentence}\n`);
  test.skip(true, sentence);
}

/** Every file with what the recipe promises, and a folder without its slash leads to the one with it. */
async function servesTheRelease(address, base, encodings) {
  await keepsItsPromises(address, encodings);
  await missesOpenly(address);
  await answersShortly(address);
  if (base === "/") return;
  const bare = await fetchRaw(address.slice(0, -1));
  expect([301, 308]).toContain(bare.status);
  expect(new URL(bare.headers.location, address).href).toBe(address);
}

for (const [name, server] of Object.entries(SERVERS)) {
  test(`${name}: the release at the root and in a folder, and a creation`, async ({ page, panel, control, start }) => {
    need(name, server);
    for (const [place, base] of Object.entries(PLACES)) {
      await test.step(place, async () => {
        const { address } = await start(server.start, { base });
        await servesTheRelease(address, base, server.encodings);
        if (base !== "/") await creates({ page, panel, control }, address);
      });
    }
  });
}

// The module for brotli changes nothing of this.
for (const [name, server] of Object.entries(SERVERS).filter(([name]) => !/brotli/.test(name))) {
  test(`${name}: only pages that the recipe names show the panel in a frame`, async ({ page, start }) => {
    need(name, server);
    const parents = await start(startParents);
    const config = { embed: { origins: [parents.origin] } };
    const shows = async (options, attributes) => {
      const { address } = await start(server.start, { base: "/", config, ...options });
      // What an operator wrote is asked for again, and is read by no other page unasked.
      const { headers, body } = await fetchRaw(`${address}config.json`);
      expect(JSON.parse(body)).toEqual(config);
      expect(headers["content-type"]).toMatch(TYPES[".json"]);
      expect(headers["cache-control"]).toBe("no-cache");
      expect(headers["access-control-allow-origin"]).toBe(options.opensConfig ? "*" : undefined);
      parents.put("/", byHand(address, attributes));
      await page.goto(`${parents.origin}/`);
      return page.frameLocator("#frame");
    };
    const refused = page.waitForEvent("console", (message) => /frame-ancestors 'self'/.test(message.text()));
    const frame = await shows({});
    await refused;
    await expect(frame.locator("#boot, #last-resort, main")).toHaveCount(0);

    const parent = parents.origin;
    await expect((await shows({ parent })).locator("#instance_name")).toBeVisible();
    // A frame without an origin reads no config.json, which says who may show it: it shows nothing.
    const sandbox = 'sandbox="allow-scripts"';
    await expect((await shows({ parent }, sandbox)).locator("#last-resort")).toBeVisible();
    await expect((await shows({ parent, opensConfig: true }, sandbox)).locator("#instance_name")).toBeVisible();
  });
}

test("Apache without the modules that the recipe would use: a creation", async ({ page, panel, control, start }) => {
  need("Apache", SERVERS.Apache);
  // It knows no types then. A browser takes a page without one for what it looks like.
  const { address } = await start(startApache, { base: "/", modules: [] });
  await creates({ page, panel, control }, address);
});

test("a service that reads _headers, at the root and in a folder: the headers promised, and a creation", async ({ page, panel, control, start }) => {
  for (const [place, base] of Object.entries(PLACES)) {
    await test.step(place, async () => {
      const { address } = await start(startHeadersFile, { base });
      await keepsItsPromises(address, BOTH);
      await creates({ page, panel, control }, address);
    });
  }
});
