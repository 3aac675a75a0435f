//! Which events: one line that says how many, and behind it check boxes in families, presets and a
//! filter. The boxes are in the page only while they are unfolded.

use leptos::prelude::*;

use crate::domain::schema::api::Api;
use crate::domain::schema::event::{Event, EventFamily, EventSet};
use crate::domain::schema::field::Draft;
use crate::domain::schema::search::folded;
use crate::ui::fields::view::{FieldTexts, FieldView};
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::i18n::{key, t, tf};

pub fn events_control(
    field: FieldView,
    texts: &FieldTexts,
    api: Api,
    same_as: Option<RwSignal<Draft>>,
) -> El {
    let is_open = RwSignal::new(false);
    let label = texts.label.clone();
    let verb = move || t(if is_open.get() { key!("events.close") } else { key!("events.choose") });
    let toggle = button("button small")
        .id(field.control_id())
        .aria_bool("aria-expanded", move || is_open.get())
        .attr("aria-controls", field.part_id("list"))
        .attr("aria-describedby", field.described_by())
        .dyn_attr("aria-label", {
            let label = label.clone();
            move || Some(format!("{}: {label}", verb()))
        })
        .dyn_text(verb)
        .on_click(move || is_open.update(|is_open| *is_open = !*is_open));
    let line = classed("div", "events-line")
        .child(
            classed("p", "events-count")
                .attr("aria-live", "polite")
                .dyn_text(move || count_sentence(field, api)),
        )
        .child(toggle);
    field.group("group", "events").child(line).child(
        el("div")
            .id(field.part_id("list"))
            .show(move || is_open.get(), move || event_boxes(field, &label, api, same_as)),
    )
}

fn event_boxes(
    field: FieldView,
    label: &str,
    api: Api,
    same_as: Option<RwSignal<Draft>>,
) -> Vec<El> {
    let filter = RwSignal::new(String::new());
    let families: Vec<El> = EventFamily::ALL
        .into_iter()
        .filter_map(|family| event_family(field, api, family, filter))
        .collect();
    let search = classed("input", "input")
        .attr("type", "search")
        .attr_t("placeholder", key!("events.filter"))
        .attr("aria-label", format!("{}: {label}", t(key!("events.filter"))))
        .prop_value(move || filter.get())
        .on_text("input", move |text| filter.set(text));
    vec![
        presets(field, api, same_as).child(search),
        classed("div", "event-families").child(families),
    ]
}

fn chosen(draft: &Draft) -> EventSet {
    match draft {
        Draft::Events(events) => *events,
        _ => EventSet::default(),
    }
}

fn presets(field: FieldView, api: Api, same_as: Option<RwSignal<Draft>>) -> El {
    let preset = |key: &'static str, events: EventSet| {
        button("button small").t(key).on_click(move || field.draft.set(Draft::Events(events)))
    };
    let same = same_as.map(|other| {
        button("button small").t(key!("events.same")).on_click(move || {
            field.draft.set(Draft::Events(other.with_untracked(chosen)));
        })
    });
    classed("div", "events-bar")
        .attr("role", "group")
        .attr_t("aria-label", key!("events.presets"))
        .child(preset(key!("events.all"), EventSet::all(api)))
        .child(preset(key!("events.none"), EventSet::default()))
        .child(preset(key!("events.bot"), EventSet::bot_minimum()))
        .child(same)
}

/// An empty list stands for all events on these servers.
fn count_sentence(field: FieldView, api: Api) -> String {
    let total = Event::of(api).count().to_string();
    match field.draft.with(chosen).known_to(api).count() {
        0 => tf!("events.none_means_all", total = &total),
        count => tf!("events.count", count = &count.to_string(), total = &total),
    }
}

/// The boxes of a family, or nothing where the server has none of it.
fn event_family(
    field: FieldView,
    api: Api,
    family: EventFamily,
    filter: RwSignal<String>,
) -> Option<El> {
    let members: Vec<Event> = Event::of(api).filter(|event| event.family() == family).collect();
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
            event_box(field, *event).bool_attr("hidden", {
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

fn event_box(field: FieldView, event: Event) -> El {
    let input = el("input")
        .attr("type", "checkbox")
        .attr("name", field.path)
        .attr("value", event.name())
        .prop_checked(move || field.draft.with(chosen).contains(event))
        .on_check(move |is_in| {
            let events = field.draft.with_untracked(chosen).with(event, is_in);
            field.draft.set(Draft::Events(events));
        });
    classed("label", "check").child(input).child(el("code").text(event.name()))
}
