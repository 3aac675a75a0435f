// The demo server: started on free ports, and told what to play.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { createServer } from "node:net";

export const KEY = "demo-key";
/** The switches of the second version that are off unless a test turns them on. */
export const SWITCHES = ["chatwoot", "typebot", "websocket", "rabbitmq", "sqs", "nats", "kafka", "pusher"];

/** Starts a demo server that also hosts the panel. */
export async function startDemo() {
  const arguments_ = ["--port", "0", "--panel-port", "0", "--panel", process.env.PANEL_DIST, "--qr-wait", "300"];
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
    return this.options(mount, Object.fromEntries(SWITCHES.map((name) => [name, true])));
  }

  fault(mount, fault) {
    return this.call("POST", "/faults", { mount, ...fault });
  }

  clearFaults(mount) {
    return this.call("DELETE", `/faults?mount=${mount}`);
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

  /** What a second operator would do: creates an instance past the panel. */
  async create(mount, body, key = KEY) {
    const reply = await fetch(`${this.api}/${mount}/instance/create`, {
      method: "POST",
      headers: { "content-type": "application/json", apikey: key },
      body: JSON.stringify(body),
    });
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
