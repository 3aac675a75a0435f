//! What will not work about an instance, although every call that made it so succeeded.

use crate::domain::instance::stored_group::{GroupReading, StoredGroup};
use crate::domain::instances::row::InstanceRow;
use crate::domain::pairing::phase::ConnectionState;
use crate::domain::proof::{DifferenceReason, callback_fault};
use crate::domain::schema::api::Api;
use crate::domain::schema::field::{Kind, Need, Rule};
use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;
use crate::domain::schema::validate::url::is_localhost;

/// Something to look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Warning {
    /// It is connected, and the server knows no number of it
    OpenWithoutNumber,
    /// The group is on for the instance and off on the server, or cannot call the server back
    Group(Section, DifferenceReason),
    /// The group is on, and a value that it needs is empty
    Incomplete(Section, Field),
}

/// All warnings, in the order of the table.
#[must_use]
pub fn warnings<'a>(
    row: Option<&InstanceRow>,
    live: ConnectionState,
    groups: impl IntoIterator<Item = (Section, &'a GroupReading)>,
    api: Api,
) -> Vec<Warning> {
    let mut warnings = Vec::new();
    let is_open_alone = |row: &InstanceRow| {
        live == ConnectionState::Open && row.engine.is_paired() && row.number.is_none()
    };
    if row.is_some_and(is_open_alone) {
        warnings.push(Warning::OpenWithoutNumber);
    }
    for (section, reading) in groups {
        match reading {
            GroupReading::Stored(group) if group.is_on(section) => {
                warnings.extend(of_group(section, group, api));
            }
            GroupReading::SwitchedOff { variable: Some(variable), .. }
                if row.is_some_and(|row| row.groups_on.contains(section)) =>
            {
                let reason = DifferenceReason::StoredButOff(variable);
                warnings.push(Warning::Group(section, reason));
            }
            _ => {}
        }
    }
    warnings
}

fn of_group(section: Section, group: &StoredGroup, api: Api) -> Vec<Warning> {
    let is_missing = |field: &Field| {
        let is_filled = group.drafts.get(*field).is_sent()
            || field.spec().wire(api).is_some_and(|wire| wire.always_sent.is_some());
        section.is_group() && matches!(field.spec().need, Need::Always) && !is_filled
    };
    let mut warnings: Vec<Warning> = Field::of(section, api)
        .filter(is_missing)
        .map(|field| Warning::Incomplete(section, field))
        .collect();
    // A program that is named by `localhost` runs next to the server, and can call it there.
    let is_local = Field::of(section, api)
        .filter(|field| field.spec().kind == Kind::Text(Rule::Url))
        .any(|field| is_localhost(group.drafts.get(field).as_text()));
    let fault = group.callback.as_deref().filter(|_| !is_local).and_then(callback_fault);
    warnings.extend(fault.map(|reason| Warning::Group(section, reason)));
    warnings
}
