//! Exports that no script calls: wasm-bindgen exports every class of every crate, used or not, and an
//! export keeps its code alive. Here are streams of a crate that Leptos brings along.

use super::optimize;
use crate::command;
use crate::failure::{Failure, Outcome};
use crate::tools::npm_program;
use std::path::Path;
use std::process::Stdio;
use wasmparser::{Parser, Payload};

/// Takes those away whose names the bundled scripts do not hold.
pub(super) fn drop_exports(module: &Path, scripts: &Path) -> Outcome {
    let bytes = std::fs::read(module).map_err(|error| Failure::file(module, &error))?;
    let scripts =
        std::fs::read_to_string(scripts).map_err(|error| Failure::file(scripts, &error))?;
    let exports = exports(&bytes)
        .map_err(|error| Failure::new(format!("The panel's code cannot be read: {error}.")))?;
    let used: Vec<_> = exports.into_iter().filter(|name| scripts.contains(name)).collect();
    let graph = module.with_extension("graph.json");
    std::fs::write(&graph, graph_of(&used)).map_err(|error| Failure::file(&graph, &error))?;
    let program = npm_program::path("wasm-metadce")?;
    // Names stay (`-g`): the optimizer orders by them.
    let mut metadce = command::program(program);
    metadce.args(optimize::FEATURES).args(["--quiet", "-g"]).arg(module).arg("-o").arg(module);
    // It names everything that it drops.
    metadce.arg("--graph-file").arg(&graph).stdout(Stdio::null());
    command::run(&mut metadce, "Dropping what no script calls")
}

fn exports(module: &[u8]) -> wasmparser::Result<Vec<&str>> {
    let mut names = Vec::new();
    for payload in Parser::new(0).parse_all(module) {
        if let Payload::ExportSection(section) = payload? {
            for export in section {
                names.push(export?.name);
            }
        }
    }
    Ok(names)
}

/// What is reached from outside, as wasm-metadce takes it.
fn graph_of(names: &[&str]) -> String {
    let nodes: Vec<_> = names
        .iter()
        .map(|name| format!("{{\"name\":\"out:{name}\",\"export\":\"{name}\",\"root\":true}}"))
        .collect();
    format!("[{}]", nodes.join(","))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_exports_of_a_module_are_found_by_name() {
        // A module with one function, exported as `run`.
        let module = b"\0asm\x01\0\0\0\x01\x04\x01\x60\0\0\x03\x02\x01\0\x07\x07\x01\x03run\0\0\
                       \x0a\x04\x01\x02\0\x0b";
        assert_eq!(exports(module).expect("it is a module"), ["run"]);
        assert!(exports(b"\0asm\x01").is_err());
    }

    #[test]
    fn what_is_used_is_a_root() {
        let graph = graph_of(&["run"]);
        assert_eq!(graph, r#"[{"name":"out:run","export":"run","root":true}]"#);
    }
}
