//! The chunk for the list of instances, for one of them, for the log of requests and for the palette.

use std::collections::HashSet;
use std::time::Duration;

use leptos::prelude::{
    Effect, Get, ReadSignal, expect_context, on_cleanup, provide_context, set_timeout, untrack,
    window_event_listener_untyped,
};

use crate::domain::instances::listed_row::RowKey;
use crate::domain::route::Route;
use crate::state::instance::{InstanceKey, InstanceMemory};
use crate::state::instances::Instances;
use crate::state::keys::KeyGuard;
use crate::state::preferences::Preferences;
use crate::state::requests::view::RequestView;
use crate::state::servers::Servers;
use crate::ui::instance::page::instance_page;
use crate::ui::instances::page::instances_page;
use crate::ui::instances::title::count_in_title;
use crate::ui::lazy_chunks::{INSTANCES, InstancesChunk, MANY};
use crate::ui::palette::view::palette;
use crate::ui::requests::page::requests_page;

/// The list loads first.
const MANY_AFTER: Duration = Duration::from_secs(1);

lazy_chunk!(instances: INSTANCES => exports() -> InstancesChunk, with super::operate::exports);

fn exports() -> InstancesChunk {
    InstancesChunk { start, instances_page, instance_page, requests_page, palette }
}

/// Makes the state that the screens share. To be called with the root's owner.
fn start() {
    let instances =
        Instances::new(expect_context::<Servers>(), expect_context::<ReadSignal<Route>>());
    let view = RequestView::new(instances);
    let memory = InstanceMemory::new();
    let keys = expect_context::<KeyGuard>();
    keys.register(instances);
    keys.register(view);
    keys.register(memory);
    provide_context(instances);
    provide_context(view);
    provide_context(memory);
    count_in_title(
        instances.drops,
        expect_context::<ReadSignal<Route>>(),
        expect_context::<Preferences>(),
    );
    // What was deleted has nothing to be saved.
    Effect::new(move |before: Option<HashSet<RowKey>>| {
        let deleted = instances.activities.deleted();
        let is_new = |key: &&RowKey| before.as_ref().is_none_or(|before| !before.contains(key));
        for key in deleted.iter().filter(is_new) {
            if let Some(server) = instances.server(key.server) {
                let name = key.name.clone();
                memory.forget(&InstanceKey { base_url: server.base_url, name });
            }
        }
        deleted
    });
    let leaving = window_event_listener_untyped("beforeunload", move |event| {
        if !untrack(|| memory.unsaved_on(&instances.servers.list.get())).is_empty() {
            event.prevent_default();
        }
    });
    on_cleanup(move || leaving.remove());
    // The sheets that these pages open, before somebody presses.
    set_timeout(|| MANY.load(), MANY_AFTER);
}
