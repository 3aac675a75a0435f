//! The list of instances and what is done from it.

mod actions;
mod filter;
mod history;
mod live;
mod numbers;
mod query;
mod refresh;
mod rows;

use std::sync::Arc;

use crate::domain::instances::listed_row::ListedRow;
use crate::domain::instances::row::{Engine, InstanceRow};
use crate::domain::pairing::phase::ConnectionState;

/// A row of server 1.
fn row(name: &str, state: ConnectionState) -> InstanceRow {
    InstanceRow { id: format!("id-{name}"), name: name.to_owned(), state, ..InstanceRow::default() }
}

fn listed(row: InstanceRow) -> ListedRow {
    ListedRow::new(1, Arc::new(row))
}

fn business(name: &str) -> InstanceRow {
    InstanceRow { engine: Engine::Business, ..row(name, ConnectionState::Open) }
}

fn names<'a>(rows: impl Iterator<Item = &'a ListedRow>) -> Vec<&'a str> {
    rows.map(|listed| listed.row.name.as_str()).collect()
}
