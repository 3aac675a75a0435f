//! Pairing instances with telephones. A screen starts a [`PairingRun`] for the instance that it shows;
//! what outlives the screen is kept in [`PairingMemory`].

mod auto_connect;
mod instance;
mod run;

use std::time::Duration;

use leptos::prelude::*;

use crate::domain::pairing::Pairing;
use crate::platform::clock::Stopwatch;
use crate::state::secrets::{ForgetScope, SecretHolder};

pub use auto_connect::AutoConnect;
pub use instance::{PairedInstance, PairingStart};
pub use run::PairingRun;

/// How many pairings are remembered; the oldest goes first.
const MOST: usize = 20;

/// A pairing whose screen was left.
#[derive(Clone, Debug)]
struct KeptPairing {
    id: String,
    pairing: Pairing,
    typed: String,
    is_wrong: bool,
    is_form_open: bool,
    /// Runs since the pairing was started
    clock: Stopwatch,
    /// The screen is gone, and not just rendered again
    is_left: bool,
}

impl KeptPairing {
    fn new(id: &str, pairing: Pairing, typed: String, clock: Stopwatch) -> Self {
        let id = id.to_owned();
        Self { id, pairing, typed, is_wrong: false, is_form_open: false, clock, is_left: false }
    }
}

/// The pairings whose screens were left: who comes back finds them as they were, and a language that
/// is changed renders a screen again without disturbing its code. It lives as long as the page.
#[derive(Clone, Copy, Debug)]
pub struct PairingMemory {
    kept: StoredValue<Vec<KeptPairing>, LocalStorage>,
    /// Counts what was forgotten: a run that began before keeps nothing
    generation: StoredValue<u32>,
}

impl PairingMemory {
    #[must_use]
    pub fn new() -> Self {
        Self { kept: StoredValue::new_local(Vec::new()), generation: StoredValue::new(0) }
    }

    /// Forgets all pairings, with their codes and numbers, also of the runs that are on the screen.
    pub fn forget_all(self) {
        self.kept.set_value(Vec::new());
        self.generation.update_value(|generation| *generation += 1);
    }

    fn take(self, id: &str) -> Option<KeptPairing> {
        let mut found = None;
        self.kept.update_value(|kept| {
            if let Some(at) = kept.iter().position(|kept| kept.id == id) {
                found = Some(kept.swap_remove(at));
            }
        });
        found
    }

    fn keep(self, pairing: KeptPairing, generation: u32) {
        if self.generation.get_value() != generation {
            return;
        }
        let id = pairing.id.clone();
        self.kept.update_value(|kept| {
            kept.push(pairing);
            let surplus = kept.len().saturating_sub(MOST);
            kept.drain(..surplus);
        });
        // Rendering again takes its pairing back at once; after that the screen is left.
        set_timeout(move || self.mark_left(&id), Duration::ZERO);
    }

    fn mark_left(self, id: &str) {
        self.kept.try_update_value(|kept| {
            if let Some(kept) = kept.iter_mut().find(|kept| kept.id == id) {
                kept.is_left = true;
            }
        });
    }
}

impl SecretHolder for PairingMemory {
    /// What it holds, the creation holds as well.
    fn has_secrets(&self) -> bool {
        false
    }

    /// The runs on the screen end with their screens, which forgetting renders again.
    fn forget(&self, _: ForgetScope) {
        self.forget_all();
    }
}

impl Default for PairingMemory {
    fn default() -> Self {
        Self::new()
    }
}
