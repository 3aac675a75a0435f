//! What this browser keeps: after how long it locks, and the ways to forget it.

use leptos::prelude::*;

use crate::state::keys::{Forgotten, KeyGuard};
use crate::state::servers::Servers;
use crate::state::servers::store::keeps_keys;
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::i18n::{key, t};
use crate::ui::servers::forget_device::forget_device;
use crate::ui::servers::lock_setting::lock_setting;

pub fn device_section() -> El {
    let keys = expect_context::<KeyGuard>();
    let servers = expect_context::<Servers>();
    let is_empty = Memo::new(move |_| servers.list.with(Vec::is_empty));
    let forget_keys = move || {
        button("button")
            .id("forget-keys")
            .t(key!("servers.forget"))
            .on_click(move || keys.forget_keys())
    };
    let forgotten = move || keys.forgotten.get().map(forgotten_text).unwrap_or_default();
    classed("section", "device")
        .attr("aria-labelledby", "device-heading")
        .child(el("h2").id("device-heading").t(key!("servers.this_device")))
        .child(lock_setting())
        .child(
            classed("div", "actions")
                // A server that is not listed today may have left a key.
                .dyn_child(move || (!is_empty.get() || keeps_keys()).then(forget_keys))
                .child(forget_device()),
        )
        .child(classed("p", "help").attr("role", "status").dyn_text(forgotten))
}

/// The idle lock has a notice of its own.
fn forgotten_text(forgotten: Forgotten) -> String {
    match forgotten {
        Forgotten::Keys => t(key!("servers.forget.done")),
        Forgotten::Device => t(key!("servers.device.done")),
        Forgotten::DeviceInPart => t(key!("servers.device.left")),
        Forgotten::Idle => String::new(),
    }
}
