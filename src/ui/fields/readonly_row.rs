//! What the deployment took out of the operator's hands: a fixed field, shown with its value and why
//! it cannot be changed; a hidden one; the switch of a group that stays on.

use leptos::prelude::*;

use crate::domain::deployment::Access;
use crate::domain::http::secret::masked;
use crate::domain::schema::field::{Draft, Kind, Need};
use crate::domain::schema::section::Section;
use crate::state::Panel;
use crate::ui::fields::control::FieldRow;
use crate::ui::fields::row::{free_row, help, problem};
use crate::ui::kit::element::{El, classed, el};
use crate::ui::kit::i18n;
use crate::ui::kit::i18n::{t, tf};

/// Nothing for a hidden field, unless another one makes it needed.
pub fn ruled_row(panel: Panel, row: FieldRow) -> Option<El> {
    if panel.setup.access(row.field) == Access::Hidden {
        return needed_row(panel, row);
    }
    let field = row.field;
    let reason = format!("{}-reason", field.id());
    let name = classed("div", "row-name")
        .child(
            classed("label", "label")
                .id(row.label_id())
                .attr("for", field.id())
                .text(i18n::label(field)),
        )
        .child(classed("code", "wire").text(row.wire.path));
    let value = value(row)
        .id(field.id())
        .attr("readonly", "")
        .attr("name", row.wire.path)
        .attr("aria-describedby", format!("{} {reason}", row.described_by()))
        .prop_value(move || row.draft.with(|draft| shown(row, draft)));
    let control = classed("div", "row-control")
        .child(value)
        .child(classed("p", "help reason").id(reason).t("config.fixed"))
        .child(help(row))
        .child(problem(row));
    let element = classed("div", "row fixed")
        .id(format!("row-{}", field.id()))
        .on("focusin", move |_| panel.form.focused.set(Some(field)))
        .on("focusout", move |_| panel.form.focused.set(None))
        .child(name)
        .child(control);
    Some(element)
}

/// A hidden field without a value, which another field's value can make needed: then it is shown, and
/// for as long as something is typed in it.
fn needed_row(panel: Panel, row: FieldRow) -> Option<El> {
    let is_preconfigured = panel.setup.initial.get(row.field).is_sent();
    let Need::When(condition) = row.field.spec().need else { return None };
    let is_shown = move || {
        let holds =
            |drafts: &crate::domain::schema::drafts::Drafts| drafts.holds(&condition, row.dialect);
        panel.form.drafts.with(holds) || row.draft.with(Draft::is_sent)
    };
    (!is_preconfigured).then(|| free_row(panel, row).bool_attr("hidden", move || !is_shown()))
}

/// One line, or as many as the value has.
fn value(row: FieldRow) -> El {
    match row.field.spec().kind {
        Kind::Events | Kind::Headers | Kind::List => {
            let lines = row.draft.with_untracked(|draft| shown(row, draft)).lines().count();
            classed("textarea", "input mono").attr("rows", lines.clamp(1, 6).to_string())
        }
        _ => classed("input", "input").attr("type", "text"),
    }
}

/// The value as people read it, and of a secret only that there is one.
fn shown(row: FieldRow, draft: &Draft) -> String {
    match (draft, row.field.spec().kind) {
        (Draft::NotSent, _) => String::new(),
        (Draft::Flag(true), _) => t("common.on"),
        (Draft::Flag(false), _) => t("common.off"),
        (Draft::Text(text), Kind::Secret) => masked(text),
        (Draft::Text(text), Kind::Choice(_)) => i18n::choice(row.field, text),
        (Draft::Text(text), _) => text.clone(),
        (Draft::Events(events), _) => {
            events.known_to(row.dialect).map(|event| event.name()).collect::<Vec<_>>().join("\n")
        }
        (Draft::Headers(headers), _) => {
            let line = |(name, value): &(String, String)| format!("{name}: {}", masked(value));
            headers.iter().map(line).collect::<Vec<_>>().join("\n")
        }
    }
}

/// On, and not to be switched off.
pub fn held_switch(section: Section) -> El {
    let name = tf("group.switch", &[("group", &i18n::section_name(section))]);
    el("input")
        .attr("type", "checkbox")
        .attr("role", "switch")
        .class("switch")
        .attr("checked", "")
        .attr("disabled", "")
        .attr("aria-label", name)
        .attr_t("title", "config.held")
}
