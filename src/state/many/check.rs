//! The dry check, part by part: however many rows there are, the page goes on scrolling.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::instances::list_reply;
use crate::domain::many::check::{CheckContext, DryCheck};
use crate::domain::many::existing::ExistingGroups;
use crate::domain::many::server_list::ServerList;
use crate::domain::reply::error::ApiError;
use crate::domain::servers::server::Server;
use crate::platform::fetch::{self, Cancel};
use crate::state::many::parts::{next_part, work_a_part};
use crate::state::many::{ListKnown, ManyDesk};

impl ManyDesk {
    /// Looks at all rows again.
    pub fn recheck(self) {
        let turn = self.next_turn();
        let count = self.batch.with_untracked(|batch| batch.rows().len());
        self.is_checking.set(count > 0);
        self.keep_rows_soon();
        self.look_on(turn, DryCheck::of_len(count), 0);
    }

    pub(super) fn next_turn(self) -> u32 {
        next(self.turn)
    }

    /// The number of the next call for the list: only the newest one counts.
    pub(super) fn next_list(self) -> u32 {
        next(self.lists)
    }

    fn look_on(self, turn: u32, mut check: DryCheck, from: usize) {
        if self.turn.try_get_value() != Some(turn) {
            return;
        }
        let count = self.batch.with_untracked(|batch| batch.rows().len());
        let to = self.with_context(|context| {
            work_a_part(from..count, |places| check.look_at(context, places))
        });
        if to < count {
            next_part(move || self.look_on(turn, check, to));
            return;
        }
        self.compare(&mut check);
        self.check.set(check);
        self.is_checking.set(false);
        self.read_existing();
    }

    fn with_context<T>(self, look: impl FnOnce(&CheckContext<'_>) -> T) -> T {
        let (common, api, list) = (untrack(|| self.common()), self.api(), self.list_known());
        let (server, none) = (self.server(), ExistingGroups::default());
        self.batch.with_untracked(|batch| {
            self.existing.with_value(|existing| {
                self.run.with_untracked(|run| {
                    look(&CheckContext {
                        batch,
                        common: &common,
                        api,
                        list: &list,
                        existing: existing.groups_of(server.as_ref()).unwrap_or(&none),
                        run,
                    })
                })
            })
        })
    }

    /// The server's list as it was last; an empty one as long as it is not known.
    pub(super) fn list_known(self) -> Arc<ServerList> {
        self.last_list().unwrap_or_default()
    }

    fn last_list(self) -> Option<Arc<ServerList>> {
        let server = self.server();
        self.last_list.with_value(|last| {
            let (own, list) = last.as_ref()?;
            (Some(own) == server.as_ref()).then(|| list.clone())
        })
    }

    /// Whether it is known which instances the server has.
    #[must_use]
    pub fn has_list(self) -> bool {
        self.list.track();
        self.last_list().is_some()
    }

    /// Looks at one row again, and at names and tokens of all.
    pub(super) fn recheck_row(self, place: usize) {
        if self.is_checking.get_untracked() {
            return self.recheck();
        }
        self.check.update(|check| {
            self.with_context(|context| check.look_at(context, place..place + 1));
            self.compare(check);
        });
        self.read_existing();
        self.keep_rows_soon();
    }

    /// Looks at rows again whose names and tokens are as they were.
    pub(super) fn look_at_rows(self, places: &[usize]) {
        self.check.update(|check| {
            self.with_context(|context| {
                places.iter().for_each(|place| check.look_at(context, *place..*place + 1));
            });
        });
    }

    pub(super) fn compare(self, check: &mut DryCheck) {
        self.run.with_untracked(|run| {
            let is_done = |id: u32| {
                run.and_then(|run| run.row(id)).is_some_and(|row| !row.state.can_change())
            };
            self.with_context(|context| check.compare(context, is_done));
        });
    }

    /// Asks the server for its list, to compare names and tokens with.
    pub fn ask_list(self) {
        let Some(server) = self.server().filter(|server| !server.key.is_empty()) else { return };
        spawn_local(async move {
            self.list_now(&server, false).await;
        });
    }

    /// The same; whether the list came, and is compared with. At the start of a run, rows that are compared
    /// already are not looked at again because of it, as long as they are the same.
    pub(super) async fn list_now(self, server: &Server, is_start: bool) -> bool {
        let before = self.listed_rows();
        self.list.set(ListKnown::Asking);
        let turn = self.next_list();
        let answer = list_of(server).await;
        // Another server, or another key, was chosen meanwhile, or it was asked once more.
        if self.server().as_ref() != Some(server) || self.lists.try_get_value() != Some(turn) {
            return false;
        }
        let is_known = answer.is_ok();
        self.list.set(match answer {
            Ok(list) => {
                self.last_list.set_value(Some((server.clone(), Arc::new(list))));
                ListKnown::Known
            }
            Err(error) => ListKnown::Failed(Arc::new(error)),
        });
        let is_other = self.batch.with_untracked(|batch| batch.changes_existing)
            && (!is_start || self.listed_rows() != before);
        if is_other {
            self.recheck();
        } else if !self.is_checking.get_untracked() {
            self.check.update(|check| self.compare(check));
        }
        is_known
    }
}

/// Counts one further, and says how far it is.
pub(super) fn next(turn: StoredValue<u32>) -> u32 {
    let next = turn.try_update_value(|turn| {
        *turn = turn.wrapping_add(1);
        *turn
    });
    next.unwrap_or_default()
}

async fn list_of(server: &Server) -> Result<ServerList, ApiError> {
    let call = list_reply::call(&server.base_url, &server.key);
    let answer = fetch::read(&call, list_reply::TIME_LIMIT_MS, &Cancel::new()).await?;
    let list = list_reply::read(answer.status, &answer.text, server.dialect)?;
    Ok(ServerList::new(list.rows))
}
