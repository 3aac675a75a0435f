//! The chunk for many instances at once, and for the sheets of the import, the export and the presets,
//! which other pages open too.

use leptos::prelude::{
    Effect, Get, Set, Track, expect_context, provide_context, request_animation_frame,
};
use wasm_bindgen_futures::spawn_local;

use crate::domain::deployment::Deployment;
use crate::platform::worker;
use crate::state::export::ExportDesk;
use crate::state::form::model::FormModel;
use crate::state::import::{ImportDesk, reader};
use crate::state::keys::KeyGuard;
use crate::state::many::ManyDesk;
use crate::state::presets::{OpenPresets, Presets};
use crate::state::servers::Servers;
use crate::ui::asked_sheet::{AskedSheet, SheetPlace};
use crate::ui::export::sheet::export_sheet;
use crate::ui::import::sheet::import_sheet;
use crate::ui::kit::element::{El, el};
use crate::ui::lazy_chunks::{MANY, ManyChunk};
use crate::ui::many::page::many_page;
use crate::ui::presets::sheet::{applied, presets_sheet};

lazy_chunk!(many: MANY => exports() -> ManyChunk, with super::operate::exports);

fn exports() -> ManyChunk {
    ManyChunk { start, many_page, form_sheets, sheets, serve: reader::serve }
}

/// In a worker: reads the pastes of the page.
pub(super) fn serve() {
    spawn_local(async {
        match load().await {
            Ok(many) => (many.serve)(),
            Err(_) => worker::refuse(),
        }
    });
}

fn form_sheets() -> El {
    sheets().child(import_sheet()).child(applied())
}

/// The sheets of a page: each press of its buttons opens one.
fn sheets() -> El {
    let pressed = expect_context::<SheetPlace>().pressed;
    let desk = expect_context::<ImportDesk>();
    let export = expect_context::<ExportDesk>();
    let presets = expect_context::<Presets>();
    Effect::new(move || {
        let Some(press) = pressed.get() else { return };
        request_animation_frame(move || match press.sheet {
            AskedSheet::Import => desk.open(press.opener),
            AskedSheet::Export(source) => export.start(source, press.opener),
            AskedSheet::Presets(source) => {
                presets.open.set(Some(OpenPresets { source, opener: press.opener.to_owned() }));
            }
        });
    });
    el("div").child(export_sheet()).child(presets_sheet())
}

/// Makes the state that the sheets and the page share. To be called with the root's owner.
fn start() {
    let keys = expect_context::<KeyGuard>();
    let (form, servers) = (expect_context::<FormModel>(), expect_context::<Servers>());
    let import = ImportDesk::new(form);
    keys.register(import);
    provide_context(import);
    let export = ExportDesk::new(form, servers);
    keys.register(export);
    provide_context(export);
    let presets = Presets::new(expect_context::<&'static Deployment>(), form, servers);
    keys.register(presets);
    provide_context(presets);
    Effect::new(move || {
        presets.servers.current.track();
        request_animation_frame(move || presets.begin());
    });
    let many = ManyDesk::new(servers, form);
    keys.register(many);
    provide_context(many);
}
