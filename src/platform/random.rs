//! Random bytes from the browser. `crypto.randomUUID` exists on secure pages only; this does
//! everywhere.

/// Fills an array; `None` when the browser has no source of randomness. Nothing may take its place:
/// what is made of guessable bytes can be guessed.
#[must_use]
pub fn bytes<const N: usize>() -> Option<[u8; N]> {
    let mut bytes = [0; N];
    let crypto = web_sys::window()?.crypto().ok()?;
    crypto.get_random_values_with_u8_array(&mut bytes).ok()?;
    Some(bytes)
}

/// 32 upper-case hexadecimal digits in the grouping of a UUID, as the servers make them. Empty when
/// the browser has no source of randomness: better no token than one that can be guessed.
#[must_use]
pub fn uuid() -> String {
    let Some(mut bytes) = bytes::<16>() else { return String::new() };
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
