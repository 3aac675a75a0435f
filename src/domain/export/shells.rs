//! Command lines: bash, Windows' cmd and PowerShell.

use crate::domain::export::quoting::{JsonStyle, json_escaped, json_text};
use crate::domain::export::{ExportedCall, KEY_VARIABLE};

/// Commands one after the other, with a blank line between them.
fn joined(calls: &[ExportedCall], write: impl Fn(&ExportedCall) -> String) -> String {
    let commands: Vec<String> = calls.iter().map(write).collect();
    commands.join("\n\n") + "\n"
}

pub(super) fn bash(calls: &[ExportedCall]) -> String {
    joined(calls, |call| {
        // Inside single quotes nothing is special but the quote itself.
        let inside = |text: &str| text.replace('\'', r"'\''");
        let body = JsonStyle {
            indent: Some("  "),
            text: &|text| inside(&json_text(text)),
            variable: &|name| format!("\"'\"${name}\"'\""),
            sign: &str::to_owned,
        };
        format!(
            "curl --request {} \\\n  --url '{}' \\\n  --header \"apikey: ${KEY_VARIABLE}\" \\\n  \
             --header 'Content-Type: application/json' \\\n  --data '{}'",
            call.method.name(),
            inside(&call.url),
            body.write(&call.body),
        )
    })
}

/// For the prompt, not for a batch file, where `%` of an address would have to be doubled. cmd ends its own
/// quotes at every `\"`, so that every character that means something to it is written as an escape of JSON.
pub(super) fn cmd(calls: &[ExportedCall]) -> String {
    joined(calls, |call| {
        let is_plain = |c: char| c.is_ascii_alphanumeric() || " _-.,:;/@#?=+*~$[]".contains(c);
        let quoted = |text: &str| text.replace('"', "\\\"");
        let body = JsonStyle {
            indent: None,
            text: &|text| quoted(&json_escaped(text, is_plain)),
            variable: &|name| format!("\\\"%{name}%\\\""),
            sign: &str::to_owned,
        };
        format!(
            "curl --request {} ^\n  --url \"{}\" ^\n  --header \"apikey: %{KEY_VARIABLE}%\" ^\n  \
             --header \"Content-Type: application/json\" ^\n  --data \"{}\"",
            call.method.name(),
            call.url,
            body.write(&call.body),
        )
    })
}

/// `Invoke-RestMethod`: a program such as curl gets its quotes lost by Windows' own PowerShell. With the
/// charset in the header the body is sent as UTF-8 there as well.
pub(super) fn powershell(calls: &[ExportedCall]) -> String {
    joined(calls, |call| {
        // In a here-string quotes mean nothing; `$` and the backtick do.
        let inside = |text: &str| text.replace('`', "``").replace('$', "`$");
        let body = JsonStyle {
            indent: Some("  "),
            text: &|text| inside(&json_text(text)),
            variable: &|name| format!("\"$env:{name}\""),
            sign: &str::to_owned,
        };
        let method = call.method.name();
        let (first, rest) = method.split_at(1);
        format!(
            "$body = @\"\n{}\n\"@\nInvoke-RestMethod -Method {first}{} -Uri '{}' `\n  \
             -Headers @{{ apikey = $env:{KEY_VARIABLE} }} `\n  \
             -ContentType 'application/json; charset=utf-8' -Body $body",
            body.write(&call.body),
            rest.to_ascii_lowercase(),
            call.url.replace('\'', "''"),
        )
    })
}
