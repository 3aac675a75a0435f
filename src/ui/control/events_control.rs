//! Which events: check boxes in families, presets, a filter and the count.

use leptos::prelude::*;

use super::Row;
use crate::domain::event::{Event, EventFamily, EventSet};
use crate::domain::field::Draft;
use crate::domain::fields::Field;
use crate::domain::search::folded;
use crate::ui::text::{label, t, tf};

#[component]
pub fn EventsControl(row: Row) -> impl IntoView {
    let dialect = row.dialect;
    let total = Event::of(dialect).count();
    let filter = RwSignal::new(String::new());
    let chosen = move || {
        row.draft.with(|draft| match draft {
            Draft::Events(events) => *events,
            _ => EventSet::default(),
        })
    };
    let set = move |events: EventSet| row.draft.set(Draft::Events(events));
    let button = move |key: &'static str, events: Callback<(), EventSet>| {
        view! {
            <button type="button" class="button small" on:click=move |_| set(events.run(()))>
                {t(key)}
            </button>
        }
    };
    let same = (row.field != Field::WebhookEvents).then(|| {
        button(
            "events.same",
            Callback::new(move |()| match row.webhook_events.get_untracked() {
                Draft::Events(events) => events,
                _ => EventSet::default(),
            }),
        )
    });
    let count = move || {
        let count = chosen().known_to(dialect).count();
        if count == 0 {
            tf("events.none_means_all", &[("total", &total.to_string())])
        } else {
            let numbers = [("count", count.to_string()), ("total", total.to_string())];
            let numbers = numbers.each_ref().map(|(name, value)| (*name, value.as_str()));
            tf("events.count", &numbers)
        }
    };
    let family = move |family: EventFamily| {
        let members: Vec<Event> =
            Event::of(dialect).filter(|event| event.family() == family).collect();
        if members.is_empty() {
            return None;
        }
        let shown = move |event: Event| {
            filter.with(|filter| {
                folded(event.name()).replace(' ', "").contains(&folded(filter).replace(' ', ""))
            })
        };
        let any_shown = {
            let members = members.clone();
            move || members.iter().any(|event| shown(*event))
        };
        let boxes = members.into_iter().map(|event| {
            view! {
                <label class="check" hidden=move || !shown(event)>
                    <input
                        type="checkbox"
                        name=row.wire.path
                        value=event.name()
                        prop:checked=move || chosen().contains(event)
                        on:change=move |change| {
                            set(chosen().with(event, event_target_checked(&change)));
                        }
                    />
                    <code>{event.name()}</code>
                </label>
            }
        });
        let name = t(&format!("event_family.{}", family.id()));
        Some(view! {
            <fieldset class="event-family" hidden=move || !any_shown()>
                <legend>{name}</legend>
                {boxes.collect_view()}
            </fieldset>
        })
    };
    view! {
        <div
            class="events"
            role="group"
            aria-labelledby=row.label_id()
            aria-describedby=row.described_by()
        >
            <div class="events-bar" role="group" aria-label=t("events.presets")>
                {button("events.all", Callback::new(move |()| EventSet::all(dialect)))}
                {button("events.none", Callback::new(|()| EventSet::default()))}
                {button("events.bot", Callback::new(|()| EventSet::bot_minimum()))}
                {same}
                <input
                    class="input"
                    type="search"
                    id=row.field.id()
                    placeholder=t("events.filter")
                    aria-label=format!("{}: {}", t("events.filter"), label(row.field))
                    prop:value=filter
                    on:input=move |event| filter.set(event_target_value(&event))
                />
            </div>
            <p class="events-count" aria-live="polite">{count}</p>
            <div class="event-families">
                {EventFamily::ALL.into_iter().filter_map(family).collect_view()}
            </div>
        </div>
    }
}
