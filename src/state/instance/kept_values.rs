//! What groups held when they were switched off, for as long as the tab is open: servers forget it, and
//! the form offers it again.

use std::cell::{Cell, RefCell};

use crate::domain::schema::drafts::Drafts;
use crate::domain::schema::section::Section;
use crate::state::secrets::{ForgetScope, SecretHolder};

thread_local! {
    static KEPT: RefCell<Vec<(KeptValues, Box<Drafts>)>> = const { RefCell::new(Vec::new()) };
    /// How often everything was forgotten: what began before must not be kept after
    static EPOCH: Cell<u32> = const { Cell::new(0) };
}

/// Which group of which instance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptValues {
    base_url: String,
    name: String,
    section: Section,
    epoch: u32,
}

impl KeptValues {
    #[must_use]
    pub fn of(base_url: &str, name: &str, section: Section) -> Self {
        let (base_url, name) = (base_url.to_owned(), name.to_owned());
        Self { base_url, name, section, epoch: EPOCH.get() }
    }

    #[must_use]
    pub fn get(&self) -> Option<Box<Drafts>> {
        KEPT.with_borrow(|kept| {
            kept.iter().find(|(of, _)| of == self).map(|(_, drafts)| drafts.clone())
        })
    }

    /// Keeps these values, or forgets what was kept.
    pub fn keep(&self, drafts: Option<&Drafts>) {
        // A save that outlives its page also outlives the keys.
        if self.epoch != EPOCH.get() {
            return;
        }
        KEPT.with_borrow_mut(|kept| {
            kept.retain(|(of, _)| of != self);
            if let Some(drafts) = drafts {
                kept.push((self.clone(), Box::new(drafts.clone())));
            }
        });
    }
}

/// Registers with the guard of the keys.
#[derive(Clone, Copy, Debug)]
pub struct KeptValuesGuard;

impl SecretHolder for KeptValuesGuard {
    fn has_secrets(&self) -> bool {
        KEPT.with_borrow(|kept| !kept.is_empty())
    }

    fn forget(&self, _: ForgetScope) {
        EPOCH.set(EPOCH.get().wrapping_add(1));
        KEPT.with_borrow_mut(Vec::clear);
    }
}
