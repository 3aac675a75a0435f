//! What an import says, in words. Texts of the paste go through the interpolation like all others.

use crate::domain::http::secret::masked;
use crate::domain::import::report::{LeftOutReason, NoteKind};
use crate::domain::interpolate;
use crate::domain::schema::event::Event;
use crate::domain::schema::field::{Draft, Kind};
use crate::domain::schema::fields::Field;
use crate::state::import::{PasteFault, PasteState};
use crate::ui::kit::i18n::{
    choice, counted, counted_plain, fill, filled_key, key, plural_key, section_name, t, tf,
};
use readers::text::place::TextPlace;

/// How far the reading is, and what was found.
pub fn status(state: &PasteState) -> String {
    match state {
        PasteState::Empty => String::new(),
        PasteState::Reading => t(key!("import.reading")),
        PasteState::Failed(PasteFault::TooLong) => t(key!("import.too_long")),
        PasteState::Failed(PasteFault::File) => t(key!("import.file_failed")),
        PasteState::Failed(PasteFault::Unreadable) => t(key!("import.unreadable")),
        PasteState::Read(import) => {
            let mut said = match import.creations.len() {
                0 => t(key!("import.nothing")),
                count => {
                    let kind = t(&format!("import.kind.{}", import.kind.id()));
                    let found = counted(plural_key!("import.found"), count);
                    tf!("import.read_as", kind = &kind, found = &found)
                }
            };
            if import.skipped > 0 {
                said = format!("{said} {}", counted(plural_key!("import.skipped"), import.skipped));
            }
            if import.left_out > 0 {
                let more = counted(plural_key!("import.beyond"), import.left_out);
                said = format!("{said} {more}");
            }
            said
        }
    }
}

/// A size as people read it.
pub(super) fn size(bytes: usize) -> String {
    match bytes {
        0..1_000_000 => format!("{} kB", bytes.div_ceil(1_000)),
        bytes => format!("{}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
    }
}

pub(super) fn place(place: TextPlace) -> String {
    let (line, column) = (place.line.to_string(), place.column.to_string());
    tf!("import.place", line = &line, column = &column)
}

/// Why a value was not taken.
pub fn reason(reason: &LeftOutReason) -> String {
    let values: (&str, String) = match reason {
        LeftOutReason::Placeholder(text)
        | LeftOutReason::Sample(text)
        | LeftOutReason::UnknownEvent(text) => ("text", text.clone()),
        LeftOutReason::OtherProduct(product) => ("product", product.name().to_owned()),
        LeftOutReason::GroupOff(section) => ("section", section_name(*section)),
        _ => ("", String::new()),
    };
    fill(&format!("import.reason.{}", reason.id()), &[(values.0, &values.1)])
}

/// Something about a request as a whole.
pub(super) fn note(kind: &NoteKind) -> String {
    let values: (&str, String) = match kind {
        NoteKind::ServerPlaceholder(text)
        | NoteKind::KeyElsewhere(text)
        | NoteKind::KeyPlaceholder(text)
        | NoteKind::BodyFile(text)
        | NoteKind::Unread(text) => ("text", text.clone()),
        NoteKind::Product(product) => ("product", product.name().to_owned()),
        NoteKind::NameTwice(first) => ("line", first.line.to_string()),
        NoteKind::GroupUnread(section) => ("section", section_name(*section)),
        _ => ("", String::new()),
    };
    fill(&format!("import.note.{}", kind.id()), &[(values.0, &values.1)])
}

/// A draft as people read it; a secret shows only that it is there.
pub(super) fn value(field: Field, draft: &Draft) -> String {
    let text = match draft {
        Draft::NotSent => t(key!("common.none")),
        Draft::Flag(true) => t(key!("common.on_lower")),
        Draft::Flag(false) => t(key!("common.off_lower")),
        Draft::Text(text) if field.spec().is_secret() => masked(text),
        Draft::Text(text)
            if matches!(field.spec().kind, Kind::Choice(_)) && field.spec().has_choice(text) =>
        {
            choice(field, text)
        }
        Draft::Text(text) => text.clone(),
        Draft::Headers(headers) => {
            headers.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>().join(", ")
        }
        Draft::Events(events) => {
            let names = Event::names().into_iter();
            let own =
                names.filter(|name| Event::named(name).is_some_and(|event| events.contains(event)));
            let own: Vec<&str> = own.collect();
            match own.len() {
                0..=3 => own.join(", "),
                count => counted_plain(filled_key!("import.events_some", count), count),
            }
        }
    };
    interpolate::plain(&text)
}
