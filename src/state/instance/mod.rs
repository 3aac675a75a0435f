//! One instance on the screen: its row, its connection and its groups. Everything
//! here belongs to the owner of the screen and ends with it.

mod bots;
mod copy;
mod group_once;
mod group_run;
mod memory;
mod row;
mod rows_run;
mod sessions_run;

use leptos::prelude::*;

use crate::domain::instance::machine::GroupMachine;
use crate::domain::instance::machine::input::GroupInput;
use crate::domain::instances::listed_row::RowKey;
use crate::domain::schema::section::Section;
use crate::domain::servers::server::Server;

pub use crate::state::instance::bots::BotKindRun;
pub use crate::state::instance::copy::read_instance;
pub use crate::state::instance::group_once::{preview_group, read_group, set_group};
pub use crate::state::instance::group_run::GroupRun;
use crate::state::instance::group_run::row_id;
pub use crate::state::instance::memory::{InstanceKey, InstanceMemory};
pub use crate::state::instance::row::{RowReading, RowRun};
pub use crate::state::instance::rows_run::RowsRun;
pub(super) use crate::state::instance::rows_run::find;
pub use crate::state::instance::sessions_run::{SessionFailure, SessionsRun, SessionsState};

/// One instance. A handle: it lives as long as the owner that it was made under.
#[derive(Clone, Copy, Debug)]
pub struct InstanceScreen {
    pub server: StoredValue<Server>,
    pub name: StoredValue<String>,
    pub row: RowRun,
    /// In the order of the table
    pub groups: StoredValue<Vec<GroupRun>>,
    /// The kinds of bots that the API has
    pub bots: StoredValue<Vec<BotKindRun>>,
    /// How many forms are open
    edits: StoredValue<u32>,
}

impl InstanceScreen {
    /// Starts reading the instance.
    #[must_use]
    pub fn start(server: &Server, name: &str) -> Self {
        let group = |section: Section| {
            GroupRun::start(GroupMachine::new(server.clone(), name, section, None))
        };
        let bots = bots::start(server, name);
        let row = RowRun::start(server.clone(), name);
        Self {
            server: StoredValue::new(server.clone()),
            name: StoredValue::new(name.to_owned()),
            row,
            groups: StoredValue::new(groups_of(server).into_iter().map(group).collect()),
            bots: StoredValue::new(bots),
            edits: StoredValue::new(0),
        }
    }

    #[must_use]
    pub fn server(self) -> Server {
        self.server.get_value()
    }

    #[must_use]
    pub fn name(self) -> String {
        self.name.get_value()
    }

    /// Reads everything again.
    pub fn read_all(self) {
        self.row.read();
        self.groups.get_value().into_iter().for_each(|run| run.give(GroupInput::Read));
        bots::read_all(self.bots.get_value());
    }

    /// A form is open until the current owner ends.
    pub fn open_edit(self) {
        self.edits.update_value(|edits| *edits += 1);
        on_cleanup(move || {
            self.edits.try_update_value(|edits| *edits = edits.saturating_sub(1));
        });
    }

    /// Whether a group or a row is being edited.
    #[must_use]
    pub fn is_edited(self) -> bool {
        self.edits.try_get_value().is_some_and(|edits| edits > 0)
    }

    /// Whether the form of a new row of this section was left before it was saved.
    #[must_use]
    pub fn is_row_left(self, section: Section) -> bool {
        self.is_part_left(&row_id(section, None))
    }

    /// Whether an edit of this group was left before it was saved.
    #[must_use]
    pub fn is_group_left(self, section: Section) -> bool {
        self.is_part_left(section.id())
    }

    fn is_part_left(self, part: &str) -> bool {
        let instance = self.server.with_value(|server| InstanceKey::of(server, &self.name()));
        expect_context::<InstanceMemory>().has_edit(instance, part)
    }

    /// Whether every group and every section of rows has answered.
    #[must_use]
    pub fn is_answered(self) -> bool {
        let groups = self.groups.get_value();
        let bots = self.bots.get_value();
        groups.iter().all(|run| run.state.with(|state| state.reading.is_some()))
            && bots.iter().all(|run| run.rows.state.with(Option::is_some))
    }

    /// The key of its row in the list.
    #[must_use]
    pub fn key(self) -> RowKey {
        RowKey { server: self.server.with_value(|server| server.id), name: self.name() }
    }
}

/// The sections of which the server keeps one for each instance, in the order of the table.
fn groups_of(server: &Server) -> Vec<Section> {
    let is_group =
        |section: &Section| section.is_read_by_find() && !section.spec().keeps_rows(server.dialect);
    Section::of(server.api()).filter(is_group).collect()
}
