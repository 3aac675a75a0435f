//! How far the rows of a run are, as it is written down: one text about the run, and one for each block of
//! its rows.

use std::sync::Arc;

use serde_json::{Value, json};

use crate::domain::many::change::RowChange;
use crate::domain::many::kept::{KeptRows, block_count, fields, sections};
use crate::domain::many::outcome::{NotCreated, RowDifference, RowOutcome};
use crate::domain::many::run::ManyRun;
use crate::domain::many::run::row::{RowState, RowWork, RunRow};
use crate::domain::many::unkept::{BLOCK, blocks};
use crate::domain::reply::error::{ApiError, Case};
use crate::domain::schema::section::Section;

/// What is said of the run as a whole.
#[must_use]
pub fn write_head(run: &ManyRun) -> String {
    let (at_once, prove_each) = (run.at_once(), run.prove_each());
    json!({ "atOnce": at_once, "proveEach": prove_each, "blocks": blocks(run.rows().len()).len() })
        .to_string()
}

/// The rows of a block.
#[must_use]
pub fn write_block(run: &ManyRun, block: usize) -> String {
    let row = |row: &RunRow| match row.work {
        RowWork::Create => json!([row.id, state(&row.state)]),
        RowWork::Change => json!([row.id, state(&row.state), CHANGE]),
    };
    let rows = run.rows().chunks(BLOCK).nth(block).unwrap_or_default();
    rows.iter().map(row).collect::<Value>().to_string()
}

/// Reads what was written, for the rows that are there; `None` where it is something else, or a block is
/// missing.
#[must_use]
pub fn read_run(
    head: &str,
    block: impl Fn(usize) -> Option<String>,
    rows: &KeptRows,
) -> Option<ManyRun> {
    let kept: Value = serde_json::from_str(head).ok()?;
    let at_once = usize::try_from(kept.get("atOnce")?.as_u64()?).ok()?;
    let mut all = Vec::new();
    for number in 0..block_count(head) {
        let block: Value = serde_json::from_str(&block(number)?).ok()?;
        for pair in block.as_array()? {
            let id = u32::try_from(pair.get(0)?.as_u64()?).ok()?;
            let Some(row) = rows.batch.row(id) else { continue };
            let state = read_state(pair.get(1)?)?;
            let work = match pair.get(2).and_then(Value::as_str) {
                Some(CHANGE) => RowWork::Change,
                _ => RowWork::Create,
            };
            let mut kept = RunRow::kept(id, state, rows.common.missing(row, work));
            kept.work = work;
            all.push(kept);
        }
    }
    let is_rising = all.is_sorted_by(|one, other| one.id < other.id);
    let prove_each = kept.get("proveEach").and_then(Value::as_u64).unwrap_or(1);
    let prove_each = usize::try_from(prove_each).unwrap_or(1);
    is_rising.then(|| ManyRun::of_rows(all, at_once).with_sample(prove_each))
}

/// What a row says that changes its instance.
const CHANGE: &str = "change";

fn state(state: &RowState) -> Value {
    let ids =
        |sections: &[Section]| sections.iter().map(|it| it.id()).collect::<Vec<&'static str>>();
    match state {
        // Nothing of it has left, or it can be begun again.
        RowState::Waiting | RowState::Starting => "waiting".into(),
        RowState::Sent { at } => json!({ "sent": whole(*at) }),
        RowState::Skipped => "skipped".into(),
        RowState::Ended(outcome) => match outcome {
            RowOutcome::AsAsked => "as_asked".into(),
            RowOutcome::NotCompared => "not_compared".into(),
            RowOutcome::NotAsAsked(RowDifference { different, unread, failure }) => {
                json!({
                    "different": ids(different),
                    "unread": ids(unread),
                    "failure": failure.as_ref().map(|error| error.case.id()),
                })
            }
            RowOutcome::NotCreated(NotCreated::Gone) => "gone".into(),
            RowOutcome::NotCreated(NotCreated::Foreign) => "foreign".into(),
            RowOutcome::NotCreated(NotCreated::Failed(error)) => {
                json!({ "failed": error.case.id() })
            }
            RowOutcome::Unknown(error, at) => {
                json!({ "unknown": error.case.id(), "at": at.map(whole) })
            }
            RowOutcome::Changed(change) => json!({
                "changed": ids(&change.as_asked),
                "different": ids(&change.different),
                "impossible": ids(&change.impossible),
                "notRead": ids(&change.unknown),
                "notSet": ids(&change.failed),
                "fixed": change.fixed.iter().map(|field| field.id()).collect::<Vec<_>>(),
                "failure": change.failure.as_ref().map(|error| error.case.id()),
            }),
        },
    }
}

fn read_state(kept: &Value) -> Option<RowState> {
    let error = |key: &str| {
        let id = kept.get(key)?.as_str()?;
        let case = Case::ALL.iter().copied().find(|case| case.id() == id).unwrap_or(Case::Other);
        Some(Arc::new(ApiError::without_reply(case)))
    };
    let ended = match kept.as_str() {
        Some("waiting") => return Some(RowState::Waiting),
        Some("skipped") => return Some(RowState::Skipped),
        Some("as_asked") => RowOutcome::AsAsked,
        Some("not_compared") => RowOutcome::NotCompared,
        Some("gone") => RowOutcome::NotCreated(NotCreated::Gone),
        Some("foreign") => RowOutcome::NotCreated(NotCreated::Foreign),
        Some(_) => return None,
        None => {
            if let Some(at) = kept.get("sent") {
                return Some(RowState::Sent { at: stamp(at)? });
            }
            let of = |key: &str| sections(kept.get(key));
            if kept.get("changed").is_some() {
                return Some(RowState::Ended(RowOutcome::Changed(RowChange {
                    as_asked: of("changed"),
                    different: of("different"),
                    impossible: of("impossible"),
                    unknown: of("notRead"),
                    failed: of("notSet"),
                    fixed: fields(kept.get("fixed")),
                    failure: error("failure"),
                })));
            }
            match (error("failed"), error("unknown")) {
                (Some(error), _) => RowOutcome::NotCreated(NotCreated::Failed(error)),
                (None, Some(error)) => RowOutcome::Unknown(error, kept.get("at").and_then(stamp)),
                (None, None) => {
                    let different = sections(Some(kept.get("different")?));
                    let unread = sections(kept.get("unread"));
                    let failure = error("failure");
                    RowOutcome::NotAsAsked(RowDifference { different, unread, failure })
                }
            }
        }
    };
    Some(RowState::Ended(ended))
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
const fn whole(ms: f64) -> u64 {
    ms as u64
}

#[allow(clippy::cast_precision_loss)]
fn stamp(value: &Value) -> Option<f64> {
    value.as_u64().map(|ms| ms as f64)
}
