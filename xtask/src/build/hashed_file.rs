//! Files with the hash of their content in the name, so that browsers may cache them for ever.

use crate::error::Result;
use crate::files;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};
use std::fmt::Write;
use std::path::Path;

/// A file of the release.
#[derive(Debug, Clone)]
pub(super) struct HashedFile {
    /// The name in the code: `panel.wasm`
    pub(super) logical_name: String,
    /// The name in dist/: `panel-0123456789abcdef.wasm`
    pub(super) file_name: String,
    /// The SHA-256 sum of the content, in Base64
    sum: String,
}

impl HashedFile {
    /// Copies a file into the folder, under the name with the hash.
    pub(super) fn copy(file: &Path, folder: &Path, logical_name: &str) -> Result<Self> {
        let content = files::read(file)?;
        let hashed = Self::new(&content, logical_name);
        files::write(&folder.join(&hashed.file_name), content)?;
        Ok(hashed)
    }

    /// Whether it is a module of the panel.
    pub(super) fn is_code(&self) -> bool {
        self.logical_name.ends_with(".wasm")
    }

    /// The value of the `integrity` attribute
    pub(super) fn integrity(&self) -> String {
        format!("sha256-{}", self.sum)
    }

    fn new(content: &[u8], logical_name: &str) -> Self {
        let digest = Sha256::digest(content);
        let mut hash = String::new();
        for byte in &digest[..8] {
            write!(hash, "{byte:02x}").expect("writing to a String cannot fail");
        }
        let (stem, extension) =
            logical_name.split_once('.').expect("every name given here has an extension");
        Self {
            logical_name: logical_name.to_owned(),
            file_name: format!("{stem}-{hash}.{extension}"),
            sum: STANDARD.encode(digest),
        }
    }
}

/// The files as a JavaScript object: `{"panel.wasm": "<SHA-256 in Base64>", …}`. `src/start/files.mjs` makes
/// the name of a file from it, since sums hardly compress and all of them are in the first load.
pub(super) fn javascript_object(files: &[HashedFile]) -> String {
    let entries: Vec<_> =
        files.iter().map(|file| format!("{:?}:{:?}", file.logical_name, file.sum)).collect();
    format!("{{{}}}", entries.join(","))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_and_the_integrity_depend_on_the_content() {
        let file = HashedFile::new(b"", "panel.wasm");
        assert_eq!(file.file_name, "panel-e3b0c44298fc1c14.wasm");
        assert_eq!(file.integrity(), "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
        assert_ne!(HashedFile::new(b"a", "panel.wasm").file_name, file.file_name);
    }

    #[test]
    fn the_object_maps_logical_names_to_files() {
        let files = [HashedFile::new(b"", "en.json")];
        let expected = "{\"en.json\":\"47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\"}";
        assert_eq!(javascript_object(&files), expected);
    }
}
