//! The run over a batch as a state machine over the machines of its creations: (state, input) -> (state,
//! effects). A few rows are at work at a time; a row whose end has to be waited for gives its place to
//! the next one meanwhile.
//!
//! No row is sent twice. Before a row leaves, [`RunEffect::Keep`] has what is kept of the run written
//! down; a later page that reads a row as sent looks its name up, and sends it again only where it is
//! certain that the server does not have it.

mod change;
mod commands;
pub mod counts;
pub mod input;
pub mod pace;
pub mod row;

use std::collections::{BTreeSet, VecDeque};

use crate::domain::creation::machine::input::{CreationEffect, CreationInput};
use crate::domain::many::run::input::{RunEffect, RunInput};
use crate::domain::many::run::pace::Pace;
use crate::domain::many::run::row::{RowState, RowWork, RunRow};
use crate::domain::many::unkept::UnkeptBlocks;
use crate::domain::reply::error::Case;

pub const AT_ONCE: usize = 2;
pub const MOST_AT_ONCE: usize = 4;
/// So many names are looked up at a time before the run waits for their ends: behind a server that is
/// down, every further row would only add another one.
const MOST_LOOKUPS: usize = 8;

/// A run. It begins paused; [`RunInput::GoOn`] starts it.
#[derive(Clone, Debug, PartialEq)]
pub struct ManyRun {
    rows: Vec<RunRow>,
    at_once: usize,
    prove_each: usize,
    is_paused: bool,
    /// Why it paused by itself
    paused_by: Option<Case>,
    /// The rows that have a machine, or are about to get one: a few of thousands
    open: BTreeSet<u32>,
    pace: Pace,
    /// What [`RunEffect::Keep`] is about
    pub unkept: UnkeptBlocks,
    effects: Vec<RunEffect>,
    now: u64,
}

impl ManyRun {
    /// Over these rows, whose ids rise.
    #[must_use]
    pub fn new(rows: impl IntoIterator<Item = (u32, RowWork)>, at_once: usize) -> Self {
        let row = |(id, work)| RunRow::new(id, work);
        Self::of_rows(rows.into_iter().map(row).collect(), at_once)
    }

    /// A run that an earlier page began.
    #[must_use]
    pub fn of_rows(rows: Vec<RunRow>, at_once: usize) -> Self {
        Self {
            unkept: UnkeptBlocks::all(rows.len()),
            rows,
            at_once: at_once.clamp(1, MOST_AT_ONCE),
            prove_each: 1,
            is_paused: true,
            paused_by: None,
            open: BTreeSet::new(),
            pace: Pace::default(),
            effects: Vec::new(),
            now: 0,
        }
    }

    /// The same, where of so many rows one is read back.
    #[must_use]
    pub fn with_sample(self, prove_each: usize) -> Self {
        Self { prove_each: prove_each.max(1), ..self }
    }

    #[must_use]
    pub fn rows(&self) -> &[RunRow] {
        &self.rows
    }

    #[must_use]
    pub fn row(&self, id: u32) -> Option<&RunRow> {
        self.rows.get(self.place(id)?)
    }

    fn place(&self, id: u32) -> Option<usize> {
        self.rows.binary_search_by_key(&id, |row| row.id).ok()
    }

    #[must_use]
    pub const fn at_once(&self) -> usize {
        self.at_once
    }

    #[must_use]
    pub const fn prove_each(&self) -> usize {
        self.prove_each
    }

    /// Whether what is stored of a row that creates is read back. Every change is read back anyway.
    #[must_use]
    pub fn is_proved(&self, id: u32) -> bool {
        let creates = self.rows.iter().filter(|row| row.work == RowWork::Create);
        let before = creates.take_while(|row| row.id < id).count();
        before.is_multiple_of(self.prove_each)
    }

    #[must_use]
    pub const fn is_paused(&self) -> bool {
        self.is_paused
    }

    /// What every further row would fail of, where the run paused because of it.
    #[must_use]
    pub const fn paused_by(&self) -> Option<Case> {
        self.paused_by
    }

    #[must_use]
    pub const fn pace(&self) -> &Pace {
        &self.pace
    }

