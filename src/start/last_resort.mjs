// The message of index.html, for a page that cannot start or go on. It shows where this script never
// runs; from here on it shows by this class alone.

const root = document.documentElement;
root.classList.add("started");

function fail(event) {
  const error = event.error ?? event.reason;
  // What fails while nothing is drawn yet leaves the page empty, and what fails while the page itself is
  // still on its way does it sooner; a module that traps can do nothing more.
  const isEmpty = document.readyState === "loading" || document.getElementById("boot");
  if (isEmpty || error instanceof WebAssembly.RuntimeError) root.classList.add("failed");
}

addEventListener("error", fail, true);
addEventListener("unhandledrejection", fail);
