//! The sheet of an export: for which tool, for which server, with or without secrets.

use std::sync::Arc;

use leptos::prelude::*;

use crate::domain::export::definitions;
use crate::domain::export::format::ExportFormat;
use crate::domain::export::{Exported, ExportedSecrets, export};
use crate::domain::instance::copy::left_behind::{LeftBehind, without_counterpart};
use crate::domain::interpolate;
use crate::domain::schema::api::Api;
use crate::platform::files::download;
use crate::state::export::{ExportDesk, ExportState, ReadExport};
use crate::state::servers::Servers;
use crate::ui::export::preview::preview;
use crate::ui::export::target::{ExportTarget, target_choice};
use crate::ui::instances::common::left_list::left_list;
use crate::ui::kit::buttons::copy_button::copy_button;
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::focus;
use crate::ui::kit::i18n::{counted, key, plural_key, t, tf};
use crate::ui::kit::sheet::{SheetSpec, sheet};

const SHEET: SheetSpec = SheetSpec { id: "export-sheet", class: "sheet export-sheet" };
/// The value of the choice that is no tool: the file of definitions.
const DEFINITIONS: &str = "definitions";
/// As many names as a sentence lists.
const MOST_NAMES: usize = 10;

/// What the text is written as; `None` is the file of definitions.
type ChosenFormat = Option<ExportFormat>;

/// The choices of the sheet.
#[derive(Clone, Copy)]
struct ExportChoice {
    read: StoredValue<Arc<ReadExport>>,
    format: RwSignal<ChosenFormat>,
    target: RwSignal<ExportTarget>,
    is_clear: RwSignal<bool>,
}

impl ExportChoice {
    fn new(read: &Arc<ReadExport>, api: Api) -> Self {
        Self {
            read: StoredValue::new(read.clone()),
            format: RwSignal::new(Some(ExportFormat::Json)),
            target: RwSignal::new(ExportTarget::first(read.server.as_ref(), api)),
            is_clear: RwSignal::new(false),
        }
    }

    fn exported(self, secrets: ExportedSecrets) -> Exported {
        let read = self.read.get_value();
        match self.format.get() {
            Some(format) => self.target.with(|target| {
                let drafts = read.items.iter().map(|item| &item.drafts);
                target.with(|target| export(drafts, target, format, secrets))
            }),
            None => {
                let definitions = read.items.iter().filter_map(|item| item.definition.as_ref());
                let text = definitions::text(definitions, secrets);
                Exported { text, variables: Vec::new() }
            }
        }
    }

    /// As it is copied and saved.
    fn text(self) -> String {
        untrack(|| {
            let is_clear = self.is_clear.get();
            self.exported(match is_clear {
                true => ExportedSecrets::InClear,
                false => ExportedSecrets::Variables,
            })
            .text
        })
    }

    fn file_name(self) -> String {
        let name = self.read.with_value(|read| match read.items.as_slice() {
            [one] => one.drafts.name().to_owned(),
            _ => String::new(),
        });
        let safe = |c: char| if c.is_ascii_alphanumeric() || "-_".contains(c) { c } else { '_' };
        let name: String = name.chars().take(80).map(safe).collect();
        let name = if name.is_empty() { "instances" } else { &name };
        let end = self.format.get_untracked().map_or("json", ExportFormat::extension);
        format!("{name}.{end}")
    }

    /// What the server has no place for, each once.
    fn left(self) -> Vec<LeftBehind> {
        let to = self.target.with(ExportTarget::api);
        let read = self.read.get_value();
        let mut left: Vec<LeftBehind> = Vec::new();
        for item in &read.items {
            for one in without_counterpart(&item.drafts, item.api, to) {
                if !left.contains(&one) {
                    left.push(one);
                }
            }
        }
        left
    }
}

pub fn export_sheet() -> El {
    let desk = expect_context::<ExportDesk>();
    let servers = expect_context::<Servers>();
    let close = move || {
        let opener = desk.request.with_untracked(|request| Some(request.as_ref()?.opener.clone()));
        desk.close();
        if let Some(opener) = opener {
            focus::next_frame(opener);
        }
    };
    let content = move |_| {
        let body = classed("div", "sheet-body export-body").dyn_child(move || {
            desk.state.with(|state| match state {
                ExportState::Idle => None,
                ExportState::Reading { done, all } => Some(reading(*done, *all)),
                ExportState::Ready(read) => Some(untrack(|| ready(servers, read))),
            })
        });
        (t(key!("export.title")), body)
    };
    // The page goes, whatever is open on it.
    on_cleanup(move || desk.close());
    sheet(SHEET, move || desk.request.get(), content, close)
}

fn reading(done: usize, all: usize) -> El {
    let line = tf!("export.reading", done = &done.to_string(), all = &all.to_string());
    el("div").child(el("p").attr("role", "status").text(line)).child(
        el("progress")
            .attr_t("aria-label", key!("export.title"))
            .attr("max", all.to_string())
            .attr("value", done.to_string()),
    )
}

