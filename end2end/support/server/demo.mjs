// The demo server: started on free ports, and told what to play.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { createServer } from "node:net";

export const KEY = "demo-key";
/** The switches of the second version that are off unless a test turns them on. */
export const SWITCHES = ["chatwoot", "typebot", "websocket", "rabbitmq", "sqs", "nats", "kafka", "pusher"];
/** The kinds of bots that have a switch, except for Typebot, which stands above. */
export const BOT_SWITCHES = ["openai", "dify", "flowise", "n8n", "evoai"];

/** Starts a demo server that also hosts the panel of a folder. */
export async function startDemo(folder = process.env.PANEL_DIST) {
  const arguments_ = ["--port", "0", "--panel-port", "0", "--panel", folder, "--qr-wait", "300"];
  const child = spawn(process.env.DEMO_SERVER, arguments_, { stdio: ["ignore", "pipe", "inherit"] });
  const [ready] = await once(createInterface({ input: child.stdout }), "line");
  const [, panel, api] = /panel=(\S+) api=(\S+)/.exec(ready);
  return {
    panel,
    api,
    async stop() {
      child.kill();
      await once(child, "exit");
    },
  };
}

/** The fixture of a demo server that the tests of a worker share. */
export const DEMO = [
  async ({}, use) => {
    const demo = await startDemo();
    await use(demo);
    await demo.stop();
  },
  { scope: "worker" },
];

/** The control API of a demo server. */
export class Control {
  constructor(api) {
    this.api = api;
  }

  async call(method, path, body) {
    const reply = await fetch(`${this.api}/__demo${path}`, {
      method,
      headers: { "content-type": "application/json" },
      body: body && JSON.stringify(body),
    });
    const answer = await reply.json();
    if (!reply.ok) throw new Error(`${method} ${path}: ${JSON.stringify(answer)}`);
    return answer;
  }

  reset() {
    return this.call("POST", "/reset", {});
  }

  options(mount, options) {
    return this.call("POST", "/options", { mount, ...options });
  }

  /** Turns every group of the second version on. */
  allOn(mount) {
    return this.options(mount, Object.fromEntries([...SWITCHES, ...BOT_SWITCHES].map((name) => [name, true])));
  }

  fault(mount, fault) {
    return this.call("POST", "/faults", { mount, ...fault });
  }

  /** The calls that a `hold` fault keeps, the oldest first. */
  held(mount) {
    return this.call("GET", `/held?mount=${mount}`);
  }

  /** Lets one held call go on, or all of them; done when their work is. */
  release(mount, id) {
    return this.call("POST", "/release", { mount, id });
  }

  clearFaults(mount) {
    return this.call("DELETE", `/faults?mount=${mount}`);
  }

  /** Creates instances past the panel, or changes the one of that name. `{n}` in the name counts them: see
   *  demo-server/README.md for what `seed` may say. */
  seed(mount, seed) {
    return this.call("POST", "/instances", { mount, ...seed });
  }

  /** `count` instances of every state, named `loja-1` and so on. */
  seedMixed(mount, count, seed = {}) {
    return this.seed(mount, { name: "loja-{n}", count, mixed: true, ...seed });
  }

  /** What a phone or WhatsApp does to an instance: `open`, `connecting` or `close`. */
  setState(mount, name, state, more = {}) {
    return this.seed(mount, { name, state, ...more });
  }

  /** A connection that ends: 401 logged out, 403 banned, 440 replaced .. */
  drop(mount, name, code = 428) {
    return this.setState(mount, name, "close", { disconnection_code: code });
  }

  /** As many instances change their state as `count` says; the answer names them. */
  async changeStates(mount, count = 1) {
    return (await this.call("POST", "/state_changes", { mount, count })).changed;
  }

  /** A row that makes the whole list a 500, until it is mended. */
  breakRow(mount, name, broken = true) {
    return this.seed(mount, { name, broken });
  }

  /** Removes an instance past the panel, as somebody else would. */
  remove(mount, name) {
    return this.call("DELETE", `/instances?mount=${mount}&instance=${encodeURIComponent(name)}`);
  }

  /** The call `POST /{group}/set/{name}` of one instance fails; `fault` is another fault than `status500`. */
  failSet(mount, group, name, fault = {}) {
    const path = `/${group}/set/${encodeURIComponent(name)}`;
    return this.fault(mount, { fault: "status500", method: "POST", path, ...fault });
  }

  /** A conversation with a bot: `kind` as in the path, `bot` is its id. */
  session(instance, kind, bot, remoteJid, more = {}) {
    return this.call("POST", "/sessions", { mount: "v2", instance, kind, bot, remote_jid: remoteJid, ...more });
  }

  requests(mount) {
    return this.call("GET", mount ? `/requests?mount=${mount}` : "/requests");
  }

  async posts(mount) {
    // A check of a key is a POST that changes nothing.
    const isWrite = ({ method, path }) => method === "POST" && path !== "/verify-creds";
    return (await this.requests(mount)).filter(isWrite);
  }

  /** The presses that reached the server, whatever became of them. */
  async creations(mount) {
    return (await this.posts(mount)).filter((request) => request.path === "/instance/create");
  }

  /** By name, how many creations arrived and how many stored an instance. */
  creationCounts(mount) {
    return this.call("GET", `/creations?mount=${mount}`);
  }

  /** What a second operator would do: creates an instance past the panel. */
  async create(mount, body, key = KEY) {
    const reply = await fetch(`${this.api}/${mount}/instance/create`, {
      method: "POST",
      headers: { "content-type": "application/json", apikey: key },
      body: JSON.stringify(body),
    });
    return reply.json();
  }

  /** What a server answers to a reading call. */
  async get(mount, path, key = KEY) {
    const reply = await fetch(`${this.api}/${mount}${path}`, { headers: { apikey: key } });
    return reply.json();
  }
}

/** An address where nobody listens. */
export async function closedPort() {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}
