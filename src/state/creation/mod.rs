//! Drives the creation that is on the screen: it does what the machine asks for, feeds the answers
//! back, and shows the machine's state as signals. It decides nothing itself.

pub mod name_check;
pub mod notes;

use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use leptos::task::spawn_local;

pub use crate::domain::creation::attempt::Attempt;
use crate::domain::creation::machine::calls::{Answer, CallId};
use crate::domain::creation::machine::input::{CreationEffect, CreationInput};
use crate::domain::creation::machine::lookup::InstanceLookup;
use crate::domain::creation::machine::state::CreationState;
use crate::domain::creation::machine::CreationMachine;
pub use crate::domain::creation::progress::{Confirmation, Progress};
use crate::domain::http::request::HttpCall;
use crate::domain::proof::SectionProof;
use crate::domain::reply::decode::Created;
use crate::domain::schema::drafts::Drafts;
use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;
use crate::domain::servers::server::Server;
use crate::platform::fetch::Cancel;
use crate::platform::web_lock::WebLock;
use crate::platform::{clock, fetch, web_lock};

/// The page changes in a task of its own; until then another press would meet this creation.
const SENDING_LINGERS: Duration = Duration::from_millis(50);

/// The creation that is shown. Its signals belong to the owner under which it is made.
#[derive(Clone, Copy, Debug)]
pub struct Creation {
    pub attempt: RwSignal<Option<Arc<Attempt>>>,
    pub progress: RwSignal<Vec<Progress>>,
    pub created: RwSignal<Option<Arc<Created>>>,
    pub proofs: RwSignal<Vec<SectionProof>>,
    /// How far setting a section again is, a place a section
    pub reapply: RwSignal<Vec<Progress>>,
    pub lookup: RwSignal<InstanceLookup>,
    /// For how many seconds the lookup has been waited for, and for how many at most
    pub waited: RwSignal<(u32, u32)>,
    pub confirmation: RwSignal<Confirmation>,
    /// The creation itself is on its way
    pub is_sending: RwSignal<bool>,
    /// The operator said that the token is stored
    pub is_stored: RwSignal<bool>,
    /// The operator left the result without storing the token, and said so
    pub is_left: RwSignal<bool>,
    driver: StoredValue<CreationDriver, LocalStorage>,
}

/// What is told whether the instance exists, before the rest of the plan runs.
type OnEnd = Rc<dyn Fn(bool)>;

#[derive(Default)]
struct CreationDriver {
    machine: CreationMachine,
    cancels: Vec<(CallId, Cancel)>,
    locks: Vec<(String, WebLock)>,
    timer: Option<TimeoutHandle>,
    on_end: Option<OnEnd>,
}

impl Creation {
    #[must_use]
    pub fn new() -> Self {
        Self {
            attempt: RwSignal::new(None),
            progress: RwSignal::new(Vec::new()),
            created: RwSignal::new(None),
            proofs: RwSignal::new(Vec::new()),
            reapply: RwSignal::new(Vec::new()),
            lookup: RwSignal::new(InstanceLookup::NotLooked),
            waited: RwSignal::new((0, 0)),
            confirmation: RwSignal::new(Confirmation::NotDue),
            is_sending: RwSignal::new(false),
            is_stored: RwSignal::new(false),
            is_left: RwSignal::new(false),
            driver: StoredValue::new_local(CreationDriver::default()),
        }
    }

    /// Sends the creation and runs the rest of the plan. A second press while one is on its way does
    /// nothing, in this tab or in another one.
    pub fn start(self, server: Server, drafts: Drafts, on_end: impl Fn(bool) + 'static) {
        if self.is_sending.get_untracked() {
            return;
        }
        let earlier = notes::of(&server, drafts.get(Field::InstanceName).as_text());
        self.driver.update_value(|driver| driver.on_end = Some(Rc::new(on_end)));
        self.give(CreationInput::Start { server, drafts, earlier, wall_ms: clock::wall_ms() });
    }

    /// An earlier page of this tab was left while a creation was on its way, or before what it left
    /// was cleared away: what became of the newest one is looked up.
    pub fn restore(self, servers: &[Server]) {
        let Some(note) = notes::tidy(servers) else { return };
        if let Some(server) = servers.iter().find(|server| note.is_of(server)).cloned() {
            self.give(CreationInput::Restore { server, note, wall_ms: clock::wall_ms() });
        }
    }

    /// Hands an input to the machine, shows what it says and does what it asks for: the one place
    /// where anything of a creation changes.
    pub fn give(self, input: CreationInput) {
        let advance = |driver: &mut CreationDriver| {
            let effects = driver.machine.advance(clock::monotonic_ms(), input);
            (effects, driver.machine.state.clone())
        };
        let Some((effects, state)) = self.driver.try_update_value(advance) else { return };
        self.show(state);
        for effect in effects {
            self.run(effect);
        }
        self.set_timer();
    }

