//! Drives the creation that is on the screen: it does what the machine asks for, feeds the answers
//! back, and shows the machine's state as signals. It decides nothing itself.

use std::fmt;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::creation::attempt::Attempt;
use crate::domain::creation::machine::CreationMachine;
use crate::domain::creation::machine::calls::CallId;
use crate::domain::creation::machine::input::{CreationEffect, CreationInput};
use crate::domain::creation::machine::state::CreationState;
use crate::domain::http::request::HttpCall;
use crate::domain::schema::drafts::Drafts;
use crate::domain::servers::server::Server;
use crate::platform::fetch::Cancel;
use crate::platform::tabs::web_locks::{HeldLock, LockRequest, try_take};
use crate::platform::{clock, fetch};
use crate::state::creation::{Creation, Progress, TokenFacts, notes};

/// The page changes in a task of its own; until then another press would meet this creation.
const SENDING_LINGERS: Duration = Duration::from_millis(50);

/// What a machine needs of the browser.
#[derive(Default)]
pub struct CreationDriver {
    machine: CreationMachine,
    cancels: Vec<(CallId, Cancel)>,
    locks: Vec<(String, HeldLock)>,
    timer: Option<TimeoutHandle>,
    /// Is told whether the instance exists, before the rest of the plan runs
    on_end: Option<Rc<dyn Fn(bool)>>,
    /// Is told once when a phone can be connected to what was created
    on_connectable: Option<Rc<dyn Fn()>>,
    token: Option<TokenFacts>,
}

/// Sends the creation and runs the rest of the plan. A second press while one is on its way does
/// nothing, in this tab or in another one.
pub fn start(creation: Creation, server: Server, drafts: Drafts, on_end: impl Fn(bool) + 'static) {
    if creation.is_sending.get_untracked() {
        return;
    }
    let earlier = notes::of(&server, drafts.name());
    with_driver(creation, |driver| driver.on_end = Some(Rc::new(on_end)));
    let wall_ms = clock::wall_ms();
    give(creation, CreationInput::Start { server, drafts, earlier, wall_ms, is_proved: true });
}

/// Tells once when a phone can be connected to what was created: now, or when everything was read back.
pub fn when_connectable(creation: Creation, act: impl Fn() + 'static) {
    let is_now = with_driver(creation, |driver| driver.machine.state.may_connect());
    if is_now == Some(true) {
        act();
    } else {
        with_driver(creation, |driver| driver.on_connectable = Some(Rc::new(act)));
    }
}

/// An earlier page of this tab was left while a creation was on its way, or before what it left was
/// cleared away: what became of the newest one is looked up.
pub fn restore(creation: Creation, servers: &[Server], token: TokenFacts) {
    creation.inbox.set_value(Some(give));
    with_driver(creation, |driver| driver.token = Some(token));
    let Some(note) = notes::tidy(servers) else { return };
    if let Some(server) = servers.iter().find(|server| note.is_of(server)).cloned() {
        give(creation, CreationInput::Restore { server, note, wall_ms: clock::wall_ms() });
    }
}

/// Passes an input to the machine, shows what it says and does what it asks for: the one place where
/// anything of a creation changes.
fn give(creation: Creation, input: CreationInput) {
    let advanced = with_driver(creation, |driver| {
        let effects = driver.machine.advance(clock::monotonic_whole_ms(), input);
        (effects, driver.machine.state.clone())
    });
    // Nobody is there any more to be shown anything.
    let Some((effects, state)) = advanced else { return };
    show(creation, state);
    for effect in effects {
        run(creation, effect);
    }
    with_driver(creation, |driver| driver.set_timer(creation));
}

/// `None` once the owner of the creation is gone.
fn with_driver<T>(creation: Creation, act: impl FnOnce(&mut CreationDriver) -> T) -> Option<T> {
    creation.driver.try_update_value(|driver| act(driver.get_or_insert_default()))
}

impl fmt::Debug for CreationDriver {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CreationDriver").field("machine", &self.machine).finish_non_exhaustive()
    }
}

impl CreationDriver {
    fn set_timer(&mut self, creation: Creation) {
        if let Some(timer) = self.timer.take() {
            timer.clear();
        }
        let Some(due) = self.machine.next_due() else { return };
        let pause = Duration::from_millis(due.saturating_sub(clock::monotonic_whole_ms()).max(1));
        let tick = move || give(creation, CreationInput::Tick);
        self.timer = set_timeout_with_handle(tick, pause).ok();
    }
}

