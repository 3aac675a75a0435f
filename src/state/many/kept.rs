//! What a later page of this tab finds of the batch and its run, in the session storage. No secret is
//! in it.

use std::sync::Arc;

use leptos::prelude::*;

use crate::domain::many::kept;
use crate::domain::many::run::ManyRun;
use crate::domain::many::run::input::RunInput;
use crate::domain::servers::server::Server;
use crate::platform::storage::StorageScope;
use crate::state::many::{ManyDesk, RunCommon};

const ROWS: &str = "many_rows";
const RUN: &str = "many_run";

pub(super) fn forget() {
    StorageScope::Session.remove(ROWS);
    StorageScope::Session.remove(RUN);
}

impl ManyDesk {
    /// Keeps the rows and what they have in common.
    pub(super) fn keep_rows(self) {
        let Some(server) = self.server() else { return };
        let common = untrack(|| self.common());
        let text = self.batch.with_untracked(|batch| {
            (!batch.is_empty())
                .then(|| kept::write_rows(&server, batch, &common.drafts, &common.forgotten))
        });
        match text {
            Some(text) => self.is_kept.set(StorageScope::Session.write(ROWS, &text)),
            None => forget(),
        }
    }

    /// Keeps how far the run is.
    pub(super) fn keep_run(self) {
        let text = self.run.with_untracked(|run| run.as_ref().map(kept::write_run));
        if let Some(text) = text {
            let is_kept = StorageScope::Session.write(RUN, &text);
            if self.is_kept.get_untracked() != is_kept {
                self.is_kept.set(is_kept);
            }
        }
    }

    /// Brings back what an earlier page left.
    pub(super) fn restore(self) {
        let Some(rows) = StorageScope::Session.read(ROWS).and_then(|text| kept::read_rows(&text))
        else {
            return;
        };
        let is_there = |server: &Server| rows.is_of(server);
        if !self.servers.list.with_untracked(|list| list.iter().any(is_there)) {
            return forget();
        }
        let run = StorageScope::Session.read(RUN).and_then(|text| kept::read_run(&text, &rows));
        self.server.set(Some(rows.server));
        self.batch.set(rows.batch);
        if let Some(run) = run {
            let forgotten = rows.forgotten_common;
            self.common.set(Some(Arc::new(RunCommon { drafts: rows.common, forgotten })));
            self.at_once.set(run.at_once());
            self.is_resumed.set(!run.is_over());
            self.run.set(Some(run));
        }
        self.recheck();
        self.resume();
    }

    /// Looks up what the earlier page had sent. It takes the server's key, and nothing is sent.
    pub(super) fn resume(self) {
        let has_key = self.server().is_some_and(|server| !server.key.is_empty());
        let is_left = |run: &ManyRun| {
            run.rows().iter().any(|row| row.state.is_under_way() && row.machine.is_none())
        };
        if has_key && self.run.with_untracked(|run| run.as_ref().is_some_and(is_left)) {
            self.give(RunInput::Resume);
        }
    }

    /// The secrets that all rows have leave the memory.
    pub(super) fn forget_common(self) {
        let Some(common) = self.common.get_untracked() else { return };
        let mut common = (*common).clone();
        let secret = common.drafts.clone();
        common.drafts.forget_secrets();
        common.forgotten.extend(crate::domain::creation::asked::secrets(&secret));
        self.common.set(Some(Arc::new(common)));
    }
}
