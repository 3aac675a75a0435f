//! Reads the error messages of the servers. The texts were recorded on 1.8.2 and 2.3.6; what is not known
//! falls back to its status.

use serde_json::Value;

use crate::domain::http::secret::masked_body;
use crate::domain::reply::error::{ApiError, Case};
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::fields::Field;

/// Sorts an answer that is no success.
#[must_use]
pub fn read(status: u16, text: &str, dialect: Dialect) -> ApiError {
    let parsed = serde_json::from_str::<Value>(text).ok();
    let messages = parsed.as_ref().map(messages).unwrap_or_default();
    let (case, subject) = case(status, text, parsed.as_ref(), &messages);
    let field = match case {
        Case::NameInUse | Case::NameMissing | Case::NameUndecodable => Some(Field::InstanceName),
        Case::TokenExists => Some(Field::Token),
        Case::ChatwootRefused => Some(Field::ChatwootToken),
        Case::InvalidIntegration => Some(Field::Integration),
        Case::InvalidProxy => Some(Field::ProxyHost),
        Case::WavoipBeforeConnect => Some(Field::WavoipToken),
        Case::BotTriggerTaken | Case::BotTriggerIncomplete => Some(Field::TypebotTriggerType),
        Case::BotExists => Some(Field::TypebotUrl),
        Case::InvalidUrl if messages.iter().any(|message| is_of_chatwoot(message)) => {
            Some(Field::ChatwootUrl)
        }
        Case::InvalidUrl => Some(Field::WebhookUrl),
        _ => subject.as_deref().and_then(|subject| field_named(subject, dialect)),
    };
    let field = field.filter(|field| field.spec().wire(dialect).is_some());
    let body = body(text, parsed.as_ref());
    ApiError { case, status: Some(status), messages, body, field, subject, retry_after_s: None }
}

/// As much of an answer as is kept to be shown, in bytes; of one message; and how many of them.
const MOST: usize = 20_000;
const MESSAGE_MOST: usize = 4_096;
const MESSAGES_MOST: usize = 50;

/// The answer as it came. A very long one is cut, with its secrets masked before: afterwards nobody
/// can tell them.
fn body(text: &str, parsed: Option<&Value>) -> String {
    if text.len() <= MOST {
        return text.to_owned();
    }
    let whole = parsed.map(|value| masked_body(value).to_string());
    let whole = whole.as_deref().unwrap_or(text);
    format!("{}… ({})", start(whole, MOST), text.len())
}

/// The first so many bytes, or a little less where they would part a character.
fn start(text: &str, most: usize) -> &str {
    if text.len() <= most {
        return text;
    }
    let end = (0..=most).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default();
    &text[..end]
}

/// Flattens `response.message` of any shape, and what stands in its place elsewhere.
fn messages(body: &Value) -> Vec<String> {
    fn flatten(value: &Value, into: &mut Vec<String>) {
        if into.len() >= MESSAGES_MOST {
            return;
        }
        match value {
            Value::String(text) => into.push(start(text.trim(), MESSAGE_MOST).to_owned()),
            Value::Array(items) => items.iter().for_each(|item| flatten(item, into)),
            Value::Null => {}
            Value::Object(object) => match object.get("message") {
                Some(message) => flatten(message, into),
                None => into.push(start(&value.to_string(), MESSAGE_MOST).to_owned()),
            },
            other => into.push(start(&other.to_string(), MESSAGE_MOST).to_owned()),
        }
    }
    let mut texts = Vec::new();
    let places = [
        body.pointer("/response/message"),
        body.get("message"),
        body.get("code"),
        body.get("error"),
    ];
    for place in places.into_iter().flatten().filter(|place| !place.is_boolean()) {
        flatten(place, &mut texts);
        if !texts.is_empty() {
            break;
        }
    }
    texts
}

