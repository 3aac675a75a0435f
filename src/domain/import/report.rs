//! What an import says of itself: everything that was read, and everything that was not, with its place.

use serde::{Deserialize, Serialize};

use crate::domain::import::creation::product::Product;
use crate::domain::schema::field::Draft;
use crate::domain::schema::fields::Field;
use crate::domain::schema::places;
use crate::domain::schema::section::Section;
use readers::text::place::TextPlace;

/// A value that is in the drafts.
#[derive(Clone, Debug, PartialEq)]
pub struct TakenValue {
    pub field: Field,
    /// Its path as it is written
    pub path: String,
    pub place: TextPlace,
    /// Its path in the requests of the dialect that the text is written for, where that is another one
    pub renamed_to: Option<&'static str>,
    /// Events that were written in another way than the API writes them
    pub respelled: Vec<(String, &'static str)>,
}

/// A value that is not.
#[derive(Clone, Debug, PartialEq)]
pub struct LeftOut {
    pub path: String,
    pub place: TextPlace,
    pub reason: LeftOutReason,
    /// What it may have been meant for, to be taken by a press
    pub suggestion: Option<(Field, Draft)>,
}

/// Why a value was not taken.
#[derive(Clone, Debug, PartialEq)]
pub enum LeftOutReason {
    /// No server reads it
    Unknown,
    /// A variable or an expression, as it stands in the text
    Placeholder(String),
    /// A word or a number of an example
    Sample(String),
    UnknownEvent(String),
    /// Only this product reads it
    OtherProduct(Product),
    /// The keys of a session with WhatsApp
    SessionSecrets,
    /// It belongs to the instance that exists, not to a new one
    OfExisting,
    /// A number that a spreadsheet has rounded: its last digits are lost
    Rounded,
    /// Another type than the field takes
    WrongValue,
    /// The same value stands in the field's own name
    Superfluous,
    /// Another value stands in the field's own name
    Conflict,
    /// A later command gives the field another value
    Replaced,
    /// Its group is off or empty
    GroupOff(Section),
    /// The API takes no second row at the creation
    SecondRow,
}

impl LeftOutReason {
    /// The end of the key of its sentence in the locale files.
    #[must_use]
    pub const fn id(&self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Placeholder(_) => "placeholder",
            Self::Sample(_) => "sample",
            Self::UnknownEvent(_) => "event",
            Self::OtherProduct(_) => "product",
            Self::SessionSecrets => "session",
            Self::OfExisting => "existing",
            Self::Rounded => "rounded",
            Self::WrongValue => "wrong",
            Self::Superfluous => "superfluous",
            Self::Conflict => "conflict",
            Self::Replaced => "replaced",
            Self::GroupOff(_) => "group_off",
            Self::SecondRow => "second_row",
        }
    }
}

/// Something about a request as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportNote {
    pub place: TextPlace,
    pub kind: NoteKind,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum NoteKind {
    /// The text is an answer, not a request
    Answer,
    /// A part of the server's address is to be replaced
    ServerPlaceholder(String),
    /// The address is that of the server's own pages
    PageAddress,
    DoubledScheme,
    /// No browser could call the address
    WrongAddress,
    /// The key is to be replaced
    KeyPlaceholder(String),
    /// The key stands here; these servers read the header `apikey`
    KeyElsewhere(String),
    /// The body lies in a file
    BodyFile(String),
    /// The body is no JSON
    UnreadableBody,
    /// A creation without a body
    NoBody,
    /// The request is one for another product
    Product(Product),
    /// An instance of this name stands in the text before, at this place
    NameTwice(TextPlace),
    /// The server would have read nothing of this group from the text as it stands
    GroupUnread(#[serde(with = "places::section")] Section),
    /// A name or a route of the API that is part of no request that was read
    Unread(String),
}

impl NoteKind {
    /// The end of the key of its sentence in the locale files.
    #[must_use]
    pub const fn id(&self) -> &'static str {
        match self {
            Self::Answer => "answer",
            Self::ServerPlaceholder(_) => "server_placeholder",
            Self::PageAddress => "page_address",
            Self::DoubledScheme => "doubled_scheme",
            Self::WrongAddress => "wrong_address",
            Self::KeyPlaceholder(_) => "key_placeholder",
            Self::KeyElsewhere(_) => "key_elsewhere",
            Self::BodyFile(_) => "body_file",
            Self::UnreadableBody => "unreadable_body",
            Self::NoBody => "no_body",
            Self::Product(_) => "product",
            Self::NameTwice(_) => "name_twice",
            Self::GroupUnread(_) => "group_unread",
            Self::Unread(_) => "unread",
        }
    }
}
