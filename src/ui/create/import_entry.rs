//! The buttons that apply a preset to the form, import into it and export it, below the box that finds a field. Their sheets come
//! with the chunk of the list of instances, which loads with the first press at the latest.

use leptos::prelude::*;

use crate::ui::create::find_field::find_field;
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::i18n::key;
use crate::ui::lazy_chunks::{INSTANCES, InstancesChunk};

/// The id of the button; the focus comes back to it.
pub const IMPORT_BUTTON: &str = "open-import";

pub const EXPORT_BUTTON: &str = "open-export";

/// Whether the sheet of the import is open.
#[derive(Clone, Copy, Debug)]
pub struct ImportOpen(pub RwSignal<bool>);

pub const PRESETS_BUTTON: &str = "open-presets";

/// How often the export was asked for: each time the sheet opens.
#[derive(Clone, Copy, Debug)]
pub struct ExportAsked(pub RwSignal<u32>);

/// The same for the presets.
#[derive(Clone, Copy, Debug)]
pub struct PresetsAsked(pub RwSignal<u32>);

/// The box that finds a field, and the buttons.
pub fn find_and_import() -> El {
    el("div").child(find_field()).child(
        classed("div", "import-entry")
            .child(presets_entry())
            .child(import_entry())
            .child(export_entry()),
    )
}

fn import_entry() -> El {
    let is_open = RwSignal::new(false);
    provide_context(ImportOpen(is_open));
    let is_asked = RwSignal::new(false);
    let open = move || {
        INSTANCES.load();
        is_asked.set(true);
        is_open.set(true);
    };
    el("span")
        .child(entry(IMPORT_BUTTON, key!("import_entry.open"), open))
        .show(move || is_asked.get(), || INSTANCES.part(|instances| instances.import_sheet))
}

fn export_entry() -> El {
    let asked = RwSignal::new(0);
    provide_context(ExportAsked(asked));
    counted_entry(EXPORT_BUTTON, key!("import_entry.export"), asked, |chunk| chunk.export_form)
}

fn presets_entry() -> El {
    let asked = RwSignal::new(0);
    provide_context(PresetsAsked(asked));
    counted_entry(PRESETS_BUTTON, key!("import_entry.presets"), asked, |chunk| chunk.form_presets)
}

fn counted_entry(
    id: &'static str,
    label: &'static str,
    asked: RwSignal<u32>,
    sheet: fn(&InstancesChunk) -> fn() -> El,
) -> El {
    let open = move || {
        INSTANCES.load();
        asked.update(|asked| *asked += 1);
    };
    el("span")
        .child(entry(id, label, open))
        .show(move || asked.get() > 0, move || INSTANCES.part(sheet))
}

fn entry(id: &'static str, label: &'static str, open: impl Fn() + 'static) -> El {
    button("button small").id(id).attr("aria-haspopup", "dialog").t(label).on_click(open)
}