fn case(
    status: u16,
    text: &str,
    parsed: Option<&Value>,
    messages: &[String],
) -> (Case, Option<String>) {
    if status == 503 && text.contains("LICENSE") {
        return (Case::Licence, None);
    }
    if let Some(found) = messages.iter().find_map(|message| by_message(message, status)) {
        return found;
    }
    let is_html = text.trim_start().starts_with('<');
    let case = match status {
        401 => Case::Unauthorized,
        403 => Case::Forbidden,
        // These servers tell of a missing instance in JSON; the rest is a page, a proxy's text.
        404 if parsed.is_none() => Case::WrongPath,
        404 => Case::NotFound,
        405 => Case::WrongPath,
        413 => Case::TooLarge,
        429 => Case::RateLimited,
        502..=504 => Case::Unavailable,
        _ if is_html => Case::Html,
        _ if text.trim().is_empty() => Case::EmptyReply,
        _ if parsed.is_none() => Case::NotJson,
        200..=299 => Case::SoftFailure,
        400 | 422 => Case::BadRequest,
        500..=599 => Case::ServerFailure,
        _ => Case::Other,
    };
    (case, None)
}

/// Texts that mean one thing wherever they stand.
fn by_message(message: &str, status: u16) -> Option<(Case, Option<String>)> {
    let has = |part: &str| message.contains(part);
    let quoted = || message.split('"').nth(1).map(str::to_owned);
    let first = || message.split_whitespace().next().map(str::to_owned);
    let found = if message.chars().count() == 1 {
        (Case::FirstLetter, Some(message.to_owned()))
    } else if has("Not allowed by CORS") {
        (Case::CorsRefused, None)
    } else if has("global api key") {
        (Case::MissingGlobalKey, None)
    } else if message == "Unauthorized" {
        // A server refuses a key with 401. This text in a crash is what Chatwoot answered to the server.
        (if status < 500 { Case::Unauthorized } else { Case::ChatwootRefused }, None)
    } else if has("This name \"undefined\"")
        || has("This name \"\"")
        || has("path\" argument must be of type")
    {
        (Case::NameMissing, None)
    } else if message.starts_with("This name ") && has("is already in use") {
        (Case::NameInUse, quoted())
    } else if has("instance does not exist") || has("Instance \"") && has("not found") {
        (Case::InstanceNotFound, quoted())
    } else if message.starts_with("Cannot ") && has(" /") {
        (Case::WrongPath, message.split_whitespace().last().map(str::to_owned))
    } else if has("Failed to decode param") {
        (Case::NameUndecodable, None)
    } else if has("Token already exists") {
        (Case::TokenExists, None)
    } else if message == "Authentication error" {
        (Case::AuthenticationError, None)
    } else if has("is not of a type(s)") {
        (Case::WrongType, first())
    } else if has("does not match pattern") {
        (Case::WrongPattern, first())
    } else if has("is not one of enum values") {
        (Case::NotAChoice, first())
    } else if has("requires property") {
        (Case::Required, quoted().map(|name| within(first(), name)))
    } else if has("cannot be empty") {
        (Case::CannotBeEmpty, quoted())
    } else if has("Invalid \"url\"") || has("url is not valid") {
        (Case::InvalidUrl, None)
    } else if message == "Invalid integration" {
        (Case::InvalidIntegration, None)
    } else if has("Invalid proxy") {
        (Case::InvalidProxy, None)
    } else if has("reading 'length'") || has("setting 'events'") {
        (Case::EventsMissing, None)
    } else if has("reading 'ws'") {
        (Case::WavoipBeforeConnect, None)
    } else if has("assertExchange") || has("createQueue") {
        (Case::QueueDisabled, Some(if has("assertExchange") { "RABBITMQ" } else { "SQS" }.into()))
    } else if message.ends_with("is disabled") || message.ends_with("is not enabled") {
        (Case::GroupDisabled, first())
    } else if has("Trigger operator and value") || has("Trigger value is required") {
        (Case::BotTriggerIncomplete, None)
    } else if has("\"All\" trigger") || has("Trigger already exists") {
        (Case::BotTriggerTaken, None)
    } else if message.ends_with("already exists") && message.to_lowercase().contains("instance") {
        (Case::NameInUse, quoted())
    } else if has("status code 401") {
        (Case::ChatwootRefused, None)
    } else if message.ends_with("already exists") {
        (Case::BotExists, None)
    } else if message.starts_with("Error ")
        && ["creating", "updating", "deleting", "setting"].iter().any(|verb| has(verb))
    {
        (Case::BotRefused, None)
    } else if has("needs to be disconnected") {
        (Case::StillConnected, quoted())
    } else if has("is not connected") {
        (Case::NotConnected, quoted())
    } else if message == "Connection Closed"
        || has("sendPresenceUpdate")
        || message.starts_with("TypeError: ") && has("'name'")
    {
        // What a message and the presence are answered with before the telephone is paired.
        (Case::NotConnected, None)
    } else if has("Method not available on") {
        (Case::NotOnThisEngine, None)
    } else if has("ECONNREFUSED") || has("ENOTFOUND") || has("ETIMEDOUT") || has("EAI_AGAIN") {
        (Case::CannotConnectOut, None)
    } else if has("prisma") || has("Invalid `") || has("Foreign key constraint") {
        (Case::Database, argument(message))
    } else if has("in JSON at position")
        || has("is not valid JSON")
        || has("Unexpected token")
        || has("Unexpected end of JSON")
    {
        (Case::BodyNotJson, None)
    } else if let Some(subject) = message.strip_suffix(" is required") {
        (Case::Required, Some(subject.to_owned()))
    } else if message == "Forbidden" {
        (Case::Forbidden, None)
    } else if has("TypeError") || has("ReferenceError") || is_crash(message) {
        (Case::Crashed, None)
    } else {
        return None;
    };
    Some(found)
}

