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
    /// The groups that cannot be made as the row has them
    pub obstacles: Vec<(Section, GroupPreview)>,
    /// Values that differ and that no call changes
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
        self.changes.is_empty() && self.obstacles.is_empty() && self.fixed.is_empty()
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
        matches!(self, Self::Compared(it) if !(it.obstacles.is_empty() && it.fixed.is_empty()))
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
    Section::of(api)
        .filter(|section| section.is_read_by_find() && is_meant(section))
        .map(|section| GroupTarget { section, wanted: drafts.clone() })
        .collect()
}

/// The values of a creation that differ from those of the instance. A server that does not tell one is
/// believed to have it.
fn fixed(drafts: &Drafts, listed: &ListedInstance, api: Api) -> Vec<Field> {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let own_number = listed.number.as_deref().map(digits);
    let differs = |field: &Field| {
        let asked = drafts.get(*field).as_text();
        if *field == Field::Number {
            own_number.as_ref().is_some_and(|own| *own != digits(asked))
        } else if *field == Field::Token {
            listed.token.as_ref().is_some_and(|own| own.reveal() != asked)
        } else {
            Engine::of(asked) != listed.engine
        }
    };
    [Field::Integration, Field::Number, Field::Token]
        .into_iter()
        .filter(|field| field.spec().wire(api).is_some() && drafts.get(*field).is_sent())
        .filter(differs)
        .collect()
}
