//! What a later page of this tab finds of the batch and its run, in the session storage. No secret is
//! in it.

use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;

use crate::domain::many::run::ManyRun;
use crate::domain::many::run::input::RunInput;
use crate::domain::many::run::row::RowState;
use crate::domain::many::{kept, kept_run};
use crate::domain::servers::server::Server;
use crate::platform::storage::StorageScope;
use crate::state::many::{ManyDesk, RunPlace, owner};

const ROWS: &str = "many_rows";
const RUN: &str = "many_run";
/// After the last change, long enough for the frame that shows it.
const SOON: Duration = Duration::from_millis(300);

/// Where a block of the run's rows is kept.
fn block_name(block: usize) -> String {
    format!("{RUN}.{block}")
}

pub(super) fn forget() {
    StorageScope::Session.remove(ROWS);
    let head = StorageScope::Session.read(RUN).unwrap_or_default();
    for block in 0..kept_run::block_count(&head) {
        StorageScope::Session.remove(&block_name(block));
    }
    StorageScope::Session.remove(RUN);
    owner::forget();
}

impl ManyDesk {
    /// Whether the browser keeps what a later page needs.
    #[must_use]
    pub fn is_kept(self) -> bool {
        self.kept.get() == [true; 2]
    }

    /// Keeps the rows a little later: a long batch takes a while to be written.
    pub(super) fn keep_rows_soon(self) {
        if !self.is_unwritten.get_value() {
            self.is_unwritten.set_value(true);
            set_timeout(move || self.write_changed(), SOON);
        }
    }

    /// Writes what was changed since; also when the page goes.
    pub(super) fn write_changed(self) {
        if self.is_unwritten.try_get_value() == Some(true) {
            self.keep_rows();
        }
    }

    /// Keeps the rows and what they have in common.
    pub(super) fn keep_rows(self) {
        self.is_unwritten.set_value(false);
        let Some(server) = self.server() else { return };
        let common = untrack(|| self.common());
        let text = self.batch.with_untracked(|batch| {
            (!batch.is_empty()).then(|| kept::write_rows(&server, batch, &common))
        });
        match text {
            Some(text) => self.note_kept(0, StorageScope::Session.replace(ROWS, &text)),
            None => forget(),
        }
    }

    /// Keeps how far the run is.
    pub(super) fn keep_run(self) {
        let texts = self.run.change(|run| {
            let blocks = run.take_unkept();
            let mut texts: Vec<(String, String)> = blocks
                .map(|block| (block_name(block), kept_run::write_block(run, block)))
                .collect();
            texts.push((RUN.to_owned(), kept_run::write_head(run)));
            texts
        });
        let write = |(name, text): (String, String)| StorageScope::Session.replace(&name, &text);
        if let Some(texts) = texts {
            // Each is written, also after one that could not be.
            let failed = texts.into_iter().map(write).filter(|is_kept| !is_kept).count();
            self.note_kept(1, failed == 0);
        }
    }

    fn note_kept(self, which: usize, is_kept: bool) {
        let mut kept = self.kept.get_untracked();
        kept[which] = is_kept;
        if self.kept.get_untracked() != kept {
            self.kept.set(kept);
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
        let block = |block| StorageScope::Session.read(&block_name(block));
        let run = StorageScope::Session
            .read(RUN)
            .and_then(|head| kept_run::read_run(&head, block, &rows));
        self.server.set(Some(rows.server));
        self.batch.set(rows.batch);
        if let Some(run) = run {
            self.place.set(
                self.server()
                    .map(|server| RunPlace { base_url: server.base_url, dialect: server.dialect }),
            );
            self.common.set(Some(Arc::new(rows.common)));
            self.at_once.set(run.at_once());
            self.prove_each.set(run.prove_each());
            self.is_resumed.set(!run.is_over());
            self.run.set(Some(run));
            self.own_kept(move || self.resume());
        }
        self.recheck();
    }

    /// Looks up what the earlier page had sent. It takes the server's key, and nothing is sent.
    pub(super) fn resume(self) {
        let has_key = self.server().is_some_and(|server| !server.key.is_empty());
        let is_left = |run: &ManyRun| {
            let is_sent = |state: &RowState| matches!(state, RowState::Sent { .. });
            run.rows().iter().any(|row| is_sent(&row.state) && row.machine.is_none())
        };
        if has_key && self.run.with_untracked(|run| run.is_some_and(is_left)) {
            self.give(RunInput::Resume);
        }
    }
}
