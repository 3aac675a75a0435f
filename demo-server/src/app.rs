//! Everything the process holds, shared by all connections.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::mount::{Kind, Mount};
use crate::options::Options;
use crate::store;

/// What the command line decides, and what a reset goes back to.
#[derive(Clone, Debug)]
pub struct Defaults {
    pub key: String,
    pub qr_wait_ms: u64,
    /// Without a slash at the end; the mounts append their prefix.
    pub base_url: String,
    pub state_file: Option<PathBuf>,
}

impl Defaults {
    #[must_use]
    pub fn options(&self, kind: Kind) -> Options {
        let server_url = format!("{}/{}", self.base_url, kind.name());
        Options::new(&self.key, &server_url, self.qr_wait_ms)
    }
}

#[derive(Debug)]
pub struct App {
    pub defaults: Defaults,
    mounts: [Mutex<Mount>; 3],
    /// Two writers at once would take the file from under each other.
    writing: Mutex<()>,
}

impl App {
    /// Starts with what the state file kept, if there is one.
    pub fn new(defaults: Defaults) -> Result<Arc<Self>, String> {
        let mounts = Kind::ALL.map(|kind| Mutex::new(Mount::new(kind, defaults.options(kind))));
        let app = Self { defaults, mounts, writing: Mutex::new(()) };
        store::load(&app)?;
        Ok(Arc::new(app))
    }

    /// A handler that panicked leaves nothing half-written that matters here, so a poisoned lock
    /// is taken all the same.
    pub fn mount(&self, kind: Kind) -> MutexGuard<'_, Mount> {
        let index = Kind::ALL.iter().position(|one| *one == kind).unwrap_or_default();
        self.mounts[index].lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn reset(&self, kind: Kind) {
        *self.mount(kind) = Mount::new(kind, self.defaults.options(kind));
        self.save();
    }

    /// A state file that cannot be written must not stop a demo; the reason goes to the terminal.
    pub fn save(&self) {
        let _writing = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        if let Err(reason) = store::save(self) {
            eprintln!("The state was not saved: {reason}");
        }
    }
}
