//! A call as a cURL command for a POSIX shell.

use crate::domain::http::request::{HttpCall, Method};

/// Where the command takes the key from: a global key does not belong into a chat or a ticket.
pub const KEY_VARIABLE: &str = "$EVOLUTION_API_KEY";

/// The command, the key as a variable.
#[must_use]
pub fn command(call: &HttpCall) -> String {
    with_key(call, Some(&format!("\"apikey: {KEY_VARIABLE}\"")))
}

/// The command of a call that has no key.
#[must_use]
pub fn command_without_key(call: &HttpCall) -> String {
    with_key(call, None)
}

/// The command with its key in clear, for an instance's own token.
#[must_use]
pub fn command_with_key(call: &HttpCall) -> String {
    with_key(call, Some(&quoted(&format!("apikey: {}", call.key.reveal()))))
}

fn with_key(call: &HttpCall, key_header: Option<&str>) -> String {
    let mut command = String::from("curl");
    if call.method != Method::Get {
        command.push_str(" --request ");
        command.push_str(call.method.name());
    }
    let mut add = |option: &str, value: &str| {
        command.push_str(" \\\n  ");
        command.push_str(option);
        command.push(' ');
        command.push_str(value);
    };
    add("--url", &quoted(&call.url));
    if let Some(header) = key_header {
        add("--header", header);
    }
    if let Some(body) = &call.body {
        add("--header", "'Content-Type: application/json'");
        add("--data", &quoted(body));
    }
    command
}

/// Quotes for a POSIX shell: nothing inside single quotes is special but the quote itself.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}
