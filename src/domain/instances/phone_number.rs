//! A telephone number as people write it. No digit is added or dropped.

/// `+55 (11) 91234-5678` for Brazil, `+1 (212) 555-1234` for North America; of other countries the
/// digits with a plus sign, since only their own rules tell how to group them.
#[must_use]
pub fn written(digits: &str) -> String {
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return digits.to_owned();
    }
    let (country, area, rest) = match digits.as_bytes() {
        [b'5', b'5', ..] if matches!(digits.len(), 12 | 13) => split(digits, 2),
        [b'1', ..] if digits.len() == 11 => {
            let (country, rest) = digits.split_at(1);
            let (area, rest) = rest.split_at(3);
            (country, area, rest)
        }
        _ => return format!("+{digits}"),
    };
    let (head, tail) = rest.split_at(rest.len() - 4);
    format!("+{country} ({area}) {head}-{tail}")
}

/// Country, area code and the rest; both codes have this many digits.
fn split(digits: &str, length: usize) -> (&str, &str, &str) {
    let (country, rest) = digits.split_at(length);
    let (area, rest) = rest.split_at(length);
    (country, area, rest)
}

/// The digits in front of a WhatsApp address such as `5511912345678:12@s.whatsapp.net`.
#[must_use]
pub fn of_jid(jid: &str) -> Option<&str> {
    let user = jid.split('@').next()?;
    let digits = user.split(':').next()?;
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then_some(digits)
}
