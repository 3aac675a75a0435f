// Starts the panel. The page began to fetch the module before this script was there.

import init from "./panel.js";

await init({ module_or_path: window.panelModule });
