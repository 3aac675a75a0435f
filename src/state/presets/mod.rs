//! The operator's presets: read from the device, and the one that was applied last, to be taken back. The
//! secrets of a preset are stored as keys are: for the session, or on the device where that is wanted, and
//! forgotten with them.

pub mod store;

use std::sync::Arc;

use leptos::prelude::*;

use crate::domain::deployment::{Deployment, Preset};
use crate::domain::http::json_print;
use crate::domain::presets::book::{PresetBook, ReadFile};
use crate::domain::presets::variables::{VariableValues, filled_in, used_in};
use crate::domain::presets::{OwnPreset, PresetEffect};
use crate::domain::schema::drafts::Drafts;
use crate::domain::schema::field::Draft;
use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;
use crate::platform::json;
use crate::platform::storage;
use crate::platform::storage::StorageScope;
use crate::state::form::model::FormModel;
use crate::state::secrets::{ForgetScope, SecretHolder};
use crate::state::servers::Servers;

/// How long the secrets of a preset are kept; without, it has none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PresetSecrets {
    None,
    Session,
    Device,
}

/// The last preset that was applied.
#[derive(Clone, Debug, PartialEq)]
pub struct AppliedPreset {
    pub name: String,
    /// What the form held before
    before: Drafts,
}

/// A preset to choose.
#[derive(Clone, Debug, PartialEq)]
pub struct OfferedPreset {
    pub preset: OwnPreset,
    /// The deployment's own: it can be neither changed nor removed
    pub is_locked: bool,
}

/// What the sheet was opened for.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenPresets {
    /// The values of an instance, to be saved as a preset; `None` on the page of the form
    pub source: Option<Arc<Drafts>>,
    /// The id of the control that asked for it
    pub opener: String,
}

/// The signals of the presets.
#[derive(Clone, Copy, Debug)]
pub struct Presets {
    deployment: &'static Deployment,
    form: FormModel,
    pub servers: Servers,
    book: RwSignal<PresetBook>,
    pub applied: RwSignal<Option<AppliedPreset>>,
    /// The sheet, while it is open
    pub open: RwSignal<Option<OpenPresets>>,
    /// The servers whose preset was applied since the page was opened
    begun: StoredValue<Vec<String>>,
}

impl Presets {
    /// Reads what is stored. To be called with the root's owner.
    #[must_use]
    pub fn new(deployment: &'static Deployment, form: FormModel, servers: Servers) -> Self {
        let presets = Self {
            deployment,
            form,
            servers,
            book: RwSignal::new(store::read()),
            applied: RwSignal::new(None),
            open: RwSignal::new(None),
            begun: StoredValue::new(Vec::new()),
        };
        storage::follow_other_tabs(move |key| {
            if key.is_none_or(|key| key == store::PRESETS) {
                StorageScope::Device.note_change_elsewhere(store::PRESETS);
                let _ = presets.book.try_set(store::read());
            }
        });
        presets
    }

    /// Every preset: the deployment's, then the operator's own.
    #[must_use]
    pub fn offered(self) -> Vec<OfferedPreset> {
        let of_deployment = |preset: &Preset| OfferedPreset {
            preset: OwnPreset::of_deployment(preset),
            is_locked: true,
        };
        let locked = self.deployment.presets.iter().map(of_deployment);
        let own = self.book.with(|book| book.presets().to_vec());
        let own = own.into_iter().map(|preset| OfferedPreset { preset, is_locked: false });
        locked.chain(own).collect()
    }

    /// What the form would be.
    #[must_use]
    pub fn preview(self, preset: &OwnPreset, values: &VariableValues) -> (Drafts, PresetEffect) {
        let form = self.form.drafts.get();
        let initial = self.form.with_rules(|rules| rules.initial.clone());
        let used = used_in(&preset.drafts);
        let mut after = filled_in(&preset.applied_to(&form, &initial), values);
        let of_instance = [
            (Field::InstanceName, &values.name, used.name),
            (Field::Number, &values.number, used.number),
        ];
        for (field, value, is_used) in of_instance {
            if is_used && !preset.drafts.get(field).is_sent() {
                after.set(field, Draft::text(value.as_str()));
            }
        }
        // What the deployment has fixed, or somebody locked, stays.
        for field in Field::ALL.iter().copied().filter(|field| !self.form.is_free(*field)) {
            after.set(field, form.get(field).clone());
        }
        for section in Section::ALL.iter().copied().filter(|section| section.is_group()) {
            let (is_held, is_allowed) =
                self.form.with_rules(|rules| (rules.holds(section), rules.allows(section)));
            let is_on = match self.form.is_held(section) {
                true => form.is_on(section),
                false => (after.is_on(section) || is_held) && is_allowed,
            };
            after.switch(section, is_on);
        }
        let effect = PresetEffect::between(&form, &after);
        (after, effect)
    }

    /// Puts the preset into the form.
    pub fn apply(self, preset: &OwnPreset, values: &VariableValues) {
        let (after, _) = untrack(|| self.preview(preset, values));
        let before = self.form.drafts.get_untracked();
        self.form.fill(&after);
        self.form.start_over();
        let applied = AppliedPreset { name: preset.name.clone(), before };
        self.applied.set(Some(applied));
    }

