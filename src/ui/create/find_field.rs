//! The *Find a field* box: a combobox over every field of the dialect. It matches label, wire name
//! and help in any language and forgives accents and one slip.

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;

use crate::domain::deployment::Access;
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::fields::Field;
use crate::domain::schema::search::{folded, rank};
use crate::state::Panel;
use crate::state::preferences::Language;
use crate::ui::kit::element::{El, classed, el};
use crate::ui::kit::i18n::{t, tf};
use crate::ui::kit::icon::{Icon, draw};
use crate::ui::kit::{focus, i18n};

const MOST: usize = 8;
/// The rank of a slip inside a help sentence
const WORST: u8 = 14;

/// The box's signals.
#[derive(Clone, Copy)]
struct Finder {
    panel: Panel,
    dialect: Dialect,
    query: RwSignal<String>,
    is_open: RwSignal<bool>,
    chosen: RwSignal<usize>,
    /// Rises when another language's file has come
    languages: RwSignal<usize>,
}

impl Finder {
    fn matches(self) -> Vec<Field> {
        self.languages.track();
        self.query.with(|query| found(self.panel, query, self.dialect))
    }

    fn has_list(self) -> bool {
        self.is_open.get() && self.query.with(|query| !query.trim().is_empty())
    }

    fn jump(self, field: Field) {
        self.query.set(String::new());
        self.is_open.set(false);
        focus::field(self.panel.form, field);
    }

    /// The other languages' files come when the box is used for the first time.
    fn open(self) {
        self.is_open.set(true);
        spawn_local(async move {
            for language in Language::ALL {
                let _ = i18n::load(language).await;
            }
            let _ = self.languages.try_update(|count| *count += 1);
        });
    }

    fn press(self, event: &web_sys::KeyboardEvent) {
        let matches = untrack(move || self.matches());
        let count = matches.len();
        match event.key().as_str() {
            "ArrowDown" if count > 0 => self.chosen.update(|at| *at = (*at + 1) % count),
            "ArrowUp" if count > 0 => self.chosen.update(|at| *at = (*at + count - 1) % count),
            "Enter" => {
                if let Some(field) = matches.get(self.chosen.get_untracked()) {
                    self.jump(*field);
                }
            }
            "Escape" => self.query.set(String::new()),
            _ => return,
        }
        event.prevent_default();
    }
}

const INPUT: &str = "find-field";

pub fn find_field(panel: Panel, dialect: Dialect) -> El {
    let finder = Finder {
        panel,
        dialect,
        query: RwSignal::new(String::new()),
        is_open: RwSignal::new(false),
        chosen: RwSignal::new(0),
        languages: RwSignal::new(0),
    };
    focus_on_slash();
    let status = move || match finder.matches().len() {
        _ if !finder.has_list() => String::new(),
        0 => t("find.none"),
        count => tf("find.count", &[("count", &count.to_string())]),
    };
    classed("div", "find")
        .attr("role", "search")
        .child(draw(Icon::Search))
        .child(search_input(finder))
        .child(el("kbd").attr("aria-hidden", "true").text("/"))
        .child(
            el("ul")
                .id("find-list")
                .attr("role", "listbox")
                .attr_t("aria-label", "find.label")
                .bool_attr("hidden", move || !finder.has_list())
                .dyn_child(move || options(finder)),
        )
        .child(
            classed("span", "find-status")
                .dyn_class("seen", move || finder.matches().is_empty())
                .attr("role", "status")
                .dyn_text(status),
        )
}

fn search_input(finder: Finder) -> El {
    classed("input", "input")
        .id(INPUT)
        .attr("type", "text")
        .attr("role", "combobox")
        .attr("autocomplete", "off")
        .attr("spellcheck", "false")
        .attr_t("placeholder", "find.label")
        .attr_t("aria-label", "find.label")
        .attr("aria-keyshortcuts", "/")
        .attr("aria-autocomplete", "list")
        .attr("aria-controls", "find-list")
        .attr_t("title", "find.hint")
        .aria_bool("aria-expanded", move || finder.has_list())
        .dyn_attr("aria-activedescendant", move || {
            let is_any = finder.has_list() && !finder.matches().is_empty();
            is_any.then(|| format!("find-{}", finder.chosen.get()))
        })
        .prop_value(move || finder.query.get())
        .on("focus", move |_| finder.open())
        .on("blur", move |_| finder.is_open.set(false))
        .on_key(move |event| finder.press(&event))
        .on_text("input", move |text| {
            finder.chosen.set(0);
            finder.is_open.set(true);
            finder.query.set(text);
        })
}

fn options(finder: Finder) -> Vec<El> {
    let option = |(index, field): (usize, Field)| {
        let wire = field.spec().wire(finder.dialect).map_or("", |wire| wire.path);
        el("li")
            .attr("role", "option")
            .id(format!("find-{index}"))
            .aria_bool("aria-selected", move || finder.chosen.get() == index)
            // The press must come before the box loses the focus and closes the list.
            .on("mousedown", move |event| {
                event.prevent_default();
                finder.jump(field);
            })
            .child(el("span").text(i18n::full_label(field)))
            .child(el("code").text(wire))
    };
    finder.matches().into_iter().enumerate().map(option).collect()
}

/// The best matches of a query, in the table's order where they are equal.
fn found(panel: Panel, query: &str, dialect: Dialect) -> Vec<Field> {
    let query = folded(query);
    if query.trim().is_empty() {
        return Vec::new();
    }
    let sections = panel.setup.sections(dialect);
    let ranked: Vec<(u8, Field)> = sections
        .flat_map(|section| Field::of(section, dialect))
        .filter(|field| panel.setup.access(*field) != Access::Hidden)
        .filter_map(|field| Some((field_rank(&query, field, dialect)?, field)))
        .collect();
    let of_rank = |rank: u8| ranked.iter().filter(move |(one, _)| *one == rank);
    (0..=WORST).flat_map(of_rank).map(|(_, field)| *field).take(MOST).collect()
}

/// Names weigh more than the sentences around them.
fn field_rank(query: &str, field: Field, dialect: Dialect) -> Option<u8> {
    let id = field.id();
    let section = i18n::in_all(&format!("section.{}.name", field.spec().section.id())).join(" ");
    let names = i18n::in_all(&format!("field.{id}.label"))
        .into_iter()
        .chain(field.spec().wire(dialect).map(|wire| wire.path.to_owned()))
        .map(|name| {
            rank(query, &folded(&name))
                .or_else(|| rank(query, &folded(&format!("{section} {name}"))).map(|rank| rank + 5))
        });
    let helps = i18n::in_all(&format!("field.{id}.help"))
        .into_iter()
        .map(|help| rank(query, &folded(&help)).map(|rank| rank + 10));
    names.chain(helps).flatten().min()
}

/// `/` leads to the box from anywhere but from a place where it is typed.
fn focus_on_slash() {
    let handle = window_event_listener_untyped("keydown", move |event| {
        let Ok(event) = event.dyn_into::<web_sys::KeyboardEvent>() else { return };
        let is_typing = event
            .target()
            .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
            .is_some_and(|element| {
                element
                    .matches("input:not([type=radio]):not([type=checkbox]), textarea, select")
                    .unwrap_or(false)
            });
        if event.key() == "/" && !is_typing && !event.ctrl_key() && !event.meta_key() {
            event.prevent_default();
            focus::by_id(INPUT);
        }
    });
    on_cleanup(move || handle.remove());
}
