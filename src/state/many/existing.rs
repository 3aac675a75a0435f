//! Reads what is stored of the instances that rows are to change, two at a time, and changes them.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::bulk::AT_ONCE;
use crate::domain::bulk::group_target::GroupSaved;
use crate::domain::instance::stored_group::GroupReading;
use crate::domain::many::change::{RowChange, fails_every_row};
use crate::domain::many::existing::{ExistingGroups, RowPlan, fixed, targets};
use crate::domain::many::run::input::RunInput;
use crate::domain::reply::error::ApiError;
use crate::domain::schema::section::Section;
use crate::domain::servers::server::Server;
use crate::platform::fetch::Cancel;
use crate::state::instance::{read_group, set_group};
use crate::state::many::ManyDesk;

/// How long rows that were read wait for others: looking at each by itself would cost a frame each.
const SOON: Duration = Duration::from_millis(100);

/// The reading of instances that are there.
#[derive(Debug, Default)]
pub(super) struct ExistingReading {
    groups: ExistingGroups,
    /// Whose they are
    server: Option<Server>,
    cancel: Cancel,
    /// The rows that are still to be read
    queue: VecDeque<u32>,
    /// The rows that are being read
    at_work: Vec<u32>,
    /// The rows that were read, and are not looked at yet
    read: Vec<u32>,
}

impl ExistingReading {
    /// What was read is forgotten, and what is on its way reaches nobody.
    pub(super) fn clear(&mut self) {
        std::mem::take(self).cancel.cancel();
    }

