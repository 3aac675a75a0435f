//! What is wrong with `config.json`: where, what stands there and what was expected. The sentences
//! are in the locale files, under `config`.

use crate::domain::deployment::config::value::Expected;
use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;
use crate::domain::schema::validate::Fault;

/// One thing to mend in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigDiagnostic {
    /// `servers[0].baseUrl`; empty for the file as a whole
    pub path: String,
    pub what: DiagnosticKind,
}

/// What is wrong. The names are the keys of the sentences.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DiagnosticKind {
    NotJson {
        line: usize,
        column: usize,
    },
    NotAnObject(FoundValue),
    FileTooLarge {
        max: usize,
    },
    FileTooDeep {
        max: usize,
    },
    UnknownKey {
        nearest: Option<&'static str>,
    },
    /// The same key twice in one object
    KeyTwice,
    Wrong {
        found: FoundValue,
        expected: Expected,
    },
    TooLong {
        length: usize,
        max: usize,
    },
    TooMany {
        count: usize,
        max: usize,
    },
    Missing,
    /// Characters that are not seen, or that turn the direction of what follows; they were taken out
    Invisible,
    /// The same server, group, preset or origin once more
    Twice(FoundValue),
    SecretRefused,
    /// Everybody who can open the page can read it
    SecretReadable,
    SecretInPreset,
    /// No server of any dialect would take this value
    Unfit {
        field: Field,
        fault: Fault,
    },
    HiddenButNeeded,
    FixedWithoutValue,
    /// The field's group is not among those allowed
    GroupClosed(Section),
    /// A preset cannot change what is fixed or hidden
    NotFree,
    NoServerLeft,
    /// So many more
    More(usize),
}

/// What stands in the file, short enough to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FoundValue {
    /// A text, number or word as JSON writes it
    Literal(String),
    List,
    Object,
    /// A text that must not be shown
    Secret,
}

impl DiagnosticKind {
    /// Nothing is ignored because of it.
    #[must_use]
    pub fn is_warning(&self) -> bool {
        matches!(
            self,
            Self::UnknownKey { .. } | Self::KeyTwice | Self::Invisible | Self::SecretReadable
        )
    }

    /// The name of the sentence.
    #[must_use]
    pub const fn id(&self) -> &'static str {
        match self {
            Self::NotJson { .. } => "not_json",
            Self::NotAnObject(_) => "not_an_object",
            Self::FileTooLarge { .. } => "file_too_large",
            Self::FileTooDeep { .. } => "file_too_deep",
            Self::UnknownKey { nearest: None } => "unknown_key",
            Self::UnknownKey { nearest: Some(_) } => "unknown_key_near",
            Self::KeyTwice => "key_twice",
            Self::Wrong { .. } => "wrong",
            Self::TooLong { .. } => "too_long",
            Self::TooMany { .. } => "too_many",
            Self::Missing => "missing",
            Self::Invisible => "invisible",
            Self::Twice(_) => "twice",
            Self::SecretRefused => "secret_refused",
            Self::SecretReadable => "secret_readable",
            Self::SecretInPreset => "secret_in_preset",
            Self::Unfit { .. } => "unfit",
            Self::HiddenButNeeded => "hidden_but_needed",
            Self::FixedWithoutValue => "fixed_without_value",
            Self::GroupClosed(_) => "group_closed",
            Self::NotFree => "not_free",
            Self::NoServerLeft => "no_server_left",
            Self::More(_) => "more",
        }
    }

    /// One of each name, for whoever wants all of them.
    #[cfg(not(target_arch = "wasm32"))]
    #[must_use]
    pub fn one_of_each() -> Vec<Self> {
        let found = || FoundValue::List;
        vec![
            Self::NotJson { line: 1, column: 1 },
            Self::NotAnObject(found()),
            Self::FileTooLarge { max: 1 },
            Self::FileTooDeep { max: 1 },
            Self::UnknownKey { nearest: None },
            Self::UnknownKey { nearest: Some("") },
            Self::KeyTwice,
            Self::Wrong { found: found(), expected: Expected::Object },
            Self::TooLong { length: 1, max: 1 },
            Self::TooMany { count: 1, max: 1 },
            Self::Missing,
            Self::Invisible,
            Self::Twice(found()),
            Self::SecretRefused,
            Self::SecretReadable,
            Self::SecretInPreset,
            Self::Unfit { field: Field::InstanceName, fault: Fault::Missing },
            Self::HiddenButNeeded,
            Self::FixedWithoutValue,
            Self::GroupClosed(Section::Proxy),
            Self::NotFree,
            Self::NoServerLeft,
            Self::More(1),
        ]
    }
}
