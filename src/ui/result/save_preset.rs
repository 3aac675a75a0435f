//! *Save as preset*: what was asked for becomes a preset.

use std::sync::Arc;

use crate::state::creation::Attempt;
use crate::ui::asked_sheet::{AskedSheet, SheetPlace};
use crate::ui::kit::element::{El, button, el};
use crate::ui::kit::i18n::key;

const SAVE_PRESET: &str = "result-preset";

pub(super) fn save_preset(attempt: &Attempt) -> El {
    let place = SheetPlace::provide();
    let drafts = Arc::new(attempt.drafts.clone());
    let open = move || place.open(AskedSheet::Presets(Some(drafts.clone())), SAVE_PRESET);
    el("span")
        .child(
            button("button")
                .id(SAVE_PRESET)
                .attr("aria-haspopup", "dialog")
                .t(key!("result.save_preset"))
                .on_click(open),
        )
        .child(place.draw(false, |many| many.sheets))
}
