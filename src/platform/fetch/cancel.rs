//! Cancelling a call. Made of Rust alone, so that it works in every browser: `AbortSignal.any`, which
//! would join two signals, is missing in browsers from before 2024.

use std::cell::{Cell, RefCell};
use std::fmt;
use std::rc::Rc;

/// Cancels the calls that were given it. Clones are the same one.
#[derive(Clone, Default)]
pub struct Cancel(Rc<CancelState>);

type Listener = Box<dyn Fn()>;

#[derive(Default)]
struct CancelState {
    is_cancelled: Cell<bool>,
    next_id: Cell<u32>,
    listeners: RefCell<Vec<(u32, Listener)>>,
}

impl fmt::Debug for Cancel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Cancel").field("is_cancelled", &self.0.is_cancelled).finish()
    }
}

impl Cancel {
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    pub fn cancel(&self) {
        if self.0.is_cancelled.replace(true) {
            return;
        }
        // A listener may drop itself or others, so the list is not borrowed while they run.
        for (_, listener) in self.0.listeners.take() {
            listener();
        }
    }

    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.0.is_cancelled.get()
    }

    /// Is told once: now if it is cancelled already, else when it is, unless the listener is dropped
    /// before.
    #[must_use]
    pub(super) fn on_cancel(&self, listener: impl Fn() + 'static) -> CancelListener {
        let id = self.0.next_id.get();
        self.0.next_id.set(id.wrapping_add(1));
        if self.is_cancelled() {
            listener();
        } else {
            self.0.listeners.borrow_mut().push((id, Box::new(listener)));
        }
        CancelListener { cancel: self.clone(), id }
    }
}

/// Listens for as long as it lives.
#[derive(Debug)]
pub(super) struct CancelListener {
    cancel: Cancel,
    id: u32,
}

impl Drop for CancelListener {
    fn drop(&mut self) {
        self.cancel.0.listeners.borrow_mut().retain(|(id, _)| *id != self.id);
    }
}
