//! `cargo xtask bench`: measures the released panel in Chromium. What is measured is the bench's
//! own matter.

use crate::failure::Outcome;
use crate::test::surroundings::Surroundings;
use crate::{command, project, say};

pub(crate) fn run(arguments: &[String]) -> Outcome {
    say::heading("Setting up and building");
    let surroundings = Surroundings::set_up()?;
    say::heading("Bench");
    let mut bench = command::program("node");
    bench
        .arg(project::end2end().join("bench").join("run.mjs"))
        .args(arguments.iter().filter(|argument| *argument != "--"));
    command::run(surroundings.tell(&mut bench), "The bench")
}
