//! What the operator does next with a result. It is the one primary button of the page.

use leptos::prelude::*;

use crate::domain::pairing::phase::PairingPhase;
use crate::state::creation::Creation;
use crate::state::pairing::PairingRun;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NextAction {
    /// A phone is waiting for its code
    Pair,
    StoreToken,
    CreateAnother,
}

impl NextAction {
    /// First the phone, then the token, then the next instance.
    pub fn of(creation: Creation, run: Option<PairingRun>) -> Memo<Self> {
        Memo::new(move |_| {
            let is_paired = run.is_none_or(|run| run.is(PairingPhase::Open));
            let has_token = creation
                .created
                .with(|created| created.as_ref().is_some_and(|created| created.hash.is_some()));
            if !is_paired {
                Self::Pair
            } else if has_token && !creation.is_stored.get() {
                Self::StoreToken
            } else {
                Self::CreateAnother
            }
        })
    }
}
