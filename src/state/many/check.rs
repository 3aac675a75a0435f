//! The dry check, a part a frame: however many rows there are, the page goes on scrolling.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::instances::list_reply;
use crate::domain::many::check::{DryCheck, ServerList};
use crate::domain::many::outcome::RowOutcome;
use crate::domain::many::run::row::RowState;
use crate::domain::reply::error::ApiError;
use crate::domain::servers::server::Server;
use crate::platform::fetch;
use crate::platform::fetch::Cancel;
use crate::state::many::{ListKnown, ManyDesk};

/// As many rows as are looked at in one frame.
const ROWS_A_FRAME: usize = 400;

impl ManyDesk {
    /// Looks at all rows again.
    pub fn recheck(self) {
        let turn = self.next_turn();
        let count = self.batch.with_untracked(|batch| batch.rows().len());
        self.is_checking.set(count > 0);
        self.keep_rows_soon();
        self.look_on(turn, DryCheck::of_len(count), 0);
    }

    fn next_turn(self) -> u32 {
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
        let to = (from + ROWS_A_FRAME).min(count);
        let (common, api) = (untrack(|| self.common()), self.api());
        self.batch.with_untracked(|batch| check.look_at(batch, &common, api, from..to));
        if to < count {
            request_animation_frame(move || self.look_on(turn, check, to));
            return;
        }
        self.compare(&mut check);
        self.check.set(check);
        self.is_checking.set(false);
    }

    /// Looks at one row again, and at names and tokens of all.
    pub(super) fn recheck_row(self, place: usize) {
        if self.is_checking.get_untracked() {
            return self.recheck();
        }
        let (common, api) = (untrack(|| self.common()), self.api());
        self.check.update(|check| {
            self.batch.with_untracked(|batch| check.look_at(batch, &common, api, place..place + 1));
            self.compare(check);
        });
        self.keep_rows_soon();
    }

    pub(super) fn compare(self, check: &mut DryCheck) {
        let none = Arc::default();
        let list = self.list.with_untracked(|list| match list {
            ListKnown::Known(list) => list.clone(),
            _ => none,
        });
        self.run.with_untracked(|run| {
            let is_done = |id: u32| {
                let row = run.as_ref().and_then(|run| run.row(id));
                row.is_some_and(|row| match &row.state {
                    RowState::Starting | RowState::Sent { .. } => true,
                    RowState::Ended(outcome) => {
                        outcome.is_created() || matches!(outcome, RowOutcome::Unknown(..))
                    }
                    RowState::Waiting | RowState::Skipped => false,
                })
            };
            self.batch.with_untracked(|batch| check.compare(batch, &list, is_done));
        });
    }

    /// Asks the server for its list, to compare names and tokens with.
    pub fn ask_list(self) {
        let Some(server) = self.server().filter(|server| !server.key.is_empty()) else { return };
        spawn_local(async move {
            self.list_now(&server).await;
        });
    }

    /// The same; whether the list came, and is compared with.
    pub(super) async fn list_now(self, server: &Server) -> bool {
        self.list.set(ListKnown::Asking);
        let turn = self.next_list();
        let known = match list_of(server).await {
            Ok(list) => ListKnown::Known(Arc::new(list)),
            Err(error) => ListKnown::Failed(Arc::new(error)),
        };
        // Another server, or another key, was chosen meanwhile, or it was asked once more.
        if self.server().as_ref() != Some(server) || self.lists.try_get_value() != Some(turn) {
            return false;
        }
        let is_known = matches!(known, ListKnown::Known(_));
        self.list.set(known);
        if !self.is_checking.get_untracked() {
            self.check.update(|check| self.compare(check));
        }
        is_known
    }
}

fn next(turn: StoredValue<u32>) -> u32 {
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
    Ok(ServerList::new(list.rows.iter().map(|row| (row.name.as_str(), row.token.as_ref()))))
}
