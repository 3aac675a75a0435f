//! The idle lock: when nobody has been at the page for the time that was chosen, every key and every
//! other secret leaves it, as *Forget all keys* would do it. A creation that is on its way comes to
//! its end first.

use std::cell::Cell;
use std::time::Duration;

use leptos::prelude::*;

use crate::domain::deployment::idle;
use crate::domain::schema::fields::Field;
use crate::domain::servers::server::Server;
use crate::platform::storage::StorageScope;
use crate::state::creation::{Creation, Progress};
use crate::state::servers::store::keeps_keys;
use crate::state::{Panel, PanelState};

/// The sentence that says what happened.
pub const LOCKED: &str = "servers.lock.done";

const MINUTES: &str = "lock_after";
/// When somebody was last at the panel, in whichever tab
const SEEN: &str = "seen";

/// What somebody does who is there.
const SIGNS: [&str; 5] = ["pointerdown", "pointermove", "keydown", "wheel", "touchstart"];
/// When it is worth a look whether the time is over: a machine that slept ran no timer.
const RETURNS: [&str; 3] = ["focus", "visibilitychange", "pageshow"];
const LOOK_EVERY: Duration = Duration::from_secs(10);
/// How often the other tabs, and later pages, are told that somebody is there
const TELL_EVERY: u64 = 10_000;

/// The longest time that the deployment allows.
#[must_use]
pub const fn longest(panel: Panel) -> Option<u32> {
    panel.setup.lock_after_minutes
}

/// After how many minutes the keys are forgotten; zero is never.
#[must_use]
pub fn minutes(panel: Panel) -> u32 {
    let chosen = StorageScope::Device.read(MINUTES).and_then(|text| text.parse().ok());
    idle::minutes(chosen, longest(panel))
}

/// Keeps the choice on this device.
pub fn choose(minutes: u32) {
    StorageScope::Device.write(MINUTES, &minutes.to_string());
    StorageScope::Device.write(SEEN, &now().to_string());
}

/// Begins to watch over the page, for as long as it lives. What an earlier page left behind may be
/// too old already.
pub(crate) fn watch(panel: Panel) {
    let watch: &Watch = Box::leak(Box::new(Watch {
        seen: Cell::new(last_seen(now()).unwrap_or_else(now)),
        told: Cell::new(0),
        is_due: Cell::new(false),
    }));
    watch.look(panel);
    for sign in SIGNS {
        listen(sign, move || watch.notice(panel));
    }
    for event in RETURNS {
        listen(event, move || watch.look(panel));
    }
    set_interval(move || watch.look(panel), LOOK_EVERY);
}

fn listen(event: &'static str, act: impl Fn() + 'static) {
    let handle = window_event_listener_untyped(event, move |_| act());
    on_cleanup(move || handle.remove());
}

/// Milliseconds since 1970, by the clock that goes on while the machine sleeps.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn now() -> u64 {
    js_sys::Date::now() as u64
}

/// What any tab noted last. A time that is still to come was noted by another clock.
fn last_seen(now: u64) -> Option<u64> {
    let seen = StorageScope::Device.read(SEEN)?.parse().ok()?;
    (seen <= now).then_some(seen)
}

/// How long nobody has been there.
struct Watch {
    /// Somebody was at this page
    seen: Cell<u64>,
    /// The other tabs were told of it
    told: Cell<u64>,
    /// The time is over, and something has to come to its end before the keys can go
    is_due: Cell<bool>,
}

impl Watch {
    /// Somebody is there, unless they come too late.
    fn notice(&self, panel: Panel) {
        let now = now();
        // A moving pointer says so many times a second.
        if now.abs_diff(self.seen.get()) < 1_000 {
            return;
        }
        self.look(panel);
        self.seen.set(now);
        if now.abs_diff(self.told.get()) >= TELL_EVERY && minutes(panel) > 0 {
            self.told.set(now);
            StorageScope::Device.write(SEEN, &now.to_string());
        }
    }

    /// Looks whether the time is over, and forgets the keys if so.
    fn look(&self, panel: Panel) {
        let (now, minutes) = (now(), minutes(panel));
        if now < self.seen.get() {
            self.seen.set(now);
        }
        let is_over = || {
            let seen = last_seen(now).unwrap_or_default().max(self.seen.get());
            idle::is_over(minutes, seen, now)
        };
        // The other tabs are asked only where it matters: it is a look into the storage.
        if idle::is_over(minutes, self.seen.get(), now) && is_over() {
            self.is_due.set(true);
        }
        if self.is_due.get() && !panel.creation.is_under_way() {
            self.is_due.set(false);
            self.seen.set(now);
            panel.lock();
        }
    }
}

impl Creation {
    /// Something that was begun for the operator has not come to its end.
    fn is_under_way(&self) -> bool {
        let runs = |all: &Vec<Progress>| all.contains(&Progress::Running);
        self.is_sending.get_untracked()
            || self.progress.with_untracked(runs)
            || self.reapply.with_untracked(runs)
            || self.lookup.with_untracked(|lookup| lookup.is_waiting())
    }

    /// A key or a token of what was created last.
    fn has_secrets(&self) -> bool {
        let has_key = self.attempt.with_untracked(|attempt| {
            attempt.as_ref().is_some_and(|attempt| !attempt.server.key.is_empty())
        });
        has_key
            || self.created.with_untracked(|created| {
                created.as_ref().is_some_and(|created| created.hash.is_some())
            })
    }
}

impl PanelState {
    /// Forgets every secret and says so, where there is one.
    fn lock(&self) {
        if !self.has_secrets() {
            return;
        }
        self.forget_keys();
        self.form.forget_secrets();
        self.diagnostics.forget_all();
        self.pending.set(None);
        self.forgotten.set(LOCKED.to_owned());
    }

    /// Anything that is not in the deployment's file for everybody to read.
    fn has_secrets(&self) -> bool {
        let is_preconfigured = |server: &Server| {
            self.setup.servers.iter().any(|given| given.id == server.id && given.key == server.key)
        };
        let has_key = |list: &Vec<Server>| {
            list.iter().any(|server| !server.key.is_empty() && !is_preconfigured(server))
        };
        let is_typed =
            |field: &Field| field.spec().is_secret() && !untrack(|| self.form.is_initial(*field));
        // Also the key of a server that is not listed today.
        keeps_keys()
            || self.servers.list.with_untracked(has_key)
            || self.server_draft.has_key()
            || self.creation.has_secrets()
            || Field::ALL.iter().any(is_typed)
    }
}
