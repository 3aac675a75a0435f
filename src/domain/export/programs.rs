//! Programs: JavaScript, Python and PHP.

use crate::domain::export::body::BodyPart;
use crate::domain::export::quoting::{JsonStyle, json_text};
use crate::domain::export::{ExportedCall, KEY_VARIABLE};

/// The text of a body in a program, with the indent that its lines stand at.
fn literal(style: &JsonStyle<'_>, body: &BodyPart, indent: &str) -> String {
    style.write(body).replace('\n', &format!("\n{indent}"))
}

pub(super) fn fetch(calls: &[ExportedCall]) -> String {
    let style = JsonStyle {
        indent: Some("  "),
        text: &json_text,
        variable: &|name| format!("process.env.{name}"),
        sign: &str::to_owned,
    };
    let call = |call: &ExportedCall| {
        format!(
            "await fetch({}, {{\n  method: \"{}\",\n  headers: {{\n    \
             \"apikey\": process.env.{KEY_VARIABLE},\n    \
             \"Content-Type\": \"application/json\",\n  }},\n  body: JSON.stringify({}),\n}});\n",
            json_text(&call.url),
            call.method.name(),
            literal(&style, &call.body, "  "),
        )
    };
    calls.iter().map(call).collect::<Vec<_>>().join("\n")
}

pub(super) fn python(calls: &[ExportedCall]) -> String {
    let style = JsonStyle {
        indent: Some("    "),
        text: &json_text,
        variable: &|name| format!("os.environ[\"{name}\"]"),
        sign: &|sign| {
            match sign {
                "true" => "True",
                "false" => "False",
                "null" => "None",
                other => other,
            }
            .to_owned()
        },
    };
    let call = |call: &ExportedCall| {
        format!(
            "\nrequests.{}(\n    {},\n    headers={{\"apikey\": os.environ[\"{KEY_VARIABLE}\"]}},\n    \
             json={},\n).raise_for_status()\n",
            call.method.name().to_ascii_lowercase(),
            json_text(&call.url),
            literal(&style, &call.body, "    "),
        )
    };
    let calls: String = calls.iter().map(call).collect();
    format!("import os\n\nimport requests\n{calls}")
}

pub(super) fn php(calls: &[ExportedCall]) -> String {
    let call = |call: &ExportedCall| {
        format!(
            "\n$ch = curl_init({});\ncurl_setopt_array($ch, [\n    \
             CURLOPT_CUSTOMREQUEST => '{}',\n    CURLOPT_RETURNTRANSFER => true,\n    \
             CURLOPT_HTTPHEADER => ['apikey: ' . getenv('{KEY_VARIABLE}'), \
             'Content-Type: application/json'],\n    CURLOPT_POSTFIELDS => json_encode({}),\n]);\n\
             echo curl_exec($ch), \"\\n\";\n",
            php_text(&call.url),
            call.method.name(),
            php_value(&call.body, "    "),
        )
    };
    let calls: String = calls.iter().map(call).collect();
    format!("<?php\n{calls}")
}

/// In single quotes nothing is special but the quote and the backslash.
fn php_text(text: &str) -> String {
    format!("'{}'", text.replace('\\', "\\\\").replace('\'', "\\'"))
}

fn php_value(part: &BodyPart, indent: &str) -> String {
    let inner = format!("{indent}    ");
    let array = |lines: Vec<String>| match lines.is_empty() {
        true => "[]".to_owned(),
        false => format!("[\n{inner}{},\n{indent}]", lines.join(&format!(",\n{inner}"))),
    };
    match part {
        BodyPart::Null => "null".to_owned(),
        BodyPart::Flag(flag) => flag.to_string(),
        BodyPart::Number(number) => number.to_string(),
        BodyPart::Text(text) => php_text(text),
        BodyPart::Variable(name) => format!("getenv('{name}')"),
        BodyPart::List(items) => array(items.iter().map(|item| php_value(item, &inner)).collect()),
        // An array without keys would be sent as a list.
        BodyPart::Object(members) if members.is_empty() => "(object) []".to_owned(),
        BodyPart::Object(members) => array(
            members
                .iter()
                .map(|(name, value)| format!("{} => {}", php_text(name), php_value(value, &inner)))
                .collect(),
        ),
    }
}
