//! What a call's row says.

use crate::domain::interpolate;
use crate::domain::reply::error::Case;
use crate::domain::requests::filter::CallPlace;
use crate::domain::requests::record::{CallEnd, CallRecord};
use crate::domain::servers::server::Server;
use crate::ui::kit::i18n::{counted_plain, filled_key, key, t, tf};

/// How a call ended, in a word or two: its status, where there is one.
pub(super) fn end(end: &CallEnd) -> String {
    match end {
        CallEnd::Answer { status, .. } => status.to_string(),
        CallEnd::Opaque => t(key!("requests.opaque")),
        CallEnd::Failure { case, .. } => t(failure_key(*case)),
    }
}

/// The cases of a call without a whole answer. Others are read out of one, later.
const fn failure_key(case: Case) -> &'static str {
    match case {
        Case::Offline => key!("requests.failed.offline"),
        Case::MixedContent => key!("requests.failed.mixed_content"),
        Case::KeyUnsendable => key!("requests.failed.key_unsendable"),
        Case::NameUnreachable => key!("requests.failed.name_unreachable"),
        Case::Timeout => key!("requests.failed.timeout"),
        Case::Cancelled => key!("requests.failed.cancelled"),
        Case::NotJson => key!("requests.failed.cut"),
        _ => key!("requests.failed.unreachable"),
    }
}

/// More about a failure, where there is more to say.
pub(super) fn cause(record: &CallRecord) -> Option<String> {
    match &record.end {
        CallEnd::Opaque => Some(t(key!("requests.opaque.why"))),
        CallEnd::Failure { case, status } => {
            let status = status.map(|status| status.to_string());
            match (case, status) {
                (Case::NotJson, Some(status)) => {
                    Some(tf!("requests.failed.cut.why", status = &status))
                }
                (Case::Unreachable, _) => Some(t(key!("error.unreachable.cause"))),
                (Case::MixedContent, _) => Some(t(key!("error.mixed_content.cause"))),
                (Case::KeyUnsendable, _) => Some(t(key!("error.key_unsendable.cause"))),
                (Case::NameUnreachable, _) => Some(t(key!("error.name_unreachable.cause"))),
                _ => None,
            }
        }
        CallEnd::Answer { status, .. } if *status < 400 && record.has_failed() => {
            Some(t(key!("error.soft_failure.cause")))
        }
        CallEnd::Answer { .. } => None,
    }
}

/// The server's label, or the address where it is none of the operator's.
pub(super) fn place(place: &CallPlace, servers: &[Server]) -> String {
    let name = match place {
        CallPlace::Server(id) => {
            let server = servers.iter().find(|server| server.id == *id);
            server.map(|server| server.label.as_str()).unwrap_or_default()
        }
        CallPlace::Other(origin) => {
            origin.split_once("://").map_or(origin.as_str(), |(_, host)| host)
        }
    };
    interpolate::plain(name)
}

/// A number of bytes as people read it.
pub(super) fn bytes(count: usize) -> String {
    bytes_by(count, usize::div_ceil)
}

/// As [`bytes`], rounded down: a part is never as large as the whole.
pub(super) fn part_bytes(count: usize) -> String {
    bytes_by(count, std::ops::Div::div)
}

fn bytes_by(count: usize, divided: fn(usize, usize) -> usize) -> String {
    match count {
        0..1_000 => counted_plain(filled_key!("requests.bytes", count), count),
        1_000..1_000_000 => counted_plain(filled_key!("requests.kb", count), divided(count, 1_000)),
        _ => counted_plain(filled_key!("requests.mb", count), divided(count, 1_000_000)),
    }
}
