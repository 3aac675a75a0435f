// The page's only script: it runs before anything is painted, chooses theme and language, adopts the
// style sheet and starts the panel. The build bundles it with wasm-bindgen's glue and the style sheet,
// and puts in the sums of all other files. A page that it never reaches shows the message
// that index.html holds.

import "./last_resort.mjs";
import "./old_browser.mjs";
import "./early_slash.mjs";
import "./palette.mjs";
import { adopt, code, config, style, text } from "./files.mjs";
import { language } from "./look.mjs";
import { show } from "./show.mjs";
import { ask } from "./start_worker.mjs";
import sheet from "./panel.css";
import init from "./panel.js";

adopt(sheet);

// Everything that the form needs is on its way at once.
const early = { language, text: text(language), config: config() };
const module = code("panel");
// Whoever waits for them handles a failure; until then it is nobody's error.
for (const file of [early.text, early.config]) file.catch(() => {});

/** The panel is drawn once it has its texts: in a task of its own, so that the browser can answer before it. */
const later = (value) => new Promise((done) => setTimeout(done, 0, value));

// What the panel calls.
window.panelText = (name) => (name === early.language ? take("text")?.then(later) : null) ?? text(name);
window.panelConfig = () => take("config") ?? config();
window.panelStyle = async (name) => adopt(await style(name));
window.panelCode = code;
window.panelAsk = ask;
window.panelAdopt = adopt;
window.panelShow = show;
window.panelNarrow = (policy) => {
  const meta = document.createElement("meta");
  meta.httpEquiv = "Content-Security-Policy";
  meta.content = policy;
  document.head.append(meta);
};

function take(name) {
  const promise = early[name];
  early[name] = null;
  return promise;
}

init({ module_or_path: module });
