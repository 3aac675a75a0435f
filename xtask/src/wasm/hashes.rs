//! wasm-bindgen ends the name of every import with a hash, against clashes of crates that it has
//! settled by then. They cannot be compressed, and each stands in the module and in its glue: here a
//! counter of the same length takes their place.

use crate::failure::{Failure, Outcome};
use std::collections::BTreeMap;
use std::path::Path;

const PREFIX: &str = "__wbg_";
const HASH: usize = 16;

pub(super) fn drop_from(module: &Path, glue: &Path) -> Outcome {
    let script = std::fs::read_to_string(glue).map_err(|error| Failure::file(glue, &error))?;
    let mut code = std::fs::read(module).map_err(|error| Failure::file(module, &error))?;
    let names = plain_names(&script);
    let mut plain = script;
    for (name, short) in &names {
        plain = plain.replace(name.as_str(), short);
    }
    rename(&mut code, &names);
    std::fs::write(glue, plain).map_err(|error| Failure::file(glue, &error))?;
    std::fs::write(module, code).map_err(|error| Failure::file(module, &error))
}

/// Every name with a hash, and the name without it.
fn plain_names(script: &str) -> BTreeMap<String, String> {
    let is_of_name = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'$';
    let mut names = BTreeMap::new();
    for (start, _) in script.match_indices(PREFIX) {
        let length = script[start..].bytes().take_while(|byte| is_of_name(*byte)).count();
        let name = &script[start..start + length];
        let Some((stem, hash)) = name.rsplit_once('_') else { continue };
        if hash.len() == HASH && hash.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            let order = names.keys().filter(|known: &&String| known.starts_with(stem)).count();
            names.entry(name.to_owned()).or_insert_with(|| format!("{stem}_{order:016}"));
        }
    }
    names
}

/// Of the same length, a name can be written over: nothing else in the module moves.
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
        // The byte after a name may look like a part of it, so the longest known beginning counts.
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
    fn a_hash_becomes_a_counter_of_the_same_length() {
        let script = "{__wbg_abort_f8d1589eb0c65ee2:1,__wbg_now_043d245551b22f9c:2,\
                      __wbg_now_463ac581d2fc7ea3:3,__wbg_status_short:4}";
        let names = plain_names(script);
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
