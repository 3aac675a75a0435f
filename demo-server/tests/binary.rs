//! The program: what it prints when it is ready, and its exit codes.
#![allow(clippy::unwrap_used, reason = "a test stops where something is missing")]

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Output, Stdio};

fn program() -> Command {
    Command::new(env!("CARGO_BIN_EXE_demo-server"))
}

struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn text(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn prints_its_addresses_and_refuses_a_port_in_use() {
    let folder = tempfile::tempdir().unwrap();
    let mut child = program()
        .args(["--port", "0", "--panel-port", "0", "--panel-base", "/p", "--panel"])
        .arg(folder.path())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let _running = Running(child);
    let words: Vec<&str> = line.split_whitespace().collect();
    assert_eq!(words.len(), 3, "{line}");
    assert_eq!(words[0], "ready");
    assert!(words[1].starts_with("panel=http://127.0.0.1:") && words[1].ends_with("/p/"), "{line}");
    let port = words[2].strip_prefix("api=http://127.0.0.1:").unwrap();

    let second = program().args(["--port", port]).output().unwrap();
    assert_eq!(second.status.code(), Some(2));
    assert_eq!(
        text(&second).trim(),
        format!("Port {port} on 127.0.0.1 is already in use; choose another one with --port.")
    );
}

#[test]
fn wrong_arguments_end_with_exit_code_2() {
    for words in
        [&["--nope"][..], &["--host", "0.0.0.0"], &["--port", "x"], &["--panel", "no such folder"]]
    {
        let output = program().args(["--port", "0"]).args(words).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{words:?}");
    }
}
