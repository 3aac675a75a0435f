//! One module into two: what the form needs, and what is loaded after it is on the screen. Where to
//! cut says `src/ui/later.rs`; what follows from that the splitter finds out.

use crate::failure::{Failure, Outcome};
use std::path::{Path, PathBuf};
use wasm_split_cli_support::{Options, transform};

/// What the later part is called in the code.
const LATER: &str = "split_later.wasm";

/// The modules, and the script by which the first loads the second.
#[derive(Debug)]
pub(super) struct Parts {
    pub(super) main: PathBuf,
    pub(super) later: PathBuf,
    pub(super) link: PathBuf,
}

pub(super) fn run(module: &Path, work: &Path) -> Outcome<Parts> {
    let bytes = std::fs::read(module).map_err(|error| Failure::file(module, &error))?;
    let parts =
        Parts { main: work.join("main.wasm"), later: work.join(LATER), link: work.join("link.js") };
    let mut options = Options::new(&bytes);
    options.output_dir = work;
    options.main_out_path = &parts.main;
    options.link_name = "./link.js";
    options.main_module = "./panel.js";
    let split = transform(options)
        .map_err(|error| Failure::new(format!("Splitting the panel's code failed: {error:#}.")))?;
    if split.split_modules == [parts.later.clone()] {
        return Ok(parts);
    }
    Err(Failure::new(format!(
        "The panel's code is to have one later part, not {:?}: see src/ui/later.rs.",
        split.split_modules
    )))
}

/// The link script has the page fetch the later part, which knows its final name and its hash.
pub(super) fn link_to_page(link: &Path) -> Outcome {
    let script = std::fs::read_to_string(link).map_err(|error| Failure::file(link, &error))?;
    let call = format!("fetch(new URL(\"./{LATER}\", import.meta.url))");
    if script.matches(&call).count() != 1 {
        return Err(Failure::new("The splitter writes another link script than this one knows."));
    }
    let linked = script.replace(&call, "window.panelCode(\"later\")");
    std::fs::write(link, linked).map_err(|error| Failure::file(link, &error))
}
