//! Reads a time as servers write it: `2025-06-15T15:06:40.000Z`.

use std::ops::Range;

/// Milliseconds since 1970 of an RFC 3339 time in UTC; `None` for any other text.
#[must_use]
pub fn milliseconds(text: &str) -> Option<f64> {
    let (whole, rest) = text.as_bytes().split_at_checked("2025-06-15T15:06:40".len())?;
    let number = |at: Range<usize>| {
        let digit = |byte: &u8| byte.is_ascii_digit().then(|| u64::from(byte - b'0'));
        let digits = whole.get(at)?.iter().map(digit);
        digits.reduce(|number, digit| Some(number? * 10 + digit?)).flatten()
    };
    let has_separators = [(4, b'-'), (7, b'-'), (10, b'T'), (13, b':'), (16, b':')]
        .iter()
        .all(|(at, separator)| whole.get(*at) == Some(separator));
    let (year, month, day) = (number(0..4)?, number(5..7)?, number(8..10)?);
    let (hour, minute, second) = (number(11..13)?, number(14..16)?, number(17..19)?);
    let is_valid = has_separators
        && year >= 1970
        && (1..=12).contains(&month)
        && (1..=31).contains(&day)
        && hour < 24
        && minute < 60
        && second <= 60;
    let fraction = match rest {
        b"Z" => b"0",
        [b'.', fraction @ .., b'Z'] => fraction,
        _ => return None,
    };
    let is_fraction = !fraction.is_empty() && fraction.iter().all(u8::is_ascii_digit);
    if !is_valid || !is_fraction {
        return None;
    }
    // The parser of the standard library would add two kilobytes to the panel.
    let digit = |byte: &u8| f64::from(byte - b'0');
    let fraction = fraction.iter().rev().fold(0.0, |rest, byte| (digit(byte) + rest) / 10.0);
    let seconds = days(year, month, day) * 86_400 + hour * 3_600 + minute * 60 + second;
    Some((f64::from(u32::try_from(seconds).ok()?) + fraction) * 1_000.0)
}

/// Days from 1 January 1970 to this date of the Gregorian calendar. A year begins in March here, so
/// that the leap day is its last.
fn days(year: u64, month: u64, day: u64) -> u64 {
    const FROM_YEAR_0_TO_1970: u64 = 719_468;
    let year = if month <= 2 { year - 1 } else { year };
    let month_from_march = (month + 9) % 12;
    let day_of_year = (153 * month_from_march + 2) / 5 + day - 1;
    year * 365 + year / 4 - year / 100 + year / 400 + day_of_year - FROM_YEAR_0_TO_1970
}
