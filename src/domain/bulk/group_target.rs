//! One group with the same values on many instances. What the operator did not fill in stays on each as
//! it is.

use std::sync::Arc;

use crate::domain::instance::change::{GroupChange, lost_when_off};
use crate::domain::instance::machine::GroupMachine;
use crate::domain::instance::machine::state::GroupPhase;
use crate::domain::instance::save_proof::SaveProof;
use crate::domain::instance::stored_group::{GroupReading, StoredGroup};
use crate::domain::reply::error::ApiError;
use crate::domain::schema::api::Api;
use crate::domain::schema::drafts::Drafts;
use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;
use crate::domain::schema::validate::{ValidationContext, problems};

/// What every instance is to have.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupTarget {
    pub section: Section,
    /// The values that were filled in, and the group's switch
    pub wanted: Arc<Drafts>,
}

/// What the target would change on one instance.
#[derive(Clone, Debug, PartialEq)]
pub enum GroupPreview {
    /// It has all of it already
    Same,
    Changes {
        change: GroupChange,
        /// The fields whose values the server forgets when the group goes off
        lost: Vec<Field>,
    },
    /// Values are missing that neither the target nor the instance has
    Incomplete(Vec<Field>),
    /// The server has the group switched off
    SwitchedOff,
    /// The server's API has no such group
    Unavailable,
    Unreadable(Arc<ApiError>),
}

impl GroupPreview {
    /// Whether there is something to save.
    #[must_use]
    pub const fn has_changes(&self) -> bool {
        matches!(self, Self::Changes { .. })
    }
}

/// What became of saving the target on one instance.
#[derive(Clone, Debug, PartialEq)]
pub enum GroupSaved {
    /// It was as wanted before, or is now: that was read back
    AsWanted,
    /// The server accepted it and stores something else
    Different,
    /// It could not be sent, for this reason
    NotSent(GroupPreview),
    /// The group was changed elsewhere between the two readings
    Conflict,
    /// It was not stored, or not all of it
    Failed(Arc<ApiError>),
    /// It was sent, and nobody could read what is stored since
    Unread(Arc<ApiError>),
}

impl GroupSaved {
    #[must_use]
    pub const fn has_failed(&self) -> bool {
        !matches!(self, Self::AsWanted)
    }
}

impl GroupTarget {
    /// Whether the API has the group, and one of it an instance.
    #[must_use]
    pub fn is_available(&self, api: Api) -> bool {
        !self.section.spec().keeps_rows(api.dialect)
            && Field::of(self.section, api).next().is_some()
    }

    /// What an instance would have then.
    #[must_use]
    pub fn on(&self, stored: &StoredGroup, api: Api) -> Drafts {
        let mut drafts = stored.drafts.clone();
        if self.section.is_group() {
            drafts.switch(self.section, self.wanted.is_on(self.section));
        }
        for field in Field::of(self.section, api) {
            let wanted = self.wanted.get(field);
            if wanted.is_sent() {
                drafts.set(field, wanted.clone());
            }
        }
        drafts
    }

    #[must_use]
    pub fn preview(&self, reading: &GroupReading, api: Api) -> GroupPreview {
        if !self.is_available(api) {
            return GroupPreview::Unavailable;
        }
        let stored = match reading {
            GroupReading::Stored(stored) => stored,
            GroupReading::SwitchedOff { .. } => return GroupPreview::SwitchedOff,
            GroupReading::Unreadable(error) => return GroupPreview::Unreadable(error.clone()),
        };
        let edited = self.on(stored, api);
        let change = GroupChange::between(&stored.drafts, &edited, self.section, api);
        if change.is_empty() {
            return GroupPreview::Same;
        }
        let missing = self.missing(&edited, api);
        if missing.is_empty() {
            let goes_off = change.is_switched && !edited.is_on(self.section);
            let lost = if goes_off { lost_when_off(stored, self.section, api) } else { Vec::new() };
            GroupPreview::Changes { change, lost }
        } else {
            GroupPreview::Incomplete(missing)
        }
    }

    /// What keeps the group of an instance from being sent. One that goes off needs nothing.
    fn missing(&self, edited: &Drafts, api: Api) -> Vec<Field> {
        if !edited.is_on(self.section) {
            return Vec::new();
        }
        let context = ValidationContext::default();
        let blocks = problems(edited, api, &context).into_iter().filter(|problem| {
            problem.field.spec().section == self.section && !problem.fault.is_warning()
        });
        blocks.map(|problem| problem.field).collect()
    }

    /// What a machine that has come to rest after a save says of the instance.
    #[must_use]
    pub fn saved(&self, machine: &GroupMachine) -> GroupSaved {
        let state = &machine.state;
        if let Some(why) = state.proof.as_ref().and_then(SaveProof::read_error) {
            let error = state.save_error.clone();
            return GroupSaved::Unread(error.unwrap_or_else(|| why.clone().into()));
        }
        match (&state.phase, &state.save_error, &state.proof) {
            (GroupPhase::Conflict(_), ..) => GroupSaved::Conflict,
            (_, Some(error), _) => GroupSaved::Failed(error.clone()),
            (_, None, Some(proof)) if proof.is_as_wanted() => GroupSaved::AsWanted,
            (_, None, Some(_)) => GroupSaved::Different,
            (_, None, None) => match (&state.reading, &state.read_error) {
                (_, Some(error)) => GroupSaved::Failed(error.clone()),
                (Some(GroupReading::SwitchedOff { .. }), None) => {
                    GroupSaved::NotSent(GroupPreview::SwitchedOff)
                }
                _ => GroupSaved::Different,
            },
        }
    }
}
