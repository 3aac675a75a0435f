//! Saving a server, as both of its forms show it: how far the check is, why it stopped, and the buttons.

use leptos::prelude::*;

use crate::state::diagnostics::{Diagnostics, Subject};
use crate::state::servers::draft::ServerDraft;
use crate::ui::diagnostics::checks::verdict_of;
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::i18n::{key, t};

/// One line that says what is going on. Its place is kept, so that nothing moves under the pointer.
pub fn save_line(draft: ServerDraft, diagnostics: Diagnostics) -> El {
    let sentence = move || {
        if draft.is_checking() {
            let run = diagnostics.run;
            run.with(
                |run| if run.subject == Subject::Saving { verdict_of(run) } else { String::new() },
            )
        } else if draft.is_stopped() {
            t(key!("servers.not_saved"))
        } else {
            String::new()
        }
    };
    classed("p", "save-line")
        .dyn_class("busy", move || draft.is_checking())
        .attr("role", "status")
        .dyn_text(sentence)
}

/// Offered once the check has stopped.
pub fn save_anyway(draft: ServerDraft, save: impl Fn() + Copy + Send + 'static) -> El {
    el("span").show(
        move || draft.is_stopped(),
        move || button("button").id("save-anyway").t(key!("servers.save_anyway")).on_click(save),
    )
}

/// The form's one primary button.
pub fn save_button(draft: ServerDraft, label: &'static str) -> El {
    classed("button", "button primary")
        .attr("type", "submit")
        .dyn_attr("aria-disabled", move || draft.is_checking().then(|| "true".to_owned()))
        .t(label)
}
