//! What of a batch and its run is written down, so that a page that is reloaded can go on: no key, no
//! token, and no other secret. The rows are written when they change, the states with every step.

use std::sync::Arc;

use serde_json::{Value, json};

use crate::domain::creation::asked;
use crate::domain::import::report::LeftOutReason;
use crate::domain::many::batch::{Batch, RunCommon};
use crate::domain::many::change::RowChange;
use crate::domain::many::outcome::{NotCreated, RowDifference, RowOutcome};
use crate::domain::many::row::{ManyRow, RefusedCell};
use crate::domain::many::run::ManyRun;
use crate::domain::many::run::input::RunInput;
use crate::domain::many::run::row::{RowState, RowWork, RunRow};
use crate::domain::reply::error::{ApiError, Case};
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;
use crate::domain::servers::server::Server;

/// The rows as a later page finds them.
#[derive(Clone, Debug, PartialEq)]
pub struct KeptRows {
    pub server: u32,
    base_url: String,
    dialect: Dialect,
    pub batch: Batch,
    pub common: RunCommon,
}

impl KeptRows {
    /// Whether they are for this server: an id may pass to another one.
    #[must_use]
    pub fn is_of(&self, server: &Server) -> bool {
        self.server == server.id
            && self.base_url == server.base_url
            && self.dialect == server.dialect
    }
}

/// The rows and what they have in common, as text.
#[must_use]
pub fn write_rows(server: &Server, batch: &Batch, common: &RunCommon) -> String {
    let ids = |fields: Vec<Field>| fields.iter().map(|field| field.id()).collect::<Vec<_>>();
    let row = |row: &ManyRow| {
        let (asked, forgotten) = row.kept();
        let refused: Vec<Value> = row.refused.iter().map(refused).collect();
        let off: Vec<&str> = row.groups_off().iter().map(Section::id).collect();
        json!({ "id": row.id, "asked": asked, "off": off, "forgotten": ids(forgotten), "refused": refused })
    };
    let forgotten = asked::left_out(&common.drafts).chain(common.forgotten.iter().copied());
    json!({
        "server": server.id,
        "baseUrl": server.base_url,
        "dialect": server.dialect.id(),
        "common": asked::write(&common.drafts),
        "forgotten": ids(forgotten.collect()),
        "changesExisting": batch.changes_existing,
        "unknown": batch.unknown,
        "counts": [batch.left_out, batch.nameless, batch.too_many],
        "rows": batch.rows().iter().map(row).collect::<Vec<Value>>(),
    })
    .to_string()
}

/// Reads what [`write_rows`] wrote; `None` where it is something else.
#[must_use]
pub fn read_rows(text: &str) -> Option<KeptRows> {
    let kept: Value = serde_json::from_str(text).ok()?;
    let count = |place: usize| {
        let count = kept.get("counts").and_then(|counts| counts.get(place)?.as_u64());
        count.and_then(|count| usize::try_from(count).ok()).unwrap_or_default()
    };
    let mut batch = Batch::default();
    batch.changes_existing = kept.get("changesExisting") == Some(&Value::Bool(true));
    batch.unknown = texts(kept.get("unknown")).map(str::to_owned).collect();
    (batch.left_out, batch.nameless, batch.too_many) = (count(0), count(1), count(2));
    for row in kept.get("rows")?.as_array()? {
        let mut own = ManyRow::of_drafts(&asked::read(row.get("asked")?));
        own.id = u32::try_from(row.get("id")?.as_u64()?).ok()?;
        own.set_groups_off(sections(row.get("off")).into_iter().collect());
        own.forgotten = fields(row.get("forgotten"));
        let refused = row.get("refused").and_then(Value::as_array).into_iter().flatten();
        own.refused = refused.filter_map(read_refused).collect();
        batch.add_kept(own);
    }
    Some(KeptRows {
        server: u32::try_from(kept.get("server")?.as_u64()?).ok()?,
        base_url: kept.get("baseUrl")?.as_str()?.to_owned(),
        dialect: Dialect::with_id(kept.get("dialect")?.as_str()?)?,
        batch,
        common: RunCommon {
            drafts: asked::read(kept.get("common")?),
            forgotten: fields(kept.get("forgotten")),
        },
    })
}

