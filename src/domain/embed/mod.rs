//! The panel inside another page: who may show it, the messages, and the look options in the address.

pub mod framing;
pub mod options;
pub mod protocol;
