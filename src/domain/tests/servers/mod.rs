//! Tests of `servers`.

mod address;
mod merge;
