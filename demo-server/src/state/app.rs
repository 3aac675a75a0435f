//! Everything that the process remembers, shared by all connections.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::state::kind::ServerKind;
use crate::state::mount::Mount;
use crate::state::options::ServerOptions;
use crate::state::state_file::{self, SavedMount};

/// What the command line sets, and what a reset returns to.
#[derive(Clone, Debug)]
pub struct Defaults {
    pub key: String,
    pub qr_wait_ms: u64,
    /// How many instances each server starts with.
    pub instances: u32,
    /// See the option of this name.
    pub state_change_ms: u64,
    /// Without a slash at the end; the mounts append their prefix.
    pub base_url: String,
    pub state_file: Option<PathBuf>,
}

impl Defaults {
    #[must_use]
    pub fn options(&self, kind: ServerKind) -> ServerOptions {
        let server_url = format!("{}/{}", self.base_url, kind.name());
        let mut options = ServerOptions::new(&self.key, &server_url, self.qr_wait_ms);
        options.state_change_ms = self.state_change_ms;
        options
    }
}

#[derive(Debug)]
pub struct AppState {
    pub defaults: Defaults,
    mounts: [Mutex<Mount>; 3],
    /// Two writers at the same time would damage the state file.
    writing: Mutex<()>,
}

impl AppState {
    /// Starts with the contents of the state file, if there is one.
    pub fn new(defaults: Defaults) -> Result<Arc<Self>, String> {
        let mounts =
            ServerKind::ALL.map(|kind| Mutex::new(Mount::new(kind, defaults.options(kind))));
        let app = Self { defaults, mounts, writing: Mutex::new(()) };
        if let Some(path) = &app.defaults.state_file {
            for (kind, saved) in state_file::load(path)? {
                let mut mount = app.mount(kind);
                mount.instances = saved.instances;
                mount.leftover_sqs = saved.leftover_sqs;
            }
        }
        Ok(Arc::new(app))
    }

    /// Ignores poisoning: a handler that panicked leaves no half-written data that matters here.
    pub fn mount(&self, kind: ServerKind) -> MutexGuard<'_, Mount> {
        let index = ServerKind::ALL.iter().position(|one| *one == kind).unwrap_or_default();
        self.mounts[index].lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn reset(&self, kind: ServerKind) {
        *self.mount(kind) = Mount::new(kind, self.defaults.options(kind));
        self.save();
    }

    /// A state file that cannot be written does not stop the demo; the reason goes to stderr.
    pub fn save(&self) {
        let Some(path) = &self.defaults.state_file else {
            return;
        };
        let _writing = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        let mounts = ServerKind::ALL.into_iter().map(|kind| {
            let mount = self.mount(kind);
            let instances = mount.instances.clone();
            (kind, SavedMount { instances, leftover_sqs: mount.leftover_sqs.clone() })
        });
        if let Err(reason) = state_file::save(path, &mounts.collect()) {
            eprintln!("The state was not saved: {reason}");
        }
    }
}