    /// Brings back what the form held before.
    pub fn undo(self) {
        if let Some(applied) = self.applied.get_untracked() {
            self.form.fill(&applied.before);
            self.applied.set(None);
        }
    }

    /// Saves values as a preset; one of the same name goes. Whether the browser took all of it beyond this
    /// page.
    pub fn save(self, name: &str, values: &Drafts, secrets: PresetSecrets) -> bool {
        let preset = OwnPreset::of_form(name, values, secrets != PresetSecrets::None);
        let has_stored_secrets = store::write_secrets(&preset, secrets);
        self.book.update(|book| {
            book.put(preset);
        });
        self.store() && has_stored_secrets
    }

    pub fn remove(self, name: &str) {
        store::remove_secrets(name);
        self.book.update(|book| book.remove(name));
        self.store();
    }

    #[must_use]
    pub fn has(self, name: &str) -> bool {
        self.book.with(|book| book.get(name.trim()).is_some())
    }

    #[must_use]
    pub fn has_room(self) -> bool {
        self.book.with(PresetBook::has_room)
    }

    #[must_use]
    pub fn file(self) -> String {
        let file = self.book.with_untracked(PresetBook::to_file);
        json_print::text(&file)
    }

    /// Adds the presets of a file; `None` where it is no file of presets.
    pub fn read_file(self, text: &str) -> Option<ReadFile> {
        let file = json::parse(text)?;
        let read = self.book.try_update(|book| book.read_file(&file))??;
        // Those of the presets that were called so before belong to other values.
        read.names.iter().for_each(|name| store::remove_secrets(name));
        self.store();
        Some(read)
    }

    /// The preset that forms of the server in use begin with.
    #[must_use]
    pub fn default_name(self) -> Option<String> {
        let server = self.servers.current.get()?;
        self.book.with(|book| Some(book.default_of(&server.base_url)?.name.clone()))
    }

    /// Whether forms of the server in use begin with this preset.
    #[must_use]
    pub fn is_default(self, name: &str) -> bool {
        self.default_name().as_deref() == Some(name)
    }

    pub fn set_default(self, name: &str, is_default: bool) {
        let Some(server) = self.servers.current.get_untracked() else { return };
        self.book.update(|book| book.set_default(&server.base_url, is_default.then_some(name)));
        self.store();
    }

    /// Applies the preset that the server in use begins with, once a page, to a form that nobody has typed
    /// into. One that needs a name or a number waits for the operator.
    pub fn begin(self) {
        let Some(server) = self.servers.current.get_untracked() else { return };
        let preset = self.book.with_untracked(|book| book.default_of(&server.base_url).cloned());
        let needs_values = |preset: &OwnPreset| {
            let used = used_in(&preset.drafts);
            used.name || used.number
        };
        let Some(preset) = preset.filter(|preset| !needs_values(preset)) else { return };
        let is_begun = self.begun.with_value(|begun| begun.contains(&server.base_url));
        let is_untouched = untrack(|| {
            let is_begun = |section: &Section| {
                let at_start = self
                    .form
                    .with_rules(|rules| rules.initial.is_on(*section) || rules.holds(*section));
                self.form.is_on(*section) != at_start
            };
            let mut groups = Section::ALL.iter().filter(|section| section.is_group());
            Field::ALL.iter().all(|field| self.form.is_initial(*field)) && !groups.any(is_begun)
        });
        if is_begun || !is_untouched {
            return;
        }
        self.begun.update_value(|begun| begun.push(server.base_url));
        self.apply(&preset, &self.values(1));
    }

    /// What the variables stand for, as far as the form knows.
    #[must_use]
    pub fn values(self, count: u32) -> VariableValues {
        self.form.drafts.with_untracked(|drafts| VariableValues {
            name: drafts.name().to_owned(),
            number: drafts.get(Field::Number).as_text().to_owned(),
            count,
        })
    }

    fn store(self) -> bool {
        self.book.with_untracked(store::write)
    }
}

impl SecretHolder for Presets {
    fn has_secrets(&self) -> bool {
        let has_applied = self.applied.with_untracked(|applied| {
            let fields = Field::ALL.iter().copied();
            applied.as_ref().is_some_and(|it| !it.before.secrets_of(fields).is_empty())
        });
        let has_stored =
            |book: &PresetBook| book.presets().iter().any(|preset| !preset.secrets().is_empty());
        has_applied || self.book.with_untracked(has_stored)
    }

    /// The secrets go from the device with the keys, since they are stored among them.
    fn forget(&self, scope: ForgetScope) {
        self.open.set(None);
        if scope == ForgetScope::Everything {
            self.applied.set(None);
            self.book.set(PresetBook::default());
            return;
        }
        self.book.update(PresetBook::forget_secrets);
        if scope == ForgetScope::Secrets {
            self.applied.update(|applied| {
                if let Some(applied) = applied {
                    applied.before.forget_secrets();
                }
            });
        }
    }
}
