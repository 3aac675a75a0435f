//! The *Find a field* box: a combobox over every field of the dialect. It matches label, wire name
//! and help in any language and forgives accents and one slip.

use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;

use super::focus;
use super::icon::{Draw, Icon};
use super::text::{self, t, tf};
use crate::domain::dialect::Dialect;
use crate::domain::fields::Field;
use crate::domain::search::{folded, rank};
use crate::domain::section::Section;
use crate::state::Panel;
use crate::state::look::Language;

const MOST: usize = 8;

#[component]
pub fn FindField(panel: Panel, dialect: Dialect) -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    let query = RwSignal::new(String::new());
    let is_open = RwSignal::new(false);
    let chosen = RwSignal::new(0_usize);
    // The other languages' files come when the box is used for the first time.
    let languages = RwSignal::new(0_usize);
    let matches = Memo::new(move |_| {
        languages.track();
        query.with(|query| found(query, dialect))
    });
    let load = move |_| {
        is_open.set(true);
        spawn_local(async move {
            for language in Language::ALL {
                let _ = text::load(language).await;
            }
            let _ = languages.try_update(|count| *count += 1);
        });
    };
    let jump = move |field: Field| {
        query.set(String::new());
        is_open.set(false);
        focus::field(panel.form, field);
    };
    let on_key = move |event: leptos::ev::KeyboardEvent| {
        let count = matches.with(Vec::len);
        match event.key().as_str() {
            "ArrowDown" if count > 0 => chosen.update(|at| *at = (*at + 1) % count),
            "ArrowUp" if count > 0 => chosen.update(|at| *at = (*at + count - 1) % count),
            "Enter" => {
                let field = matches.with(|all| all.get(chosen.get_untracked()).copied());
                if let Some(field) = field {
                    jump(field);
                }
            }
            "Escape" => {
                query.set(String::new());
                return;
            }
            _ => return,
        }
        event.prevent_default();
    };
    focus_on_slash(input);
    let has_list = move || is_open.get() && query.with(|query| !query.trim().is_empty());
    let options = move || {
        matches
            .get()
            .into_iter()
            .enumerate()
            .map(|(index, field)| {
                let wire = field.spec().wire(dialect).map_or("", |wire| wire.path);
                view! {
                    <li
                        role="option"
                        id=format!("find-{index}")
                        aria-selected=move || (chosen.get() == index).to_string()
                        // The click must come before the box loses the focus and closes the list.
                        on:mousedown=move |event| {
                            event.prevent_default();
                            jump(field);
                        }
                    >
                        <span>{text::full_label(field)}</span>
                        <code>{wire}</code>
                    </li>
                }
            })
            .collect_view()
    };
    let status = move || {
        has_list().then(|| match matches.with(Vec::len) {
            0 => t("find.none"),
            count => tf("find.count", &[("count", &count.to_string())]),
        })
    };
    view! {
        <div class="find" role="search">
            <Draw icon=Icon::Search />
            <input
                node_ref=input
                class="input"
                type="text"
                role="combobox"
                autocomplete="off"
                spellcheck="false"
                placeholder=t("find.label")
                aria-label=t("find.label")
                aria-keyshortcuts="/"
                aria-autocomplete="list"
                aria-expanded=move || has_list().to_string()
                aria-controls="find-list"
                aria-activedescendant=move || {
                    (has_list() && matches.with(|all| !all.is_empty()))
                        .then(|| format!("find-{}", chosen.get()))
                }
                title=t("find.hint")
                prop:value=query
                on:focus=load
                on:blur=move |_| is_open.set(false)
                on:keydown=on_key
                on:input=move |event| {
                    chosen.set(0);
                    is_open.set(true);
                    query.set(event_target_value(&event));
                }
            />
            <kbd aria-hidden="true">"/"</kbd>
            <ul id="find-list" role="listbox" aria-label=t("find.label") hidden=move || !has_list()>
                {options}
            </ul>
            <span class="find-status" role="status" class:seen=move || matches.with(Vec::is_empty)>
                {status}
            </span>
        </div>
    }
}

/// The best matches of a query, in the table's order where they are equal.
fn found(query: &str, dialect: Dialect) -> Vec<Field> {
    let query = folded(query);
    if query.trim().is_empty() {
        return Vec::new();
    }
    let mut ranked: Vec<(u8, Field)> = Section::of(dialect)
        .flat_map(|section| Field::of(section, dialect))
        .filter_map(|field| Some((field_rank(&query, field, dialect)?, field)))
        .collect();
    ranked.sort_by_key(|(rank, _)| *rank);
    ranked.into_iter().map(|(_, field)| field).take(MOST).collect()
}

/// Names weigh more than the sentences around them.
fn field_rank(query: &str, field: Field, dialect: Dialect) -> Option<u8> {
    let id = field.id();
    let section = text::in_all(&format!("section.{}.name", field.spec().section.id())).join(" ");
    let names = text::in_all(&format!("field.{id}.label"))
        .into_iter()
        .chain(field.spec().wire(dialect).map(|wire| wire.path.to_owned()))
        .map(|name| {
            rank(query, &folded(&name))
                .or_else(|| rank(query, &folded(&format!("{section} {name}"))).map(|rank| rank + 5))
        });
    let helps = text::in_all(&format!("field.{id}.help"))
        .into_iter()
        .map(|help| rank(query, &folded(&help)).map(|rank| rank + 10));
    names.chain(helps).flatten().min()
}

/// `/` leads to the box from anywhere but from a place where it is typed.
fn focus_on_slash(input: NodeRef<html::Input>) {
    let handle = window_event_listener(leptos::ev::keydown, move |event| {
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
            if let Some(input) = input.get_untracked() {
                let _ = input.focus();
            }
        }
    });
    on_cleanup(move || handle.remove());
}
