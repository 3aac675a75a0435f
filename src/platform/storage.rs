//! Browser storage behind guards. In a third-party frame the mere access may throw, and a full disk
//! refuses a write: then the page's own memory takes its place, and is what is read from then on.

use std::cell::RefCell;

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Storage, StorageEvent};

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

    /// Memory first: what is there could not be stored, so what is stored is older.
    #[must_use]
    pub fn read(self, key: &str) -> Option<String> {
        let name = format!("{PREFIX}{key}");
        let kept = MEMORY.with_borrow(|memory| {
            let found = memory.iter().find(|(scope, known, _)| *scope == self && *known == name);
            found.map(|(_, _, value)| value.clone())
        });
        kept.or_else(|| self.storage()?.get_item(&name).ok().flatten())
    }

    /// Whether the browser took it; if not, it lives in memory until the page closes, and the browser
    /// keeps what it had.
    pub fn write(self, key: &str, value: &str) -> bool {
        let name = format!("{PREFIX}{key}");
        let is_stored =
            self.storage().is_some_and(|storage| storage.set_item(&name, value).is_ok());
        self.drop_from_memory(&name);
        if !is_stored {
            MEMORY.with_borrow_mut(|memory| memory.push((self, name, value.to_owned())));
        }
        is_stored
    }

    /// As [`write`](Self::write), but when the browser does not take it, it loses what it had: for
    /// values whose earlier one is wrong, such as a key that was replaced.
    pub fn replace(self, key: &str, value: &str) -> bool {
        let is_stored = self.write(key, value);
        if !is_stored && let Some(storage) = self.storage() {
            // A storage that refuses to forget has refused to keep, too.
            let _ = storage.remove_item(&format!("{PREFIX}{key}"));
        }
        is_stored
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
                memory.iter().any(|(scope, name, _)| *scope == self && name.starts_with(&beginning))
            })
    }

    /// Takes out everything of the panel's whose key begins like this; whether nothing is left.
    pub fn remove_all(self, beginning: &str) -> bool {
        let beginning = format!("{PREFIX}{beginning}");
        MEMORY.with_borrow_mut(|memory| {
            memory.retain(|(scope, name, _)| *scope != self || !name.starts_with(&beginning));
        });
        let Some(storage) = self.storage() else { return true };
        let is_gone = |name: &String| {
            let _ = storage.remove_item(name);
            storage.get_item(name).is_ok_and(|value| value.is_none())
        };
        // Every one of them is tried, whatever became of the one before.
        self.names(&beginning).iter().filter(|name| !is_gone(name)).count() == 0
    }

    /// Whether the browser refused to store this, so that only this page has it.
    #[must_use]
    pub fn is_in_memory(self, key: &str) -> bool {
        let name = format!("{PREFIX}{key}");
        MEMORY.with_borrow(|memory| {
            memory.iter().any(|(scope, known, _)| *scope == self && *known == name)
        })
    }

    /// Another tab wrote or removed this: it is newer than what this page had to keep in memory.
    pub fn note_change_elsewhere(self, key: &str) {
        self.drop_from_memory(&format!("{PREFIX}{key}"));
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
            memory.retain(|(scope, known, _)| *scope != self || known != name);
        });
    }
}

/// Is told of what other tabs write or remove on this device, for as long as the page lives: the key
/// where it is the panel's, and nothing where everything was emptied at once.
pub fn follow_other_tabs(changed: impl Fn(Option<&str>) + 'static) {
    let handle =
        Closure::<dyn Fn(StorageEvent)>::new(move |event: StorageEvent| match event.key() {
            None => changed(None),
            Some(name) => {
                if let Some(key) = name.strip_prefix(PREFIX) {
                    changed(Some(key));
                }
            }
        });
    if let Some(window) = web_sys::window() {
        // It fails for an event without a name.
        let _ = window.add_event_listener_with_callback("storage", handle.as_ref().unchecked_ref());
    }
    handle.forget();
}

/// Empties both storages of everything of the panel's whose key begins like this, and what stands in
/// for them; whether nothing is left.
pub fn remove_all(beginning: &str) -> bool {
    let is_session_empty = StorageScope::Session.remove_all(beginning);
    StorageScope::Device.remove_all(beginning) && is_session_empty
}

/// Empties what belongs to this page alone: its memory and its session. What the browser keeps for
/// all tabs stays. Whether nothing is left.
pub fn remove_own(beginning: &str) -> bool {
    let beginning_in_memory = format!("{PREFIX}{beginning}");
    MEMORY.with_borrow_mut(|memory| {
        memory.retain(|(_, name, _)| !name.starts_with(&beginning_in_memory));
    });
    StorageScope::Session.remove_all(beginning)
}
