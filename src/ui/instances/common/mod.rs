//! What the screens for many instances say as well.

pub mod failed_call;
pub mod group_preview;
pub mod left_list;
