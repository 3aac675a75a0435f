//! The operator's presets as they are stored and as a file: without any secret.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::domain::presets::OwnPreset;
use crate::domain::schema::drafts::Drafts;
use crate::domain::schema::kept;

/// More than anybody chooses from.
const MOST: usize = 500;
/// In characters.
pub const LONGEST_NAME: usize = 100;

/// Every preset, in the order of their names, and the one that each server begins with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PresetBook {
    presets: Vec<OwnPreset>,
    /// Names of presets by the addresses of servers
    defaults: BTreeMap<String, String>,
}

/// What a file brought.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadFile {
    /// The presets that are in the book now
    pub names: Vec<String>,
    /// How many entries were none, or had no room
    pub left_out: usize,
}

/// A name as it is kept; `None` for what is none.
#[must_use]
pub fn preset_name(typed: &str) -> Option<&str> {
    let name = typed.trim();
    (!name.is_empty() && name.chars().count() <= LONGEST_NAME).then_some(name)
}

impl PresetBook {
    #[must_use]
    pub fn presets(&self) -> &[OwnPreset] {
        &self.presets
    }

    #[must_use]
    pub fn get(&self, name: &str) -> Option<&OwnPreset> {
        self.presets.iter().find(|preset| preset.name == name)
    }

    /// Adds a preset; one of the same name goes. Whether there was one.
    pub fn put(&mut self, preset: OwnPreset) -> bool {
        match self.presets.binary_search_by(|known| known.name.cmp(&preset.name)) {
            Ok(place) => {
                self.presets[place] = preset;
                true
            }
            Err(place) => {
                self.presets.insert(place, preset);
                false
            }
        }
    }

    pub fn remove(&mut self, name: &str) {
        self.presets.retain(|preset| preset.name != name);
        self.defaults.retain(|_, default| default != name);
    }

    #[must_use]
    pub fn has_room(&self) -> bool {
        self.presets.len() < MOST
    }

    /// Puts the stored secrets of each preset back in.
    pub fn add_secrets(&mut self, stored: impl Fn(&str) -> Option<Value>) {
        for preset in &mut self.presets {
            if let Some(secrets) = stored(&preset.name) {
                preset.add_secrets(&secrets);
            }
        }
    }

    pub fn forget_secrets(&mut self) {
        self.presets.iter_mut().for_each(OwnPreset::forget_secrets);
    }

    /// The preset that forms of a server begin with.
    #[must_use]
    pub fn default_of(&self, base_url: &str) -> Option<&OwnPreset> {
        self.get(self.defaults.get(base_url)?)
    }

    pub fn set_default(&mut self, base_url: &str, name: Option<&str>) {
        match name {
            Some(name) => drop(self.defaults.insert(base_url.to_owned(), name.to_owned())),
            None => drop(self.defaults.remove(base_url)),
        }
    }

    /// Whether any server begins with a preset.
    #[must_use]
    pub fn has_defaults(&self) -> bool {
        !self.defaults.is_empty()
    }

    /// All of it, as it is stored.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let mut whole = self.to_file();
        whole["defaults"] = json!(self.defaults);
        whole
    }

    /// The presets alone, as a file for other devices.
    #[must_use]
    pub fn to_file(&self) -> Value {
        let preset = |preset: &OwnPreset| {
            let mut members = Map::new();
            members.insert("name".to_owned(), preset.name.as_str().into());
            if let Some(Value::Object(values)) = kept::to_json(&preset.drafts, &Drafts::default()) {
                members.extend(values);
            }
            Value::Object(members)
        };
        json!({ "presets": self.presets.iter().map(preset).collect::<Vec<_>>() })
    }

    /// Reads what [`to_json`](Self::to_json) wrote. What cannot be read is left out.
    #[must_use]
    pub fn from_json(stored: &Value) -> Self {
        let mut book = Self::default();
        book.read_file(stored);
        let defaults = stored["defaults"].as_object().into_iter().flatten();
        for (base_url, name) in defaults {
            if let Some(name) = name.as_str().filter(|name| book.get(name).is_some()) {
                book.defaults.insert(base_url.clone(), name.to_owned());
            }
        }
        book
    }

    /// Adds the presets of a file, without any secret; `None` where it is no file of presets.
    pub fn read_file(&mut self, file: &Value) -> Option<ReadFile> {
        let presets = file["presets"].as_array()?;
        let mut read = ReadFile::default();
        for entry in presets {
            let name = entry["name"].as_str().and_then(preset_name);
            let has_room = |name: &&str| self.has_room() || self.get(name).is_some();
            let Some(name) = name.filter(has_room).map(str::to_owned) else {
                read.left_out += 1;
                continue;
            };
            let drafts = kept::from_json(entry, &Drafts::default());
            let mut preset = OwnPreset { name: name.clone(), drafts };
            preset.forget_secrets();
            self.put(preset);
            read.names.push(name);
        }
        Some(read)
    }
}
