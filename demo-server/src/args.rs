//! The command line.

use std::net::IpAddr;
use std::path::PathBuf;

pub const USAGE: &str = "\
Usage: demo-server [options]

  --port N           port of the three servers and the control API (8081; 0 = any free one)
  --host ADDRESS     loopback address to listen on (127.0.0.1)
  --key TEXT         global API key of all three servers (demo-key)
  --qr-wait MS       how long a create with a QR code takes (5000)
  --instances N      give each server this many instances, in all states (0)
  --state-changes MS after this time one instance changes its state by itself (0 = never)
  --state FILE       keep the instances in this file
  --panel DIR        also serve this folder
  --panel-port N     port of the panel (8080; 0 = any free one)
  --panel-base PATH  serve the panel under this folder (/)
";

#[derive(Clone, Debug, PartialEq)]
pub struct Args {
    pub host: IpAddr,
    pub port: u16,
    pub key: String,
    pub qr_wait_ms: u64,
    pub instances: u32,
    pub state_change_ms: u64,
    pub state: Option<PathBuf>,
    pub panel: Option<PathBuf>,
    pub panel_port: u16,
    pub panel_base: String,
    pub help: bool,
}

impl Default for Args {
    fn default() -> Self {
        Self {
            host: IpAddr::from([127, 0, 0, 1]),
            port: 8081,
            key: "demo-key".to_owned(),
            qr_wait_ms: 5000,
            instances: 0,
            state_change_ms: 0,
            state: None,
            panel: None,
            panel_port: 8080,
            panel_base: "/".to_owned(),
            help: false,
        }
    }
}

impl Args {
    /// Accepts both `--port 1` and `--port=1`.
    pub fn parse(words: impl IntoIterator<Item = String>) -> Result<Self, String> {
        let mut args = Self::default();
        let mut words = words.into_iter();
        while let Some(word) = words.next() {
            let (name, inline_value) = match word.split_once('=') {
                Some((name, value)) => (name.to_owned(), Some(value.to_owned())),
                None => (word, None),
            };
            if matches!(name.as_str(), "--help" | "-h") {
                args.help = true;
                continue;
            }
            if !USAGE.contains(&format!("  {name} ")) {
                return Err(format!("Unknown option {name}."));
            }
            let value =
                inline_value.or_else(|| words.next()).ok_or(format!("{name} needs a value."))?;
            args.set(&name, value)?;
        }
        Ok(args)
    }

    fn set(&mut self, name: &str, value: String) -> Result<(), String> {
        let not_a_number = |_| format!("{name}: {value} is not a number.");
        let port = |text: &str| text.parse().map_err(|_| format!("{name}: {text} is not a port."));
        match name {
            "--port" => self.port = port(&value)?,
            "--panel-port" => self.panel_port = port(&value)?,
            "--host" => self.host = loopback(&value)?,
            "--key" => self.key = value,
            "--qr-wait" => self.qr_wait_ms = value.parse().map_err(not_a_number)?,
            "--state-changes" => self.state_change_ms = value.parse().map_err(not_a_number)?,
            "--instances" => self.instances = value.parse().map_err(not_a_number)?,
            "--state" => self.state = Some(value.into()),
            "--panel" => self.panel = Some(value.into()),
            _ => self.panel_base = value,
        }
        Ok(())
    }
}

/// The demo has a well-known key, so it must not be reachable from a network.
fn loopback(text: &str) -> Result<IpAddr, String> {
    let plain = if text == "localhost" { "127.0.0.1" } else { text };
    let address: Option<IpAddr> = plain.parse().ok();
    address.filter(IpAddr::is_loopback).ok_or_else(|| {
        format!("--host: {text} is not a loopback address; the demo must stay on this machine.")
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test stops where something is missing")]
mod tests {
    use super::Args;

    fn parse(words: &[&str]) -> Result<Args, String> {
        Args::parse(words.iter().map(|word| (*word).to_owned()))
    }

    #[test]
    fn reads_values_and_refuses_unknown_options() {
        let args = parse(&["--port", "0", "--key=k", "--panel", "dist", "--instances=9"]).unwrap();
        assert_eq!((args.port, args.key.as_str(), args.panel_port), (0, "k", 8080));
        assert_eq!(args.instances, 9);
        assert!(parse(&["--instances", "many"]).is_err());
        assert!(parse(&["--host", "0.0.0.0"]).is_err());
        assert!(parse(&["--nope"]).is_err());
        assert!(parse(&["--port"]).is_err());
    }
}
