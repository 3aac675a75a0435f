//! A value of `config.json` on its way to a typed one: it knows where it stands, and complains there
//! when it is not what was expected.

use std::cell::{Cell, RefCell};

use serde_json::{Map, Value};

use crate::domain::deployment::config::diagnostic::{ConfigDiagnostic, DiagnosticKind, FoundValue};
use crate::domain::deployment::config::nearest::nearest;
use crate::domain::schema::external_value::turns;
use crate::domain::schema::validate::is_invisible;

/// More diagnostics than these are counted alone: a file of nonsense must not fill the page.
const MOST_DIAGNOSTICS: usize = 40;
/// Characters of a value, or of a key in a path, that a diagnostic shows
const SHOWN: usize = 60;

/// What should have stood there. The names are the keys of the sentences, below `config.expected`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expected {
    Object,
    List,
    Text,
    Flag,
    Number {
        min: i64,
        max: i64,
    },
    OneOf(Vec<&'static str>),
    Url,
    /// Of a parent page
    Origin,
    /// Of a server
    ServerOrigin,
    Colour,
    Logo,
    /// `true`, `false`, or a list of origins
    ServerPolicy,
    Headers,
    Event,
}

impl Expected {
    #[must_use]
    pub const fn id(&self) -> &'static str {
        match self {
            Self::Object => "object",
            Self::List => "list",
            Self::Text => "text",
            Self::Flag => "flag",
            Self::Number { .. } => "number",
            Self::OneOf(_) => "one_of",
            Self::Url => "url",
            Self::Origin => "origin",
            Self::ServerOrigin => "server_origin",
            Self::Colour => "colour",
            Self::Logo => "logo",
            Self::ServerPolicy => "adding",
            Self::Headers => "headers",
            Self::Event => "event",
        }
    }

    /// One of each name, for whoever wants all of them.
    #[cfg(not(target_arch = "wasm32"))]
    #[must_use]
    pub fn one_of_each() -> Vec<Self> {
        vec![
            Self::Object,
            Self::List,
            Self::Text,
            Self::Flag,
            Self::Number { min: 0, max: 1 },
            Self::OneOf(Vec::new()),
            Self::Url,
            Self::Origin,
            Self::ServerOrigin,
            Self::Colour,
            Self::Logo,
            Self::ServerPolicy,
            Self::Headers,
            Self::Event,
        ]
    }
}

/// Where diagnostics go.
#[derive(Debug, Default)]
pub(super) struct Log {
    diagnostics: RefCell<Vec<ConfigDiagnostic>>,
    more: Cell<usize>,
}

impl Log {
    pub(super) fn add(&self, path: &str, what: DiagnosticKind) {
        if self.is_full() {
            self.more.set(self.more.get() + 1);
            return;
        }
        self.diagnostics.borrow_mut().push(ConfigDiagnostic { path: path.to_owned(), what });
    }

    fn is_full(&self) -> bool {
        self.diagnostics.borrow().len() >= MOST_DIAGNOSTICS
    }

    pub(super) fn into_diagnostics(self) -> Vec<ConfigDiagnostic> {
        let mut all = self.diagnostics.into_inner();
        if self.more.get() > 0 {
            all.push(ConfigDiagnostic {
                path: String::new(),
                what: DiagnosticKind::More(self.more.get()),
            });
        }
        all
    }
}

/// A value and its place.
#[derive(Clone, Debug)]
pub(super) struct Entry<'a> {
    value: &'a Value,
    pub(super) path: String,
    log: &'a Log,
}

impl<'a> Entry<'a> {
    pub(super) const fn root(value: &'a Value, log: &'a Log) -> Self {
        Self { value, path: String::new(), log }
    }

    pub(super) fn complain(&self, what: DiagnosticKind) {
        self.log.add(&self.path, what);
    }

    /// A diagnostic of a member that may not be there.
    pub(super) fn complain_of(&self, key: &str, what: DiagnosticKind) {
        self.log.add(&join(&self.path, key), what);
    }

    pub(super) fn wrong<T>(&self, expected: Expected) -> Option<T> {
        self.complain(DiagnosticKind::Wrong { found: found(self.value), expected });
        None
    }

    /// The same where the value may be a secret.
    pub(super) fn wrong_secret<T>(&self, expected: Expected) -> Option<T> {
        let found = if self.value.is_string() { FoundValue::Secret } else { found(self.value) };
        self.complain(DiagnosticKind::Wrong { found, expected });
        None
    }