fn show(creation: Creation, state: CreationState) {
    let id = |attempt: &Option<Arc<Attempt>>| attempt.as_ref().map(|attempt| attempt.id);
    if creation.attempt.with_untracked(id) != id(&state.attempt) {
        set(creation.is_stored, false);
        set(creation.is_left, false);
    }
    let may_connect = state.may_connect();
    let is_found = state.progress.first() == Some(&Progress::Found);
    set(creation.progress, state.progress);
    set(creation.proofs, state.proofs);
    set(creation.reapply, state.reapply);
    set(creation.lookup, state.lookup);
    set(creation.waited, (state.waited_s, state.wait_limit_s));
    set(creation.confirmation, state.confirmation);
    set(creation.is_token_found, is_found && state.is_token_listed == Some(true));
    if let Some(token) = with_driver(creation, |driver| driver.token).flatten() {
        set(token.used_by, state.token_use);
        set(token.is_listed, state.is_token_listed);
    }
    set(creation.attempt, state.attempt);
    set(creation.created, state.created);
    if may_connect {
        let told = with_driver(creation, |driver| driver.on_connectable.take()).flatten();
        if let Some(told) = told {
            told();
        }
    }
    if state.is_sending {
        set(creation.is_sending, true);
    } else if creation.is_sending.get_untracked() {
        let end = move || {
            let is_sending = with_driver(creation, |driver| driver.machine.state.is_sending);
            set(creation.is_sending, is_sending == Some(true));
        };
        set_timeout(end, SENDING_LINGERS);
    }
}

/// What is drawn from a signal stays in place until its value changes.
fn set<T: PartialEq + Send + Sync + 'static>(signal: RwSignal<T>, value: T) {
    if signal.try_with_untracked(|now| *now != value) == Some(true) {
        signal.set(value);
    }
}

fn run(creation: Creation, effect: CreationEffect) {
    match effect {
        CreationEffect::Call { id, call, limit_ms } => send(creation, id, call, limit_ms),
        CreationEffect::Abort(id) => {
            with_driver(creation, |driver| {
                if let Some((_, cancel)) = driver.cancels.iter().find(|(known, _)| *known == id) {
                    cancel.cancel();
                }
            });
        }
        CreationEffect::TakeLock { attempt, base_url, name } => spawn_local(async move {
            let name = lock_name(&base_url, &name);
            let lock = try_take(&name).await;
            // Where the browser has no locks, there is nothing to wait for.
            let is_ours = !matches!(lock, LockRequest::Busy);
            if let LockRequest::Taken(lock) = lock {
                with_driver(creation, |driver| driver.locks.push((name, lock)));
            }
            give(creation, CreationInput::LockAnswered { attempt, is_ours });
        }),
        CreationEffect::ReleaseLock { base_url, name } => {
            let name = lock_name(&base_url, &name);
            with_driver(creation, |driver| driver.locks.retain(|(held, _)| *held != name));
        }
        CreationEffect::KeepNote(note) => notes::keep(*note),
        CreationEffect::KeepResult(note) => notes::keep_result(*note),
        CreationEffect::DropResult => notes::drop_result(),
        CreationEffect::DropNote { server, name } => notes::remove(&server, &name),
        CreationEffect::WriteAnswered { base_url, started_at, .. } => {
            notes::settle(&base_url, started_at);
        }
        CreationEffect::Ended { is_created } => {
            if let Some(on_end) = with_driver(creation, |driver| driver.on_end.take()).flatten() {
                on_end(is_created);
            }
        }
    }
}

fn send(creation: Creation, id: CallId, call: HttpCall, limit_ms: u32) {
    let cancel = Cancel::new();
    with_driver(creation, |driver| driver.cancels.push((id, cancel.clone())));
    spawn_local(async move {
        let answer = fetch::send(&call, limit_ms, &cancel).await;
        with_driver(creation, |driver| driver.cancels.retain(|(known, _)| *known != id));
        give(creation, CreationInput::Answered(id, answer));
    });
}

/// The name of the lock that only one creation of an instance's name holds at a time.
pub(in crate::state) fn lock_name(base_url: &str, name: &str) -> String {
    format!("instance-panel {base_url} {name}")
}
