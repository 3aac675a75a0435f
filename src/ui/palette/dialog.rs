//! Fills the dialog of the palette when it is opened for the first time. The start script makes it; what
//! is in it comes with its chunk.

use std::cell::Cell;

use leptos::mount::mount_to;
use leptos::prelude::*;

use crate::ui::kit::focus;
use crate::ui::lazy_chunks::INSTANCES;

/// The id that the start script gives the dialog, and the event that it raises whenever it opens it.
pub(super) const DIALOG: &str = "palette";

/// To be called once, with the root's owner.
pub fn fill_when_opened() {
    let owner = Owner::current();
    let is_filled = Cell::new(false);
    let fill = move || {
        let Some(dialog) = focus::element(DIALOG).filter(|_| !is_filled.replace(true)) else {
            return;
        };
        INSTANCES.load();
        let mount = || {
            mount_to(dialog, || INSTANCES.part(|instances| instances.palette).into_view()).forget();
        };
        if let Some(owner) = &owner {
            owner.with(mount);
        }
    };
    // It may have been opened before anybody listened.
    fill();
    let handle = window_event_listener_untyped(DIALOG, move |_| fill());
    on_cleanup(move || handle.remove());
}
