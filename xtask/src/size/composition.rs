//! What the modules of the panel are made of: the bytes of each module by folder of the panel and by crate.
//! The modules are those that the splitter writes, since `wasm-opt` removes the names.

use crate::error::{Error, Result};
use crate::{build, chunks, console, files, paths};
use std::collections::BTreeMap;
use wasmparser::{BinaryReaderError, KnownCustom, Name, Parser, Payload, TypeRef};

/// Smaller shares are summed up.
const SMALLEST_SHARE: u64 = 2_000;
/// The crate of the panel; its functions are told apart by folder.
const PANEL: &str = "instance_panel";

/// Prints the tables: all modules up to each phase, then each module.
pub(crate) fn print() -> Result {
    let work = files::empty_folder(&paths::target_directory()?.join("composition"))?;
    let split = build::wasm::named_modules(&work, &chunks::read()?)?;
    let mut modules = vec![("panel".to_owned(), parts(&files::read(&split.main)?)?)];
    for module in split.lazy {
        modules.push((module.name, parts(&files::read(&module.path)?)?));
    }
    for (name, parts) in modules {
        println!("{}", table(&name, &parts));
    }
    Ok(())
}

/// The bytes of a module by owner. Data counts as one owner, and so does everything else.
fn parts(module: &[u8]) -> Result<BTreeMap<String, u64>> {
    let unreadable =
        |error: BinaryReaderError| Error::new(format!("A module cannot be read: {error}."));
    let mut names = BTreeMap::new();
    let mut sizes = Vec::new();
    let (mut imported, mut data) = (0, 0);
    for payload in Parser::new(0).parse_all(module) {
        match payload.map_err(unreadable)? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    let is_function = matches!(import.map_err(unreadable)?.ty, TypeRef::Func(_));
                    imported += u32::from(is_function);
                }
            }
            Payload::CodeSectionEntry(body) => sizes.push(body.range().end - body.range().start),
            Payload::DataSection(section) => data = section.range().end - section.range().start,
            Payload::CustomSection(custom) => {
                let KnownCustom::Name(subsections) = custom.as_known() else { continue };
                for subsection in subsections {
                    let Name::Function(functions) = subsection.map_err(unreadable)? else {
                        continue;
                    };
                    for naming in functions {
                        let naming = naming.map_err(unreadable)?;
                        names.insert(naming.index, naming.name.to_owned());
                    }
                }
            }
            _ => {}
        }
    }
    let mut parts = BTreeMap::from([("(data)".to_owned(), data)]);
    for (index, size) in (imported..).zip(sizes) {
        let name = names.get(&index).map_or("(without a name)", String::as_str);
        *parts.entry(owner(&format!("{:#}", rustc_demangle::demangle(name)))).or_default() += size;
    }
    Ok(parts)
}

/// The crate of a function, and the first folders where it is one of the panel. What is implemented for
/// a type belongs to the type.
fn owner(name: &str) -> String {
    let path = name.trim_start_matches(['<', '&', '*', '(', '[', ' ']);
    let path = path.strip_prefix("mut ").or(path.strip_prefix("dyn ")).unwrap_or(path);
    let mut parts = path.split("::").map(|part| {
        let end = part.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '$'));
        &part[..end.unwrap_or(part.len())]
    });
    match parts.next() {
        Some(PANEL) => {
            let folders: Vec<&str> = parts.take(2).collect();
            folders.join("/")
        }
        Some(first) if !first.is_empty() => format!("crate {first}"),
        _ => "other".to_owned(),
    }
}

fn table(name: &str, parts: &BTreeMap<String, u64>) -> String {
    let all: u64 = parts.values().sum();
    let mut rows: Vec<(&str, u64)> = parts.iter().map(|(owner, size)| (&**owner, *size)).collect();
    rows.sort_by_key(|(_, size)| std::cmp::Reverse(*size));
    let small: u64 = rows.iter().map(|(_, size)| *size).filter(|size| *size < SMALLEST_SHARE).sum();
    rows.retain(|(_, size)| *size >= SMALLEST_SHARE);
    rows.push(("smaller ones", small));
    let mut text = format!("\n{name}: {} bytes", console::thousands(all));
    for (owner, size) in rows {
        text.push_str(&format!("\n{:>11}  {owner}", console::thousands(size)));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_function_belongs_to_its_crate_or_its_folder() {
        let cases = [
            ("instance_panel::ui::result::page::made", "ui/result"),
            (
                "<instance_panel::domain::http::secret::Secret as core::fmt::Debug>::fmt",
                "domain/http",
            ),
            ("<&mut instance_panel::chunks::operate::Part>::new::{closure#0}", "chunks/operate"),
            ("core::ptr::drop_in_place::<alloc::string::String>", "crate core"),
            ("<[u8]>::escape", "crate u8"),
            ("(without a name)", "crate without"),
            ("", "other"),
        ];
        for (name, expected) in cases {
            assert_eq!(owner(name), expected, "{name}");
        }
    }

    #[test]
    fn small_shares_are_one_line() {
        let parts =
            [("a", 5_000), ("b", 10), ("c", 20)].map(|(name, size)| (name.to_owned(), size));
        let text = table("panel", &parts.into());
        assert_eq!(text.lines().count(), 4, "{text}");
        assert!(text.contains("5,030 bytes") && text.ends_with("30  smaller ones"), "{text}");
    }
}
