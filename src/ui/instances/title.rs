//! How many connections were lost, in front of the tab's title: it is seen from every screen of the panel
//! and from other tabs.

use leptos::prelude::*;

use crate::domain::route::Route;
use crate::state::instances::Drops;
use crate::state::preferences::Preferences;

/// To be called with the root's owner.
pub fn count_in_title(drops: Drops, route: ReadSignal<Route>, preferences: Preferences) {
    Effect::new(move || {
        // The panel writes the title again when one of these changes.
        route.track();
        preferences.language.track();
        let count = drops.lost.with(Vec::len);
        request_animation_frame(move || {
            let title = document().title();
            let rest = without_count(&title);
            let counted = if count > 0 { format!("({count}) {rest}") } else { rest.to_owned() };
            if counted != title {
                document().set_title(&counted);
            }
        });
    });
}

fn without_count(title: &str) -> &str {
    let after = title.strip_prefix('(').and_then(|rest| rest.split_once(") "));
    match after {
        Some((count, rest)) if count.bytes().all(|byte| byte.is_ascii_digit()) => rest,
        _ => title,
    }
}
