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
        ])
        .arg(format!("--user-data-dir={}", profile.display()))
        .arg(&server.panel);
    let page = command::answer(&mut browser);
    // What stays behind is removed with the target folder.
    let _ = std::fs::remove_dir_all(&profile);
    let Some(page) = page else {
        return Err(Failure::new(format!(
            "{} did not open the panel: see that it starts at all.",
            chromium.display()
        )));
    };
    if shows_controls(&page) {
        say::note("The release starts in Chromium and shows its form.");
        return Ok(());
    }
    Err(Failure::new(
        "The release builds but does not start: Chromium shows no form. Run `cargo xtask start` \
         and read the browser's console.",
    ))
}

fn shows_controls(page: &str) -> bool {
    CONTROLS.iter().any(|control| page.contains(control))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_without_controls_has_not_started() {
        assert!(shows_controls("<body><form><input id=url></form></body>"));
        assert!(!shows_controls("<body><noscript>JavaScript is off</noscript></body>"));
    }
}
