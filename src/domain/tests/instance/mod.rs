//! The groups of one instance: how they are read, changed and proven.

pub(super) mod card;
mod conflicts;
mod copy;
mod failures;
mod fake_group;
mod group_target;
mod hostile;
mod machine;
mod off;
mod overview;
pub(super) mod rows;
mod set_body;
mod stored_group;
mod test_message;

use std::sync::Arc;

use crate::domain::instance::stored_group::{GroupReading, StoredGroup};
use crate::domain::reply::decode;
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::section::Section;
use crate::domain::tests::{Exchange, recording, recordings};

/// The section that a recorded call is about, where it is one of this verb.
fn section_of(exchange: &Exchange, method: &str, verb: &str) -> Option<Section> {
    let path = exchange.path.split('?').next().unwrap_or_default();
    let mut parts = path.trim_matches('/').split('/');
    let (of, called) = (parts.next()?, parts.next()?);
    let section = Section::ALL.iter().copied().find(|section| section.id() == of)?;
    (section.is_read_by_find() && exchange.method == method && called == verb).then_some(section)
}

/// Every recorded `find` of a group of the table.
pub(super) fn finds() -> Vec<(Dialect, Section, Exchange)> {
    let of_group = |(dialect, exchange): (Dialect, Exchange)| {
        let section = section_of(&exchange, "GET", "find")?;
        section.exists_in(dialect).then_some((dialect, section, exchange))
    };
    recordings().into_iter().filter_map(of_group).collect()
}

pub(super) fn reading_of(dialect: Dialect, section: Section, exchange: &Exchange) -> GroupReading {
    let found = decode::find_reply(exchange.status, &exchange.text(), dialect);
    GroupReading::of(section, dialect.into(), found, None)
}

/// What the server stores of a group, by a recorded answer that tells it.
fn stored(file: &str, name: &str, section: Section) -> (Dialect, Arc<StoredGroup>) {
    let (dialect, exchange) = recording(file, name);
    let group = StoredGroup::read(section, dialect.into(), exchange.reply);
    (dialect, Arc::new(group))
}