    pub(super) fn found(&self) -> FoundValue {
        found(self.value)
    }

    pub(super) const fn value(&self) -> &'a Value {
        self.value
    }

    /// An object, complained of where it has other keys than these.
    pub(super) fn object(&self, keys: &[&'static str]) -> Option<Self> {
        for (key, _) in self.members(Expected::Object)? {
            if !keys.contains(&key.as_str()) {
                self.unknown(key, keys);
            }
        }
        Some(self.clone())
    }

    /// A key that means nothing here. What it may have meant is not searched for without end.
    pub(super) fn unknown(&self, key: &str, known: &[&'static str]) {
        let nearest = if self.log.is_full() { None } else { nearest(key, known) };
        self.complain_of(key, DiagnosticKind::UnknownKey { nearest });
    }

    /// An object whose keys are judged one by one.
    pub(super) fn members(&self, expected: Expected) -> Option<&'a Map<String, Value>> {
        self.value.as_object().or_else(|| self.wrong(expected))
    }

    pub(super) fn get(&self, key: &str) -> Option<Self> {
        let value = self.value.get(key)?;
        Some(Self { value, path: join(&self.path, key), log: self.log })
    }

    /// The entries of a list, the first of them where there are too many.
    pub(super) fn items(&self, max: usize) -> Vec<Self> {
        let Some(items) = self.value.as_array() else {
            return self.wrong(Expected::List).unwrap_or_default();
        };
        if items.len() > max {
            self.complain(DiagnosticKind::TooMany { count: items.len(), max });
        }
        let of =
            |(index, value)| Self { value, path: format!("{}[{index}]", self.path), log: self.log };
        items.iter().take(max).enumerate().map(of).collect()
    }

    /// A text of one line, without blanks at its edges; what cannot be seen is taken out of it.
    pub(super) fn text(&self, max: usize) -> Option<String> {
        self.text_without(max, is_invisible)
    }

    /// The same for a field, whose text keeps what holds emoji together.
    pub(super) fn line(&self, max: usize) -> Option<String> {
        self.text_without(max, turns)
    }

    fn text_without(&self, max: usize, is_left_out: fn(char) -> bool) -> Option<String> {
        let text = self.bounded(max)?;
        let seen: String = text.chars().filter(|c| !is_left_out(*c)).collect();
        if seen.len() != text.len() {
            self.complain(DiagnosticKind::Invisible);
        }
        let seen = seen.trim();
        if seen.is_empty() { self.wrong(Expected::Text) } else { Some(seen.to_owned()) }
    }

    /// A text as it stands there.
    pub(super) fn bounded(&self, max: usize) -> Option<&'a str> {
        let Some(text) = self.value.as_str() else { return self.wrong(Expected::Text) };
        let length = text.chars().count();
        if length > max {
            self.complain(DiagnosticKind::TooLong { length, max });
            return None;
        }
        Some(text)
    }

    pub(super) fn flag(&self) -> Option<bool> {
        self.value.as_bool().or_else(|| self.wrong(Expected::Flag))
    }

    pub(super) fn number(&self, min: i64, max: i64) -> Option<i64> {
        let number = self.value.as_i64().filter(|number| (min..=max).contains(number));
        number.or_else(|| self.wrong(Expected::Number { min, max }))
    }

    pub(super) fn one_of(&self, choices: &[&'static str]) -> Option<&'static str> {
        let choice = choices.iter().copied().find(|choice| self.value.as_str() == Some(choice));
        choice.or_else(|| self.wrong(Expected::OneOf(choices.to_vec())))
    }
}

/// A member's path. The key is any text: it is shortened, and loses what cannot be seen.
fn join(path: &str, key: &str) -> String {
    let key = shown(key);
    if path.is_empty() { key } else { format!("{path}.{key}") }
}

/// The beginning of a text of any length and kind, safe to show.
pub(super) fn shown(text: &str) -> String {
    let mut seen = text.chars().filter(|c| !is_invisible(*c));
    let mut shown: String = seen.by_ref().take(SHOWN).collect();
    if seen.next().is_some() {
        shown.push('…');
    }
    shown
}

fn found(value: &Value) -> FoundValue {
    match value {
        Value::String(text) => FoundValue::Literal(format!("\"{}\"", shown(text))),
        Value::Array(_) => FoundValue::List,
        Value::Object(_) => FoundValue::Object,
        other => FoundValue::Literal(shown(&other.to_string())),
    }
}
