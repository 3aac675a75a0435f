//! What asking a server for its dialect shows, as a sentence.

use crate::domain::diagnostics::detection::DialectDetection;
use crate::state::servers::draft::Detection;
use crate::ui::diagnostics::checks;
use crate::ui::kit::i18n::{t, tf};

/// Empty while there is nothing to tell.
#[must_use]
pub fn detection_sentence(detection: &Detection) -> String {
    match detection {
        Detection::Idle => String::new(),
        Detection::Asking => t("servers.dialect.detecting"),
        Detection::Done(DialectDetection::Found { dialect, version }) => {
            let values = [("version", version.as_str()), ("dialect", dialect.name())];
            tf("servers.dialect.detected", &values)
        }
        Detection::Done(DialectDetection::Failed(step)) => {
            let (sentence, cure) = checks::said(step);
            format!("{sentence} {}", cure.unwrap_or_default())
        }
        Detection::Done(DialectDetection::Unknown) => t("servers.dialect.undetected"),
    }
}
