//! `cargo xtask bench`: measures the released panel in Chromium, and fuzzes what it reads. What is
//! measured is the bench's own matter.

use crate::failure::{Failure, Outcome};
use crate::test::surroundings::Surroundings;
use crate::{command, fuzz, project, say};

/// `fuzz` runs that section alone, and `--seconds N` says for how long each of its targets runs.
pub(crate) fn run(arguments: &[String]) -> Outcome {
    let seconds = seconds(arguments)?;
    if arguments.first().is_some_and(|section| section == "fuzz") {
        return fuzz::run(seconds);
    }
    say::heading("Setting up and building");
    let surroundings = Surroundings::set_up()?;
    say::heading("Bench");
    let mut bench = command::program("node");
    bench
        .arg(project::end2end().join("bench").join("run.mjs"))
        .args(arguments.iter().filter(|argument| *argument != "--"));
    command::run(surroundings.tell(&mut bench), "The bench")?;
    fuzz::run(seconds)
}

fn seconds(arguments: &[String]) -> Outcome<u64> {
    let Some(at) = arguments.iter().position(|argument| argument == "--seconds") else {
        return Ok(fuzz::SECONDS);
    };
    let number = arguments.get(at + 1).and_then(|number| number.parse().ok());
    number.ok_or_else(|| Failure::new("`--seconds` wants a whole number after it."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_of_a_target_is_twenty_seconds_or_what_is_asked_for() {
        let of = |arguments: &[&str]| {
            let arguments: Vec<String> = arguments.iter().map(|one| (*one).to_owned()).collect();
            seconds(&arguments).ok()
        };
        assert_eq!(of(&[]), Some(20));
        assert_eq!(of(&["fuzz", "--seconds", "90"]), Some(90));
        assert_eq!(of(&["--seconds"]), None);
        assert_eq!(of(&["--seconds", "long"]), None);
    }
}
