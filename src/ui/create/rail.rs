//! The sections on the left: which one is on the screen, which groups are on, how many fields are set
//! and how many have a problem.

use leptos::prelude::*;

use crate::domain::schema::section::{Family, Section};
use crate::state::form::model::FormModel;
use crate::ui::create::section_card::group_switch;
use crate::ui::fields::field_focus;
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::i18n::{fill, filled_key, key, section_name};
use crate::ui::lazy_chunks::OPERATE;

pub fn rail(form: FormModel) -> El {
    let here = RwSignal::new(Section::Instance);
    let is_open = RwSignal::new(false);
    follow_scroll(form, here);
    let toggle = button("button rail-toggle")
        .aria_bool("aria-expanded", move || is_open.get())
        .attr("aria-controls", "rail-sections")
        .t(key!("rail.label"))
        .on_click(move || is_open.update(|is_open| *is_open = !*is_open));
    let families = [
        (Family::Basics, key!("family.basics")),
        (Family::Events, key!("family.events")),
        (Family::Integrations, key!("family.integrations")),
        (Family::Network, key!("family.network")),
    ];
    let families: Vec<Option<El>> = families
        .into_iter()
        .map(|(family, title)| rail_family(form, (family, title), here))
        .collect();
    classed("aside", "rail")
        .attr_t("aria-label", key!("rail.label"))
        .child(OPERATE.quiet_part(|operate| operate.find_field).class("find-place"))
        .child(toggle)
        .child(
            classed("div", "rail-sections")
                .id("rail-sections")
                .dyn_class("open", move || is_open.get())
                .child(families),
        )
}

fn rail_family(
    form: FormModel,
    (family, title): (Family, &str),
    here: RwSignal<Section>,
) -> Option<El> {
    let sections = form.sections(form.dialect.get_untracked()).into_iter();
    let entries: Vec<El> = sections
        .filter(|section| section.spec().family == family)
        .map(|section| rail_entry(form, section, here))
        .collect();
    if entries.is_empty() {
        return None;
    }
    let has_title = family != Family::Basics;
    Some(
        classed("div", "rail-family")
            .child(has_title.then(|| classed("h2", "rail-title").t(title)))
            .child(el("ul").child(entries)),
    )
}

fn rail_entry(form: FormModel, section: Section, here: RwSignal<Section>) -> El {
    let is_here = move || here.get() == section;
    // Counted at every keystroke, rendered only when the number changes.
    let set = Memo::new(move |_| match form.is_on(section) {
        true => form.drafts.with(|drafts| drafts.count(section, form.api.get())),
        false => 0,
    });
    let problems = Memo::new(move |_| {
        form.shown_problems.with(|problems| {
            problems
                .iter()
                .filter(|problem| problem.field.spec().section == section)
                .filter(|problem| !problem.fault.is_warning())
                .count()
        })
    });
    let link = button("rail-link")
        .dyn_attr("aria-current", move || is_here().then(|| "true".to_owned()))
        .on_click(move || field_focus::section(form, section))
        .child(classed("span", "rail-name").text(section_name(section)))
        .dyn_child(move || badge(problems.get(), "count bad", filled_key!("rail.problems", count)))
        .dyn_child(move || badge(set.get(), "count", filled_key!("rail.set", count)));
    classed("li", "rail-entry")
        .dyn_class("here", is_here)
        .child(section.is_group().then(|| group_switch(form, section)))
        .child(link)
}

/// A number to see and a sentence to hear; nothing for nothing.
fn badge(count: usize, class: &'static str, key: &str) -> Option<El> {
    (count > 0).then(|| {
        let number = count.to_string();
        let said = fill(key, &[("count", &number)]);
        el("span")
            .class(class)
            .child(el("span").attr("aria-hidden", "true").text(number))
            .child(classed("span", "off-screen").text(said))
    })
}

/// The section that is being read: the last one whose top has gone above a third of the window.
fn follow_scroll(form: FormModel, here: RwSignal<Section>) {
    // Another dialect has another rail.
    let sections = StoredValue::new(form.sections(form.dialect.get_untracked()));
    let is_waiting = RwSignal::new(false);
    let look = move || {
        let _ = is_waiting.try_set(false);
        let height = window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or(0.0);
        let is_at_end = document().document_element().is_some_and(|page| {
            let scrolled = window().scroll_y().unwrap_or(0.0);
            scrolled > 0.0 && scrolled + height >= f64::from(page.scroll_height()) - 2.0
        });
        let is_above = |section: &&Section| {
            document()
                .get_element_by_id(&field_focus::section_id(form, **section))
                .is_some_and(|card| card.get_bounding_client_rect().top() < height / 3.0)
        };
        // The frame may come after the rail is gone.
        let section = sections.try_with_value(|sections| {
            let last = if is_at_end { sections.last() } else { sections.iter().rfind(is_above) };
            last.copied().unwrap_or(Section::Instance)
        });
        let Some(section) = section else { return };
        if here.try_get_untracked().is_some_and(|old| old != section) {
            here.set(section);
        }
    };
    let handle = window_event_listener_untyped("scroll", move |_| {
        if is_waiting.try_get_untracked() == Some(false) {
            is_waiting.set(true);
            request_animation_frame(look);
        }
    });
    on_cleanup(move || handle.remove());
}
