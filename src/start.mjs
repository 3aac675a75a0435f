// Starts the panel. The page began to fetch the module before this script was there. The build puts
// in the name and the hash of the style sheet that the later module needs.

import init from "./panel.js";

// Called by the panel when it fetches that module.
window.panelLaterStyle = () =>
  new Promise((resolve, reject) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = new URL(LATER_STYLE, import.meta.url).href;
    link.integrity = LATER_STYLE_INTEGRITY;
    link.onload = resolve;
    link.onerror = () => {
      link.remove();
      reject(new Error(link.href));
    };
    document.head.append(link);
  });

await init({ module_or_path: window.panelModule });
