//! Writes a `.br` (quality 11) and a `.gz` (level 9) next to every file that compresses well, for web
//! servers that send such files. The files themselves do not change: their hashes are in the page.

use super::parallel;
use crate::error::Result;
use crate::files;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Text and code; images and fonts are already compressed.
const EXTENSIONS: [&str; 10] =
    ["html", "js", "mjs", "wasm", "css", "json", "svg", "txt", "webmanifest", "xml"];

pub(crate) fn compress_folder(folder: &Path) -> Result {
    let files = files::below(folder)?;
    let wanted = files.into_iter().filter(|file| files::has_extension(file, &EXTENSIONS));
    parallel::each(wanted.collect(), |file: PathBuf| {
        let bytes = files::read(&file)?;
        files::write(&compressed_path(&file, "br"), brotli(&bytes))?;
        files::write(&compressed_path(&file, "gz"), gzip(&bytes))
    })
}

/// `panel.js` with `br` is `panel.js.br`.
fn compressed_path(file: &Path, extension: &str) -> PathBuf {
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
        .expect("reading and writing memory cannot fail");
    compressed
}

pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).and_then(|()| encoder.finish()).expect("writing to memory cannot fail")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn both_formats_restore_the_content() {
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
    fn the_extension_is_added_to_the_whole_name() {
        assert_eq!(compressed_path(Path::new("dist/a.js"), "br"), Path::new("dist/a.js.br"));
        assert!(files::has_extension(Path::new("a.wasm"), &EXTENSIONS));
        assert!(!files::has_extension(Path::new("a.wasm.br"), &EXTENSIONS));
    }
}
