//! Finds, counts and sorts rows. Ten thousand of them must follow every key, so that what can be made
//! ready before is made ready once: the folded text of each row and the order of all.

use std::cmp::Ordering;
use std::sync::Arc;

use crate::domain::instances::query::{ListQuery, STATES, SortBy};
use crate::domain::instances::row::{Engine, InstanceRow};
use crate::domain::pairing::phase::ConnectionState;
use crate::domain::schema::search::{folded, rank};

/// A row with the server that it came from.
#[derive(Clone, Debug)]
pub struct ListedRow {
    pub server: u32,
    pub row: Arc<InstanceRow>,
    /// What is searched of it
    text: Arc<str>,
}

/// Two are the same when they are the same row of the same answer.
impl PartialEq for ListedRow {
    fn eq(&self, other: &Self) -> bool {
        self.server == other.server && Arc::ptr_eq(&self.row, &other.row)
    }
}

/// Tells a row from all others, over every server and every answer.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct RowKey {
    pub server: u32,
    pub name: String,
}

impl std::fmt::Display for RowKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{}", self.server, self.name)
    }
}

impl ListedRow {
    #[must_use]
    pub fn new(server: u32, row: Arc<InstanceRow>) -> Self {
        let parts = [
            Some(row.name.as_str()),
            row.profile_name.as_deref(),
            row.number.as_deref(),
            Some(row.id.as_str()),
        ];
        let text = folded(&parts.into_iter().flatten().collect::<Vec<_>>().join(" "));
        Self { server, row, text: text.into() }
    }

    #[must_use]
    pub fn key(&self) -> RowKey {
        RowKey { server: self.server, name: self.row.name.clone() }
    }
}

/// What of the list is shown, with the numbers for its chips.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Selection {
    pub rows: Vec<ListedRow>,
    /// How many rows each state would show, in the order of [`STATES`]
    pub states: [usize; STATES.len()],
    /// How many rows each engine would show, in the order of [`Engine::ALL`]
    pub engines: [usize; Engine::ALL.len()],
    /// The search found nothing as it was typed; these rows are one slip away from it
    pub is_near: bool,
}

/// The rows of a query, in the order that they come in. `state` says in which state a row is.
#[must_use]
pub fn select(
    rows: &[ListedRow],
    query: &ListQuery,
    state: impl Fn(&ListedRow) -> ConnectionState,
) -> Selection {
    let terms = terms(&query.search);
    let has_all = |row: &ListedRow| terms.iter().all(|term| row.text.contains(term.as_str()));
    let found = narrowed(rows.iter().filter(|row| has_all(row)), query, &state);
    let has_any = found.states.iter().any(|count| *count > 0) || !found.rows.is_empty();
    if terms.is_empty() || has_any {
        return found;
    }
    let search = folded(&query.search);
    let words: Vec<&str> = search.split_whitespace().collect();
    let is_near = |row: &&ListedRow| {
        words.iter().all(|word| may_be_near(word, &row.text)) && rank(&search, &row.text).is_some()
    };
    let near = narrowed(rows.iter().filter(is_near), query, &state);
    Selection { is_near: !near.rows.is_empty(), ..near }
}

/// The rows that fit a search best, with how well they do, as [`rank`] counts it: first those whose name it is,
/// then those whose name begins like it.
#[must_use]
pub fn best_rows<'a>(rows: &'a [ListedRow], search: &str, most: usize) -> Vec<(u8, &'a ListedRow)> {
    let terms = terms(search);
    if terms.is_empty() {
        return Vec::new();
    }
    let search = folded(search);
    let words: Vec<&str> = search.split_whitespace().collect();
    let name = search.trim();
    // The name comes first in what is searched of a row.
    let fit = |row: &ListedRow| match row.text.strip_prefix(name) {
        Some(rest) if !rest.starts_with(char::is_alphanumeric) => 0,
        Some(_) => 1,
        None => 2,
    };
    let has_all = |row: &&ListedRow| terms.iter().all(|term| row.text.contains(term.as_str()));
    let mut best: Vec<(u8, &ListedRow)> =
        rows.iter().filter(has_all).map(|row| (fit(row), row)).collect();
    best.sort_by_key(|(fit, _)| *fit);
    if best.is_empty() {
        let is_near = |row: &&ListedRow| {
            words.iter().all(|word| may_be_near(word, &row.text))
                && rank(&search, &row.text).is_some()
        };
        best.extend(rows.iter().filter(is_near).take(most).map(|row| (4, row)));
    }
    best.truncate(most);
    best
}

