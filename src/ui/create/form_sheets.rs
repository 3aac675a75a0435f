//! The buttons below the box that finds a field: presets, import and export. Their sheets come with the
//! chunk of the list of instances, which loads with the first press at the latest.

use leptos::prelude::*;

use crate::state::presets::store::is_any_default;
use crate::ui::create::find_field::find_field;
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::i18n::key;
use crate::ui::lazy_chunks::INSTANCES;

/// A sheet of the form, by the id of its button. The focus comes back to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FormSheet(pub &'static str);

impl FormSheet {
    pub const PRESETS: Self = Self("open-presets");
    pub const IMPORT: Self = Self("open-import");
    pub const EXPORT: Self = Self("open-export");
}

/// The sheet that was asked for last. It is set once more with each press.
#[derive(Clone, Copy, Debug)]
pub struct AskedSheet(pub RwSignal<Option<FormSheet>>);

/// The box that finds a field, and the buttons.
pub fn find_and_sheets() -> El {
    let asked = RwSignal::new(None);
    provide_context(AskedSheet(asked));
    let entries = [
        (FormSheet::PRESETS, key!("form_sheets.presets")),
        (FormSheet::IMPORT, key!("form_sheets.import")),
        (FormSheet::EXPORT, key!("form_sheets.export")),
    ];
    let entry = |(sheet, label): (FormSheet, &'static str)| {
        let open = move || {
            INSTANCES.load();
            asked.set(Some(sheet));
        };
        button("button small").id(sheet.0).attr("aria-haspopup", "dialog").t(label).on_click(open)
    };
    let entries: Vec<El> = entries.into_iter().map(entry).collect();
    // A preset that the form begins with is applied, and says so, without a press.
    let has_default = is_any_default();
    if has_default {
        INSTANCES.load();
    }
    el("div").child(find_field()).child(classed("div", "form-sheets").child(entries).show(
        move || has_default || asked.with(Option::is_some),
        || INSTANCES.part(|instances| instances.form_sheets),
    ))
}
