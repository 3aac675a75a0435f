//! What cannot be carried over to a new instance that is set up as this one.

use crate::domain::instance::stored_group::{GroupReading, StoredGroup};
use crate::domain::instances::row::InstanceRow;
use crate::domain::schema::api::Api;
use crate::domain::schema::drafts::Drafts;
use crate::domain::schema::event::Event;
use crate::domain::schema::field::Draft;
use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;

/// Something that stays behind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LeftBehind {
    /// The phone has to be connected again
    Connection,
    /// Messages, contacts and chats that the server stores
    Messages,
    /// The group was not read, or could not be
    Unread(Section),
    /// Values are stored, and the group is off: a creation sends only what is on
    Off(Section),
    /// The server stores the group, and does not show it while it has it switched off
    Hidden(Section),
    /// Rows that are made after a creation
    Rows(Section),
    /// Stored values that no field stands for
    Unseen(Section, Vec<String>),
    /// The other server's version has no such group
    NoGroup(Section),
    /// The other server's version has no such fields
    NoFields(Section, Vec<Field>),
    /// The other server's version has no such events
    NoEvents(Section, Vec<&'static str>),
}

impl LeftBehind {
    /// Whether a copy under another name has it as little as any new instance: nobody expects it there.
    #[must_use]
    pub const fn is_of_any_copy(&self) -> bool {
        matches!(self, Self::Connection | Self::Messages)
    }
}

/// What stays behind; a group without a reading was not read. `with_rows` are the sections of which the
/// server keeps rows, as far as there are any.
#[must_use]
pub fn left_behind<'a>(
    row: &InstanceRow,
    groups: impl IntoIterator<Item = (Section, Option<&'a GroupReading>)>,
    with_rows: impl IntoIterator<Item = Section>,
) -> Vec<LeftBehind> {
    let mut left = Vec::new();
    if row.engine.is_paired() {
        left.push(LeftBehind::Connection);
    }
    if row.counts.is_some_and(|counts| counts.messages + counts.contacts + counts.chats > 0) {
        left.push(LeftBehind::Messages);
    }
    for (section, reading) in groups {
        match reading {
            None | Some(GroupReading::Unreadable(_)) => left.push(LeftBehind::Unread(section)),
            Some(GroupReading::SwitchedOff { is_hidden, .. }) => {
                if *is_hidden || row.groups_on.contains(section) {
                    left.push(LeftBehind::Hidden(section));
                }
            }
            Some(GroupReading::Stored(group)) if section.is_group() && !group.is_on(section) => {
                if has_values(section, group) {
                    left.push(LeftBehind::Off(section));
                }
            }
            Some(GroupReading::Stored(group)) => {
                let mut names: Vec<String> =
                    group.unseen.iter().map(|(path, _)| path.clone()).collect();
                names.extend(group.unknown_events.clone());
                if !names.is_empty() {
                    left.push(LeftBehind::Unseen(section, names));
                }
            }
        }
    }
    left.extend(with_rows.into_iter().map(LeftBehind::Rows));
    left
}

/// What of a filled form a server of another version has no place for.
#[must_use]
pub fn without_counterpart(drafts: &Drafts, from: Api, to: Api) -> Vec<LeftBehind> {
    let mut left = Vec::new();
    for section in Section::of(from).filter(|section| drafts.is_on(*section)) {
        let sent = || Field::of(section, from).filter(|field| drafts.get(*field).is_sent());
        if Section::of(to).all(|other| other != section) {
            left.push(LeftBehind::NoGroup(section));
            continue;
        }
        let fields: Vec<Field> = sent().filter(|field| field.spec().wire(to).is_none()).collect();
        if !fields.is_empty() {
            left.push(LeftBehind::NoFields(section, fields));
        }
        let events = sent().filter_map(|field| match drafts.get(field) {
            Draft::Events(events) if field.spec().wire(to).is_some() => Some(*events),
            _ => None,
        });
        let unknown = events.flat_map(|events| events.unknown_to(to));
        let names: Vec<&str> = unknown.map(Event::name).collect();
        if !names.is_empty() {
            left.push(LeftBehind::NoEvents(section, names));
        }
    }
    left
}

/// A flag alone is nothing that anybody would miss.
fn has_values(section: Section, group: &StoredGroup) -> bool {
    Field::ALL.iter().filter(|field| field.spec().section == section).any(|field| {
        let draft = group.drafts.get(*field);
        draft.is_sent() && !matches!(draft, Draft::Flag(_))
    })
}
