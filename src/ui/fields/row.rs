//! One field: label, control, one sentence of help or what is wrong, wire name, the server's
//! default, and the way back to what it began with, which is mostly *not sent*.

use leptos::prelude::*;

use crate::domain::deployment::Access;
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::field::{Kind, Need, Rule};
use crate::domain::schema::fields::Field;
use crate::domain::schema::validate::{Fault, Problem};
use crate::domain::schema::wire::{Fill, ServerDefault, Wire};
use crate::state::Panel;
use crate::state::create::form::random_token;
use crate::ui::fields::control::{FieldRow, control};
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::i18n::{t, tf};
use crate::ui::kit::icon::{Icon, draw};
use crate::ui::kit::{focus, i18n};
use crate::ui::lazy_chunks::OPERATE;

/// Nothing for a field that the dialect does not have, or that is hidden.
pub fn field_row(panel: Panel, field: Field, dialect: Dialect) -> Option<El> {
    let row = row_of(panel, field, dialect)?;
    if panel.setup.access(field) == Access::Free {
        return Some(free_row(panel, row));
    }
    (OPERATE.exports()?.readonly_row)(panel, row)
}

fn row_of(panel: Panel, field: Field, dialect: Dialect) -> Option<FieldRow> {
    Some(FieldRow {
        field,
        wire: field.spec().wire(dialect)?,
        dialect,
        draft: panel.form.draft(field),
        fault: Memo::new(move |_| panel.form.fault(field)),
        webhook_events: panel.form.draft(Field::WebhookEvents),
        fresh_token: random_token,
    })
}

/// A field that the operator may change.
pub fn free_row(panel: Panel, row: FieldRow) -> El {
    let field = row.field;
    let kind = field.spec().kind;
    let is_invalid = move || row.is_invalid();
    let locked = panel.form.locked(field);
    // What is disabled as a whole is still there to be read. It is a frame of no meaning of its own.
    let editor = el("fieldset")
        .attr("role", "none")
        .bool_attr("disabled", move || locked.get())
        .child(control(row));
    let note =
        classed("p", "help locked").bool_attr("hidden", move || !locked.get()).t("row.locked");
    let leave = move |_| {
        panel.form.focused.set(None);
        panel.form.visit(field);
        if kind == Kind::Text(Rule::Name) {
            OPERATE.fetch_then(move |operate| {
                if let Some(operate) = operate {
                    (operate.check_name)(panel);
                }
            });
        }
    };
    classed("div", "row")
        .dyn_class("invalid", is_invalid)
        .id(format!("row-{}", field.id()))
        .on("focusin", move |_| panel.form.focused.set(Some(field)))
        .on("focusout", leave)
        .child(row_name(row))
        .child(
            classed("div", "row-control")
                .child(editor)
                .child(note)
                .child(help(row))
                .child(problem(row)),
        )
        .child(reset(panel, row))
}

fn row_name(row: FieldRow) -> El {
    let label = if row.is_group_of_controls() {
        el("span")
    } else {
        el("label").attr("for", row.field.id())
    };
    let is_needed = matches!(row.field.spec().need, Need::Always);
    classed("div", "row-name")
        .child(label.class("label").id(row.label_id()).text(i18n::label(row.field)))
        .child(is_needed.then(|| classed("span", "needed").t("row.required")))
        .child(classed("code", "wire").text(row.wire.path))
}

pub fn help(row: FieldRow) -> El {
    let mut sentence = t(&format!("field.{}.help", row.field.id()));
    if let Some(default) = default_sentence(row.field.spec().kind, row.wire) {
        sentence.push(' ');
        sentence.push_str(&default);
    }
    classed("p", "help")
        .id(row.help_id())
        .bool_attr("hidden", move || row.fault.with(Option::is_some))
        .text(sentence)
}

pub fn problem(row: FieldRow) -> El {
    let said = move |fault: Fault| {
        let icon = if fault.is_warning() { Icon::Note } else { Icon::Alert };
        let sentence = i18n::problem(&Problem { field: row.field, fault });
        vec![draw(icon), el("span").text(sentence).into_view()]
    };
    classed("p", "problem")
        .dyn_class("warning", move || !row.is_invalid())
        .id(row.problem_id())
        .dyn_child(move || row.fault.get().map(said))
}

fn reset(panel: Panel, row: FieldRow) -> El {
    let label = tf("row.reset", &[("field", &i18n::full_label(row.field))]);
    let is_unused = move || panel.form.locked(row.field).get() || panel.form.is_as_begun(row.field);
    button("button icon-only quiet reset")
        .dyn_class("unused", is_unused)
        .bool_attr("disabled", is_unused)
        .attr("aria-label", label.clone())
        .attr("title", label)
        .on_click(move || {
            panel.form.restart(row.field);
            // The button goes; the focus stays in the row.
            focus::control(row.field);
        })
        .child(draw(Icon::Cross))
}

/// What holds while the field is not sent, where its control does not say so itself.
fn default_sentence(kind: Kind, wire: &Wire) -> Option<String> {
    if matches!(kind, Kind::Flag | Kind::Choice(_) | Kind::Events) {
        return None;
    }
    let takes = |value: &str| Some(tf("row.default.sentence", &[("value", value)]));
    match (wire.always_sent, wire.server_default) {
        (Some(Fill::FreshToken), _) => Some(t("row.fill.token")),
        (Some(Fill::Text("")), _) => Some(t("row.fill.empty")),
        (_, ServerDefault::Generated) => Some(t("row.default.generated")),
        (_, ServerDefault::Number(number)) => takes(&number.to_string()),
        (_, ServerDefault::Text(text)) => takes(text),
        _ => None,
    }
}
