//! What is sent for a row, its secrets masked, and everything that is wrong with it.

use leptos::prelude::*;

use crate::domain::creation::plan;
use crate::domain::interpolate;
use crate::domain::many::existing::RowPlan;
use crate::domain::many::run::row::RowState;
use crate::domain::schema::drafts::Drafts;
use crate::domain::schema::encode;
use crate::domain::servers::server::Server;
use crate::ui::kit::element::{El, classed, el};
use crate::ui::kit::focus;
use crate::ui::kit::i18n::{key, step_name, t};
use crate::ui::kit::json_view::json_view;
use crate::ui::kit::sheet::{SheetSpec, sheet};
use crate::ui::many::page::ManyScreen;
use crate::ui::many::plan::plan_view;
use crate::ui::many::row::look_button;
use crate::ui::many::words;

const SHEET: SheetSpec = SheetSpec { id: "many-request", class: "sheet many-request" };

pub(super) fn request_sheet(screen: ManyScreen) -> El {
    let close = move || {
        let row = screen.looking.get_untracked();
        screen.looking.set(None);
        focus::next_frame(row.map_or_else(|| "many-rows".to_owned(), look_button));
    };
    sheet(SHEET, move || screen.looking.get(), move |id| content(screen, id), close)
}

fn content(screen: ManyScreen, id: u32) -> (String, El) {
    let desk = screen.desk;
    let (Some(mut drafts), Some(server)) = (desk.drafts(id), desk.server()) else {
        return (t(key!("many.request")), el("div"));
    };
    drafts.fresh_token = "…".to_owned();
    let name = match drafts.name() {
        "" => t(key!("many.request")),
        name => interpolate::plain(name),
    };
    let place = desk.batch.with_untracked(|batch| batch.place(id));
    let problems: Vec<El> = desk.check.with_untracked(|check| {
        let problems = place.into_iter().flat_map(|place| check.problems(place));
        problems.map(|problem| el("li").text(words::problem(problem))).collect()
    });
    let state = desk.run.with_untracked(|run| Some(run?.row(id)?.state.clone()));
    let has_ended = matches!(state, Some(RowState::Ended(_)));
    let state = state.map(|state| {
        classed("p", "notice").text(words::row(Some(&state), &[], &RowPlan::Create, Some(&server)))
    });
    let plan = desk.check.with_untracked(|check| place.map(|place| check.plan(place).clone()));
    let body = classed("div", "sheet-body").child(state).child(
        (!problems.is_empty())
            .then(|| classed("ul", "notice warning many-problems").child(problems)),
    );
    let body = match plan {
        // What an instance that was changed has now is another matter.
        Some(RowPlan::Compared(_)) if has_ended => body,
        Some(RowPlan::Compared(comparison)) => {
            let api = server.api();
            let own = desk
                .batch
                .with_untracked(|batch| batch.row(id).map(|row| batch.own_drafts(row, api)));
            body.child(plan_view(&comparison, &own.unwrap_or_default(), &server))
        }
        _ => body.child(requests(&drafts, &server)),
    };
    (name, body)
}

/// What creates the row's instance.
fn requests(drafts: &Drafts, server: &Server) -> Vec<El> {
    let api = server.api();
    let target = server.target();
    let steps = plan::steps(drafts, api).into_iter().filter_map(|step| {
        let body = encode::body(drafts, api, step.carrier()?)?;
        let call = step.address(drafts, &target);
        let line = classed("p", "request-line")
            .child(el("b").text(call.method.name()))
            .text(" ")
            .child(el("span").text(call.url));
        Some(
            classed("section", "request")
                .child(el("h3").text(step_name(step)))
                .child(line)
                .child(json_view(move || body.clone(), || None)),
        )
    });
    steps.collect()
}
