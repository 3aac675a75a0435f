//! A call as it is shown: masked once, for the eye and for the copies.

use crate::domain::requests::mask::{KnownSecrets, ShownBody};
use crate::domain::requests::record::{CallEnd, CallRecord};

/// What a call's details show of its texts.
#[derive(Clone, Debug, PartialEq)]
pub struct ShownCall {
    pub url: String,
    pub sent: Option<ShownBody>,
    pub answer: Option<ShownBody>,
}

impl ShownCall {
    #[must_use]
    pub fn of(record: &CallRecord, known: &KnownSecrets) -> Self {
        let answer = match &record.end {
            CallEnd::Answer { body, .. } => Some(known.shown(body)),
            CallEnd::Opaque | CallEnd::Failure { .. } => None,
        };
        Self {
            url: known.mask(&record.url),
            sent: record.body.as_ref().map(|body| known.shown(body)),
            answer,
        }
    }
}
