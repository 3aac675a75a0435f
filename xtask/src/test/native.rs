//! The tests that need no browser: the panel's domain, the demo server, and this program.

use super::counts::Counts;
use crate::command;
use crate::failure::Outcome;

pub(super) fn run() -> Outcome<Counts> {
    let printed = command::run_and_read(
        // All test programs run even when one fails: the whole damage shows at once.
        command::cargo()
            .args(["test", "--workspace", "--no-fail-fast"])
            .env("CARGO_TERM_COLOR", "never"),
        "The native tests",
    )?;
    Counts::of_rust(&printed.text).judge(&printed, "The native tests")
}
