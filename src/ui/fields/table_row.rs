//! The row of a field of the field table: next to the parts of every row it has the server's default
//! and the way back to the initial value, which is mostly *not sent*.

use leptos::prelude::*;

use crate::domain::deployment::Access;
use crate::domain::schema::field::{Kind, Need, Rule};
use crate::domain::schema::fields::Field;
use crate::domain::schema::validate::{Fault, Problem};
use crate::domain::schema::wire::{Fill, ServerDefault, Wire};
use crate::platform::random;
use crate::state::form::model::FormModel;
use crate::state::press;
use crate::ui::fields::control::ControlDrawer;
use crate::ui::fields::field_focus;
use crate::ui::fields::row::{help, notes, problem, row_with};
use crate::ui::fields::view::{Editor, FieldProblem, FieldTexts, FieldView};
use crate::ui::kit::element::{El, button, classed, el};
use crate::ui::kit::i18n;
use crate::ui::kit::i18n::{key, t, tf};
use crate::ui::kit::icon::{Icon, draw};

/// What the screen of a form supplies to its rows, because rows do not know it.
#[derive(Clone, Copy, Debug)]
pub struct RowSupplies {
    /// Draws the controls of these rows
    pub control: ControlDrawer,
    /// The row of a field that the operator may not change, where there is one
    pub restricted_row: fn(FormModel, Field) -> Option<El>,
    /// What stands next to the control of a field, where anything does
    pub next_to: fn(Field) -> Option<El>,
}

/// The row of a field as the form's rules want it. Nothing for a field that the dialect does not have,
/// or that is hidden.
pub fn table_row(form: FormModel, field: Field, supplies: RowSupplies) -> Option<El> {
    if form.with_rules(|rules| rules.access(field)) == Access::Free {
        free_row(form, field, supplies.control, (supplies.next_to)(field))
    } else {
        (supplies.restricted_row)(form, field)
    }
}

/// The row of a field that the operator may change.
pub fn free_row(
    form: FormModel,
    field: Field,
    control: ControlDrawer,
    next_to: Option<El>,
) -> Option<El> {
    let view = table_view(form, field)?;
    let texts = table_texts(form, field)?;
    press::watch();
    let locked = form.locked(field);
    // A locked control can still be read. The frame has no meaning of its own.
    let editor = el("fieldset")
        .attr("role", "none")
        .bool_attr("disabled", move || locked.get())
        .child(control(view, &texts));
    let note = classed("p", "help locked")
        .bool_attr("hidden", move || !locked.get())
        .t(key!("row.locked"));
    let editor = match next_to {
        Some(next_to) => classed("div", "with-next").child(editor).child(next_to),
        None => editor,
    };
    let parts = vec![editor, note, notes(help(view, &texts), problem(view))];
    let leave = move |_| {
        form.focused().set(None);
        press::after_press(move || form.visit(field));
    };
    Some(
        row_with(view, &texts, parts)
            .on("focusin", move |_| form.focused().set(Some(field)))
            .on("focusout", leave)
            .child(reset(form, field)),
    )
}

fn reset(form: FormModel, field: Field) -> El {
    let label = match form.with_rules(|rules| rules.is_edit) {
        true => tf!("row.undo", field = &i18n::label(field)),
        false => tf!("row.reset", field = &i18n::full_label(field)),
    };
    let is_unused = move || form.locked(field).get() || form.is_initial(field);
    button("button icon-only quiet reset")
        .dyn_class("unused", is_unused)
        .bool_attr("disabled", is_unused)
        .attr("aria-label", label.clone())
        .attr("title", label)
        .on_click(move || {
            form.reset_field(field);
            // The button goes; the focus stays in the row.
            field_focus::control(form, field);
        })
        .child(draw(Icon::Cross))
}

