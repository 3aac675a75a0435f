//! `cargo xtask dist`: the files to put on a web server, and the archive to hand on.

use crate::failure::{Failure, Outcome};
use crate::tools::chromium;
use crate::{chrome_start, demo_server, panel, release, say, size};

pub(crate) fn run(arguments: &[String]) -> Outcome {
    if let Some(argument) = arguments.first() {
        return Err(Failure::new(format!("`dist` takes no `{argument}`.")));
    }
    say::heading("Setting up and building");
    panel::build(&panel::set_up()?)?;
    // A release may be made where no browser is; the tests insist on one.
    match chromium::find_chromium() {
        Some(chromium) => chrome_start::check(&chromium, &demo_server::build()?)?,
        None => say::note("Not started in a browser: none was found. `cargo xtask test` does."),
    }
    say::heading("Size of the first load");
    if !size::print_table()? {
        return Err(size::over_budget());
    }
    say::heading("Release");
    let release = release::write()?;
    say::note("The files are in dist/, each with its .br and .gz.");
    release::print(&release)
}
