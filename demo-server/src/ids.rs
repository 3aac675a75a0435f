//! Made-up identifiers in the shapes the servers use. They only have to differ from each other
//! and look right; none of them guards anything.

use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;

/// The standard library seeds each `RandomState` anew, which is randomness enough here.
fn random() -> u64 {
    RandomState::new().hash_one(crate::clock::now_ms())
}

/// A version 4 UUID, as instances carry it.
#[must_use]
pub fn uuid() -> String {
    let high = (random() & 0xffff_ffff_ffff_0fff) | 0x4000;
    let low = (random() & 0x3fff_ffff_ffff_ffff) | 0x8000_0000_0000_0000;
    let text = format!("{high:016x}{low:016x}");
    let parts = [&text[..8], &text[8..12], &text[12..16], &text[16..20], &text[20..]];
    parts.join("-")
}

/// The token both versions make up when none is sent: a UUID in capitals.
#[must_use]
pub fn token() -> String {
    uuid().to_uppercase()
}

/// The row key of the second version: `c` and 24 characters of base 36.
#[must_use]
pub fn cuid() -> String {
    let mut text = String::from("c");
    let mut rest = u128::from(random()) << 64 | u128::from(random());
    for _ in 0..24 {
        let digit = u32::try_from(rest % 36).unwrap_or(0);
        text.push(char::from_digit(digit, 36).unwrap_or('0'));
        rest /= 36;
    }
    text
}

/// Repeatable "random" text for one instance: the QR code must stay the same between two polls.
#[must_use]
pub fn derived(seed: &str, length: usize, alphabet: &[u8]) -> String {
    let mut state = 0xcbf2_9ce4_8422_2325_u64;
    for byte in seed.bytes() {
        state = (state ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    (0..length)
        .map(|_| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            let index = usize::try_from(state % alphabet.len() as u64).unwrap_or(0);
            char::from(alphabet[index])
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{cuid, derived, uuid};

    #[test]
    fn shapes() {
        let id = uuid();
        assert_eq!(id.len(), 36);
        assert_eq!(&id[14..15], "4");
        assert_ne!(id, uuid());
        assert_eq!(cuid().len(), 25);
        assert_eq!(derived("a", 5, b"xyz"), derived("a", 5, b"xyz"));
    }
}
