//! Runs libFuzzer for a limited time on the code that reads foreign input. It uses plain cargo in
//! place of cargo-fuzz, because cargo-fuzz needs a nightly compiler. The coverage pass of LLVM works
//! on the stable compiler, and the address sanitizer would find nothing in a crate that forbids
//! unsafe code.

use crate::error::{Error, Result};
use crate::{console, paths, process};
use std::path::Path;
use std::time::Instant;

const TARGETS: [&str; 6] = ["reply", "config", "parent", "import", "shell", "literal"];

/// How long each target runs, in seconds.
pub(crate) const SECONDS: u64 = 60;
/// An input that takes longer counts as a hang, in seconds.
const INPUT_TIMEOUT: u64 = 5;
/// Longer inputs find little more and are slower.
const MAX_BYTES: u64 = 16_384;

/// The flags that make the compiler record which branches a program takes.
const COVERAGE: [&str; 6] = [
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-level=4",
    "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
    "-Cllvm-args=-sanitizer-coverage-pc-table",
    "-Cllvm-args=-sanitizer-coverage-trace-compares",
    "-Ccodegen-units=1",
];

/// Runs every target for that many seconds, or prints what is missing to do so.
pub(crate) fn run(seconds: u64) -> Result {
    console::heading(&format!("Fuzzing, {seconds} s per target"));
    if let Err(reason) = check_requirements() {
        console::note(&format!("SKIPPED: nothing was fuzzed, because {reason}"));
        console::note("The native tests still run every input of the corpus.");
        return Ok(());
    }
    let host = host()?;
    let folder = paths::target_directory()?.join("fuzz");
    process::run(
        process::cargo()
            .args(["build", "--package", "instance-panel-fuzz", "--profile", "tool"])
            // An explicit target, so that build scripts are compiled without the flags.
            .args(["--target", &host, "--target-dir"])
            .arg(&folder)
            .env("RUSTFLAGS", format!("--cfg fuzzing {}", COVERAGE.join(" "))),
        "Building the fuzz targets",
    )?;
    for target in TARGETS {
        fuzz(&folder, &folder.join(&host).join("tool").join(target), target, seconds)?;
    }
    Ok(())
}

fn fuzz(folder: &Path, program: &Path, target: &str, seconds: u64) -> Result {
    // New inputs stay out of the repository until somebody adds them to the corpus.
    let found = folder.join("found").join(target);
    std::fs::create_dir_all(&found).map_err(|error| Error::file(&found, &error))?;
    let corpus = paths::root().join("fuzz").join("corpus").join(target);
    let started = Instant::now();
    process::run(
        process::program(program)
            .arg(&found)
            .arg(corpus)
            .args([
                format!("-max_total_time={seconds}"),
                format!("-timeout={INPUT_TIMEOUT}"),
                format!("-max_len={MAX_BYTES}"),
                format!("-artifact_prefix={}/{target}-", folder.display()),
            ])
            .args(["-verbosity=0", "-print_funcs=0", "-print_final_stats=1", "-rss_limit_mb=2048"]),
        &format!("Fuzzing `{target}` (the failing input is in {})", folder.display()),
    )?;
    console::note(&format!("{target}: no failure in {}.", console::duration(started.elapsed())));
    Ok(())
}

/// `Err` says what is missing.
fn check_requirements() -> std::result::Result<(), String> {
    let folder = paths::state().map_err(|error| error.to_string())?;
    let source = folder.join("coverage.rs");
    std::fs::write(&source, "").map_err(|error| error.to_string())?;
    let mut rustc = process::program(std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()));
    rustc.args(["--crate-type=lib", "--emit=obj"]).args(COVERAGE);
    rustc.arg("-o").arg(folder.join("coverage.o")).arg(&source);
    if process::capture(&mut rustc).is_none() {
        return Err("this Rust compiler has no LLVM coverage pass.".to_owned());
    }
    let compiler = std::env::var_os("CXX").unwrap_or_else(|| "c++".into());
    if process::capture(process::program(compiler).arg("--version")).is_none() {
        return Err(
            "libFuzzer needs a C++ compiler and there is none: install one, or name it in CXX."
                .to_owned(),
        );
    }
    Ok(())
}

/// The default target of this compiler.
fn host() -> Result<String> {
    let mut rustc = process::program(std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()));
    let version = process::capture(rustc.arg("-vV")).unwrap_or_default();
    let line = version.lines().find_map(|line| line.strip_prefix("host: "));
    line.map(str::to_owned)
        .ok_or_else(|| Error::new("`rustc -vV` does not name its host platform."))
}
