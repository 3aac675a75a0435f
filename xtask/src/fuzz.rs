//! libFuzzer over what strangers send the panel, for a bounded time. Driven through plain cargo, as
//! cargo-fuzz would do it, but on the stable compiler: of LLVM's coverage pass alone it needs
//! nothing that is unstable, and the address sanitizer has nothing to find in a crate that forbids
//! unsafe code.

use crate::failure::{Failure, Outcome};
use crate::{command, project, say};
use std::path::Path;
use std::time::Instant;

const TARGETS: [&str; 3] = ["reply", "config", "parent"];

/// How long each target runs, in seconds.
pub(crate) const SECONDS: u64 = 20;
/// One input that takes longer hangs, in seconds.
const LONGEST_INPUT: u64 = 10;
/// Longer inputs find little more, and take longer.
const MOST_BYTES: u64 = 16_384;

/// What makes the compiler note which ways a program takes.
const COVERAGE: [&str; 6] = [
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-level=4",
    "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
    "-Cllvm-args=-sanitizer-coverage-pc-table",
    "-Cllvm-args=-sanitizer-coverage-trace-compares",
    "-Ccodegen-units=1",
];

/// Runs every target for so many seconds, or says what is missing for it.
pub(crate) fn run(seconds: u64) -> Outcome {
    say::heading(&format!("Fuzzing, {seconds} s a target"));
    if let Err(lack) = can_run() {
        say::note(&format!("NOTHING WAS FUZZED: {lack}"));
        say::note("The inputs that are kept are tried by the native tests all the same.");
        return Ok(());
    }
    let host = host()?;
    let folder = project::target_directory()?.join("fuzz");
    command::run(
        command::cargo()
            .args(["build", "--package", "instance-panel-fuzz", "--profile", "tool"])
            // Named, so that what runs while building is built without the flags.
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

fn fuzz(folder: &Path, program: &Path, target: &str, seconds: u64) -> Outcome {
    // What is found stays out of the repository until somebody picks it.
    let found = folder.join("found").join(target);
    std::fs::create_dir_all(&found).map_err(|error| Failure::file(&found, &error))?;
    let corpus = project::root().join("fuzz").join("corpus").join(target);
    let started = Instant::now();
    command::run(
        command::program(program)
            .arg(&found)
            .arg(corpus)
            .args([
                format!("-max_total_time={seconds}"),
                format!("-timeout={LONGEST_INPUT}"),
                format!("-max_len={MOST_BYTES}"),
                format!("-artifact_prefix={}/{target}-", folder.display()),
            ])
            .args(["-verbosity=0", "-print_funcs=0", "-print_final_stats=1", "-rss_limit_mb=2048"]),
        &format!("Fuzzing `{target}` (the input that broke it is in {})", folder.display()),
    )?;
    say::note(&format!("{target}: nothing broke in {}.", say::duration(started.elapsed())));
    Ok(())
}

/// What is missing, as a sentence.
fn can_run() -> Result<(), String> {
    let folder = project::scratch().map_err(|failure| failure.to_string())?;
    let source = folder.join("coverage.rs");
    std::fs::write(&source, "").map_err(|error| error.to_string())?;
    let mut rustc = command::program(std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()));
    rustc.args(["--crate-type=lib", "--emit=obj"]).args(COVERAGE);
    rustc.arg("-o").arg(folder.join("coverage.o")).arg(&source);
    if command::answer(&mut rustc).is_none() {
        return Err("this Rust compiler has no coverage pass of LLVM's.".to_owned());
    }
    let compiler = std::env::var_os("CXX").unwrap_or_else(|| "c++".into());
    if command::answer(command::program(compiler).arg("--version")).is_none() {
        return Err(
            "libFuzzer is C++, and there is no C++ compiler: install one, or name it in CXX."
                .to_owned(),
        );
    }
    Ok(())
}

/// The platform that this compiler builds for by itself.
fn host() -> Outcome<String> {
    let mut rustc = command::program(std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()));
    let told = command::answer(rustc.arg("-vV")).unwrap_or_default();
    let line = told.lines().find_map(|line| line.strip_prefix("host: "));
    line.map(str::to_owned)
        .ok_or_else(|| Failure::new("`rustc -vV` does not name the platform it builds for."))
}
