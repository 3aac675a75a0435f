//! Finds, counts and sorts rows. Ten thousand of them must follow every key, so that what can be made
//! ready before is made ready once: the folded text of each row and the order of all.

use std::cmp::Ordering;
use std::sync::Arc;

use crate::domain::instances::query::{ListQuery, STATES, SortBy};
use crate::domain::instances::row::{Engine, InstanceRow};
use crate::domain::pairing::phase::ConnectionState;
use crate::domain::schema::search::{folded, has_near_word};

/// A row with the server that it came from.
#[derive(Clone, Debug)]
pub struct ListedRow {
    pub server: u32,
    pub row: Arc<InstanceRow>,
    /// What is searched of it
    text: Arc<str>,
}

/// Two are equal when they are the same row of the same answer.
impl PartialEq for ListedRow {
    fn eq(&self, other: &Self) -> bool {
        self.server == other.server && Arc::ptr_eq(&self.row, &other.row)
    }
}

impl Eq for ListedRow {}

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

    #[must_use]
    pub fn is_nameless(&self) -> bool {
        self.row.name.is_empty()
    }

    /// Whether both tell of one instance, as two answers do.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        self.server == other.server && self.row.name == other.row.name
    }
}

/// The rows of a list in their order, and one text of all of them: to go through that once is much faster
/// than to begin ten thousand searches.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SortedRows {
    rows: Arc<Vec<ListedRow>>,
    /// The folded text of each row, with a line break after each
    text: String,
    /// Where each row's text ends
    ends: Vec<usize>,
}

impl SortedRows {
    #[must_use]
    pub fn new(rows: Vec<ListedRow>) -> Self {
        let mut text = String::with_capacity(rows.iter().map(|row| row.text.len() + 1).sum());
        let mut ends = Vec::with_capacity(rows.len());
        for row in &rows {
            text.push_str(&row.text);
            ends.push(text.len());
            text.push('\n');
        }
        Self { rows: Arc::new(rows), text, ends }
    }

    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Which rows contain a folded text, which has no line break.
    fn containing(&self, term: &str) -> Vec<bool> {
        let mut contain = vec![false; self.rows.len()];
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
    let found = with_all(rows, &terms, SortedRows::containing);
    let selection = narrowed(rows, &found, query, &state);
    if terms.is_empty() || found.contains(&true) {
        return selection;
    }
    let search = folded(&query.search);
    let words: Vec<String> = search.split_whitespace().map(str::to_owned).collect();
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
        let has = |word: &&str, text: &str| text.contains(*word) || has_near_word(word, text);
        let is_near = |row: &&ListedRow| words.iter().all(|word| has(word, &row.text));
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

/// The rows that contain a word, or one that is a slip away from it.
fn near(rows: &SortedRows, word: &str) -> Vec<bool> {
    let mut near = rows.containing(word);
    for (near, row) in near.iter_mut().zip(rows.rows.iter()) {
        *near = *near || has_near_word(word, &row.text);
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
