//! Reads a time as servers write it: `2025-06-15T15:06:40.000Z`.

/// Milliseconds since 1970 of an RFC 3339 time in UTC; `None` for any other text.
#[must_use]
pub fn milliseconds(text: &str) -> Option<f64> {
    let (date, time) = text.strip_suffix('Z')?.split_once('T')?;
    let [year, month, day] = numbers(date, '-')?;
    let (time, fraction) = time.split_once('.').unwrap_or((time, "0"));
    let [hour, minute, second] = numbers(time, ':')?;
    let is_valid = (1970..=9999).contains(&year)
        && (1..=12).contains(&month)
        && (1..=31).contains(&day)
        && hour < 24
        && minute < 60
        && second <= 60;
    let is_fraction = !fraction.is_empty() && fraction.bytes().all(|byte| byte.is_ascii_digit());
    if !is_valid || !is_fraction {
        return None;
    }
    // The parser of the standard library would add two kilobytes to the panel.
    let digit = |byte: u8| f64::from(byte - b'0');
    let fraction = fraction.bytes().rev().fold(0.0, |rest, byte| (digit(byte) + rest) / 10.0);
    let seconds = days(year, month, day) * 86_400 + hour * 3_600 + minute * 60 + second;
    Some((f64::from(u32::try_from(seconds).ok()?) + fraction) * 1_000.0)
}

/// Three whole numbers with this sign between them.
fn numbers(text: &str, separator: char) -> Option<[u64; 3]> {
    let mut parts = text.split(separator).map(|part| {
        part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse().ok()).flatten()
    });
    let numbers = [parts.next()??, parts.next()??, parts.next()??];
    parts.next().is_none().then_some(numbers)
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
