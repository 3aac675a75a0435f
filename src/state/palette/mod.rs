//! What was chosen in the palette last, kept for this tab: ids alone, nothing that was typed.

use crate::domain::palette::entry::PaletteTarget;
use crate::domain::palette::recent;
use crate::platform::json;
use crate::platform::storage::StorageScope;

const RECENT: &str = "palette";

/// The ids of what was chosen last, the newest first.
#[must_use]
pub fn recent_ids() -> Vec<String> {
    let stored = StorageScope::Session.read(RECENT);
    stored
        .and_then(|text| json::parse(&text))
        .map(|ids| recent::from_json(&ids))
        .unwrap_or_default()
}

/// Keeps that this was chosen.
pub fn note_chosen(target: &PaletteTarget) {
    let ids = recent::with(recent_ids(), target);
    StorageScope::Session.write(RECENT, &recent::to_text(&ids));
}
