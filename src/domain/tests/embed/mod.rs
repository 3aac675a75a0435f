//! Tests of `embed`.

mod embedding_page;
mod framing;
mod options;
mod protocol;
