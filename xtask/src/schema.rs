//! The JSON Schema of `config.json`, which the panel's own table makes: run on the host, the panel's
//! program writes it.

use crate::command;
use crate::failure::{Failure, Outcome};
use crate::panel::without_strangers;
use std::path::Path;

const PACKAGE: [&str; 4] = ["--package", "instance-panel", "--bin", "instance-panel"];

/// Leaves `config.schema.json` in the folder.
pub(crate) fn run(folder: &Path) -> Outcome {
    let mut build = command::cargo();
    build.arg("build").args(PACKAGE);
    command::run(without_strangers(&mut build), "Building what writes the schema")?;
    let mut run = command::cargo();
    run.args(["run", "--quiet"]).args(PACKAGE);
    let schema = command::answer(without_strangers(&mut run))
        .filter(|schema| schema.starts_with('{'))
        .ok_or_else(|| Failure::new("The panel's program wrote no schema."))?;
    let path = folder.join("config.schema.json");
    std::fs::write(&path, schema + "\n").map_err(|error| Failure::file(&path, &error))
}
