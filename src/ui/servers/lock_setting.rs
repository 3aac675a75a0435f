//! The setting of the idle lock: after how many minutes without activity secrets are forgotten.

use leptos::prelude::*;

use crate::domain::deployment::idle;
use crate::state::keys::idle_lock::IdleLock;
use crate::ui::kit::element::{El, classed, el};
use crate::ui::kit::i18n::{counted, key, plural_key, t, tf};

const ID: &str = "lock-after";

/// The choice, as far as the deployment leaves one.
pub fn lock_setting() -> El {
    let lock = expect_context::<IdleLock>();
    let now = lock.minutes();
    let option = |minutes: u32| {
        let option = el("option").attr("value", minutes.to_string()).text(named(minutes));
        if minutes == now { option.attr("selected", "") } else { option }
    };
    let options: Vec<El> = idle::choices(lock.longest()).into_iter().map(option).collect();
    let select = classed("select", "input")
        .id(ID)
        .attr("aria-describedby", "lock-help")
        .on_text("change", move |minutes| {
            if let Ok(minutes) = minutes.parse() {
                lock.choose(minutes);
            }
        })
        .child(options);
    let limit = lock
        .longest()
        .map(|minutes| format!(" {}", tf!("servers.lock.limit", time = &named(minutes))));
    let help = classed("p", "help")
        .id("lock-help")
        .t(key!("servers.lock.help"))
        .text(limit.unwrap_or_default());
    let name = el("div").child(classed("label", "label").attr("for", ID).t(key!("servers.lock")));
    classed("div", "card lock-setting").child(name.child(help)).child(select)
}

/// A time as it is chosen: whole hours as such.
fn named(minutes: u32) -> String {
    match minutes {
        0 => t(key!("servers.lock.never")),
        _ if minutes.is_multiple_of(60) => {
            counted(plural_key!("servers.lock.hours"), minutes as usize / 60)
        }
        _ => counted(plural_key!("servers.lock.minutes"), minutes as usize),
    }
}
