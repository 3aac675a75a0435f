//! What the page around this one and the panel say to each other: each message a JSON object with
//! the version and its type. Reading refuses whatever is not exactly a message, with a reason that
//! the parent can be told. Whether a parent may speak at all is judged elsewhere, before any of this.

pub mod panel_event;
mod read;

pub use panel_event::PanelEvent;
pub use read::read;

use crate::domain::http::secret::Secret;
use crate::domain::preferences::{Language, Theme};
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::external_value::ValueType;
use crate::domain::schema::field::Draft;
use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;

/// The version that every message carries, under [`MARK`].
pub const VERSION: u32 = 1;
/// The member that tells our messages from any other, and whose value is the version.
pub const MARK: &str = "instancePanel";
/// How many bytes of JSON a message may have.
pub const LONGEST: usize = 64 * 1024;
/// How deep a message may be nested. The deepest of ours has three levels.
pub const DEEPEST: usize = 6;

/// What a parent may say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Message {
    /// The first message, which brings the port
    Hello {
        wants_hash: bool,
    },
    /// The key of a server: the one named, or the one in use if that is the one that was asked for. An
    /// empty one takes the key away
    Key {
        key: Secret,
        server: Option<String>,
    },
    Server(ServerChoice),
    Prefill {
        fields: Vec<(Field, Draft)>,
        groups: Vec<(Section, bool)>,
    },
    Lock {
        fields: Vec<Field>,
        is_locked: bool,
    },
    Theme(Theme),
    Language(Language),
    Submit,
    Reset,
}

/// Which server is to be in use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ServerChoice {
    /// The id of one of `config.json`
    Listed(String),
    /// One that is brought along, where others than the listed may be added
    Whole { label: String, base_url: String, dialect: Dialect },
}

/// The types of what a parent may say.
pub const TYPES: [&str; 9] =
    ["hello", "key", "server", "prefill", "lock", "theme", "language", "submit", "reset"];

/// Why a message of an allowed parent is not followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RefusalReason {
    /// More bytes than [`LONGEST`]
    TooLong,
    /// Nested deeper than [`DEEPEST`]
    TooDeep,
    /// No JSON object
    NotAnObject,
    /// Another version, or none
    Version,
    UnknownType,
    /// A member that is missing, wrong, or none of this type
    Member,
    /// No field, or no group, has this id
    UnknownField,
    /// The field takes another kind of value
    Value(ValueType),
    /// The deployment fixed or hid the field
    Fixed,
    /// No server has this id, or others may not be added
    UnknownServer,
    /// There is none to use, or not the one that was asked for
    NoServer,
    /// A creation is on its way
    Busy,
    /// Another page of the panel is shown than the form
    Elsewhere,
    /// The form has problems, so nothing was sent
    Problems,
    /// The hello came already
    Greeted,
    /// Too many messages in one second; the port is closed
    Flood,
}

impl RefusalReason {
    pub const ALL: [Self; 16] = [
        Self::TooLong,
        Self::TooDeep,
        Self::NotAnObject,
        Self::Version,
        Self::UnknownType,
        Self::Member,
        Self::UnknownField,
        Self::Value(ValueType::Text),
        Self::Fixed,
        Self::UnknownServer,
        Self::NoServer,
        Self::Busy,
        Self::Elsewhere,
        Self::Problems,
        Self::Greeted,
        Self::Flood,
    ];

    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::TooLong => "too_long",
            Self::TooDeep => "too_deep",
            Self::NotAnObject => "not_an_object",
            Self::Version => "version",
            Self::UnknownType => "unknown_type",
            Self::Member => "member",
            Self::UnknownField => "unknown_field",
            Self::Value(_) => "value",
            Self::Fixed => "fixed",
            Self::UnknownServer => "unknown_server",
            Self::NoServer => "no_server",
            Self::Busy => "busy",
            Self::Elsewhere => "elsewhere",
            Self::Problems => "problems",
            Self::Greeted => "greeted",
            Self::Flood => "flood",
        }
    }
}

/// A message that is not followed, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    pub reason: RefusalReason,
    /// The type of the message, where it has a known one
    pub of: Option<&'static str>,
    /// What is wrong: names of members, ids of fields, groups or servers, as they were given
    pub what: Vec<String>,
}

impl Refusal {
    #[must_use]
    pub fn new(reason: RefusalReason, of: Option<&'static str>) -> Self {
        Self { reason, of, what: Vec::new() }
    }

    /// Names what is wrong. A name may be anything, so it is told only as far as a name goes.
    #[must_use]
    pub fn about(mut self, what: &str) -> Self {
        self.what.push(what.chars().take(64).collect());
        self
    }
}

impl Message {
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Hello { .. } => "hello",
            Self::Key { .. } => "key",
            Self::Server(_) => "server",
            Self::Prefill { .. } => "prefill",
            Self::Lock { .. } => "lock",
            Self::Theme(_) => "theme",
            Self::Language(_) => "language",
            Self::Submit => "submit",
            Self::Reset => "reset",
        }
    }
}
