//! A group that was changed elsewhere between the reading that an edit began with and its saving.

use std::sync::Arc;

use serde_json::Value;

use crate::domain::http::secret::masked;
use crate::domain::instance::change::value;
use crate::domain::instance::stored_group::StoredGroup;
use crate::domain::schema::api::Api;
use crate::domain::schema::drafts::Drafts;
use crate::domain::schema::field::Kind;
use crate::domain::schema::fields::Field;
use crate::domain::schema::read_back::plain;
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

/// One header of a side, or a secret: its value is not shown, and still tells whether it is another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MaskedValue {
    /// The header's name
    pub name: Option<String>,
    pub masked: String,
    /// It is not what it was when the edit began
    pub is_changed: bool,
}

/// The values of a side that must not be shown; nothing where they may be.
#[must_use]
pub fn masked_values(
    field: Field,
    before: Option<&Value>,
    side: &Value,
) -> Option<Vec<MaskedValue>> {
    match (field.spec().kind, side) {
        (Kind::Secret, Value::String(text)) if !text.is_empty() => Some(vec![MaskedValue {
            name: None,
            masked: masked(text),
            is_changed: before != Some(side),
        }]),
        (Kind::Headers, Value::Object(headers)) => {
            let line = |(name, value): (&String, &Value)| MaskedValue {
                name: Some(name.clone()),
                masked: masked(&plain(value)),
                is_changed: before.and_then(|before| before.get(name)) != Some(value),
            };
            Some(headers.iter().map(line).collect())
        }
        _ => None,
    }
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
