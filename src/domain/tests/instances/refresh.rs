//! How often the list is asked for.

use crate::domain::instances::refresh::pause_ms;

#[test]
fn the_pause_grows_with_the_answer_and_with_failures() {
    for (bytes, took_ms, failures, expected) in [
        (0, 0, 0, 15_000),
        (88_300, 40, 0, 15_000),
        (883_001, 140, 0, 39_000),
        (8_830_000, 900, 0, 279_000),
        // A slow server is left alone for longer.
        (1_000, 6_000, 0, 120_000),
        (0, 0, 1, 30_000),
        (0, 0, 3, 120_000),
        (0, 0, 40, 300_000),
        (usize::MAX, u32::MAX, u32::MAX, 300_000),
    ] {
        assert_eq!(pause_ms(bytes, took_ms, failures), expected, "{bytes} {took_ms} {failures}");
    }
}
