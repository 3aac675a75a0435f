//! The steps of `cargo xtask test` and the fuzzing of `cargo xtask bench`. May import the base,
//! `tools`, `build`, `launch` and `release`.

pub(crate) mod advisories;
pub(crate) mod browser;
pub(crate) mod counts;
pub(crate) mod end2end;
pub(crate) mod environment;
pub(crate) mod fuzz;
pub(crate) mod lint;
pub(crate) mod native;
pub(crate) mod plan;
