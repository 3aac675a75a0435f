//! Which groups an import switches on. A group is on where the text says so or gives the value that the
//! group is about; a flag or a default port alone says nothing.

use crate::domain::import::creation::reading::Reading;
use crate::domain::import::report::LeftOutReason;
use crate::domain::schema::field::{Draft, Kind, Need};
use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;

/// Switches the groups, and empties those that stay off. The ones that the text had values for, and
/// that stay off all the same.
pub fn settle(reading: &mut Reading) -> Vec<Section> {
    let mut off = Vec::new();
    for section in Section::ALL.iter().copied().filter(|section| section.is_group()) {
        let has_values = reading.taken.iter().any(|taken| taken.field.spec().section == section);
        let said = said(reading, section);
        if is_on(reading, section, said) {
            reading.drafts.switch(section, true);
        } else if has_values {
            empty(reading, section);
            off.push(section);
        } else if said.is_some() {
            off.push(section);
        }
    }
    off
}

/// What the text says last of whether the group is on.
pub fn said(reading: &Reading, section: Section) -> Option<bool> {
    reading.switches.iter().rev().find(|(of, _)| *of == section).map(|(_, is_on)| *is_on)
}

/// The value that a group is about; nothing for a group of events alone.
fn main_field(section: Section) -> Option<Field> {
    Field::ALL.iter().copied().find(|field| {
        let spec = field.spec();
        let is_text = matches!(spec.kind, Kind::Text(_));
        spec.section == section && is_text && matches!(spec.need, Need::Always)
    })
}

fn is_on(reading: &Reading, section: Section, said: Option<bool>) -> bool {
    if said == Some(false) {
        return false;
    }
    let has_events = Field::ALL.iter().any(|field| {
        field.spec().section == section && matches!(reading.drafts.get(*field), Draft::Events(_))
    });
    let Some(main) = main_field(section) else { return said == Some(true) || has_events };
    let is_variable = reading.left.iter().any(|left| {
        left.field == Some(main) && matches!(left.reason, LeftOutReason::Placeholder(_))
    });
    reading.drafts.get(main).is_sent() || is_variable || has_events
}

fn empty(reading: &mut Reading, section: Section) {
    let (gone, kept): (Vec<_>, Vec<_>) = std::mem::take(&mut reading.taken)
        .into_iter()
        .partition(|taken| taken.field.spec().section == section);
    reading.taken = kept;
    for taken in gone {
        if !reading.drafts.get(taken.field).is_sent() {
            continue;
        }
        reading.drafts.set(taken.field, Draft::NotSent);
        reading.leave(taken.path, taken.at, LeftOutReason::GroupOff(section), Some(taken.field));
    }
}
