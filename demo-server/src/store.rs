//! The optional state file: the instances of all mounts as JSON, written anew after each change
//! so that a restarted demo still knows them.

use std::collections::BTreeMap;
use std::fs;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::app::App;
use crate::instance::Instance;
use crate::mount::Kind;

#[derive(Default, Serialize, Deserialize)]
struct Kept {
    instances: Vec<Instance>,
    old_sqs: BTreeMap<String, Value>,
}

/// Nothing to read is fine; something that cannot be understood is not silently thrown away.
pub fn load(app: &App) -> Result<(), String> {
    let Some(path) = &app.defaults.state_file else {
        return Ok(());
    };
    if !path.exists() {
        return Ok(());
    }
    let complain = |reason: String| format!("Cannot read {}: {reason}", path.display());
    let text = fs::read_to_string(path).map_err(|error| complain(error.to_string()))?;
    let kept: BTreeMap<Kind, Kept> =
        serde_json::from_str(&text).map_err(|error| complain(error.to_string()))?;
    for (kind, kept) in kept {
        let mut mount = app.mount(kind);
        mount.instances = kept.instances;
        mount.old_sqs = kept.old_sqs;
    }
    Ok(())
}

/// Written beside the file first: a process that is killed meanwhile leaves the old state whole.
pub fn save(app: &App) -> Result<(), String> {
    let Some(path) = &app.defaults.state_file else {
        return Ok(());
    };
    let kept: BTreeMap<Kind, Kept> = Kind::ALL
        .into_iter()
        .map(|kind| {
            let mount = app.mount(kind);
            let old_sqs = mount.old_sqs.clone();
            (kind, Kept { instances: mount.instances.clone(), old_sqs })
        })
        .collect();
    let text = serde_json::to_string_pretty(&kept).map_err(|error| error.to_string())?;
    let beside = path.with_extension("new");
    fs::write(&beside, text).map_err(|error| error.to_string())?;
    fs::rename(&beside, path).map_err(|error| error.to_string())
}
