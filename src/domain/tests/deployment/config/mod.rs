//! `config.json`: what each key does to the setup, and what is said of each wrong value. What the
//! files share stands here.

mod example;
mod fields;
mod file;
mod guard;
mod look;
mod presets;
mod servers;

use serde_json::Value;

use crate::domain::deployment::Deployment;
use crate::domain::deployment::config::diagnostic::{ConfigDiagnostic, DiagnosticKind};
use crate::domain::deployment::config::read;

/// `path: id`, with what else a sentence would say.
fn line(diagnostic: &ConfigDiagnostic) -> String {
    let more = match &diagnostic.what {
        DiagnosticKind::UnknownKey { nearest: Some(name) } => format!(" ({name})"),
        DiagnosticKind::Wrong { expected, .. } => format!(" ({})", expected.id()),
        _ => String::new(),
    };
    format!("{}: {}{more}", diagnostic.path, diagnostic.what.id())
}

fn diagnostics(setup: &Deployment) -> Vec<String> {
    setup.config_diagnostics.iter().map(line).collect()
}

/// Reads a file that nothing is wrong with.
#[track_caller]
fn accepted(file: &Value) -> Deployment {
    let setup = read(&file.to_string());
    assert_eq!(diagnostics(&setup), [""; 0], "{file}");
    setup
}

/// Exactly these diagnostics, and nothing but what the rest of the file brings about.
#[track_caller]
fn refused(file: &Value, expected: &[&str], rest: &Value) {
    let mut setup = read(&file.to_string());
    assert_eq!(diagnostics(&setup), expected, "{file}");
    setup.config_diagnostics.clear();
    assert_eq!(setup, accepted(rest), "{file}");
}
