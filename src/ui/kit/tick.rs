//! A signal that tells that a second passed.

use std::time::Duration;

use leptos::prelude::*;

/// Changes once a second while the page is seen, for as long as the current owner lives.
#[must_use]
pub fn every_second() -> ReadSignal<()> {
    let (now, tell) = signal(());
    let tick = set_interval_with_handle(
        move || {
            if !document().hidden() {
                let _ = tell.try_set(());
            }
        },
        Duration::from_secs(1),
    );
    if let Ok(tick) = tick {
        on_cleanup(move || tick.clear());
    }
    now
}
