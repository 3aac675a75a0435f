//! What of the list is shown, and in which order. It stands in the address, so that a reload and a
//! bookmark show the same rows.

use percent_encoding::percent_decode_str;

use crate::domain::http::url::encode_segment;
use crate::domain::instances::row::Engine;
use crate::domain::pairing::phase::ConnectionState;

/// The states that a list can be narrowed to, in the order of their chips.
pub const STATES: [ConnectionState; 3] =
    [ConnectionState::Open, ConnectionState::Connecting, ConnectionState::Close];

/// What the rows are sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SortBy {
    #[default]
    Name,
    State,
    Number,
    Engine,
    Messages,
    Created,
    Server,
}

impl SortBy {
    const ALL: [Self; 7] = [
        Self::Name,
        Self::State,
        Self::Number,
        Self::Engine,
        Self::Messages,
        Self::Created,
        Self::Server,
    ];

    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::State => "state",
            Self::Number => "number",
            Self::Engine => "engine",
            Self::Messages => "messages",
            Self::Created => "created",
            Self::Server => "server",
        }
    }
}

/// A view of the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListQuery {
    pub search: String,
    /// Only rows in one of these states; all where there is none
    pub states: Vec<ConnectionState>,
    /// Only rows of one of these engines; all where there is none
    pub engines: Vec<Engine>,
    pub sort: SortBy,
    pub is_descending: bool,
}

impl ListQuery {
    /// Reads what [`to_text`](Self::to_text) wrote. What it does not know is left out.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let mut query = Self::default();
        for (name, value) in text.split('&').filter_map(|pair| pair.split_once('=')) {
            match name {
                "q" => {
                    let decoded = percent_decode_str(value).decode_utf8();
                    query.search = decoded.map(|text| text.into_owned()).unwrap_or_default();
                }
                "state" => query.states = chosen(value, &STATES, ConnectionState::id),
                "engine" => query.engines = chosen(value, &Engine::ALL, Engine::id),
                "sort" => {
                    let id = value.strip_prefix('-');
                    query.is_descending = id.is_some();
                    let id = id.unwrap_or(value);
                    let found = SortBy::ALL.into_iter().find(|sort| sort.id() == id);
                    query.sort = found.unwrap_or_default();
                }
                _ => {}
            }
        }
        query
    }

    /// The query as it stands in the address: empty where everything is shown as it comes.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut parts = Vec::new();
        if !self.search.is_empty() {
            parts.push(format!("q={}", encode_segment(&self.search)));
        }
        if !self.states.is_empty() {
            parts.push(format!("state={}", joined(&self.states, ConnectionState::id)));
        }
        if !self.engines.is_empty() {
            parts.push(format!("engine={}", joined(&self.engines, Engine::id)));
        }
        if self.sort != SortBy::default() || self.is_descending {
            let sign = if self.is_descending { "-" } else { "" };
            parts.push(format!("sort={sign}{}", self.sort.id()));
        }
        parts.join("&")
    }

    /// Whether rows are left out.
    #[must_use]
    pub fn is_narrowed(&self) -> bool {
        !self.search.trim().is_empty() || !self.states.is_empty() || !self.engines.is_empty()
    }

    /// The same order with all rows in it.
    #[must_use]
    pub fn widened(&self) -> Self {
        Self { sort: self.sort, is_descending: self.is_descending, ..Self::default() }
    }

    /// Sorts by this, or turns the order round where it is sorted by it already.
    pub fn sort_by(&mut self, sort: SortBy) {
        self.is_descending = self.sort == sort && !self.is_descending;
        self.sort = sort;
    }
}

/// Adds what is not in the list, and takes out what is.
pub fn toggle<T: Copy + PartialEq>(list: &mut Vec<T>, item: T) {
    let before = list.len();
    list.retain(|one| *one != item);
    if list.len() == before {
        list.push(item);
    }
}

fn chosen<T: Copy>(value: &str, all: &[T], id: fn(T) -> &'static str) -> Vec<T> {
    all.iter().copied().filter(|one| value.split(',').any(|text| text == id(*one))).collect()
}

fn joined<T: Copy>(chosen: &[T], id: fn(T) -> &'static str) -> String {
    let ids: Vec<&str> = chosen.iter().map(|one| id(*one)).collect();
    ids.join(",")
}
