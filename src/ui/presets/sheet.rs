//! The sheet, and what is said once a preset was applied.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::interpolate;
use crate::domain::schema::fields::Field;
use crate::platform::files::GivenFile;
use crate::platform::files::download;
use crate::state::form::model::FormModel;
use crate::state::presets::{OpenPresets, Presets};
use crate::ui::fields::field_focus;
use crate::ui::kit::buttons::file_button::file_button;
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::focus;
use crate::ui::kit::i18n::{counted, key, plural_key, t, tf};
use crate::ui::kit::sheet::{SheetSpec, sheet};
use crate::ui::kit::undo_toast::undo_toast;
use crate::ui::presets::apply::apply;
use crate::ui::presets::save::save;

const SHEET: SheetSpec = SheetSpec { id: "presets-sheet", class: "sheet presets-sheet" };
const FILE: &str = "presets-file";
/// A file that holds no presets, in bytes.
const LARGEST_FILE: f64 = 8_000_000.0;

pub fn presets_sheet() -> El {
    let presets = expect_context::<Presets>();
    let close = move || {
        if let Some(open) = presets.open.get_untracked() {
            presets.open.set(None);
            focus::next_frame(open.opener);
        }
    };
    // The page goes, whatever is open on it.
    on_cleanup(move || {
        let _ = presets.open.try_set(None);
    });
    sheet(SHEET, move || presets.open.get(), move |open| content(presets, open), close)
}

fn content(presets: Presets, open: OpenPresets) -> (String, El) {
    let body = classed("div", "sheet-body presets-body");
    match open.source {
        Some(source) => {
            let form = move || (*source).clone();
            (t(key!("presets.save_instance")), body.child(save(presets, form, true)))
        }
        None => {
            let form = expect_context::<FormModel>();
            let drafts = move || form.drafts.get_untracked();
            let body = body
                .child(apply(presets))
                .child(save(presets, drafts, false))
                .child(files(presets));
            (t(key!("presets.title")), body)
        }
    }
}

/// What was applied, and the way back.
pub fn applied() -> El {
    let presets = expect_context::<Presets>();
    let form = expect_context::<FormModel>();
    let said = move || {
        let name = presets.applied.with(|applied| Some(applied.as_ref()?.name.clone()))?;
        Some(tf!("presets.applied", name = &interpolate::plain(&name)))
    };
    let undo = move || {
        presets.undo();
        field_focus::control(form, Field::InstanceName);
    };
    undo_toast(said, undo, move || presets.applied.set(None))
}

/// The presets as a file for another device, and back.
fn files(presets: Presets) -> El {
    let said = RwSignal::new(String::new());
    let save = move || {
        download::text(&presets.file(), "instance-panel-presets.json");
    };
    let take = move |file: GivenFile| {
        spawn_local(async move {
            let bytes = if file.size() > LARGEST_FILE { None } else { file.bytes().await };
            let read = bytes
                .and_then(|bytes| String::from_utf8(bytes).ok())
                .and_then(|text| presets.read_file(&text));
            let _ = said.try_set(match read {
                Some(read) => {
                    let said = counted(plural_key!("presets.file_read"), read.names.len());
                    match read.left_out {
                        0 => said,
                        left => {
                            format!("{said} {}", counted(plural_key!("presets.file_left"), left))
                        }
                    }
                }
                None => t(key!("presets.file_wrong")),
            });
        });
    };
    classed("section", "presets-part")
        .attr("aria-labelledby", "presets-file-heading")
        .child(el("h3").id("presets-file-heading").t(key!("presets.file")))
        .child(classed("p", "help").t(key!("presets.file_help")))
        .child(
            classed("div", "actions")
                .child(button("button small").t(key!("presets.file_save")).on_click(save))
                .child(file_button(FILE, key!("presets.file_choose"), take)),
        )
        .child(classed("p", "help").attr("role", "status").dyn_text(move || said.get()))
}
