//! One pairing on a screen: it runs the domain's machine with the browser's clock and sends its calls.
//! It belongs to the reactive owner that it was started under and ends with it, so any number can run
//! side by side.

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::http::request::HttpCall;
use crate::domain::pairing::call::PairingRequest;
use crate::domain::pairing::phase::PairingPhase;
use crate::domain::pairing::{Input, Pairing};
use crate::platform::clock::Stopwatch;
use crate::platform::fetch;
use crate::platform::fetch::Cancel;
use crate::state::pairing::{KeptPairing, PairedInstance, PairingMemory, PairingStart};

/// The signals of one pairing.
#[derive(Clone, Copy, Debug)]
pub struct PairingRun {
    pub pairing: RwSignal<Pairing>,
    /// Seconds since the run began
    pub now: RwSignal<u32>,
    /// What is typed for a pairing by number
    pub typed: RwSignal<String>,
    pub is_wrong: RwSignal<bool>,
    pub is_form_open: RwSignal<bool>,
    /// What the ids of this pairing's elements begin with
    id_prefix: StoredValue<String>,
    task: StoredValue<PairingTask, LocalStorage>,
}

/// What the calls of a run need.
#[derive(Clone, Debug)]
struct PairingTask {
    instance: PairedInstance,
    /// Aborts its calls, and tells a late answer that it comes too late
    cancel: Cancel,
    clock: Stopwatch,
}

impl PairingRun {
    /// Starts the pairing of an instance under the current owner. `id_prefix` tells its elements from
    /// those of other pairings on the same page.
    #[must_use]
    pub fn start(
        memory: PairingMemory,
        instance: PairedInstance,
        start: PairingStart,
        id_prefix: &str,
    ) -> Self {
        let kept = memory.take(&instance.id);
        let is_known = kept.is_some();
        let mut kept = kept.unwrap_or_else(|| {
            let mut pairing = Pairing::of_status(instance.dialect, start.status.as_deref());
            pairing.number = start.number;
            let typed = pairing.number.clone().unwrap_or_default();
            KeptPairing::new(&instance.id, pairing, typed, Stopwatch::start())
        });
        let is_redrawn = is_known && !kept.is_left;
        // The answer to a call of the earlier screen never comes.
        kept.pairing.is_asking = false;
        if is_known && kept.is_left {
            kept.pairing.step(Input::Halt, 0);
            kept.clock = Stopwatch::start();
        }
        let clock = kept.clock;
        let run = Self {
            pairing: RwSignal::new(kept.pairing),
            now: RwSignal::new(clock.elapsed_with_sleep_ms() / 1000),
            typed: RwSignal::new(kept.typed),
            is_wrong: RwSignal::new(kept.is_wrong),
            is_form_open: RwSignal::new(kept.is_form_open),
            id_prefix: StoredValue::new(id_prefix.to_owned()),
            task: StoredValue::new_local(PairingTask { instance, cancel: Cancel::new(), clock }),
        };
        run.follow_page(memory);
        run.give(Input::Hidden(document().hidden()));
        if start.is_automatic && !is_redrawn {
            run.give(Input::Begin(start.first_code.filter(|_| !is_known)));
        }
        run
    }

    /// Begins, unless it was begun already.
    pub fn begin(self) {
        let is_idle =
            self.pairing.try_with_untracked(|pairing| pairing.phase == PairingPhase::Idle);
        if is_idle == Some(true) {
            self.give(Input::Begin(None));
        }
    }

    /// Follows the clock and the visibility of the page until the owner is disposed of.
    fn follow_page(self, memory: PairingMemory) {
        let tick = set_interval_with_handle(move || self.tick(), Duration::from_secs(1)).ok();
        let seen = window_event_listener_untyped("visibilitychange", move |_| {
            self.give(Input::Hidden(document().hidden()));
        });
        let generation = memory.generation.get_value();
        on_cleanup(move || {
            if let Some(tick) = tick {
                tick.clear();
            }
            seen.remove();
            let Some(PairingTask { instance, cancel, clock }) = self.task.try_get_value() else {
                return;
            };
            cancel.cancel();
            let pairing = self.pairing.try_get_untracked();
            if let Some((pairing, typed)) = pairing.zip(self.typed.try_get_untracked()) {
                let mut kept = KeptPairing::new(&instance.id, pairing, typed, clock);
                kept.is_wrong = self.is_wrong.try_get_untracked().unwrap_or_default();
                kept.is_form_open = self.is_form_open.try_get_untracked().unwrap_or_default();
                memory.keep(kept, generation);
            }
        });
    }

    /// Follows the clock. It is called each second, and does nothing after the end of the run.
    pub fn tick(self) {
        // A timer may fire once more after the end of the run, when its signals are gone.
        let now = self.task.try_with_value(|task| task.clock.elapsed_with_sleep_ms() / 1000);
        let Some(now) = now else { return };
        self.now.set(now);
        if self.pairing.with_untracked(|pairing| pairing.phase.is_running()) {
            self.give(Input::Tick);
        }
    }

    /// Passes an input to the machine and sends the call it asks for.
    pub fn give(self, input: Input) {
        let now = self.now.get_untracked();
        let is_tick = matches!(input, Input::Tick);
        let mut request = None;
        self.pairing.maybe_update(|pairing| {
            let phase = pairing.phase;
            request = pairing.step(input, now);
            // Most ticks change nothing that is seen.
            !is_tick || request.is_some() || pairing.phase != phase
        });
        if let Some(request) = request {
            self.send(request);
        }
    }

    fn send(self, request: PairingRequest) {
        let task = self.task.get_value();
        let (needs_server_key, number) = self
            .pairing
            .with_untracked(|pairing| (pairing.needs_server_key, pairing.number.clone()));
        let call = task.instance.call(request, needs_server_key, number.as_deref());
        spawn_local(async move {
            let dialect = task.instance.dialect;
            let outcome = fetch::send(&call, request.time_limit_ms(), &task.cancel)
                .await
                .and_then(|reply| request.read(reply.status, &reply.text, dialect));
            // After the end of the run its signals are gone.
            if !task.cancel.is_cancelled() {
                self.give(Input::Answered(request, outcome));
            }
        });
    }

    /// The call that the last failure is about, for its report, and how long it could take. The
    /// telephone's number is nobody else's business.
    #[must_use]
    pub fn failed_call(self) -> (HttpCall, u32) {
        let (request, needs_server_key) =
            self.pairing.with_untracked(|pairing| (pairing.failed, pairing.needs_server_key));
        let call = self.task.with_value(|task| task.instance.call(request, needs_server_key, None));
        (call, request.time_limit_ms())
    }

    #[must_use]
    pub fn is(self, phase: PairingPhase) -> bool {
        self.pairing.with(|pairing| pairing.phase == phase)
    }

    /// The id of one of this pairing's elements.
    #[must_use]
    pub fn element_id(self, name: &str) -> String {
        self.id_prefix.with_value(|prefix| format!("{prefix}{name}"))
    }
}
