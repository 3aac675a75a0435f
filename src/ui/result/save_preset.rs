//! *Save as preset*: what was asked for becomes a preset. Its sheet comes with the chunk of the list of
//! instances.

use std::sync::Arc;

use leptos::prelude::*;

use crate::domain::schema::drafts::Drafts;
use crate::state::creation::Attempt;
use crate::ui::kit::element::{El, button, el};
use crate::ui::kit::i18n::key;
use crate::ui::lazy_chunks::INSTANCES;

/// The id of the button. The focus comes back to it.
pub const SAVE_PRESET: &str = "result-preset";

/// The values to be saved. They are set once more with each press.
#[derive(Clone, Copy, Debug)]
pub struct AskedPreset(pub RwSignal<Option<Arc<Drafts>>>);

pub(super) fn save_preset(attempt: &Attempt) -> El {
    let asked = RwSignal::new(None);
    provide_context(AskedPreset(asked));
    let drafts = Arc::new(attempt.drafts.clone());
    let open = move || {
        INSTANCES.load();
        asked.set(Some(drafts.clone()));
    };
    el("span")
        .child(
            button("button")
                .id(SAVE_PRESET)
                .attr("aria-haspopup", "dialog")
                .t(key!("result.save_preset"))
                .on_click(open),
        )
        .show(
            move || asked.with(Option::is_some),
            || INSTANCES.part(|instances| instances.result_preset),
        )
}
