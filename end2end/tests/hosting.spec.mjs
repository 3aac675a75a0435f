// The panel on every kind of host: one release, byte by byte, behind the web servers with the recipes as
// they stand, on plain hosts, on an Evolution server, and where something about the host is wrong.
//
// A server that is not installed here is left out, which the output says aloud; with
// WEB_SERVERS=required, as continuous integration has it, that is a failure.

import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { get } from "node:http";
import { extname, join } from "node:path";

import { byHand, startParents } from "../support/embed.mjs";
import {
  headerRules,
  startEvolutionManager,
  startEvolutionPublic,
  startHeadersFile,
  startStatic,
} from "../support/statichosts.mjs";
import { expect, test as base } from "../support/test.mjs";
import { BROTLI_MODULE, RELEASE, filesBelow, recipe, startApache, startCaddy, startNginx } from "../support/webservers.mjs";

const test = base.extend({
  // Whatever a test starts ends with it.
  start: async ({}, use) => {
    const hosts = [];
    await use(async (how, options) => {
      const host = await how(options);
      hosts.push(host);
      return host;
    });
    for (const host of hosts) await host.stop();
  },
});

const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");

/** The sums that the release states, by file. */
async function statedSums() {
  const lines = (await readFile(join(RELEASE, "SHA256SUMS"), "utf8")).trim().split("\n");
  return Object.fromEntries(lines.map((line) => line.split("  ").reverse()));
}

/** What a server really sends, not unpacked. */
function fetchRaw(url, headers = {}) {
  return new Promise((resolve, reject) => {
    get(url, { headers }, (response) => {
      const parts = [];
      response.on("data", (part) => parts.push(part));
      response.on("end", () => resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(parts) }));
      response.on("error", reject);
    }).on("error", reject);
  });
}

/** The security headers, as the recipe for `_headers` states them; a native test holds all recipes to it. */
async function securityHeaders() {
  const rules = headerRules(await recipe("_headers")).filter(([path]) => path === "/*");
  const headers = rules.map(([, name, value]) => [name.toLowerCase(), value]);
  expect(headers.map(([name]) => name)).toContain("content-security-policy");
  return headers;
}

/** A whole creation on the panel at this address, with nothing refused and nobody else asked. */
async function creates({ page, panel, control }, address) {
  const wrong = [];
  page.on("console", (message) => {
    const { url } = message.location();
    const isNoConfig = url === `${address}config.json` && /404/.test(message.text());
    if (message.type() === "error" && url.startsWith(address) && !isNoConfig) wrong.push(message.text());
  });
  panel.servers.add(address);
  panel.open = async () => {
    await page.goto(address);
    await expect(panel.name).toBeVisible();
  };
  await panel.startByForm("v2");
  await panel.switchOn("webhook");
  await panel.fillAll({ instance_name: "hosted", webhook_url: "https://hooks.example.com/x", qrcode: true });
  await panel.create();
  await expect(panel.resultStatus).toHaveText(panel.say("result.as_asked"));
  await expect(page.locator(".qr-frame img")).toBeVisible();
  expect(await control.creations("v2")).toHaveLength(1);
  expect(page.url().startsWith(`${address}#`), page.url()).toBe(true);
  expect(wrong).toEqual([]);
}

const IMMUTABLE = "public, max-age=31536000, immutable";
const isHashed = (name) => /-[0-9a-f]{16}\.[a-z]+$/.test(name);
/** What any page may read: the public code, and nothing that an operator wrote. */
const isOpen = (name) => isHashed(name) || name === "embed.js";
const TYPES = {
  ".html": /^text\/html; charset=utf-8$/i,
  ".js": /^text\/javascript; charset=utf-8$/i,
  ".json": /^application\/json(; charset=utf-8)?$/i,
  ".wasm": /^application\/wasm$/,
  ".css": /^text\/css; charset=utf-8$/i,
};

