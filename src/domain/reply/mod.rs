//! Replies to values: the decoder, the error cases and the parser of error messages.

pub mod decode;
pub mod error;
pub mod error_parser;
mod find_reply;
pub mod retry;
