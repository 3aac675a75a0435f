//! What of a batch is written down, so that a page that is reloaded can go on: no key, no token, and no
//! other secret. How far the rows of a run are is in [`super::kept_run`].

use serde_json::{Value, json};

use crate::domain::creation::asked;
use crate::domain::import::report::LeftOutReason;
use crate::domain::many::batch::{Batch, RunCommon};
use crate::domain::many::row::{ManyRow, RefusedCell};
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

/// What is said of the rows as a whole, and what they have in common.
#[must_use]
pub fn write_head(server: &Server, batch: &Batch, common: &RunCommon) -> String {
    let forgotten = asked::left_out(&common.drafts).chain(common.forgotten.iter().copied());
    json!({
        "server": server.id,
        "baseUrl": server.base_url,
        "dialect": server.dialect.id(),
        "common": asked::write(&common.drafts),
        "forgotten": ids(forgotten),
        "changesExisting": batch.changes_existing,
        "unknown": batch.unknown,
        "counts": [batch.left_out, batch.nameless, batch.too_many],
        "blocks": batch.block_count(),
    })
    .to_string()
}

/// The rows of a block.
#[must_use]
pub fn write_block(batch: &Batch, block: usize) -> String {
    let row = |row: &ManyRow| {
        let (asked, forgotten) = row.kept();
        let refused: Vec<Value> = row.refused.iter().map(refused).collect();
        let off: Vec<&str> = row.groups_off().iter().map(Section::id).collect();
        let forgotten = ids(forgotten);
        json!({ "id": row.id, "asked": asked, "off": off, "forgotten": forgotten, "refused": refused })
    };
    batch.block(block).iter().map(row).collect::<Value>().to_string()
}

/// How many blocks belong to a head.
#[must_use]
pub fn block_count(head: &str) -> usize {
    let head: Option<Value> = serde_json::from_str(head).ok();
    let count = head.as_ref().and_then(|head| head.get("blocks")?.as_u64());
    count.and_then(|count| usize::try_from(count).ok()).unwrap_or_default()
}

/// Reads what was written; `None` where it is something else, or a block is missing.
#[must_use]
pub fn read_rows(head: &str, block: impl Fn(usize) -> Option<String>) -> Option<KeptRows> {
    let kept: Value = serde_json::from_str(head).ok()?;
    let count = |place: usize| {
        let count = kept.get("counts").and_then(|counts| counts.get(place)?.as_u64());
        count.and_then(|count| usize::try_from(count).ok()).unwrap_or_default()
    };
    let mut batch = Batch::default();
    batch.changes_existing = kept.get("changesExisting") == Some(&Value::Bool(true));
    batch.unknown = texts(kept.get("unknown")).map(str::to_owned).collect();
    (batch.left_out, batch.nameless, batch.too_many) = (count(0), count(1), count(2));
    for number in 0..block_count(head) {
        let rows: Value = serde_json::from_str(&block(number)?).ok()?;
        for row in rows.as_array()? {
            batch.add_kept(read_row(row)?);
        }
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

fn read_row(kept: &Value) -> Option<ManyRow> {
    let mut row = ManyRow::of_drafts(&asked::read(kept.get("asked")?));
    row.id = u32::try_from(kept.get("id")?.as_u64()?).ok()?;
    row.set_groups_off(sections(kept.get("off")).into_iter().collect());
    row.forgotten = fields(kept.get("forgotten"));
    let refused = kept.get("refused").and_then(Value::as_array).into_iter().flatten();
    row.refused = refused.filter_map(read_refused).collect();
    Some(row)
}

fn ids(fields: impl IntoIterator<Item = Field>) -> Vec<&'static str> {
    fields.into_iter().map(Field::id).collect()
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

pub(super) fn fields(ids: Option<&Value>) -> Vec<Field> {
    texts(ids).filter_map(Field::with_id).collect()
}

fn texts(list: Option<&Value>) -> impl Iterator<Item = &str> {
    list.and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str)
}

pub(super) fn sections(ids: Option<&Value>) -> Vec<Section> {
    let section = |id: &str| Section::ALL.iter().copied().find(|section| section.id() == id);
    texts(ids).filter_map(section).collect()
}
