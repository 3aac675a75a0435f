//! The check of a telephone number.

use crate::domain::schema::encode;
use crate::domain::schema::validate::Fault;

/// What keeps a server from taking the number.
pub(super) fn number_fault(text: &str) -> Option<Fault> {
    let digits = encode::digits(text);
    let is_number = digits.len() >= 2 && digits.bytes().all(|b| b.is_ascii_digit());
    (!is_number).then_some(Fault::Digits)
}

/// Signs that the number is not the international one that WhatsApp needs. An id of the Cloud API
/// is no telephone number: it is not checked here.
pub(super) fn number_warning(text: &str) -> Option<Fault> {
    let digits = encode::digits(text);
    if digits.starts_with("00") {
        return Some(Fault::NumberStartsWithZeros);
    }
    // Eleven digits without a country code are a mobile number of Brazil: area, 9, eight digits.
    // Elsewhere eleven digits are often complete.
    let is_brazilian_mobile = |digits: &[u8]| digits[1] != b'0' && digits[2] == b'9';
    let lacks_country = match digits.as_bytes() {
        digits if digits.len() == 10 => true,
        digits if digits.len() == 11 => is_brazilian_mobile(digits),
        _ => false,
    };
    lacks_country.then_some(Fault::NumberWithoutCountry)
}
