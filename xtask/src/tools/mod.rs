//! The programs that the build and the tests need and a new machine may lack. Each file finds one,
//! installs it if it is missing or has the wrong version, and prints a note before it takes long. May
//! import only the base.

pub(crate) mod cargo_install;
pub(crate) mod chromium;
pub(crate) mod components;
pub(crate) mod crates;
pub(crate) mod find;
pub(crate) mod node;
pub(crate) mod npm;
pub(crate) mod npm_tools;
pub(crate) mod optional_programs;
pub(crate) mod privileges;
pub(crate) mod rust_toolchain;
pub(crate) mod trunk;
pub(crate) mod wasm_bindgen;
pub(crate) mod wasm_target;
