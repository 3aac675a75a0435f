//! The page that shows the panel in a frame: its messages, the events it gets, the keys it passes in.

pub mod parent_channel;
pub mod parent_events;
pub mod parent_keys;
