//! Reads what is stored of the instances that rows are to change, two at a time, and changes them.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::bulk::AT_ONCE;
use crate::domain::bulk::group_target::GroupSaved;
use crate::domain::many::existing::{ExistingGroups, RowPlan, targets};
use crate::domain::many::outcome::RowChange;
use crate::domain::many::run::input::RunInput;
use crate::domain::many::server_list::ServerList;
use crate::domain::schema::section::Section;
use crate::platform::fetch::Cancel;
use crate::state::instance::{read_group, set_group};
use crate::state::many::ManyDesk;

/// The reading of instances that are there.
#[derive(Debug, Default)]
pub(super) struct ExistingReading {
    pub(super) groups: ExistingGroups,
    cancel: Cancel,
    /// The rows that are being read
    at_work: Vec<u32>,
}

impl ExistingReading {
    /// What was read is forgotten, and what is on its way reaches nobody.
    pub(super) fn clear(&mut self) {
        std::mem::take(self).cancel.cancel();
    }
}

impl ManyDesk {
    /// Whether rows change instances that are there, or their names are taken.
    pub fn change_existing(self, is_on: bool) {
        self.batch.update(|batch| batch.changes_existing = is_on);
        self.recheck();
    }

    /// Reads everything again.
    pub fn compare_again(self) {
        self.forget_existing();
        self.recheck();
        self.ask_list();
    }

    /// Whether the list has an instance of the name.
    pub(super) fn is_listed(self, name: &str) -> bool {
        self.list_known().get(name).is_some()
    }

    /// How many rows have an instance in the server's list.
    #[must_use]
    pub fn listed_count(self) -> usize {
        self.list.track();
        let list = self.list_known();
        self.batch
            .with(|batch| batch.rows().iter().filter(|row| list.get(row.name()).is_some()).count())
    }

    /// The places of the rows whose instances are in a list.
    pub(super) fn listed_places(self, list: &ServerList) -> Vec<usize> {
        self.batch.with_untracked(|batch| {
            let rows = batch.rows().iter().enumerate();
            rows.filter(|(_, row)| list.get(row.name()).is_some()).map(|(place, _)| place).collect()
        })
    }

    /// Reads what the rows lack to be compared.
    pub(super) fn read_existing(self) {
        for _ in 0..AT_ONCE {
            self.read_next();
        }
    }

    fn read_next(self) {
        let Some(server) = self.server().filter(|server| !server.key.is_empty()) else { return };
        let at_work = self.existing.with_value(|existing| existing.at_work.clone());
        if at_work.len() >= AT_ONCE {
            return;
        }
        let Some((id, name, sections)) = self.next_unread(&at_work) else {
            return self.is_comparing.set(!at_work.is_empty());
        };
        self.is_comparing.set(true);
        self.existing.update_value(|existing| existing.at_work.push(id));
        let cancel = self.existing.with_value(|existing| existing.cancel.clone());
        spawn_local(async move {
            for section in sections {
                let reading = read_group(&server, &name, section, &cancel).await;
                if cancel.is_cancelled() {
                    return;
                }
                self.existing.update_value(|it| it.groups.insert(&name, section, reading));
            }
            self.existing.update_value(|existing| existing.at_work.retain(|own| *own != id));
            let place = self.batch.with_untracked(|batch| batch.place(id));
            if let Some(place) = place.filter(|_| !self.is_checking.get_untracked()) {
                self.look_at_row(place);
            }
            self.read_next();
        });
    }

    /// The first row that something is to be read for, and that nobody reads.
    fn next_unread(self, at_work: &[u32]) -> Option<(u32, String, Vec<Section>)> {
        self.batch.with_untracked(|batch| {
            self.check.with_untracked(|check| {
                let unread = |place| match check.plan(place) {
                    RowPlan::Unread(sections) if !check.is_wrong(place) => Some(sections.clone()),
                    _ => None,
                };
                let is_in_run = |id| {
                    self.run
                        .with_untracked(|run| run.as_ref().is_some_and(|it| it.row(id).is_some()))
                };
                let mut rows = batch.rows().iter().enumerate();
                rows.find_map(|(place, row)| {
                    let is_read = at_work.contains(&row.id) || is_in_run(row.id);
                    let sections = unread(place).filter(|_| !is_read)?;
                    Some((row.id, row.name().to_owned(), sections))
                })
            })
        })
    }

    /// Sets the groups of the row's instance to what the row has. Each is read right before it is saved.
    pub(super) fn change_row(self, id: u32) -> Option<RunInput> {
        let server = self.server().filter(|_| !self.is_wrong(id));
        let row = self.batch.with_untracked(|batch| batch.row(id).cloned());
        let Some(((server, drafts), row)) = server.zip(self.drafts(id)).zip(row) else {
            return Some(RunInput::PutOff(id));
        };
        let targets = targets(&row, &drafts, server.api());
        let cancel = self.driver.with_value(|driver| driver.changes.clone());
        spawn_local(async move {
            let mut change = RowChange::default();
            for target in targets {
                let mut saved = set_group(&server, row.name(), &target, &cancel).await;
                if saved == GroupSaved::Conflict {
                    // It was changed while it was read: by what an earlier page had sent, or by somebody.
                    saved = set_group(&server, row.name(), &target, &cancel).await;
                }
                change.add(target.section, &saved);
                if change.is_cancelled() {
                    break;
                }
            }
            self.give(RunInput::Changed(id, change));
        });
        None
    }
}
