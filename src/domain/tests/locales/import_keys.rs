//! The keys that an import makes out of ids.

use crate::domain::import::creation::product::Product;
use crate::domain::import::report::{LeftOutReason, NoteKind};
use crate::domain::import::source::kind::{Shell, SourceKind};
use crate::domain::schema::section::Section;
use readers::text::place::TextPlace;

/// What an import says by the id of what it read, of what it left out and of what it notes.
pub(super) fn imports() -> Vec<String> {
    let (text, place) = (String::new, TextPlace::default());
    let kinds = [
        SourceKind::Json,
        SourceKind::Answer,
        SourceKind::InstanceList,
        SourceKind::InstanceCopy,
        SourceKind::Curl(Shell::Bash),
        SourceKind::Curl(Shell::Cmd),
        SourceKind::Curl(Shell::PowerShell),
        SourceKind::PowerShell,
        SourceKind::N8n,
        SourceKind::Make,
        SourceKind::Postman,
        SourceKind::JavaScript,
        SourceKind::Python,
        SourceKind::Php,
        SourceKind::Program,
        SourceKind::HttpFile,
        SourceKind::Archive,
        SourceKind::Table,
        SourceKind::Unknown,
    ];
    let reasons = [
        LeftOutReason::Unknown,
        LeftOutReason::Placeholder(text()),
        LeftOutReason::Sample(text()),
        LeftOutReason::UnknownEvent(text()),
        LeftOutReason::OtherProduct(Product::Waha),
        LeftOutReason::SessionSecrets,
        LeftOutReason::OfExisting,
        LeftOutReason::Rounded,
        LeftOutReason::WrongValue,
        LeftOutReason::Superfluous,
        LeftOutReason::Conflict,
        LeftOutReason::Replaced,
        LeftOutReason::GroupOff(Section::Webhook),
        LeftOutReason::SecondRow,
    ];
    let notes = [
        NoteKind::Answer,
        NoteKind::ServerPlaceholder(text()),
        NoteKind::PageAddress,
        NoteKind::DoubledScheme,
        NoteKind::WrongAddress,
        NoteKind::KeyPlaceholder(text()),
        NoteKind::KeyElsewhere(text()),
        NoteKind::BodyFile(text()),
        NoteKind::UnreadableBody,
        NoteKind::NoBody,
        NoteKind::Product(Product::Waha),
        NoteKind::NameTwice(place),
        NoteKind::GroupUnread(Section::Webhook),
        NoteKind::Unread(text()),
    ];
    let kinds = kinds.map(|kind| format!("import.kind.{}", kind.id()));
    let reasons = reasons.map(|reason| format!("import.reason.{}", reason.id()));
    let notes = notes.map(|note| format!("import.note.{}", note.id()));
    kinds.into_iter().chain(reasons).chain(notes).collect()
}
