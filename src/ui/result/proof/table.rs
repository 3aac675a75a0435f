//! What was requested next to what is stored, field by field: differences are marked and explained.

use std::sync::Arc;

use leptos::prelude::*;

use crate::domain::creation::plan::Step;
use crate::domain::proof::verdict::{FieldVerdict, ProofRow};
use crate::domain::proof::{Outcome, SectionProof};
use crate::domain::reply::error::ApiError;
use crate::domain::schema::section::Section;
use crate::state::creation::{Attempt, Creation, Progress, TokenFacts};
use crate::ui::kit::buttons::copy_button::copy_button;
use crate::ui::kit::buttons::fold_button::fold_button;
use crate::ui::kit::element::{El, classed, el};
use crate::ui::kit::i18n::{key, label, plural_key, section_name, t, tf};
use crate::ui::kit::icon::{Icon, draw};
use crate::ui::result::failure::panel::{details, failed};
use crate::ui::result::failure::words;
use crate::ui::result::proof::copy::{as_json, as_text, masked_copy};
use crate::ui::result::proof::reapply_row::reapply_row;
use crate::ui::result::proof::words::{asked, dropped, reason_text, shown};

/// A section's proof, and why it could not be read back the last time.
pub type Read = Option<(SectionProof, Option<Arc<ApiError>>)>;

/// The proofs in the order of the plan. Each is rendered again only when it changes, so a fold that the
/// operator opened stays open.
pub fn proof_table(creation: Creation, attempt: &Arc<Attempt>) -> El {
    let (for_text, for_json) = (attempt.clone(), attempt.clone());
    let token = expect_context::<TokenFacts>();
    let head = classed("div", "card-head")
        .child(
            el("h2")
                .id("proof-heading")
                .attr("tabindex", "-1")
                .t(key!("result.requested_and_saved")),
        )
        .child(copy_button(key!("result.copy_proof"), key!("common.copied"), move || {
            masked_copy(creation, token, &for_text, as_text)
        }))
        .child(copy_button(key!("proof.copy_json"), key!("common.copied"), move || {
            masked_copy(creation, token, &for_json, as_json)
        }));
    let mut table = el("table").child(el("thead").child(proof_columns()));
    for section in Section::of(attempt.server.dialect) {
        if !section.is_read_by_find() || attempt.read_back_of(section).is_some() {
            table = table.child(body(creation, section, attempt));
        }
    }
    classed("section", "card proof")
        .attr("aria-labelledby", "proof-heading")
        .child(head)
        .child(table)
}

/// The headings of the columns.
pub fn proof_columns() -> El {
    let columns = [
        key!("result.field"),
        key!("result.requested"),
        key!("result.saved"),
        key!("result.verdict"),
    ];
    let columns = columns.map(|key| el("th").attr("scope", "col").t(key));
    el("tr").child(Vec::from(columns))
}

/// A section's part of the table. Between its heading and its rows, which are replaced, stands what
/// stays: the button that is in use when they are.
fn body(creation: Creation, section: Section, attempt: &Arc<Attempt>) -> El {
    let read: Memo<Read> = {
        let attempt = attempt.clone();
        Memo::new(move |_| {
            let proofs = creation.proofs;
            let proof =
                proofs.with(|all| all.iter().find(|one| one.section == section).cloned())?;
            let error = unread(creation, &attempt, section);
            Some((proof, error))
        })
    };
    let for_head = attempt.clone();
    let dialect = attempt.server.dialect;
    let is_unfolded = RwSignal::new(false);
    el("tbody")
        .dyn_class("unfolded", move || is_unfolded.get())
        .dyn_class("differs", move || {
            read.with(|read| {
                read.as_ref().is_some_and(|(proof, error)| !proof.is_well() || error.is_some())
            })
        })
        .dyn_child(move || read.get().map(|(proof, error)| heading(&proof, error, &for_head)))
        .child(reapply_row(section, attempt, read))
        .dyn_child(move || {
            let (proof, _) = read.get()?;
            let is_stored = proof.outcome == Outcome::Stored;
            let row = |row: &ProofRow| {
                let wire = row.field.spec().wire(dialect).map(|wire| wire.path);
                table_rows(row, wire.unwrap_or_default(), is_stored)
            };
            let own = proof.rows.iter().filter(|row| row.verdict == FieldVerdict::ServersOwn);
            let fold = defaults_row(own.count(), is_unfolded);
            let rows = proof.rows.iter().flat_map(row);
            Some(rows.chain(fold).collect::<Vec<El>>())
        })
}

