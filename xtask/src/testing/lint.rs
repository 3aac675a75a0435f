//! The format check and clippy. Code for the browser is compiled only for WebAssembly, so clippy runs
//! for that target too.

use crate::build::clear_build_env;
use crate::error::Result;
use crate::process;
use crate::tools::wasm_target::WASM;

pub(crate) fn fmt() -> Result {
    process::run(
        process::cargo().args(["fmt", "--all", "--check"]),
        "The format check (`cargo fmt --all` fixes the format)",
    )
}

pub(crate) fn clippy() -> Result {
    let mut native = process::cargo();
    native.args(["clippy", "--workspace", "--all-targets"]);
    let mut wasm = process::cargo();
    wasm.args(["clippy", "--package", "instance-panel", "--all-targets"]).args(["--target", WASM]);
    for (mut clippy, task) in
        [(native, "Clippy for this machine"), (wasm, "Clippy for WebAssembly")]
    {
        clippy.args(["--", "-D", "warnings"]);
        process::run(clear_build_env(&mut clippy), task)?;
    }
    Ok(())
}
