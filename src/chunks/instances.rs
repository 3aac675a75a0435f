//! The chunk for the list of instances, for one of them, for the log of requests and for the palette.

use std::time::Duration;

use leptos::prelude::{ReadSignal, expect_context, provide_context, set_timeout};

use crate::domain::route::Route;
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
    let keys = expect_context::<KeyGuard>();
    keys.register(instances);
    keys.register(view);
    keys.register(instances.memory);
    provide_context(instances);
    provide_context(view);
    provide_context(instances.memory);
    count_in_title(
        instances.drops,
        expect_context::<ReadSignal<Route>>(),
        expect_context::<Preferences>(),
    );
    instances.memory.ask_before_unload(instances.servers);
    // The sheets that these pages open, before somebody presses.
    set_timeout(|| MANY.load(), MANY_AFTER);
}
