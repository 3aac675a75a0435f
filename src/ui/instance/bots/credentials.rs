//! The keys that a server keeps for several bots. They are added and deleted; the API changes none.

use leptos::prelude::*;

use crate::domain::instance::row_list::RowList;
use crate::domain::instance::stored_group::GroupReading;
use crate::state::instance::{BotKindRun, InstanceScreen, RowsRun};
use crate::ui::instance::bots::kind::{add_button, reading_notes, rows_list};
use crate::ui::instance::bots::new_row::new_row;
use crate::ui::instance::group_card::heading_id;
use crate::ui::instance::trouble::{failed_group, trouble};
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::i18n::{key, section_name};

pub(super) fn credentials_part(screen: InstanceScreen, run: BotKindRun, rows: RowsRun) -> El {
    // They are of no use before the kind is shown.
    rows.read();
    let is_adding = RwSignal::new(screen.is_row_left(rows.section));
    let is_empty = Memo::new(move |_| {
        rows.state.with(|state| matches!(state, Some(GroupReading::Stored(_))))
            && rows.list.with(RowList::is_empty)
    });
    let head = classed("div", "card-head")
        .child(
            el("h4")
                .id(heading_id(rows.section))
                .attr("tabindex", "-1")
                .text(section_name(rows.section)),
        )
        .show(move || is_empty.get(), || classed("span", "card-lead").t(key!("instance.row.none")))
        .child(classed("span", "spring"))
        .child(add_button(rows, is_adding));
    classed("section", "row-part bot-credentials")
        .attr("aria-labelledby", heading_id(rows.section))
        .child(head)
        .dyn_child(move || rows.state.get().and_then(|state| unread(screen, rows, &state)))
        .child(reading_notes(screen, rows))
        .child(
            el("div").show(move || is_adding.get(), move || new_row(screen, rows, None, is_adding)),
        )
        .child(rows_list(screen, run, rows))
        .child(
            classed("p", "help bot-note")
                .bool_attr("hidden", move || rows.rows.with(Vec::is_empty))
                .t(key!("instance.bots.credentials_help")),
        )
}

fn unread(screen: InstanceScreen, rows: RowsRun, state: &GroupReading) -> Option<El> {
    let GroupReading::Unreadable(error) = state else { return None };
    let again = button("button small").t(key!("again.read")).on_click(move || rows.read());
    Some(
        classed("div", "card-body")
            .child(trouble(error, &failed_group(screen, rows.section, false)))
            .child(classed("div", "actions").child(again)),
    )
}
