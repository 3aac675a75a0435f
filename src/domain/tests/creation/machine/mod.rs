//! A creation from the press to the last read-back, without a browser: a machine, a server that can
//! fail in every way, and a clock that the test moves.

mod deleting;
mod faults;
mod forgetting;
mod many;
mod resuming;
mod sections;
pub(in crate::domain::tests) mod server;
mod showing;
mod tokens;
mod waiting;

use std::collections::{BTreeSet, VecDeque};

use crate::domain::creation::in_flight::InFlight;
use crate::domain::creation::machine::CreationMachine;
use crate::domain::creation::machine::calls::CallId;
use crate::domain::creation::machine::input::{CreationEffect, CreationInput};
use crate::domain::creation::machine::lookup::InstanceLookup;
use crate::domain::creation::progress::Progress;
use crate::domain::http::answer::CallAnswer;
use crate::domain::http::request::HttpCall;
use crate::domain::http::secret::Secret;
use crate::domain::reply::error::{ApiError, Case};
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::drafts::Drafts;
use crate::domain::schema::fields::Field;
use crate::domain::servers::server::Server;
use crate::domain::tests::{drafts, text};

use server::FakeServer;

const NAME: &str = "loja-1";
const KEY: &str = "global-key-0123456789";
const TOKEN: &str = "MY-OWN-TOKEN-0123456789";
/// The time of day when a test begins
const NOON: f64 = 1_750_000_000_000.0;

pub(in crate::domain::tests) fn server_of(dialect: Dialect) -> Server {
    Server {
        id: 1,
        label: "server".to_owned(),
        base_url: "https://evo.example.com".to_owned(),
        dialect,
        version: None,
        key: Secret::new(KEY),
        is_remembered: false,
    }
}

/// A form with a name and a token of its own.
fn form(name: &str) -> Drafts {
    let mut drafts = drafts(&[], &[(Field::InstanceName, text(name)), (Field::Token, text(TOKEN))]);
    drafts.fresh_token = "FRESH".to_owned();
    drafts
}

/// A call without an answer so far.
struct OpenCall {
    id: CallId,
    call: HttpCall,
    times_out: u64,
}

/// One page with one machine, and its server.
struct World {
    machine: CreationMachine,
    server: FakeServer,
    now: u64,
    wall: f64,
    open: Vec<OpenCall>,
    /// `POST /instance/create`, in the order in which they left
    sent: Vec<String>,
    notes: Vec<InFlight>,
    locks: BTreeSet<String>,
    /// Another tab has the lock of every name
    is_locked_elsewhere: bool,
    /// Locks are not answered before the test says so
    holds_locks: bool,
    open_locks: Vec<(u32, String)>,
    ended: Vec<bool>,
    writes: Vec<(String, u64, f64)>,
    /// The note of the result that was shown last
    result: Option<InFlight>,
}

impl World {
    fn new(dialect: Dialect) -> Self {
        Self {
            machine: CreationMachine::default(),
            server: FakeServer::new(dialect),
            now: 1_000,
            wall: NOON,
            open: Vec::new(),
            sent: Vec::new(),
            notes: Vec::new(),
            locks: BTreeSet::new(),
            is_locked_elsewhere: false,
            holds_locks: false,
            open_locks: Vec::new(),
            ended: Vec::new(),
            writes: Vec::new(),
            result: None,
        }
    }

    fn press(&mut self) {
        self.press_with(form(NAME));
    }

    fn press_with(&mut self, drafts: Drafts) {
        let server = server_of(self.server.dialect);
        let earlier = self.notes.iter().find(|note| note.is_about(&server, drafts.name())).cloned();
        self.give(CreationInput::Start {
            server,
            drafts,
            earlier,
            wall_ms: self.wall,
            is_proved: true,
        });
    }

    /// The page is reloaded: memory, locks and calls are gone, the notes and the server stay.
    fn reload(&mut self) {
        self.machine = CreationMachine::default();
        self.open.clear();
        self.locks.clear();
        self.open_locks.clear();
        // The clock of the new page begins again.
        self.server.landings.iter_mut().for_each(|landing| landing.at -= self.now);
        self.now = 0;
        let notes: Vec<InFlight> =
            self.notes.iter().filter(|note| !note.is_dismissed).cloned().collect();
        if let Some(note) = notes.last().cloned() {
            let server = server_of(self.server.dialect);
            self.give(CreationInput::Restore { server, note, wall_ms: self.wall });
        }
    }

    fn give(&mut self, input: CreationInput) {
        let mut inputs = VecDeque::from([input]);
        while let Some(input) = inputs.pop_front() {
            for effect in self.machine.advance(self.now, input) {
                inputs.extend(self.run(effect));
            }
        }
    }