/// A field of the table in a form; `None` where the form's dialect does not have it.
#[must_use]
pub fn table_view(form: FormModel, field: Field) -> Option<FieldView> {
    let api = form.api.get_untracked();
    let (spec, wire) = (field.spec(), field.spec().wire(api)?);
    let line = |class, input_mode| Editor::Line { class, input_mode, placeholder: "" };
    let editor = match spec.kind {
        Kind::Integer { .. } => line("input number", "numeric"),
        Kind::Text(Rule::Digits) => line("input", "tel"),
        Kind::Text(Rule::Url) => line("input", "url"),
        Kind::Text(_) => line("input", "text"),
        Kind::Secret => {
            let can_generate = wire.always_sent == Some(Fill::FreshToken)
                || wire.server_default == ServerDefault::Generated;
            Editor::Secret { generate: can_generate.then_some(random::uuid), can_copy: true }
        }
        Kind::Flag => Editor::Flag,
        Kind::Choice(_) => Editor::Choice {
            is_list: spec.choices(api).len() > 4,
            preselected: filled_text(wire).unwrap_or_default(),
        },
        Kind::Events => {
            let webhook = Field::WebhookEvents;
            Editor::Events { api, same_as: (field != webhook).then(|| form.draft(webhook)) }
        }
        Kind::Headers => Editor::Headers,
        Kind::List => Editor::List,
    };
    let as_problem = move |fault: Fault| FieldProblem {
        is_warning: fault.is_warning(),
        sentence: i18n::problem(&Problem { field, fault }),
    };
    Some(FieldView {
        id_prefix: form.id_prefix,
        id: field.id(),
        path: if form.with_rules(|rules| rules.is_edit) { wire.set() } else { wire.path },
        is_path_shown: true,
        editor,
        is_required: matches!(spec.need, Need::Always),
        note: None,
        draft: form.draft(field),
        problem: Memo::new(move |_| form.shown_fault(field).map(as_problem)),
    })
}

/// The texts of a field of the table; `None` where the form's dialect does not have it.
#[must_use]
pub fn table_texts(form: FormModel, field: Field) -> Option<FieldTexts> {
    let api = form.api.get_untracked();
    let (kind, wire) = (field.spec().kind, field.spec().wire(api)?);
    let mut help = t(&format!("field.{}.help", field.id()));
    if let Some(default) = default_sentence(kind, wire) {
        help.push(' ');
        help.push_str(&default);
    }
    let choices = field.spec().choices(api);
    Some(FieldTexts {
        label: i18n::label(field),
        help,
        unset: unset_label(field, wire),
        choices: choices.iter().map(|value| (*value, i18n::choice(field, value))).collect(),
    })
}

/// The choice that the panel sends where none is made.
fn filled_text(wire: &Wire) -> Option<&'static str> {
    match wire.always_sent {
        Some(Fill::Text(value)) => Some(value),
        _ => None,
    }
}

/// What a flag or a choice says while it is not sent.
fn unset_label(field: Field, wire: &Wire) -> Option<String> {
    match field.spec().kind {
        Kind::Flag => Some(t(match (wire.always_sent, wire.server_default) {
            (Some(Fill::Flag(true)), _) => key!("row.fill.flag_on"),
            (Some(Fill::Flag(false)), _) => key!("row.fill.flag_off"),
            (_, ServerDefault::Flag(true)) => key!("row.default.flag_on"),
            (_, ServerDefault::Flag(false)) => key!("row.default.flag_off"),
            _ => key!("row.default.none"),
        })),
        // Where a choice must be made, there is no way to make none.
        Kind::Choice(_) if matches!(field.spec().need, Need::Never) => {
            match (filled_text(wire), wire.server_default) {
                (None, ServerDefault::Text(value)) => {
                    Some(tf!("row.default.value", value = &i18n::choice(field, value)))
                }
                (None, _) => Some(t(key!("row.default.none"))),
                _ => None,
            }
        }
        _ => None,
    }
}

/// What holds while the field is not sent, where its control does not say so itself.
fn default_sentence(kind: Kind, wire: &Wire) -> Option<String> {
    if matches!(kind, Kind::Flag | Kind::Choice(_) | Kind::Events) {
        return None;
    }
    let takes = |value: &str| Some(tf!("row.default.sentence", value = value));
    match (wire.always_sent, wire.server_default) {
        (Some(Fill::FreshToken), _) => Some(t(key!("row.fill.token"))),
        (Some(Fill::Text("")), _) => Some(t(key!("row.fill.empty"))),
        (_, ServerDefault::Generated) => Some(t(key!("row.default.generated"))),
        (_, ServerDefault::Number(number)) => takes(&number.to_string()),
        (_, ServerDefault::Text(text)) => takes(text),
        _ => None,
    }
}
