//! Builds and runs the demo server: three Evolution API servers in one program, which serves the
//! panel's files besides.

use crate::failure::{Failure, Outcome};
use crate::{command, project};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;

/// Builds it, without optimizing, and returns its path.
pub(crate) fn build() -> Outcome<PathBuf> {
    command::run(
        command::cargo()
            .args(["build", "--quiet", "--profile", "tool"])
            .args(["--package", "demo-server"]),
        "Building the demo server",
    )?;
    let name = format!("demo-server{}", std::env::consts::EXE_SUFFIX);
    Ok(project::target_directory()?.join("tool").join(name))
}

/// The command that serves `dist` on one port and the demo servers on another; 0 takes a free one.
pub(crate) fn command(program: &Path, panel_port: u16, api_port: u16) -> Command {
    let mut server = command::program(program);
    server
        .arg("--panel")
        .arg(project::dist())
        .args(["--panel-port", &panel_port.to_string()])
        .args(["--port", &api_port.to_string()]);
    server
}

/// A server for the length of one check; dropping it ends it.
#[derive(Debug)]
pub(crate) struct Running {
    child: Child,
    pub(crate) panel: String,
}

impl Running {
    /// Starts on free ports and waits until it says that it is ready.
    pub(crate) fn start(program: &Path) -> Outcome<Self> {
        let child = command(program, 0, 0)
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| Failure::file(program, &error))?;
        let mut running = Self { child, panel: String::new() };
        let stdout = running.child.stdout.take();
        let (address, ready) = mpsc::channel();
        // Reads on after that line: a server whose output nobody takes fails at its next word.
        thread::spawn(move || {
            for line in stdout.map(BufReader::new)?.lines().map_while(Result::ok) {
                if let Some(panel) = panel_address(&line) {
                    let _ = address.send(panel);
                }
            }
            Some(())
        });
        running.panel = ready.recv().map_err(|_| {
            Failure::new("The demo server ended before it was ready; its own message is above.")
        })?;
        Ok(running)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// `ready panel=http://127.0.0.1:8080/ api=…` is that panel's address.
fn panel_address(line: &str) -> Option<String> {
    let words = line.strip_prefix("ready ")?;
    words.split_whitespace().find_map(|word| word.strip_prefix("panel=")).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ready_line_tells_the_panels_address() {
        for (line, expected) in [
            (
                "ready panel=http://127.0.0.1:8080 api=http://127.0.0.1:8081",
                Some("http://127.0.0.1:8080"),
            ),
            ("ready api=http://127.0.0.1:8081", None),
            ("listening panel=http://127.0.0.1:8080", None),
        ] {
            assert_eq!(panel_address(line).as_deref(), expected, "{line:?}");
        }
    }
}
