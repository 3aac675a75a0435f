//! The sections on the left: where one is, which groups are on, how many fields are set and how
//! many are to be mended.

use leptos::prelude::*;

use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::section::{Family, Section};
use crate::state::Panel;
use crate::ui::create::find_field::find_field;
use crate::ui::create::section_card::group_switch;
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::focus;
use crate::ui::kit::i18n::{section_name, tf};

pub fn rail(panel: Panel, dialect: Dialect) -> El {
    let here = RwSignal::new(Section::Instance);
    let is_open = RwSignal::new(false);
    follow_scroll(panel, dialect, here);
    let toggle = button("button rail-toggle")
        .aria_bool("aria-expanded", move || is_open.get())
        .attr("aria-controls", "rail-sections")
        .t("rail.label")
        .on_click(move || is_open.update(|is_open| *is_open = !*is_open));
    let families = [
        (Family::Basics, "family.basics"),
        (Family::Events, "family.events"),
        (Family::Integrations, "family.integrations"),
        (Family::Network, "family.network"),
    ];
    let families: Vec<Option<El>> = families
        .into_iter()
        .map(|(family, title)| rail_family(panel, dialect, (family, title), here))
        .collect();
    classed("aside", "rail")
        .attr_t("aria-label", "rail.label")
        .child(find_field(panel, dialect))
        .child(toggle)
        .child(
            classed("div", "rail-sections")
                .id("rail-sections")
                .dyn_class("open", move || is_open.get())
                .child(families),
        )
}

fn rail_family(
    panel: Panel,
    dialect: Dialect,
    (family, title): (Family, &str),
    here: RwSignal<Section>,
) -> Option<El> {
    let sections = panel.setup.sections(dialect);
    let entries: Vec<El> = sections
        .filter(|section| section.spec().family == family)
        .map(|section| rail_entry(panel, section, dialect, here))
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

fn rail_entry(panel: Panel, section: Section, dialect: Dialect, here: RwSignal<Section>) -> El {
    let is_here = move || here.get() == section;
    // Counted at every keystroke, drawn only when the number changes.
    let set = Memo::new(move |_| match panel.form.is_on(section) {
        true => panel.form.drafts.with(|drafts| drafts.count(section, dialect)),
        false => 0,
    });
    let problems = Memo::new(move |_| {
        panel.form.said.with(|said| {
            said.iter()
                .filter(|problem| problem.field.spec().section == section)
                .filter(|problem| !problem.fault.is_warning())
                .count()
        })
    });
    let link = button("rail-link")
        .dyn_attr("aria-current", move || is_here().then(|| "true".to_owned()))
        .on_click(move || focus::section(section))
        .child(classed("span", "rail-name").text(section_name(section)))
        .dyn_child(move || badge(problems.get(), "count bad", "rail.problems"))
        .dyn_child(move || badge(set.get(), "count", "rail.set"));
    classed("li", "rail-entry")
        .dyn_class("here", is_here)
        .child(section.is_group().then(|| group_switch(panel, section)))
        .child(link)
}

/// A number to see and a sentence to hear; nothing for nothing.
fn badge(count: usize, class: &'static str, key: &str) -> Option<El> {
    (count > 0).then(|| {
        let number = count.to_string();
        let said = tf(key, &[("count", &number)]);
        el("span")
            .class(class)
            .child(el("span").attr("aria-hidden", "true").text(number))
            .child(classed("span", "off-screen").text(said))
    })
}

/// The section that is being read: the last one whose top has gone above a third of the window.
fn follow_scroll(panel: Panel, dialect: Dialect, here: RwSignal<Section>) {
    let is_waiting = RwSignal::new(false);
    let look = move || {
        let _ = is_waiting.try_set(false);
        let height = window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or(0.0);
        let is_at_end = document().document_element().is_some_and(|page| {
            let scrolled = window().scroll_y().unwrap_or(0.0);
            scrolled > 0.0 && scrolled + height >= f64::from(page.scroll_height()) - 2.0
        });
        let sections = || panel.setup.sections(dialect);
        let above = sections().filter(|section| {
            document()
                .get_element_by_id(&focus::section_id(*section))
                .is_some_and(|card| card.get_bounding_client_rect().top() < height / 3.0)
        });
        let section = if is_at_end { sections().last() } else { above.last() };
        let section = section.unwrap_or(Section::Instance);
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
