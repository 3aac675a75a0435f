//! Starts the release once in a browser. A build can succeed and still fail at its start, so a build
//! is accepted only after the browser has shown the form.

use super::demo_server::RunningServer;
use crate::error::{Error, Result};
use crate::{console, paths, process};
use std::path::Path;
use std::process::Output;

/// Elements that index.html does not have and the running panel shows.
const CONTROLS: [&str; 3] = ["<input", "<select", "<textarea"];

/// The virtual time of the page in milliseconds, one value per attempt. Virtual time does not wait for
/// the WebAssembly compiler of the browser, which is slow on a busy machine.
const VIRTUAL_TIMES: [u32; 3] = [20_000, 200_000, 2_000_000];

pub(crate) fn run(chromium: &Path, demo_server: &Path) -> Result {
    let server = RunningServer::start(demo_server)?;
    let mut log = String::new();
    for virtual_time in VIRTUAL_TIMES {
        let output = dump_dom(chromium, &server.panel, virtual_time)?;
        if !output.status.success() {
            return Err(Error::new(format!(
                "{} could not open the panel: check that the browser starts.",
                chromium.display()
            )));
        }
        if shows_controls(&String::from_utf8_lossy(&output.stdout)) {
            console::note("The release starts in Chromium and shows the form.");
            return Ok(());
        }
        log = String::from_utf8_lossy(&output.stderr).into_owned();
    }
    for line in console(&log) {
        console::note(&format!("console: {line}"));
    }
    Err(Error::new(
        "The release was built but does not start: Chromium shows no form. The console of the page \
         is above; a debug build (`trunk serve`) gives more detail.",
    ))
}

/// Opens the page for that much virtual time and returns its DOM.
fn dump_dom(chromium: &Path, page: &str, virtual_time: u32) -> Result<Output> {
    // A separate profile: with the profile of the user, a running browser would open the page instead.
    let profile = paths::state()?.join(format!("profile-{}", std::process::id()));
    let mut browser = process::program(chromium);
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
            // Includes the console of the page.
            "--enable-logging=stderr",
        ])
        .arg(format!("--virtual-time-budget={virtual_time}"))
        .arg(format!("--user-data-dir={}", profile.display()))
        .arg(page);
    let output = browser.output();
    // If this fails, `cargo clean` removes the folder.
    let _ = std::fs::remove_dir_all(&profile);
    output.map_err(|error| Error::file(chromium, &error))
}

fn shows_controls(page: &str) -> bool {
    CONTROLS.iter().any(|control| page.contains(control))
}

/// The console lines of the page: `[…:INFO:CONSOLE:63] "text", source: …`.
fn console(log: &str) -> Vec<&str> {
    log.lines()
        .filter_map(|line| line.split_once(":CONSOLE"))
        .filter_map(|(_, rest)| rest.split_once("] "))
        .map(|(_, message)| message)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_console_lines_in_the_log() {
        let log = "[1:1/212351.9:ERROR:dbus.cc(1)] no bus\n\
                   [2:2/212352.0:INFO:CONSOLE:1] \"Uncaught RuntimeError\", source: panel.wasm (1)\n";
        assert_eq!(console(log), ["\"Uncaught RuntimeError\", source: panel.wasm (1)"]);
    }

    #[test]
    fn a_page_without_controls_did_not_start() {
        assert!(shows_controls("<body><form><input id=url></form></body>"));
        assert!(!shows_controls("<body><noscript>JavaScript is off</noscript></body>"));
    }
}
