//! Runs other programs: without stdin, so that no program waits for input; with an error that names
//! the program when it is missing or fails; and with a progress line once a minute.

use crate::console;
use crate::error::{Error, Result};
use std::ffi::OsStr;
use std::io::{BufRead, BufReader, ErrorKind, Write};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

/// The time between two progress lines of a long-running program.
const PROGRESS_INTERVAL: Duration = Duration::from_secs(60);

/// The stdout of a program, and whether it succeeded.
#[derive(Debug)]
pub(crate) struct CommandOutput {
    pub(crate) text: String,
    pub(crate) is_success: bool,
}

/// A program that runs in the root of the repository.
pub(crate) fn program(name: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(name);
    command.current_dir(crate::paths::root()).stdin(Stdio::null());
    command
}

/// The cargo that runs xtask, or the one on `PATH`.
pub(crate) fn cargo() -> Command {
    program(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Runs a program to its end with its output on the terminal. `task` is the subject of the error:
/// "`task` failed".
pub(crate) fn run(command: &mut Command, task: &str) -> Result {
    let child = spawn(command)?;
    let status = wait(child, task)?;
    if status.success() {
        return Ok(());
    }
    Err(Error::new(format!("{task} failed ({}); see its output above.", exit_description(status))))
}

/// Runs a program to its end; its stdout is printed and returned.
pub(crate) fn run_and_read(command: &mut Command, task: &str) -> Result<CommandOutput> {
    let mut child = spawn(command.stdout(Stdio::piped()))?;
    let stdout = child.stdout.take();
    let reader = thread::spawn(move || {
        let mut text = String::new();
        let mut lines = BufReader::new(stdout?);
        let mut line = Vec::new();
        // Bytes instead of `lines()`: invalid UTF-8 in the output of a test must not end the loop.
        while lines.read_until(b'\n', &mut line).ok()? > 0 {
            let _ = std::io::stdout().write_all(&line);
            let _ = std::io::stdout().flush();
            text.push_str(&String::from_utf8_lossy(&line));
            line.clear();
        }
        Some(text)
    });
    let status = wait(child, task)?;
    let text = reader.join().ok().flatten().unwrap_or_default();
    Ok(CommandOutput { text, is_success: status.success() })
}

/// The trimmed stdout of a short command such as `--version`; `None` when the program is missing or
/// fails.
pub(crate) fn capture(command: &mut Command) -> Option<String> {
    read(command).filter(|output| output.is_success).map(|output| output.text.trim().to_owned())
}

/// The stdout of a short command, which is not printed; `None` when the program is missing.
pub(crate) fn read(command: &mut Command) -> Option<CommandOutput> {
    let output = command.stderr(Stdio::null()).output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    Some(CommandOutput { text, is_success: output.status.success() })
}

fn spawn(command: &mut Command) -> Result<Child> {
    // Keeps the order: our own output first, then that of the program.
    let _ = std::io::stdout().flush();
    command.spawn().map_err(|error| {
        let name = Path::new(command.get_program()).display().to_string();
        if error.kind() == ErrorKind::NotFound {
            Error::new(format!(
                "The program `{name}` was not found: install it, or put its folder on PATH."
            ))
        } else {
            Error::new(format!("The program `{name}` did not start: {error}."))
        }
    })
}

/// Waits for the program and prints a progress line once a minute, so that a long build does not
/// look stuck.
fn wait(mut child: Child, task: &str) -> Result<ExitStatus> {
    let (finished, is_finished) = mpsc::channel::<()>();
    let label = task.to_owned();
    let reporter = thread::spawn(move || {
        let start = Instant::now();
        while is_finished.recv_timeout(PROGRESS_INTERVAL) == Err(RecvTimeoutError::Timeout) {
            console::note(&format!(
                "… {label}: still running after {}",
                console::duration(start.elapsed())
            ));
        }
    });
    let status = child
        .wait()
        .map_err(|error| Error::new(format!("{task} could not be waited for: {error}.")));
    drop(finished);
    let _ = reporter.join();
    status
}

fn exit_description(status: ExitStatus) -> String {
    match status.code() {
        Some(code) => format!("exit code {code}"),
        None => "stopped by a signal".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_a_missing_program() {
        let error =
            run(&mut program("no-such-program-here"), "Nothing").expect_err("it is missing");
        assert!(error.to_string().contains("`no-such-program-here`"));
    }

    #[test]
    fn returns_stdout_and_success() {
        let printed = run_and_read(program("rustc").arg("--version"), "Asking").expect("it runs");
        assert!(printed.is_success);
        assert!(printed.text.starts_with("rustc "));
        let mut wrong = program("rustc");
        wrong.arg("--no-such-flag").stderr(Stdio::null());
        let failed = run_and_read(&mut wrong, "Asking").expect("it runs");
        assert!(!failed.is_success);
    }
}
