//! Tests of `creation`.

mod headline;
pub(in crate::domain::tests) mod machine;
mod outcome;
mod ownership;
mod plan;
mod timestamp;