/** Every file with its type, compression, caching and the security headers, and with the bytes of the release. */
async function keepsItsPromises(address, encodings) {
  const sums = await statedSums();
  const security = await securityHeaders();
  const names = (await filesBelow(join(RELEASE, "panel"))).filter((name) => !/\.(br|gz)$/.test(name));
  expect(names.filter(isHashed).length).toBeGreaterThan(5);
  for (const path of ["", ...names]) {
    const name = path || "index.html";
    for (const accepted of ["gzip, deflate, br", "gzip", ""]) {
      const what = `${path} accepting "${accepted}"`;
      const reply = await fetchRaw(address + path, accepted ? { "accept-encoding": accepted } : {});
      expect(reply.status, what).toBe(200);
      const encoding = encodings.find((one) => accepted.includes(one) && sums[`panel/${name}.${ENDS[one]}`]);
      const end = encoding ? `.${ENDS[encoding]}` : "";
      expect(reply.headers["content-encoding"], what).toBe(encoding);
      expect(sha256(reply.body), what).toBe(sums[`panel/${name}${end}`]);
      if (TYPES[extname(name)]) expect(reply.headers["content-type"], what).toMatch(TYPES[extname(name)]);
      expect(reply.headers["cache-control"], what).toBe(isHashed(name) ? IMMUTABLE : "no-cache");
      expect(reply.headers["access-control-allow-origin"], what).toBe(isOpen(name) ? "*" : undefined);
      if (sums[`panel/${name}.gz`]) expect(reply.headers.vary, what).toMatch(/^(accept-encoding(, )?)+$/i);
      for (const [header, value] of security) expect(reply.headers[header], `${header} of ${what}`).toBe(value);
    }
  }
}

const ENDS = { br: "br", gzip: "gz" };
const BOTH = ["br", "gzip"];

/** What no file is there for: an error that nobody keeps, guarded like everything else. */
async function missesOpenly(address) {
  for (const name of ["config.json", "panel-0123456789abcdef.js"]) {
    const reply = await fetchRaw(address + name, { "accept-encoding": "br" });
    expect(reply.status, name).toBe(404);
    expect(reply.headers["cache-control"] ?? "", name).not.toContain("max-age");
    for (const [header, value] of await securityHeaders()) expect(reply.headers[header], name).toBe(value);
  }
}

/** What is asked for again is answered with a word while it is the same. */
async function answersShortly(address) {
  const first = await fetchRaw(address);
  const again = await fetchRaw(address, { "if-none-match": first.headers.etag });
  expect([again.status, again.body.length]).toEqual([304, 0]);
}

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

const PLACES = { "at the root of a host": "/", "in a folder": "/some/panel/" };

for (const [name, server] of Object.entries(SERVERS)) {
  for (const [place, base] of Object.entries(PLACES)) {
    test(`${name}, ${place}: the files of the release, with the headers promised`, async ({ start }) => {
      need(name, server);
      const { address } = await start(server.start, { base });
      await keepsItsPromises(address, server.encodings);
      await missesOpenly(address);
      await answersShortly(address);
      if (base === "/") return;
      const bare = await fetchRaw(address.slice(0, -1));
      expect([301, 308]).toContain(bare.status);
      expect(new URL(bare.headers.location, address).href).toBe(address);
    });

    test(`${name}, ${place}: a creation`, async ({ page, panel, control, start }) => {
      need(name, server);
      const { address } = await start(server.start, { base });
      await creates({ page, panel, control }, address);
    });
  }
}

