//! Browser storage behind guards. In a third-party frame the mere access may throw, and a full disk
//! refuses a write: then the page's own memory takes its place.

use std::cell::RefCell;

use web_sys::Storage;

/// How long a value is to live.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StorageScope {
    /// Until the tab closes
    Session,
    /// Until it is forgotten
    Device,
}

thread_local! {
    static MEMORY: RefCell<Vec<(StorageScope, String, String)>> = const { RefCell::new(Vec::new()) };
}

const PREFIX: &str = "instance-panel.";

/// Under what the list of the servers is kept.
pub const SERVERS: &str = "servers";

impl StorageScope {
    fn storage(self) -> Option<Storage> {
        let window = web_sys::window()?;
        match self {
            Self::Session => window.session_storage(),
            Self::Device => window.local_storage(),
        }
        .ok()
        .flatten()
    }

    #[must_use]
    pub fn read(self, key: &str) -> Option<String> {
        let name = format!("{PREFIX}{key}");
        let stored = self.storage().and_then(|storage| storage.get_item(&name).ok().flatten());
        stored.or_else(|| {
            MEMORY.with_borrow(|memory| {
                let found =
                    memory.iter().find(|(shelf, known, _)| *shelf == self && *known == name);
                found.map(|(_, _, value)| value.clone())
            })
        })
    }

    /// Whether the browser took it; if not, it lives in memory until the page closes.
    pub fn write(self, key: &str, value: &str) -> bool {
        let name = format!("{PREFIX}{key}");
        let is_kept = self.storage().is_some_and(|storage| storage.set_item(&name, value).is_ok());
        self.drop_from_memory(&name);
        if !is_kept {
            MEMORY.with_borrow_mut(|memory| memory.push((self, name, value.to_owned())));
        }
        is_kept
    }

    pub fn remove(self, key: &str) {
        let name = format!("{PREFIX}{key}");
        if let Some(storage) = self.storage() {
            // A storage that refuses to forget has refused to keep, too.
            let _ = storage.remove_item(&name);
        }
        self.drop_from_memory(&name);
    }

    /// Whether there is anything of the panel's whose key begins like this, whoever put it there.
    #[must_use]
    pub fn has_any(self, beginning: &str) -> bool {
        let beginning = format!("{PREFIX}{beginning}");
        !self.names(&beginning).is_empty()
            || MEMORY.with_borrow(|memory| {
                memory.iter().any(|(shelf, name, _)| *shelf == self && name.starts_with(&beginning))
            })
    }

    /// Takes out everything of the panel's whose key begins like this; whether nothing is left.
    pub fn remove_all(self, beginning: &str) -> bool {
        let beginning = format!("{PREFIX}{beginning}");
        MEMORY.with_borrow_mut(|memory| {
            memory.retain(|(shelf, name, _)| *shelf != self || !name.starts_with(&beginning));
        });
        let Some(storage) = self.storage() else { return true };
        let is_gone = |name: &String| {
            let _ = storage.remove_item(name);
            storage.get_item(name).is_ok_and(|value| value.is_none())
        };
        // Every one of them is tried, whatever became of the one before.
        self.names(&beginning).iter().filter(|name| !is_gone(name)).count() == 0
    }

    /// The browser's own names of what begins like this.
    fn names(self, beginning: &str) -> Vec<String> {
        let mut names = Vec::new();
        let Some(storage) = self.storage() else { return names };
        // One that cannot even be counted holds nothing that could be read.
        for index in 0..storage.length().unwrap_or_default() {
            if let Ok(Some(name)) = storage.key(index)
                && name.starts_with(beginning)
            {
                names.push(name);
            }
        }
        names
    }

    fn drop_from_memory(self, name: &str) {
        MEMORY.with_borrow_mut(|memory| {
            memory.retain(|(shelf, known, _)| *shelf != self || known != name);
        });
    }
}

/// The key of what the browser knows by this name, where it is the panel's.
#[must_use]
pub fn key_of(name: &str) -> Option<&str> {
    name.strip_prefix(PREFIX)
}

/// Empties both storages of everything of the panel's whose key begins like this, and what stands in
/// for them; whether nothing is left.
pub fn remove_all(beginning: &str) -> bool {
    let is_session_empty = StorageScope::Session.remove_all(beginning);
    StorageScope::Device.remove_all(beginning) && is_session_empty
}
