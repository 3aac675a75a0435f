//! The question before a token that nobody stored is left behind.

use leptos::prelude::*;

use crate::state::creation::TokenFacts;
use crate::state::leave::ResultExit;
use crate::ui::kit::dialog::{DialogKeys, dialog};
use crate::ui::kit::element::El;
use crate::ui::kit::i18n::{key, t};

/// Asks once before the page with an unstored token is left. What leaving means depends on whether the
/// server tells the token again.
pub fn leave_dialog() -> El {
    let token = expect_context::<TokenFacts>();
    let exit = expect_context::<ResultExit>();
    let answer = move |is_left: bool| exit.answer(is_left);
    let keys = DialogKeys {
        title: key!("result.leave.title"),
        confirm: key!("result.leave.confirm"),
        dismiss: key!("result.leave.stay"),
    };
    let is_open = move || exit.pending.get().is_some();
    let body = Signal::derive(move || {
        t(match token.is_listed.get() {
            Some(true) => key!("result.leave.listed"),
            Some(false) => key!("result.leave.unlisted"),
            None => key!("result.leave.unknown"),
        })
    });
    dialog(is_open, keys, body, answer)
}
