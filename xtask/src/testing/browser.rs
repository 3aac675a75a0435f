//! The tests that run inside a browser, through the test runner of wasm-bindgen.

use super::counts::TestCounts;
use crate::build::clear_build_env;
use crate::error::{Error, Result};
use crate::tools::wasm_target::WASM;
use crate::tools::{chromium, wasm_bindgen};
use crate::{files, paths, process};
use std::path::{Path, PathBuf};

/// Each of these variables would make the test runner use another browser than the one we found.
const OTHER_DRIVERS: [&str; 7] = [
    "GECKODRIVER",
    "GECKODRIVER_REMOTE",
    "SAFARIDRIVER",
    "SAFARIDRIVER_REMOTE",
    "CHROMEDRIVER_REMOTE",
    "MSEDGEDRIVER",
    "MSEDGEDRIVER_REMOTE",
];

pub(crate) fn run() -> Result<TestCounts> {
    let browser = chromium::ensure()?;
    let runner = wasm_bindgen::test_runner()?;
    let mut cargo = process::cargo();
    cargo
        .args(["test", "--package", "instance-panel", "--target", WASM, "--no-fail-fast"])
        .env("CARGO_TERM_COLOR", "never")
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner)
        .env("CHROMEDRIVER", &browser.driver)
        .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", capabilities(&browser.chromium)?)
        // Seconds per test program. The default of 20 is too short on a busy machine.
        .env("WASM_BINDGEN_TEST_TIMEOUT", "180");
    for name in OTHER_DRIVERS {
        cargo.env_remove(name);
    }
    let output = process::run_and_read(clear_build_env(&mut cargo), "The tests in the browser")?;
    TestCounts::of_rust(&output.text).check(&output, "The tests in the browser")
}

/// A copy of webdriver.json that names the browser we found. Without the name, the driver would
/// search for a browser by its own rules.
fn capabilities(chromium: &Path) -> Result<PathBuf> {
    let text = files::read_text(&paths::root().join("webdriver.json"))?;
    let capabilities = with_binary(&text, chromium).ok_or_else(|| {
        Error::new("webdriver.json has no \"args\" under \"goog:chromeOptions\".")
    })?;
    let path = paths::state()?.join("webdriver.json");
    files::write(&path, capabilities)?;
    Ok(path)
}

fn with_binary(text: &str, chromium: &Path) -> Option<String> {
    let (before, after) = text.split_once("\"args\"")?;
    // For the characters of a path, Debug quotes like JSON.
    Some(format!("{before}\"binary\": {chromium:?},\n    \"args\"{after}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn adds_the_browser_before_its_arguments() {
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
