//! `cargo xtask dist`: builds the files for a web server, and the release archive.

use super::reject_arguments;
use crate::build::dist;
use crate::error::Result;
use crate::launch::{demo_server, startup_check};
use crate::tools::chromium;
use crate::{console, release, size};

pub(crate) fn run(arguments: &[String]) -> Result {
    reject_arguments("dist", arguments)?;
    console::heading("Setting up and building");
    dist::build(&dist::set_up()?)?;
    // A release can be built on a machine without a browser; the tests require one.
    match chromium::find_chromium() {
        Some(chromium) => startup_check::run(&chromium, &demo_server::build()?)?,
        None => console::note(
            "The release was not started in a browser, because none was found. \
             `cargo xtask test` does that.",
        ),
    }
    console::heading("Size");
    size::check()?;
    console::heading("Release");
    let archive = release::write()?;
    console::note("The files are in dist/, each with its .br and .gz.");
    release::print_summary(&archive)
}
