//! What the bar at the bottom says while a creation is on its way.

use std::time::Duration;

use leptos::prelude::*;

use crate::domain::creation::machine::input::CreationInput;
use crate::domain::creation::plan::Step;
use crate::domain::schema::field::Draft;
use crate::domain::schema::fields::Field;
use crate::platform::clock::seconds_since;
use crate::state::creation::Creation;
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::i18n;
use crate::ui::kit::i18n::{key, t, tf};

/// What is being sent, for how long already, and for how long at most.
pub fn sending() -> El {
    let creation = expect_context::<Creation>();
    let attempt = creation.attempt.get_untracked();
    let started_at = attempt.as_ref().map_or(0.0, |attempt| attempt.started_at);
    // Counted from the press: a change of language renders this again.
    let seconds = RwSignal::new(seconds_since(started_at));
    let tick = set_interval_with_handle(
        move || {
            let _ = seconds.try_set(seconds_since(started_at));
        },
        Duration::from_secs(1),
    );
    if let Ok(tick) = tick {
        on_cleanup(move || tick.clear());
    }
    let name = attempt.as_ref().map(|attempt| attempt.name().to_owned()).unwrap_or_default();
    let limit = attempt.as_ref().map_or(0, |attempt| Step::Create.time_limit_ms(&attempt.drafts));
    let waits =
        attempt.is_some_and(|attempt| *attempt.drafts.get(Field::Qrcode) == Draft::Flag(true));
    let elapsed = move || {
        let time = i18n::duration(seconds.get() * 1000);
        tf!("sending.elapsed", time = &time, limit = &i18n::duration(limit))
    };
    let hint = waits.then(|| el("span").text(format!(" · {}", t(key!("sending.waits_for_qr")))));
    classed("div", "sending")
        .child(classed("span", "spinner").attr("aria-hidden", "true"))
        .child(
            el("div")
                .child(el("p").attr("role", "status").text(tf!("sending.title", name = &name)))
                .child(classed("p", "quiet").dyn_text(elapsed).child(hint)),
        )
        .child(
            button("button")
                .t(key!("sending.cancel"))
                .on_click(move || creation.give(CreationInput::Cancel)),
        )
}
