//! The parts of a row: label, control, and one sentence of help or what is wrong.

use crate::ui::kit::i18n::key;
use leptos::prelude::*;

use crate::ui::fields::control::control;
use crate::ui::fields::view::{FieldProblem, FieldTexts, FieldView};
use crate::ui::kit::element::{El, classed, el};
use crate::ui::kit::icon::{Icon, draw};

/// A row with its control, its help and its problem.
pub fn row(field: FieldView, texts: &FieldTexts) -> El {
    let notes = notes(help(field, texts), problem(field));
    row_with(field, texts, vec![control(field, texts), notes])
}

/// A row with other parts next to its label.
pub fn row_with(field: FieldView, texts: &FieldTexts, parts: Vec<El>) -> El {
    classed("div", "row")
        .dyn_class("invalid", move || field.is_invalid())
        .id(field.row_id())
        .child(row_name(field, texts))
        .child(classed("div", "row-control").child(parts))
}

fn row_name(field: FieldView, texts: &FieldTexts) -> El {
    let label = if field.has_several_inputs() {
        el("span")
    } else {
        el("label").attr("for", field.control_id())
    };
    classed("div", "row-name")
        .child(label.class("label").id(field.part_id("label")).text(&texts.label))
        .child(field.is_required.then(|| classed("span", "needed").t(key!("row.required"))))
        .child(field.is_path_shown.then(|| classed("code", "wire").text(field.path)))
}

/// Help and problem share one place, which is as high as the higher of the two: a problem that
/// replaces the help moves nothing below it.
pub fn notes(help: El, problem: El) -> El {
    classed("div", "row-notes").child(help).child(problem)
}

pub fn help(field: FieldView, texts: &FieldTexts) -> El {
    classed("p", "help")
        .id(field.part_id("help"))
        .dyn_class("replaced", move || field.problem.with(Option::is_some))
        .text(&texts.help)
}

pub fn problem(field: FieldView) -> El {
    let shown = |problem: FieldProblem| {
        let icon = if problem.is_warning { Icon::Note } else { Icon::Alert };
        vec![draw(icon), el("span").text(problem.sentence).into_view()]
    };
    classed("p", "problem")
        .dyn_class("warning", move || !field.is_invalid())
        .id(field.part_id("problem"))
        .dyn_child(move || field.problem.get().map(shown))
}
