//! How long ago the server in use was last heard of.

use leptos::prelude::*;

use crate::domain::servers::age::Age;
use crate::platform::clock::Stopwatch;
use crate::state::servers::Servers;
use crate::ui::kit::element::{El, classed};
use crate::ui::kit::i18n::{key, t, tf};
use crate::ui::kit::tick::every_second;

/// Not announced: a screen reader would talk every few seconds.
pub fn last_seen() -> El {
    let servers = expect_context::<Servers>();
    let now = every_second();
    let age = Memo::new(move |_| {
        now.track();
        servers.seen.get().map(|seen| Age::of_ms(Stopwatch::elapsed_with_sleep_ms(seen)))
    });
    classed("span", "server-age").dyn_text(move || age.get().map(sentence).unwrap_or_default())
}

fn sentence(age: Age) -> String {
    let time = match age {
        Age::Now => return t(key!("seen.now")),
        Age::Seconds(count) => tf!("unit.s", count = &count.to_string()),
        Age::Minutes(count) => tf!("seen.minutes", count = &count.to_string()),
        Age::Hours(count) => tf!("seen.hours", count = &count.to_string()),
    };
    tf!("seen", time = &time)
}
