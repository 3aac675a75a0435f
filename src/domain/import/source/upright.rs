//! A table that stands upright, and lines of labels and values.

use crate::domain::import::source::FoundSource;
use crate::domain::import::source::cells::{Cell, Rows};
use crate::domain::import::source::http::labels as note_labels;
use crate::domain::import::source::kind::SourceKind;
use crate::domain::import::source::table::{
    FieldLabels, LabelIndex, TableColumn, call, column, is_blank,
};
use crate::domain::schema::fields::Field;
use readers::text::mapped::Mapped;

/// A table of one instance, with a field in each row: its head in the first cell, its value in the second.
pub(super) fn upright(rows: Rows<'_>, labels: &LabelIndex<'_>) -> Option<FoundSource> {
    const MOST_ROWS: usize = 200;
    let mut pairs = Vec::new();
    let mut has_name = false;
    for (place, cells) in rows.take(MOST_ROWS + 1).enumerate() {
        let mut filled = cells.into_iter().filter(|cell| !is_blank(&cell.text));
        let Some(head) = filled.next() else { continue };
        let (value, None) = (filled.next(), filled.next()) else { return None };
        let head = column(&head.text, labels);
        let is_known = !matches!(head, TableColumn::Other(_));
        // The first line may say what the two columns are.
        if !is_known && place == 0 {
            continue;
        }
        // A name, and not the head of the next column
        let is_head = value
            .as_ref()
            .is_some_and(|value| !matches!(column(&value.text, labels), TableColumn::Other(_)));
        if pairs.len() < 2 && (!is_known || is_head) {
            return None;
        }
        has_name |= head == TableColumn::Field(Field::InstanceName);
        pairs.extend(value.map(|value| (head, value)));
    }
    if pairs.len() < 2 || !has_name {
        return None;
    }
    let (columns, cells): (Vec<TableColumn>, Vec<Cell>) = pairs.into_iter().unzip();
    Some(FoundSource::of_calls(SourceKind::Table, vec![call(&columns, cells)]))
}

/// Lines of labels and values, as notes and chats have them: `Nome: loja-1`, `number=5511…`. Each name begins
/// another instance.
pub(super) fn labelled_lines(input: &Mapped, labels: &FieldLabels) -> Option<FoundSource> {
    const MOST_LINES: usize = 5_000;
    const LONGEST_LABEL: usize = 60;
    let labels = LabelIndex::new(labels);
    let is_mark = |c: char| c.is_whitespace() || "-*•_`>\"',".contains(c);
    let (mut heads, mut cells) = (Vec::new(), Vec::new());
    let mut at = 0;
    for line in input.text().split_inclusive('\n').take(MOST_LINES) {
        let end = at + line.len();
        at = end;
        let Some((label, value)) = line.split_once([':', '=']) else { continue };
        if value.trim().is_empty() {
            // What stands below it, further in, is a format of its own.
            if input.text()[at..].starts_with([' ', '\t']) {
                return None;
            }
            continue;
        }
        if label.len() > LONGEST_LABEL || note_labels::is_of_server(label) {
            continue;
        }
        heads.push(column(label.trim_matches(is_mark), &labels));
        let from = end - value.trim_start_matches(is_mark).len();
        cells.push(Cell { text: value.trim_matches(is_mark).to_owned(), at: input.source(from) });
    }
    let known = heads.iter().filter(|head| !matches!(head, TableColumn::Other(_))).count();
    let is_name = |head: &TableColumn| *head == TableColumn::Field(Field::InstanceName);
    let names: Vec<usize> = (0..heads.len()).filter(|place| is_name(&heads[*place])).collect();
    if names.is_empty() || known < 2 || known * 2 < heads.len() {
        return None;
    }
    let ends = names.iter().skip(1).copied().chain([heads.len()]);
    let mut start = 0;
    let calls = ends.map(|end| {
        let cells = cells[start..end].to_vec();
        let found = call(&heads[start..end], cells);
        start = end;
        found
    });
    Some(FoundSource::of_calls(SourceKind::Table, calls.collect()))
}
