//! Files named after their content, so that a host may let browsers keep them for ever, and the
//! lines of the page and of its script that load them.

use crate::failure::{Failure, Outcome};
use crate::policy;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};
use std::fmt::Write;
use std::path::Path;

/// A file of the release.
#[derive(Debug)]
pub(super) struct Named {
    /// What the code calls it: `panel.wasm`
    pub(super) plain: String,
    /// `panel-0123456789abcdef.wasm`
    pub(super) name: String,
    /// `sha256-…`, as `integrity` takes it
    pub(super) integrity: String,
}

/// Copies a file under the name that its content gives it.
pub(super) fn copy(file: &Path, folder: &Path, name: &str) -> Outcome<Named> {
    let bytes = std::fs::read(file).map_err(|error| Failure::file(file, &error))?;
    let named = of(&bytes, name);
    let path = folder.join(&named.name);
    std::fs::write(&path, bytes).map_err(|error| Failure::file(&path, &error))?;
    Ok(named)
}

fn of(bytes: &[u8], name: &str) -> Named {
    let digest = Sha256::digest(bytes);
    let mut hash = String::new();
    for byte in &digest[..8] {
        write!(hash, "{byte:02x}").expect("memory takes text");
    }
    let (stem, extension) = name.split_once('.').expect("every name given here has an extension");
    Named {
        plain: name.to_owned(),
        name: format!("{stem}-{hash}.{extension}"),
        integrity: format!("sha256-{}", STANDARD.encode(digest)),
    }
}

/// The files as the script knows them: `{"panel.wasm": ["panel-….wasm", "sha256-…"], …}`.
pub(super) fn list(files: &[Named]) -> String {
    let entries: Vec<_> = files
        .iter()
        .map(|file| format!("{:?}:[{:?},{:?}]", file.plain, file.name, file.integrity))
        .collect();
    format!("{{{}}}", entries.join(","))
}

/// The page's policy, and its script. The code is fetched beside the script, which would else ask for
/// it only when it runs.
pub(super) fn head(module: &Named, script: &Named) -> String {
    format!(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"{}\" />\n\
         <link rel=\"preload\" as=\"fetch\" href=\"./{}\" crossorigin />\n\
         <script src=\"./{}\" integrity=\"{}\" crossorigin></script>\n",
        policy::csp(),
        module.name,
        script.name,
        script.integrity
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_and_its_integrity_are_those_of_the_content() {
        let named = of(b"", "panel.wasm");
        assert_eq!(named.name, "panel-e3b0c44298fc1c14.wasm");
        assert_eq!(named.integrity, "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
        assert_ne!(of(b"a", "panel.wasm").name, named.name);
    }

    #[test]
    fn the_script_finds_a_file_by_its_plain_name() {
        let files = [of(b"", "en.json")];
        let expected = "{\"en.json\":[\"en-e3b0c44298fc1c14.json\",\
                        \"sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\"]}";
        assert_eq!(list(&files), expected);
    }
}
