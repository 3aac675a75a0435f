//! What 2.x checks of a bot beyond its schema: triggers, targets and the lengths of the columns.

use serde_json::Value;

use crate::http::reply::{self, ApiResult};
use crate::servers::v2::bots::kinds::{BotKind, LENGTHS};
use crate::state::bots::Row;
use crate::values::js::{Object, non_empty, truthy};

/// Whether all texts fit into their columns.
pub(crate) fn fits_columns(kind: &BotKind, row: &Object) -> bool {
    LENGTHS
        .iter()
        .chain(kind.lengths)
        .all(|(name, most)| non_empty(row, name).is_none_or(|text| text.chars().count() <= *most))
}

/// Compares the trigger that was sent with the other bots. A bot that is switched off, or that has
/// another trigger now, keeps its keyword.
pub(crate) fn check_trigger(kind: &BotKind, sent: &Object, others: &[&Row]) -> ApiResult<()> {
    let trigger = non_empty(sent, "triggerType").unwrap_or_default();
    let is_all = |other: &&Row| {
        truthy(other.get("enabled")) && other.get("triggerType") == Some(&Value::from("all"))
    };
    if trigger == "all" && others.iter().any(is_all) {
        let title = kind.title;
        return Err(reply::crashed(&format!(
            "You already have a {title} with an \"All\" trigger, you cannot have more bots while it is active"
        )));
    }
    let is_taken = |names: &[&str]| {
        others.iter().any(|other| names.iter().all(|name| other.get(*name) == sent.get(*name)))
    };
    let is_given = |name| non_empty(sent, name).is_some();
    match trigger {
        "keyword" if !is_given("triggerOperator") || !is_given("triggerValue") => {
            Err(reply::crashed("Trigger operator and value are required"))
        }
        "keyword" if is_taken(&["triggerOperator", "triggerValue"]) => {
            Err(reply::crashed("Trigger already exists"))
        }
        "advanced" if !is_given("triggerValue") => Err(reply::crashed("Trigger value is required")),
        "advanced" if is_taken(&["triggerValue"]) => Err(reply::crashed("Trigger already exists")),
        _ => Ok(()),
    }
}

/// Refuses a bot that leads to the same place as another one. A member that is left out agrees
/// with any value.
pub(crate) fn check_target(kind: &BotKind, sent: &Object, others: &[&Row]) -> ApiResult<()> {
    for name in kind.target {
        // The schema does not know the member, and the database cannot compare it.
        if sent.get(*name).is_some_and(|value| !value.is_string() && !value.is_null()) {
            let cause = format!("Argument `{name}`: Invalid value provided.");
            return Err(reply::crashed(&reply::database_text(kind.name, &cause)));
        }
    }
    let names = if kind.has_creds() { openai_target(sent)? } else { kind.target };
    let agrees = |other: &&Row| {
        names.iter().all(|name| sent.get(*name).is_none_or(|value| other.get(*name) == Some(value)))
    };
    if !names.is_empty() && others.iter().any(agrees) {
        let bot = if kind.has_creds() { " Bot" } else { "" };
        return Err(reply::crashed(&format!("{}{bot} already exists", kind.title)));
    }
    Ok(())
}

/// An OpenAI bot needs other members for each type, and these are its target.
fn openai_target(sent: &Object) -> ApiResult<&'static [&'static str]> {
    let required = |name: &str, text: &str| {
        if truthy(sent.get(name)) { Ok(()) } else { Err(reply::crashed(text)) }
    };
    if non_empty(sent, "botType") == Some("assistant") {
        required("assistantId", "Assistant ID is required")?;
        return Ok(&["botType", "assistantId"]);
    }
    required("model", "Model is required")?;
    required("maxTokens", "Max tokens is required")?;
    Ok(&["botType", "model", "maxTokens"])
}
