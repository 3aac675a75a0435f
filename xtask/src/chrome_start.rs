//! Starts the release once in a real browser. A build can succeed and still throw in its first
//! line, so none counts before its form has appeared on a screen.

use crate::demo_server::Running;
use crate::failure::{Failure, Outcome};
use crate::{command, project, say};
use std::path::Path;
use std::process::Output;

/// What the page itself lacks and the running panel shows.
const CONTROLS: [&str; 3] = ["<input", "<select", "<textarea"];

/// How long the page's own clock may run, in milliseconds, one try after the other: it does not wait
/// for the browser's compiler, which takes its time on a busy machine.
const CLOCKS: [u32; 3] = [20_000, 200_000, 2_000_000];

pub(crate) fn check(chromium: &Path, demo_server: &Path) -> Outcome {
    let server = Running::start(demo_server)?;
    let mut log = String::new();
    for clock in CLOCKS {
        let output = open(chromium, &server.panel, clock)?;
        if !output.status.success() {
            return Err(Failure::new(format!(
                "{} did not open the panel: see that it starts at all.",
                chromium.display()
            )));
        }
        if shows_controls(&String::from_utf8_lossy(&output.stdout)) {
            say::note("The release starts in Chromium and shows its form.");
            return Ok(());
        }
        log = String::from_utf8_lossy(&output.stderr).into_owned();
    }
    for line in console(&log) {
        say::note(&format!("console: {line}"));
    }
    Err(Failure::new(
        "The release builds but does not start: Chromium shows no form. The page's console is \
         above; a debug build (`trunk serve`) says more.",
    ))
}

/// Opens the page, lets its clock run that long, and returns what it then is.
fn open(chromium: &Path, page: &str, clock: u32) -> Outcome<Output> {
    // A profile of its own: with the user's, a browser that is open would take the page over.
    let profile = project::scratch()?.join(format!("profile-{}", std::process::id()));
    let mut browser = command::program(chromium);
    browser
        .args([
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--dump-dom",
            // The page's console, among much else.
            "--enable-logging=stderr",
        ])
        .arg(format!("--virtual-time-budget={clock}"))
        .arg(format!("--user-data-dir={}", profile.display()))
        .arg(page);
    let output = browser.output();
    // What stays behind is removed with the target folder.
    let _ = std::fs::remove_dir_all(&profile);
    output.map_err(|error| Failure::file(chromium, &error))
}

fn shows_controls(page: &str) -> bool {
    CONTROLS.iter().any(|control| page.contains(control))
}

/// What the page wrote to its console: `[…:INFO:CONSOLE:63] "text", source: …`.
fn console(log: &str) -> Vec<&str> {
    log.lines()
        .filter_map(|line| line.split_once(":CONSOLE"))
        .filter_map(|(_, rest)| rest.split_once("] "))
        .map(|(_, said)| said)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_console_is_read_out_of_the_browsers_log() {
        let log = "[1:1/212351.9:ERROR:dbus.cc(1)] no bus\n\
                   [2:2/212352.0:INFO:CONSOLE:1] \"Uncaught RuntimeError\", source: panel.wasm (1)\n";
        assert_eq!(console(log), ["\"Uncaught RuntimeError\", source: panel.wasm (1)"]);
    }

    #[test]
    fn a_page_without_controls_has_not_started() {
        assert!(shows_controls("<body><form><input id=url></form></body>"));
        assert!(!shows_controls("<body><noscript>JavaScript is off</noscript></body>"));
    }
}
