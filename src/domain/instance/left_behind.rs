//! What cannot be carried over to a new instance that is set up as this one.

use crate::domain::instance::stored_group::GroupReading;
use crate::domain::instances::row::InstanceRow;
use crate::domain::schema::section::Section;

/// Something that stays behind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LeftBehind {
    /// The phone has to be connected again
    Connection,
    /// Messages, contacts and chats that the server stores
    Messages,
    /// The group could not be read
    Unread(Section),
    /// The server stores the group, and does not show it while it has it switched off
    Hidden(Section),
    /// Rows that are made after a creation
    Rows(Section),
    /// Stored values that no field stands for
    Unseen(Section, Vec<String>),
}

/// What stays behind. `with_rows` are the sections of which the server keeps rows, as far as there are any.
#[must_use]
pub fn left_behind<'a>(
    row: &InstanceRow,
    groups: impl IntoIterator<Item = (Section, &'a GroupReading)>,
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
            GroupReading::Unreadable(_) => left.push(LeftBehind::Unread(section)),
            GroupReading::SwitchedOff { is_hidden: true, .. } => {
                left.push(LeftBehind::Hidden(section));
            }
            GroupReading::SwitchedOff { .. } => {}
            GroupReading::Stored(group) if group.is_on(section) => {
                let mut names: Vec<String> =
                    group.unseen.iter().map(|(path, _)| path.clone()).collect();
                names.extend(group.unknown_events.clone());
                if !names.is_empty() {
                    left.push(LeftBehind::Unseen(section, names));
                }
            }
            GroupReading::Stored(_) => {}
        }
    }
    left.extend(with_rows.into_iter().map(LeftBehind::Rows));
    left
}
