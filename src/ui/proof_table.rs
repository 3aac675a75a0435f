//! Asked beside stored, field by field, the differences marked and explained.

use std::sync::Arc;

use leptos::prelude::*;
use serde_json::Value;

use super::copy_button::copy_button;
use super::element::{El, classed, el};
use super::failure_panel::{details, failed};
use super::failure_text;
use super::icon::{Icon, draw};
use super::text::{choice, counted_plain, label, section_name, t, tf};
use crate::domain::error::ApiError;
use crate::domain::field::Kind;
use crate::domain::fields::Field;
use crate::domain::plan::Step;
use crate::domain::proof::{Outcome, Reason, Row, SectionProof, Verdict};
use crate::domain::secret::masked;
use crate::state::Panel;
use crate::state::creation::{Attempt, Progress};

/// The proofs in the order they came in. Each has a place of its own that is drawn anew only when it
/// changes, so a fold that the operator opened stays open; no step gives more than one proof.
pub fn proof_table(panel: Panel, attempt: &Arc<Attempt>) -> El {
    let copy = copy_button("result.copy_proof", "common.copied", move || {
        panel.creation.proofs.with_untracked(|proofs| as_text(proofs))
    });
    let head = classed("div", "card-head")
        .child(el("h2").id("proof-heading").say("result.asked_and_stored"))
        .child(copy);
    let columns = ["result.field", "result.asked", "result.stored", "result.verdict"];
    let columns = columns.map(|key| el("th").attr("scope", "col").say(key));
    let columns = el("tr").child(Vec::from(columns));
    let mut table = el("table").child(el("thead").child(columns));
    for index in 0..attempt.steps.len() {
        table = slot(table, panel, index, attempt.clone());
    }
    classed("section", "card proof")
        .attr("aria-labelledby", "proof-heading")
        .child(head)
        .child(table)
}

fn slot(table: El, panel: Panel, index: usize, attempt: Arc<Attempt>) -> El {
    let proof = {
        let attempt = attempt.clone();
        Memo::new(move |_| {
            let proof = panel.creation.proofs.with(|proofs| proofs.get(index).cloned())?;
            let error = unread(panel, &attempt, &proof);
            Some((proof, error))
        })
    };
    table.live(move || proof.get().map(|(proof, error)| section(&proof, error, &attempt)))
}

/// Why a section could not be read back. One that the creation's own answer told of keeps that
/// proof then, and only the step knows.
fn unread(panel: Panel, attempt: &Attempt, proof: &SectionProof) -> Option<Arc<ApiError>> {
    let step = Step::ReadBack(proof.section);
    let index = attempt.steps.iter().position(|other| *other == step)?;
    panel.creation.progress.with(|progress| match progress.get(index) {
        Some(Progress::Failed(error)) => Some(error.clone()),
        _ => None,
    })
}

fn section(proof: &SectionProof, error: Option<Arc<ApiError>>, attempt: &Attempt) -> El {
    let name = section_name(proof.section);
    let is_stored = proof.outcome == Outcome::Stored;
    let note = match (&proof.outcome, error) {
        (Outcome::Dropped(reason), _) => {
            let dropped = tf("result.section_dropped", &[("section", &name)]);
            vec![why(&[dropped, reason_text(*reason)])]
        }
        (Outcome::Unreadable(error), _) => unreadable(proof, error, attempt),
        (Outcome::Stored, Some(error)) => unreadable(proof, &error, attempt),
        (Outcome::Stored, None) => Vec::new(),
    };
    let body = if note.is_empty() { el("tbody") } else { classed("tbody", "differs") };
    let head = el("th").attr("scope", "rowgroup").attr("colspan", "4").text(name).child(note);
    let rows: Vec<El> = proof.rows.iter().flat_map(|row| table_rows(row, is_stored)).collect();
    body.child(classed("tr", "section-row").child(head)).child(rows)
}

fn unreadable(proof: &SectionProof, error: &ApiError, attempt: &Attempt) -> Vec<El> {
    let failed = failed(attempt, Step::ReadBack(proof.section));
    let sentences = [
        tf("result.section_unreadable", &[("section", &section_name(proof.section))]),
        failure_text::cause(error, &failed),
        failure_text::cure(error, &failed),
    ];
    vec![why(&sentences), details(error, &failed)]
}

fn why(sentences: &[String]) -> El {
    classed("p", "why").text(sentences.join(" "))
}

/// A field's row and, below it, the reason for its difference, which a section that was not stored
/// gives once for all its fields.
fn table_rows(row: &Row, is_stored: bool) -> Vec<El> {
    let field = row.field;
    let (icon, class, word, reason) = match row.verdict {
        Verdict::Same => (Some(Icon::Check), "good", "result.verdict.same", None),
        Verdict::ServersOwn => (None, "quiet", "result.verdict.own", None),
        Verdict::SameInEffect(reason) => {
            (Some(Icon::Check), "good", "result.verdict.same", Some(reason))
        }
        Verdict::Different(reason) => {
            let reason = is_stored.then_some(reason);
            (Some(Icon::Alert), "bad", "result.verdict.different", reason)
        }
        Verdict::NotTold => (None, "quiet", "result.verdict.not_told", None),
    };
    let asked =
        row.asked.as_ref().map_or_else(|| t("result.not_sent"), |value| shown(field, value));
    let stored = row.stored.as_ref().map_or_else(
        || if row.verdict == Verdict::NotTold { String::new() } else { t("result.nothing_stored") },
        |value| shown(field, value),
    );
    let cell = |heading: &str, text: String| el("td").attr("data-label", t(heading)).text(text);
    let verdict =
        classed("td", "verdict").child(icon.map(draw)).text(" ").child(el("span").say(word));
    let values = el("tr")
        .class(class)
        .id(format!("proof-{}", field.id()))
        .child(el("th").attr("scope", "row").text(label(field)))
        .child(cell("result.asked", asked))
        .child(cell("result.stored", stored))
        .child(verdict);
    let reason = reason.map(|reason| {
        let cell = el("td").attr("colspan", "4").text(reason_text(reason));
        el("tr").attr("class", format!("{class} reason")).child(cell)
    });
    std::iter::once(values).chain(reason).collect()
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
