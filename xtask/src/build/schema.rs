//! The JSON Schema of `config.json`. The panel derives it from its field table: the program of the
//! panel, compiled for this machine, prints it.

use super::clear_build_env;
use crate::error::{Error, Result};
use crate::{files, process};
use std::path::Path;

const PACKAGE: [&str; 4] = ["--package", "instance-panel", "--bin", "instance-panel"];

/// Writes `config.schema.json` into the folder.
pub(super) fn write(folder: &Path) -> Result {
    let mut build = process::cargo();
    build.arg("build").args(PACKAGE);
    process::run(clear_build_env(&mut build), "Building the program that prints the schema")?;
    let mut run = process::cargo();
    run.args(["run", "--quiet"]).args(PACKAGE);
    let schema = process::capture(clear_build_env(&mut run))
        .filter(|schema| schema.starts_with('{'))
        .ok_or_else(|| Error::new("The program of the panel printed no schema."))?;
    files::write(&folder.join("config.schema.json"), schema + "\n")
}
