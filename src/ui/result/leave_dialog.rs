//! Asks before the operator leaves a result whose token is not stored.

use leptos::prelude::*;

use crate::state::Panel;
use crate::ui::kit::dialog::{DialogKeys, dialog};
use crate::ui::kit::element::El;
use crate::ui::kit::i18n::t;

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
