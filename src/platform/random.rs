//! Random values that nobody can guess.

/// 32 upper-case hexadecimal digits in the grouping of a UUID, as the servers make them. Empty when
/// the browser has no source of randomness: better no token than one that can be guessed.
#[must_use]
pub fn uuid() -> String {
    let mut bytes = [0u8; 16];
    let crypto = web_sys::window().and_then(|window| window.crypto().ok());
    let filled = crypto.and_then(|crypto| crypto.get_random_values_with_u8_array(&mut bytes).ok());
    if filled.is_none() {
        return String::new();
    }
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    let mut token = String::with_capacity(36);
    for (index, byte) in bytes.iter().enumerate() {
        if matches!(index, 4 | 6 | 8 | 10) {
            token.push('-');
        }
        token.push_str(&format!("{byte:02X}"));
    }
    token
}
