//! One field: label, control, one sentence of help or what is wrong, wire name, the server's
//! default, and the way back to *not sent*.

use leptos::prelude::*;

use super::control::{Control, Row};
use super::create_page::check_name;
use super::icon::{Draw, Icon};
use super::text::{self, t, tf};
use crate::domain::check::Problem;
use crate::domain::dialect::Dialect;
use crate::domain::field::{Draft, Fill, Kind, Need, Rule, ServerDefault, Wire};
use crate::domain::fields::Field;
use crate::state::Panel;

#[component]
pub fn FieldRow(panel: Panel, field: Field, dialect: Dialect) -> impl IntoView {
    let Some(wire) = field.spec().wire(dialect) else { return ().into_any() };
    let spec = field.spec();
    let draft = panel.form.draft(field);
    let fault = Memo::new(move |_| panel.form.fault(field));
    let is_invalid = Memo::new(move |_| {
        fault.with(|fault| fault.as_ref().is_some_and(|fault| !fault.is_warning()))
    });
    let row = Row {
        field,
        wire,
        dialect,
        draft,
        is_invalid,
        webhook_events: panel.form.draft(Field::WebhookEvents),
    };
    let leave = move |_| {
        panel.form.focused.set(None);
        panel.form.visit(field);
        if spec.kind == Kind::Text(Rule::Name) {
            check_name(panel);
        }
    };
    let is_needed = matches!(spec.need, Need::Always);
    let label = text::label(field);
    let reset = tf("row.reset", &[("field", &text::full_label(field))]);
    let heading = if row.is_group_of_controls() {
        view! { <span class="label" id=row.label_id()>{label}</span> }.into_any()
    } else {
        view! { <label class="label" id=row.label_id() for=field.id()>{label}</label> }.into_any()
    };
    view! {
        <div
            class="row"
            class:invalid=is_invalid
            id=format!("row-{}", field.id())
            on:focusin=move |_| panel.form.focused.set(Some(field))
            on:focusout=leave
        >
            <div class="row-name">
                {heading}
                {is_needed.then(|| view! { <span class="needed">{t("row.required")}</span> })}
                <code class="wire">{wire.path}</code>
            </div>
            <div class="row-control">
                <Control row />
                <p class="help" id=row.help_id() hidden=move || fault.with(Option::is_some)>
                    {t(&format!("field.{}.help", field.id()))}
                    {default_sentence(spec.kind, wire).map(|default| format!(" {default}"))}
                </p>
                <p class="problem" id=row.problem_id() class:warning=move || !is_invalid.get()>
                    {move || {
                        fault.get().map(|fault| {
                            let icon = if fault.is_warning() { Icon::Note } else { Icon::Alert };
                            view! {
                                <Draw icon />
                                <span>{text::problem(&Problem { field, fault })}</span>
                            }
                        })
                    }}
                </p>
            </div>
            <button
                type="button"
                class="button icon-only quiet reset"
                aria-label=reset.clone()
                title=reset
                class:unused=move || !draft.with(Draft::is_sent)
                disabled=move || !draft.with(Draft::is_sent)
                on:click=move |_| draft.set(Draft::NotSent)
            >
                <Draw icon=Icon::Cross />
            </button>
        </div>
    }
    .into_any()
}

/// What holds while the field is not sent, where its control does not say so itself.
fn default_sentence(kind: Kind, wire: &Wire) -> Option<String> {
    if matches!(kind, Kind::Flag | Kind::Choice(_) | Kind::Events) {
        return None;
    }
    match (wire.fill, wire.default) {
        (Some(Fill::FreshToken), _) => Some(t("row.fill.token")),
        (Some(Fill::Text("")), _) => Some(t("row.fill.empty")),
        (_, ServerDefault::Generated) => Some(t("row.default.generated")),
        (_, ServerDefault::Number(number)) => {
            Some(tf("row.default.sentence", &[("value", &number.to_string())]))
        }
        (_, ServerDefault::Text(text)) => Some(tf("row.default.sentence", &[("value", text)])),
        _ => None,
    }
}
