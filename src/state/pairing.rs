//! The pairing of the instance on the result page: it runs the domain's machine with the browser's
//! clock, sends its calls, and ends when the page is left or another creation begins.

use std::sync::Arc;
use std::time::Duration;

use leptos::leptos_dom::helpers::IntervalHandle;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::http::request::HttpCall;
use crate::domain::http::secret::Secret;
use crate::domain::pairing::call::{PairingRequest, is_paired};
use crate::domain::pairing::number::number;
use crate::domain::pairing::phase::Phase;
use crate::domain::pairing::{Input, Pairing};
use crate::domain::reply::decode::{Created, QrCode};
use crate::domain::route::Route;
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::field::Draft;
use crate::domain::schema::fields::Field;
use crate::platform::fetch;
use crate::platform::fetch::Cancel;
use crate::state::creation::{Attempt, Creation};

/// The signals of the pairing that is shown. They live as long as the page.
#[derive(Debug)]
pub struct PairingState {
    pub pairing: RwSignal<Pairing>,
    /// Seconds since the run began
    pub now: RwSignal<usize>,
    /// What is typed for a pairing by number
    pub typed: RwSignal<String>,
    pub is_wrong: RwSignal<bool>,
    pub is_form_open: RwSignal<bool>,
    run: StoredValue<Option<PairingTask>, LocalStorage>,
}

/// One stay on the result page.
#[derive(Clone, Debug)]
struct PairingTask {
    attempt: Arc<Attempt>,
    created: Arc<Created>,
    /// Aborts its calls, and tells a late answer that it comes too late
    cancel: Cancel,
    clock: Option<IntervalHandle>,
    /// Milliseconds since 1970: a clock that goes on while the machine sleeps
    started_at: f64,
}

impl Default for PairingState {
    fn default() -> Self {
        Self::new()
    }
}

impl PairingState {
    pub(crate) fn new() -> Self {
        Self {
            pairing: RwSignal::new(Pairing::new(Dialect::EvolutionV2)),
            now: RwSignal::new(0),
            typed: RwSignal::new(String::new()),
            is_wrong: RwSignal::new(false),
            is_form_open: RwSignal::new(false),
            run: StoredValue::new_local(None),
        }
    }

    /// From now on it follows the page and what was created. To be called once.
    pub fn follow(&'static self, creation: Creation, page: ReadSignal<Route>) {
        let state = self;
        Effect::new(move || {
            let is_shown = page.get() == Route::Result;
            let made = creation.created.get().zip(creation.attempt.get_untracked());
            state.leave();
            if let Some((created, attempt)) = made.filter(|_| is_shown) {
                state.enter(attempt, created);
            }
        });
        let handle = window_event_listener_untyped("visibilitychange", move |_| {
            state.give(Input::Hidden(document().hidden()));
        });
        on_cleanup(move || handle.remove());
    }

    /// The page shows this instance. Where its code was asked for, pairing begins by itself.
    fn enter(&'static self, attempt: Arc<Attempt>, created: Arc<Created>) {
        let known = self
            .run
            .with_value(|run| run.as_ref().is_some_and(|run| Arc::ptr_eq(&run.created, &created)));
        if !known {
            let mut pairing = Pairing::of_status(attempt.server.dialect, created.status.as_deref());
            pairing.number = number(attempt.drafts.get(Field::Number).as_text());
            self.typed.set(pairing.number.clone().unwrap_or_default());
            self.is_wrong.set(false);
            self.is_form_open.set(false);
            self.pairing.set(pairing);
        }
        if !has_phone(&attempt, &created) {
            return;
        }
        let is_asked = *attempt.drafts.get(Field::Qrcode) == Draft::Flag(true);
        // The creation's own code is new only once.
        let first = created.qrcode.clone().filter(|_| !known);
        let clock = set_interval_with_handle(move || self.tick(), Duration::from_secs(1)).ok();
        let started_at = js_sys::Date::now();
        let cancel = Cancel::new();
        self.run.set_value(Some(PairingTask { attempt, created, cancel, clock, started_at }));
        self.now.set(0);
        if is_asked {
            self.begin(first);
        }
    }

