// A worker is started from text whose hash was checked, as that of every other file: its address is made here,
// and with it the security policy of the page holds for the worker, narrowed or not.

import { here, load } from "./files.mjs";

let address;
let policy;

// The one policy for Trusted Types that the page allows. It is made before anything else could make it; a host can
// send a policy of its own that allows no worker.
try {
  policy = self.trustedTypes?.createPolicy("panel-worker", { createScriptURL: () => address });
} catch {}

/**
 * Starts a worker and gives it the question as soon as it listens. `hear` is told `true` then, each part of the
 * answer, and `false` if there is none. Returns what ends the worker; it fails where none can be had.
 */
export async function ask(question, hear) {
  address ??= URL.createObjectURL(await (await load("worker.js")).blob());
  const worker = new Worker(policy?.createScriptURL("") ?? address, { name: here });
  worker.onmessage = ({ data }) => {
    if (data === true) worker.postMessage(question, [question.buffer]);
    hear(data);
  };
  worker.onerror = worker.onmessageerror = (event) => {
    // Else the browser reports it once more, as a mistake of the page.
    event.preventDefault();
    hear(false);
  };
  return () => {
    worker.onmessage = worker.onerror = worker.onmessageerror = null;
    worker.terminate();
  };
}
