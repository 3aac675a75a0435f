//! The card of the result that pairs the phone.

use leptos::prelude::*;

use crate::state::creation::Creation;
use crate::state::leave::ResultExit;
use crate::state::pairing::{AutoConnect, ResultPairing};
use crate::state::servers::Servers;
use crate::ui::kit::element::{El, el};
use crate::ui::pairing::card::pairing_card;
use crate::ui::result::pairing_trouble::pairing_trouble;

/// The card; nothing where the result is gone.
pub fn result_pairing() -> El {
    let ResultPairing { run, name } = expect_context();
    let (servers, exit) = (expect_context::<Servers>(), expect_context::<ResultExit>());
    let auto_connect = expect_context::<AutoConnect>();
    let Some(attempt) = expect_context::<Creation>().attempt.get_untracked() else {
        return el("div");
    };
    let trouble = pairing_trouble(run, servers, &attempt);
    name.with_value(|name| pairing_card(run, name, trouble, Some(auto_connect), exit.is_covered))
}
