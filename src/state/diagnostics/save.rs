//! Saving a server: it is asked first whether it takes the key. What it answers is said at the field,
//! and the server can be saved all the same.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::diagnostics::findings::{CheckStep, Finding};
use crate::domain::diagnostics::save::{SaveStop, SaveVerdict};
use crate::domain::servers::form::ServerField;
use crate::domain::servers::server::Server;
use crate::platform::clock::pause;
use crate::platform::fetch::Cancel;
use crate::state::diagnostics::{CheckRun, Diagnostics, Subject};
use crate::state::servers::draft::{Detection, NEW};
use crate::state::servers::save_state::SaveState;

/// How saving ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SaveEnd {
    /// The id of the server
    Saved(u32),
    /// The field that has to be looked at
    Stopped(ServerField),
}

/// How often it is looked whether the server told its dialect.
const LOOK_MS: u32 = 100;

impl Diagnostics {
    /// Saves what is typed into the server's form, once the server took its key; a server that is the
    /// same as before in all that matters for that is saved at once. `is_forced` saves whatever the check
    /// found. `done` is not called where the check is given up.
    pub fn save(self, is_forced: bool, done: impl Fn(SaveEnd) + 'static) {
        let draft = self.draft;
        if untrack(|| draft.is_checking()) {
            return;
        }
        let stop = move |stop: SaveStop| {
            let field = stop.field;
            draft.save.set(SaveState::Stopped(stop));
            SaveEnd::Stopped(field)
        };
        match draft.submit() {
            Err(field) if field != ServerField::Dialect => return done(SaveEnd::Stopped(field)),
            Ok(server) if is_forced || self.is_checked(&server) => {
                return done(SaveEnd::Saved(self.keep(server)));
            }
            // A server that could not be asked tells no dialect the next time either.
            Err(_) if is_forced && untrack(|| draft.stop_at(ServerField::Url)).is_some() => {
                return done(stop(SaveStop::at(Finding::DialectMissing)));
            }
            _ if !is_forced && self.form_key().is_empty() => {
                return done(stop(SaveStop::at(Finding::KeyEmpty)));
            }
            _ => {}
        }
        let cancel = self.begin();
        draft.save.set(SaveState::Checking);
        spawn_local(async move {
            let Some(verdict) = self.ask_before_saving(&cancel).await else { return };
            self.run.set(CheckRun::default());
            done(match verdict {
                SaveVerdict::Stopped(found) if !is_forced => stop(found),
                _ => match draft.submit() {
                    Ok(server) => SaveEnd::Saved(self.keep(server)),
                    Err(ServerField::Dialect) => stop(SaveStop::at(Finding::DialectMissing)),
                    Err(field) => {
                        draft.save.set(SaveState::Idle);
                        SaveEnd::Stopped(field)
                    }
                },
            });
        });
    }

    /// Gives up what is being asked, and drops why saving stopped; nothing is saved.
    pub fn cancel_saving(self) {
        self.draft.drop_stop();
        self.cancel_save_check();
    }

    /// Gives up what is being asked.
    pub fn cancel_save_check(self) {
        if untrack(|| self.draft.is_checking()) {
            let _ = self.begin();
            self.run.set(CheckRun::default());
        }
    }

    /// Asks the server that is typed; `None` when that was given up.
    async fn ask_before_saving(self, cancel: &Cancel) -> Option<SaveVerdict> {
        let draft = self.draft;
        let step = Some(CheckStep::Version);
        let is_asked = || matches!(draft.detection.get_untracked(), Detection::Asking { .. });
        if is_asked() {
            // It was asked for its dialect when the address was left, and may take long to tell it.
            let run = CheckRun { subject: Subject::Saving, step, ..CheckRun::default() };
            self.show(run, cancel);
        }
        while is_asked() && !cancel.is_cancelled() {
            pause(LOOK_MS).await;
        }
        let mut target = self.form_target();
        target.is_brief = true;
        target.greeted = draft.greeted();
        let check = self.run_check(Subject::Saving, target, cancel).await?;
        // Its key may have been forgotten meanwhile.
        if cancel.is_cancelled() || !untrack(|| draft.is_checking()) {
            return None;
        }
        let told = (check.dialect(), check.version());
        if let (Some(dialect), version) = told
            && draft.values.with_untracked(|values| values.dialect.is_none())
        {
            draft.choose_dialect(dialect);
            draft.version.set(version.to_owned());
        }
        Some(SaveVerdict::of(&check))
    }

    /// Whether nothing of a stored server changed that a check could tell of.
    fn is_checked(&self, server: &Server) -> bool {
        let key = self.form_key();
        if key.is_empty() && self.draft.is_key_alone() {
            return false;
        }
        self.servers.list.with_untracked(|list| {
            list.iter().any(|old| {
                old.id == server.id
                    && old.base_url == server.base_url
                    && old.dialect == server.dialect
                    && old.key == key
            })
        })
    }

    /// A new server is in use from now on.
    fn keep(&self, server: Server) -> u32 {
        let is_refused = self.draft.save.with_untracked(
            |save| matches!(save, SaveState::Stopped(stop) if stop.is_refused_key()),
        );
        self.draft.save.set(SaveState::Idle);
        let is_new = server.id == NEW;
        let base_url = server.base_url.clone();
        let id = self.servers.save(server);
        if is_new {
            self.servers.choose(id);
        }
        self.forget(Subject::Server(id));
        if is_refused && self.servers.is_current(id, &base_url) {
            self.servers.note_refused_key();
        }
        id
    }
}
