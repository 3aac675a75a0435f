//! Running other programs: no stdin, so that nothing ever waits for an answer; a sentence when
//! one is missing or fails; and a sign of life while one is silent.

use crate::failure::{Failure, Outcome};
use crate::say;
use std::ffi::OsStr;
use std::io::{BufRead, BufReader, ErrorKind, Write};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

/// How long a program may run before we say that it still does.
const HEARTBEAT: Duration = Duration::from_secs(60);

/// What a program printed on stdout, and whether it succeeded.
#[derive(Debug)]
pub(crate) struct Printed {
    pub(crate) text: String,
    pub(crate) is_success: bool,
}

/// A program that runs in the repository's root.
pub(crate) fn program(name: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(name);
    command.current_dir(crate::project::root()).stdin(Stdio::null());
    command
}

/// The cargo that runs us, or the one on `PATH`.
pub(crate) fn cargo() -> Command {
    program(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Runs to the end with its output on the terminal. `doing` completes "… failed".
pub(crate) fn run(command: &mut Command, doing: &str) -> Outcome {
    let child = spawn(command)?;
    let status = wait(child, doing)?;
    if status.success() {
        return Ok(());
    }
    Err(Failure::new(format!("{doing} failed ({}); its own message is above.", ending(status))))
}

/// Runs to the end; stdout is both shown and returned.
pub(crate) fn run_and_read(command: &mut Command, doing: &str) -> Outcome<Printed> {
    let mut child = spawn(command.stdout(Stdio::piped()))?;
    let stdout = child.stdout.take();
    let reader = thread::spawn(move || {
        let mut text = String::new();
        let mut lines = BufReader::new(stdout?);
        let mut line = Vec::new();
        // Bytes, not `lines()`: one stray byte in a test's output must not end the reading.
        while lines.read_until(b'\n', &mut line).ok()? > 0 {
            let _ = std::io::stdout().write_all(&line);
            let _ = std::io::stdout().flush();
            text.push_str(&String::from_utf8_lossy(&line));
            line.clear();
        }
        Some(text)
    });
    let status = wait(child, doing)?;
    let text = reader.join().ok().flatten().unwrap_or_default();
    Ok(Printed { text, is_success: status.success() })
}

/// What a program prints when asked for its version or the like; `None` when it is missing or
/// fails, which here mean the same: it cannot be used.
pub(crate) fn answer(command: &mut Command) -> Option<String> {
    let output = command.stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

fn spawn(command: &mut Command) -> Outcome<Child> {
    // What we printed must stand before what the program prints.
    let _ = std::io::stdout().flush();
    command.spawn().map_err(|error| {
        let name = Path::new(command.get_program()).display().to_string();
        if error.kind() == ErrorKind::NotFound {
            Failure::new(format!(
                "The program `{name}` was not found: install it, or put its folder on PATH."
            ))
        } else {
            Failure::new(format!("The program `{name}` did not start: {error}."))
        }
    })
}

/// Waits, and says once a minute that the work goes on: a build log that stands still for ten
/// minutes looks like one that hangs.
fn wait(mut child: Child, doing: &str) -> Outcome<ExitStatus> {
    let (done, is_done) = mpsc::channel::<()>();
    let label = doing.to_owned();
    let heart = thread::spawn(move || {
        let start = Instant::now();
        while is_done.recv_timeout(HEARTBEAT) == Err(RecvTimeoutError::Timeout) {
            say::note(&format!(
                "… {label}: still at work after {}",
                say::duration(start.elapsed())
            ));
        }
    });
    let status = child.wait().map_err(|error| Failure::new(format!("{doing} was lost: {error}.")));
    drop(done);
    let _ = heart.join();
    status
}

fn ending(status: ExitStatus) -> String {
    match status.code() {
        Some(code) => format!("exit code {code}"),
        None => "stopped by a signal".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_program_is_named_in_the_sentence() {
        let failure =
            run(&mut program("no-such-program-here"), "Nothing").expect_err("it is missing");
        assert!(failure.to_string().contains("`no-such-program-here`"));
    }

    #[test]
    fn stdout_and_the_ending_are_both_returned() {
        let printed = run_and_read(program("rustc").arg("--version"), "Asking").expect("it runs");
        assert!(printed.is_success);
        assert!(printed.text.starts_with("rustc "));
        let mut wrong = program("rustc");
        wrong.arg("--no-such-flag").stderr(Stdio::null());
        let failed = run_and_read(&mut wrong, "Asking").expect("it runs");
        assert!(!failed.is_success);
    }
}
