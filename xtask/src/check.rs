//! `cargo xtask check`: what to run after every edit. No browser, no WebAssembly, no set-up that
//! takes minutes.

use crate::failure::{Failure, Outcome};
use crate::tools::components;
use crate::{command, say};

pub(crate) fn run(arguments: &[String]) -> Outcome {
    if let Some(argument) = arguments.first() {
        return Err(Failure::new(format!(
            "`check` takes no `{argument}`: `cargo xtask test` runs chosen steps."
        )));
    }
    components::ensure()?;
    say::heading("Format");
    command::run(command::cargo().args(["fmt", "--all", "--check"]), "The format check")?;
    say::heading("Clippy on this machine");
    command::run(
        command::cargo()
            .args(["clippy", "--quiet", "--workspace", "--all-targets"])
            .args(["--", "-D", "warnings"]),
        "Clippy",
    )?;
    say::heading("The panel's native tests");
    command::run(
        command::cargo().args(["test", "--quiet", "--package", "instance-panel"]),
        "The native tests",
    )
}
