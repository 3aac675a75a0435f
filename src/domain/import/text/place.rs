//! Lines and columns.

/// A place in the paste as people count: from 1, in characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct TextPlace {
    pub line: usize,
    pub column: usize,
}

/// Finds lines and columns. A paste can be one line of megabytes, so there is a mark every few thousand
/// bytes to count on from.
#[derive(Clone, Debug)]
pub struct PlaceIndex {
    marks: Vec<(usize, TextPlace)>,
}

const BETWEEN_MARKS: usize = 4_096;

impl PlaceIndex {
    #[must_use]
    pub fn new(text: &str) -> Self {
        let mut marks = Vec::with_capacity(text.len() / BETWEEN_MARKS + 1);
        let mut place = TextPlace { line: 1, column: 1 };
        let mut next = 0;
        for (at, character) in text.char_indices() {
            if at >= next {
                marks.push((at, place));
                next = at + BETWEEN_MARKS;
            }
            place = place.after(character);
        }
        Self { marks }
    }

    /// The place of a byte of the text that the index was made of.
    #[must_use]
    pub fn place(&self, text: &str, at: usize) -> TextPlace {
        let count = self.marks.partition_point(|(mark, _)| *mark <= at);
        let Some(last) = count.checked_sub(1) else { return TextPlace { line: 1, column: 1 } };
        let (mark, start) = self.marks[last];
        let between = text.get(mark..).unwrap_or_default().char_indices();
        let before = between.take_while(|(offset, _)| mark + offset < at);
        before.fold(start, |place, (_, character)| place.after(character))
    }
}

impl TextPlace {
    const fn after(self, character: char) -> Self {
        if character == '\n' {
            Self { line: self.line + 1, column: 1 }
        } else {
            Self { line: self.line, column: self.column + 1 }
        }
    }
}
