// The script of a worker of the page: the panel's own module, which finds no page and does the work of a
// worker. The build bundles it as it does the script of the page.

import { code } from "./files.mjs";
import init from "./panel.js";

// What links the lazy chunks calls it, here as in the page.
self.panelCode = code;

/** What the panel calls: a part of the answer, or `false` if there is none. */
self.panelGive = (part) => postMessage(part, part ? [part.buffer] : []);

/** The panel listens to what the page asks. */
self.panelServe = (answer) => {
  onmessage = ({ data }) => answer(data);
  postMessage(true);
};

// The page reads for itself what this worker cannot read.
init({ module_or_path: code("panel") }).catch(() => postMessage(false));
