//! A QR code drawn from its text, for servers that send the text without its picture.

use qrcodegen::{Mask, QrCode, QrCodeEcc, QrSegment, Version};

/// What the standard asks for around the code.
const QUIET: i32 = 4;

/// An SVG as a data URL, dark on white with its quiet zone; `None` when the text is too long.
pub fn qr_drawing(text: &str) -> Option<String> {
    // Bytes and one mask: the text looks random, so the other encodings and the search for the best
    // mask would gain nothing for their size.
    let segments = [QrSegment::make_bytes(text.as_bytes())];
    let code = QrCode::encode_segments_advanced(
        &segments,
        QrCodeEcc::Low,
        Version::MIN,
        Version::MAX,
        Some(Mask::new(3)),
        false,
    )
    .ok()?;
    let side = code.size();
    let whole = side + 2 * QUIET;
    let mut svg = format!(
        "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {whole} {whole}' width='{whole}0' height='{whole}0' shape-rendering='crispEdges'%3E%3Cpath fill='%23fff' d='M0 0h{whole}v{whole}H0z'/%3E%3Cpath d='"
    );
    for y in 0..side {
        let mut x = 0;
        while x < side {
            let start = x;
            while x < side && code.get_module(x, y) {
                x += 1;
            }
            if x > start {
                svg.push_str(&format!("M{} {}h{}v1H{0}z", start + QUIET, y + QUIET, x - start));
            }
            x += 1;
        }
    }
    svg.push_str("'/%3E%3C/svg%3E");
    Some(svg)
}
