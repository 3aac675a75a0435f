//! Everything that blocks the press, in one place that takes the focus, each a link to its field.

use leptos::prelude::*;

use crate::domain::schema::validate::Problem;
use crate::state::Panel;
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::i18n::tf;
use crate::ui::kit::{focus, i18n};

/// The summary, empty while nothing blocks.
pub fn summary(panel: Panel) -> El {
    let blocking = Memo::new(move |_| {
        if !panel.form.is_attempted.get() {
            return Vec::new();
        }
        let mut said = panel.form.said.get();
        said.retain(|problem| !problem.fault.is_warning());
        said
    });
    el("div").dyn_child(move || {
        let blocking = blocking.get();
        (!blocking.is_empty()).then(|| notice(panel, &blocking))
    })
}

fn notice(panel: Panel, blocking: &[Problem]) -> El {
    let items: Vec<El> =
        blocking.iter().map(|problem| el("li").child(link(panel, problem))).collect();
    classed("section", "notice problem-summary")
        .id("summary")
        .attr("tabindex", "-1")
        .attr("role", "alert")
        .attr("aria-labelledby", "summary-title")
        .child(el("h2").id("summary-title").t("summary.title"))
        .child(el("ul").child(items))
}

fn link(panel: Panel, problem: &Problem) -> El {
    let field = problem.field;
    let sentence = tf(
        "summary.item",
        &[("field", &i18n::full_label(field)), ("problem", &i18n::problem(problem))],
    );
    button("link").text(sentence).on_click(move || focus::field(panel.form, field))
}
