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
use crate::platform::clock;
use crate::platform::storage::StorageScope;
use crate::state::many::parts::{PART_MS, next_part};
use crate::state::many::{ManyDesk, RunPlace, owner};

const ROWS: &str = "many_rows";
const RUN: &str = "many_run";
/// After the last change, long enough for the frame that shows it.
const SOON: Duration = Duration::from_millis(300);

/// Where a block of rows, or of the states of a run, is kept.
fn block_name(of: &str, block: usize) -> String {
    format!("{of}.{block}")
}

fn read_block(of: &'static str) -> impl Fn(usize) -> Option<String> {
    move |block| StorageScope::Session.read(&block_name(of, block))
}

pub(super) fn forget() {
    for of in [ROWS, RUN] {
        let head = StorageScope::Session.read(of).unwrap_or_default();
        for block in 0..kept::block_count(&head) {
            StorageScope::Session.remove(&block_name(of, block));
        }
        StorageScope::Session.remove(of);
    }
    owner::forget();
}

impl ManyDesk {
    /// Whether the browser keeps what a later page needs.
    #[must_use]
    pub fn is_kept(self) -> bool {
        self.kept.get() == [true; 2]
    }

    /// Keeps the rows a little later, part by part: a long batch takes a while to be written.
    pub(super) fn keep_rows_soon(self) {
        if !self.is_unwritten.get_value() {
            self.is_unwritten.set_value(true);
            set_timeout(move || self.write_on(), SOON);
        }
    }

    fn write_on(self) {
        if self.is_unwritten.try_get_value() != Some(true) {
            return;
        }
        let started = clock::monotonic_ms();
        while clock::monotonic_ms() - started < PART_MS {
            if !self.write_block() {
                return self.write_head();
            }
        }
        next_part(move || self.write_on());
    }

    /// Writes what was changed since; also when the page goes.
    pub(super) fn write_changed(self) {
        if self.is_unwritten.try_get_value() == Some(true) {
            self.keep_rows();
        }
    }

    /// Keeps the rows and what they have in common, at once.
    pub(super) fn keep_rows(self) {
        while self.write_block() {}
        self.write_head();
    }

    /// Writes the next block of rows, if there is one. Where it cannot be written, the others are left as well.
    fn write_block(self) -> bool {
        let next = self.batch.try_update_untracked(|batch| {
            let block = batch.unkept.take()?;
            Some((block, kept::write_block(batch, block)))
        });
        let Some((block, text)) = next.flatten() else { return false };
        let is_kept = StorageScope::Session.replace(&block_name(ROWS, block), &text);
        if !is_kept {
            let _ = self.batch.try_update_untracked(|batch| batch.unkept.put_back(block));
        }
        is_kept
    }

    /// Writes what is said of the rows as a whole, once their blocks are written.
    fn write_head(self) {
        self.is_unwritten.set_value(false);
        let Some(server) = self.server() else { return };
        let common = untrack(|| self.common());
        let head = self.batch.with_untracked(|batch| {
            let is_written = batch.unkept.is_empty();
            (!batch.is_empty()).then(|| (is_written, kept::write_head(&server, batch, &common)))
        });
        match head {
            Some((is_written, head)) => {
                let is_kept = StorageScope::Session.replace(ROWS, &head);
                self.note_kept(0, is_kept && is_written);
            }
            None => forget(),
        }
    }

    /// Keeps how far the run is.
    pub(super) fn keep_run(self) {
        let is_written = self.run.change(|run| {
            while let Some(block) = run.unkept.take() {
                let text = kept_run::write_block(run, block);
                if !StorageScope::Session.replace(&block_name(RUN, block), &text) {
                    run.unkept.put_back(block);
                    return false;
                }
            }
            StorageScope::Session.replace(RUN, &kept_run::write_head(run))
        });
        if let Some(is_written) = is_written {
            self.note_kept(1, is_written);
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
        let read = |of| StorageScope::Session.read(of);
        let rows = read(ROWS).and_then(|head| kept::read_rows(&head, read_block(ROWS)));
        let Some(rows) = rows else { return };
        let is_there = |server: &Server| rows.is_of(server);
        if !self.servers.list.with_untracked(|list| list.iter().any(is_there)) {
            return forget();
        }
        let run = read(RUN).and_then(|head| kept_run::read_run(&head, read_block(RUN), &rows));
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
