//! One row of the table. Its elements show one row after another while the table scrolls, so everything
//! in it follows signals.

use leptos::prelude::*;

use crate::domain::interpolate;
use crate::domain::many::check::RowProblem;
use crate::domain::many::existing::RowPlan;
use crate::domain::many::outcome::RowOutcome;
use crate::domain::many::run::row::RowState;
use crate::domain::schema::fields::Field;
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::i18n::{fill, filled_key, key, tf};
use crate::ui::kit::icon::{Icon, draw};
use crate::ui::many::cell::{CellView, cell_control};
use crate::ui::many::page::ManyScreen;
use crate::ui::many::words;

/// The id of the cell with the name of a row.
pub(super) fn first_cell(id: u32) -> String {
    format!("many-{id}-{}", Field::InstanceName.id())
}

/// The id of the button that looks at a row's request.
pub(super) fn look_button(id: u32) -> String {
    format!("many-{id}-look")
}

/// The id of what is said of a row.
pub(super) fn said_id(id: u32) -> String {
    format!("many-{id}-said")
}

/// How a row stands, for its colour; a sign and words say the same.
fn tone(state: Option<&RowState>, problems: &[RowProblem], plan: &RowPlan) -> &'static str {
    match state {
        Some(RowState::Starting | RowState::Sent { .. }) => "busy",
        Some(RowState::Ended(outcome)) if outcome.is_well() => "good",
        Some(RowState::Ended(RowOutcome::NotCompared)) => "plain",
        Some(RowState::Ended(RowOutcome::NotCreated(_))) => "bad",
        Some(RowState::Ended(_)) => "odd",
        _ if problems.iter().any(|problem| !problem.is_warning()) => "bad",
        _ if !problems.is_empty() => "odd",
        None if plan.is_lacking() => "odd",
        None if plan.is_same() => "good",
        _ => "plain",
    }
}

fn sign(tone: &str) -> &'static str {
    match tone {
        "good" => "✓",
        "bad" => "✕",
        "odd" => "!",
        "busy" => "…",
        _ => "",
    }
}

pub(super) fn row(screen: ManyScreen, columns: Memo<Vec<Field>>, id: Signal<Option<u32>>) -> El {
    let desk = screen.desk;
    let place = Memo::new(move |_| {
        let id = id.get()?;
        desk.batch.with(|batch| batch.place(id))
    });
    let name = Memo::new(move |_| {
        let Some(id) = id.get() else { return String::new() };
        desk.batch.with(|batch| {
            batch.row(id).map(|row| interpolate::plain(row.name())).unwrap_or_default()
        })
    });
    let problems = Memo::new(move |_| {
        let Some(place) = place.get() else { return Vec::new() };
        desk.check.with(|check| check.problems(place).cloned().collect::<Vec<RowProblem>>())
    });
    let plan = Memo::new(move |_| {
        let place = place.get();
        desk.check.with(|check| place.map_or(RowPlan::Create, |place| check.plan(place).clone()))
    });
    let state = Memo::new(move |_| {
        let id = id.get()?;
        desk.run.with(|run| Some(run?.row(id)?.state.clone()))
    });
    let tone = Memo::new(move |_| {
        state.with(|state| {
            problems.with(|problems| plan.with(|plan| tone(state.as_ref(), problems, plan)))
        })
    });
    let said = move || {
        let server = desk.server();
        state.with(|state| {
            problems.with(|problems| {
                plan.with(|plan| words::row(state.as_ref(), problems, plan, server.as_ref()))
            })
        })
    };
    let number = move || id.get().map(|id| id.to_string()).unwrap_or_default();
    let cell_of = move |field: Field| {
        let is_wrong = Memo::new(move |_| {
            problems.with(|problems| {
                problems.iter().any(|problem| problem.field == field && !problem.is_warning())
            })
        });
        let view = CellView { desk, id, field, name, is_wrong };
        classed("span", "cell").attr("role", "cell").child(cell_control(view))
    };
    let labelled = move |key: &'static str| {
        move || {
            let name = match name.get() {
                name if name.is_empty() => tf!("many.row_number", number = &number()),
                name => name,
            };
            Some(fill(key, &[("name", &name)]))
        }
    };
    let look = button("button small")
        .dyn_attr("id", move || id.get().map(look_button))
        .dyn_attr("aria-label", labelled(filled_key!("many.view_named", name)))
        .t(key!("many.view"))
        .on_click(move || screen.looking.set(id.get_untracked()));
    let may_remove = Memo::new(move |_| state.with(Option::is_none));
    let remove = button("button icon-only quiet")
        .bool_attr("disabled", move || !may_remove.get())
        .dyn_attr("aria-label", labelled(filled_key!("many.remove", name)))
        .child(draw(Icon::Cross))
        .on_click(move || {
            if let Some(id) = id.get_untracked() {
                desk.remove(id);
            }
        });
    classed("div", "many-row")
        .dyn_attr("data-tone", move || Some(tone.get().to_owned()))
        .child(classed("span", "cell many-number").attr("role", "cell").dyn_text(number))
        .child(cell_of(Field::InstanceName))
        .child(
            classed("span", "cell many-state")
                .attr("role", "cell")
                .child(
                    classed("span", "many-sign")
                        .attr("aria-hidden", "true")
                        .dyn_text(move || sign(tone.get()).to_owned()),
                )
                .child(
                    classed("span", "many-said")
                        .dyn_attr("id", move || id.get().map(said_id))
                        .dyn_text(said),
                ),
        )
        .child(classed("span", "many-slots").attr("role", "presentation").each(
            move || columns.with(|columns| columns.iter().skip(1).copied().collect()),
            |field: &Field| field.id(),
            cell_of,
        ))
        .child(el("span").class("cell many-actions").attr("role", "cell").child(look).child(remove))
}
