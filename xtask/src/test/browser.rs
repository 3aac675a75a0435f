//! The tests that run inside a real browser, through wasm-bindgen's test runner.

use super::counts::Counts;
use crate::failure::{Failure, Outcome};
use crate::panel::without_strangers;
use crate::tools::target::WASM;
use crate::tools::{bindgen, chromium};
use crate::{command, compress, project};
use std::path::{Path, PathBuf};

/// Any of these would make the runner take another browser than the one that was found.
const OTHER_DRIVERS: [&str; 7] = [
    "GECKODRIVER",
    "GECKODRIVER_REMOTE",
    "SAFARIDRIVER",
    "SAFARIDRIVER_REMOTE",
    "CHROMEDRIVER_REMOTE",
    "MSEDGEDRIVER",
    "MSEDGEDRIVER_REMOTE",
];

pub(super) fn run() -> Outcome<Counts> {
    let browser = chromium::ensure()?;
    let runner = bindgen::ensure()?.test_runner;
    let mut cargo = command::cargo();
    cargo
        .args(["test", "--package", "instance-panel", "--target", WASM, "--no-fail-fast"])
        .env("CARGO_TERM_COLOR", "never")
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner)
        .env("CHROMEDRIVER", &browser.driver)
        .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", capabilities(&browser.chromium)?)
        // Seconds for one test program; the default of 20 is short on a busy machine.
        .env("WASM_BINDGEN_TEST_TIMEOUT", "180");
    for name in OTHER_DRIVERS {
        cargo.env_remove(name);
    }
    let printed = command::run_and_read(without_strangers(&mut cargo), "The tests in the browser")?;
    Counts::of_rust(&printed.text).judge(&printed, "The tests in the browser")
}

/// The root's webdriver.json with the browser that was found in it, as a file of its own: the
/// driver would otherwise look for one by its own rules.
fn capabilities(chromium: &Path) -> Outcome<PathBuf> {
    let bytes = compress::read(&project::root().join("webdriver.json"))?;
    let text = String::from_utf8_lossy(&bytes);
    let named = with_binary(&text, chromium).ok_or_else(|| {
        Failure::new("webdriver.json has no \"args\" under \"goog:chromeOptions\" any more.")
    })?;
    let path = project::scratch()?.join("webdriver.json");
    std::fs::write(&path, named).map_err(|error| Failure::file(&path, &error))?;
    Ok(path)
}

fn with_binary(text: &str, chromium: &Path) -> Option<String> {
    let (before, after) = text.split_once("\"args\"")?;
    // Debug quotes a path as JSON does, for the characters that paths have.
    Some(format!("{before}\"binary\": {chromium:?},\n    \"args\"{after}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_browser_is_named_beside_its_arguments() {
        let text = "{\"goog:chromeOptions\": {\"args\": [\"--headless\"]}}";
        assert_eq!(
            with_binary(text, Path::new("/opt/my chrome")).as_deref(),
            Some(
                "{\"goog:chromeOptions\": {\"binary\": \"/opt/my chrome\",\n    \"args\": [\"--headless\"]}}"
            )
        );
        assert_eq!(with_binary("{}", Path::new("/opt/chrome")), None);
    }
}
