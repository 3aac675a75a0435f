//! Rust to one WebAssembly module that still holds its relocations, which splitting it needs.

use super::{Profile, slim};
use crate::failure::{Failure, Outcome};
use crate::panel::without_strangers;
use crate::tools::target::WASM;
use crate::{command, project};
use std::path::{Path, PathBuf};

/// The name of the program, and of its module.
const NAME: &str = "instance-panel";

pub(super) fn run(profile: Profile) -> Outcome<PathBuf> {
    let mut cargo = command::cargo();
    cargo.args(["build", "--package", NAME, "--bin", NAME, "--target", WASM]);
    without_strangers(&mut cargo);
    let mut flags = flags();
    if profile == Profile::Release {
        cargo.arg("--release");
        slim::apply(&mut cargo, &mut flags);
    }
    cargo.env("CARGO_ENCODED_RUSTFLAGS", flags.join("\u{1f}"));
    command::run(&mut cargo, "Compiling the panel")?;
    let folder = if profile == Profile::Release { "release" } else { "debug" };
    let module = project::target_directory()?.join(WASM).join(folder).join(format!("{NAME}.wasm"));
    if module.is_file() {
        return Ok(module);
    }
    Err(Failure::new(format!("cargo built no {}.", module.display())))
}

/// The flags of `.cargo/config.toml`, which the variable replaces, and three more: that the module
/// will be cut, the relocations that cutting it needs, and no folder of this machine in messages.
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
