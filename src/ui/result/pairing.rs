//! The card of the result that pairs the phone.

use leptos::prelude::*;

use crate::state::creation::Creation;
use crate::state::leave::ResultExit;
use crate::state::pairing::{AutoConnect, PairingRun};
use crate::state::servers::Servers;
use crate::ui::kit::element::{El, el};
use crate::ui::pairing::card::pairing_card;
use crate::ui::result::pairing_trouble::pairing_trouble;

/// The card; nothing where the result is gone, or needs no phone.
pub fn result_pairing() -> El {
    let creation = expect_context::<Creation>();
    let run = use_context::<Option<PairingRun>>().flatten();
    let made = creation.attempt.get_untracked().zip(creation.created.get_untracked());
    let Some((run, (attempt, created))) = run.zip(made) else { return el("div") };
    let auto_connect = Some(expect_context::<AutoConnect>());
    let trouble = pairing_trouble(run, expect_context::<Servers>(), &attempt);
    let is_covered = expect_context::<ResultExit>().is_covered;
    pairing_card(run, attempt.created_name(&created), trouble, auto_connect, is_covered)
}
