//! What asking a server for its dialect shows, as a sentence.

use crate::domain::diagnostics::detection::DialectDetection;
use crate::state::servers::draft::Detection;
use crate::ui::kit::i18n::{fill, filled_key, key, t};

/// Empty while there is nothing to tell.
#[must_use]
pub fn detection_sentence(detection: &Detection) -> String {
    match detection {
        Detection::Idle => String::new(),
        Detection::Asking { is_slow: false } => t(key!("servers.api_version.detecting")),
        Detection::Asking { is_slow: true } => t(key!("servers.api_version.detecting_slow")),
        Detection::Done(DialectDetection::Found { dialect, version }) => {
            let values = [("version", version.as_str()), ("dialect", dialect.name())];
            fill(filled_key!("servers.api_version.detected", version, dialect), &values)
        }
        // Said as what is wrong with the address.
        Detection::Done(DialectDetection::Failed(_)) => String::new(),
        Detection::Done(DialectDetection::Unknown) => t(key!("servers.api_version.undetected")),
    }
}
