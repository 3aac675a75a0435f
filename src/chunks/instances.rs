//! The chunk for the list of instances, for one of them, for the log of requests, for the palette, for the
//! import, the export and the presets, and for many instances at once.

use leptos::prelude::{
    Effect, Get, ReadSignal, Set, Track, expect_context, provide_context, request_animation_frame,
};

use crate::domain::deployment::Deployment;
use crate::domain::route::Route;
use crate::state::export::{ExportDesk, ExportSource};
use crate::state::form::model::FormModel;
use crate::state::import::ImportDesk;
use crate::state::instances::Instances;
use crate::state::keys::KeyGuard;
use crate::state::many::ManyDesk;
use crate::state::preferences::Preferences;
use crate::state::presets::{OpenPresets, Presets};
use crate::state::requests::view::RequestView;
use crate::state::servers::Servers;
use crate::ui::create::form_sheets::{AskedSheet, FormSheet};
use crate::ui::export::sheet::export_sheet;
use crate::ui::import::sheet::import_sheet;
use crate::ui::instance::page;
use crate::ui::instances::page as list;
use crate::ui::instances::title::count_in_title;
use crate::ui::kit::element::{El, el};
use crate::ui::lazy_chunks::{INSTANCES, InstancesChunk};
use crate::ui::many::page::many_page;
use crate::ui::palette::view::palette;
use crate::ui::presets::sheet::{applied, presets_sheet};
use crate::ui::requests::page::requests_page;
use crate::ui::result::save_preset::{AskedPreset, SAVE_PRESET};

lazy_chunk!(instances: INSTANCES => exports() -> InstancesChunk);

fn exports() -> InstancesChunk {
    InstancesChunk {
        start,
        instances_page: || list::instances_page().child(export_sheet()),
        instance_page: || page::instance_page().child(export_sheet()).child(presets_sheet()),
        many_page,
        requests_page,
        palette,
        form_sheets,
        result_preset,
    }
}

/// The sheets of the form: each press of their buttons opens one.
fn form_sheets() -> El {
    let asked = expect_context::<AskedSheet>().0;
    let desk = expect_context::<ImportDesk>();
    let export = expect_context::<ExportDesk>();
    let presets = expect_context::<Presets>();
    Effect::new(move || {
        let Some(sheet) = asked.get() else { return };
        request_animation_frame(move || match sheet {
            FormSheet::IMPORT => desk.is_open.set(true),
            FormSheet::EXPORT => export.start(ExportSource::Form, sheet.0),
            _ => presets.open.set(Some(OpenPresets { source: None, opener: sheet.0.to_owned() })),
        });
    });
    el("div").child(import_sheet()).child(export_sheet()).child(presets_sheet()).child(applied())
}

/// The sheet of the result: each press of its button opens it.
fn result_preset() -> El {
    let asked = expect_context::<AskedPreset>().0;
    let presets = expect_context::<Presets>();
    Effect::new(move || {
        let source = asked.get();
        let opener = SAVE_PRESET.to_owned();
        request_animation_frame(move || presets.open.set(Some(OpenPresets { source, opener })));
    });
    presets_sheet()
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
    let export = ExportDesk::new(expect_context::<FormModel>(), expect_context::<Servers>());
    keys.register(export);
    provide_context(export);
    let presets = Presets::new(
        expect_context::<&'static Deployment>(),
        expect_context::<FormModel>(),
        expect_context::<Servers>(),
    );
    keys.register(presets);
    provide_context(presets);
    Effect::new(move || {
        presets.servers.current.track();
        request_animation_frame(move || presets.begin());
    });
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
