//! Removes the hashes from the names of imports. wasm-bindgen adds a hash to each name to keep the
//! names of different crates apart. Hashes do not compress, and each one is in the module and in the
//! script. This file replaces each hash by a counter of the same length.

use crate::error::Result;
use crate::files;
use std::collections::BTreeMap;
use std::path::Path;

const PREFIX: &str = "__wbg_";
const HASH: usize = 16;

pub(super) fn remove_hashes(module: &Path, script: &Path) -> Result {
    let mut text = files::read_text(script)?;
    let mut code = files::read(module)?;
    let names = names_without_hash(&text);
    for (name, short) in &names {
        text = text.replace(name.as_str(), short);
    }
    rename(&mut code, &names);
    files::write(script, text)?;
    files::write(module, code)
}

/// Every name with a hash, and its replacement.
fn names_without_hash(script: &str) -> BTreeMap<String, String> {
    let is_name_byte = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'$';
    let mut names = BTreeMap::new();
    for (start, _) in script.match_indices(PREFIX) {
        let length = script[start..].bytes().take_while(|byte| is_name_byte(*byte)).count();
        let name = &script[start..start + length];
        let Some((stem, hash)) = name.rsplit_once('_') else { continue };
        if hash.len() == HASH && hash.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            let count = names.keys().filter(|known: &&String| known.starts_with(stem)).count();
            names.entry(name.to_owned()).or_insert_with(|| format!("{stem}_{count:016}"));
        }
    }
    names
}

/// The replacement has the same length, so no other byte of the module moves.
fn rename(code: &mut [u8], names: &BTreeMap<String, String>) {
    let starts: Vec<usize> = code
        .windows(PREFIX.len())
        .enumerate()
        .filter(|(_, bytes)| *bytes == PREFIX.as_bytes())
        .map(|(start, _)| start)
        .collect();
    for start in starts {
        let rest = &mut code[start..];
        let length = rest.iter().take_while(|byte| byte.is_ascii_graphic()).count();
        // The byte after a name can look like a part of it, so the longest known prefix counts.
        for end in (PREFIX.len()..=length).rev() {
            let name = std::str::from_utf8(&rest[..end]).unwrap_or_default();
            if let Some(short) = names.get(name) {
                rest[..end].copy_from_slice(short.as_bytes());
                break;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn replaces_a_hash_by_a_counter_of_the_same_length() {
        let script = "{__wbg_abort_f8d1589eb0c65ee2:1,__wbg_now_043d245551b22f9c:2,\
                      __wbg_now_463ac581d2fc7ea3:3,__wbg_status_short:4}";
        let names = names_without_hash(script);
        assert_eq!(names["__wbg_abort_f8d1589eb0c65ee2"], "__wbg_abort_0000000000000000");
        assert_eq!(names["__wbg_now_043d245551b22f9c"], "__wbg_now_0000000000000000");
        assert_eq!(names["__wbg_now_463ac581d2fc7ea3"], "__wbg_now_0000000000000001");
        assert_eq!(names.len(), 3);
        let mut code =
            b"\x1c__wbg_abort_f8d1589eb0c65ee2\0\x1a__wbg_now_463ac581d2fc7ea3a".to_vec();
        rename(&mut code, &names);
        assert_eq!(code, b"\x1c__wbg_abort_0000000000000000\0\x1a__wbg_now_0000000000000001a");
    }
}
