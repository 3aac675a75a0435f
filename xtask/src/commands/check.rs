//! `cargo xtask check`: a fast check to run after every edit. It needs no browser, no WebAssembly and
//! no set-up that takes minutes.

use super::reject_arguments;
use crate::error::Result;
use crate::tools::components;
use crate::{console, process};

pub(crate) fn run(arguments: &[String]) -> Result {
    reject_arguments("check", arguments)?;
    components::ensure()?;
    console::heading("Format");
    process::run(process::cargo().args(["fmt", "--all", "--check"]), "The format check")?;
    console::heading("Clippy for this machine");
    process::run(
        process::cargo()
            .args(["clippy", "--quiet", "--workspace", "--all-targets"])
            .args(["--", "-D", "warnings"]),
        "Clippy",
    )?;
    console::heading("Native tests of the panel");
    process::run(
        process::cargo().args([
            "test",
            "--quiet",
            "--package",
            "instance-panel",
            "--package",
            "readers",
        ]),
        "The native tests",
    )
}