    /// Nothing waits, and nothing is on its way.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.rows.iter().all(|row| !row.state.is_open())
    }

    /// Every row that is left waits for a secret to be typed again.
    #[must_use]
    pub fn only_lacks(&self) -> bool {
        let mut open = self.rows.iter().filter(|row| row.state.is_open()).peekable();
        open.peek().is_some() && open.all(|row| row.state == RowState::Waiting && !row.can_begin())
    }

    /// The state of a row is to be kept.
    fn keep(&mut self, place: usize) {
        self.unkept.add_place(place);
        self.effects.push(RunEffect::Keep);
    }

    fn keep_all(&mut self) {
        self.unkept = UnkeptBlocks::all(self.rows.len());
        self.effects.push(RunEffect::Keep);
    }

    /// When the next [`RunInput::Tick`] is due.
    #[must_use]
    pub fn next_due(&self) -> Option<u64> {
        self.open.iter().filter_map(|id| self.row(*id)?.machine.as_ref()?.next_due()).min()
    }

    /// Takes an input in at this time, and answers what is to be done for it.
    pub fn advance(&mut self, now: u64, input: RunInput) -> Vec<RunEffect> {
        self.now = self.now.max(now);
        match input {
            RunInput::GoOn => {
                self.is_paused = false;
                self.paused_by = None;
                self.pace.restart(self.now);
            }
            RunInput::Pause => self.is_paused = true,
            RunInput::Stop => self.stop(),
            RunInput::Add(mut rows) => {
                rows.retain(|(id, _)| self.row(*id).is_none());
                self.rows.extend(rows.into_iter().map(|(id, work)| RunRow::new(id, work)));
                self.rows.sort_by_key(|row| row.id);
                self.keep_all();
            }
            RunInput::Retry => self.retry(),
            RunInput::AtOnce(count) => {
                self.at_once = count.clamp(1, MOST_AT_ONCE);
                self.effects.push(RunEffect::Keep);
            }
            RunInput::ProveEach(count) => {
                self.prove_each = count.max(1);
                self.effects.push(RunEffect::Keep);
            }
            RunInput::Resume => self.resume(),
            RunInput::PutOff(id) => self.put_off(id),
            RunInput::Filled(id, forgotten) => {
                if let Some(place) = self.place(id) {
                    self.rows[place].forgotten = forgotten;
                }
            }
            RunInput::Changed(id, change) => self.changed(id, change),
            RunInput::Row(id, input) => self.on_rows(VecDeque::from([(id, *input)])),
            RunInput::Tick => {
                let is_due = |id: &&u32| {
                    let machine = self.row(**id).and_then(|row| row.machine.as_ref());
                    machine.and_then(|it| it.next_due()).is_some_and(|due| due <= self.now)
                };
                let due = self.open.iter().filter(is_due);
                self.on_rows(due.map(|id| (*id, CreationInput::Tick)).collect());
            }
            RunInput::ForgetKeys => {
                self.is_paused = true;
                let has_machine = |id: &&u32| self.row(**id).is_some_and(|it| it.machine.is_some());
                let open = self.open.iter().filter(has_machine);
                self.on_rows(open.map(|id| (*id, CreationInput::ForgetKeys)).collect());
                self.rows.iter_mut().for_each(|row| row.token = None);
            }
        }
        self.fill();
        std::mem::take(&mut self.effects)
    }

    /// Passes inputs to the machines of rows, and what follows from them to others.
    fn on_rows(&mut self, mut inputs: VecDeque<(u32, CreationInput)>) {
        while let Some((id, input)) = inputs.pop_front() {
            let Some(place) = self.place(id) else { continue };
            let effects = self.rows[place].advance(self.now, input);
            self.open.insert(id);
            for effect in effects {
                match effect {
                    CreationEffect::KeepNote(mut note) => {
                        if self.rows[place].state == RowState::Starting {
                            self.rows[place].state = RowState::Sent { at: note.started_at };
                            self.keep(place);
                        }
                        // The page of one creation is not to show it after a reload.
                        note.is_dismissed = true;
                        let note = CreationEffect::KeepNote(note);
                        self.effects.push(RunEffect::Row(id, note));
                    }
                    // The first three are about the one result that is on the screen. And where several
                    // are on their way, that a later one was answered says nothing of an earlier one.
                    CreationEffect::KeepResult(_)
                    | CreationEffect::DropResult
                    | CreationEffect::Ended { .. }
                    | CreationEffect::WriteAnswered { .. } => {}
                    effect => self.effects.push(RunEffect::Row(id, effect)),
                }
            }
            inputs.extend(self.settle(place).map(|input| (id, input)));
        }
    }

    /// What follows from the state of a row; what its machine is to be told.
    fn settle(&mut self, place: usize) -> Option<CreationInput> {
        let row = &mut self.rows[place];
        if let Some(input) = row.wants() {
            return Some(input);
        }
        if row.end() {
            self.note_end(place);
            self.keep(place);
        }
        let row = &mut self.rows[place];
        if row.is_idle() {
            row.machine = None;
            self.open.remove(&row.id);
        }
        None
    }

    /// Starts as many rows as may be at work at a time.
    fn fill(&mut self) {
        if self.is_paused {
            return;
        }
        let (mut at_work, mut lookups) = (0, 0);
        for row in self.open.iter().filter_map(|id| self.row(*id)) {
            at_work += usize::from(row.is_at_work());
            lookups += usize::from(row.is_looked_up());
        }
        while at_work < self.at_once && lookups < MOST_LOOKUPS {
            let Some(place) = self.rows.iter().position(RunRow::can_begin) else { return };
            let row = &mut self.rows[place];
            (row.state, row.awaits_start) = (RowState::Starting, true);
            let (id, work) = (row.id, row.work);
            self.open.insert(id);
            self.effects.push(match work {
                RowWork::Create => RunEffect::Begin(id),
                RowWork::Change => RunEffect::Change(id),
            });
            at_work += 1;
        }
    }
}
