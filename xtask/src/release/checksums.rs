//! SHA-256 checksums in the format that `sha256sum -c` reads.

use super::archive::name_in_archive;
use crate::error::Result;
use crate::files;
use sha2::{Digest, Sha256};
use std::fmt::Write;
use std::path::Path;

/// One line per file, sorted by name.
pub(super) fn of_folder(folder: &Path) -> Result<String> {
    let mut lines = String::new();
    for file in files::below(folder)? {
        lines.push_str(&line(&files::read(&file)?, &name_in_archive(folder, &file)));
    }
    Ok(lines)
}

pub(super) fn line(bytes: &[u8], name: &str) -> String {
    let mut line = String::new();
    for byte in Sha256::digest(bytes) {
        write!(line, "{byte:02x}").expect("writing to a String cannot fail");
    }
    line + "  " + name + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_matches_the_output_of_sha256sum() {
        assert_eq!(
            line(b"abc", "panel/a.txt"),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  panel/a.txt\n"
        );
    }
}
