//! Starts the release once in a real browser. A build can succeed and still throw in its first
//! line, so none counts before its form has appeared on a screen.

use crate::demo_server::Running;
use crate::failure::{Failure, Outcome};
use crate::{command, project, say};
use std::path::Path;

/// What the page itself lacks and the running panel shows.
const CONTROLS: [&str; 3] = ["<input", "<select", "<textarea"];

pub(crate) fn check(chromium: &Path, demo_server: &Path) -> Outcome {
    let server = Running::start(demo_server)?;
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
            // Waits for the loads and timers of the page, but not for ever.
            "--virtual-time-budget=20000",
            "--dump-dom",
            // The page's console, among much else.
            "--enable-logging=stderr",
        ])
        .arg(format!("--user-data-dir={}", profile.display()))
        .arg(&server.panel);
    let output = browser.output();
    // What stays behind is removed with the target folder.
    let _ = std::fs::remove_dir_all(&profile);
    let output = output.map_err(|error| Failure::file(chromium, &error))?;
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
    for line in console(&String::from_utf8_lossy(&output.stderr)) {
        say::note(&format!("console: {line}"));
    }
    Err(Failure::new(
        "The release builds but does not start: Chromium shows no form. The page's console is \
         above; a debug build (`trunk serve`) says more.",
    ))
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
