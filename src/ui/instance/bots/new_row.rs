//! The form of a new bot or credential, and what its creation came to.

use leptos::prelude::*;

use crate::domain::instance::machine::GroupMachine;
use crate::domain::schema::drafts::Drafts;
use crate::state::instance::{GroupRun, InstanceScreen, RowsRun};
use crate::ui::instance::bots::row::signals;
use crate::ui::instance::group_card::{focus_first, follow_focus};
use crate::ui::instance::group_form::group_form;
use crate::ui::instance::saved::saved;
use crate::ui::kit::element::{El, classed, el};
use crate::ui::kit::focus;
use crate::ui::kit::i18n::key;

pub(super) fn add_id(rows: RowsRun) -> String {
    format!("add-{}", rows.section.id())
}

/// The form of a new row, and what its creation came to.
pub(super) fn new_row(
    screen: InstanceScreen,
    rows: RowsRun,
    suggested: Option<Box<Drafts>>,
    is_adding: RwSignal<bool>,
) -> El {
    let machine = GroupMachine::new_row(screen.server(), &screen.name(), rows.section, suggested);
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
    if run.unsaved().is_none() {
        request_animation_frame(move || focus_first(run));
    }
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
        .child(classed("div", "card-head").child(el("h4").t(key!("instance.row.new"))))
        .dyn_child(move || proof.get().map(|proof| saved(screen, run, &proof)))
        .dyn_child(move || if is_open.get() { untrack(|| group_form(screen, run)) } else { None })
}
