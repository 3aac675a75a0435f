//! The chunk for the list of instances, for one of them, for the log of requests and for the palette.

use leptos::prelude::{ReadSignal, expect_context, provide_context};

use crate::domain::route::Route;
use crate::state::instances::Instances;
use crate::state::keys::KeyGuard;
use crate::state::preferences::Preferences;
use crate::state::requests::view::RequestView;
use crate::state::servers::Servers;
use crate::ui::instance::page::instance_page;
use crate::ui::instances::page::instances_page;
use crate::ui::instances::title::count_in_title;
use crate::ui::lazy_chunks::{INSTANCES, InstancesChunk};
use crate::ui::palette::view::palette;
use crate::ui::requests::page::requests_page;

lazy_chunk!(instances: INSTANCES => exports() -> InstancesChunk);

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
    provide_context(instances);
    provide_context(view);
    count_in_title(
        instances.drops,
        expect_context::<ReadSignal<Route>>(),
        expect_context::<Preferences>(),
    );
}
