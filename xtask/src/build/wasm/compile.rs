//! Compiles Rust to one WebAssembly module with relocations, which the splitter needs.

use super::standard_library;
use crate::build::{BuildProfile, clear_build_env};
use crate::error::{Error, Result};
use crate::tools::wasm_target::WASM;
use crate::{paths, process};
use std::path::{Path, PathBuf};

/// The name of the package, its program and its module.
const NAME: &str = "instance-panel";

pub(super) fn run(profile: BuildProfile) -> Result<PathBuf> {
    let mut cargo = process::cargo();
    cargo.args(["build", "--package", NAME, "--bin", NAME, "--target", WASM]);
    clear_build_env(&mut cargo);
    let mut flags = flags();
    if profile == BuildProfile::Release {
        cargo.arg("--release");
        standard_library::rebuild(&mut cargo, &mut flags);
    }
    cargo.env("CARGO_ENCODED_RUSTFLAGS", flags.join("\u{1f}"));
    process::run(&mut cargo, "Compiling the panel")?;
    let folder = if profile == BuildProfile::Release { "release" } else { "debug" };
    let module = paths::target_directory()?.join(WASM).join(folder).join(format!("{NAME}.wasm"));
    if module.is_file() {
        return Ok(module);
    }
    Err(Error::new(format!("cargo did not build {}.", module.display())))
}

/// The flags of .cargo/config.toml, which CARGO_ENCODED_RUSTFLAGS replaces, and three more:
/// `cfg(split)` marks the entry points of the chunks, the splitter needs relocations, and the names of
/// local folders stay out of the module.
fn flags() -> Vec<String> {
    let cargo_home = std::env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| {
        let home = std::env::var_os("HOME").or_else(|| std::env::var_os("USERPROFILE"))?;
        Some(Path::new(&home).join(".cargo"))
    });
    let mut flags = ["--cfg", "erase_components", "--cfg", "split", "-Clink-args=--emit-relocs"]
        .map(str::to_owned)
        .to_vec();
    if let Some(crates) = cargo_home.map(|home| home.join("registry").join("src")) {
        flags.push(format!("--remap-path-prefix={}=crates", crates.display()));
    }
    flags
}
