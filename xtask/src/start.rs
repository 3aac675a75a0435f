//! `cargo xtask start`: the panel in a browser, with servers to try it on.

use crate::failure::{Failure, Outcome};
use crate::{demo_server, panel, say};
use std::net::TcpListener;

const PANEL_PORT: u16 = 8080;
const API_PORT: u16 = 8081;

#[derive(Debug, PartialEq, Eq)]
struct Options {
    panel_port: u16,
    api_port: u16,
    /// What goes to the demo server as it stands.
    rest: Vec<String>,
}

pub(crate) fn run(arguments: &[String]) -> Outcome {
    let options = Options::parse(arguments)?;
    // Before anything is built: nobody should wait minutes to read that a port is taken.
    require_free(options.panel_port, "--port")?;
    require_free(options.api_port, "--api-port")?;
    say::heading("Setting up and building");
    panel::build_if_stale()?;
    let server = demo_server::build()?;
    println!("\n{}\n", banner(&options));
    let mut command = demo_server::command(&server, options.panel_port, options.api_port);
    command.args(&options.rest);
    become_program(command)
}

impl Options {
    fn parse(arguments: &[String]) -> Outcome<Self> {
        let mut options = Self { panel_port: PANEL_PORT, api_port: API_PORT, rest: Vec::new() };
        let mut words = arguments.iter();
        while let Some(word) = words.next() {
            let (name, inline) = match word.split_once('=') {
                Some((name, value)) => (name, Some(value)),
                None => (word.as_str(), None),
            };
            let port = match name {
                "--port" => &mut options.panel_port,
                "--api-port" => &mut options.api_port,
                "--" => {
                    options.rest = words.cloned().collect();
                    break;
                }
                _ => {
                    return Err(Failure::new(format!(
                        "`start` does not know `{word}`: it takes --port N and --api-port N."
                    )));
                }
            };
            let value = inline.or_else(|| words.next().map(String::as_str));
            *port =
                value.and_then(|value| value.parse().ok()).filter(|port| *port > 0).ok_or_else(
                    || Failure::new(format!("`{name}` takes a port's number, from 1 to 65535.")),
                )?;
        }
        if options.panel_port == options.api_port {
            return Err(Failure::new("The panel and the demo servers need two different ports."));
        }
        Ok(options)
    }
}

fn require_free(port: u16, option: &str) -> Outcome {
    match TcpListener::bind(("127.0.0.1", port)) {
        Ok(_) => Ok(()),
        Err(error) => Err(Failure::new(format!(
            "Port {port} cannot be used ({error}): stop the program that has it, or choose \
             another port with `cargo xtask start {option} N`."
        ))),
    }
}

fn banner(options: &Options) -> String {
    let Options { panel_port, api_port, .. } = options;
    format!(
        "   Panel          http://127.0.0.1:{panel_port}/
   Demo servers   http://127.0.0.1:{api_port}/v1         Evolution API 1.x
                  http://127.0.0.1:{api_port}/v2         Evolution API 2.x
                  http://127.0.0.1:{api_port}/whatsapp   the hybrid of both
   Key            demo-key
   Stop           Ctrl-C"
    )
}

/// Lets the demo server take this process over: a signal then reaches it and nothing in between,
/// so no server stays behind on its port.
#[cfg(unix)]
fn become_program(mut command: std::process::Command) -> Outcome {
    use std::os::unix::process::CommandExt;
    let error = command.exec();
    Err(Failure::new(format!("The demo server did not start: {error}.")))
}

#[cfg(not(unix))]
fn become_program(mut command: std::process::Command) -> Outcome {
    crate::command::run(&mut command, "The demo server")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Outcome<Options> {
        let words: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
        Options::parse(&words)
    }

    #[test]
    fn ports_are_read_in_both_spellings() {
        for (line, panel_port, api_port, rest) in [
            ("", 8080, 8081, 0),
            ("--port 9000", 9000, 8081, 0),
            ("--port=9000 --api-port=9001", 9000, 9001, 0),
            ("--api-port 9001 -- --qr-wait 100", 8080, 9001, 2),
        ] {
            let options = parse(line).expect("these are right");
            assert_eq!((options.panel_port, options.api_port), (panel_port, api_port));
            assert_eq!(options.rest.len(), rest, "{line:?}");
        }
    }

    #[test]
    fn what_is_wrong_is_refused() {
        for line in ["--port", "--port x", "--port 0", "--port 70000", "--prot 1", "--port 8081"] {
            assert!(parse(line).is_err(), "{line:?}");
        }
    }

    #[test]
    fn a_taken_port_names_the_way_out() {
        let taken = TcpListener::bind(("127.0.0.1", 0)).expect("some port is free");
        let port = taken.local_addr().expect("it is bound").port();
        let sentence = require_free(port, "--port").expect_err("it is taken").to_string();
        assert!(sentence.contains(&port.to_string()) && sentence.contains("--port N"));
    }

    #[test]
    fn the_banner_tells_every_address() {
        let banner = banner(&parse("--port 9000 --api-port 9001").expect("these are right"));
        for part in [":9000/", ":9001/v1", ":9001/v2", ":9001/whatsapp", "demo-key", "Ctrl-C"] {
            assert!(banner.contains(part), "{part}");
        }
    }
}
