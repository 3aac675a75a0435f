//! A page with a run, and its server: every answer takes its time, creations can fail in every way, and
//! the page can be reloaded at any moment.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use serde_json::{Value, json};

use crate::domain::creation::attempt::Attempt;
use crate::domain::creation::in_flight::InFlight;
use crate::domain::creation::machine::calls::CallId;
use crate::domain::creation::machine::input::{CreationEffect, CreationInput};
use crate::domain::http::answer::CallAnswer;
use crate::domain::http::request::HttpCall;
use crate::domain::many::batch::{Batch, RunCommon};
use crate::domain::many::run::ManyRun;
use crate::domain::many::run::input::{RunEffect, RunInput};
use crate::domain::many::run::row::{RowState, RowWork};
use crate::domain::many::{kept, kept_run};
use crate::domain::reply::error::{ApiError, Case};
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::drafts::Drafts;
use crate::domain::tests::creation::machine::server::{FakeServer, ServerFault};
use crate::domain::tests::creation::machine::server_of;

const NOON: f64 = 1_750_000_000_000.0;
const CREATE_MS: u64 = 300;
const OTHER_MS: u64 = 40;

/// A call on its way back, or one that gets no answer.
struct OnTheWay {
    at: u64,
    row: u32,
    id: CallId,
    answer: Result<CallAnswer, ApiError>,
}

pub(super) struct ManyWorld {
    pub(super) batch: Batch,
    pub(super) common: RunCommon,
    pub(super) run: ManyRun,
    pub(super) server: FakeServer,
    pub(super) now: u64,
    wall: f64,
    on_the_way: Vec<OnTheWay>,
    /// What goes wrong with the first creation of a name
    pub(super) faults: BTreeMap<String, ServerFault>,
    /// Names whose group the server does not store
    pub(super) drops: BTreeSet<String>,
    /// Names of which the instance vanishes after the creation
    pub(super) vanishing: BTreeSet<String>,
    /// Rows that something speaks against
    pub(super) wrong: BTreeSet<String>,
    /// `POST /instance/create` by name
    pub(super) sent: BTreeMap<String, usize>,
    /// Creations on their way at the same time, at most
    pub(super) most_at_once: usize,
    /// Rows whose instances are being changed; a test answers them
    pub(super) changing: Vec<u32>,
    notes: Vec<InFlight>,
    locks: BTreeSet<String>,
    kept_rows: (String, BTreeMap<usize, String>),
    kept_run: (String, BTreeMap<usize, String>),
    /// The page is reloaded when so many effects were done
    pub(super) reload_after: Option<usize>,
    done: usize,
    pub(super) reloads: usize,
}

impl ManyWorld {
    pub(super) fn new(dialect: Dialect, batch: Batch, common: Drafts) -> Self {
        let common = RunCommon::from(common);
        let run = ManyRun::new(batch.rows().iter().map(|row| (row.id, RowWork::Create)), 2);
        let mut world = Self {
            kept_rows: Default::default(),
            kept_run: Default::default(),
            batch,
            common,
            run,
            server: FakeServer::new(dialect),
            now: 1_000,
            wall: NOON,
            on_the_way: Vec::new(),
            faults: BTreeMap::new(),
            drops: BTreeSet::new(),
            vanishing: BTreeSet::new(),
            wrong: BTreeSet::new(),
            sent: BTreeMap::new(),
            most_at_once: 0,
            changing: Vec::new(),
            notes: Vec::new(),
            locks: BTreeSet::new(),
            reload_after: None,
            done: 0,
            reloads: 0,
        };
        world.keep_rows();
        world.keep_run();
        world
    }

    fn keep_rows(&mut self) {
        while let Some(block) = self.batch.unkept.take() {
            self.kept_rows.1.insert(block, kept::write_block(&self.batch, block));
        }
        let server = server_of(self.server.dialect);
        self.kept_rows.0 = kept::write_head(&server, &self.batch, &self.common);
    }

