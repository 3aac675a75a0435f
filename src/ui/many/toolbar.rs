//! Above the table: how many rows there are, which of them are shown, and the ways to more.

use leptos::prelude::*;

use crate::domain::many::outcome::RowOutcome;
use crate::domain::many::run::row::RowState;
use crate::state::many::ManyDesk;
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::focus;
use crate::ui::kit::i18n::{counted, key, plural_key, t};
use crate::ui::many::notices::common_line;
use crate::ui::many::page::ManyScreen;
use crate::ui::many::plan::existing_line;
use crate::ui::many::row::first_cell;
use crate::ui::many::words;

/// Which rows are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ShownRows {
    All,
    /// Those that something speaks against, or something is to be known of
    WithProblems,
    /// Those of a run that did not end as they were asked for
    NotWell,
}

impl ShownRows {
    /// The ids of the rows, in their order.
    pub(super) fn ids(self, desk: ManyDesk) -> Vec<u32> {
        desk.batch.with(|batch| {
            let rows = batch.rows().iter().map(|row| row.id);
            match self {
                Self::All => rows.collect(),
                Self::WithProblems => desk.check.with(|check| {
                    let has_any = |place: &usize| {
                        check.problems(*place).next().is_some() || check.plan(*place).is_lacking()
                    };
                    rows.enumerate().filter(|(place, _)| has_any(place)).map(|(_, id)| id).collect()
                }),
                Self::NotWell => desk.run.with(|run| {
                    let is_not_well = |id: u32| {
                        let row = run.and_then(|run| run.row(id));
                        row.is_some_and(|row| match &row.state {
                            RowState::Ended(RowOutcome::NotCompared) => false,
                            RowState::Ended(outcome) => !outcome.is_well(),
                            state => *state == RowState::Skipped,
                        })
                    };
                    rows.filter(|id| is_not_well(*id)).collect()
                }),
            }
        })
    }
}

pub(super) fn toolbar(screen: ManyScreen) -> El {
    let desk = screen.desk;
    let count = Memo::new(move |_| desk.batch.with(|batch| batch.rows().len()));
    let is_checking = Memo::new(move |_| desk.is_checking.get());
    let wrong = Memo::new(move |_| desk.check.with(|check| check.counts()));
    let line = move || {
        let rows = counted(plural_key!("many.rows"), count.get());
        if is_checking.get() {
            return format!("{rows} · {}", t(key!("many.checking")));
        }
        let wrong = wrong.get();
        let parts = words::counts(&[
            (wrong.wrong, plural_key!("many.wrong")),
            (wrong.with_warning, plural_key!("many.with_notes")),
        ]);
        std::iter::once(rows).chain(parts).collect::<Vec<_>>().join(" · ")
    };
    let chip = move |shown: ShownRows, label: &str| {
        button("chip")
            .aria_bool("aria-pressed", move || screen.shown.get() == shown)
            .t(label)
            .on_click(move || screen.shown.set(shown))
    };
    let chips = classed("div", "chips")
        .attr("role", "group")
        .attr_t("aria-label", key!("many.show"))
        .child(chip(ShownRows::All, key!("many.show.all")))
        .child(chip(ShownRows::WithProblems, key!("many.show.problems")))
        .show(
            move || screen.has_run(),
            move || chip(ShownRows::NotWell, key!("many.show.not_as_requested")),
        );
    let add_row = move || {
        screen.shown.set(ShownRows::All);
        if let Some(id) = desk.add_row() {
            focus::next_frame(first_cell(id));
        }
    };
    let clear = move || {
        desk.clear();
        desk.ask_list();
        screen.is_adding.set(false);
        screen.shown.set(ShownRows::All);
        focus::next_frame("main".to_owned());
    };
    let may_clear = move || {
        desk.run.with(|run| {
            run.is_none_or(|run| run.rows().iter().all(|row| !row.state.is_under_way()))
        })
    };
    let buttons = classed("div", "actions")
        .show(
            move || !screen.has_run(),
            move || {
                el("span")
                    .class("many-buttons")
                    .child(button("button small").t(key!("many.add_row")).on_click(add_row))
                    .child(
                        button("button small")
                            .aria_bool("aria-expanded", move || screen.is_adding.get())
                            .t(key!("many.add_more"))
                            .on_click(move || screen.is_adding.update(|is| *is = !*is)),
                    )
            },
        )
        .child(
            button("button small")
                .bool_attr("disabled", move || !may_clear())
                .t(key!("many.remove_all"))
                .on_click(clear),
        );
    classed("div", "many-tools")
        .child(
            classed("div", "many-line")
                .child(el("b").attr("role", "status").dyn_text(line))
                .child(chips)
                .child(classed("span", "spring"))
                .child(buttons),
        )
        .child(common_line(screen))
        .child(existing_line(screen))
}
