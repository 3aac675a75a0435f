//! Where presets are kept: their values on the device, their secrets among the keys.

use serde_json::Value;

use crate::domain::presets::OwnPreset;
use crate::domain::presets::book::PresetBook;
use crate::platform::json;
use crate::platform::storage::StorageScope;
use crate::state::presets::PresetSecrets;
use crate::state::servers::store::KEYS;

pub(super) const PRESETS: &str = "presets";
/// Is there while a server begins with a preset: the chunk of the presets is then needed at once.
const BEGINS: &str = "preset-begins";

/// Whether a server begins with a preset.
#[must_use]
pub fn is_any_default() -> bool {
    StorageScope::Device.read(BEGINS).is_some()
}

fn secrets_key(name: &str) -> String {
    format!("{KEYS}preset.{name}")
}

pub(super) fn read() -> PresetBook {
    let stored = StorageScope::Device.read(PRESETS).and_then(|text| json::parse(&text));
    let mut book = stored.map_or_else(PresetBook::default, |stored| PresetBook::from_json(&stored));
    book.add_secrets(|name| {
        let key = secrets_key(name);
        let text = StorageScope::Session.read(&key).or_else(|| StorageScope::Device.read(&key))?;
        json::parse(&text)
    });
    book
}

/// Whether the browser took it beyond this page.
pub(super) fn write(book: &PresetBook) -> bool {
    if book.has_defaults() {
        StorageScope::Device.write(BEGINS, "1");
    } else {
        StorageScope::Device.remove(BEGINS);
    }
    StorageScope::Device.write(PRESETS, &book.to_json().to_string())
}

/// Whether the browser took them beyond this page, where there are any.
pub(super) fn write_secrets(preset: &OwnPreset, secrets: PresetSecrets) -> bool {
    remove_secrets(&preset.name);
    let scope = match secrets {
        PresetSecrets::None => return true,
        PresetSecrets::Session => StorageScope::Session,
        PresetSecrets::Device => StorageScope::Device,
    };
    let values = preset.secrets();
    values.is_empty()
        || scope.replace(&secrets_key(&preset.name), &Value::Object(values).to_string())
}

pub(super) fn remove_secrets(name: &str) {
    let key = secrets_key(name);
    StorageScope::Session.remove(&key);
    StorageScope::Device.remove(&key);
}
