// Pages that show the panel in a frame, served from another origin than the panel's.

import { createServer } from "node:http";
import { once } from "node:events";
import { readFileSync } from "node:fs";

import { expect } from "@playwright/test";

import { KEY } from "../server/demo.mjs";
import { Panel } from "../panel/panel.mjs";

/** The page that docs/embedding.md tells people to copy. */
export const COPIED = readFileSync(new URL("../../../docs/parent.html", import.meta.url), "utf8");

/** A web server of somebody else. `localhost` is another site than the panel's `127.0.0.1`. */
export async function startParents() {
  const pages = new Map();
  const server = createServer((request, reply) => {
    const path = new URL(request.url, "http://localhost").pathname;
    const found = pages.has(path);
    reply.writeHead(found ? 200 : 404, { "content-type": path === "/panel-key" ? "text/plain" : "text/html" });
    reply.end(found ? pages.get(path) : "");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  return {
    port,
    origin: `http://localhost:${port}`,
    put: (path, html) => pages.set(path, html),
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

/** The demo's servers and the origins that may show the panel. */
export const setup = (demo, origins, more = {}) => ({
  servers: [
    { id: "main", label: "Main", baseUrl: `${demo.api}/v2`, dialect: "evolution-v2" },
    { id: "old", label: "Old", baseUrl: `${demo.api}/v1`, dialect: "evolution-v1" },
  ],
  embed: { origins },
  ...more,
});

/** A parent that uses the helper and writes down all that it raises. */
export const withHelper = (panel, attributes = "", style = "") => `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Parent</title><style>body{margin:0}${style}</style>
<script src="${panel}embed.js"></script>
<h1>A page of mine</h1>
<button id="before">before</button>
<instance-panel src="${panel}" ${attributes}></instance-panel>
<button id="after">after</button>
<script>
  const panel = document.querySelector("instance-panel");
  window.heard = [];
  for (const type of ["ready", "dirty", "submitted", "created", "failed", "navigated", "locked", "refused"])
    panel.addEventListener(type, ({ detail }) => heard.push({ type, ...detail }));
</script></html>`;

/** A parent without the helper, which speaks the protocol by hand. */
export const byHand = (panel, attributes = "") => `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Parent</title>
<iframe id="frame" title="panel" ${attributes} style="width:100%;height:900px" src="${panel}"></iframe>
<script>
  window.heard = [];
  addEventListener("message", (event) => heard.push({ window: event.data }));
  function hello(message = { instancePanel: 1, type: "hello" }, target = "*", from = frame.contentWindow) {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => {
      if (data.type === "ready") window.port = port1;
      heard.push(data);
    };
    from.postMessage(message, target, [port2]);
    return port1;
  }
  async function connect(message) {
    while (!window.port) {
      hello(message);
      await new Promise((wake) => setTimeout(wake, 400));
    }
    // What hellos too many were answered.
    heard = heard.filter(({ reason }) => reason !== "greeted");
  }
</script></html>`;

/** What the parent has heard of this type. */
export const heard = (page, type) =>
  page.evaluate((type) => window.heard.filter((one) => !type || one.type === type), type);

/** Waits until the parent has heard such a message, and gives the last one. */
export async function hears(page, type, fields = {}) {
  let last;
  await expect
    .poll(async () => {
      last = (await heard(page, type)).at(-1);
      return last;
    }, `heard ${type}`)
    .toMatchObject({ type, ...fields });
  return last;
}

/** A press that no change of the frame's height can lead elsewhere: a mouse takes its time. */
export const click = (button) => button.evaluate((element) => element.click());

/** The panel inside a frame that is made as high as its page. */
class FramedPanel extends Panel {
  press() {
    return click(this.submit);
  }

  async switchOn(section, isOn = true) {
    const input = this.switchOf(section);
    if ((await input.isChecked()) !== isOn) await click(input);
  }
}

/** The panel inside the frame, to be driven as if it stood alone. */
export async function inFrame(page, demo, control) {
  const frame = await (await page.locator("iframe").elementHandle()).contentFrame();
  return new FramedPanel(frame, demo, control);
}

/** Calls a method of the element. */
export const say = (page, method, ...values) =>
  page.evaluate(([method, values]) => document.querySelector("instance-panel")[method](...values), [method, values]);

/** The page inside the frame shows no form, reads no key and calls nobody. */
export async function isClosed(page, control) {
  const frame = page.frameLocator("iframe");
  await expect(frame.locator("#frame-notice")).toBeVisible();
  await expect(frame.locator("form, input, header")).toHaveCount(0);
  expect(await control.requests()).toEqual([]);
}

export { KEY };
