//! Shortens the names of imports. wasm-bindgen names each function of the browser at length and adds a
//! hash, in the module and in its script. Nobody reads them there, and they compress badly.

use crate::error::{Error, Result};
use crate::files;
use std::collections::BTreeMap;
use std::convert::Infallible;
use std::path::Path;
use wasm_encoder::reencode::{self, Reencode};
use wasm_encoder::{Import, ImportSection, Imports};
use wasmparser::{BinaryReaderError, Parser, Payload};

/// The module whose imports are in the script.
const SCRIPT: &str = "./panel_bg.js";

pub(super) fn shorten(module: &Path, script: &Path) -> Result {
    let code = files::read(module)?;
    let unreadable =
        |why: String| Error::new(format!("The names of the imports cannot be shortened: {why}."));
    let names = short_names(&code).map_err(|error| unreadable(error.to_string()))?;
    let mut shortened = wasm_encoder::Module::new();
    Renamer(&names)
        .parse_core_module(&mut shortened, Parser::new(0), &code)
        .map_err(|error| unreadable(error.to_string()))?;
    files::write(script, renamed(&files::read_text(script)?, &names))?;
    files::write(module, shortened.finish())
}

/// The imports of the script in their order, each with its new name.
fn short_names(code: &[u8]) -> std::result::Result<BTreeMap<String, String>, BinaryReaderError> {
    let mut names = BTreeMap::new();
    for payload in Parser::new(0).parse_all(code) {
        let Payload::ImportSection(section) = payload? else { continue };
        for import in section.into_imports() {
            let import = import?;
            if import.module == SCRIPT {
                let short = format!("${:x}", names.len());
                names.entry(import.name.to_owned()).or_insert(short);
            }
        }
    }
    Ok(names)
}

/// The script with each name that stands alone replaced.
fn renamed(script: &str, names: &BTreeMap<String, String>) -> String {
    let is_of_name = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '$';
    let mut text = String::with_capacity(script.len());
    let mut rest = script;
    while let Some(start) = rest.find(is_of_name) {
        let (before, from) = rest.split_at(start);
        let (word, after) = from.split_at(from.find(|c| !is_of_name(c)).unwrap_or(from.len()));
        text.push_str(before);
        text.push_str(names.get(word).map_or(word, String::as_str));
        rest = after;
    }
    text.push_str(rest);
    text
}

/// Copies a module, and renames its imports.
struct Renamer<'a>(&'a BTreeMap<String, String>);

impl Reencode for Renamer<'_> {
    type Error = Infallible;

    fn parse_imports(
        &mut self,
        section: &mut ImportSection,
        imports: wasmparser::Imports<'_>,
    ) -> std::result::Result<(), reencode::Error> {
        let wasmparser::Imports::Single(_, import) = imports else {
            return reencode::utils::parse_imports(self, section, imports);
        };
        let name = self.0.get(import.name).filter(|_| import.module == SCRIPT);
        section.imports(Imports::Single(Import {
            module: import.module,
            name: name.map_or(import.name, String::as_str),
            ty: self.entity_type(import.ty)?,
        }));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::{EntityType, MemoryType, Module};

    fn module() -> Vec<u8> {
        let memory = EntityType::Memory(MemoryType {
            minimum: 1,
            maximum: None,
            memory64: false,
            shared: false,
            page_size_log2: None,
        });
        let mut section = ImportSection::new();
        section.import(SCRIPT, "__wbg_now_043d245551b22f9c", memory);
        section.import("./link.js", "__wbg_now_043d245551b22f9c", memory);
        section.import(SCRIPT, "__wbg_now_463ac581d2fc7ea3", memory);
        let mut module = Module::new();
        module.section(&section);
        module.finish()
    }

    #[test]
    fn the_imports_of_the_script_get_short_names() {
        let code = module();
        let names = short_names(&code).expect("the module is valid");
        let mut shortened = Module::new();
        let copied = Renamer(&names).parse_core_module(&mut shortened, Parser::new(0), &code);
        assert!(copied.is_ok());
        let code = shortened.finish();
        let mut found = Vec::new();
        for payload in Parser::new(0).parse_all(&code) {
            let Payload::ImportSection(section) = payload.expect("it is valid") else { continue };
            for import in section.into_imports() {
                let import = import.expect("it is valid");
                found.push((import.module.to_owned(), import.name.to_owned()));
            }
        }
        let expected =
            [(SCRIPT, "$0"), ("./link.js", "__wbg_now_043d245551b22f9c"), (SCRIPT, "$1")];
        assert_eq!(found, expected.map(|(module, name)| (module.to_owned(), name.to_owned())));
    }

    #[test]
    fn only_whole_names_of_the_script_are_replaced() {
        let names = [("__wbg_now_1", "$0"), ("__wbg_now_12", "$1")];
        let names = names.map(|(name, short)| (name.to_owned(), short.to_owned())).into();
        let script = "{__wbg_now_1:é(__wbg_now_123),__wbg_now_12:x.__wbg_now}";
        assert_eq!(renamed(script, &names), "{$0:é(__wbg_now_123),$1:x.__wbg_now}");
    }
}
