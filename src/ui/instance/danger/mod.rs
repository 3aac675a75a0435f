//! What is asked before something is done to the instance that cannot be taken back.

pub mod ask;
pub mod duplicate;
pub mod left_list;
pub mod recreate;
