//! The tests that need no browser: those of the panel, the demo server, the fuzz targets and xtask.

use super::counts::TestCounts;
use crate::error::Result;
use crate::process;

pub(crate) fn run() -> Result<TestCounts> {
    let output = process::run_and_read(
        // All test programs run even when one fails, so that every failure shows at once.
        process::cargo()
            .args(["test", "--workspace", "--no-fail-fast"])
            .env("CARGO_TERM_COLOR", "never"),
        "The native tests",
    )?;
    TestCounts::of_rust(&output.text).check(&output, "The native tests")
}
