//! A group that was changed elsewhere between the reading that an edit began with and its saving.

use std::sync::Arc;

use serde_json::Value;

use crate::domain::instance::change::value;
use crate::domain::instance::stored_group::StoredGroup;
use crate::domain::schema::api::Api;
use crate::domain::schema::drafts::Drafts;
use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;

/// Both states of the group, and the edit between them.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupConflict {
    /// What is stored now
    pub now: Arc<StoredGroup>,
    /// What was to be saved
    pub edited: Drafts,
    /// The switch at the opening and now, if it was moved
    pub switch: Option<(bool, bool)>,
    pub rows: Vec<ConflictRow>,
}

/// One field that was changed elsewhere.
#[derive(Clone, Debug, PartialEq)]
pub struct ConflictRow {
    pub field: Field,
    /// When the edit began
    pub before: Option<Value>,
    /// On the server now
    pub now: Option<Value>,
    /// In the edit
    pub mine: Option<Value>,
}

impl GroupConflict {
    /// `None` while the group is as it was when the edit began.
    #[must_use]
    pub fn between(
        before: &StoredGroup,
        now: &Arc<StoredGroup>,
        edited: &Drafts,
        section: Section,
        api: Api,
    ) -> Option<Self> {
        let row = |field: Field| {
            let of = |drafts: &Drafts| value(field, drafts, api);
            let row = ConflictRow {
                field,
                before: of(&before.drafts),
                now: of(&now.drafts),
                mine: of(edited),
            };
            (row.before != row.now).then_some(row)
        };
        let rows: Vec<ConflictRow> = Field::of(section, api).filter_map(row).collect();
        let switch = (before.is_on(section), now.is_on(section));
        let switch = Some(switch).filter(|(before, now)| before != now);
        (!rows.is_empty() || switch.is_some()).then(|| Self {
            now: now.clone(),
            edited: edited.clone(),
            switch,
            rows,
        })
    }
}

/// What an operator chooses in a conflict.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resolution {
    /// The changes of the edit on top of what is stored now
    Mine,
    /// What is stored now; the edit is dropped
    Theirs,
}
