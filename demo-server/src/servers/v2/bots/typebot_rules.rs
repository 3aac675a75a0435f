//! What 2.x checks of a typebot: the schemas, the lengths of the columns, and the rules about
//! triggers. A broken rule is a 500.

use serde_json::Value;

use crate::http::reply::{self, ApiResult};
use crate::servers::rules::schema::{Schema, ValueType};
use crate::values::js::{Object, non_empty, truthy};

const TRIGGERS: &[&str] = &["all", "keyword", "none", "advanced"];
const OPERATORS: &[&str] = &["equals", "contains", "startsWith", "endsWith", "regex"];

pub(crate) static BOT: Schema = Schema {
    members: &[
        ("enabled", ValueType::Bool),
        ("description", ValueType::Text),
        ("url", ValueType::Text),
        ("typebot", ValueType::Text),
        ("triggerType", ValueType::Choice(TRIGGERS)),
        ("triggerOperator", ValueType::Choice(OPERATORS)),
        ("triggerValue", ValueType::Text),
        ("expire", ValueType::Integer),
        ("keywordFinish", ValueType::Text),
        ("delayMessage", ValueType::Integer),
        ("unknownMessage", ValueType::Text),
        ("listeningFromMe", ValueType::Bool),
        ("stopBotFromMe", ValueType::Bool),
        ("keepOpen", ValueType::Bool),
        ("debounceTime", ValueType::Integer),
        ("ignoreJids", ValueType::Texts),
        ("splitMessages", ValueType::Bool),
        ("timePerChar", ValueType::Integer),
    ],
    required: &["enabled", "url", "typebot", "triggerType"],
    not_empty: &[],
};

pub(crate) static SETTINGS: Schema = Schema {
    members: &[
        ("expire", ValueType::Integer),
        ("keywordFinish", ValueType::Text),
        ("delayMessage", ValueType::Integer),
        ("unknownMessage", ValueType::Text),
        ("listeningFromMe", ValueType::Bool),
        ("stopBotFromMe", ValueType::Bool),
        ("keepOpen", ValueType::Bool),
        ("debounceTime", ValueType::Integer),
        ("ignoreJids", ValueType::Texts),
    ],
    required: &[
        "expire",
        "keywordFinish",
        "delayMessage",
        "unknownMessage",
        "listeningFromMe",
        "stopBotFromMe",
    ],
    not_empty: &[],
};

const LENGTHS: &[(&str, usize)] = &[
    ("url", 500),
    ("typebot", 100),
    ("description", 255),
    ("keywordFinish", 100),
    ("unknownMessage", 100),
];

/// Whether all texts fit into their columns.
pub(crate) fn fits_columns(bot: &Object) -> bool {
    LENGTHS
        .iter()
        .all(|(name, most)| non_empty(bot, name).is_none_or(|text| text.chars().count() <= *most))
}

/// Compares with the other bots of the instance. A bot that is switched off keeps its keyword.
pub(crate) fn check_trigger(bot: &Object, others: &[&Object]) -> ApiResult<()> {
    let kind = non_empty(bot, "triggerType").unwrap_or_default();
    let all = |other: &&&Object| {
        truthy(other.get("enabled")) && other.get("triggerType") == Some(&Value::from("all"))
    };
    if kind == "all" && others.iter().any(|other| all(&other)) {
        return Err(reply::crashed(
            "You already have a Typebot with an \"All\" trigger, you cannot have more bots while it is active",
        ));
    }
    let same = |names: &[&str]| {
        others.iter().any(|other| names.iter().all(|name| other.get(*name) == bot.get(*name)))
    };
    let given = |name| non_empty(bot, name).is_some();
    match kind {
        "keyword" if !given("triggerOperator") || !given("triggerValue") => {
            Err(reply::crashed("Trigger operator and value are required"))
        }
        "keyword" if same(&["triggerOperator", "triggerValue"]) => {
            Err(reply::crashed("Trigger already exists"))
        }
        "advanced" if !given("triggerValue") => Err(reply::crashed("Trigger value is required")),
        "advanced" if same(&["triggerValue"]) => Err(reply::crashed("Trigger already exists")),
        _ => Ok(()),
    }
}
