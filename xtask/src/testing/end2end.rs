//! The end-to-end tests: Playwright runs them on the release.

use super::counts::TestCounts;
use super::environment::TestEnvironment;
use crate::error::Result;
use crate::{paths, process};

pub(crate) fn run(arguments: &[String]) -> Result<TestCounts> {
    let environment = TestEnvironment::set_up()?;
    let folder = paths::end2end();
    let mut playwright = process::program("node");
    playwright
        .arg(folder.join("node_modules/@playwright/test/cli.js"))
        // Always this reporter: the counts are read from its last lines.
        .args(["test", "--reporter=list"])
        .args(arguments)
        .env_remove("FORCE_COLOR")
        .current_dir(&folder);
    let output = process::run_and_read(environment.apply(&mut playwright), "The end-to-end tests")?;
    TestCounts::of_playwright(&output.text).check(&output, "The end-to-end tests")
}
