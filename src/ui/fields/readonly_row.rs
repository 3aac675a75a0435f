//! What the form's rules keep the operator from changing: a fixed field, shown with its value and the
//! reason; a hidden one; the switch of a group that stays on.

use leptos::prelude::*;

use crate::domain::deployment::Access;
use crate::domain::http::secret::masked;
use crate::domain::schema::api::Api;
use crate::domain::schema::drafts::Drafts;
use crate::domain::schema::field::{Draft, Kind, Need};
use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;
use crate::state::form::model::FormModel;
use crate::ui::fields::control::control;
use crate::ui::fields::row::{help, notes, problem, row_with};
use crate::ui::fields::table_row::{free_row, table_texts, table_view};
use crate::ui::fields::view::{Editor, FieldView};
use crate::ui::kit::element::{El, classed, el};
use crate::ui::kit::i18n;
use crate::ui::kit::i18n::{key, t, tf};

/// Nothing for a hidden field, unless another field makes it needed.
pub fn restricted_row(form: FormModel, field: Field) -> Option<El> {
    if form.with_rules(|rules| rules.access(field)) == Access::Hidden {
        return needed_row(form, field);
    }
    let api = form.api.get_untracked();
    // One control with a label of its own, whatever edits the field elsewhere.
    let editor = Editor::Line { class: "input", input_mode: "text", placeholder: "" };
    let view =
        FieldView { editor, is_required: false, note: Some("reason"), ..table_view(form, field)? };
    let texts = table_texts(form, field)?;
    let value = value(view, field, api)
        .id(view.control_id())
        .attr("readonly", "")
        .attr("name", view.path)
        .attr("aria-describedby", view.described_by())
        .prop_value(move || view.draft.with(|draft| shown(field, api, draft)));
    let reason = classed("p", "help reason").id(view.part_id("reason")).t(key!("config.fixed"));
    let row = row_with(view, &texts, vec![value, reason, notes(help(view, &texts), problem(view))])
        .dyn_class("fixed", || true)
        .on("focusin", move |_| form.focused().set(Some(field)))
        .on("focusout", move |_| form.focused().set(None));
    Some(row)
}

/// A hidden field without a value, which another field's value can make needed: then it is shown, and
/// for as long as something is typed in it.
fn needed_row(form: FormModel, field: Field) -> Option<El> {
    let is_preconfigured = form.with_rules(|rules| rules.initial.get(field).is_sent());
    let Need::When(condition) = field.spec().need else { return None };
    if is_preconfigured {
        return None;
    }
    let api = form.api.get_untracked();
    let draft = form.draft(field);
    let is_shown = move || {
        let holds = |drafts: &Drafts| drafts.holds(&condition, api);
        form.drafts.with(holds) || draft.with(Draft::is_sent)
    };
    Some(free_row(form, field, control, None)?.bool_attr("hidden", move || !is_shown()))
}

/// One line, or as many as the value has.
fn value(view: FieldView, field: Field, api: Api) -> El {
    match field.spec().kind {
        Kind::Events | Kind::Headers | Kind::List => {
            let text = view.draft.with_untracked(|draft| shown(field, api, draft));
            let lines = text.lines().count().clamp(1, 6);
            classed("textarea", "input mono").attr("rows", lines.to_string())
        }
        _ => classed("input", "input").attr("type", "text"),
    }
}

/// The value as people read it, and of a secret only that there is one.
fn shown(field: Field, api: Api, draft: &Draft) -> String {
    match (draft, field.spec().kind) {
        (Draft::NotSent, _) => String::new(),
        (Draft::Flag(true), _) => t(key!("common.on")),
        (Draft::Flag(false), _) => t(key!("common.off")),
        (Draft::Text(text), Kind::Secret) => masked(text),
        (Draft::Text(text), Kind::Choice(_)) => i18n::choice(field, text),
        (Draft::Text(text), _) => text.clone(),
        (Draft::Events(events), _) => {
            events.known_to(api).map(|event| event.name()).collect::<Vec<_>>().join("\n")
        }
        (Draft::Headers(headers), _) => {
            let line = |(name, value): &(String, String)| format!("{name}: {}", masked(value));
            headers.iter().map(line).collect::<Vec<_>>().join("\n")
        }
    }
}

/// On, and not to be switched off.
pub fn held_switch(section: Section) -> El {
    let name = tf!("group.switch", group = &i18n::section_name(section));
    el("input")
        .attr("type", "checkbox")
        .attr("role", "switch")
        .class("switch")
        .attr("checked", "")
        .attr("disabled", "")
        .attr("aria-label", name)
        .attr_t("title", key!("config.held"))
}
