//! The question before a token that nobody stored is left behind.

use leptos::prelude::*;

use super::dialog::{DialogKeys, dialog};
use super::element::El;
use super::text::t;
use crate::state::Panel;

/// Asks once before the page with an unstored token is left.
pub fn leave_dialog(panel: Panel) -> El {
    let answer = move |is_left: bool| {
        let pending = panel.pending.get_untracked();
        panel.pending.set(None);
        if let Some(leave) = pending.filter(|_| is_left) {
            panel.leave_now(leave);
        }
    };
    let keys = DialogKeys {
        title: "result.leave.title",
        confirm: "result.leave.confirm",
        dismiss: "result.leave.stay",
    };
    let is_open = move || panel.pending.get().is_some();
    dialog(is_open, keys, t("result.leave.body"), answer)
}
