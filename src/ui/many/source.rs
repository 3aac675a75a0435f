//! Where rows come from: a paste of any kind, a name that is counted, or typing.

use leptos::prelude::*;

use crate::domain::many::pattern::{NamePattern, PatternFault};
use crate::domain::many::template::template;
use crate::platform::files::download;
use crate::state::import::PasteState;
use crate::state::preferences::{Language, Preferences};
use crate::ui::import::box_view::box_view;
use crate::ui::import::words::status;
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::focus;
use crate::ui::kit::i18n::{counted, key, plural_key, tf};
use crate::ui::many::page::ManyScreen;
use crate::ui::many::row::first_cell;

/// More names than anybody counts at once.
const MOST_COUNTED: usize = 5_000;
/// What stands for the number in a name
const NUMBER: &str = "{n}";
const PADDED: &str = "{n:02}";

pub(super) fn source(screen: ManyScreen) -> El {
    classed("section", "card many-source")
        .attr_t("aria-label", key!("many.source"))
        .child(paste(screen))
        .child(classed("div", "many-other").child(counted_names(screen)).child(typed(screen)))
}

fn paste(screen: ManyScreen) -> El {
    let paste = screen.paste;
    let found = Memo::new(move |_| {
        paste.state.with(|state| match state {
            PasteState::Read(import) => import.creations.len(),
            _ => 0,
        })
    });
    let has_keys = Memo::new(move |_| {
        paste
            .state
            .with(|state| matches!(state, PasteState::Read(import) if !import.keys.is_empty()))
    });
    let take = move || {
        if let Some(import) = untrack(|| paste.import()) {
            screen.desk.take_import(import);
            paste.clear();
            after_taking(screen);
        }
    };
    classed("div", "many-paste")
        .child(el("h2").t(key!("many.paste")))
        .child(classed("p", "help").t(key!("many.paste_help")))
        .child(box_view(paste))
        .child(
            classed("p", "import-status")
                .attr("role", "status")
                .dyn_text(move || paste.state.with(status)),
        )
        .show(move || has_keys.get(), || classed("p", "help").t(key!("many.keys_unused")))
        .show(
            move || found.get() > 0,
            move || {
                button("button primary")
                    .id("many-take")
                    .dyn_text(move || counted(plural_key!("many.take"), found.get()))
                    .on_click(take)
            },
        )
}

fn after_taking(screen: ManyScreen) {
    screen.is_adding.set(false);
    focus::next_frame("many-rows".to_owned());
}

fn counted_names(screen: ManyScreen) -> El {
    let pattern = RwSignal::new(String::new());
    let start = RwSignal::new("1".to_owned());
    let count = RwSignal::new("10".to_owned());
    let is_attempted = RwSignal::new(false);
    let parsed = Memo::new(move |_| pattern.with(|text| NamePattern::parse(text)));
    let numbers = Memo::new(move |_| {
        let first = start.with(|text| text.trim().parse::<u32>()).ok()?;
        let count = count.with(|text| text.trim().parse::<usize>()).ok()?;
        (1..=MOST_COUNTED).contains(&count).then_some((first, count))
    });
    let said = move || match (parsed.get(), numbers.get()) {
        (Err(_), _) | (_, None) if !is_attempted.get() => String::new(),
        (Err(fault), _) => match fault {
            PatternFault::Empty | PatternFault::NoNumber => {
                tf!("many.pattern.no_number", number = NUMBER)
            }
            PatternFault::Unknown(text) => {
                tf!("many.pattern.unknown", text = &text, number = NUMBER, padded = PADDED)
            }
        },
        (_, None) => tf!("many.pattern.count_fault", max = &MOST_COUNTED.to_string()),
        (Ok(parsed), Some((first, count))) => {
            let last = u64::from(first) + count as u64 - 1;
            tf!(
                "many.pattern.preview",
                first = &parsed.name(first.into()),
                last = &parsed.name(last)
            )
        }
    };
    let add = move || {
        is_attempted.set(true);
        if let (Ok(parsed), Some((first, count))) =
            (parsed.get_untracked(), numbers.get_untracked())
        {
            screen.desk.take_names(parsed.names(first, count));
            after_taking(screen);
        }
    };
    let input = |id: &'static str, label: &str, value: RwSignal<String>, mode: &'static str| {
        classed("label", "many-field").child(classed("span", "label").t(label)).child(
            classed("input", "input")
                .id(id)
                .attr("type", "text")
                .attr("inputmode", mode)
                .attr("autocomplete", "off")
                .attr("spellcheck", "false")
                .prop_value(move || value.get())
                .on_text("input", move |text| value.set(text)),
        )
    };
    el("form")
        .class("many-pattern")
        .attr("novalidate", "")
        .on("submit", move |event| {
            event.prevent_default();
            add();
        })
        .child(el("h2").t(key!("many.pattern")))
        .child(
            classed("div", "many-fields")
                .child(input("many-name", key!("many.pattern.name"), pattern, "text"))
                .child(input("many-start", key!("many.pattern.start"), start, "numeric"))
                .child(input("many-count", key!("many.pattern.count"), count, "numeric")),
        )
        .child(classed("p", "help").text(tf!(
            "many.pattern.help",
            number = NUMBER,
            padded = PADDED,
            example = "loja-{n:02}"
        )))
        .child(classed("p", "help many-said").attr("role", "status").dyn_text(said))
        .child(el("button").attr("type", "submit").class("button").t(key!("many.pattern.add")))
}

fn typed(screen: ManyScreen) -> El {
    let preferences = expect_context::<Preferences>();
    let save = move || {
        let is_english = preferences.language.get_untracked() == Language::English;
        let delimiter = if is_english { ',' } else { ';' };
        download::text(&template(screen.desk.api(), delimiter), "instances.csv");
    };
    let add = move || {
        let id = screen.desk.add_row();
        screen.is_adding.set(false);
        if let Some(id) = id {
            focus::next_frame(first_cell(id));
        }
    };
    classed("div", "many-typed")
        .child(el("h2").t(key!("many.typed")))
        .child(classed("p", "help").t(key!("many.template_help")))
        .child(
            classed("div", "actions")
                .child(button("button").t(key!("many.template")).on_click(save))
                .child(button("button").id("many-type").t(key!("many.add_row")).on_click(add)),
        )
}
