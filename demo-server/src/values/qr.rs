//! QR codes as PNG data URLs, which a camera can read: black on white with a quiet zone. The text
//! has the format of a WhatsApp code but pairs with nothing.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use qrcodegen::{QrCode, QrCodeEcc};

use crate::values::ids;

const BASE64: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
/// Pairing codes use no letters that look like digits.
const PAIRING: &[u8] = b"ABCDEFGHJKLMNPQRSTVWXYZ123456789";
const PIXELS_PER_MODULE: usize = 6;
const QUIET_ZONE: usize = 4;

/// The text of the code: a reference that changes with `count`, and three keys that do not.
#[must_use]
pub fn text(instance: &str, count: u32) -> String {
    let part =
        |what: &str, length| ids::derived(&format!("{instance}/{count}/{what}"), length, BASE64);
    let fixed = |what: &str| ids::derived(&format!("{instance}/{what}"), 43, BASE64);
    format!(
        "2@{},{}=,{}=,{}=",
        part("reference", 86),
        fixed("noise"),
        fixed("identity"),
        fixed("secret")
    )
}

/// The eight characters that a person types instead of scanning the code.
#[must_use]
pub fn pairing_code(instance: &str, count: u32) -> String {
    ids::derived(&format!("{instance}/{count}/pairing"), 8, PAIRING)
}

/// The image of a text as a data URL; empty when the text is too long for a QR code.
#[must_use]
pub fn data_url(text: &str) -> String {
    let png = QrCode::encode_text(text, QrCodeEcc::Low).ok().and_then(|code| png_image(&code));
    png.map(|bytes| format!("data:image/png;base64,{}", STANDARD.encode(bytes))).unwrap_or_default()
}

fn png_image(code: &QrCode) -> Option<Vec<u8>> {
    let modules = usize::try_from(code.size()).ok()?;
    let side = (modules + 2 * QUIET_ZONE) * PIXELS_PER_MODULE;
    let mut pixels = vec![0xff_u8; side * side];
    for (index, pixel) in pixels.iter_mut().enumerate() {
        let column = i32::try_from(index % side / PIXELS_PER_MODULE).ok()? - QUIET_ZONE as i32;
        let row = i32::try_from(index / side / PIXELS_PER_MODULE).ok()? - QUIET_ZONE as i32;
        if code.get_module(column, row) {
            *pixel = 0;
        }
    }
    let mut bytes = Vec::new();
    let side = u32::try_from(side).ok()?;
    let mut encoder = png::Encoder::new(&mut bytes, side, side);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.write_header().ok()?.write_image_data(&pixels).ok()?;
    Some(bytes)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test stops where something is missing")]
mod tests {
    use std::io::Cursor;

    use super::{data_url, text};
    use base64::Engine as _;
    use base64::engine::general_purpose::STANDARD;

    /// The text that a camera would read.
    fn read(url: &str) -> String {
        let base64 = url.strip_prefix("data:image/png;base64,").unwrap();
        let bytes = STANDARD.decode(base64).unwrap();
        let mut reader = png::Decoder::new(Cursor::new(bytes)).read_info().unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        let frame = reader.next_frame(&mut pixels).unwrap();
        let side = usize::try_from(frame.width).unwrap();
        let mut image =
            rqrr::PreparedImage::prepare_from_greyscale(side, side, |x, y| pixels[y * side + x]);
        image.detect_grids()[0].decode().unwrap().1
    }

    #[test]
    fn a_code_can_be_scanned_and_changes_with_its_count() {
        let first = data_url(&text("i", 1));
        assert_eq!(read(&first), text("i", 1));
        assert_eq!(first, data_url(&text("i", 1)));
        assert_ne!(first, data_url(&text("i", 2)));
    }
}
