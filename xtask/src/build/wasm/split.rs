//! Splits the module of the panel: one module for the form, one for each lazy chunk, and one for code
//! that several chunks share. The app marks the entry point of a chunk with `#[wasm_split(<chunk>)]`;
//! the splitter follows the calls from there.

use super::LazyModule;
use crate::chunks::{Chunk, SHARED};
use crate::error::{Error, Result};
use crate::files;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use wasm_split_cli_support::{Options, transform};

#[derive(Debug)]
pub(crate) struct SplitModules {
    pub(crate) main: PathBuf,
    pub(crate) lazy: Vec<LazyModule>,
}

/// Writes the modules and `link.js`, the script that loads the lazy ones, into the work folder.
pub(super) fn run(module: &Path, work: &Path, chunks: &[Chunk]) -> Result<SplitModules> {
    let bytes = files::read(module)?;
    let main = work.join("main.wasm");
    let link = work.join("link.js");
    let mut options = Options::new(&bytes);
    options.output_dir = work;
    options.main_out_path = &main;
    options.link_name = "./link.js";
    options.main_module = "./panel.js";
    let split = transform(options)
        .map_err(|error| Error::new(format!("Splitting the module failed: {error:#}.")))?;
    let script = files::read_text(&link)?;
    let mut lazy = split
        .split_modules
        .into_iter()
        .map(|path| lazy_module(path, &script))
        .collect::<Result<Vec<_>>>()?;
    lazy.sort_by(|one, other| one.name.cmp(&other.name));
    check_chunks(&lazy, chunks)?;
    let script = link_to_page(&script, &lazy)?;
    files::write(&link, script)?;
    Ok(SplitModules { main, lazy })
}

/// The splitter writes `split_<chunk>.wasm`, and `chunk_<number>.wasm` for code of several chunks. The
/// latter is named after its chunks, so that the size table knows when it is loaded.
fn lazy_module(path: PathBuf, link: &str) -> Result<LazyModule> {
    let file = files::name(&path);
    let stem = file.strip_suffix(".wasm").unwrap_or(&file);
    let name = match (stem.strip_prefix("split_"), stem.strip_prefix("chunk_")) {
        (Some(chunk), _) => Some(chunk.to_owned()),
        (None, Some(number)) => {
            users(link, number).map(|users| format!("{SHARED}-{}", users.join("-")))
        }
        (None, None) => None,
    };
    let name =
        name.ok_or_else(|| Error::new(format!("The splitter wrote an unknown file {file}.")))?;
    Ok(LazyModule { name, path })
}

/// The chunks that load a shared module. The link script has them in a comment before the module.
fn users<'a>(link: &'a str, number: &str) -> Option<Vec<&'a str>> {
    let (before, _) = link.split_once(&format!(" */\nconst __chunk_{number} = "))?;
    let (_, users) = before.rsplit_once("/* ")?;
    Some(users.split(", ").collect())
}

/// The chunks in the code must be the declared ones.
fn check_chunks(lazy: &[LazyModule], chunks: &[Chunk]) -> Result {
    let shared = format!("{SHARED}-");
    let names = lazy.iter().map(|module| module.name.as_str());
    let found: BTreeSet<&str> = names.filter(|name| !name.starts_with(&shared)).collect();
    let declared: BTreeSet<&str> = chunks.iter().map(|chunk| chunk.name.as_str()).collect();
    if found == declared {
        return Ok(());
    }
    Err(Error::new(format!(
        "The code has the chunks {found:?}, but chunks.json declares {declared:?}: each chunk needs \
         an entry in chunks.json and a function with #[wasm_split(<chunk>)] that the form calls."
    )))
}

/// The script of the splitter fetches a module from its own folder. Here the script of the page or of
/// a worker does that instead, because it knows the name with the hash and checks the integrity.
fn link_to_page(script: &str, lazy: &[LazyModule]) -> Result<String> {
    let mut linked = script.to_owned();
    for module in lazy {
        let file = files::name(&module.path);
        let call = format!("fetch(new URL(\"./{file}\", import.meta.url))");
        linked = linked.replace(&call, &format!("self.panelCode({:?})", module.name));
    }
    if linked == script || linked.contains("import.meta.url") {
        return Err(Error::new("The splitter writes an unknown form of its link script."));
    }
    Ok(linked)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINK: &str = "/* bulk, operate */\nconst __chunk_1 = makeLoad(() => {});\n\
        /* operate, servers */\nconst __chunk_3 = makeLoad(() => {});\n";

    fn module(file: &str) -> LazyModule {
        lazy_module(Path::new("work").join(file), LINK).expect("the name is known")
    }

    fn chunk(name: &str) -> Chunk {
        Chunk { name: name.to_owned(), locales: Vec::new(), is_needed_to_create: false }
    }

    #[test]
    fn a_module_is_named_after_its_chunk() {
        assert_eq!(module("split_operate.wasm").name, "operate");
        assert_eq!(module("chunk_1.wasm").name, "shared-bulk-operate");
        assert_eq!(module("chunk_3.wasm").name, "shared-operate-servers");
        assert!(lazy_module(PathBuf::from("other.wasm"), LINK).is_err());
        assert!(lazy_module(PathBuf::from("chunk_2.wasm"), LINK).is_err(), "nobody uses it");
    }

    #[test]
    fn every_chunk_must_be_declared_and_exist() {
        let lazy =
            [module("chunk_1.wasm"), module("split_bulk.wasm"), module("split_operate.wasm")];
        assert!(check_chunks(&lazy, &[chunk("operate"), chunk("bulk")]).is_ok());
        assert!(check_chunks(&lazy, &[chunk("operate")]).is_err());
        assert!(check_chunks(&lazy[..2], &[chunk("operate"), chunk("bulk")]).is_err());
    }

    #[test]
    fn the_page_loads_every_lazy_module() {
        let fetch = |file: &str| format!("fetch(new URL(\"./{file}\", import.meta.url));\n");
        let script = fetch("chunk_1.wasm") + &fetch("split_operate.wasm");
        let lazy = [module("chunk_1.wasm"), module("split_operate.wasm")];
        assert_eq!(
            link_to_page(&script, &lazy).expect("both are known"),
            "self.panelCode(\"shared-bulk-operate\");\nself.panelCode(\"operate\");\n"
        );
        assert!(link_to_page(&script, &lazy[..1]).is_err(), "one fetch is left");
        assert!(link_to_page("", &lazy).is_err(), "nothing was replaced");
    }
}
