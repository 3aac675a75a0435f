// Ctrl K, or ⌘ K on a Mac, opens the palette. What is in it loads when it is first opened; until then a plain
// box takes what is typed. On a Mac, Ctrl K is an editing key of text fields.

import { show } from "./show.mjs";

const hasCommandKey = /Mac|iP/.test(navigator.platform);

function open() {
  // A page that may not be framed here has no panel, and a question wants its answer first.
  if (!document.querySelector(".app") || document.querySelector("dialog[open]")) return;
  if (!document.getElementById("palette")) {
    const [dialog, box] = ["dialog", "input"].map((tag) => {
      const element = document.createElement(tag);
      element.ariaLabel = document.getElementById("open-palette")?.title ?? "Ctrl K";
      return element;
    });
    dialog.id = "palette";
    dialog.className = "dialog palette";
    box.className = "input";
    dialog.append(box);
    document.body.append(dialog);
  }
  show("palette");
  dispatchEvent(new Event("palette"));
}

addEventListener("keydown", (event) => {
  const isHeld = hasCommandKey ? event.metaKey : event.ctrlKey;
  // With Caps Lock it is a capital letter. What fills in a form by itself sends events without a key.
  if (event.key?.toLowerCase() !== "k" || !isHeld || event.altKey || event.shiftKey) return;
  event.preventDefault();
  open();
});

addEventListener("click", ({ target }) => target.closest("#open-palette") && open());
