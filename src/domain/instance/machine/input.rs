//! What happens to a group, and what it asks for.

use std::sync::Arc;

use crate::domain::http::answer::CallAnswer;
use crate::domain::http::request::HttpCall;
use crate::domain::instance::conflict::Resolution;
use crate::domain::instance::stored_group::StoredGroup;
use crate::domain::reply::error::ApiError;
use crate::domain::schema::drafts::Drafts;

/// What happens to a group.
#[derive(Clone, Debug, PartialEq)]
pub enum GroupInput {
    /// The group is to be read, for the first time or again
    Read,
    /// *Edit* was pressed
    Edit,
    /// The edit is dropped
    Cancel,
    /// *Save* was pressed: the group as it stands in the form
    Save(Box<Drafts>),
    Resolve(Resolution),
    /// The row as a new reading of the list tells it
    Listed(Arc<StoredGroup>),
    /// The row is to be deleted
    Delete,
    /// The proof of the last save was seen
    Dismiss,
    Answered(GroupCallId, Result<CallAnswer, ApiError>),
    /// Time has passed
    Tick,
}

/// Tells a call from every other one of its machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GroupCallId(pub u32);

/// A call to be made.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupCall {
    pub id: GroupCallId,
    pub call: HttpCall,
    pub limit_ms: u32,
}
