//! Presets: named values of the form, for any dialect. What belongs to one instance alone (its name, number
//! and token) is in a preset only where it is written with variables.

pub mod book;
pub mod variables;

use serde_json::{Map, Value};

use crate::domain::deployment::Preset;
use crate::domain::presets::variables::has_variable;
use crate::domain::schema::drafts::Drafts;
use crate::domain::schema::field::Draft;
use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;
use crate::domain::schema::{kept, read_back};

/// What belongs to one instance.
const OF_ONE: [Field; 3] = [Field::InstanceName, Field::Number, Field::Token];

/// A preset of the operator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnPreset {
    pub name: String,
    /// What it sets. Fields that it clears are not sent
    pub drafts: Drafts,
}

/// What applying a preset changes in a form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PresetEffect {
    pub sets: Vec<Field>,
    pub clears: Vec<Field>,
    pub switches_on: Vec<Section>,
    pub switches_off: Vec<Section>,
}

impl PresetEffect {
    #[must_use]
    pub fn between(before: &Drafts, after: &Drafts) -> Self {
        let is_changed = |field: &Field| before.get(*field) != after.get(*field);
        let changed: Vec<Field> = Field::ALL.iter().copied().filter(is_changed).collect();
        let (sets, clears) = changed.into_iter().partition(|field| after.get(*field).is_sent());
        let groups = Section::ALL.iter().copied().filter(|section| section.is_group());
        let switched = groups.filter(|group| before.is_on(*group) != after.is_on(*group));
        let (switches_on, switches_off) = switched.partition(|group| after.is_on(*group));
        Self { sets, clears, switches_on, switches_off }
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl OwnPreset {
    /// The form as a preset. Its secrets go along only where the operator wants it.
    #[must_use]
    pub fn of_form(name: &str, form: &Drafts, has_secrets: bool) -> Self {
        let mut drafts = form.clone();
        drafts.fresh_token.clear();
        for field in OF_ONE {
            if !has_variable(form.get(field)) {
                drafts.set(field, Draft::NotSent);
            }
        }
        if !has_secrets {
            drafts = without_secrets(&drafts);
        }
        Self { name: name.trim().to_owned(), drafts }
    }

    /// A preset of the deployment.
    #[must_use]
    pub fn of_deployment(preset: &Preset) -> Self {
        let mut drafts = Drafts::default();
        for (field, draft) in &preset.fields {
            drafts.set(*field, draft.clone());
        }
        let groups = Section::ALL.iter().copied().filter(|section| section.is_group());
        for group in groups.filter(|group| preset.has(*group)) {
            drafts.switch(group, true);
        }
        Self { name: preset.name.clone(), drafts }
    }

    /// The form with the preset: what belongs to one instance stays, where the preset does not set it.
    #[must_use]
    pub fn applied_to(&self, form: &Drafts, initial: &Drafts) -> Drafts {
        let mut after = initial.clone();
        after.fresh_token.clone_from(&form.fresh_token);
        for field in Field::ALL.iter().copied() {
            let draft = self.drafts.get(field);
            if draft.is_sent() {
                after.set(field, draft.clone());
            } else if OF_ONE.contains(&field) {
                after.set(field, form.get(field).clone());
            }
        }
        for section in Section::ALL.iter().copied().filter(|section| section.is_group()) {
            after.switch(section, self.drafts.is_on(section));
        }
        after
    }

    /// The values that are secrets, by the ids of their fields: they are stored apart from the others.
    #[must_use]
    pub fn secrets(&self) -> Map<String, Value> {
        let open = without_secrets(&self.drafts);
        let is_secret = |field: &Field| self.drafts.get(*field) != open.get(*field);
        Field::ALL
            .iter()
            .copied()
            .filter(is_secret)
            .filter_map(|field| {
                Some((field.id().to_owned(), secret_value(self.drafts.get(field))?))
            })
            .collect()
    }

    pub fn forget_secrets(&mut self) {
        self.drafts = without_secrets(&self.drafts);
    }

    /// Puts stored secrets back in.
    pub fn add_secrets(&mut self, secrets: &Value) {
        for field in Field::ALL.iter().copied() {
            if let Some(value) = secrets.get(field.id()) {
                self.drafts.set(field, read_back::draft(value, field.spec().kind));
            }
        }
    }
}

fn secret_value(draft: &Draft) -> Option<Value> {
    match draft {
        Draft::Text(text) => Some(text.as_str().into()),
        Draft::Headers(headers) => Some(Value::Object(
            headers.iter().map(|(name, value)| (name.clone(), value.as_str().into())).collect(),
        )),
        Draft::NotSent | Draft::Flag(_) | Draft::Events(_) => None,
    }
}

/// The drafts as they are kept: without secrets, and without addresses that carry one.
fn without_secrets(drafts: &Drafts) -> Drafts {
    let initial = Drafts::default();
    kept::to_json(drafts, &initial)
        .map_or_else(Drafts::default, |kept| kept::from_json(&kept, &initial))
}
