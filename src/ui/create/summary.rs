//! Everything that blocks the press, in one place that takes the focus, each a link to its field.

use leptos::prelude::*;

use crate::domain::schema::validate::Problem;
use crate::state::create::submit::Submission;
use crate::state::form::model::FormModel;
use crate::ui::fields::field_focus;
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::i18n::{key, tf};
use crate::ui::kit::{focus, i18n};

/// The summary, empty while nothing blocks. A press that is blocked leads to it.
pub fn summary(form: FormModel) -> El {
    let blocked_presses = expect_context::<Submission>().blocked_presses;
    Effect::new(move |before: Option<u32>| {
        let count = blocked_presses.get();
        if before.is_some_and(|before| before != count) {
            // The summary may be rendered by this very press; it is there after the next frame.
            request_animation_frame(|| focus::by_id("summary"));
        }
        count
    });
    let blocking = Memo::new(move |_| {
        if !form.is_attempted().get() {
            return Vec::new();
        }
        let mut problems = form.shown_problems.get();
        problems.retain(|problem| !problem.fault.is_warning());
        problems
    });
    el("div").dyn_child(move || {
        let blocking = blocking.get();
        (!blocking.is_empty()).then(|| notice(form, &blocking))
    })
}

fn notice(form: FormModel, blocking: &[Problem]) -> El {
    let items: Vec<El> =
        blocking.iter().map(|problem| el("li").child(link(form, problem))).collect();
    classed("section", "notice problem-summary")
        .id("summary")
        .attr("tabindex", "-1")
        .attr("role", "alert")
        .attr("aria-labelledby", "summary-title")
        .child(el("h2").id("summary-title").t(key!("summary.title")))
        .child(el("ul").child(items))
}

fn link(form: FormModel, problem: &Problem) -> El {
    let field = problem.field;
    let sentence =
        tf!("summary.item", field = &i18n::full_label(field), problem = &i18n::problem(problem));
    button("link").text(sentence).on_click(move || field_focus::field(form, field))
}
