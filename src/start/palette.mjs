// Ctrl K, or ⌘ K on a Mac, opens the palette. What is in it loads when it is first opened; until then a plain
// box takes what is typed. On a Mac, Ctrl K is an editing key of text fields.

import { show } from "./show.mjs";

const isMac = /Mac|iP/.test(navigator.platform);
const opener = () => document.getElementById("open-palette");

function open() {
  // A page that may not be framed here has no panel, and a question wants its answer first.
  if (!document.querySelector(".app") || document.querySelector("dialog[open]")) return;
  if (!document.getElementById("palette")) {
    const dialog = document.createElement("dialog");
    dialog.id = "palette";
    dialog.className = "dialog palette";
    dialog.setAttribute("aria-label", opener()?.title ?? "Ctrl K");
    const box = document.createElement("input");
    box.className = "input";
    box.setAttribute("aria-label", dialog.getAttribute("aria-label"));
    dialog.append(box);
    document.body.append(dialog);
  }
  show("palette");
  dispatchEvent(new Event("palette"));
}

addEventListener("keydown", (event) => {
  if (event.key?.toLowerCase() !== "k" || event.altKey || event.shiftKey || !(isMac ? event.metaKey : event.ctrlKey)) return;
  event.preventDefault();
  open();
});

addEventListener("click", ({ target }) => target.closest("#open-palette") && open());
