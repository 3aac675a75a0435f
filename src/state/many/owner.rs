//! A run belongs to one tab. A tab that was duplicated finds what was kept of it as well: it shows the run
//! and sends nothing, since the other tab knows more of it.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::platform::storage::StorageScope;
use crate::platform::tabs::web_locks::{LockRequest, try_take};
use crate::platform::{clock, random};
use crate::state::many::ManyDesk;
use crate::state::many::driver::LOCK_PAUSE_MS;

/// Tells the run of this tab from others.
const ID: &str = "many_id";

/// Whose the run is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RunOwner {
    ThisTab,
    /// It is being found out
    Asked,
    OtherTab,
}

pub(super) fn forget() {
    StorageScope::Session.remove(ID);
}

impl ManyDesk {
    /// Whether another tab has the run.
    #[must_use]
    pub fn is_elsewhere(self) -> bool {
        self.owner.get() == RunOwner::OtherTab
    }

    /// A run that begins here.
    pub(super) fn own_new(self) {
        let id = random::uuid();
        StorageScope::Session.replace(ID, &id);
        self.owner.set(RunOwner::ThisTab);
        spawn_local(async move {
            if let LockRequest::Taken(lock) = try_take(&lock_name(&id)).await {
                self.driver.try_update_value(|driver| driver.own = Some(lock));
            }
        });
    }

    /// A run that was kept: `then` runs where it is this tab's.
    pub(super) fn own_kept(self, then: impl FnOnce() + 'static) {
        let Some(id) = StorageScope::Session.read(ID) else { return then() };
        self.owner.set(RunOwner::Asked);
        spawn_local(async move {
            let mut lock = try_take(&lock_name(&id)).await;
            if matches!(lock, LockRequest::Busy) {
                // The page that was left may still be about to free it.
                clock::pause(LOCK_PAUSE_MS).await;
                lock = try_take(&lock_name(&id)).await;
            }
            let owner = match lock {
                LockRequest::Busy => RunOwner::OtherTab,
                LockRequest::Taken(lock) => {
                    self.driver.try_update_value(|driver| driver.own = Some(lock));
                    RunOwner::ThisTab
                }
                // Where the browser has no locks, nobody can tell.
                LockRequest::Unsupported => RunOwner::ThisTab,
            };
            if self.owner.try_set(owner).is_none() && owner == RunOwner::ThisTab {
                then();
            }
        });
    }
}

fn lock_name(id: &str) -> String {
    format!("many-run.{id}")
}
