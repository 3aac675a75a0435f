//! `cargo xtask bench`: runs end2end/bench, which measures the released panel in Chromium, and then
//! fuzzes the code that reads foreign input.

use crate::error::{Error, Result};
use crate::testing::environment::TestEnvironment;
use crate::testing::fuzz;
use crate::{console, paths, process};

/// `fuzz` runs only the fuzzing; `--seconds N` sets how long each fuzz target runs.
pub(crate) fn run(arguments: &[String]) -> Result {
    let seconds = seconds(arguments)?;
    if arguments.first().is_some_and(|section| section == "fuzz") {
        return fuzz::run(seconds);
    }
    console::heading("Setting up and building");
    let environment = TestEnvironment::set_up()?;
    console::heading("Bench");
    let mut bench = process::program("node");
    bench
        .arg(paths::end2end().join("bench").join("run.mjs"))
        .args(arguments.iter().filter(|argument| *argument != "--"));
    process::run(environment.apply(&mut bench), "The bench")?;
    fuzz::run(seconds)
}

fn seconds(arguments: &[String]) -> Result<u64> {
    let Some(at) = arguments.iter().position(|argument| argument == "--seconds") else {
        return Ok(fuzz::SECONDS);
    };
    let number = arguments.get(at + 1).and_then(|number| number.parse().ok());
    number.ok_or_else(|| Error::new("`--seconds` needs a whole number after it."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_runs_a_minute_unless_told_otherwise() {
        let of = |arguments: &[&str]| {
            let arguments: Vec<String> = arguments.iter().map(|one| (*one).to_owned()).collect();
            seconds(&arguments).ok()
        };
        assert_eq!(of(&[]), Some(60));
        assert_eq!(of(&["fuzz", "--seconds", "90"]), Some(90));
        assert_eq!(of(&["--seconds"]), None);
        assert_eq!(of(&["--seconds", "long"]), None);
    }
}
