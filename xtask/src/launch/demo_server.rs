//! Builds and runs the demo server: one program that plays three Evolution API servers and also
//! serves the files of the panel.

use crate::error::{Error, Result};
use crate::{paths, process};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;

/// Builds it and returns the path of its program.
pub(crate) fn build() -> Result<PathBuf> {
    process::run(
        process::cargo()
            .args(["build", "--quiet", "--profile", "tool"])
            .args(["--package", "demo-server"]),
        "Building the demo server",
    )?;
    let name = format!("demo-server{}", std::env::consts::EXE_SUFFIX);
    Ok(paths::target_directory()?.join("tool").join(name))
}

/// The command that serves dist/ on one port and the demo servers on another. Port 0 means any free
/// port.
pub(crate) fn command(program: &Path, panel_port: u16, api_port: u16) -> Command {
    let mut server = process::program(program);
    server
        .arg("--panel")
        .arg(paths::dist())
        .args(["--panel-port", &panel_port.to_string()])
        .args(["--port", &api_port.to_string()]);
    server
}

/// A running demo server; dropping this value stops it.
#[derive(Debug)]
pub(crate) struct RunningServer {
    child: Child,
    pub(crate) panel: String,
}

impl RunningServer {
    /// Starts on free ports and waits for the line that says it is ready.
    pub(crate) fn start(program: &Path) -> Result<Self> {
        let child = command(program, 0, 0)
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| Error::file(program, &error))?;
        let mut running = Self { child, panel: String::new() };
        let stdout = running.child.stdout.take();
        let (address, ready) = mpsc::channel();
        // Keeps reading after that line: the server would fail when it writes to a closed pipe.
        thread::spawn(move || {
            for line in stdout.map(BufReader::new)?.lines().map_while(std::io::Result::ok) {
                if let Some(panel) = panel_address(&line) {
                    let _ = address.send(panel);
                }
            }
            Some(())
        });
        running.panel = ready.recv().map_err(|_| {
            Error::new("The demo server stopped before it was ready; see its output above.")
        })?;
        Ok(running)
    }
}

impl Drop for RunningServer {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The address of the panel in `ready panel=http://127.0.0.1:8080/ api=…`.
fn panel_address(line: &str) -> Option<String> {
    let words = line.strip_prefix("ready ")?;
    words.split_whitespace().find_map(|word| word.strip_prefix("panel=")).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_address_of_the_panel() {
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
