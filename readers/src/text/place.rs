//! Lines and columns.

use serde::{Deserialize, Serialize};

/// A place in the paste as people count: from 1, in characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct TextPlace {
    pub line: usize,
    pub column: usize,
}

/// Finds lines and columns. A paste can be one line of megabytes and have thousands of places to tell, so
/// there is a mark every few hundred bytes to count on from.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct PlaceIndex {
    /// The place where each part of the text begins
    marks: Vec<TextPlace>,
}

const BETWEEN_MARKS: usize = 256;

const START: TextPlace = TextPlace { line: 1, column: 1 };

impl PlaceIndex {
    #[must_use]
    pub fn new(text: &str) -> Self {
        let mut place = START;
        let marks = text.as_bytes().chunks(BETWEEN_MARKS).map(|part| {
            let mark = place;
            place = place.after(part);
            mark
        });
        Self { marks: marks.collect() }
    }

    /// The place of a byte of the text that the index was made of.
    #[must_use]
    pub fn place(&self, text: &str, at: usize) -> TextPlace {
        let at = at.min(text.len());
        // Behind the last part there is no mark, and nothing to count.
        let last = (at / BETWEEN_MARKS).min(self.marks.len().saturating_sub(1));
        let before = self.marks.get(last).copied().unwrap_or(START);
        before.after(&text.as_bytes()[last * BETWEEN_MARKS..at])
    }
}

impl TextPlace {
    /// Behind these bytes. A character counts where it begins, so they may end within one.
    fn after(mut self, bytes: &[u8]) -> Self {
        const IS_CONTINUED: u8 = 0b1000_0000;
        for byte in bytes {
            if *byte == b'\n' {
                self = Self { line: self.line + 1, column: 1 };
            } else if byte & 0b1100_0000 != IS_CONTINUED {
                self.column += 1;
            }
        }
        self
    }
}
