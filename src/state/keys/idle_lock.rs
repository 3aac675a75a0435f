//! The idle lock: when nobody has been at the page for the chosen time, every secret is forgotten. What
//! needs its secrets ends first. The watch is part of the first load: a promise about keys must not depend
//! on a chunk that may fail to load. Without the guard that the chunk brings,
//! it wipes the page.

use std::rc::Rc;
use std::time::Duration;

use leptos::prelude::*;

use crate::domain::deployment::{Deployment, idle};
use crate::platform::storage::StorageScope;
use crate::state::form::model::FormModel;
use crate::state::keys::wipe;
use crate::state::servers::store::keeps_keys;

const MINUTES: &str = "lock_after";
/// When somebody was last at the panel, in any tab
const SEEN: &str = "seen";

/// Events that only a person causes.
const ACTIVITY: [&str; 5] = ["pointerdown", "pointermove", "keydown", "wheel", "touchstart"];
/// Events after which the time may be over: a computer that slept ran no timer.
const RETURNS: [&str; 3] = ["focus", "visibilitychange", "pageshow"];
const CHECK_EVERY: Duration = Duration::from_secs(10);
/// How often activity is noted for the other tabs and for later pages, in milliseconds
const NOTE_EVERY: u64 = 10_000;

/// Forgets every secret, unless something still needs them; returns whether it did.
pub(crate) type ForgetIdle = fn() -> bool;

/// The setting, and the watch over the page.
#[derive(Clone, Copy, Debug)]
pub struct IdleLock {
    deployment: &'static Deployment,
    form: FormModel,
    /// Forgets secret by secret, unless something still needs them; whether it did. There is none before
    /// its chunk has loaded, and a pointer keeps its code there.
    forget: StoredValue<Option<ForgetIdle>>,
    watch: StoredValue<Option<Watch>>,
}

impl IdleLock {
    #[must_use]
    pub fn new(deployment: &'static Deployment, form: FormModel) -> Self {
        Self { deployment, form, forget: StoredValue::new(None), watch: StoredValue::new(None) }
    }

    /// From now on this forgets the secrets; at once, if that is due.
    pub(crate) fn forget_by(self, forget: ForgetIdle) {
        self.forget.set_value(Some(forget));
        if let Some(watch) = self.watch.get_value() {
            watch.check();
        }
    }

    /// The longest time that the deployment allows.
    #[must_use]
    pub const fn longest(self) -> Option<u32> {
        self.deployment.lock_after_minutes
    }

    /// After how many minutes secrets are forgotten; zero is never.
    #[must_use]
    pub fn minutes(self) -> u32 {
        let chosen = StorageScope::Device.read(MINUTES).and_then(|text| text.parse().ok());
        idle::minutes(chosen, self.longest())
    }

    /// Keeps the choice on this device.
    pub fn choose(self, minutes: u32) {
        StorageScope::Device.write(MINUTES, &minutes.to_string());
        StorageScope::Device.write(SEEN, &now().to_string());
    }

    /// Watches over the page for as long as it lives. What an earlier page left may be too old already.
    pub(crate) fn watch(self) {
        let watch = Watch {
            lock: self,
            seen: StoredValue::new(last_seen(now()).unwrap_or_else(now)),
            noted: StoredValue::new(0),
            is_due: StoredValue::new(false),
        };
        self.watch.set_value(Some(watch));
        watch.check();
        let on_activity: Rc<dyn Fn()> = Rc::new(move || watch.note_activity());
        let on_return: Rc<dyn Fn()> = Rc::new(move || watch.check());
        for (events, act) in [(ACTIVITY.as_slice(), on_activity), (&RETURNS, on_return)] {
            for event in events {
                let act = act.clone();
                let handle = window_event_listener_untyped(event, move |_| act());
                on_cleanup(move || handle.remove());
            }
        }
        set_interval(move || watch.check_again(), CHECK_EVERY);
    }
}

/// Milliseconds since 1970, by a clock that runs while the computer sleeps.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn now() -> u64 {
    js_sys::Date::now() as u64
}

/// What any tab noted last. A time in the future was noted by a clock that was wrong.
fn last_seen(now: u64) -> Option<u64> {
    let seen = StorageScope::Device.read(SEEN)?.parse().ok()?;
    (seen <= now).then_some(seen)
}

#[derive(Clone, Copy, Debug)]
struct Watch {
    lock: IdleLock,
    /// When somebody was last at this page
    seen: StoredValue<u64>,
    /// When that was last noted for the other tabs
    noted: StoredValue<u64>,
    /// The time is over, but something has to end before the secrets can go
    is_due: StoredValue<bool>,
}

impl Watch {
    /// Somebody is there, unless they come too late.
    fn note_activity(self) {
        let now = now();
        // A moving pointer fires many times a second.
        if now.abs_diff(self.seen.get_value()) < 1_000 {
            return;
        }
        self.check();
        self.seen.set_value(now);
        if now.abs_diff(self.noted.get_value()) >= NOTE_EVERY && self.lock.minutes() > 0 {
            self.noted.set_value(now);
            StorageScope::Device.write(SEEN, &now.to_string());
        }
    }

    /// Forgets every secret if the time is over.
    fn check(self) {
        let (now, minutes) = (now(), self.lock.minutes());
        if now < self.seen.get_value() {
            self.seen.set_value(now);
        }
        let seen = self.seen.get_value();
        // The other tabs are asked only where it matters: that reads the storage.
        if idle::is_over(minutes, seen, now)
            && idle::is_over(minutes, last_seen(now).unwrap_or_default().max(seen), now)
        {
            self.is_due.set_value(true);
        }
        if self.is_due.get_value()
            && let Some(forget) = self.lock.forget.get_value()
            && forget()
        {
            self.is_due.set_value(false);
            self.seen.set_value(now);
        }
    }

    /// The chunk with the guard had the time between two checks to load. If it did not, the page is
    /// wiped; a page that has nothing to forget is not.
    fn check_again(self) {
        let has_guard = self.lock.forget.with_value(Option::is_some);
        let has_secrets = || keeps_keys() || self.lock.form.has_typed_secret();
        if self.is_due.get_value() && !has_guard && has_secrets() {
            wipe();
        } else {
            self.check();
        }
    }
}
