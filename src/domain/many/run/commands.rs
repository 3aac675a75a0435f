//! What the operator does with a run: stop it, try again, go on after a reload.

use crate::domain::many::run::ManyRun;
use crate::domain::many::run::input::RunEffect;
use crate::domain::many::run::row::RowState;

impl ManyRun {
    pub(super) fn stop(&mut self) {
        for row in self.rows.iter_mut().filter(|row| row.state == RowState::Waiting) {
            row.state = RowState::Skipped;
        }
        (self.is_paused, self.paused_by) = (false, None);
        self.keep_all();
    }

    pub(super) fn retry(&mut self) {
        for row in &mut self.rows {
            let Some(state) = row.state.again() else { continue };
            row.state = state;
            if let RowState::Sent { at } = row.state {
                row.machine = None;
                self.effects.push(RunEffect::Restore(row.id, at));
            }
        }
        self.is_paused = false;
        self.paused_by = None;
        self.pace.restart(self.now);
        self.keep_all();
    }

    pub(super) fn resume(&mut self) {
        for row in self.rows.iter().filter(|row| row.machine.is_none()) {
            if let RowState::Sent { at } = row.state {
                self.effects.push(RunEffect::Restore(row.id, at));
            }
        }
    }

    /// The turn of a row passes: something speaks against it by now.
    pub(super) fn put_off(&mut self, id: u32) {
        let place = self.place(id).filter(|place| self.rows[*place].awaits_start);
        let Some(place) = place else { return };
        let row = &mut self.rows[place];
        (row.state, row.awaits_start) = (RowState::Skipped, false);
        if row.is_idle() {
            row.machine = None;
            self.open.remove(&id);
        }
        self.keep(place);
    }
}
