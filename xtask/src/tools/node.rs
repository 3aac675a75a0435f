//! Node, which runs wasm-opt, the end-to-end tests and the bench. It is expected, not installed.

use crate::command;
use crate::failure::{Failure, Outcome};

/// The oldest that the test packages run on.
const OLDEST: u32 = 20;

pub(crate) fn ensure() -> Outcome {
    let Some(answer) = command::answer(command::program("node").arg("--version")) else {
        return Err(Failure::new(format!(
            "Node was not found: install Node {OLDEST} or newer, with npm, from nodejs.org or \
             your system's packages, and run the command again."
        )));
    };
    if major(&answer).is_none_or(|major| major < OLDEST) {
        return Err(Failure::new(format!(
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
    fn the_major_version_is_the_first_number() {
        for (answer, expected) in
            [("v20.20.2", Some(20)), ("v8.0.0", Some(8)), ("20.1.0", None), ("", None)]
        {
            assert_eq!(major(answer), expected, "{answer:?}");
        }
    }
}
