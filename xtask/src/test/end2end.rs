//! Playwright's journeys through the release, axe's included.

use super::counts::Counts;
use super::surroundings::Surroundings;
use crate::failure::Outcome;
use crate::{command, project};

pub(super) fn run(arguments: &[String]) -> Outcome<Counts> {
    let surroundings = Surroundings::set_up()?;
    let folder = project::end2end();
    let mut playwright = command::program("node");
    playwright
        .arg(folder.join("node_modules/@playwright/test/cli.js"))
        // This reporter whatever the settings say: its last lines are counted.
        .args(["test", "--reporter=list"])
        .args(arguments)
        .env_remove("FORCE_COLOR")
        .current_dir(&folder);
    let printed =
        command::run_and_read(surroundings.tell(&mut playwright), "The end-to-end tests")?;
    Counts::of_playwright(&printed.text).judge(&printed, "The end-to-end tests")
}
