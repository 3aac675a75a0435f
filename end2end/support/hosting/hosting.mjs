// What every host of the release is asked: a creation, and the headers, types and bytes promised.

import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { get } from "node:http";
import { extname, join } from "node:path";

import { headerRules } from "./static_hosts.mjs";
import { expect, test as base } from "../test.mjs";
import { RELEASE, filesBelow, recipe } from "./web_servers.mjs";

export { expect };

export const test = base.extend({
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

export const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");

/** The sums that the release states, by file. */
export async function statedSums() {
  const lines = (await readFile(join(RELEASE, "SHA256SUMS"), "utf8")).trim().split("\n");
  return Object.fromEntries(lines.map((line) => line.split("  ").reverse()));
}

/** What a server really sends, not unpacked. */
export function fetchRaw(url, headers = {}) {
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
export async function securityHeaders() {
  const rules = headerRules(await recipe("_headers")).filter(([path]) => path === "/*");
  const headers = rules.map(([, name, value]) => [name.toLowerCase(), value]);
  expect(headers.map(([name]) => name)).toContain("content-security-policy");
  return headers;
}

/** A whole creation on the panel at this address, with nothing refused and nobody else asked. */
export async function creates({ page, panel, control }, address) {
  const wrong = [];
  page.on("console", (message) => {
    const { url } = message.location();
    const isNoConfig = url === `${address}config.json` && /404/.test(message.text());
    if (message.type() === "error" && url.startsWith(address) && !isNoConfig) wrong.push(message.text());
  });
  panel.servers.add(address);
  // Only this creation counts.
  await control.reset();
  panel.open = async () => {
    await page.goto(`${address}#/`);
    await expect(panel.name).toBeVisible();
  };
  await panel.startByForm("v2");
  await panel.switchOn("webhook");
  await panel.fillAll({ instance_name: "hosted", webhook_url: "https://hooks.example.com/x", qrcode: true });
  await panel.create();
  await expect(panel.resultStatus).toHaveText(panel.say("result.as_requested"));
  await expect(panel.qrImage).toBeVisible();
  await expect.poll(() => control.creations("v2")).toHaveLength(1);
  expect(page.url().startsWith(`${address}#`), page.url()).toBe(true);
  expect(wrong).toEqual([]);
}

const IMMUTABLE = "public, max-age=31536000, immutable";
const isHashed = (name) => /-[0-9a-f]{16}\.[a-z]+$/.test(name);
/** What any page may read: the public code, and nothing that an operator wrote. */
const isOpen = (name) => isHashed(name) || name === "embed.js";
export const TYPES = {
  ".html": /^text\/html; charset=utf-8$/i,
  ".js": /^text\/javascript; charset=utf-8$/i,
  ".json": /^application\/json(; charset=utf-8)?$/i,
  ".wasm": /^application\/wasm$/,
  ".css": /^text\/css; charset=utf-8$/i,
};

/** Every file with its type, compression, caching and the security headers, and with the bytes of the release. */
export async function keepsItsPromises(address, encodings) {
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
export const BOTH = ["br", "gzip"];

/** What no file is there for: an error, or no content, that nobody keeps, guarded like everything else. */
export async function missesOpenly(address) {
  for (const [name, status] of [["config.json", 204], ["panel-0123456789abcdef.js", 404]]) {
    const reply = await fetchRaw(address + name, { "accept-encoding": "br" });
    expect(reply.status, name).toBe(status);
    if (status === 204) expect([reply.body.length, reply.headers["cache-control"]], name).toEqual([0, "no-cache"]);
    expect(reply.headers["cache-control"] ?? "", name).not.toContain("max-age");
    for (const [header, value] of await securityHeaders()) expect(reply.headers[header], name).toBe(value);
  }
}

/** What is asked for again is answered with a word while it is the same. */
export async function answersShortly(address) {
  const first = await fetchRaw(address);
  const again = await fetchRaw(address, { "if-none-match": first.headers.etag });
  expect([again.status, again.body.length]).toEqual([304, 0]);
}

export const PLACES = { "at the root of a host": "/", "in a folder": "/some/panel/" };
