//! The order of the rows. What is not known comes last, and names are compared as people count.

use std::cmp::Ordering;

use crate::domain::instances::listed_row::ListedRow;
use crate::domain::instances::query::{STATES, SortBy};
use crate::domain::instances::row::InstanceRow;

/// Puts rows in order. Rows that are equal in it follow each other by name.
pub fn sort(
    rows: &mut [ListedRow],
    sort: SortBy,
    is_descending: bool,
    server_name: impl Fn(u32) -> String,
) {
    if sort == SortBy::Server {
        rows.sort_by_cached_key(|row| server_name(row.server));
        if is_descending {
            rows.reverse();
        }
        return;
    }
    rows.sort_by(|one, other| {
        let order = compare(&one.row, &other.row, sort);
        let order = if is_descending { order.reverse() } else { order };
        order.then_with(|| by_name(&one.row, &other.row))
    });
}

fn compare(one: &InstanceRow, other: &InstanceRow, sort: SortBy) -> Ordering {
    let place = |row: &InstanceRow| STATES.iter().position(|state| *state == row.state);
    let messages = |row: &InstanceRow| row.counts.map(|counts| counts.messages);
    // Compared so that numbers of the same length are in order, and shorter ones come first.
    fn number(row: &InstanceRow) -> Option<(usize, &str)> {
        row.number.as_deref().map(|number| (number.len(), number))
    }
    match sort {
        SortBy::Name | SortBy::Server => by_name(one, other),
        SortBy::State => place(one).cmp(&place(other)),
        SortBy::Number => last(number(one), number(other)),
        SortBy::Engine => one.engine.cmp(&other.engine),
        SortBy::Messages => messages(one).cmp(&messages(other)),
        SortBy::Created => {
            let created = |row: &InstanceRow| row.created_at.unwrap_or_default();
            created(one).total_cmp(&created(other))
        }
    }
}

/// What is not there comes after what is.
fn last<T: Ord>(one: Option<T>, other: Option<T>) -> Ordering {
    match (one, other) {
        (Some(one), Some(other)) => one.cmp(&other),
        (one, other) => other.is_some().cmp(&one.is_some()),
    }
}

fn by_name(one: &InstanceRow, other: &InstanceRow) -> Ordering {
    natural(&one.name, &other.name).then_with(|| one.name.cmp(&other.name))
}

/// Compares as people count: `loja-2` comes before `loja-10`. Case does not matter.
#[must_use]
pub fn natural(one: &str, other: &str) -> Ordering {
    let (mut one, mut other) = (one.chars(), other.chars());
    loop {
        let (one_rest, other_rest) = (one.as_str(), other.as_str());
        let order = match (one.next(), other.next()) {
            (Some(a), Some(b)) if a.is_ascii_digit() && b.is_ascii_digit() => {
                let (a, one_behind) = digits(one_rest);
                let (b, other_behind) = digits(other_rest);
                (one, other) = (one_behind.chars(), other_behind.chars());
                // The longer number is the greater one.
                a.len().cmp(&b.len()).then_with(|| a.cmp(b))
            }
            (Some(a), Some(b)) => lower(a).cmp(&lower(b)),
            (a, b) => return a.is_some().cmp(&b.is_some()),
        };
        if order != Ordering::Equal {
            return order;
        }
    }
}

/// Most letters are of ASCII, and a sort of ten thousand names looks at two million of them.
fn lower(c: char) -> char {
    if c.is_ascii() { c.to_ascii_lowercase() } else { c.to_lowercase().next().unwrap_or(c) }
}

/// The digits that a text begins with, without zeros in front, and what comes behind them.
fn digits(text: &str) -> (&str, &str) {
    let end = text.bytes().position(|byte| !byte.is_ascii_digit()).unwrap_or(text.len());
    let (digits, behind) = text.split_at(end);
    (digits.trim_start_matches('0'), behind)
}