/// What JavaScript says when a program reaches for what is not there.
fn is_crash(message: &str) -> bool {
    ["Cannot read propert", "Cannot set propert"].iter().any(|part| message.contains(part))
        || message.ends_with("is not a function")
        || message.ends_with("is not iterable")
}

/// Chatwoot's own check of its address; the other one is the webhook's.
fn is_of_chatwoot(message: &str) -> bool {
    message.contains("chatwoot") || message == "url is not valid"
}

/// A member's path: the object that lacks it is called `instance` when it is the body itself.
fn within(object: Option<String>, name: String) -> String {
    match object {
        Some(object) if object != "instance" => format!("{object}.{name}"),
        _ => name,
    }
}

/// The argument that a database error names in its last line.
fn argument(message: &str) -> Option<String> {
    let (_, rest) = message.rsplit_once("Argument `")?;
    rest.split('`').next().map(str::to_owned)
}

/// The field that an error message names: by its path in the body, or by the name that the group's own
/// calls use. `sign_msg is required` means the Chatwoot flag.
fn field_named(subject: &str, dialect: Dialect) -> Option<Field> {
    let subject = subject.split('[').next().unwrap_or(subject).trim_start_matches("instance.");
    let wires = || {
        Field::ALL.iter().copied().filter_map(|field| Some((field, field.spec().wire(dialect)?)))
    };
    wires()
        .find(|(_, wire)| wire.path == subject)
        .or_else(|| wires().find(|(_, wire)| wire.set() == subject))
        .or_else(|| {
            // `find`'s short names repeat from group to group: one that is not alone tells nothing.
            let mut named = wires().filter(|(_, wire)| wire.find() == Some(subject));
            let first = named.next();
            first.filter(|_| named.next().is_none())
        })
        .map(|(field, _)| field)
}

/// The text of a failure, short: a database error has many lines with paths of the server, and only
/// the last one says what was wrong.
#[must_use]
pub fn shortened(message: &str) -> String {
    let lines: Vec<&str> = message.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let line = match lines.as_slice() {
        [] => "",
        [only] => only,
        [.., last] => last,
    };
    if line.chars().count() <= 240 {
        return line.to_owned();
    }
    line.chars().take(240).chain(['…']).collect()
}
