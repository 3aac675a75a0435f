// Hosts of static files that know nothing of the panel: as plain ones are, as an Evolution server gives
// its folders away, and as the services that read a `_headers` file.

import { createHash } from "node:crypto";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { gzipSync } from "node:zlib";

import { RELEASE, recipe } from "./web_servers.mjs";

const TYPES = {
  ".html": "text/html; charset=UTF-8",
  ".js": "application/javascript; charset=UTF-8",
  ".json": "application/json; charset=UTF-8",
  ".css": "text/css; charset=UTF-8",
  ".wasm": "application/wasm",
};

/** The answer to what is not there, as plain hosts give it. */
const NOT_FOUND = () => ({ status: 404, type: "text/html", body: "<h1>404 Not Found</h1>" });

/**
 * Serves the panel below `base`. `answer(name)` may take a file's answer over: `{ status, type, body }`,
 * `{ type, pieces }` for one that comes bit by bit, or "cut" for a connection that breaks; `missing(name)`
 * answers for files that are not there.
 */
export async function startStatic({
  base = "/",
  types = {},
  answer = () => null,
  missing = NOT_FOUND,
  headers = () => ({}),
  encode = plain,
} = {}) {
  const folder = join(RELEASE, "panel");
  const send = async (request, response) => {
    const { pathname } = new URL(request.url, "http://host");
    if (pathname === base.slice(0, -1)) return response.writeHead(301, { location: base }).end();
    const name = pathname.startsWith(base) ? pathname.slice(base.length) || "index.html" : null;
    const own = answer(name);
    if (own === "cut") return response.destroy();
    if (own?.pieces) {
      response.writeHead(200, { "content-type": own.type });
      for await (const piece of own.pieces) response.write(piece);
      return response.end();
    }
    const isThere = name !== null && /^[\w.-]+$/.test(name) && existsSync(join(folder, name));
    const reply = own ?? (isThere ? {} : await missing(name));
    const type = reply.type ?? types[extname(name ?? "")] ?? TYPES[extname(name ?? "")];
    const body = reply.body ?? (await readFile(join(folder, name)));
    const { bytes, encoding } = await encode(request, body, isThere ? join(folder, name) : null);
    const tag = `W/"${createHash("sha1").update(bytes).digest("base64")}"`;
    const all = { "content-type": type, etag: tag, vary: "Accept-Encoding", "content-encoding": encoding, ...headers(pathname) };
    for (const [key, value] of Object.entries(all)) if (value) response.setHeader(key, value);
    if (request.headers["if-none-match"] === tag) return response.writeHead(304).end();
    response.writeHead(reply.status ?? 200).end(bytes);
  };
  const server = createServer((request, response) => {
    send(request, response).catch((error) => response.writeHead(500).end(error.message));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    address: `http://127.0.0.1:${server.address().port}${base}`,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

const plain = (request, bytes) => ({ bytes });

/** Compresses at every request, as a server of an API does. */
const onTheFly = (request, bytes) =>
  /\bgzip\b/.test(request.headers["accept-encoding"]) ? { bytes: gzipSync(bytes), encoding: "gzip" } : { bytes };

/** Sends the best file that lies there. */
async function precompressed(request, bytes, file) {
  for (const [encoding, end] of [["br", ".br"], ["gzip", ".gz"]]) {
    const isTaken = new RegExp(`\\b${encoding}\\b`).test(request.headers["accept-encoding"]);
    if (file && isTaken && existsSync(file + end)) return { bytes: await readFile(file + end), encoding };
  }
  return { bytes };
}

/** A folder below `public/` of an Evolution server: no caching, and JSON for what is missing. */
export function startEvolutionPublic({ base }) {
  const missing = (name) => ({
    status: 404,
    type: TYPES[".json"],
    body: JSON.stringify({ status: 404, error: "Not Found", response: { message: [`Cannot GET ${base}${name}`] } }),
  });
  return startStatic({ base, missing, encode: onTheFly, headers: () => ({ "cache-control": "public, max-age=0" }) });
}

/** Its manager: the page answers for every file that is not there. */
export function startEvolutionManager({ base }) {
  const missing = () => ({ status: 200, type: TYPES[".html"] });
  const page = async (name) => ({ ...missing(name), body: await readFile(join(RELEASE, "panel", "index.html")) });
  return startStatic({ base, missing: page, encode: onTheFly, headers: () => ({ "cache-control": "public, max-age=0" }) });
}

/** A service that follows the recipe of this name; in a folder, every path of it gets that in front. */
export async function startHeadersFile({ base }) {
  const rules = headerRules(await recipe("_headers"), base.slice(0, -1));
  const types = { ".js": "text/javascript; charset=UTF-8" };
  return startStatic({ base, types, encode: precompressed, headers: (path) => headersFor(rules, path) });
}

/** `[path, name, value]` for each header of a `_headers` file. */
export function headerRules(text, before = "") {
  let path = null;
  const rules = [];
  for (const line of text.split("\n")) {
    if (/^\s*(#|$)/.test(line)) continue;
    if (!/^\s/.test(line)) path = before + line.trim();
    else rules.push([path, ...line.trim().split(/:\s(.*)/s).slice(0, 2)]);
  }
  return rules;
}

/** All rules that fit count; what several of them set is joined, as both services do it. */
function headersFor(rules, path) {
  const found = { "cache-control": "public, max-age=0, must-revalidate" };
  const set = new Set();
  for (const [pattern, name, value] of rules) {
    const parts = pattern.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
    if (!new RegExp(`^${parts.join(".*")}$`).test(path)) continue;
    const key = name.toLowerCase();
    found[key] = set.has(key) ? `${found[key]}, ${value}` : value;
    set.add(key);
  }
  return found;
}
