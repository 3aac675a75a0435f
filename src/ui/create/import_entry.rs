//! The button that opens the import, below the box that finds a field. Its sheet comes with the chunk of
//! the list of instances, which loads with the first press at the latest.

use leptos::prelude::*;

use crate::ui::create::find_field::find_field;
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::i18n::key;
use crate::ui::lazy_chunks::INSTANCES;

/// The id of the button; the focus comes back to it.
pub const IMPORT_BUTTON: &str = "open-import";

/// Whether the sheet is open.
#[derive(Clone, Copy, Debug)]
pub struct ImportOpen(pub RwSignal<bool>);

/// The box that finds a field, and the button.
pub fn find_and_import() -> El {
    el("div").child(find_field()).child(import_entry())
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
    classed("div", "import-entry")
        .child(
            button("button small")
                .id(IMPORT_BUTTON)
                .attr("aria-haspopup", "dialog")
                .t(key!("import_entry.open"))
                .on_click(open),
        )
        .show(move || is_asked.get(), || INSTANCES.part(|instances| instances.import_sheet))
}
