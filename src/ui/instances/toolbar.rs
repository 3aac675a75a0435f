//! Search, chips, columns and the browser's notifications.

use leptos::prelude::*;

use crate::domain::instances::filter::Selection;
use crate::domain::instances::query::{ListQuery, STATES, toggle};
use crate::domain::instances::row::Engine;
use crate::state::instances::Instances;
use crate::ui::instances::columns_menu::columns_menu;
use crate::ui::instances::page::ListScreen;
use crate::ui::instances::words;
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::focus;
use crate::ui::kit::i18n::{key, t, tf};
use crate::ui::kit::search_box::search_box;

const SEARCH: &str = "instances-search";

pub(super) fn toolbar(screen: ListScreen) -> El {
    let instances = screen.instances;
    classed("div", "list-tools")
        .child(search(instances))
        .child(chips(instances))
        .child(classed("span", "spring"))
        .child(columns_menu(screen))
        .child(found(instances))
}

fn search(instances: Instances) -> El {
    search_box(
        SEARCH,
        key!("instances.search"),
        move || instances.query.with(|query| query.search.clone()),
        move |text| instances.query.update(|query| query.search = text),
    )
}

/// Chips for states and engines, with how many rows each would show. A state that no row is in has no
/// chip, unless it is pressed.
fn chips(instances: Instances) -> El {
    let states = STATES.into_iter().enumerate().map(|(place, state)| {
        chip(
            instances,
            move || words::state(state),
            move || {
                instances
                    .selection
                    .with(|selection| selection.states.get(place).copied().unwrap_or_default())
            },
            move |query| query.states.contains(&state),
            move |query| toggle(&mut query.states, state),
        )
        .child(el("span").attr("class", format!("dot {}", state.id())).attr("aria-hidden", "true"))
    });
    let engines = Engine::ALL.into_iter().enumerate().map(|(place, engine)| {
        chip(
            instances,
            move || words::engine(engine),
            move || {
                instances
                    .selection
                    .with(|selection| selection.engines.get(place).copied().unwrap_or_default())
            },
            move |query| query.engines.contains(&engine),
            move |query| toggle(&mut query.engines, engine),
        )
    });
    let all = button("link")
        .bool_attr("hidden", move || !instances.query.with(ListQuery::is_narrowed))
        .t(key!("instances.show_all"))
        .on_click(move || {
            instances.query.update(|query| *query = query.widened());
            focus::by_id(SEARCH);
        });
    classed("div", "chips")
        .attr("role", "group")
        .attr_t("aria-label", key!("instances.filters"))
        .child(states.collect::<Vec<El>>())
        .child(engines.collect::<Vec<El>>())
        .child(all)
}

fn chip(
    instances: Instances,
    name: impl Fn() -> String + Send + Sync + 'static,
    count: impl Fn() -> usize + Copy + Send + Sync + 'static,
    is_on: impl Fn(&ListQuery) -> bool + Copy + Send + Sync + 'static,
    press: impl Fn(&mut ListQuery) + 'static,
) -> El {
    let is_pressed = move || instances.query.with(is_on);
    button("chip")
        .aria_bool("aria-pressed", is_pressed)
        .bool_attr("hidden", move || !is_pressed() && count() == 0)
        .on_click(move || instances.query.update(&press))
        .child(el("span").dyn_text(name))
        .child(classed("span", "chip-count").dyn_text(move || count().to_string()))
}

/// What the search found, said to a screen reader, and seen where it found nothing as it was typed.
fn found(instances: Instances) -> El {
    let is_near = Memo::new(move |_| instances.selection.with(|selection| selection.is_near));
    let is_searched =
        Memo::new(move |_| instances.query.with(|query| !query.search.trim().is_empty()));
    let sentence = move || {
        let count = instances.selection.with(Selection::len);
        match () {
            () if !is_searched.get() => String::new(),
            () if is_near.get() => t(key!("instances.near")),
            () => tf!("find.count", count = &count.to_string()),
        }
    };
    classed("p", "list-found")
        .dyn_class("off-screen", move || !is_near.get())
        .attr("role", "status")
        .dyn_text(sentence)
}
