//! The format and the lints; the browser's half of the panel exists for WebAssembly only, so
//! clippy reads it there.

use crate::command;
use crate::failure::Outcome;
use crate::panel::without_strangers;
use crate::tools::target::WASM;

pub(super) fn fmt() -> Outcome {
    command::run(
        command::cargo().args(["fmt", "--all", "--check"]),
        "The format check (`cargo fmt --all` repairs it)",
    )
}

pub(super) fn clippy() -> Outcome {
    let mut here = command::cargo();
    here.args(["clippy", "--workspace", "--all-targets"]);
    let mut wasm = command::cargo();
    wasm.args(["clippy", "--package", "instance-panel", "--all-targets"]).args(["--target", WASM]);
    for (mut clippy, doing) in [(here, "Clippy on this machine"), (wasm, "Clippy for WebAssembly")]
    {
        clippy.args(["--", "-D", "warnings"]);
        command::run(without_strangers(&mut clippy), doing)?;
    }
    Ok(())
}
