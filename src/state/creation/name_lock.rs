//! One creation of one name at a time, whichever tab asks for it: a lock of the browser, which all
//! tabs of this page share. Two creations of one name that meet on a 2.x server can destroy both.

use std::cell::RefCell;

use crate::platform::clock::wall_ms;
use crate::platform::web_locks::{HeldLock, LockRequest, try_take};

/// A lock that this tab holds. The browser lets go of it by itself when the tab closes.
struct HeldName {
    name: String,
    /// Dropping it lets go; `None` where the browser has no locks
    _lock: Option<HeldLock>,
    /// Milliseconds since 1970
    since: f64,
}

thread_local! {
    static HELD: RefCell<Vec<HeldName>> = const { RefCell::new(Vec::new()) };
}

/// Takes the lock of a name on a server, or keeps it where this tab has it; whether it is ours.
/// Where the browser has no locks, or keeps them from this page, there is nothing to wait for.
pub async fn take(base_url: &str, name: &str) -> bool {
    let name = name_of(base_url, name);
    if HELD.with_borrow(|held| held.iter().any(|held| held.name == name)) {
        return true;
    }
    let lock = match try_take(&name).await {
        LockRequest::Busy => return false,
        LockRequest::Taken(lock) => Some(lock),
        LockRequest::Unsupported => None,
    };
    HELD.with_borrow_mut(|held| held.push(HeldName { name, _lock: lock, since: wall_ms() }));
    true
}

/// Its time begins anew.
pub fn renew(base_url: &str, name: &str) {
    let name = name_of(base_url, name);
    HELD.with_borrow_mut(|held| {
        if let Some(held) = held.iter_mut().find(|held| held.name == name) {
            held.since = wall_ms();
        }
    });
}

/// Since when it is held; `None` when it is not.
#[must_use]
pub fn since(base_url: &str, name: &str) -> Option<f64> {
    let name = name_of(base_url, name);
    HELD.with_borrow(|held| held.iter().find(|held| held.name == name).map(|held| held.since))
}

/// Lets go of it, where this tab holds it.
pub fn release(base_url: &str, name: &str) {
    let name = name_of(base_url, name);
    HELD.with_borrow_mut(|held| held.retain(|held| held.name != name));
}

fn name_of(base_url: &str, name: &str) -> String {
    format!("instance-panel {base_url} {name}")
}
