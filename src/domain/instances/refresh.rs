//! When the list is asked for again. It comes in one answer however long it is, so a long list is asked
//! for seldom, and a server that fails is asked less and less often.

const SHORTEST_MS: u32 = 15_000;
const LONGEST_MS: u32 = 300_000;
/// The interval grows by this for each hundred kilobytes
const PER_100_KB_MS: u32 = 3_000;
/// A server may spend this part of the time on the list
const SHARE: u32 = 20;

/// The pause after an answer of so many bytes that took so long, or after so many failures in a row.
#[must_use]
pub fn pause_ms(bytes: usize, took_ms: u32, failures: u32) -> u32 {
    let hundreds = u32::try_from(bytes / 100_000).unwrap_or(u32::MAX);
    let by_size = SHORTEST_MS.saturating_add(hundreds.saturating_mul(PER_100_KB_MS));
    let by_time = took_ms.saturating_mul(SHARE);
    let pause = by_size.max(by_time);
    let doubled = pause.saturating_mul(1_u32.checked_shl(failures).unwrap_or(u32::MAX).max(1));
    doubled.min(LONGEST_MS)
}
