//! Tests of `creation`.

mod headline;
mod machine;
mod outcome;
mod ownership;
mod plan;
mod timestamp;
