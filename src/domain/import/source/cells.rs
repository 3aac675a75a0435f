//! The cells of a table in a text.

use readers::text::mapped::Mapped;

/// A cell, with the place where its text begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cell {
    pub(super) text: String,
    pub(super) at: usize,
}

/// The rows of the text. A quoted cell may hold the delimiter, line ends and quotes written twice.
pub(super) struct Rows<'a> {
    pub(super) input: &'a Mapped,
    pub(super) delimiter: char,
    pub(super) at: usize,
}

impl Iterator for Rows<'_> {
    type Item = Vec<Cell>;

    fn next(&mut self) -> Option<Vec<Cell>> {
        let text = self.input.text();
        if self.at >= text.len() {
            return None;
        }
        let mut cells = Vec::new();
        loop {
            let (cell, ends_row) = self.cell();
            cells.push(cell);
            if ends_row {
                return Some(cells);
            }
        }
    }
}

impl Rows<'_> {
    /// One cell, and whether its row ends with it.
    fn cell(&mut self) -> (Cell, bool) {
        let whole = self.input.text();
        let start = self.at;
        let rest = &whole[start..];
        let mut cell = Cell { text: String::new(), at: self.input.source(start) };
        if rest.starts_with('"') {
            cell.at += 1;
            self.at += 1;
            loop {
                let rest = &whole[self.at..];
                let length = rest.find('"').unwrap_or(rest.len());
                cell.text.push_str(&rest[..length]);
                self.at = (self.at + length + 1).min(whole.len());
                if !whole[self.at..].starts_with('"') {
                    break;
                }
                cell.text.push('"');
                self.at += 1;
            }
        }
        let rest = &whole[self.at..];
        let delimiter = self.delimiter;
        let length = rest.find([delimiter, '\n']).unwrap_or(rest.len());
        cell.text.push_str(rest[..length].trim_end_matches('\r'));
        self.at += length;
        let ends_row = !whole[self.at..].starts_with(delimiter);
        self.at = (self.at + 1).min(whole.len());
        (cell, ends_row)
    }
}
