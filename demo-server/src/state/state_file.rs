//! The optional state file: the instances of all mounts as JSON. It is written after each change,
//! so that they survive a restart of the demo.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::state::instance::Instance;
use crate::state::kind::ServerKind;

#[derive(Debug, Default, Serialize, Deserialize)]
pub struct SavedMount {
    pub instances: Vec<Instance>,
    #[serde(rename = "old_sqs")]
    pub leftover_sqs: BTreeMap<String, Value>,
}

/// A missing file is fine. A file that cannot be understood is an error, so that it is not
/// overwritten.
pub fn load(path: &Path) -> Result<BTreeMap<ServerKind, SavedMount>, String> {
    if !path.exists() {
        return Ok(BTreeMap::new());
    }
    let failure = |reason: String| format!("Cannot read {}: {reason}", path.display());
    let text = fs::read_to_string(path).map_err(|error| failure(error.to_string()))?;
    serde_json::from_str(&text).map_err(|error| failure(error.to_string()))
}

/// Writes a new file and renames it: when the process is killed, the old file is still complete.
pub fn save(path: &Path, mounts: &BTreeMap<ServerKind, SavedMount>) -> Result<(), String> {
    let text = serde_json::to_string_pretty(mounts).map_err(|error| error.to_string())?;
    let new_file = path.with_extension("new");
    fs::write(&new_file, text).map_err(|error| error.to_string())?;
    fs::rename(&new_file, path).map_err(|error| error.to_string())
}
