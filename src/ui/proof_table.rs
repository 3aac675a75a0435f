//! Asked beside stored, field by field, the differences marked and explained.

use std::sync::Arc;

use leptos::prelude::*;
use serde_json::Value;

use super::copy_button::CopyButton;
use super::failure_panel::{Details, failed};
use super::failure_text;
use super::icon::{Draw, Icon};
use super::text::{choice, counted_plain, label, section_name, t, tf};
use crate::domain::field::Kind;
use crate::domain::fields::Field;
use crate::domain::plan::Step;
use crate::domain::proof::{Outcome, Reason, Row, SectionProof, Verdict};
use crate::domain::secret::masked;
use crate::state::Panel;
use crate::state::creation::Attempt;

#[component]
pub fn ProofTable(panel: Panel, attempt: Arc<Attempt>) -> impl IntoView {
    let proofs = panel.creation.proofs;
    let sections = {
        let attempt = attempt.clone();
        move || {
            let proofs = proofs.get();
            let draw = |proof: &SectionProof| section(proof, &attempt);
            proofs.iter().map(draw).collect_view()
        }
    };
    let copy = Callback::new(move |()| proofs.with_untracked(|proofs| as_text(proofs)));
    view! {
        <section class="card proof" aria-labelledby="proof-heading">
            <div class="card-head">
                <h2 id="proof-heading">{t("result.asked_and_stored")}</h2>
                <CopyButton text=copy label="result.copy_proof" />
            </div>
            <table>
                <thead>
                    <tr>
                        <th scope="col">{t("result.field")}</th>
                        <th scope="col">{t("result.asked")}</th>
                        <th scope="col">{t("result.stored")}</th>
                        <th scope="col">{t("result.verdict")}</th>
                    </tr>
                </thead>
                {sections}
            </table>
        </section>
    }
}

fn section(proof: &SectionProof, attempt: &Arc<Attempt>) -> AnyView {
    let name = section_name(proof.section);
    let note = match &proof.outcome {
        Outcome::Stored => None,
        Outcome::Dropped(reason) => Some(
            view! {
                <p class="why">
                    {tf("result.section_dropped", &[("section", &name)])} " " {reason_text(*reason)}
                </p>
            }
            .into_any(),
        ),
        Outcome::Unreadable(error) => {
            let failed = failed(attempt, Step::ReadBack(proof.section));
            Some(
                view! {
                    <p class="why">
                        {tf("result.section_unreadable", &[("section", &name)])} " "
                        {failure_text::cause(error, &failed)} " "
                        {failure_text::cure(error, &failed)}
                    </p>
                    <Details error=(**error).clone() failed />
                }
                .into_any(),
            )
        }
    };
    let is_dropped = note.is_some();
    let rows = proof.rows.iter().map(|row| table_row(row, is_dropped)).collect_view();
    view! {
        <tbody class:differs=is_dropped>
            <tr class="section-row">
                <th scope="rowgroup" colspan="4">
                    {name}
                    {note}
                </th>
            </tr>
            {rows}
        </tbody>
    }
    .into_any()
}

fn table_row(row: &Row, is_dropped: bool) -> AnyView {
    let field = row.field;
    let (icon, class, word, reason) = match row.verdict {
        Verdict::Same => (Some(Icon::Check), "good", t("result.verdict.same"), None),
        Verdict::ServersOwn => (None, "quiet", t("result.verdict.own"), None),
        Verdict::SameInEffect(reason) => {
            (Some(Icon::Check), "good", t("result.verdict.same"), Some(reason))
        }
        Verdict::Different(reason) => {
            let reason = (!is_dropped).then_some(reason);
            (Some(Icon::Alert), "bad", t("result.verdict.different"), reason)
        }
        Verdict::NotTold => (None, "quiet", t("result.verdict.not_told"), None),
    };
    let asked =
        row.asked.as_ref().map_or_else(|| t("result.not_sent"), |value| shown(field, value));
    let stored = row.stored.as_ref().map_or_else(
        || if row.verdict == Verdict::NotTold { String::new() } else { t("result.nothing_stored") },
        |value| shown(field, value),
    );
    view! {
        <tr class=class id=format!("proof-{}", field.id())>
            <th scope="row">{label(field)}</th>
            <td data-label=t("result.asked")>{asked}</td>
            <td data-label=t("result.stored")>{stored}</td>
            <td class="verdict">
                {icon.map(|icon| view! { <Draw icon /> })} <span>{word}</span>
            </td>
        </tr>
        {reason
            .map(|reason| {
                view! {
                    <tr class=format!("{class} reason")>
                        <td colspan="4">{reason_text(reason)}</td>
                    </tr>
                }
            })}
    }
    .into_any()
}

fn reason_text(reason: Reason) -> String {
    let variable = match reason {
        Reason::SwitchedOff(variable) => variable,
        _ => "",
    };
    tf(&format!("reason.{}", reason.id()), &[("variable", variable)])
}

/// A value as people read it; a secret shows only that it is there.
fn shown(field: Field, value: &Value) -> String {
    match (field.spec().kind, value) {
        (_, Value::Bool(true)) => t("common.on_lower"),
        (_, Value::Bool(false)) => t("common.off_lower"),
        (_, Value::String(text)) if text.is_empty() => t("common.empty_text"),
        (Kind::Secret, Value::String(text)) => masked(text),
        (Kind::Headers, Value::Object(headers)) => {
            headers.keys().cloned().collect::<Vec<_>>().join(", ")
        }
        (Kind::Events, Value::Array(events)) if events.is_empty() => t("common.none"),
        (Kind::Events, Value::Array(events)) if events.len() > 3 => {
            counted_plain("result.events_some", events.len())
        }
        (Kind::Events | Kind::List, Value::Array(items)) => {
            items.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(", ")
        }
        (Kind::Choice(_), Value::String(value)) if field.spec().has_choice(value) => {
            choice(field, value)
        }
        (_, Value::String(text)) => text.clone(),
        (_, other) => other.to_string(),
    }
}

/// The proof for a ticket or a chat: one line a field, secrets masked.
fn as_text(proofs: &[SectionProof]) -> String {
    let mut lines = Vec::new();
    for proof in proofs {
        lines.push(format!("# {}", section_name(proof.section)));
        if let Outcome::Dropped(reason) = proof.outcome {
            lines.push(reason_text(reason));
        }
        for row in &proof.rows {
            let side = |value: &Option<Value>, none: &str| {
                value.as_ref().map_or_else(|| t(none), |value| shown(row.field, value))
            };
            lines.push(format!(
                "{}: {} → {}",
                label(row.field),
                side(&row.asked, "result.not_sent"),
                side(&row.stored, "result.nothing_stored"),
            ));
        }
    }
    lines.join("\n")
}