    /// What was read of this server.
    pub(super) fn groups_of(&self, server: Option<&Server>) -> Option<&ExistingGroups> {
        self.server.as_ref().filter(|own| Some(*own) == server).map(|_| &self.groups)
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

    /// What was read of instances that are there is forgotten.
    pub(super) fn forget_existing(self) {
        self.existing.update_value(ExistingReading::clear);
        self.is_comparing.set(false);
        self.compare_error.set(None);
    }

    /// Whether the list has an instance of the name.
    pub(super) fn is_listed(self, name: &str) -> bool {
        self.list_known().get(name).is_some()
    }

    /// How many rows have an instance in the server's list.
    #[must_use]
    pub fn listed_count(self) -> usize {
        self.list.track();
        self.batch.track();
        self.listed_rows().len()
    }

    /// The rows that no run has, and whose instances are in the list.
    pub(super) fn listed_rows(self) -> Vec<u32> {
        let list = self.list_known();
        self.batch.with_untracked(|batch| {
            let rows = batch.rows().iter().filter(|row| list.get(row.name()).is_some());
            rows.map(|row| row.id).filter(|id| !self.is_in_run(*id)).collect()
        })
    }

    fn is_in_run(self, id: u32) -> bool {
        self.run.with_untracked(|run| run.is_some_and(|run| run.row(id).is_some()))
    }

    /// Reads what rows lack to be compared.
    pub(super) fn read_existing(self) {
        let server = self.server().filter(|server| !server.key.is_empty());
        let unread = if server.is_some() { self.unread_rows() } else { Vec::new() };
        self.existing.update_value(|existing| {
            if existing.server != server {
                existing.clear();
                existing.server = server;
            }
            let ExistingReading { queue, at_work, read, .. } = existing;
            let is_new = |id: &u32| !at_work.contains(id) && !read.contains(id);
            *queue = unread.into_iter().filter(is_new).collect();
        });
        if self.existing.with_value(|existing| !existing.queue.is_empty()) {
            self.compare_error.set(None);
        }
        let at_work = self.existing.with_value(|existing| existing.at_work.len());
        for _ in at_work..AT_ONCE {
            self.read_next();
        }
        self.tell_comparing();
    }

    fn tell_comparing(self) {
        let is_comparing = self
            .existing
            .with_value(|it| !(it.queue.is_empty() && it.at_work.is_empty() && it.read.is_empty()));
        if self.is_comparing.get_untracked() != is_comparing {
            self.is_comparing.set(is_comparing);
        }
    }

    fn unread_rows(self) -> Vec<u32> {
        self.batch.with_untracked(|batch| {
            self.check.with_untracked(|check| {
                let is_unread = |place: &usize| {
                    matches!(check.plan(*place), RowPlan::Unread(_)) && !check.is_wrong(*place)
                };
                let rows = batch.rows().iter().enumerate();
                let unread = rows.filter(|(place, _)| is_unread(place)).map(|(_, row)| row.id);
                unread.filter(|id| !self.is_in_run(*id)).collect()
            })
        })
    }

    fn read_next(self) {
        // All rows are looked at just now; the reading goes on after that.
        if self.is_checking.get_untracked() {
            return;
        }
        let next = self.existing.try_update_value(|existing| {
            Some((existing.queue.pop_front()?, existing.server.clone()?, existing.cancel.clone()))
        });
        let Some((id, server, cancel)) = next.flatten() else { return };
        let Some((name, sections)) = self.lacks(id) else { return self.read_next() };
        self.existing.update_value(|existing| existing.at_work.push(id));
        spawn_local(async move {
            let mut failure = None;
            for section in sections {
                let reading = read_group(&server, &name, section, &cancel).await;
                if cancel.is_cancelled() {
                    return;
                }
                if self.server().as_ref() != Some(&server) {
                    // Another address, or another key: nothing of this is wanted any more.
                    self.forget_existing();
                    return self.recheck();
                }
                if let GroupReading::Unreadable(error) = &reading
                    && fails_every_row(error.case)
                {
                    failure = Some(error.clone());
                    break;
                }
                self.existing.update_value(|it| it.groups.insert(&name, section, reading));
            }
            self.ended(id, failure);
        });
    }

    /// The name of a row and the groups that it still lacks.
    fn lacks(self, id: u32) -> Option<(String, Vec<Section>)> {
        self.batch.with_untracked(|batch| {
            let place = batch.place(id)?;
            let sections = self.check.with_untracked(|check| match check.plan(place) {
                RowPlan::Unread(sections) => Some(sections.clone()),
                RowPlan::Create | RowPlan::Compared(_) => None,
            });
            Some((batch.row(id)?.name().to_owned(), sections?))
        })
    }

    /// A row was read. What every further row would fail of as well ends the reading.
    fn ended(self, id: u32, failure: Option<Arc<ApiError>>) {
        let is_first = self.existing.try_update_value(|existing| {
            existing.at_work.retain(|own| *own != id);
            if failure.is_some() {
                existing.queue.clear();
            } else {
                existing.read.push(id);
            }
            existing.read.len() == 1
        });
        if failure.is_some() {
            self.compare_error.set(failure);
        } else if is_first == Some(true) {
            set_timeout(move || self.look_at_read(), SOON);
        }
        self.read_next();
        self.tell_comparing();
    }

    fn look_at_read(self) {
        if self.is_checking.get_untracked() {
            return set_timeout(move || self.look_at_read(), SOON);
        }
        let read = self.existing.try_update_value(|existing| std::mem::take(&mut existing.read));
        let places: Vec<usize> = self.batch.with_untracked(|batch| {
            read.unwrap_or_default().into_iter().filter_map(|id| batch.place(id)).collect()
        });
        if !places.is_empty() {
            self.look_at_rows(&places);
        }
        // A row may have been edited while it was read.
        self.read_existing();
    }

    /// Sets the groups of the row's instance to what the row has. Each is read right before it is saved.
    pub(super) fn change_row(self, id: u32) -> Option<RunInput> {
        let server = self.server().filter(|_| !self.is_wrong(id));
        let row = self.batch.with_untracked(|batch| batch.row(id).cloned());
        let Some((server, row)) = server.zip(row) else { return Some(RunInput::PutOff(id)) };
        let api = server.api();
        let drafts = self.batch.with_untracked(|batch| batch.own_drafts(&row, api));
        let listed = self.list_known().get(row.name()).cloned().unwrap_or_default();
        let cancel = self.driver.with_value(|driver| driver.changes.clone());
        let clears = self.clears.get_value();
        spawn_local(async move {
            let fixed = fixed(&drafts, &listed, api);
            let mut change = RowChange { fixed, ..RowChange::default() };
            for target in targets(&row, &drafts, api) {
                if change.is_hopeless() {
                    change.failed.push(target.section);
                    continue;
                }
                let mut saved = set_group(&server, row.name(), &target, &cancel).await;
                if saved == GroupSaved::Conflict {
                    // It was changed while it was read: by what an earlier page had sent, or by somebody.
                    saved = set_group(&server, row.name(), &target, &cancel).await;
                }
                change.add(target.section, &saved);
            }
            // Another run has rows of the same numbers.
            if self.clears.try_get_value() == Some(clears) {
                self.give(RunInput::Changed(id, change));
            }
        });
        None
    }
}
