//! Tests of `creation`.

mod machine;
mod outcome;
mod ownership;
mod plan;
mod timestamp;
