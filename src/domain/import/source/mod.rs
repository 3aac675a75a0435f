//! What a paste is, and the requests and answers in it.

pub mod archive;
pub mod call;
mod cells;
pub mod detect;
pub mod document;
pub mod http;
pub mod kind;
pub mod make;
pub mod n8n;
mod own_functions;
pub mod postman;
pub mod program;
pub mod shell;
pub mod table;
mod upright;
pub mod variables;

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::domain::import::source::call::FoundCall;
use crate::domain::import::source::kind::SourceKind;
use readers::literal::node::Node;

/// What was found in a paste, before anything of it is judged.
#[derive(Clone, Debug)]
pub struct FoundSource {
    pub kind: SourceKind,
    pub calls: Vec<FoundCall>,
    /// Instances that a server or this panel tells of
    pub told: Vec<ToldInstance>,
    /// Requests of a file that are no calls of this API, or that a reader has no use for
    pub skipped: usize,
    /// Entries beyond those that are kept
    pub left_out: usize,
}

/// More entries than any list or table of instances has.
pub const MOST_ENTRIES: usize = 20_000;

/// An instance that exists.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum ToldInstance {
    /// The answer to a creation
    Created(Arc<Node>),
    /// A row of a list
    Row(Arc<Node>),
    /// A copy that this panel wrote
    Copy(Arc<Node>),
}

impl FoundSource {
    #[must_use]
    pub const fn of_calls(kind: SourceKind, calls: Vec<FoundCall>) -> Self {
        Self { kind, calls, told: Vec::new(), skipped: 0, left_out: 0 }
    }

    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.calls.is_empty() && self.told.is_empty()
    }
}