/// What a field could not take stays wrong until it is typed again. Of a secret the text is not kept.
fn refused(cell: &RefusedCell) -> Value {
    let is_secret = cell.field.spec().is_secret();
    let shown = |text: &str| if is_secret { String::new() } else { text.to_owned() };
    let told = match &cell.reason {
        LeftOutReason::Placeholder(told)
        | LeftOutReason::Sample(told)
        | LeftOutReason::UnknownEvent(told) => shown(told),
        _ => String::new(),
    };
    json!([cell.field.id(), shown(&cell.text), cell.reason.id(), told])
}

fn read_refused(kept: &Value) -> Option<RefusedCell> {
    let text = |place: usize| kept.get(place)?.as_str();
    let told = text(3)?.to_owned();
    let reason = match text(2)? {
        "placeholder" => LeftOutReason::Placeholder(told),
        "sample" => LeftOutReason::Sample(told),
        "event" => LeftOutReason::UnknownEvent(told),
        "rounded" => LeftOutReason::Rounded,
        _ => LeftOutReason::WrongValue,
    };
    Some(RefusedCell { field: Field::with_id(text(0)?)?, text: text(1)?.to_owned(), reason })
}

fn fields(ids: Option<&Value>) -> Vec<Field> {
    texts(ids).filter_map(Field::with_id).collect()
}

fn texts(list: Option<&Value>) -> impl Iterator<Item = &str> {
    list.and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str)
}

fn sections(ids: Option<&Value>) -> Vec<Section> {
    let section = |id: &str| Section::ALL.iter().copied().find(|section| section.id() == id);
    texts(ids).filter_map(section).collect()
}

/// How far the rows of a run are, as text.
#[must_use]
pub fn write_run(run: &ManyRun) -> String {
    let row = |row: &RunRow| match row.work {
        RowWork::Create => json!([row.id, state(&row.state)]),
        RowWork::Change => json!([row.id, state(&row.state), CHANGE]),
    };
    let rows: Vec<Value> = run.rows().iter().map(row).collect();
    let (at_once, prove_each) = (run.at_once(), run.prove_each());
    json!({ "atOnce": at_once, "proveEach": prove_each, "rows": rows }).to_string()
}

/// Reads what [`write_run`] wrote, for the rows that are there.
#[must_use]
pub fn read_run(text: &str, rows: &KeptRows) -> Option<ManyRun> {
    let kept: Value = serde_json::from_str(text).ok()?;
    let at_once = usize::try_from(kept.get("atOnce")?.as_u64()?).ok()?;
    let mut all = Vec::new();
    for pair in kept.get("rows")?.as_array()? {
        let id = u32::try_from(pair.get(0)?.as_u64()?).ok()?;
        let Some(row) = rows.batch.row(id) else { continue };
        let state = read_state(pair.get(1)?)?;
        let is_change = pair.get(2).and_then(Value::as_str) == Some(CHANGE);
        let forgotten = if is_change { row.forgotten.clone() } else { rows.common.missing(row) };
        let mut kept = RunRow::kept(id, state, forgotten);
        kept.work = if is_change { RowWork::Change } else { RowWork::Create };
        all.push(kept);
    }
    let is_rising = all.is_sorted_by(|one, other| one.id < other.id);
    let prove_each = kept.get("proveEach").and_then(Value::as_u64).unwrap_or(1);
    is_rising.then(|| {
        let mut run = ManyRun::of_rows(all, at_once);
        run.advance(0, RunInput::ProveEach(usize::try_from(prove_each).unwrap_or(1)));
        run
    })
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
