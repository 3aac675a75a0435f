//! The text of `cargo xtask help`.

/// Whether the arguments of a command ask for help.
pub(crate) fn is_requested(arguments: &[String]) -> bool {
    arguments
        .iter()
        .take_while(|argument| *argument != "--")
        .any(|argument| matches!(argument.as_str(), "--help" | "-h"))
}

pub(crate) fn print() {
    println!("{TEXT}");
}

const TEXT: &str = "\
Usage: cargo xtask <command>

  start    install what is missing, build the panel, and serve it with the demo servers
             --port N        the port of the panel (8080)
             --api-port N    the port of the demo servers (8081)
             arguments after `--` go to the demo server
  test     install what is missing and run every test; the last line is `N passed, 0 failed`
             fmt clippy native browser build size e2e advisories
             run only these steps, in this order
             arguments after `--` go to Playwright, e.g. `cargo xtask test e2e -- --grep QR`
  check    a fast check: format, clippy for this machine, native tests of the panel
  bench    measure the released panel in Chromium, then fuzz the code that reads foreign input
             load keys list many import fuzz
             run only these sections, e.g. `cargo xtask bench many`
             --runs N      how often a figure is taken (5)
             --beside DIR  another build of the panel, for `load` to measure in turn with this one
             --seconds N   how long each fuzz target runs (60)
  dist     build the release files in dist/, each with its .br and .gz, print their sizes, and write
           the archive with checksums, licences and the recipes for web servers
  composition  print what each module of the panel is made of, before wasm-opt makes it smaller
  recipes  update the generated blocks in recipes/
  assets   build the code, the styles and the locale files in target/; trunk calls this itself
  help     print this text

Environment: CHROME and CHROMEDRIVER name a browser and a driver that are not found automatically.
CARGO_TARGET_DIR is respected.";
