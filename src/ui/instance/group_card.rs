//! One group of the instance as a card: what is stored, the edit, and what a save came to. What goes
//! wrong with one group is said in its card alone.

use leptos::prelude::*;

use crate::domain::instance::machine::input::GroupInput;
use crate::domain::instance::stored_group::GroupReading;
use crate::domain::proof::DifferenceReason;
use crate::domain::schema::section::Section;
use crate::state::instance::{GroupRun, InstanceScreen};
use crate::ui::instance::group_form::group_form;
use crate::ui::instance::group_values::group_values;
use crate::ui::instance::saved::{edit_id, line_id, saved};
use crate::ui::instance::trouble::{failed_group, trouble};
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::focus;
use crate::ui::kit::i18n::{key, section_name, t, tf};
use crate::ui::result::proof::words::reason_text;

pub fn group_card(screen: InstanceScreen, run: GroupRun) -> El {
    group_section(screen, run, "h2", "card group-card")
}

/// The same as a part of another card.
pub fn group_part(screen: InstanceScreen, run: GroupRun) -> El {
    group_section(screen, run, "h4", "row-part group-part")
}

fn group_section(
    screen: InstanceScreen,
    run: GroupRun,
    level: &'static str,
    class: &'static str,
) -> El {
    let section = run.section;
    let state = run.state;
    let reading = Memo::new(move |_| state.with(|state| state.reading.clone()));
    let is_open = Memo::new(move |_| state.with(|state| state.phase.is_open()));
    let proof = Memo::new(move |_| state.with(|state| state.proof.clone()));
    let read_error = Memo::new(move |_| state.with(|state| state.read_error.clone()));
    let heading = heading_id(section);
    follow_focus(run, is_open);
    let head = classed("div", "card-head")
        .child(el(level).id(&heading).attr("tabindex", "-1").text(section_name(section)))
        .child(
            el("span")
                .class("group-state")
                .dyn_child(move || reading.get().map(|it| badge(section, &it))),
        )
        .child(classed("span", "spring"))
        .child(edit_button(run, reading, is_open));
    classed("section", class)
        .id(run.element_id("group"))
        .attr("aria-labelledby", &heading)
        .dyn_class("editing", move || is_open.get())
        .child(head)
        .dyn_child(move || proof.get().map(|proof| saved(screen, run, &proof)))
        .dyn_child(move || {
            read_error.get().map(|error| {
                classed("div", "card-body stale")
                    .child(el("p").class("why").t(key!("instance.group.stale")))
                    .child(trouble(&error, &failed_group(screen, section, false)))
            })
        })
        .dyn_child(move || {
            if is_open.get() {
                return untrack(|| group_form(screen, run));
            }
            match reading.get() {
                None => Some(bones()),
                Some(reading) => body(screen, run, &reading),
            }
        })
}

pub fn heading_id(section: Section) -> String {
    format!("group-{}-heading", section.id())
}

pub fn badge(section: Section, reading: &GroupReading) -> Option<El> {
    let badge = |class: &'static str, key: &'static str| Some(classed("span", class).t(key));
    match reading {
        GroupReading::Stored(group) if !group.is_stored => {
            badge("card-lead", key!("instance.group.nothing"))
        }
        GroupReading::Stored(group) if section.is_group() => match group.is_on(section) {
            true => badge("badge good", key!("instance.group.on")),
            false => badge("badge", key!("instance.group.off")),
        },
        GroupReading::Stored(_) => None,
        GroupReading::SwitchedOff { .. } => badge("badge warn", key!("instance.group.off_there")),
        GroupReading::Unreadable(_) => badge("badge warn", key!("instance.group.unread")),
    }
}

fn edit_button(run: GroupRun, reading: Memo<Option<GroupReading>>, is_open: Memo<bool>) -> El {
    let section = run.section;
    let is_editable = Memo::new(move |_| {
        !is_open.get() && reading.with(|it| matches!(it, Some(GroupReading::Stored(_))))
    });
    el("span").show(
        move || is_editable.get(),
        move || {
            button("button small")
                .id(edit_id(run))
                .attr("aria-label", tf!("instance.edit_named", section = &section_name(section)))
                .t(key!("instance.edit"))
                .on_click(move || run.give(GroupInput::Edit))
        },
    )
}

pub fn body(screen: InstanceScreen, run: GroupRun, reading: &GroupReading) -> Option<El> {
    let section = run.section;
    match reading {
        GroupReading::Stored(group) => group_values(screen, group, section),
        GroupReading::SwitchedOff { variable, is_hidden } => {
            let reason = match (variable, is_hidden) {
                (Some(variable), true) => reason_text(DifferenceReason::HiddenWhileOff(variable)),
                (Some(variable), false) => reason_text(DifferenceReason::SwitchedOff(variable)),
                (None, _) => t(key!("instance.group.off_there")),
            };
            Some(classed("div", "card-body").child(el("p").text(reason)).child(again(run)))
        }
        GroupReading::Unreadable(error) => Some(
            classed("div", "card-body")
                .child(trouble(error, &failed_group(screen, section, false)))
                .child(again(run)),
        ),
    }
}

fn again(run: GroupRun) -> El {
    let label = tf!("instance.group.again_named", section = &section_name(run.section));
    classed("div", "actions").child(
        button("button small")
            .attr("aria-label", label)
            .t(key!("again.read"))
            .on_click(move || run.give(GroupInput::Read)),
    )
}

/// The place of what is being read.
fn bones() -> El {
    classed("div", "card-body bones")
        .attr("role", "status")
        .attr_t("aria-label", key!("instance.group.reading"))
        .child((0..3).map(|_| classed("span", "bone")).collect::<Vec<El>>())
}

/// The edit takes the focus when it opens. When it closes, the proof has it, or the button that opened
/// the edit.
pub fn follow_focus(run: GroupRun, is_open: Memo<bool>) {
    Effect::new(move |before: Option<bool>| {
        let now = is_open.get();
        if before.is_some_and(|before| before != now) {
            request_animation_frame(move || {
                if now {
                    // What opens by itself with the page takes no focus.
                    if run.unsaved().is_none() {
                        focus_first(run);
                    }
                } else if run.state.try_with_untracked(|state| state.proof.is_some()) == Some(true)
                {
                    focus::by_id(&line_id(run));
                } else {
                    focus::by_id(&edit_id(run));
                }
            });
        }
        now
    });
}

pub fn focus_first(run: GroupRun) {
    let Some(card) = focus::element(&run.element_id("group")) else { return };
    let first = card.query_selector(
        ".group-form input:checked, .group-form input, .group-form textarea, .group-form select",
    );
    if let Ok(Some(first)) = first
        && let Some(id) = first.get_attribute("id")
    {
        focus::by_id(&id);
    } else {
        focus::by_id(&heading_id(run.section));
    }
}
