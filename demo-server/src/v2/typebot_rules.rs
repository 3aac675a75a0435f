//! What a typebot of 2.3.6 must keep to: the schemas, the lengths of its columns, and the rules
//! about triggers, each of which is answered with a 500.

use serde_json::Value;

use crate::js::{Object, filled, truthy};
use crate::reply::{self, Outcome};
use crate::schema::{Kind, Schema};

const TRIGGERS: &[&str] = &["all", "keyword", "none", "advanced"];
const OPERATORS: &[&str] = &["equals", "contains", "startsWith", "endsWith", "regex"];

pub(super) static BOT: Schema = Schema {
    members: &[
        ("enabled", Kind::Bool),
        ("description", Kind::Text),
        ("url", Kind::Text),
        ("typebot", Kind::Text),
        ("triggerType", Kind::Choice(TRIGGERS)),
        ("triggerOperator", Kind::Choice(OPERATORS)),
        ("triggerValue", Kind::Text),
        ("expire", Kind::Integer),
        ("keywordFinish", Kind::Text),
        ("delayMessage", Kind::Integer),
        ("unknownMessage", Kind::Text),
        ("listeningFromMe", Kind::Bool),
        ("stopBotFromMe", Kind::Bool),
        ("keepOpen", Kind::Bool),
        ("debounceTime", Kind::Integer),
        ("ignoreJids", Kind::Texts),
        ("splitMessages", Kind::Bool),
        ("timePerChar", Kind::Integer),
    ],
    required: &["enabled", "url", "typebot", "triggerType"],
    filled: &[],
};

pub(super) static SETTINGS: Schema = Schema {
    members: &[
        ("expire", Kind::Integer),
        ("keywordFinish", Kind::Text),
        ("delayMessage", Kind::Integer),
        ("unknownMessage", Kind::Text),
        ("listeningFromMe", Kind::Bool),
        ("stopBotFromMe", Kind::Bool),
        ("keepOpen", Kind::Bool),
        ("debounceTime", Kind::Integer),
        ("ignoreJids", Kind::Texts),
    ],
    required: &[
        "expire",
        "keywordFinish",
        "delayMessage",
        "unknownMessage",
        "listeningFromMe",
        "stopBotFromMe",
    ],
    filled: &[],
};

const LENGTHS: &[(&str, usize)] = &[
    ("url", 500),
    ("typebot", 100),
    ("description", 255),
    ("keywordFinish", 100),
    ("unknownMessage", 100),
];

pub(super) fn fits(bot: &Object) -> bool {
    LENGTHS
        .iter()
        .all(|(name, most)| filled(bot, name).is_none_or(|text| text.chars().count() <= *most))
}

/// Compares with the other bots of the instance. A switched-off bot still owns its keyword.
pub(super) fn check(bot: &Object, others: &[&Object]) -> Outcome<()> {
    let kind = filled(bot, "triggerType").unwrap_or_default();
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
    let given = |name| filled(bot, name).is_some();
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
