//! The button that opens the import. Its sheet comes with the chunk of the list of instances, which loads with
//! the first press at the latest.

use leptos::prelude::*;

use crate::ui::create::overlays::Overlays;
use crate::ui::kit::element::{El, button, classed};
use crate::ui::kit::i18n::key;
use crate::ui::lazy_chunks::INSTANCES;

/// The id of the button; the focus comes back to it.
pub const IMPORT_BUTTON: &str = "open-import";

pub fn import_entry() -> El {
    let is_open = expect_context::<Overlays>().is_import_open;
    let is_asked = RwSignal::new(INSTANCES.exports().is_some());
    let open = move || {
        INSTANCES.load();
        is_asked.set(true);
        is_open.set(true);
    };
    classed("div", "import-entry")
        .child(
            button("button")
                .id(IMPORT_BUTTON)
                .attr("aria-haspopup", "dialog")
                .t(key!("import_entry.open"))
                .on_click(open),
        )
        .show(move || is_asked.get(), || INSTANCES.part(|instances| instances.import_sheet))
}
