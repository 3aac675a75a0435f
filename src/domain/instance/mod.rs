//! One instance: its groups as the server stores them, and how a group is changed. Groups are apart:
//! each has a machine of its own, and what one route answers says nothing about another.
//!
//! What a group consists of follows from the field table: nothing here names a group, a field or a
//! dialect.

pub mod change;
pub mod conflict;
pub mod copy;
pub mod machine;
pub mod row_list;
pub mod save_proof;
pub mod set_body;
pub mod state_watch;
pub mod stored_group;
pub mod test_message;
pub mod typed_name;
pub mod warning;