    /// As the page keeps it: only what has changed.
    fn keep_run(&mut self) {
        while let Some(block) = self.run.unkept.take() {
            self.kept_run.1.insert(block, kept_run::write_block(&self.run, block));
        }
        self.kept_run.0 = kept_run::write_head(&self.run);
    }

    fn name(&self, id: u32) -> String {
        self.batch.row(id).expect("a row").name().to_owned()
    }

    pub(super) fn state(&self, name: &str) -> &RowState {
        let row = self.batch.rows().iter().find(|row| row.name() == name).expect("a row");
        &self.run.row(row.id).expect("a row of the run").state
    }

    pub(super) fn give(&mut self, input: RunInput) {
        let mut inputs = VecDeque::from([input]);
        while let Some(input) = inputs.pop_front() {
            for effect in self.run.advance(self.now, input) {
                if self.reload_after.is_some_and(|after| self.done >= after) {
                    self.reload_after = None;
                    return self.reload();
                }
                self.done += 1;
                inputs.extend(self.act(effect));
            }
        }
    }

    fn act(&mut self, effect: RunEffect) -> Option<RunInput> {
        let server = server_of(self.server.dialect);
        let wall_ms = self.wall;
        match effect {
            RunEffect::Keep => {
                self.keep_run();
                None
            }
            RunEffect::Begin(id) => {
                let row = self.batch.row(id).expect("a row");
                if self.wrong.contains(row.name()) {
                    return Some(RunInput::PutOff(id));
                }
                let mut drafts = self.batch.drafts(row, &self.common.drafts, server.api());
                drafts.fresh_token = format!("FRESH-{id}");
                let is_proved = self.run.is_proved(id);
                let name = row.name();
                let earlier = self.notes.iter().find(|note| note.is_about(&server, name)).cloned();
                let input = CreationInput::Start { server, drafts, earlier, wall_ms, is_proved };
                Some(RunInput::Row(id, input.into()))
            }
            RunEffect::Change(id) => {
                self.changing.push(id);
                None
            }
            RunEffect::Restore(id, at) => {
                let row = self.batch.row(id).expect("a row");
                let drafts = self.batch.drafts(row, &self.common.drafts, server.api());
                let note = InFlight::of(&Attempt::new(0, server.clone(), drafts, at, None));
                Some(RunInput::Row(id, CreationInput::Restore { server, note, wall_ms }.into()))
            }
            RunEffect::Row(id, effect) => {
                self.act_for(id, effect).map(|input| RunInput::Row(id, input.into()))
            }
        }
    }

    fn act_for(&mut self, row: u32, effect: CreationEffect) -> Option<CreationInput> {
        match effect {
            CreationEffect::Call { id, call, limit_ms } => self.call(row, id, &call, limit_ms),
            CreationEffect::Abort(_) => panic!("a run gives nothing up"),
            CreationEffect::TakeLock { attempt, name, .. } => {
                assert!(self.locks.insert(name), "a lock that is held is not asked for again");
                return Some(CreationInput::LockAnswered { attempt, is_ours: true });
            }
            CreationEffect::ReleaseLock { name, .. } => {
                assert!(self.locks.remove(&name), "only a lock that is held is released");
            }
            CreationEffect::KeepNote(note) => {
                assert!(note.is_dismissed, "the page of one creation does not show it");
                self.notes.retain(|old| !old.is_same(&note));
                self.notes.push(*note);
            }
            CreationEffect::DropNote { server, name } => {
                self.notes.retain(|note| !note.is_about(&server, &name));
            }
            other => panic!("nobody shows the result of a row: {other:?}"),
        }
        None
    }

