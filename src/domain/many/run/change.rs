//! Rows of a run that change an instance that is there.

use crate::domain::many::change::RowChange;
use crate::domain::many::outcome::RowOutcome;
use crate::domain::many::run::ManyRun;
use crate::domain::many::run::row::{self, RowState, RowWork, RunRow};

impl ManyRun {
    /// Takes the end of a row that changes its instance. One that was given up has its turn again.
    pub(super) fn changed(&mut self, id: u32, change: RowChange) {
        let is_it = |row: &RunRow| row.work == RowWork::Change && row.state == RowState::Starting;
        let Some(place) = self.place(id).filter(|place| is_it(&self.rows[*place])) else { return };
        let row = &mut self.rows[place];
        row.awaits_start = false;
        self.open.remove(&id);
        if change.is_cancelled() {
            row.state = RowState::Waiting;
        } else {
            row.state = RowState::Ended(RowOutcome::Changed(change));
            self.note_end(place);
        }
        self.keep(place);
    }

    /// A row has ended. What every further row would end in as well stops the run.
    pub(super) fn note_end(&mut self, place: usize) {
        let RowState::Ended(outcome) = &self.rows[place].state else { return };
        if let Some(case) = row::ends_the_run(outcome) {
            self.is_paused = true;
            self.paused_by = Some(case);
        }
        self.pace.ended(self.now);
    }
}
