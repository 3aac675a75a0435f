//! What two bots of a kind must not have in common. The server says so only when a bot is made; of a
//! change that it refuses, it names no cause.

use serde_json::Value;

use crate::domain::bots::{BotKind, stored, title};
use crate::domain::schema::api::Api;
use crate::domain::schema::fields::Field;
use crate::domain::schema::read_back::{lookup, plain};
use crate::domain::schema::section::Section;

/// Why a server refuses a bot, each with the name of the one that is in its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BotClash {
    /// Another one that is on takes all messages
    All(String),
    /// Another one has the same trigger
    Trigger(String),
    /// Another one kept the same trigger from the time when it had one
    TriggerLeftBehind(String),
    /// Another one leads to the same place
    Target(String),
    /// Another credential has the name
    Name(String),
}

impl BotClash {
    /// The end of the key of its sentence.
    #[must_use]
    pub const fn id(&self) -> &'static str {
        match self {
            Self::All(_) => "all",
            Self::Trigger(_) => "trigger",
            Self::TriggerLeftBehind(_) => "left_behind",
            Self::Target(_) => "target",
            Self::Name(_) => "name",
        }
    }

    #[must_use]
    pub fn other(&self) -> &str {
        match self {
            Self::All(other)
            | Self::Trigger(other)
            | Self::TriggerLeftBehind(other)
            | Self::Target(other)
            | Self::Name(other) => other,
        }
    }

    /// Compares the body that is to be sent with the rows of the section. `row` is the one that it
    /// changes.
    #[must_use]
    pub fn find(
        section: Section,
        body: &Value,
        row: Option<&str>,
        rows: &[Value],
        api: Api,
    ) -> Option<Self> {
        let is_other = |other: &&Value| {
            let id = other.get("id").and_then(Value::as_str);
            row.is_none() || id != row
        };
        let others: Vec<&Value> = rows.iter().filter(is_other).collect();
        let named = |other: &&Value| title(section, other, api);
        let sent = SentBot { body, api };
        if section == Section::OpenaiCreds {
            let name = sent.value(Field::OpenaiCredsName)?;
            let has_name = |other: &&&Value| {
                stored(other, Field::OpenaiCredsName, api).is_some_and(|other| other == name)
            };
            let taken = others.iter().find(has_name);
            return taken.map(|other| Self::Name(named(other)));
        }
        let kind = BotKind::of_bots(section)?;
        if let Some(clash) = sent.trigger(&others) {
            return Some(match clash {
                TriggerClash::All(other) => Self::All(named(&other)),
                TriggerClash::Same(other) => Self::Trigger(named(&other)),
                TriggerClash::LeftBehind(other) => Self::TriggerLeftBehind(named(&other)),
            });
        }
        if row.is_none() && !kind.checks_target_of_new {
            return None;
        }
        // A key that is left out agrees with any.
        let is_compared = |field: &Field| sent.value(*field).is_some() && sent.is_meant(*field);
        let target: Vec<Field> = kind.target.iter().copied().filter(is_compared).collect();
        if target.is_empty() {
            return None;
        }
        let is_same = |other: &&&Value| target.iter().all(|field| sent.agrees(*field, other));
        others.iter().find(is_same).map(|other| Self::Target(named(other)))
    }
}

enum TriggerClash<'a> {
    All(&'a Value),
    Same(&'a Value),
    LeftBehind(&'a Value),
}

/// A body that is to be sent.
struct SentBot<'a> {
    body: &'a Value,
    api: Api,
}

impl SentBot<'_> {
    fn value(&self, field: Field) -> Option<String> {
        let wire = field.spec().wire(self.api)?;
        lookup(self.body, wire.set()).map(plain)
    }

    /// Whether no other value makes the field pointless.
    fn is_meant(&self, field: Field) -> bool {
        field.spec().offered_when.as_ref().is_none_or(|condition| {
            let value = self.value(condition.field);
            value.is_some_and(|value| condition.values.contains(&value.as_str()))
        })
    }

    fn agrees(&self, field: Field, other: &Value) -> bool {
        self.value(field) == stored(other, field, self.api)
    }

    /// Only another one that is on takes all messages; a keyword counts wherever it is stored.
    fn trigger<'a>(&self, others: &[&'a Value]) -> Option<TriggerClash<'a>> {
        let [kind, operator, value] =
            [Field::TypebotTriggerType, Field::TypebotTriggerOperator, Field::TypebotTriggerValue];
        let trigger = self.value(kind)?;
        let has = |other: &Value, wanted: &str| {
            stored(other, kind, self.api).is_some_and(|trigger| trigger == wanted)
        };
        let compared: &[Field] = match trigger.as_str() {
            "all" => {
                let is_on = |other: &Value| other.get("enabled") == Some(&Value::Bool(true));
                let mut all = others.iter().filter(|other| has(other, "all") && is_on(other));
                return all.next().map(|other| TriggerClash::All(other));
            }
            "keyword" => &[operator, value],
            "advanced" => &[value],
            _ => return None,
        };
        let is_same = |other: &&&Value| compared.iter().all(|field| self.agrees(*field, other));
        others.iter().find(is_same).map(|other| match has(other, &trigger) {
            true => TriggerClash::Same(other),
            false => TriggerClash::LeftBehind(other),
        })
    }
}
