//! A table that stands upright.

use crate::domain::import::source::FoundSource;
use crate::domain::import::source::cells::{Cell, Rows};
use crate::domain::import::source::kind::SourceKind;
use crate::domain::import::source::table::{LabelIndex, TableColumn, call, column, is_blank};
use crate::domain::schema::fields::Field;

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
