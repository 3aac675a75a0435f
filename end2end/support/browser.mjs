// How the tests and the benchmark start Chromium.

/** The browser itself calls nobody, so that every request seen is the panel's. */
export const BROWSER_ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
