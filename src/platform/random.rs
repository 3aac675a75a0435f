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
