//! The proof of the instance itself. No `find` reads it back; the list of instances does, and the
//! creation's own answer tells what the list does not.

use serde_json::Value;

use crate::domain::proof::verdict::{FieldVerdict, ProofRow, compare};
use crate::domain::proof::{Asked, DifferenceReason, Outcome, SectionProof, callback_fault};
use crate::domain::reply::decode;
use crate::domain::reply::decode::FindReply;
use crate::domain::reply::error::{ApiError, Case};
use crate::domain::schema::encode;
use crate::domain::schema::fields::Field;
use crate::domain::schema::read_back::lookup;
use crate::domain::schema::section::Section;

/// Compares the instance with its row in the answer to `GET /instance/fetchInstances`.
pub(super) fn proof(
    asked: &Asked<'_>,
    section: Section,
    found: Result<FindReply, ApiError>,
) -> SectionProof {
    let listed = match found {
        Ok(found) => Ok(row_named(found, asked.drafts.name())),
        Err(error) if error.case == Case::InstanceNotFound => Ok(None),
        Err(error) => Err(error),
    };
    let (outcome, rows) = match listed {
        Ok(Some(row)) => (Outcome::Stored, rows(asked, section, &row)),
        Ok(None) => (Outcome::Dropped(DifferenceReason::InstanceGone), Vec::new()),
        Err(error) => (Outcome::Unreadable(Box::new(error)), Vec::new()),
    };
    let remark = if outcome == Outcome::Stored { remark(section, asked.reply) } else { None };
    SectionProof { section, outcome, rows, remark, callback: None, row_id: None }
}

/// Meta calls the server at the address that the creation's answer tells. Only the Business engine
/// has one.
pub(super) fn remark(section: Section, reply: Option<&Value>) -> Option<DifferenceReason> {
    let instance = reply.filter(|_| !section.is_read_by_find())?.get("instance")?;
    let names = ["webhookWaBusiness", "webhook_wa_business"];
    callback_fault(names.iter().find_map(|name| instance.get(name)?.as_str())?)
}

/// The row of this name: 1.x answers with one wrapped row, 2.x with a list of flat ones.
fn row_named(found: FindReply, name: &str) -> Option<Value> {
    let rows = match found {
        FindReply::EmptyBody | FindReply::Nothing => Vec::new(),
        FindReply::One(row) => vec![row],
        FindReply::Rows(rows) => rows,
    };
    rows.into_iter()
        .find(|row| decode::listed_name(row).as_deref() == Some(name))
        .map(decode::inner)
}

fn rows(asked: &Asked<'_>, section: Section, row: &Value) -> Vec<ProofRow> {
    let of_field = |field: Field| {
        let wire = field.spec().wire(asked.api).filter(|wire| wire.is_returned)?;
        let wanted = encode::value(asked.drafts, field, wire, asked.api)?;
        let listed = wire.listed.and_then(|path| lookup(row, path));
        let replied = || lookup(asked.reply?, wire.replied?);
        // A list that names the field and holds nothing in it says that nothing is stored.
        let stored = match listed {
            Some(Value::Null) => None,
            Some(value) => Some(value),
            None => replied(),
        };
        let stored = stored.filter(|value| value.is_string() || value.is_number()).cloned();
        let verdict = match (&stored, listed) {
            (Some(stored), _) => compare(field, wire, asked.api, &wanted, stored),
            (None, Some(Value::Null)) => FieldVerdict::Different(DifferenceReason::Missing),
            (None, _) => FieldVerdict::NotTold,
        };
        Some(ProofRow { field, asked: Some(wanted), stored, verdict })
    };
    Field::of(section, asked.api).filter_map(of_field).collect()
}
