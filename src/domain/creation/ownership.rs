//! Who created the instance that a server has under a name that was sent: its token tells, or the time
//! at which it was created.

use serde_json::Value;

use crate::domain::creation::timestamp;
use crate::domain::http::secret::Secret;
use crate::domain::reply::decode::Created;

/// Whose it is, as far as that can be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ownership {
    /// What was sent from here made it
    Own,
    /// It has another token than the one that was sent
    Foreign,
    /// It was made before anything was sent
    Earlier,
    /// Nothing speaks for it, and nothing against it
    Unknown,
}

/// How far the clocks of this device and of the server may be apart, in milliseconds. What is older
/// than that is certainly older.
const SKEW: f64 = 600_000.0;
/// Two clocks that are kept right, and the fraction that a server may cut off
const PRECISION: f64 = 10_000.0;

/// What was sent about the name.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sent {
    pub token: Option<Secret>,
    /// Milliseconds since 1970; `None` where this page sent nothing
    pub at: Option<f64>,
}

impl Ownership {
    /// `created_at` is the listed time in milliseconds since 1970.
    #[must_use]
    pub fn of(sent: &Sent, listed: Option<&Secret>, created_at: Option<f64>) -> Self {
        if let (Some(sent), Some(listed)) = (&sent.token, listed) {
            return if sent == listed { Self::Own } else { Self::Foreign };
        }
        match (sent.at, created_at) {
            (Some(sent), Some(created)) if created < sent - SKEW => Self::Earlier,
            (Some(sent), Some(created)) if created >= sent - PRECISION => Self::Own,
            _ => Self::Unknown,
        }
    }
}

/// When the server created the instance of this row of its list, in milliseconds since 1970.
#[must_use]
pub fn created_at(row: &Created) -> Option<f64> {
    let text = row.raw.get("instance").unwrap_or(&row.raw).get("createdAt").and_then(Value::as_str);
    timestamp::milliseconds(text?)
}
