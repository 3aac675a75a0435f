//! Rows come, are typed into, and go.

use std::sync::Arc;

use leptos::prelude::*;

use crate::domain::import::Import;
use crate::domain::many::row::ManyRow;
use crate::domain::many::run::input::RunInput;
use crate::domain::many::run::row::RowWork;
use crate::domain::schema::fields::Field;
use crate::state::many::ManyDesk;
use crate::state::many::parts::{next_part, work_a_part};

/// As many rows as a page may show at once: they are taken and drawn before all others.
const FIRST_ROWS: usize = 40;

impl ManyDesk {
    /// Takes every instance of a paste, part by part. The first rows are drawn, and then all of them.
    pub fn take_import(self, import: Arc<Import>) {
        self.is_checking.set(true);
        self.take_part(import, 0, self.clears.get_value());
    }

    fn take_part(self, import: Arc<Import>, from: usize, clears: u32) {
        if self.clears.try_get_value() != Some(clears) {
            return;
        }
        let (api, form) = (self.api(), self.form);
        // What the deployment has fixed, or closed, is the same for all rows.
        let may_have = |field: Field| {
            form.is_free(field) && form.with_rules(|rules| rules.allows(field.spec().section))
        };
        let count = import.creations.len();
        let end = if from == 0 { FIRST_ROWS.min(count) } else { count };
        let to = self.batch.try_update_untracked(|batch| {
            work_a_part(from..end, |places| batch.add_import(&import, places, api, may_have))
        });
        let to = to.unwrap_or(count);
        if from == 0 || to == count {
            self.batch.notify();
        }
        if to < count {
            next_part(move || self.take_part(import, to, clears));
        } else {
            self.recheck();
        }
    }

    pub fn take_names(self, names: impl Iterator<Item = String>) {
        self.batch.update(|batch| {
            for name in names {
                batch.add(ManyRow::named(&name));
            }
        });
        self.recheck();
    }

    /// Adds an empty row, and says which.
    pub fn add_row(self) -> Option<u32> {
        let id = self.batch.try_update(|batch| batch.add(ManyRow::default())).flatten();
        self.recheck();
        id
    }

    /// Takes what was typed into a cell.
    pub fn edit(self, id: u32, field: Field, text: &str) {
        if !self.may_edit(id, field) {
            return;
        }
        let place = self.batch.try_update(|batch| batch.change(id, |row| row.type_in(field, text)));
        if let Some(place) = place.flatten() {
            self.recheck_row(place);
        }
        self.tell_missing(id);
    }

    /// Tells the run which secrets of a row have to be typed again, where that has changed.
    pub(super) fn tell_missing(self, id: u32) {
        let known = self.run.with_untracked(|run| {
            let row = run?.row(id)?;
            Some((row.work, row.forgotten.clone()))
        });
        let Some((work, known)) = known else { return };
        let common = untrack(|| self.common());
        let missing = self.batch.with_untracked(|batch| Some(common.missing(batch.row(id)?, work)));
        let missing = missing.unwrap_or_default();
        if known != missing {
            self.give(RunInput::Filled(id, missing));
        }
    }

    pub fn remove(self, id: u32) {
        if self.run.with_untracked(|run| run.is_some_and(|run| run.row(id).is_some())) {
            return;
        }
        let place = self.batch.with_untracked(|batch| batch.place(id));
        self.batch.update(|batch| batch.remove(id));
        match place.filter(|_| !self.is_checking.get_untracked()) {
            Some(place) => self.check.update(|check| {
                check.remove(place);
                self.compare(check);
            }),
            None => self.recheck(),
        }
        self.keep_rows_soon();
    }

    /// Whether another try would send what is typed. A row of a run that changes an instance stays with it.
    #[must_use]
    pub fn may_edit(self, id: u32, field: Field) -> bool {
        self.run.with(|run| {
            let Some(row) = run.and_then(|run| run.row(id)) else { return true };
            let is_bound = row.work == RowWork::Change && field == Field::InstanceName;
            row.state.can_change() && !is_bound
        })
    }
}