    fn show(self, state: CreationState) {
        let id = |attempt: &Option<Arc<Attempt>>| attempt.as_ref().map(|attempt| attempt.id);
        if self.attempt.with_untracked(id) != id(&state.attempt) {
            set(self.is_stored, false);
            set(self.is_left, false);
        }
        set(self.progress, state.progress);
        set(self.proofs, state.proofs);
        set(self.reapply, state.reapply);
        set(self.lookup, state.lookup);
        set(self.waited, (state.waited_s, state.wait_limit_s));
        set(self.confirmation, state.confirmation);
        set(self.attempt, state.attempt);
        set(self.created, state.created);
        if state.is_sending {
            set(self.is_sending, true);
        } else if self.is_sending.get_untracked() {
            let is_over = move || self.driver.try_with_value(|it| !it.machine.state.is_sending);
            let end = move || set(self.is_sending, is_over() != Some(true));
            set_timeout(end, SENDING_LINGERS);
        }
    }

    fn run(self, effect: CreationEffect) {
        match effect {
            CreationEffect::Call { id, call, limit_ms } => self.send(id, call, limit_ms),
            CreationEffect::Abort(id) => self.driver.with_value(|driver| {
                let cancel = driver.cancels.iter().find(|(known, _)| *known == id);
                if let Some((_, cancel)) = cancel {
                    cancel.cancel();
                }
            }),
            CreationEffect::TakeLock { attempt, base_url, name } => spawn_local(async move {
                let name = lock_name(&base_url, &name);
                let lock = web_lock::take(&name).await;
                let is_ours = lock.is_some();
                self.driver.try_update_value(|driver| {
                    driver.locks.extend(lock.map(|lock| (name, lock)));
                });
                self.give(CreationInput::LockAnswered { attempt, is_ours });
            }),
            CreationEffect::ReleaseLock { base_url, name } => {
                let name = lock_name(&base_url, &name);
                self.driver.update_value(|driver| driver.locks.retain(|(held, _)| *held != name));
            }
            CreationEffect::KeepNote(note) => notes::keep(*note),
            CreationEffect::DropNote { server, name } => notes::remove(&server, &name),
            CreationEffect::WriteAnswered { base_url, started_at, .. } => {
                notes::settle(&base_url, started_at);
            }
            CreationEffect::Ended { is_created } => {
                let on_end = self.driver.try_update_value(|driver| driver.on_end.take()).flatten();
                if let Some(on_end) = on_end {
                    on_end(is_created);
                }
            }
        }
    }

    fn send(self, id: CallId, call: HttpCall, limit_ms: u32) {
        let cancel = Cancel::new();
        self.driver.update_value(|driver| driver.cancels.push((id, cancel.clone())));
        spawn_local(async move {
            let reply = fetch::send(&call, limit_ms, &cancel).await;
            self.driver.try_update_value(|driver| driver.cancels.retain(|(known, _)| *known != id));
            let answer = reply.map(|reply| Answer {
                status: reply.status,
                text: reply.text,
                elapsed_ms: reply.elapsed_ms,
            });
            self.give(CreationInput::Answered(id, answer));
        });
    }

    fn set_timer(self) {
        self.driver.update_value(|driver| {
            if let Some(timer) = driver.timer.take() {
                timer.clear();
            }
            let Some(due) = driver.machine.next_due() else { return };
            let pause = Duration::from_millis(due.saturating_sub(clock::monotonic_ms()).max(1));
            let tick = move || self.give(CreationInput::Tick);
            driver.timer = set_timeout_with_handle(tick, pause).ok();
        });
    }

    /// The token is on the screen, and the operator neither said that it is stored nor left it.
    #[must_use]
    pub fn holds_unstored_token(self) -> bool {
        let has_token = |created: &Option<Arc<Created>>| {
            created.as_ref().is_some_and(|created| created.hash.is_some())
        };
        !self.is_stored.get_untracked()
            && !self.is_left.get_untracked()
            && self.created.with_untracked(has_token)
    }

    /// Whether the section is being set or read just now.
    #[must_use]
    pub fn is_busy(self, attempt: &Attempt, section: Section) -> bool {
        let is_running = |all: &Vec<Progress>, at: usize| all.get(at) == Some(&Progress::Running);
        self.reapply.with(|reapply| is_running(reapply, section as usize))
            || attempt
                .read_back_of(section)
                .is_some_and(|index| self.progress.with(|progress| is_running(progress, index)))
    }
}

impl Default for Creation {
    fn default() -> Self {
        Self::new()
    }
}

/// What is drawn from a signal stays in place until its value changes.
fn set<T: PartialEq + Send + Sync + 'static>(signal: RwSignal<T>, value: T) {
    if signal.try_with_untracked(|now| *now != value) == Some(true) {
        signal.set(value);
    }
}

fn lock_name(base_url: &str, name: &str) -> String {
    format!("instance-panel {base_url} {name}")
}
