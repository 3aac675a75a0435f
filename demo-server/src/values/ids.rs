//! Generated identifiers in the formats that the servers use. They must be different from each
//! other and look right; they protect nothing, so they need no secure randomness.

use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;

/// Each `RandomState` of the standard library gets a new seed, which is random enough here.
fn random() -> u64 {
    RandomState::new().hash_one(crate::values::clock::now_ms())
}

/// A version 4 UUID: the id of an instance.
#[must_use]
pub fn uuid() -> String {
    let high = (random() & 0xffff_ffff_ffff_0fff) | 0x4000;
    let low = (random() & 0x3fff_ffff_ffff_ffff) | 0x8000_0000_0000_0000;
    let text = format!("{high:016x}{low:016x}");
    let parts = [&text[..8], &text[8..12], &text[12..16], &text[16..20], &text[20..]];
    parts.join("-")
}

/// The token that a server generates when a request has none: an upper-case UUID.
#[must_use]
pub fn token() -> String {
    uuid().to_uppercase()
}

/// The key of a database row of 2.x: `c` and 24 characters in base 36.
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

/// Text that looks random but depends on `seed` alone: a QR code must not change between two polls.
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
    fn ids_have_the_expected_format() {
        let id = uuid();
        assert_eq!(id.len(), 36);
        assert_eq!(&id[14..15], "4");
        assert_ne!(id, uuid());
        assert_eq!(cuid().len(), 25);
        assert_eq!(derived("a", 5, b"xyz"), derived("a", 5, b"xyz"));
    }
}
