//! Takes what looks like a secret out of the address: at the start, and whenever a link or a bookmark
//! changes the hash of the panel that is open.

use leptos::prelude::*;

use crate::domain::embed::options::cleaned;
use crate::platform::address;
use crate::state::notices::Notices;

/// Cleans the address bar and this entry of the history; whether there was anything to clean.
pub fn clean_address(search: &str, hash: &str) -> bool {
    let Some(clean) = cleaned(search, hash) else { return false };
    address::replace(&clean.search, &clean.hash);
    true
}

/// Goes on cleaning for as long as the page lives, and says so each time.
pub fn keep_address_clean(notices: Notices) {
    let clean = move || {
        if clean_address(&address::search(), &address::hash()) {
            notices.is_address_cleaned.set(true);
            notices.is_address_dismissed.set(false);
            // Whoever chooses the page by its hash may have met the one that was not clean yet.
            address::announce_hash_change();
        }
    };
    address::on_hash_change(clean);
    // What came before anybody looked.
    clean();
}
