//! `cargo xtask assets`: what trunk copies into dist/ and cannot make itself. The hook in Trunk.toml
//! calls it before every build, so building by hand has it, too.

use crate::failure::Outcome;
use crate::wasm;

pub(crate) fn run() -> Outcome {
    wasm::run()
}
