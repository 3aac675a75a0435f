//! A section of which the server keeps rows, such as the bots of a kind: each row with its values, its
//! edit and its deletion, and a new one.

use std::sync::Arc;

use leptos::prelude::*;

use crate::domain::instance::machine::GroupMachine;
use crate::domain::instance::machine::input::GroupInput;
use crate::domain::instance::machine::state::GroupPhase;
use crate::domain::instance::stored_group::{GroupReading, StoredGroup};
use crate::domain::interpolate;
use crate::domain::proof::DifferenceReason;
use crate::state::instance::{GroupRun, InstanceScreen, RowsRun};
use crate::ui::instance::group_card::{badge, follow_focus, heading_id};
use crate::ui::instance::group_form::group_form;
use crate::ui::instance::group_values::group_values;
use crate::ui::instance::saved::{edit_id, saved};
use crate::ui::instance::trouble::{failed_group, trouble};
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::focus;
use crate::ui::kit::i18n::{key, section_name, t, tf};
use crate::ui::result::proof::words::reason_text;

pub fn rows_card(screen: InstanceScreen, rows: RowsRun) -> El {
    let section = rows.section;
    let heading = heading_id(section);
    let is_adding = RwSignal::new(false);
    let can_add = Memo::new(move |_| {
        rows.state.with(|state| matches!(state, Some(GroupReading::Stored(_)))) && !is_adding.get()
    });
    let add = move || {
        button("button small")
            .id(add_id(rows))
            .attr("aria-label", tf!("instance.row.add_named", section = &section_name(section)))
            .t(key!("instance.row.add"))
            .on_click(move || is_adding.set(true))
    };
    let is_empty = Memo::new(move |_| can_add.get() && rows.rows.with(Vec::is_empty));
    let head = classed("div", "card-head")
        .child(el("h2").id(&heading).attr("tabindex", "-1").text(section_name(section)))
        .show(move || is_empty.get(), || classed("span", "card-lead").t(key!("instance.row.none")))
        .child(classed("span", "spring"))
        .child(el("span").show(move || can_add.get(), add));
    classed("section", "card rows-card")
        .attr("aria-labelledby", &heading)
        .child(head)
        .dyn_child(move || rows.state.get().and_then(|state| unseen(screen, rows, &state)))
        .child(el("div").show(move || is_adding.get(), move || new_row(screen, rows, is_adding)))
        .child(el("div").each(
            move || rows.rows.get(),
            |row| row.row_id.clone().unwrap_or_default(),
            move |row| row_part(screen, rows, &row),
        ))
}

fn add_id(rows: RowsRun) -> String {
    format!("add-{}", rows.section.id())
}

/// Why no row can be seen.
fn unseen(screen: InstanceScreen, rows: RowsRun, state: &GroupReading) -> Option<El> {
    let reason = match state {
        GroupReading::Stored(_) => return None,
        GroupReading::SwitchedOff { variable: Some(variable), .. } => {
            el("p").text(reason_text(DifferenceReason::SwitchedOff(variable)))
        }
        GroupReading::SwitchedOff { variable: None, .. } => {
            el("p").t(key!("instance.group.off_there"))
        }
        GroupReading::Unreadable(error) => {
            trouble(error, &failed_group(screen, rows.section, false))
        }
    };
    let again = button("button small").t(key!("again.read")).on_click(move || rows.read());
    Some(classed("div", "card-body").child(reason).child(classed("div", "actions").child(again)))
}

/// The form of a new row, and what its creation came to.
fn new_row(screen: InstanceScreen, rows: RowsRun, is_adding: RwSignal<bool>) -> El {
    let machine = GroupMachine::new_row(screen.server(), &screen.name(), rows.section);
    let run = GroupRun::of_row(machine);
    let (is_open, proof) = signals(run);
    // It is in the list from now on; an edit that was dropped leaves nothing.
    Effect::new(move |before: Option<bool>| {
        let now = is_open.get();
        if before == Some(true) && !now {
            let is_saved = run.state.with_untracked(|state| state.proof.is_some());
            request_animation_frame(move || {
                if is_saved {
                    rows.read();
                } else if is_adding.try_set(false).is_none() {
                    focus::next_frame(add_id(rows));
                }
            });
        }
        now
    });
    follow_focus(run, is_open);
    request_animation_frame(move || crate::ui::instance::group_card::focus_first(run));
    // Its proof was seen.
    Effect::new(move |before: Option<bool>| {
        let now = proof.with(Option::is_some);
        if before == Some(true) && !now {
            request_animation_frame(move || {
                if is_adding.try_set(false).is_none() {
                    focus::next_frame(add_id(rows));
                }
            });
        }
        now
    });
    classed("div", "row-part editing")
        .id(run.element_id("group"))
        .child(classed("div", "card-head").child(el("h3").t(key!("instance.row.new"))))
        .dyn_child(move || proof.get().map(|proof| saved(screen, run, &proof)))
        .dyn_child(move || if is_open.get() { untrack(|| group_form(screen, run)) } else { None })
}

