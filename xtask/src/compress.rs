//! Writes a `.br` (quality 11) and a `.gz` (level 9) beside every file that gains by it, for
//! servers that send what lies there. The files themselves stay as they are: their hashes are in
//! the page.

use crate::failure::{Failure, Outcome};
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write;
use std::path::{Path, PathBuf};

/// What is text or code; pictures and fonts are compressed already.
const EXTENSIONS: [&str; 10] =
    ["html", "js", "mjs", "wasm", "css", "json", "svg", "txt", "webmanifest", "xml"];

pub(crate) fn compress_folder(folder: &Path) -> Outcome {
    for file in files_below(folder)? {
        if has_extension(&file, &EXTENSIONS) {
            let bytes = read(&file)?;
            write(&beside(&file, "br"), &brotli(&bytes))?;
            write(&beside(&file, "gz"), &gzip(&bytes))?;
        }
    }
    Ok(())
}

/// Every file below, sorted, so that all output has the same order on every machine.
pub(crate) fn files_below(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        let entries = std::fs::read_dir(&folder).map_err(|error| Failure::file(&folder, &error))?;
        for entry in entries.flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files.push(path);
            }
        }
    }
    files.sort();
    Ok(files)
}

pub(crate) fn has_extension(file: &Path, extensions: &[&str]) -> bool {
    file.extension().is_some_and(|extension| extensions.iter().any(|known| extension == *known))
}

pub(crate) fn read(file: &Path) -> Outcome<Vec<u8>> {
    std::fs::read(file).map_err(|error| Failure::file(file, &error))
}

/// `panel.js` with `br` is `panel.js.br`.
pub(crate) fn beside(file: &Path, extension: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".");
    name.push(extension);
    PathBuf::from(name)
}

pub(crate) fn brotli(bytes: &[u8]) -> Vec<u8> {
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: 11,
        size_hint: bytes.len(),
        ..Default::default()
    };
    let mut compressed = Vec::new();
    let mut input = bytes;
    brotli::BrotliCompress(&mut input, &mut compressed, &parameters)
        .expect("memory is read and written without errors");
    compressed
}

pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder
        .write_all(bytes)
        .and_then(|()| encoder.finish())
        .expect("memory is written without errors")
}

fn write(file: &Path, bytes: &[u8]) -> Outcome {
    std::fs::write(file, bytes).map_err(|error| Failure::file(file, &error))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn both_forms_give_back_what_went_in() {
        let bytes = b"<p>An instance, an instance and an instance.</p>".repeat(50);
        let mut from_brotli = Vec::new();
        brotli::BrotliDecompress(&mut brotli(&bytes).as_slice(), &mut from_brotli)
            .expect("it was just compressed");
        assert_eq!(from_brotli, bytes);
        let mut from_gzip = Vec::new();
        flate2::read::GzDecoder::new(gzip(&bytes).as_slice())
            .read_to_end(&mut from_gzip)
            .expect("it was just compressed");
        assert_eq!(from_gzip, bytes);
        assert!(brotli(&bytes).len() < bytes.len() / 10);
    }

    #[test]
    fn the_compressed_neighbour_keeps_the_whole_name() {
        assert_eq!(beside(Path::new("dist/a.js"), "br"), Path::new("dist/a.js.br"));
        assert!(has_extension(Path::new("a.wasm"), &EXTENSIONS));
        assert!(!has_extension(Path::new("a.wasm.br"), &EXTENSIONS));
    }
}
