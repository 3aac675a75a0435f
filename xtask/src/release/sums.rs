//! SHA-256 sums in the form that `sha256sum -c` checks.

use super::archive::inner_name;
use crate::compress;
use crate::failure::Outcome;
use sha2::{Digest, Sha256};
use std::fmt::Write;
use std::path::Path;

/// One line a file, sorted by name; the file that holds them is written afterwards.
pub(super) fn of_folder(folder: &Path) -> Outcome<String> {
    let mut lines = String::new();
    for file in compress::files_below(folder)? {
        lines.push_str(&line(&compress::read(&file)?, &inner_name(folder, &file)));
    }
    Ok(lines)
}

pub(super) fn line(bytes: &[u8], name: &str) -> String {
    let mut line = String::new();
    for byte in Sha256::digest(bytes) {
        write!(line, "{byte:02x}").expect("memory takes text");
    }
    line + "  " + name + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_what_sha256sum_prints() {
        assert_eq!(
            line(b"abc", "panel/a.txt"),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  panel/a.txt\n"
        );
    }
}
