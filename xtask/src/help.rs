//! The text of `cargo xtask help`.

/// Whether a command's arguments ask for help instead of work.
pub(crate) fn is_asked(arguments: &[String]) -> bool {
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

  start    set up what is missing, build the panel and serve it beside the demo servers
             --port N        the panel's port (8080)
             --api-port N    the demo servers' port (8081)
             anything after `--` goes to the demo server
  test     set up what is missing and run every test; the last line is `N passed, 0 failed`
             fmt clippy native browser build size e2e    only the steps named, in this order
             anything after `--` goes to Playwright, e.g. `cargo xtask test e2e -- --grep QR`
  check    the fast loop: format, clippy on this machine, the panel's native tests
  bench    measure the released panel in Chromium, its arguments go to the bench; then fuzz what
           the panel reads of others
             fuzz          only that
             --seconds N   how long each target is fuzzed (20)
  dist     the release files in dist/, each with its .br and .gz, their sizes, and the archive
             that holds them with their sums, licences and the recipes for web servers
  recipes  write the security headers into the recipes
  assets   the style sheet, the locale files and the code, in target/; trunk calls it itself
  help     this text

Environment: CHROME and CHROMEDRIVER name a browser and its driver that are not found by
themselves; CARGO_TARGET_DIR is respected.";
