//! Fills the dialog of the palette when it is opened for the first time. The start script makes it; what
//! is in it comes with its chunk.

use leptos::mount::mount_to;
use leptos::prelude::*;

use crate::ui::kit::focus;
use crate::ui::lazy_chunks::INSTANCES;

/// The id that the start script gives the dialog, and the event that it raises whenever it opens it.
pub(super) const DIALOG: &str = "palette";

/// To be called once, with the root's owner.
pub fn fill_when_opened() {
    let owner = StoredValue::new(Owner::current());
    let is_filled = StoredValue::new(false);
    let fill = move || {
        let Some(dialog) = focus::element(DIALOG).filter(|_| !is_filled.get_value()) else {
            return;
        };
        is_filled.set_value(true);
        INSTANCES.load();
        let mount = || {
            mount_to(dialog, || INSTANCES.part(|instances| instances.palette).into_view()).forget();
        };
        if let Some(owner) = owner.get_value() {
            owner.with(mount);
        }
    };
    let handle = window_event_listener_untyped(DIALOG, move |_| fill());
    on_cleanup(move || handle.remove());
    // It may have been opened before anybody listened.
    fill();
}
