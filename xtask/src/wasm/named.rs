//! Files named after their content, so that a host may let browsers keep them for ever, and the
//! page's lines that load them.

use crate::failure::{Failure, Outcome};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha384};
use std::fmt::Write;
use std::path::Path;

/// A file of the release.
#[derive(Debug)]
pub(super) struct Named {
    /// `panel-0123456789abcdef.wasm`
    pub(super) name: String,
    /// `sha384-…`, as `integrity` takes it
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
    let digest = Sha384::digest(bytes);
    let mut hash = String::new();
    for byte in &digest[..8] {
        write!(hash, "{byte:02x}").expect("memory takes text");
    }
    let (stem, extension) = name.split_once('.').expect("every name given here has an extension");
    Named {
        name: format!("{stem}-{hash}.{extension}"),
        integrity: format!("sha384-{}", STANDARD.encode(digest)),
    }
}

/// The fetch of the code begins with the page, beside that of the script that starts it.
pub(super) fn head(main: &Named, script: &Named) -> String {
    format!(
        "<script>window.panelModule = fetch(\"./{}\", {{ integrity: \"{}\" }});</script>\n\
         <script type=\"module\" src=\"./{}\" integrity=\"{}\"></script>\n",
        main.name, main.integrity, script.name, script.integrity
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_and_its_integrity_are_those_of_the_content() {
        let named = of(b"", "panel.wasm");
        assert_eq!(named.name, "panel-38b060a751ac9638.wasm");
        assert_eq!(
            named.integrity,
            "sha384-OLBgp1GsljhM2TJ+sbHjaiH9txEUvgdDTAzHv2P24donTt6/529l+9Ua0vFImLlb"
        );
        assert_ne!(of(b"a", "panel.wasm").name, named.name);
    }
}
