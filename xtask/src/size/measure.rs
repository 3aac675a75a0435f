//! Measures the files in dist/ and sorts them into the first load and what a creation needs in
//! addition.

use crate::build::compress;
use crate::chunks::{Chunk, PANEL, SHARED, WORKER};
use crate::error::{Error, Result};
use crate::files;
use std::path::Path;

/// When the page loads a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum LoadPhase {
    /// Before the form can be used
    First,
    /// Before a creation is sent and its proof is shown
    Creation,
    /// Only when another screen is opened
    OnDemand,
}

/// The size of one file in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FileSize {
    pub(super) name: String,
    pub(super) phase: LoadPhase,
    pub(super) raw: u64,
    pub(super) gzip: u64,
    pub(super) brotli: u64,
}

/// A file by its name without hash and extension, and its language if it has one.
#[derive(Debug, PartialEq, Eq)]
struct PanelFile<'a> {
    phase: LoadPhase,
    /// The part of the panel: the form or a chunk
    part: &'a str,
    is_locale: bool,
}

/// The files of the panel in the folder, by phase and name. A visitor loads one language, so of each
/// part only the largest language is listed.
pub(super) fn folder(dist: &Path, chunks: &[Chunk], languages: &[String]) -> Result<Vec<FileSize>> {
    let mut sizes = Vec::new();
    let mut locales: Vec<(String, FileSize)> = Vec::new();
    for path in files::below(dist)? {
        let name = path.strip_prefix(dist).unwrap_or(&path).display().to_string();
        let Some(file) = panel_file(&name, chunks, languages) else {
            continue;
        };
        let content = files::read(&path)?;
        let size = FileSize {
            phase: file.phase,
            raw: content.len() as u64,
            gzip: compress::gzip(&content).len() as u64,
            brotli: compress::brotli(&content).len() as u64,
            name: name.clone(),
        };
        if file.is_locale {
            locales.push((file.part.to_owned(), size));
        } else {
            sizes.push(size);
        }
    }
    if !sizes.iter().any(|size| size.name.ends_with(".wasm")) {
        return Err(Error::new(
            "dist/ has no WebAssembly: build the panel first with `cargo xtask dist`.",
        ));
    }
    sizes.extend(largest_language(locales));
    sizes.sort_by_key(|size| size.phase);
    Ok(sizes)
}

fn panel_file<'a>(name: &str, chunks: &'a [Chunk], languages: &[String]) -> Option<PanelFile<'a>> {
    if name == "index.html" {
        return Some(PanelFile { phase: LoadPhase::First, part: PANEL, is_locale: false });
    }
    let (stem, extension) = name.rsplit_once('.')?;
    if !["js", "wasm", "css", "json"].contains(&extension) {
        return None;
    }
    let (stem, _hash) = stem.rsplit_once('-')?;
    if stem == PANEL {
        return Some(PanelFile { phase: LoadPhase::First, part: PANEL, is_locale: false });
    }
    if stem == WORKER {
        return Some(PanelFile { phase: LoadPhase::OnDemand, part: WORKER, is_locale: false });
    }
    if languages.iter().any(|language| language == stem) {
        return Some(PanelFile { phase: LoadPhase::First, part: PANEL, is_locale: true });
    }
    // It has the names of the chunks that use it.
    if let Some(users) = stem.strip_prefix(SHARED) {
        let is_user = |chunk: &&Chunk| users.split('-').any(|user| user == chunk.name);
        let phase = chunks.iter().filter(is_user).map(phase).min().unwrap_or(LoadPhase::OnDemand);
        return Some(PanelFile { phase, part: SHARED, is_locale: false });
    }
    chunks.iter().find_map(|chunk| {
        let is_locale = languages.iter().any(|language| chunk.locale_part(language) == stem);
        let file = PanelFile { phase: phase(chunk), part: &chunk.name, is_locale };
        (is_locale || chunk.name == stem).then_some(file)
    })
}

fn phase(chunk: &Chunk) -> LoadPhase {
    match chunk.is_needed_to_create {
        true => LoadPhase::Creation,
        false => LoadPhase::OnDemand,
    }
}

fn largest_language(locales: Vec<(String, FileSize)>) -> Vec<FileSize> {
    let mut largest: Vec<(String, FileSize)> = Vec::new();
    for (part, size) in locales {
        match largest.iter_mut().find(|(known, _)| *known == part) {
            Some((_, known)) if known.brotli < size.brotli => *known = size,
            Some(_) => {}
            None => largest.push((part, size)),
        }
    }
    largest.into_iter().map(|(_, size)| size).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chunk(name: &str, is_needed_to_create: bool) -> Chunk {
        Chunk { name: name.to_owned(), locales: Vec::new(), is_needed_to_create }
    }

    #[test]
    fn lists_the_files_by_phase_with_one_language_per_part() {
        let dist = std::env::temp_dir().join(format!("xtask-size-{}", std::process::id()));
        for (name, text) in [
            ("index.html", "<p>page</p>"),
            ("index.html.br", "not counted"),
            ("panel-01.wasm", "code"),
            ("panel-02.js", "script"),
            ("en-03.json", "{\"hello\":\"hello\"}"),
            ("pt-BR-04.json", "{}"),
            ("config.schema.json", "not counted"),
            ("config.example.json", "not counted"),
            ("bulk-05.wasm", "code of another screen"),
            ("operate-06.wasm", "code of the creation"),
            ("operate-en-07.json", "{}"),
            ("operate-pt-BR-08.json", "{\"ola\":\"ola\"}"),
            ("operate-09.css", "p{}"),
            ("shared-bulk-operate-10.wasm", "code of both"),
            ("shared-bulk-other-11.wasm", "code of other screens"),
            ("worker-12.js", "script of a worker"),
            ("licence.txt", "not counted"),
            ("embed.js", "not counted"),
        ] {
            files::write(&dist.join(name), text).expect("a file can be written");
        }
        let chunks = [chunk("bulk", false), chunk("operate", true)];
        let languages = ["en".to_owned(), "pt-BR".to_owned()];
        let sizes = folder(&dist, &chunks, &languages).expect("there is a wasm file");
        let names = |phase| -> Vec<&str> {
            let of_phase = sizes.iter().filter(|size| size.phase == phase);
            of_phase.map(|size| size.name.as_str()).collect()
        };
        assert_eq!(
            names(LoadPhase::First),
            ["index.html", "panel-01.wasm", "panel-02.js", "en-03.json"]
        );
        assert_eq!(
            names(LoadPhase::Creation),
            [
                "operate-06.wasm",
                "operate-09.css",
                "shared-bulk-operate-10.wasm",
                "operate-pt-BR-08.json"
            ]
        );
        assert_eq!(
            names(LoadPhase::OnDemand),
            ["bulk-05.wasm", "shared-bulk-other-11.wasm", "worker-12.js"]
        );
        files::remove_folder(&dist).expect("the folder can be removed");
    }

    #[test]
    fn a_folder_without_code_is_an_error() {
        let dist = std::env::temp_dir().join(format!("xtask-size-empty-{}", std::process::id()));
        files::write(&dist.join("index.html"), "<p>page</p>").expect("a file can be written");
        assert!(folder(&dist, &[], &[]).is_err());
        files::remove_folder(&dist).expect("the folder can be removed");
    }
}
