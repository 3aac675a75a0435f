//! The box that takes anything: typed, pasted, dropped, or from a file.

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::schema::fields::Field;
use crate::platform::clipboard;
use crate::platform::files::{GivenFile, allow_drop, dropped_text};
use crate::state::import::{ImportDesk, LongText};
use crate::state::preferences::Language;
use crate::ui::import::words;
use crate::ui::kit::buttons::file_button::file_button;
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::focus;
use crate::ui::kit::i18n::{self, key, tf};
use readers::text::bytes::decoded;

pub const BOX: &str = "import-box";
const FILE: &str = "import-file";
/// Longer pastes never reach the box: it would make the browser slow.
const LONG: usize = 200_000;
/// How long a text waits for the languages that a table may be headed in.
const LANGUAGES_AWAITED: Duration = Duration::from_secs(4);
/// A file that no import is, in bytes.
const LARGEST_FILE: f64 = 32_000_000.0;

pub fn box_view(desk: ImportDesk) -> El {
    // A table may be headed in any of the languages.
    spawn_local(async move {
        for language in Language::ALL {
            let _ = i18n::load(language).await;
        }
        desk.give_labels(labels);
    });
    // Where they do not come, those that are there have to do.
    set_timeout(move || desk.give_labels(labels), LANGUAGES_AWAITED);
    let is_over = RwSignal::new(false);
    classed("div", "import-drop")
        .dyn_class("over", move || is_over.get())
        .on("dragover", move |event| {
            allow_drop(&event);
            is_over.set(true);
        })
        .on("dragleave", move |_| is_over.set(false))
        .on("drop", move |event| {
            allow_drop(&event);
            is_over.set(false);
            match (GivenFile::dropped(&event), dropped_text(&event)) {
                (Some(file), _) => take_file(desk, file),
                (None, Some(text)) => desk.take(text, ""),
                (None, None) => {}
            }
        })
        .child(el("label").class("label").attr("for", BOX).t(key!("import.box")))
        .show(move || desk.long.with(Option::is_none), move || text_box(desk))
        .dyn_child(move || desk.long.get().map(|long| long_text(desk, &long)))
        .child(choose_file(desk))
}

fn text_box(desk: ImportDesk) -> El {
    el("textarea")
        .id(BOX)
        .class("input import-text")
        .attr("rows", "7")
        .attr("spellcheck", "false")
        .attr("autocomplete", "off")
        .attr("autocapitalize", "off")
        .attr_t("placeholder", key!("import.placeholder"))
        .prop_value(move || desk.text.get())
        .on("paste", move |event| {
            let text = clipboard::pasted_text(&event).filter(|text| text.len() > LONG);
            if let Some(text) = text {
                event.prevent_default();
                desk.take(text, "");
            }
        })
        .on_text("input", move |text| desk.take(text, ""))
}

/// In place of the box: what is in it, and the way to empty it.
fn long_text(desk: ImportDesk, long: &LongText) -> El {
    let size = words::size(long.bytes);
    let said = match long.name.as_str() {
        "" => tf!("import.long_paste", size = &size),
        name => tf!("import.long_file", name = name, size = &size),
    };
    let remove = move || {
        desk.clear();
        focus::next_frame(BOX.to_owned());
    };
    classed("p", "import-long")
        .child(el("span").text(said))
        .child(button("link").t(key!("common.remove")).on_click(remove))
}

fn choose_file(desk: ImportDesk) -> El {
    classed("p", "import-file")
        .child(file_button(FILE, key!("import.choose_file"), move |file| take_file(desk, file)))
        .child(classed("span", "help").t(key!("import.drop_hint")))
}

fn take_file(desk: ImportDesk, file: GivenFile) {
    if file.size() > LARGEST_FILE {
        return desk.refuse_size();
    }
    spawn_local(async move {
        match file.bytes().await {
            Some(bytes) => desk.take(decoded(&bytes), &file.name()),
            None => desk.fail(),
        }
    });
}

/// What the fields are called in every language that is loaded.
fn labels() -> Vec<(String, Field)> {
    let mut labels = Vec::new();
    for field in Field::ALL.iter().copied() {
        let section = field.spec().section;
        let own = i18n::in_all(&format!("field.{}.label", field.id()));
        let groups = match section.is_group() {
            true => i18n::in_all(&format!("section.{}.name", section.id())),
            false => vec![String::new()],
        };
        for label in &own {
            for group in &groups {
                labels.push((format!("{group} {label}"), field));
            }
        }
    }
    labels
}