fn ready(servers: Servers, read: &Arc<ReadExport>) -> El {
    let unread = unread(read);
    let Some(first) = read.items.first() else {
        let is_nothing = read.unread.is_empty();
        return el("div")
            .child(unread)
            .child(is_nothing.then(|| el("p").t(key!("export.nothing"))));
    };
    let choice = ExportChoice::new(read, first.api);
    let shown = Memo::new(move |_| choice.exported(ExportedSecrets::Variables));
    let text = Memo::new(move |_| shown.with(|shown| shown.text.clone()));
    let is_calls = Memo::new(move |_| choice.format.get().is_some());
    let has_definitions = read.items.iter().all(|item| item.definition.is_some());
    let actions = classed("div", "actions")
        .child(copy_button(key!("common.copy"), key!("common.copied"), move || choice.text()))
        .child(button("button small primary").t(key!("export.save")).on_click(move || {
            download::text(&choice.text(), &choice.file_name());
        }));
    el("div")
        .child(unread)
        .child(
            classed("div", "import-controls")
                .child(format_choice(choice.format, has_definitions))
                .show(move || is_calls.get(), move || target_choice(servers, choice.target)),
        )
        .child(secrets_choice(choice))
        .child(el("div").attr("role", "status").dyn_child(move || notes(choice, shown)))
        .child(actions)
        .child(preview(text))
}

/// The instances that could not be read.
fn unread(read: &ReadExport) -> Option<El> {
    let count = read.unread.len();
    let names: Vec<String> =
        read.unread.iter().take(MOST_NAMES).map(|key| shown_name(&key.name)).collect();
    (count > 0).then(|| {
        let more = if count > MOST_NAMES { " …" } else { "" };
        classed("div", "notice warning")
            .attr("role", "alert")
            .child(el("p").text(counted(plural_key!("export.unread"), count)))
            .child(el("p").text(format!("{}{more}", names.join(", "))))
    })
}

fn format_choice(format: RwSignal<ChosenFormat>, has_definitions: bool) -> El {
    let mut options: Vec<El> = ExportFormat::ALL
        .into_iter()
        .map(|format| el("option").attr("value", format.id()).text(format.name()))
        .collect();
    if has_definitions {
        let definitions = el("option").attr("value", DEFINITIONS).t(key!("export.definitions"));
        options.push(definitions);
    }
    classed("label", "import-control")
        .child(classed("span", "label").t(key!("export.format")))
        .child(
            classed("select", "input")
                .id("export-format")
                .attr("autofocus", "")
                .child(options)
                .on_text("change", move |id| format.set(ExportFormat::by_id(&id))),
        )
}

fn secrets_choice(choice: ExportChoice) -> El {
    let tick = el("label")
        .class("check")
        .child(
            el("input")
                .attr("type", "checkbox")
                .id("export-clear")
                .prop_checked(move || choice.is_clear.get())
                .on_check(move |is_on| choice.is_clear.set(is_on)),
        )
        .child(el("span").t(key!("export.with_secrets")));
    el("div").child(tick).child(classed("p", "help").t(key!("export.with_secrets_help")))
}

/// An instance that a server lists without a name has none.
fn shown_name(name: &str) -> String {
    if name.is_empty() { t(key!("import.unnamed")) } else { interpolate::plain(name) }
}

/// What of each instance is not in the export.
fn left_of_items(read: &ReadExport) -> Vec<El> {
    let with_left = read.items.iter().filter(|item| !item.left.is_empty()).take(MOST_NAMES);
    let lines = with_left.filter_map(|item| {
        let list = left_list(key!("export.left_out"), &item.left)?;
        let is_one = read.items.len() == 1;
        let name = (!is_one).then(|| el("b").text(shown_name(item.drafts.name())));
        Some(el("div").child(name).child(list))
    });
    lines.collect()
}

/// The variables that need a value, and what the server has no place for.
fn notes(choice: ExportChoice, shown: Memo<Exported>) -> El {
    let needed = match choice.is_clear.get() {
        true => choice.exported(ExportedSecrets::InClear).variables,
        false => shown.with(|shown| shown.variables.clone()),
    };
    let names = needed.iter().take(MOST_NAMES * 2);
    let names: Vec<El> = names.map(|name| el("li").child(el("code").text(name.as_str()))).collect();
    let variables = (!names.is_empty()).then(|| {
        el("div")
            .child(el("p").t(key!("export.variables")))
            .child(classed("ul", "export-names").child(names))
    });
    let left = match choice.format.get() {
        Some(_) => left_list(key!("export.left"), &choice.left()),
        None => None,
    };
    let left_out = choice.read.with_value(|read| left_of_items(read));
    classed("div", "export-notes").child(variables).child(left).child(left_out)
}
