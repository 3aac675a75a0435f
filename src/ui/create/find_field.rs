//! The *Find a field* box: a combobox over every field of the dialect. It matches label, wire name
//! and help in any language and forgives accents and one typing error.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::schema::fields::Field;
use crate::domain::schema::search::{Searchable, folded};
use crate::state::form::model::FormModel;
use crate::state::preferences::Language;
use crate::ui::fields::field_focus;
use crate::ui::fields::field_index::field_index;
use crate::ui::kit::element::{El, classed, el};
use crate::ui::kit::i18n::{key, t, tf};
use crate::ui::kit::icon::{Icon, draw};
use crate::ui::kit::{focus, i18n};

const MOST: usize = 8;

/// The box's signals.
#[derive(Clone, Copy)]
struct Finder {
    form: FormModel,
    query: RwSignal<String>,
    is_open: RwSignal<bool>,
    /// The place in the list that the arrow keys have moved to
    moved_to: RwSignal<usize>,
    /// Rises when another language's file has come
    languages: RwSignal<usize>,
    matches: Memo<Vec<Field>>,
}

impl Finder {
    fn new(form: FormModel) -> Self {
        let query = RwSignal::new(String::new());
        let is_open = RwSignal::new(false);
        let languages = RwSignal::new(0);
        let is_used = Memo::new(move |_| query.with(|query| !query.trim().is_empty()));
        let index = Memo::new(move |_| {
            languages.track();
            if is_used.get() { field_index(form) } else { Vec::new() }
        });
        let matches =
            Memo::new(move |_| query.with(|query| index.with(|index| best_matches(query, index))));
        Self { form, query, is_open, moved_to: RwSignal::new(0), languages, matches }
    }

    /// The chosen place, which exists whenever there is a match.
    fn chosen(self) -> usize {
        let last = self.matches.with(Vec::len).saturating_sub(1);
        self.moved_to.get().min(last)
    }

    fn has_list(self) -> bool {
        self.is_open.get() && self.query.with(|query| !query.trim().is_empty())
    }

    fn jump(self, field: Field) {
        self.query.set(String::new());
        self.is_open.set(false);
        field_focus::field(self.form, field);
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
        let (count, chosen) = untrack(|| (self.matches.with(Vec::len), self.chosen()));
        match event.key().as_str() {
            "ArrowDown" if count > 0 => self.moved_to.set((chosen + 1) % count),
            "ArrowUp" if count > 0 => self.moved_to.set((chosen + count - 1) % count),
            "Enter" => {
                let field = self.matches.with_untracked(|matches| matches.get(chosen).copied());
                if let Some(field) = field {
                    self.jump(field);
                }
            }
            "Escape" => self.query.set(String::new()),
            _ => return,
        }
        event.prevent_default();
    }
}

const INPUT: &str = "find-field";

pub fn find_field() -> El {
    let finder = Finder::new(expect_context::<FormModel>());
    focus::on_slash(INPUT);
    focus::after_early_slash(INPUT);
    let status = move || match finder.matches.with(Vec::len) {
        _ if !finder.has_list() => String::new(),
        0 => t(key!("find.none")),
        count => tf!("find.count", count = &count.to_string()),
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
                .attr_t("aria-label", key!("find.label"))
                .bool_attr("hidden", move || !finder.has_list())
                .dyn_child(move || options(finder)),
        )
        .child(
            classed("span", "find-status")
                .dyn_class("seen", move || finder.matches.with(Vec::is_empty))
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
        .attr_t("placeholder", key!("find.label"))
        .attr_t("aria-label", key!("find.label"))
        .attr("aria-keyshortcuts", "/")
        .attr("aria-autocomplete", "list")
        .attr("aria-controls", "find-list")
        .attr_t("title", key!("find.hint"))
        .aria_bool("aria-expanded", move || finder.has_list())
        .dyn_attr("aria-activedescendant", move || {
            let has_match = finder.has_list() && finder.matches.with(|matches| !matches.is_empty());
            has_match.then(|| format!("find-{}", finder.chosen()))
        })
        .prop_value(move || finder.query.get())
        .on("focus", move |_| finder.open())
        .on("blur", move |_| finder.is_open.set(false))
        .on_key(move |event| finder.press(&event))
        .on_text("input", move |text| {
            finder.moved_to.set(0);
            finder.is_open.set(true);
            finder.query.set(text);
        })
}

fn options(finder: Finder) -> Vec<El> {
    let api = finder.form.api.get();
    let option = |(index, field): (usize, Field)| {
        let wire = field.spec().wire(api).map_or("", |wire| wire.path);
        el("li")
            .attr("role", "option")
            .id(format!("find-{index}"))
            .aria_bool("aria-selected", move || finder.chosen() == index)
            // The press must come before the box loses the focus and closes the list.
            .on("mousedown", move |event| {
                event.prevent_default();
                finder.jump(field);
            })
            .child(el("span").text(i18n::full_label(field)))
            .child(el("code").text(wire))
    };
    finder.matches.get().into_iter().enumerate().map(option).collect()
}

/// The best matches of a query, in the table's order where they are equal.
fn best_matches(query: &str, index: &[(Field, Searchable)]) -> Vec<Field> {
    let query = folded(query);
    if query.trim().is_empty() {
        return Vec::new();
    }
    let ranked: Vec<(u8, Field)> =
        index.iter().filter_map(|(field, search)| Some((search.rank(&query)?, *field))).collect();
    let of_rank = |rank: u8| ranked.iter().filter(move |(one, _)| *one == rank);
    (0..=Searchable::WORST).flat_map(of_rank).map(|(_, field)| *field).take(MOST).collect()
}
