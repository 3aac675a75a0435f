//! The instance as a copy: of what the screen knows, or read again.

use leptos::prelude::*;

use crate::domain::bots::KINDS;
use crate::domain::creation::machine::calls::row_call;
use crate::domain::instance::copy::InstanceCopy;
use crate::domain::instance::copy::left_behind::LeftBehind;
use crate::domain::instance::stored_group::{GroupReading, StoredGroup};
use crate::domain::instances::list_reply;
use crate::domain::reply::error::Case;
use crate::domain::schema::section::Section;
use crate::domain::servers::server::Server;
use crate::platform::fetch;
use crate::platform::fetch::Cancel;
use crate::state::instance::{GroupRun, InstanceScreen, RowsRun, find, groups_of};

impl InstanceScreen {
    /// What the screen shows.
    #[must_use]
    pub fn copy(self) -> InstanceCopy {
        let row = untrack(|| self.row.row()).as_deref().cloned().unwrap_or_default();
        let of_group =
            |run: &GroupRun| (run.section, run.state.with_untracked(|state| state.reading.clone()));
        let groups = self.groups.get_value();
        let mut copy = InstanceCopy {
            row,
            groups: groups.iter().map(of_group).collect(),
            ..Default::default()
        };
        for run in self.bots.get_value() {
            let RowsRun { section, list, .. } = run.rows;
            list.with_untracked(|list| {
                add_rows(&mut copy, section, !list.is_empty(), list.reading.clone());
            });
        }
        copy
    }

    /// The same for a copy of what is on the server now: of a group that could not be read again, only an old
    /// state is known, which counts as none.
    #[must_use]
    pub fn copy_of_now(self) -> InstanceCopy {
        let mut copy = self.copy();
        for run in self.groups.get_value() {
            let error = run.state.with_untracked(|state| state.read_error.clone());
            let group = copy.groups.iter_mut().find(|(section, _)| *section == run.section);
            if let (Some(error), Some((_, reading))) = (error, group) {
                *reading = Some(GroupReading::Unreadable(error));
            }
        }
        for RowsRun { section, list, .. } in self.bots.get_value().into_iter().map(|run| run.rows) {
            if let Some(error) = list.with_untracked(|list| list.read_error.clone()) {
                copy.with_rows.retain(|known| *known != section);
                copy.groups.push((section, Some(GroupReading::Unreadable(error))));
            }
        }
        copy
    }

    /// What a copy of what is on the server now would leave behind.
    #[must_use]
    pub fn left_behind(self) -> Vec<LeftBehind> {
        self.copy_of_now().left_behind()
    }

    /// Reads the row and every group once more, whatever the screen shows meanwhile. `None` where the row
    /// cannot be read.
    pub async fn read_copy(self, cancel: &Cancel) -> Option<InstanceCopy> {
        let (server, name) = (self.server.try_get_value()?, self.name.try_get_value()?);
        read_instance(&server, &name, cancel).await
    }
}

/// Reads the row of an instance and every group. `None` where the row cannot be read, or it was cancelled.
pub async fn read_instance(server: &Server, name: &str, cancel: &Cancel) -> Option<InstanceCopy> {
    let api = server.api();
    let call = row_call(server, name);
    let reply = fetch::read(&call, list_reply::TIME_LIMIT_MS, cancel).await.ok()?;
    let list = list_reply::read(reply.status, &reply.text, server.dialect).ok()?;
    let row = list.rows.into_iter().find(|row| row.name == name)?;
    let mut copy = InstanceCopy { row, ..InstanceCopy::default() };
    for section in groups_of(server) {
        let found = find(server, name, section, cancel).await;
        copy.groups.push((section, Some(GroupReading::of(section, api, found, None))));
    }
    for section in KINDS.iter().map(|kind| kind.bots).filter(|bots| bots.exists_in(api)) {
        let found = find(server, name, section, cancel).await;
        let rows = found.as_ref().ok().cloned();
        let has_rows =
            rows.is_some_and(|rows| !StoredGroup::read_rows(section, api, rows).is_empty());
        add_rows(&mut copy, section, has_rows, Some(GroupReading::of(section, api, found, None)));
    }
    (!cancel.is_cancelled()).then_some(copy)
}

/// Of rows it only matters whether there are any, or that this is not known.
fn add_rows(
    copy: &mut InstanceCopy,
    section: Section,
    has_rows: bool,
    reading: Option<GroupReading>,
) {
    match reading {
        _ if has_rows => copy.with_rows.push(section),
        Some(GroupReading::Stored(_)) => {}
        // An older server does not have the kind.
        Some(GroupReading::Unreadable(error)) if error.case == Case::WrongPath => {}
        reading => copy.groups.push((section, reading)),
    }
}
