//! `cargo xtask start`: serves the panel together with demo servers to try it on.

use crate::build::dist;
use crate::console;
use crate::error::{Error, Result};
use crate::launch::demo_server;
use std::net::TcpListener;

const PANEL_PORT: u16 = 8080;
const API_PORT: u16 = 8081;

#[derive(Debug, PartialEq, Eq)]
struct StartOptions {
    panel_port: u16,
    api_port: u16,
    /// Arguments for the demo server, unchanged
    rest: Vec<String>,
}

pub(crate) fn run(arguments: &[String]) -> Result {
    let options = StartOptions::parse(arguments)?;
    // Checked before the build, so that a taken port shows at once.
    require_free(options.panel_port, "--port")?;
    require_free(options.api_port, "--api-port")?;
    console::heading("Setting up and building");
    dist::build_if_stale()?;
    let server = demo_server::build()?;
    println!("\n{}\n", banner(&options));
    let mut command = demo_server::command(&server, options.panel_port, options.api_port);
    command.args(&options.rest);
    replace_process(command)
}

impl StartOptions {
    fn parse(arguments: &[String]) -> Result<Self> {
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
                    return Err(Error::new(format!(
                        "`start` does not take the argument `{word}`. It takes --port N and --api-port N."
                    )));
                }
            };
            let value = inline.or_else(|| words.next().map(String::as_str));
            *port =
                value.and_then(|value| value.parse().ok()).filter(|port| *port > 0).ok_or_else(
                    || Error::new(format!("`{name}` needs a port number from 1 to 65535.")),
                )?;
        }
        if options.panel_port == options.api_port {
            return Err(Error::new("The panel and the demo servers need two different ports."));
        }
        Ok(options)
    }
}

fn require_free(port: u16, option: &str) -> Result {
    match TcpListener::bind(("127.0.0.1", port)) {
        Ok(_) => Ok(()),
        Err(error) => Err(Error::new(format!(
            "Port {port} cannot be used ({error}). Stop the program that uses it, or choose \
             another port with `cargo xtask start {option} N`."
        ))),
    }
}

fn banner(options: &StartOptions) -> String {
    let StartOptions { panel_port, api_port, .. } = options;
    format!(
        "   Panel          http://127.0.0.1:{panel_port}/
   Demo servers   http://127.0.0.1:{api_port}/v1         Evolution API 1.x
                  http://127.0.0.1:{api_port}/v2         Evolution API 2.x
                  http://127.0.0.1:{api_port}/whatsapp   the hybrid of both
   Key            demo-key
   Stop           Ctrl-C"
    )
}

/// Replaces this process by the demo server, so that a signal reaches the server itself and no
/// server keeps running on its port.
#[cfg(unix)]
fn replace_process(mut command: std::process::Command) -> Result {
    use std::os::unix::process::CommandExt;
    let error = command.exec();
    Err(Error::new(format!("The demo server did not start: {error}.")))
}

#[cfg(not(unix))]
fn replace_process(mut command: std::process::Command) -> Result {
    crate::process::run(&mut process, "The demo server")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Result<StartOptions> {
        let words: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
        StartOptions::parse(&words)
    }

    #[test]
    fn reads_ports_in_both_spellings() {
        for (line, panel_port, api_port, rest) in [
            ("", 8080, 8081, 0),
            ("--port 9000", 9000, 8081, 0),
            ("--port=9000 --api-port=9001", 9000, 9001, 0),
            ("--api-port 9001 -- --qr-wait 100", 8080, 9001, 2),
        ] {
            let options = parse(line).expect("the arguments are valid");
            assert_eq!((options.panel_port, options.api_port), (panel_port, api_port));
            assert_eq!(options.rest.len(), rest, "{line:?}");
        }
    }

    #[test]
    fn rejects_invalid_arguments() {
        for line in ["--port", "--port x", "--port 0", "--port 70000", "--prot 1", "--port 8081"] {
            assert!(parse(line).is_err(), "{line:?}");
        }
    }

    #[test]
    fn a_taken_port_is_reported_with_a_solution() {
        let taken = TcpListener::bind(("127.0.0.1", 0)).expect("some port is free");
        let port = taken.local_addr().expect("it is bound").port();
        let message = require_free(port, "--port").expect_err("it is taken").to_string();
        assert!(message.contains(&port.to_string()) && message.contains("--port N"));
    }

    #[test]
    fn the_banner_has_every_address() {
        let banner =
            banner(&parse("--port 9000 --api-port 9001").expect("the arguments are valid"));
        for part in [":9000/", ":9001/v1", ":9001/v2", ":9001/whatsapp", "demo-key", "Ctrl-C"] {
            assert!(banner.contains(part), "{part}");
        }
    }
}