for (const [name, server] of Object.entries(SERVERS)) {
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

for (const [place, base] of Object.entries(PLACES)) {
  test(`a service that reads _headers, ${place}: the headers promised, and a creation`, async ({ page, panel, control, start }) => {
    const { address } = await start(startHeadersFile, { base });
    await keepsItsPromises(address, BOTH);
    await creates({ page, panel, control }, address);
  });

  test(`a plain host, ${place}: a creation`, async ({ page, panel, control, start }) => {
    const { address } = await start(startStatic, { base });
    await creates({ page, panel, control }, address);
  });
}

test("public/panel/ of an Evolution server: a creation", async ({ page, panel, control, start }) => {
  const { address } = await start(startEvolutionPublic, { base: "/panel/" });
  await creates({ page, panel, control }, address);
});

test("the place of an Evolution server's manager, which has a page for every missing file", async ({ page, panel, control, start }) => {
  const { address } = await start(startEvolutionManager, { base: "/manager/" });
  const config = await fetchRaw(`${address}config.json`);
  expect([config.status, config.headers["content-type"]]).toEqual([200, "text/html; charset=UTF-8"]);
  await creates({ page, panel, control }, address);
});

for (const type of ["application/octet-stream", "text/plain", "text/html", null]) {
  test(`a host that calls the code ${type ?? "nothing"}: a creation`, async ({ page, panel, control, start }) => {
    const { address } = await start(startStatic, { types: { ".wasm": type ?? " " } });
    await creates({ page, panel, control }, address);
  });
}

const HTML = { status: 200, type: "text/html", body: "<!doctype html><title>Hello</title>" };

/** The panel's own message, and nothing that looks as if it worked. */
async function showsTheMessage(page, address) {
  await page.goto(address);
  await expect(page.locator("#last-resort")).toBeVisible();
  await expect(page.locator("#last-resort p[lang=en]")).toContainText("could not start");
  await expect(page.locator("#instance_name")).toHaveCount(0);
}

const SPOILT = {
  "is not there": { status: 404, type: "text/html", body: "<h1>Not Found</h1>" },
  "is a page of the host": HTML,
  "was altered on the way": { status: 200, type: "application/wasm", body: "\0asm\x01\0\0\0" },
  "breaks off": "cut",
};

for (const [how, reply] of Object.entries(SPOILT)) {
  for (const [what, name] of [["code", /^panel-[0-9a-f]+\.wasm$/], ["script", /^panel-[0-9a-f]+\.js$/]]) {
    test(`a ${what} that ${how}: the page says that it cannot start`, async ({ page, start }) => {
      const { address } = await start(startStatic, { answer: (file) => (name.test(file) ? reply : null) });
      await showsTheMessage(page, address);
    });
  }
}

test("code that fails before the page is there in full: the page says that it cannot start", async ({ page, start }) => {
  const text = await readFile(join(RELEASE, "panel", "index.html"), "utf8");
  const [head, body] = text.split(/(?=<body)/);
  const failed = page.waitForEvent("pageerror");
  async function* pieces() {
    yield head;
    await failed;
    yield body;
  }
  const { address } = await start(startStatic, {
    answer: (name) => {
      if (name === "index.html") return { type: "text/html; charset=utf-8", pieces: pieces() };
      return /^panel-[0-9a-f]+\.wasm$/.test(name) ? SPOILT["is not there"] : null;
    },
  });
  await showsTheMessage(page, address);
});

test("the release holds the panel that the other tests drive, and its sums are right", async () => {
  const sums = await statedSums();
  const files = await filesBelow(RELEASE);
  expect(Object.keys(sums)).toEqual(files.filter((name) => name !== "SHA256SUMS"));
  for (const name of files) {
    if (name !== "SHA256SUMS") expect(sha256(await readFile(join(RELEASE, name))), name).toBe(sums[name]);
  }
  const built = await filesBelow(process.env.PANEL_DIST);
  expect(files.filter((name) => name.startsWith("panel/"))).toEqual(built.map((name) => `panel/${name}`));
  for (const name of built) {
    expect(sha256(await readFile(join(process.env.PANEL_DIST, name))), name).toBe(sums[`panel/${name}`]);
  }
});

test("the page and the recipes have one policy", async () => {
  const page = await readFile(join(RELEASE, "panel", "index.html"), "utf8");
  const [, inPage] = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(page);
  const [, inHeader] = (await securityHeaders()).find(([name]) => name === "content-security-policy");
  expect(inHeader).toBe(`${inPage}; frame-ancestors 'self'`);
});
