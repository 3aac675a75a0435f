//! The proof for a program: JSON with every secret masked.
//!
//! ```json
//! {
//!   "instance": "sales-01",
//!   "server": "https://api.example.com",      // base URL; no key
//!   "dialect": "evolution-v2",                // or evolution-v1, l2msg
//!   "version": "2.3.6",                       // null when the server did not tell
//!   "time": "2026-11-21T19:42:00.000Z",       // when the creation was sent, UTC
//!   "is_as_asked": false,                     // nothing differs in any group
//!   "groups": [{
//!     "group": "webhook",                     // the name in the route: settings, webhook, …
//!     "outcome": "stored",                    // or dropped, hidden, unreadable
//!     "reason": "switched_off",               // of a group dropped, or remarked upon
//!     "variable": "RABBITMQ_ENABLED",         // of the server, where the reason names one
//!     "error": "unauthorized",                // of an unreadable group: its case …
//!     "status": 401,                          // … and the answer's status; null without an answer
//!     "callback": "https://…",                // where the integration calls the server back
//!     "fields": [{
//!       "field": "webhook_url",               // stable id, the same in every dialect
//!       "wire": "webhook.url",                // dotted path in the creation body
//!       "asked": "https://…",                 // null: not sent
//!       "stored": "https://…",                // null: nothing, or not told
//!       "verdict": "same",                    // servers_own, same_in_effect, different, not_told
//!       "reason": "changed",                  // of what is different, or the same in effect only
//!       "stored_events": 3,                   // where the reason is events_incomplete: all events …
//!       "all_events": 31                      // … were asked for, and so many are stored
//!     }]
//!   }],
//!   "token_shared_with": ["loja-2"]         // other instances of the server with the same token
//! }
//! ```
//!
//! Members without a value are left out where nothing else is said.

use serde_json::{Map, Value, json};

use crate::domain::http::secret::{masked, masked_headers};
use crate::domain::proof::verdict::ProofRow;
use crate::domain::proof::{DifferenceReason, Outcome, SectionProof};
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::field::Kind;
use crate::domain::schema::fields::Field;
use crate::domain::servers::server::Server;

/// The shape above. `time` is as it is to stand there; `others` have the token, too.
#[must_use]
pub fn json(
    instance: &str,
    server: &Server,
    time: &str,
    proofs: &[SectionProof],
    others: &[String],
) -> Value {
    let groups: Vec<Value> = proofs.iter().map(|proof| group(proof, server.dialect)).collect();
    let mut report = json!({
        "instance": instance,
        "server": server.base_url,
        "dialect": server.dialect.id(),
        "version": server.version,
        "time": time,
        "is_as_asked": proofs.iter().all(SectionProof::is_as_asked),
        "groups": groups,
    });
    if !others.is_empty() {
        report["token_shared_with"] = others.into();
    }
    report
}

fn group(proof: &SectionProof, dialect: Dialect) -> Value {
    let mut group = Map::new();
    let (outcome, reason) = match &proof.outcome {
        Outcome::Stored => ("stored", proof.remark),
        Outcome::Dropped(reason) => ("dropped", Some(*reason)),
        Outcome::Hidden => ("hidden", proof.remark),
        Outcome::Unreadable(_) => ("unreadable", None),
    };
    group.insert("group".to_owned(), proof.section.id().into());
    group.insert("outcome".to_owned(), outcome.into());
    tell(&mut group, "reason", reason.map(DifferenceReason::id));
    tell(&mut group, "variable", reason.and_then(DifferenceReason::variable));
    if let Outcome::Unreadable(error) = &proof.outcome {
        group.insert("error".to_owned(), error.case.id().into());
        group.insert("status".to_owned(), error.status.into());
    }
    tell(&mut group, "callback", proof.callback.as_deref());
    let fields: Vec<Value> = proof.rows.iter().map(|row| field(row, dialect)).collect();
    group.insert("fields".to_owned(), fields.into());
    Value::Object(group)
}

fn field(row: &ProofRow, dialect: Dialect) -> Value {
    let side = |value: &Option<Value>| value.as_ref().map(|value| shown(row.field, value));
    let mut field = Map::new();
    field.insert("field".to_owned(), row.field.id().into());
    tell(&mut field, "wire", row.field.spec().wire(dialect).map(|wire| wire.path));
    field.insert("asked".to_owned(), side(&row.asked).into());
    field.insert("stored".to_owned(), side(&row.stored).into());
    field.insert("verdict".to_owned(), row.verdict.id().into());
    tell(&mut field, "reason", row.verdict.reason().map(DifferenceReason::id));
    if let Some(DifferenceReason::EventsIncomplete { stored, all }) = row.verdict.reason() {
        field.insert("stored_events".to_owned(), stored.into());
        field.insert("all_events".to_owned(), all.into());
    }
    Value::Object(field)
}

fn tell(object: &mut Map<String, Value>, name: &str, value: Option<&str>) {
    if let Some(value) = value {
        object.insert(name.to_owned(), value.into());
    }
}

/// The value, masked where it is a secret. A header's name is none.
#[must_use]
pub fn shown(field: Field, value: &Value) -> Value {
    match (field.spec().kind, value) {
        (Kind::Secret, Value::String(text)) if !text.is_empty() => masked(text).into(),
        (Kind::Headers, Value::Object(headers)) => Value::Object(masked_headers(headers)),
        (Kind::Secret | Kind::Headers, Value::String(text)) if text.is_empty() => value.clone(),
        (Kind::Secret | Kind::Headers, _) => masked(&value.to_string()).into(),
        _ => value.clone(),
    }
}