/// What a row must contain: each piece between blanks as it was typed, so that `loja-9` does not find every
/// shop with a 9 in its number. A piece of digits is a part of a number, which is stored without signs.
fn terms(search: &str) -> Vec<String> {
    let term = |piece: &str| {
        let is_number = !piece.chars().any(char::is_alphabetic);
        let digits: String = piece.chars().filter(char::is_ascii_digit).collect();
        let folded = folded(piece);
        if is_number { digits } else { folded.split_whitespace().collect::<Vec<_>>().join(" ") }
    };
    search.split_whitespace().map(term).filter(|term| !term.is_empty()).collect()
}

/// A slip changes one letter, so one of a word's first two letters begins the word that was meant. It
/// keeps most rows from the search for slips, which is slow.
fn may_be_near(word: &str, text: &str) -> bool {
    let mut letters = word.chars();
    let (first, second) = (letters.next(), letters.next());
    text.split_whitespace().any(|candidate| {
        let begins = candidate.chars().next();
        begins == first || begins == second || candidate.chars().nth(1) == first
    })
}

fn narrowed<'a>(
    rows: impl Iterator<Item = &'a ListedRow>,
    query: &ListQuery,
    state: &impl Fn(&ListedRow) -> ConnectionState,
) -> Selection {
    let mut selection = Selection::default();
    for row in rows {
        let (state, engine) = (state(row), row.row.engine);
        let is_state = query.states.is_empty() || query.states.contains(&state);
        let is_engine = query.engines.is_empty() || query.engines.contains(&engine);
        if is_engine {
            count(&mut selection.states, &STATES, state);
        }
        if is_state {
            count(&mut selection.engines, &Engine::ALL, engine);
        }
        if is_state && is_engine {
            selection.rows.push(row.clone());
        }
    }
    selection
}

fn count<T: PartialEq>(counts: &mut [usize], all: &[T], one: T) {
    let place = all.iter().position(|other| *other == one);
    if let Some(count) = place.and_then(|place| counts.get_mut(place)) {
        *count += 1;
    }
}

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
    let number =
        |row: &InstanceRow| row.number.as_ref().map(|number| (number.len(), number.clone()));
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
    let (mut one, mut other) = (one.chars().peekable(), other.chars().peekable());
    loop {
        match (one.peek().copied(), other.peek().copied()) {
            (Some(a), Some(b)) if a.is_ascii_digit() && b.is_ascii_digit() => {
                let order = digits(&mut one).cmp(&digits(&mut other));
                if order != Ordering::Equal {
                    return order;
                }
            }
            (Some(a), Some(b)) => {
                let order = lower(a).cmp(&lower(b));
                if order != Ordering::Equal {
                    return order;
                }
                one.next();
                other.next();
            }
            (a, b) => return a.is_some().cmp(&b.is_some()),
        }
    }
}

fn lower(c: char) -> char {
    c.to_lowercase().next().unwrap_or(c)
}

/// The digits that come next, as something that compares like their value: how many there are, and
/// which.
fn digits(text: &mut std::iter::Peekable<std::str::Chars<'_>>) -> (usize, String) {
    let mut run = String::new();
    while let Some(digit) = text.next_if(char::is_ascii_digit) {
        if !(run.is_empty() && digit == '0') {
            run.push(digit);
        }
    }
    (run.len(), run)
}
