//! Everything that blocks the press, in one place that takes the focus: by section, each a link to its
//! field. One problem alone needs no list.

use leptos::prelude::*;

use crate::domain::schema::section::Section;
use crate::domain::schema::validate::Problem;
use crate::state::create::submit::Submission;
use crate::state::form::model::FormModel;
use crate::ui::fields::field_focus;
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::i18n::{counted, plural_key, section_name, tf};
use crate::ui::kit::{focus, i18n};

/// The summary, empty while nothing blocks. A press that is blocked leads to it, or to the only field
/// that has to be corrected.
pub fn summary() -> El {
    let form = expect_context::<FormModel>();
    let submission = expect_context::<Submission>();
    let blocked_presses = submission.blocked_presses;
    let blocking = Memo::new(move |_| {
        if !form.is_attempted().get() {
            return Vec::new();
        }
        let mut problems = form.shown_problems.get();
        problems.retain(|problem| !problem.fault.is_warning());
        problems
    });
    // Decided at the press: problems that come and go with what is typed open no list.
    let is_listed = Memo::new(move |_| {
        blocked_presses.get() > 0 && blocking.with_untracked(|blocking| blocking.len() > 1)
    });
    Effect::new(move || {
        if submission.answers_press(blocked_presses.get()) {
            let first = blocking.with_untracked(|blocking| blocking.first().map(|one| one.field));
            match first.filter(|_| !is_listed.get_untracked()) {
                Some(field) => field_focus::field(form, field),
                // The summary may be rendered by this very press; it is there after the next frame.
                None => request_animation_frame(|| focus::by_id("summary")),
            }
        }
    });
    el("div").dyn_child(move || {
        let blocking = blocking.get();
        (is_listed.get() && !blocking.is_empty()).then(|| notice(form, &blocking))
    })
}

fn notice(form: FormModel, blocking: &[Problem]) -> El {
    let title = counted(plural_key!("summary.title"), blocking.len());
    classed("section", "notice problem-summary")
        .id("summary")
        .attr("tabindex", "-1")
        .attr("role", "alert")
        .attr("aria-labelledby", "summary-title")
        .child(el("h2").id("summary-title").text(title))
        .child(
            Section::ALL.iter().map(|section| part(form, *section, blocking)).collect::<Vec<_>>(),
        )
}

/// The problems of one section, if it has any.
fn part(form: FormModel, section: Section, blocking: &[Problem]) -> Option<El> {
    let own = blocking.iter().filter(|problem| problem.field.spec().section == section);
    let items: Vec<El> = own.map(|problem| el("li").child(link(form, problem))).collect();
    (!items.is_empty())
        .then(|| el("div").child(el("h3").text(section_name(section))).child(el("ul").child(items)))
}

fn link(form: FormModel, problem: &Problem) -> El {
    let field = problem.field;
    let sentence =
        tf!("summary.item", field = &i18n::label(field), problem = &i18n::problem(problem));
    button("link").text(sentence).on_click(move || field_focus::field(form, field))
}