type ProofMemo = Memo<Option<crate::domain::instance::save_proof::SaveProof>>;

fn signals(run: GroupRun) -> (Memo<bool>, ProofMemo) {
    let state = run.state;
    let is_open = Memo::new(move |_| state.with(|state| state.phase.is_open()));
    (is_open, Memo::new(move |_| state.with(|state| state.proof.clone())))
}

fn row_part(screen: InstanceScreen, rows: RowsRun, row: &Arc<StoredGroup>) -> El {
    let (server, section) = (screen.server(), rows.section);
    let api = server.api();
    let machine = GroupMachine::of_row(server, &screen.name(), section, (**row).clone());
    let run = GroupRun::of_row(machine);
    let state = run.state;
    let (is_open, proof) = signals(run);
    follow_focus(run, is_open);
    let reading = Memo::new(move |_| state.with(|state| state.reading.clone()));
    let phase = Memo::new(move |_| state.with(|state| state.phase.id()));
    let title = move || {
        reading.with(|reading| {
            let stored = reading.as_ref().and_then(GroupReading::stored);
            interpolate::plain(&stored.map(|row| row.title(section, api)).unwrap_or_default())
        })
    };
    leave_when_gone(run, rows);
    let is_resting = move || phase.get() == GroupPhase::Resting.id();
    let actions = move || {
        let edit = button("button small")
            .id(edit_id(run))
            .dyn_attr("aria-label", move || Some(tf!("instance.row.edit_named", row = &title())))
            .t(key!("instance.edit"))
            .on_click(move || run.give(GroupInput::Edit));
        let delete = button("button small")
            .dyn_attr("aria-label", move || Some(tf!("instance.row.delete_named", row = &title())))
            .t(key!("instances.action.delete"))
            .on_click(move || run.give(GroupInput::Delete));
        classed("span", "actions").child(edit).child(delete)
    };
    let head = classed("div", "card-head")
        .child(el("h3").dyn_text(title))
        .child(el("span").dyn_child(move || reading.get().map(|it| badge(section, &it))))
        .child(classed("span", "spring"))
        .child(el("span").show(is_resting, actions));
    let said = move || match phase.get() {
        "deleting" => t(key!("instance.row.deleting")),
        "gone" => t(key!("instance.row.gone")),
        _ => String::new(),
    };
    let failure = Memo::new(move |_| {
        state.with(|state| state.save_error.clone().filter(|_| !state.phase.is_open()))
    });
    classed("div", "row-part")
        .id(run.element_id("group"))
        .dyn_class("editing", move || is_open.get())
        .child(head)
        .child(classed("p", "row-said").attr("role", "status").dyn_text(said))
        .dyn_child(move || proof.get().map(|proof| saved(screen, run, &proof)))
        .dyn_child(move || {
            let error = failure.get().filter(|_| proof.with(Option::is_none))?;
            Some(
                classed("div", "card-body")
                    .attr("role", "alert")
                    .child(classed("p", "why").t(key!("instance.row.not_gone")))
                    .child(trouble(&error, &failed_group(screen, section, true))),
            )
        })
        .dyn_child(move || {
            if is_open.get() {
                return untrack(|| group_form(screen, run));
            }
            let reading = reading.get()?;
            group_values(reading.stored()?, section, api)
        })
}

/// A row that is gone leaves the list, and the focus goes to its heading.
fn leave_when_gone(run: GroupRun, rows: RowsRun) {
    Effect::new(move || {
        if run.state.with(|state| state.phase == GroupPhase::Gone) {
            request_animation_frame(move || {
                focus::by_id(&heading_id(rows.section));
                rows.read();
            });
        }
    });
}
