//! The buttons below the box that finds a field: presets, import and export.

use crate::state::export::ExportSource;
use crate::state::presets::store::is_any_default;
use crate::ui::asked_sheet::{AskedSheet, SheetPlace};
use crate::ui::create::find_field::find_field;
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::i18n::key;
use crate::ui::lazy_chunks::MANY;

/// The box that finds a field, and the buttons.
pub fn find_and_sheets() -> El {
    let place = SheetPlace::provide();
    let entries = [
        ("open-presets", AskedSheet::Presets(None), key!("form_sheets.presets")),
        ("open-import", AskedSheet::Import, key!("form_sheets.import")),
        ("open-export", AskedSheet::Export(ExportSource::Form), key!("form_sheets.export")),
    ];
    let entry = |(id, sheet, label): (&'static str, AskedSheet, &'static str)| {
        let open = move || place.open(sheet.clone(), id);
        button("button small").id(id).attr("aria-haspopup", "dialog").t(label).on_click(open)
    };
    let entries: Vec<El> = entries.into_iter().map(entry).collect();
    // A preset that the form begins with is applied, and says so, without a press.
    let has_default = is_any_default();
    if has_default {
        MANY.load();
    }
    let sheets = place.draw(has_default, |many| many.form_sheets);
    el("div").child(find_field()).child(classed("div", "form-sheets").child(entries).child(sheets))
}