/// What nobody asked for says little: its rows are folded behind their count.
fn defaults_row(count: usize, is_unfolded: RwSignal<bool>) -> Option<El> {
    if count == 0 {
        return None;
    }
    let keys = (plural_key!("proof.defaults_show"), plural_key!("proof.defaults_hide"));
    let fold = fold_button("link", keys, count, is_unfolded);
    let cell = el("td").attr("colspan", "4").child(fold);
    Some(classed("tr", "defaults").child(cell))
}

/// Why a section could not be read back. One that the creation's own answer told of keeps that
/// proof then, and only the step knows.
fn unread(creation: Creation, attempt: &Attempt, section: Section) -> Option<Arc<ApiError>> {
    let index = attempt.read_back_of(section)?;
    creation.progress.with(|progress| match progress.get(index) {
        Some(Progress::Failed(error)) => Some(error.clone()),
        _ => None,
    })
}

fn heading(proof: &SectionProof, error: Option<Arc<ApiError>>, attempt: &Attempt) -> El {
    let name = section_name(proof.section);
    let mut note = match (&proof.outcome, error) {
        (Outcome::Dropped(reason), _) => vec![why(&[dropped(proof, *reason, attempt)])],
        (Outcome::Unreadable(error), _) => unreadable(proof, error, attempt),
        (Outcome::Stored | Outcome::Hidden, Some(error)) => unreadable(proof, &error, attempt),
        (Outcome::Stored | Outcome::Hidden, None) => Vec::new(),
    };
    if let Some(url) = &proof.callback {
        let text = tf!("proof.callback", section = &name, url = url);
        note.push(classed("p", "callback").text(text));
    }
    if let Some(remark) = proof.remark {
        note.push(why(&[reason_text(remark)]));
    }
    let head = el("th").attr("scope", "rowgroup").attr("colspan", "4").text(name).child(note);
    classed("tr", "section-row")
        .id(format!("proof-of-{}", proof.section.id()))
        .attr("tabindex", "-1")
        .child(head)
}

fn unreadable(proof: &SectionProof, error: &ApiError, attempt: &Attempt) -> Vec<El> {
    let failed = failed(attempt, Step::ReadBack(proof.section));
    let sentences = [
        tf!("result.section_not_checked", section = &section_name(proof.section)),
        words::cause(error, &failed),
        words::cure(error, &failed),
    ];
    vec![why(&sentences), details(error, &failed)]
}

fn why(sentences: &[String]) -> El {
    classed("p", "why").text(sentences.join(" "))
}

/// A field's row and, below it, the reason for its difference, which a section that was not stored
/// gives once for all its fields.
pub fn table_rows(row: &ProofRow, wire: &str, is_stored: bool) -> Vec<El> {
    let field = row.field;
    let (icon, class, word, reason) = match row.verdict {
        FieldVerdict::Same => (Some(Icon::Check), "good", key!("result.verdict.same"), None),
        FieldVerdict::ServersOwn => {
            (None, "quiet own", key!("result.verdict.server_default"), None)
        }
        FieldVerdict::SameInEffect(reason) => {
            (Some(Icon::Check), "good", key!("result.verdict.same"), Some(reason))
        }
        FieldVerdict::Different(reason) => {
            let reason = is_stored.then_some(reason);
            (Some(Icon::Alert), "bad", key!("result.verdict.different"), reason)
        }
        FieldVerdict::NotTold => (None, "quiet", key!("result.verdict.not_checked"), None),
    };
    let requested =
        row.asked.as_ref().map_or_else(|| t(key!("result.not_sent")), |value| asked(field, value));
    let stored = row.stored.as_ref().map_or_else(
        || {
            if row.verdict == FieldVerdict::NotTold {
                String::new()
            } else {
                t(key!("result.nothing_saved"))
            }
        },
        |value| shown(field, value),
    );
    let cell = |heading: &str, text: String| el("td").attr("data-label", t(heading)).text(text);
    let verdict =
        classed("td", "verdict").child(icon.map(draw)).text(" ").child(el("span").t(word));
    let values = el("tr")
        .class(class)
        .id(format!("proof-{}", field.id()))
        .attr("tabindex", "-1")
        .child(
            el("th")
                .attr("scope", "row")
                .text(label(field))
                .child(classed("code", "wire").text(wire)),
        )
        .child(cell(key!("result.requested"), requested))
        .child(cell(key!("result.saved"), stored))
        .child(verdict);
    let reason = reason.map(|reason| {
        let cell = el("td").attr("colspan", "4").text(reason_text(reason));
        el("tr").attr("class", format!("{class} reason")).child(cell)
    });
    std::iter::once(values).chain(reason).collect()
}
