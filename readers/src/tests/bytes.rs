//! The text of a file, however its program wrote it.

use crate::text::bytes::decoded;

#[test]
fn files_of_every_program_are_read() {
    let utf16 = |text: &str, order: fn(u16) -> [u8; 2], mark: [u8; 2]| {
        let units = text.encode_utf16().flat_map(order);
        mark.into_iter().chain(units).collect::<Vec<u8>>()
    };
    let text = "Número;não 😀";
    let files = [
        text.as_bytes().to_vec(),
        [b"\xef\xbb\xbf", text.as_bytes()].concat(),
        utf16(text, u16::to_le_bytes, [0xff, 0xfe]),
        utf16(text, u16::to_be_bytes, [0xfe, 0xff]),
    ];
    for file in files {
        assert_eq!(decoded(&file), text);
    }
    assert_eq!(decoded(b"N\xfamero;n\xe3o \x80"), "Número;não €");
    assert_eq!(decoded(b""), "");
    assert_eq!(decoded(b"\xff\xfea"), "");
}
