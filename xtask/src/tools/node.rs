//! Node runs wasm-opt, the end-to-end tests and the bench. It is checked but not installed.

use crate::error::{Error, Result};
use crate::process;

/// The oldest version that the test packages support.
const OLDEST: u32 = 20;

pub(crate) fn ensure() -> Result {
    let Some(answer) = process::capture(process::program("node").arg("--version")) else {
        return Err(Error::new(format!(
            "Node was not found: install Node {OLDEST} or newer, with npm, from nodejs.org or \
             your system's packages, and run the command again."
        )));
    };
    if major(&answer).is_none_or(|major| major < OLDEST) {
        return Err(Error::new(format!(
            "Node {answer} is too old: install Node {OLDEST} or newer and run the command again."
        )));
    }
    Ok(())
}

/// `v20.20.2` is 20.
fn major(answer: &str) -> Option<u32> {
    answer.strip_prefix('v')?.split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_major_version() {
        for (answer, expected) in
            [("v20.20.2", Some(20)), ("v8.0.0", Some(8)), ("20.1.0", None), ("", None)]
        {
            assert_eq!(major(answer), expected, "{answer:?}");
        }
    }
}
