//! The calls of this tab, logged in memory. The log knows keys and tokens: it is forgotten with them. This
//! much loads with everything that calls; what is looked at of the log comes with its page.

pub mod view;

use std::cell::{Cell, RefCell};

use leptos::prelude::*;

use crate::domain::http::answer::CallAnswer;
use crate::domain::http::request::HttpCall;
use crate::domain::reply::error::ApiError;
use crate::domain::requests::log::RequestLog;
use crate::domain::requests::record::CallRecord;
use crate::platform::clock;
use crate::platform::clock::Stopwatch;
use crate::state::secrets::{ForgetScope, SecretHolder};

thread_local! {
    // No signal: every call writes it, and one page reads it.
    static LOG: RefCell<RequestLog> = RefCell::default();
    /// Runs since the log was cleared last: calls that began before that are not logged
    static CLEARED: Cell<Option<Stopwatch>> = const { Cell::new(None) };
}

/// The log.
#[derive(Clone, Copy, Debug)]
pub struct Requests {
    /// Rises with every change of it
    version: RwSignal<usize>,
}

impl Requests {
    /// To be called with the root's owner.
    #[must_use]
    pub fn new() -> Self {
        Self { version: RwSignal::new(0) }
    }

    /// Notes a call that has ended. `may_have_key` tells whether its server has a key now.
    pub(crate) fn record(
        self,
        call: &HttpCall,
        outcome: Result<&CallAnswer, &ApiError>,
        began: Stopwatch,
        may_have_key: impl FnOnce() -> bool,
    ) {
        // Neither what was cancelled because the keys were forgotten nor what still had one of them may
        // bring it back.
        let is_after = CLEARED.get().is_none_or(|cleared| began.began_after(cleared));
        let has_cleared = || LOG.with_borrow(|log| log.has_cleared(&call.key));
        if is_after && (!has_cleared() || may_have_key()) {
            let record = CallRecord::new(call, outcome, began.elapsed_ms(), clock::wall_ms());
            LOG.with_borrow_mut(|log| log.push(record));
            self.version.update(|version| *version += 1);
        }
    }

    /// Reads the log, now and whenever it has changed.
    pub fn with<T>(self, read: impl FnOnce(&RequestLog) -> T) -> T {
        self.version.track();
        LOG.with_borrow(read)
    }

    /// Forgets every call.
    pub fn clear(self) {
        CLEARED.set(Some(Stopwatch::start()));
        LOG.with_borrow_mut(RequestLog::clear);
        self.version.update(|version| *version += 1);
    }
}

impl Default for Requests {
    fn default() -> Self {
        Self::new()
    }
}

impl SecretHolder for Requests {
    fn has_secrets(&self) -> bool {
        LOG.with_borrow(RequestLog::has_secrets)
    }

    fn forget(&self, _: ForgetScope) {
        self.clear();
    }
}
