//! The sections on the left: where one is, which groups are on, how many fields are set and how
//! many are to be mended.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::find_field::FindField;
use super::focus;
use super::section_card::GroupSwitch;
use super::text::{section_name, t, tf};
use crate::domain::dialect::Dialect;
use crate::domain::section::{Family, Section};
use crate::state::Panel;

#[component]
pub fn Rail(panel: Panel, dialect: Dialect) -> impl IntoView {
    let here = RwSignal::new(Section::Instance);
    let is_open = RwSignal::new(false);
    follow_scroll(dialect, here);
    let family = move |family: Family, title: &'static str| {
        let entries: Vec<Section> =
            Section::of(dialect).filter(|section| section.spec().family == family).collect();
        let is_basic = family == Family::Basics;
        (!entries.is_empty()).then(|| {
            view! {
                <div class="rail-family">
                    {(!is_basic).then(|| view! { <h2 class="rail-title">{t(title)}</h2> })}
                    <ul>
                        {entries
                            .into_iter()
                            .map(|section| view! { <RailEntry panel section dialect here /> })
                            .collect_view()}
                    </ul>
                </div>
            }
        })
    };
    view! {
        <aside class="rail" aria-label=t("rail.label")>
            <FindField panel dialect />
            <button
                type="button"
                class="button rail-toggle"
                aria-expanded=move || is_open.get().to_string()
                aria-controls="rail-sections"
                on:click=move |_| is_open.update(|is_open| *is_open = !*is_open)
            >
                {t("rail.label")}
            </button>
            <div id="rail-sections" class="rail-sections" class:open=is_open>
                {family(Family::Basics, "family.basics")} {family(Family::Events, "family.events")}
                {family(Family::Integrations, "family.integrations")}
                {family(Family::Network, "family.network")}
            </div>
        </aside>
    }
}

#[component]
fn RailEntry(
    panel: Panel,
    section: Section,
    dialect: Dialect,
    here: RwSignal<Section>,
) -> impl IntoView {
    let name = section_name(section);
    let count = Memo::new(move |_| {
        let is_on = panel.form.is_on(section);
        if is_on { panel.form.drafts.with(|drafts| drafts.count(section, dialect)) } else { 0 }
    });
    let problems = Memo::new(move |_| {
        let said = panel.form.said();
        said.iter()
            .filter(|problem| problem.field.spec().section == section)
            .filter(|problem| !problem.fault.is_warning())
            .count()
    });
    let set_badge = move || {
        let count = count.get();
        (count > 0).then(|| {
            let said = tf("rail.set", &[("count", &count.to_string())]);
            view! {
                <span class="count">
                    <span aria-hidden="true">{count}</span>
                    <span class="off-screen">{said}</span>
                </span>
            }
        })
    };
    let problem_badge = move || {
        let count = problems.get();
        (count > 0).then(|| {
            let said = tf("rail.problems", &[("count", &count.to_string())]);
            view! {
                <span class="count bad">
                    <span aria-hidden="true">{format!("! {count}")}</span>
                    <span class="off-screen">{said}</span>
                </span>
            }
        })
    };
    view! {
        <li class="rail-entry" class:here=move || here.get() == section>
            {section
                .is_group()
                .then(|| {
                    let label = tf("group.switch", &[("group", &name)]);
                    view! { <GroupSwitch panel section label /> }
                })}
            <button
                type="button"
                class="rail-link"
                aria-current=move || (here.get() == section).then_some("true")
                on:click=move |_| focus::section(section)
            >
                <span class="rail-name">{name}</span>
                {problem_badge}
                {set_badge}
            </button>
        </li>
    }
}

/// The section that is being read: the last one whose top has gone above a third of the window.
fn follow_scroll(dialect: Dialect, here: RwSignal<Section>) {
    let is_waiting = StoredValue::new(false);
    let look = move || {
        let _ = is_waiting.try_set_value(false);
        let height = window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or(0.0);
        let page = document().document_element();
        let is_at_end = page.is_some_and(|page| {
            let scrolled = window().scroll_y().unwrap_or(0.0);
            scrolled > 0.0 && scrolled + height >= f64::from(page.scroll_height()) - 2.0
        });
        let above = Section::of(dialect).filter(|section| {
            document()
                .get_element_by_id(&focus::section_id(*section))
                .and_then(|card| card.dyn_into::<web_sys::HtmlElement>().ok())
                .is_some_and(|card| card.get_bounding_client_rect().top() < height / 3.0)
        });
        let section = if is_at_end { Section::of(dialect).last() } else { above.last() };
        let section = section.unwrap_or(Section::Instance);
        if here.try_get_untracked().is_some_and(|old| old != section) {
            here.set(section);
        }
    };
    let handle = window_event_listener(leptos::ev::scroll, move |_| {
        if is_waiting.try_get_value() == Some(false) {
            is_waiting.set_value(true);
            request_animation_frame(look);
        }
    });
    on_cleanup(move || handle.remove());
}
