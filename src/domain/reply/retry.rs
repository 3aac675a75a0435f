//! When a call is sent again by itself: only one that reads, and only where the failure may be over
//! soon. A call that writes is never repeated: it may have been carried out.

use crate::domain::http::request::Method;
use crate::domain::reply::error::Case;

/// How long to wait before each further try.
const PAUSES_MS: [u32; 2] = [500, 2000];

/// The seconds that `Retry-After` asks for; a date in it is no number, and nobody waits a day.
#[must_use]
pub fn after_s(header: &str) -> Option<u32> {
    const DAY: u32 = 86_400;
    header.trim().parse().ok().filter(|seconds| (1..=DAY).contains(seconds))
}

/// The pause before the next try, after so many tries of which the last one ended like this: with a
/// status, or without an answer. `None` where no other try is worth it.
#[must_use]
pub fn pause_ms(method: Method, tries: usize, outcome: Result<u16, Case>) -> Option<u32> {
    let may_pass = match outcome {
        // A proxy whose server restarts, and a server that asks for less haste.
        Ok(status) => matches!(status, 429 | 502 | 503 | 504),
        Err(case) => case == Case::Unreachable,
    };
    if method != Method::Get || !may_pass {
        return None;
    }
    PAUSES_MS.get(tries.checked_sub(1)?).copied()
}
