//! The Rust toolchain of a release. A release compiles the standard library itself, with unstable
//! flags (see `build/wasm/standard_library.rs`). Those may change with every version of the compiler,
//! so one version is fixed here, together with the source of its library.

use crate::error::{Error, Result};
use crate::tools::wasm_target::WASM;
use crate::{console, process};
use std::path::Path;

/// The compiler of a release. Another one would also break the promise that the same source gives the
/// same archive.
pub(crate) const VERSION: &str = "1.95.0";

/// Requires that compiler and installs the source of its standard library.
pub(crate) fn ensure() -> Result {
    let version = version().unwrap_or_else(|| "no rustc".to_owned());
    check_version(&version)?;
    if has_library_source() {
        return Ok(());
    }
    console::note("Adding the source of Rust's library with rustup: under a minute, once.");
    process::run(
        process::program("rustup").args(["component", "add", "rust-src"]),
        "Adding the source of Rust's library",
    )
    .map_err(|error| {
        Error::new(format!(
            "{error} A release needs the component rust-src of Rust {VERSION} from rustup.rs, and \
             a network connection once: `rustup component add rust-src`."
        ))
    })?;
    if has_library_source() {
        return Ok(());
    }
    Err(Error::new(format!(
        "rust-src was added, but not to the toolchain in use: run `rustup component add rust-src \
         --toolchain {VERSION}` and then `cargo +{VERSION} xtask …`."
    )))
}

/// The version of the compiler in use.
fn version() -> Option<String> {
    let answer = process::capture(process::program("rustc").arg("--version"))?;
    answer.split_whitespace().nth(1).map(str::to_owned)
}

fn check_version(version: &str) -> Result {
    if version == VERSION {
        return Ok(());
    }
    Err(Error::new(format!(
        "A release is built with Rust {VERSION}, and this is {version}: run `rustup toolchain \
         install {VERSION} --component rust-src --target {WASM}` and then `cargo +{VERSION} xtask …`."
    )))
}

fn has_library_source() -> bool {
    let sysroot = process::capture(process::program("rustc").args(["--print", "sysroot"]));
    sysroot.is_some_and(|sysroot| {
        Path::new(&sysroot).join("lib/rustlib/src/rust/library/Cargo.lock").is_file()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_compiler_is_refused_with_the_command_that_helps() {
        assert!(check_version(VERSION).is_ok());
        for version in ["1.94.1", "1.95.1", "1.96.0-nightly", "no rustc"] {
            let message = check_version(version).expect_err("it is another one").to_string();
            assert!(message.contains(version), "{message}");
            assert!(message.contains("rustup toolchain install 1.95.0 --component rust-src"));
        }
    }
}
