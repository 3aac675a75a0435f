//! The bots of an instance, in one card: the kinds that the server has, each with its bots, and in a line
//! the kinds that it has switched off.

mod credentials;
mod kind;
mod new_row;
pub mod references;
mod row;
mod sessions;

use leptos::prelude::*;

use crate::domain::instance::stored_group::GroupReading;
use crate::domain::reply::error::Case;
use crate::state::instance::{BotKindRun, InstanceScreen, RowsRun};
use crate::ui::instance::bots::kind::kind_part;
use crate::ui::instance::trouble::{failed_group, trouble};
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::i18n::{key, section_name, t, tf};

/// Nothing where the API has no bots.
pub fn bots_card(screen: InstanceScreen) -> Option<El> {
    let kinds = screen.bots.get_value();
    if kinds.is_empty() {
        return None;
    }
    let heading = "group-bots-heading";
    let all = StoredValue::new(kinds.clone());
    let is_reading = Memo::new(move |_| {
        all.with_value(|kinds| kinds.iter().any(|run| run.rows.state.with(Option::is_none)))
    });
    let reading = move || {
        classed("div", "card-body bones")
            .attr("role", "status")
            .attr_t("aria-label", key!("instance.bots.reading"))
            .child(classed("span", "bone"))
    };
    let parts: Vec<El> = kinds
        .iter()
        .map(|run| {
            let run = *run;
            let is_there = Memo::new(move |_| is_there(run.rows));
            el("div").show(move || is_there.get(), move || kind_part(screen, run))
        })
        .collect();
    let unread: Vec<El> = kinds.iter().map(|run| unread(screen, run.rows)).collect();
    Some(
        classed("section", "card bots-card")
            .attr("aria-labelledby", heading)
            .child(
                classed("div", "card-head")
                    .child(el("h2").id(heading).attr("tabindex", "-1").t(key!("instance.bots")))
                    .child(classed("span", "card-lead").t(key!("instance.bots.lead"))),
            )
            .child(parts)
            .child(unread)
            .child(off_line(all))
            .child(el("div").show(move || is_reading.get(), reading)),
    )
}

/// The server has the kind switched on, and its bots were read.
fn is_there(rows: RowsRun) -> bool {
    rows.state.with(|state| matches!(state, Some(GroupReading::Stored(_))))
}

/// A kind whose bots could not be read hides no other one. An older server does not have every kind.
fn unread(screen: InstanceScreen, rows: RowsRun) -> El {
    let error = Memo::new(move |_| {
        rows.state.with(|state| match state {
            Some(GroupReading::Unreadable(error)) if error.case != Case::WrongPath => {
                Some(error.clone())
            }
            _ => None,
        })
    });
    el("div").dyn_child(move || {
        error.get().map(|error| {
            let name = section_name(rows.section);
            let again = button("button small")
                .attr("aria-label", tf!("instance.group.again_named", section = &name))
                .t(key!("again.read"))
                .on_click(move || rows.read());
            classed("div", "row-part")
                .child(
                    classed("div", "card-head")
                        .child(el("h3").text(name))
                        .child(classed("span", "badge warn").t(key!("instance.group.unread"))),
                )
                .child(
                    classed("div", "card-body")
                        .child(trouble(&error, &failed_group(screen, rows.section, false)))
                        .child(classed("div", "actions").child(again)),
                )
        })
    })
}

/// The kinds that the server has switched off, with what switches them on, and those that it does not
/// have.
fn off_line(kinds: StoredValue<Vec<BotKindRun>>) -> El {
    let named = move |name: fn(&GroupReading, String) -> Option<String>| {
        kinds.with_value(|kinds| {
            let names = kinds.iter().filter_map(|run| {
                let own = section_name(run.rows.section);
                run.rows.state.with(|state| state.as_ref().and_then(|state| name(state, own)))
            });
            names.collect::<Vec<String>>().join(", ")
        })
    };
    let off = Memo::new(move |_| {
        named(|state, name| match state {
            GroupReading::SwitchedOff { variable: Some(variable), .. } => {
                Some(format!("{name} ({variable})"))
            }
            GroupReading::SwitchedOff { variable: None, .. } => Some(name),
            _ => None,
        })
    });
    let unknown = Memo::new(move |_| {
        named(|state, name| match state {
            GroupReading::Unreadable(error) if error.case == Case::WrongPath => Some(name),
            _ => None,
        })
    });
    let again = move || {
        button("button small").t(key!("again.read")).on_click(move || {
            let is_off = |run: &BotKindRun| {
                run.rows
                    .state
                    .with_untracked(|state| matches!(state, Some(GroupReading::SwitchedOff { .. })))
            };
            kinds.get_value().into_iter().filter(is_off).for_each(|run| run.rows.read());
        })
    };
    el("div")
        .show(
            move || off.with(|off| !off.is_empty()),
            move || {
                classed("div", "row-part bots-off")
                    .child(el("p").dyn_text(move || tf!("instance.bots.off", kinds = &off.get())))
                    .child(again())
            },
        )
        .show(
            move || unknown.with(|unknown| !unknown.is_empty()),
            move || {
                classed("div", "row-part bots-off").child(
                    el("p").dyn_text(move || tf!("instance.bots.unknown", kinds = &unknown.get())),
                )
            },
        )
}

/// What a list that is being read shows.
fn bone() -> El {
    classed("div", "card-body bones")
        .attr("role", "status")
        .attr("aria-label", t(key!("instance.group.reading")))
        .child(classed("span", "bone"))
}
