//! One kind of bot: its bots, a new one, and the default settings.

use leptos::prelude::*;

use crate::state::instance::{BotKindRun, InstanceScreen, RowsRun};
use crate::ui::instance::bots::credentials::credentials_part;
use crate::ui::instance::bots::new_row::{add_id, new_row};
use crate::ui::instance::bots::row::row_part;
use crate::ui::instance::group_card::{group_part, heading_id};
use crate::ui::instance::trouble::{failed_group, trouble};
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::i18n::{counted, key, plural_key, section_name, t, tf};

pub(super) fn kind_part(screen: InstanceScreen, run: BotKindRun) -> El {
    let rows = run.rows;
    let name = section_name(rows.section);
    let is_adding = RwSignal::new(screen.is_row_left(rows.section));
    let is_settings_open = RwSignal::new(screen.is_group_left(run.kind.settings));
    let lead = move || {
        rows.list.with(|list| match list.rows.len() {
            0 if list.is_empty() => t(key!("instance.row.none")),
            count => counted(plural_key!("instance.bots.count"), count),
        })
    };
    let settings_button = button("button small quiet")
        .aria_bool("aria-expanded", move || is_settings_open.get())
        .attr("aria-label", section_name(run.kind.settings))
        .t(key!("instance.bots.settings"))
        .on_click(move || is_settings_open.update(|is| *is = !*is));
    let head = classed("div", "card-head")
        .child(el("h3").id(heading_id(rows.section)).attr("tabindex", "-1").text(name))
        .child(classed("span", "card-lead").dyn_text(lead))
        .child(classed("span", "spring"))
        .child(
            classed("span", "actions").child(settings_button).child(add_button(rows, is_adding)),
        );
    let credentials = run.credentials.map(|credentials| credentials_part(screen, run, credentials));
    classed("section", "bot-kind")
        .attr("aria-labelledby", heading_id(rows.section))
        .child(head)
        .child(reading_notes(screen, rows))
        .child(el("div").show(move || is_adding.get(), move || new_bot(screen, run, is_adding)))
        .child(rows_list(screen, run, rows))
        .child(el("div").show(move || is_settings_open.get(), move || settings(screen, run)))
        .child(credentials)
}

/// The button that opens the form of a new row.
pub(super) fn add_button(rows: RowsRun, is_adding: RwSignal<bool>) -> El {
    let label = tf!("instance.row.add_named", section = &section_name(rows.section));
    el("span").show(
        move || !is_adding.get(),
        move || {
            button("button small")
                .id(add_id(rows))
                .attr("aria-label", label.clone())
                .t(key!("instance.row.add"))
                .on_click(move || is_adding.set(true))
        },
    )
}

/// The rows. Each keeps its machine, and its form, over a new reading.
pub(super) fn rows_list(screen: InstanceScreen, run: BotKindRun, rows: RowsRun) -> El {
    el("div").each(
        move || rows.rows.get(),
        |row| row.row_id.clone().unwrap_or_default(),
        move |row| row_part(screen, run, rows, &row),
    )
}

/// Why the rows are those of an earlier reading, and how many cannot be shown.
pub(super) fn reading_notes(screen: InstanceScreen, rows: RowsRun) -> El {
    let error = Memo::new(move |_| rows.list.with(|list| list.read_error.clone()));
    let without_id = Memo::new(move |_| rows.list.with(|list| list.without_id));
    let stale = move || {
        let again = button("button small")
            .attr(
                "aria-label",
                tf!("instance.group.again_named", section = &section_name(rows.section)),
            )
            .t(key!("again.read"))
            .on_click(move || rows.read());
        error.get().map(|error| {
            classed("div", "card-body stale")
                .child(classed("p", "why").t(key!("instance.group.stale")))
                .child(trouble(&error, &failed_group(screen, rows.section, false)))
                .child(classed("div", "actions").child(again))
        })
    };
    let unread = move || match without_id.get() {
        0 => None,
        count => Some(
            classed("p", "help bot-note")
                .text(counted(plural_key!("instance.bots.without_id"), count)),
        ),
    };
    el("div").dyn_child(stale).dyn_child(unread)
}

/// The form of a new bot, once it is known what it begins with.
fn new_bot(screen: InstanceScreen, run: BotKindRun, is_adding: RwSignal<bool>) -> El {
    let suggestion = run.suggestion(screen);
    el("div").dyn_child(move || match suggestion.get() {
        None => super::bone(),
        Some(suggested) => untrack(|| new_row(screen, run.rows, suggested, is_adding)),
    })
}

fn settings(screen: InstanceScreen, run: BotKindRun) -> El {
    let settings = run.settings(screen);
    let is_made_up = Memo::new(move |_| {
        settings.state.with(|state| state.stored().is_some_and(|stored| stored.row_id.is_none()))
    });
    el("div").child(group_part(screen, settings)).show(
        move || is_made_up.get(),
        || classed("p", "help bot-note").t(key!("instance.bots.made_up")),
    )
}
