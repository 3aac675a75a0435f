//! Groups that a server has switched off although rows have them stored: reading the group of one row
//! tells it for all rows of the server. It is asked once a server and group.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::instance::stored_group::GroupReading;
use crate::domain::schema::section::Section;
use crate::domain::schema::section_set::SectionSet;
use crate::domain::servers::server::Server;
use crate::platform::fetch::Cancel;
use crate::state::instance::find;
use crate::state::instances::Instances;

/// What is known of the groups of a server.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct KnownSwitches {
    asked: SectionSet,
    off: SectionSet,
}

impl Instances {
    /// Whether the server has a group switched off, as far as that is known.
    #[must_use]
    pub fn is_switched_off(self, server: u32, section: Section) -> bool {
        self.switches.with(|all| all.get(&server).is_some_and(|known| known.off.contains(section)))
    }

    /// Asks for the groups that rows of this server have, one call after the other.
    pub(super) fn ask_switches(self, server: Server) {
        if !server.dialect.tells_switches() {
            return;
        }
        let mut to_ask = Vec::new();
        self.switches.update_untracked(|all| {
            let known = all.entry(server.id).or_default();
            self.rows.with_untracked(|rows| {
                for listed in rows.get(&server.id).into_iter().flatten() {
                    for section in listed.row.groups_on.iter() {
                        if !known.asked.contains(section) {
                            known.asked.insert(section);
                            to_ask.push((section, listed.row.name.clone()));
                        }
                    }
                }
            });
        });
        if to_ask.is_empty() {
            return;
        }
        let cancel = self.cancel();
        spawn_local(async move {
            for (section, name) in to_ask {
                if is_off(&server, section, &name, &cancel).await {
                    let _ = self.switches.try_update(|all| {
                        all.entry(server.id).or_default().off.insert(section);
                    });
                }
            }
        });
    }
}

async fn is_off(server: &Server, section: Section, name: &str, cancel: &Cancel) -> bool {
    let found = find(server, name, section, cancel).await;
    let reading = GroupReading::of(section, server.api(), found, None);
    matches!(reading, GroupReading::SwitchedOff { .. })
}