    fn begin(&'static self, first: Option<QrCode>) {
        self.give(Input::Hidden(document().hidden()));
        self.give(Input::Begin(first));
    }

    /// Ends the run; what it was about stays known.
    fn leave(&self) {
        self.run.update_value(|run| {
            if let Some(run) = run {
                run.cancel.cancel();
                if let Some(clock) = run.clock.take() {
                    clock.clear();
                }
            }
        });
        if self.pairing.with_untracked(|pairing| pairing.phase != Phase::Idle) {
            self.pairing.update(|pairing| {
                pairing.step(Input::Halt, 0);
            });
        }
    }

    /// Ends the run and forgets what it was about, with the keys and the codes.
    pub fn forget(&self) {
        self.leave();
        self.run.set_value(None);
        self.pairing.set(Pairing::new(Dialect::EvolutionV2));
    }

    fn tick(&'static self) {
        let started_at = self.run.with_value(|run| run.as_ref().map(|run| run.started_at));
        let Some(started_at) = started_at else { return };
        // A clock that was set back gives zero, which harms nothing.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        self.now.set(((js_sys::Date::now() - started_at) / 1000.0) as usize);
        if self.pairing.with_untracked(|pairing| pairing.phase.is_running()) {
            self.give(Input::Tick);
        }
    }

    /// Hands an input to the machine and sends the call it asks for.
    pub fn give(&'static self, input: Input) {
        let now = u32::try_from(self.now.get_untracked()).unwrap_or(u32::MAX);
        let is_tick = matches!(input, Input::Tick);
        let mut ask = None;
        self.pairing.maybe_update(|pairing| {
            let phase = pairing.phase;
            ask = pairing.step(input, now);
            // Most ticks change nothing that is seen.
            !is_tick || ask.is_some() || pairing.phase != phase
        });
        if let Some(ask) = ask {
            self.send(ask);
        }
    }

    fn send(&'static self, ask: PairingRequest) {
        let Some(run) = self.run.get_value() else { return };
        let (needs_server_key, number) = self
            .pairing
            .with_untracked(|pairing| (pairing.needs_server_key, pairing.number.clone()));
        let call = run.call(ask, needs_server_key, number.as_deref());
        let dialect = run.attempt.server.dialect;
        spawn_local(async move {
            let outcome = fetch::send(&call, ask.time_limit_ms(), &run.cancel)
                .await
                .and_then(|reply| ask.read(reply.status, &reply.text, dialect));
            if !run.cancel.is_cancelled() {
                self.give(Input::Answered(ask, outcome));
            }
        });
    }

    /// The call that the last failure is about, for its report, and how long it could take. The
    /// telephone's number is nobody else's business.
    #[must_use]
    pub fn failed_call(&self) -> Option<(HttpCall, u32)> {
        let (ask, needs_server_key) =
            self.pairing.with_untracked(|pairing| (pairing.failed, pairing.needs_server_key));
        self.run.with_value(|run| {
            let call = run.as_ref()?.call(ask, needs_server_key, None);
            Some((call, ask.time_limit_ms()))
        })
    }
}

impl PairingTask {
    /// With the instance's own token, or else the server's key.
    fn call(&self, ask: PairingRequest, needs_server_key: bool, number: Option<&str>) -> HttpCall {
        let server = &self.attempt.server;
        let own = self.created.hash.as_ref().filter(|_| !needs_server_key);
        let key: &Secret = own.unwrap_or(&server.key);
        let name = self.created.instance_name.as_deref().unwrap_or_else(|| self.attempt.name());
        ask.call(&server.base_url, name, number, key)
    }
}

/// Whether this instance is paired with a telephone.
#[must_use]
pub fn has_phone(attempt: &Attempt, created: &Created) -> bool {
    let asked = attempt.drafts.get(Field::Integration).as_text();
    // With its keys forgotten, there is nothing to ask with.
    !attempt.is_forgotten && is_paired(created.integration.as_deref().or(Some(asked)))
}
