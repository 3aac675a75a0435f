//! Tests of `embed`.

mod embedding_page;
mod framing;
mod hostile_messages;
mod options;
mod protocol;