    fn call(&mut self, row: u32, id: CallId, call: &HttpCall, limit_ms: u32) {
        let name = self.name(row);
        let is_create = call.url.ends_with("/instance/create");
        if is_create {
            *self.sent.entry(name.clone()).or_default() += 1;
            self.server.fault = self.faults.remove(&name).unwrap_or(ServerFault::None);
        }
        let stored = json!({ "enabled": true, "url": "https://hook.example.com", "events": ["MESSAGES_UPSERT"],
            "rejectCall": false, "groupsIgnore": false });
        let is_dropped = self.drops.contains(&name) && call.url.contains("/webhook/find/");
        self.server.found = if is_dropped { Value::Null } else { stored };
        let answer = self.server.answer(self.now, self.wall, call);
        if is_create && self.vanishing.remove(&name) {
            self.server.rows.retain(|row| row.name != name);
        }
        let takes = if is_create { CREATE_MS } else { OTHER_MS };
        let silent = || (u64::from(limit_ms), Err(ApiError::without_reply(Case::Timeout)));
        let (takes, answer) = answer.map_or_else(silent, |answer| (takes, answer));
        self.on_the_way.push(OnTheWay { at: self.now + takes, row, id, answer });
        let creating = self
            .run
            .rows()
            .iter()
            .filter(|row| row.machine.as_ref().is_some_and(|machine| machine.state.is_sending));
        self.most_at_once = self.most_at_once.max(creating.count());
    }

    /// Memory, locks and answers on their way are gone; what was kept and the server stay.
    pub(super) fn reload(&mut self) {
        self.reloads += 1;
        self.on_the_way.clear();
        self.changing.clear();
        self.locks.clear();
        self.server.landings.iter_mut().for_each(|landing| landing.at -= self.now.min(landing.at));
        self.now = 0;
        let (head, blocks) = &self.kept_rows;
        let block = |block| blocks.get(&block).cloned();
        let rows = kept::read_rows(head, block).expect("the rows were kept");
        assert!(rows.is_of(&server_of(self.server.dialect)));
        let (head, blocks) = &self.kept_run;
        let block = |block| blocks.get(&block).cloned();
        self.run = kept_run::read_run(head, block, &rows).expect("the run was kept");
        (self.batch, self.common) = (rows.batch, rows.common);
        self.give(RunInput::Resume);
        self.give(RunInput::GoOn);
    }

    /// Lets time pass, with everything that is due in it, until nothing is left to do.
    pub(super) fn go_to_the_end(&mut self) {
        let end = self.now + 3_600_000;
        self.go_on_until(end);
        assert!(self.run.is_over() || self.run.is_paused(), "an hour is enough");
    }

    /// The same, where rows may stay behind that need a secret again.
    pub(super) fn go_to_the_end_or_lack(&mut self) {
        self.go_on_until(self.now + 3_600_000);
        let counts = self.run.counts();
        assert_eq!(counts.left(), counts.lacking);
    }

    #[allow(clippy::cast_precision_loss)]
    pub(super) fn go_on_until(&mut self, end: u64) {
        loop {
            let landing = self.server.landings.iter().map(|landing| landing.at);
            let answers = self.on_the_way.iter().map(|answer| answer.at);
            let due = self.run.next_due().map(|due| due.max(self.now));
            let next = landing.chain(answers).chain(due).min().filter(|next| *next <= end);
            let Some(next) = next else { return };
            let next = next.max(self.now);
            self.wall += (next - self.now) as f64;
            self.now = next;
            self.server.land(self.now, self.wall);
            while let Some(at) = self.on_the_way.iter().position(|answer| answer.at <= self.now) {
                let OnTheWay { row, id, answer, .. } = self.on_the_way.remove(at);
                self.give(RunInput::Row(row, CreationInput::Answered(id, answer).into()));
            }
            self.give(RunInput::Tick);
        }
    }

    pub(super) fn is_on_server(&self, name: &str) -> bool {
        self.server.rows.iter().any(|row| row.name == name)
    }

    /// Nothing is left behind of a run that is over.
    pub(super) fn assert_tidy(&self) {
        assert!(self.locks.is_empty(), "{:?}", self.locks);
        assert_eq!(self.run.next_due(), None);
        assert!(self.run.rows().iter().all(|row| row.machine.is_none()));
    }
}
