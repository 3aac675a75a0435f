//! Rows whose instance stands on the server already: what they would change in it. Everything here is
//! read; what is saved is read once more right before.

use std::collections::HashMap;
use std::sync::Arc;

use crate::domain::bulk::group_target::{GroupPreview, GroupTarget};
use crate::domain::instance::change::GroupChange;
use crate::domain::instance::stored_group::{GroupReading, StoredGroup};
use crate::domain::instances::row::Engine;
use crate::domain::many::row::ManyRow;
use crate::domain::many::server_list::ListedInstance;
use crate::domain::reply::error::ApiError;
use crate::domain::schema::api::Api;
use crate::domain::schema::drafts::Drafts;
use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;

/// What was read of the groups of instances, by name.
#[derive(Clone, Debug, Default)]
pub struct ExistingGroups {
    by_name: HashMap<String, Vec<(Section, GroupReading)>>,
}

/// What is to be done with a row.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum RowPlan {
    /// The server has no instance of the name, or rows only create
    #[default]
    Create,
    /// The instance is there. These of its groups are still to be read
    Unread(Vec<Section>),
    Compared(Arc<RowComparison>),
}

/// How a row differs from its instance.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RowComparison {
    /// The groups that a save would change
    pub changes: Vec<SectionChange>,
    /// The groups that the server cannot have as the row has them
    pub obstacles: Vec<(Section, GroupPreview)>,
    /// The groups that could not be read
    pub unread: Vec<(Section, Arc<ApiError>)>,
    /// Values that only a creation sets, as far as the instance is not known to have them
    pub fixed: Vec<Field>,
}

/// What a save would change in a group.
#[derive(Clone, Debug, PartialEq)]
pub struct SectionChange {
    pub section: Section,
    pub stored: Arc<StoredGroup>,
    pub change: GroupChange,
    /// The fields whose values the server forgets when the group goes off
    pub lost: Vec<Field>,
}

impl RowComparison {
    /// Whether the instance has everything of the row.
    #[must_use]
    pub const fn is_same(&self) -> bool {
        !self.is_lacking() && self.changes.is_empty()
    }

    /// Whether something of the row cannot be had.
    #[must_use]
    pub const fn is_lacking(&self) -> bool {
        !(self.obstacles.is_empty() && self.unread.is_empty() && self.fixed.is_empty())
    }
}

impl RowPlan {
    /// Whether the instance was read and has everything of the row.
    #[must_use]
    pub fn is_same(&self) -> bool {
        matches!(self, Self::Compared(comparison) if comparison.is_same())
    }

    /// Whether something of the row cannot be had.
    #[must_use]
    pub fn is_lacking(&self) -> bool {
        matches!(self, Self::Compared(comparison) if comparison.is_lacking())
    }

    #[must_use]
    pub fn has_changes(&self) -> bool {
        matches!(self, Self::Compared(comparison) if !comparison.changes.is_empty())
    }
}

impl ExistingGroups {
    pub fn insert(&mut self, name: &str, section: Section, reading: GroupReading) {
        let groups = self.by_name.entry(name.to_owned()).or_default();
        groups.retain(|(known, _)| *known != section);
        groups.push((section, reading));
    }

    fn reading(&self, name: &str, section: Section) -> Option<&GroupReading> {
        let groups = self.by_name.get(name)?;
        groups.iter().find(|(known, _)| *known == section).map(|(_, reading)| reading)
    }

    /// What is to be done with a row of this name, which the server lists so.
    #[must_use]
    pub fn plan(
        &self,
        row: &ManyRow,
        drafts: &Drafts,
        listed: &ListedInstance,
        api: Api,
    ) -> RowPlan {
        let mut comparison =
            RowComparison { fixed: fixed(drafts, listed, api), ..Default::default() };
        let mut unread = Vec::new();
        for target in targets(row, drafts, api) {
            let section = target.section;
            let reading = self.reading(row.name(), section);
            let preview = match reading {
                _ if !target.is_available(api) => GroupPreview::Unavailable,
                Some(reading) => target.preview(reading, api),
                None => {
                    unread.push(section);
                    continue;
                }
            };
            match (preview, reading.and_then(GroupReading::stored)) {
                (GroupPreview::Same, _) => {}
                (GroupPreview::Changes { change, lost }, Some(stored)) => {
                    let stored = stored.clone();
                    comparison.changes.push(SectionChange { section, stored, change, lost });
                }
                (GroupPreview::Unreadable(error), _) => comparison.unread.push((section, error)),
                (preview, _) => comparison.obstacles.push((section, preview)),
            }
        }
        if unread.is_empty() {
            RowPlan::Compared(comparison.into())
        } else {
            RowPlan::Unread(unread)
        }
    }
}

/// The groups that a row says something of, with what it says.
#[must_use]
pub fn targets(row: &ManyRow, drafts: &Drafts, api: Api) -> Vec<GroupTarget> {
    let is_meant = |section: &Section| match section.is_group() {
        true => drafts.is_on(*section) || row.groups_off().contains(*section),
        false => Field::of(*section, api).any(|field| drafts.get(field).is_sent()),
    };
    let wanted = Arc::new(drafts.clone());
    Section::of(api)
        .filter(|section| section.is_read_by_find() && is_meant(section))
        .map(|section| GroupTarget { section, wanted: wanted.clone() })
        .collect()
}

/// The values that only a creation sets, but for those that the list tells to be the same.
#[must_use]
pub fn fixed(drafts: &Drafts, listed: &ListedInstance, api: Api) -> Vec<Field> {
    let is_same = |field: Field| {
        let asked = drafts.get(field).as_text();
        if field == Field::Number {
            listed.number.as_deref().is_some_and(|own| is_same_number(own, asked))
        } else if field == Field::Token {
            listed.token.as_ref().is_some_and(|own| own.reveal() == asked)
        } else if field == Field::Integration {
            Engine::of(asked) == listed.engine
        } else {
            // The name found it, and a code is nothing that is stored.
            field == Field::InstanceName || field == Field::Qrcode
        }
    };
    Field::of(Section::Instance, api)
        .filter(|field| drafts.get(*field).is_sent() && !is_same(*field))
        .collect()
}

/// WhatsApp has older numbers of Brazil without the nine that they are dialled with.
fn is_same_number(one: &str, other: &str) -> bool {
    let plain = |number: &str| {
        let digits: String = number.chars().filter(char::is_ascii_digit).collect();
        match digits.strip_prefix("55").map(|rest| rest.split_at_checked(2)) {
            Some(Some((area, rest))) if rest.len() == 9 && rest.starts_with('9') => {
                format!("55{area}{}", &rest[1..])
            }
            _ => digits,
        }
    };
    plain(one) == plain(other)
}