    /// Does what the machine asks for; what it hears of that at once.
    fn run(&mut self, effect: CreationEffect) -> Option<CreationInput> {
        match effect {
            CreationEffect::Call { id, call, limit_ms } => {
                let path = call.url.trim_start_matches("https://evo.example.com");
                self.sent.push(format!("{} {path}", call.method.name()));
                match self.server.answer(self.now, self.wall, &call) {
                    Some(answer) => return Some(CreationInput::Answered(id, answer)),
                    None => {
                        let times_out = self.now + u64::from(limit_ms);
                        self.open.push(OpenCall { id, call, times_out });
                    }
                }
            }
            CreationEffect::Abort(id) => {
                self.open.retain(|open| open.id != id);
                let error = ApiError::without_reply(Case::Cancelled);
                return Some(CreationInput::Answered(id, Err(error)));
            }
            CreationEffect::TakeLock { attempt, name, .. } => {
                if self.holds_locks {
                    self.open_locks.push((attempt, name));
                    return None;
                }
                return Some(self.lock(attempt, name));
            }
            CreationEffect::ReleaseLock { name, .. } => {
                assert!(self.locks.remove(&name), "only a lock that is held is released");
            }
            CreationEffect::KeepNote(note) => {
                self.notes.retain(|old| !old.is_same(&note));
                self.notes.push(*note);
            }
            CreationEffect::DropNote { server, name } => {
                self.notes.retain(|note| !note.is_about(&server, &name));
            }
            CreationEffect::WriteAnswered { base_url, sent_at, started_at } => {
                self.writes.push((base_url, sent_at, started_at));
            }
            CreationEffect::Ended { is_created } => self.ended.push(is_created),
            CreationEffect::KeepResult(note) => self.result = Some(*note),
            CreationEffect::DropResult => self.result = None,
        }
        None
    }

    fn lock(&mut self, attempt: u32, name: String) -> CreationInput {
        let is_ours = !self.is_locked_elsewhere;
        if is_ours {
            assert!(self.locks.insert(name), "a lock that is held is not asked for again");
        }
        CreationInput::LockAnswered { attempt, is_ours }
    }

    fn answer_locks(&mut self) {
        for (attempt, name) in std::mem::take(&mut self.open_locks) {
            let input = self.lock(attempt, name);
            self.give(input);
        }
    }

    /// Answers an open call to this route.
    fn answer(&mut self, route: &str, answer: Result<CallAnswer, ApiError>) {
        let at = self.open.iter().position(|open| open.call.url.contains(route));
        let open = self.open.remove(at.unwrap_or_else(|| panic!("{route} waits for an answer")));
        self.give(CreationInput::Answered(open.id, answer));
    }

    /// Lets time pass, with everything that is due in it.
    fn wait(&mut self, ms: u64) {
        let end = self.now + ms;
        loop {
            let landing = self.server.landings.iter().map(|landing| landing.at);
            let due = self.machine.next_due().map(|due| due.max(self.now));
            let timeout = self.open.iter().map(|open| open.times_out);
            let next = landing.chain(due).chain(timeout).min().filter(|next| *next <= end);
            let Some(next) = next else { break };
            self.pass(next - self.now);
            self.server.land(self.now, self.wall);
            let is_over = |open: &OpenCall| open.times_out <= self.now;
            let over: Vec<CallId> =
                self.open.iter().filter(|open| is_over(open)).map(|open| open.id).collect();
            for id in over {
                self.open.retain(|open| open.id != id);
                let error = ApiError::without_reply(Case::Timeout);
                self.give(CreationInput::Answered(id, Err(error)));
            }
            self.give(CreationInput::Tick);
        }
        self.pass(end - self.now);
    }

    #[allow(clippy::cast_precision_loss)]
    fn pass(&mut self, ms: u64) {
        self.now += ms;
        self.wall += ms as f64;
    }

    fn lookup(&self) -> &InstanceLookup {
        &self.machine.state.lookup
    }

    fn first(&self) -> &Progress {
        self.machine.state.progress.first().expect("an attempt is shown")
    }

    /// The case of the failure that is shown.
    #[track_caller]
    fn failure(&self) -> Case {
        self.machine.state.failure().expect("the creation failed").case
    }

    /// The first request may still arrive: another press is not sent, and what arrives is found.
    #[track_caller]
    fn press_waits_for_the_first_request(&mut self) {
        self.press();
        assert_eq!(self.failure(), Case::Unsettled);
        assert_eq!(self.creations(), 1);
        self.wait(20_000);
        assert!(matches!(self.lookup(), InstanceLookup::Exists { .. }));
        assert_eq!(self.creations(), 1);
    }

    fn creations(&self) -> usize {
        self.sent.iter().filter(|call| *call == "POST /instance/create").count()
    }

    /// How often the name was asked for.
    fn looks(&self) -> usize {
        self.sent.iter().filter(|call| call.contains("/instance/connectionState/")).count()
    }
}

/// Everything that a machine holds, as text: no secret may be in it after it was forgotten. `Secret`
/// itself prints no text, so its absence is asked for apart from this.
fn printed(machine: &CreationMachine) -> String {
    format!("{machine:?}")
}
