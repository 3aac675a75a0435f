//! Finds and counts rows. A list of ten thousand rows must follow every key. What does not depend on the
//! search is prepared once an answer: the folded text of each row, and their order (see [`super::sort`]).

use std::sync::{Arc, OnceLock};

use crate::domain::instances::listed_row::ListedRow;
use crate::domain::instances::query::{ListQuery, STATES};
use crate::domain::instances::row::Engine;
use crate::domain::pairing::phase::ConnectionState;
use crate::domain::schema::search::{folded, has_slip_of};

/// The rows of a list in their order, and what is searched of them.
#[derive(Debug, Default)]
pub struct SortedRows {
    rows: Arc<Vec<ListedRow>>,
    texts: RowTexts,
    /// The same without blanks, made for the first search that needs it
    joined: OnceLock<RowTexts>,
}

/// The texts follow from the rows.
impl PartialEq for SortedRows {
    fn eq(&self, other: &Self) -> bool {
        self.rows == other.rows
    }
}

impl SortedRows {
    #[must_use]
    pub fn new(rows: Vec<ListedRow>) -> Self {
        let mut texts = RowTexts::default();
        rows.iter().for_each(|row| texts.push([&*row.text]));
        Self { rows: Arc::new(rows), texts, joined: OnceLock::new() }
    }

    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    fn joined(&self) -> &RowTexts {
        self.joined.get_or_init(|| {
            let mut joined = RowTexts::default();
            self.rows.iter().for_each(|row| joined.push(row.text.split_ascii_whitespace()));
            joined
        })
    }
}

/// One text of all rows: to go through that once is much faster than to begin ten thousand searches.
#[derive(Debug, Default)]
struct RowTexts {
    /// A line for each row
    text: String,
    /// Where each row's line ends
    ends: Vec<usize>,
}

impl RowTexts {
    fn push<'a>(&mut self, pieces: impl IntoIterator<Item = &'a str>) {
        self.text.extend(pieces);
        self.ends.push(self.text.len());
        self.text.push('\n');
    }

    /// Which rows contain a folded text, which has no line break.
    fn containing(&self, term: &str) -> Vec<bool> {
        let mut contain = vec![false; self.ends.len()];
        let mut row = 0;
        for (at, _) in self.text.match_indices(term) {
            while self.ends.get(row).is_some_and(|end| *end < at) {
                row += 1;
            }
            if let Some(contains) = contain.get_mut(row) {
                *contains = true;
            }
        }
        contain
    }
}

/// What of the list is shown, with the numbers for its chips.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    all: Arc<Vec<ListedRow>>,
    /// The places of the shown rows in all of them
    places: Vec<usize>,
    /// How many rows each state would show, in the order of [`STATES`]
    pub states: [usize; STATES.len()],
    /// How many rows each engine would show, in the order of [`Engine::ALL`]
    pub engines: [usize; Engine::ALL.len()],
    /// The search found nothing as it was typed; these rows are one slip away from it
    pub is_near: bool,
}

impl Selection {
    #[must_use]
    pub fn len(&self) -> usize {
        self.places.len()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    #[must_use]
    pub fn get(&self, place: usize) -> Option<&ListedRow> {
        self.all.get(*self.places.get(place)?)
    }

    pub fn iter(&self) -> impl Iterator<Item = &ListedRow> {
        self.places.iter().filter_map(|place| self.all.get(*place))
    }
}

/// The rows of a query, in the order that they come in. `state` says in which state a row is.
#[must_use]
pub fn select(
    rows: &SortedRows,
    query: &ListQuery,
    state: impl Fn(&ListedRow) -> ConnectionState,
) -> Selection {
    let terms = terms(&query.search);
    let found = with_all(rows, &terms, |rows, term| rows.texts.containing(term));
    if terms.is_empty() || found.contains(&true) {
        return narrowed(rows, &found, query, &state);
    }
    let search = folded(&query.search);
    let words: Vec<String> = search.split_ascii_whitespace().map(str::to_owned).collect();
    let near = narrowed(rows, &with_all(rows, &words, near), query, &state);
    Selection { is_near: !near.is_empty(), ..near }
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
    let words: Vec<&str> = search.split_ascii_whitespace().collect();
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
            let joined: String = row.text.split_ascii_whitespace().collect();
            words.iter().all(|word| joined.contains(word) || has_slip_of(word, &row.text))
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
        let digits: String = piece.chars().filter(char::is_ascii_digit).collect();
        let is_number = !digits.is_empty() && !piece.chars().any(char::is_alphabetic);
        let folded = folded(piece);
        if is_number {
            digits
        } else {
            folded.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
        }
    };
    search.split_whitespace().map(term).filter(|term| !term.is_empty()).collect()
}

/// The rows that `have` says of every term.
fn with_all(
    rows: &SortedRows,
    terms: &[String],
    have: impl Fn(&SortedRows, &str) -> Vec<bool>,
) -> Vec<bool> {
    let mut all = vec![true; rows.len()];
    for term in terms {
        let have = have(rows, term);
        all.iter_mut().zip(have).for_each(|(all, has)| *all &= has);
    }
    all
}

/// The rows that have a word, with or without blanks in it, or one that is a slip away from it.
fn near(rows: &SortedRows, word: &str) -> Vec<bool> {
    let mut near = rows.joined().containing(word);
    for (near, row) in near.iter_mut().zip(rows.rows.iter()) {
        *near = *near || has_slip_of(word, &row.text);
    }
    near
}

/// The rows that the chips leave of those that were found.
fn narrowed(
    rows: &SortedRows,
    found: &[bool],
    query: &ListQuery,
    state: &impl Fn(&ListedRow) -> ConnectionState,
) -> Selection {
    let mut selection = Selection { all: rows.rows.clone(), ..Selection::default() };
    let found = rows.rows.iter().zip(found).enumerate().filter(|(_, (_, is_found))| **is_found);
    for (place, (row, _)) in found {
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
            selection.places.push(place);
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
