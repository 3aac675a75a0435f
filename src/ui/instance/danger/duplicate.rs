//! The form of a creation, filled in as this instance is. What does not go along is said first.

use leptos::prelude::*;

use crate::domain::instance::left_behind::LeftBehind;
use crate::domain::route::Route;
use crate::state::route::go_to;
use crate::ui::instance::danger::left_list::left_list;
use crate::ui::instance::head::HeadContext;
use crate::ui::kit::dialog::show_while;
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::focus;
use crate::ui::kit::i18n::key;

const DIALOG: &str = "duplicate-dialog";
const TITLE: &str = "duplicate-dialog-title";

/// What of this instance another one would miss.
fn left(context: HeadContext) -> Vec<LeftBehind> {
    let mut left = context.screen.left_behind();
    left.retain(|one| !one.is_of_any_copy());
    left
}

/// Asks only where there is something to say.
pub fn duplicate(context: HeadContext) {
    if left(context).is_empty() {
        fill(context);
    } else {
        context.is_duplicating.set(true);
    }
}

fn fill(context: HeadContext) {
    let screen = context.screen;
    context.form.fill(&screen.copy().drafts(screen.server().api()));
    context.form.start_over();
    go_to(&Route::Create);
}

pub fn duplicate_dialog(context: HeadContext) -> El {
    let is_open = context.is_duplicating;
    show_while(DIALOG.to_owned(), move || is_open.get());
    let close = move || {
        is_open.set(false);
        focus::next_frame("instance-more".to_owned());
    };
    let body = move || {
        let left = untrack(|| left(context));
        let go_on = button("button primary")
            .attr("autofocus", "")
            .t(key!("instance.left.go_on"))
            .on_click(move || {
                is_open.set(false);
                fill(context);
            });
        el("div")
            .child(el("h2").id(TITLE).t(key!("result.duplicate")))
            .child(left_list(key!("instance.left.duplicate"), &left))
            .child(
                classed("div", "actions")
                    .child(button("button").t(key!("common.cancel")).on_click(close))
                    .child(go_on),
            )
    };
    classed("dialog", "dialog instance-question")
        .id(DIALOG)
        .attr("aria-labelledby", TITLE)
        .on("cancel", move |event| {
            event.prevent_default();
            close();
        })
        .show(move || is_open.get(), body)
}
