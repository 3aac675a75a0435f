//! Tests of `creation`.

mod outcome;
mod ownership;
mod plan;
