//! Which events: check boxes in families, presets, a filter and the count.

use leptos::prelude::*;

use crate::domain::schema::event::{Event, EventFamily, EventSet};
use crate::domain::schema::field::Draft;
use crate::domain::schema::fields::Field;
use crate::domain::schema::search::folded;
use crate::ui::fields::control::FieldRow;
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::i18n::{label, t, tf};

pub fn events_control(row: FieldRow) -> El {
    let filter = RwSignal::new(String::new());
    let families: Vec<El> = EventFamily::ALL
        .into_iter()
        .filter_map(|family| event_family(row, family, filter))
        .collect();
    row.group("group", "events")
        .child(presets(row, filter))
        .child(
            classed("p", "events-count")
                .attr("aria-live", "polite")
                .dyn_text(move || count_sentence(row)),
        )
        .child(classed("div", "event-families").child(families))
}

fn chosen(draft: &Draft) -> EventSet {
    match draft {
        Draft::Events(events) => *events,
        _ => EventSet::default(),
    }
}

fn presets(row: FieldRow, filter: RwSignal<String>) -> El {
    let preset = move |key: &'static str, events: fn(FieldRow) -> EventSet| {
        button("button small").t(key).on_click(move || row.draft.set(Draft::Events(events(row))))
    };
    let same = (row.field != Field::WebhookEvents)
        .then(|| preset("events.same", |row| row.webhook_events.with_untracked(chosen)));
    let search = classed("input", "input")
        .attr("type", "search")
        .id(row.field.id())
        .attr_t("placeholder", "events.filter")
        .attr("aria-label", format!("{}: {}", t("events.filter"), label(row.field)))
        .prop_value(move || filter.get())
        .on_text("input", move |text| filter.set(text));
    classed("div", "events-bar")
        .attr("role", "group")
        .attr_t("aria-label", "events.presets")
        .child(preset("events.all", |row| EventSet::all(row.dialect)))
        .child(preset("events.none", |_| EventSet::default()))
        .child(preset("events.bot", |_| EventSet::bot_minimum()))
        .child(same)
        .child(search)
}

fn count_sentence(row: FieldRow) -> String {
    let total = Event::of(row.dialect).count().to_string();
    match row.draft.with(chosen).known_to(row.dialect).count() {
        0 => tf("events.none_means_all", &[("total", &total)]),
        count => tf("events.count", &[("count", &count.to_string()), ("total", &total)]),
    }
}

/// The boxes of a family, or nothing where the dialect has none of it.
fn event_family(row: FieldRow, family: EventFamily, filter: RwSignal<String>) -> Option<El> {
    let members: Vec<Event> =
        Event::of(row.dialect).filter(|event| event.family() == family).collect();
    if members.is_empty() {
        return None;
    }
    let is_shown = move |event: Event| {
        let plain = |text: &str| folded(text).replace(' ', "");
        filter.with(|filter| filter.is_empty() || plain(event.name()).contains(&plain(filter)))
    };
    let boxes: Vec<El> = members
        .iter()
        .map(|event| {
            event_box(row, *event).bool_attr("hidden", {
                let event = *event;
                move || !is_shown(event)
            })
        })
        .collect();
    let is_empty = move || !members.iter().any(|event| is_shown(*event));
    let name = t(&format!("event_family.{}", family.id()));
    Some(
        classed("fieldset", "event-family")
            .bool_attr("hidden", is_empty)
            .child(el("legend").text(name))
            .child(boxes),
    )
}

fn event_box(row: FieldRow, event: Event) -> El {
    let input = el("input")
        .attr("type", "checkbox")
        .attr("name", row.wire.path)
        .attr("value", event.name())
        .prop_checked(move || row.draft.with(chosen).contains(event))
        .on_check(move |is_in| {
            let events = row.draft.with_untracked(chosen).with(event, is_in);
            row.draft.set(Draft::Events(events));
        });
    classed("label", "check").child(input).child(el("code").text(event.name()))
}
