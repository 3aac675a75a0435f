//! The chunk for the list of instances, for one of them, for the log of requests, for the palette, for the import and for many
//! instances at once.

use leptos::prelude::{ReadSignal, expect_context, provide_context};

use crate::domain::route::Route;
use crate::state::form::model::FormModel;
use crate::state::import::ImportDesk;
use crate::state::instances::Instances;
use crate::state::keys::KeyGuard;
use crate::state::many::ManyDesk;
use crate::state::preferences::Preferences;
use crate::state::requests::view::RequestView;
use crate::state::servers::Servers;
use crate::ui::import::sheet::import_sheet;
use crate::ui::instance::page::instance_page;
use crate::ui::instances::page::instances_page;
use crate::ui::instances::title::count_in_title;
use crate::ui::lazy_chunks::{INSTANCES, InstancesChunk};
use crate::ui::many::page::many_page;
use crate::ui::palette::view::palette;
use crate::ui::requests::page::requests_page;

lazy_chunk!(instances: INSTANCES => exports() -> InstancesChunk);

fn exports() -> InstancesChunk {
    InstancesChunk {
        start,
        instances_page,
        instance_page,
        many_page,
        requests_page,
        palette,
        import_sheet,
    }
}

/// Makes the state that the screens share. To be called with the root's owner.
fn start() {
    let instances =
        Instances::new(expect_context::<Servers>(), expect_context::<ReadSignal<Route>>());
    let view = RequestView::new(instances);
    let keys = expect_context::<KeyGuard>();
    keys.register(instances);
    let desk = ImportDesk::new(expect_context::<FormModel>());
    keys.register(view);
    keys.register(desk);
    let many = ManyDesk::new(expect_context::<Servers>(), expect_context::<FormModel>());
    keys.register(many);
    provide_context(many);
    provide_context(desk);
    provide_context(instances);
    provide_context(view);
    count_in_title(
        instances.drops,
        expect_context::<ReadSignal<Route>>(),
        expect_context::<Preferences>(),
    );
}
