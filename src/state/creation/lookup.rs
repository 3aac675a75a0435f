//! What is on the server after a creation that ended unclear or half-way: looking its name up until
//! that is certain, deleting what was left behind, and showing what was made after all. All of it
//! only reads, but for the deletion that the operator asks for.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::creation::outcome::{CreationOutcome, may_still_arrive};
use crate::domain::creation::ownership::Ownership;
use crate::domain::http::request::{HttpCall, Method, path};
use crate::domain::http::url::encode_segment;
use crate::domain::reply::decode;
use crate::domain::reply::decode::Created;
use crate::domain::reply::error::{ApiError, Case};
use crate::domain::servers::server::Server;
use crate::platform::fetch;
use crate::platform::fetch::Cancel;
use crate::state::creation::attempt::Attempt;
use crate::state::creation::in_flight::InFlight;
use crate::state::creation::{Creation, name_lock};

/// What looking a name up has shown.
#[derive(Clone, Debug, PartialEq)]
pub enum InstanceLookup {
    NotLooked,
    Looking,
    /// Not there, but a request may still be on its way: it is looked up again
    NotYet,
    Exists {
        state: String,
        /// What the server's list tells of it, where it tells anything
        row: Option<Arc<Created>>,
        /// What was sent made it, as far as token and time tell
        is_own: bool,
    },
    /// There is one of this name with another token than the one that was sent
    Foreign,
    /// There is one of this name that was made before anything was sent
    Earlier,
    Absent,
    /// Not found by its name, or deleted, and the name is still taken: it is looked up again
    Held,
    /// As before, and the time for waiting is over
    StillHeld,
    Unclear,
    LoggingOut,
    Deleting,
    Deleted,
    DeleteFailed(Arc<ApiError>),
}

impl InstanceLookup {
    /// What was sent from here is not there, and will not be.
    #[must_use]
    pub const fn is_without_ours(&self) -> bool {
        matches!(self, Self::Absent | Self::Deleted | Self::Foreign | Self::Earlier)
    }

    /// Something goes on by itself.
    #[must_use]
    pub const fn is_waiting(&self) -> bool {
        matches!(
            self,
            Self::Looking | Self::NotYet | Self::Held | Self::LoggingOut | Self::Deleting
        )
    }
}

/// For how long a creation that was sent may still arrive, although nobody waits for its answer, in
/// seconds. A server that has it makes the instance at once, and what takes time comes after that.
pub(crate) const PATIENCE: u32 = 8;
/// How long a name that is to be free is waited for, in seconds.
pub const HOLD_LIMIT: u32 = 60;

impl Creation {
    /// Looks the attempt's name up on its server until it is certain what is there, and notes it.
    pub fn look(&'static self) {
        let Some(attempt) = self.attempt.get_untracked() else { return };
        let turn = self.take_turn();
        self.sighting.set(InstanceLookup::Looking);
        let failure = self.failure_untracked();
        let may_come = failure.as_ref().is_some_and(|error| may_still_arrive(error.case));
        let sent_at = if may_come { attempt.started_at } else { 0.0 };
        // What the server is about to take back may be seen for a moment yet.
        let is_leaving =
            failure.is_some_and(|error| attempt.aftermath(&error) == CreationOutcome::RolledBack);
        spawn_local(async move {
            let seen = self.settle(&attempt, turn, sent_at, is_leaving).await;
            self.see(turn, seen);
        });
    }

    /// Whether the name may be used, although a creation of it that was sent at this time had no
    /// certain end.
    pub(crate) async fn is_free(&self, attempt: &Attempt, sent_at: f64) -> bool {
        let turn = self.take_turn();
        let seen = self.settle(attempt, turn, sent_at, false).await;
        self.sighting.set(InstanceLookup::NotLooked);
        seen == InstanceLookup::Absent
    }

    /// Deletes the half-made instance. Each step is verified by reading the state: the verbs' own
    /// answers prove nothing. One that counts as connected, as the Business engine's does at once,
    /// is logged out first.
    pub fn delete(&'static self) {
        let Some(attempt) = self.attempt.get_untracked() else { return };
        let turn = self.take_turn();
        self.sighting.set(InstanceLookup::Deleting);
        spawn_local(async move {
            let (server, name) = (&attempt.server, attempt.name());
            let is_open = state(server, name).await.is_ok_and(|state| state == "open");
            if is_open && self.is_turn(turn) {
                self.see(turn, InstanceLookup::LoggingOut);
                let outcome = verb(server, "/instance/logout", name).await;
                if !self.is_turn(turn) {
                    return;
                }
                if state(server, name).await.is_ok_and(|state| state == "open") {
                    let error = outcome.err();
                    let error = error.unwrap_or(ApiError::without_reply(Case::StillConnected));
                    return self.see(turn, InstanceLookup::DeleteFailed(attempt.failure(error)));
                }
                self.see(turn, InstanceLookup::Deleting);
            }
            // What was begun before something newer is not finished in its name.
            if !self.is_turn(turn) {
                return;
            }
            let seen = match verb(server, "/instance/delete", name).await {
                Ok(()) => match self.settle(&attempt, turn, 0.0, true).await {
                    InstanceLookup::Absent => InstanceLookup::Deleted,
                    seen => seen,
                },
                Err(error) => match self.look_up(&attempt, turn).await {
                    InstanceLookup::Absent => InstanceLookup::Deleted,
                    _ => InstanceLookup::DeleteFailed(attempt.failure(error)),
                },
            };
            self.see(turn, seen);
        });
    }

    /// Looks no further by itself. What is on the server stays as unknown as it was.
    pub fn stop_looking(&self) {
        self.take_turn();
        self.sighting.set(InstanceLookup::NotLooked);
    }

    /// Goes on with an instance that was found: it is shown with what its server tells of it, and
    /// what is stored is read back. Steps that write run only where it is this attempt's own:
    /// another tab runs its own, and somebody else's instance is left as it is.
    pub fn show_found(&'static self) {
        let Some(attempt) = self.attempt.get_untracked() else { return };
        let InstanceLookup::Exists { state, row, is_own } = self.sighting.get_untracked() else {
            return;
        };
        let mut created = row.map_or_else(Created::default, |row| (*row).clone());
        created.status = Some(state);
        created.hash = created.hash.or_else(|| self.sent_token(&attempt));
        let runs_all = is_own && self.was_sent(&attempt);
        self.go_on(&attempt, created, runs_all);
    }

    /// Reads until it is certain what is there, or the time for it is over: once a second, so that a
    /// request that was sent just now has time to arrive, and a deletion to be done. What has been
    /// followed by something newer ends in whatever it saw last.
    async fn settle(
        &self,
        attempt: &Attempt,
        turn: u32,
        sent_at: f64,
        is_leaving: bool,
    ) -> InstanceLookup {
        let started = js_sys::Date::now();
        loop {
            let seen = match self.look_up(attempt, turn).await {
                InstanceLookup::Exists { .. } if is_leaving => InstanceLookup::Held,
                InstanceLookup::Exists { state, row, .. } => {
                    match self.ownership(attempt, row.as_deref()) {
                        Ownership::Foreign => InstanceLookup::Foreign,
                        Ownership::Earlier => InstanceLookup::Earlier,
                        told => {
                            InstanceLookup::Exists { state, row, is_own: told == Ownership::Own }
                        }
                    }
                }
                InstanceLookup::Absent if seconds_since(sent_at) < PATIENCE => {
                    InstanceLookup::NotYet
                }
                seen => seen,
            };
            let waited = seconds_since(started);
            let seen = match seen {
                InstanceLookup::Held if waited >= HOLD_LIMIT => InstanceLookup::StillHeld,
                seen => seen,
            };
            if !seen.is_waiting() || !self.is_turn(turn) {
                return seen;
            }
            self.waited.set(waited);
            self.see(turn, seen);
            fetch::pause(1000).await;
        }
    }

    /// As [`sight`], and what the server's list says: it knows more of an instance, answers where
    /// the state cannot be had, and holds a name until it is free again. What has been followed by
    /// something newer asks no further.
    async fn look_up(&self, attempt: &Attempt, turn: u32) -> InstanceLookup {
        let (server, name) = (&attempt.server, attempt.name());
        let seen = sight(server, name).await;
        if !self.is_turn(turn) {
            return InstanceLookup::Unclear;
        }
        let exists =
            |state, row| InstanceLookup::Exists { state, row: Some(Arc::new(row)), is_own: false };
        match (row(server, name).await, seen) {
            (Ok(Some(row)), InstanceLookup::Exists { state, .. }) => exists(state, row),
            (Ok(Some(row)), InstanceLookup::Unclear) => {
                exists(row.status.clone().unwrap_or_default(), row)
            }
            (Ok(Some(_)), _) => InstanceLookup::Held,
            (Ok(None), InstanceLookup::Unclear) => InstanceLookup::Absent,
            (_, seen) => seen,
        }
    }

    /// Begins something new about the name: what is still under way for it ends unheard.
    pub(crate) fn take_turn(&self) -> u32 {
        self.waited.set(0);
        self.turn.fetch_add(1, Ordering::Relaxed) + 1
    }

    fn is_turn(&self, turn: u32) -> bool {
        self.turn.load(Ordering::Relaxed) == turn
    }

    /// What is drawn from it stays in place until it changes.
    pub(crate) fn see(&self, turn: u32, seen: InstanceLookup) {
        if !self.is_turn(turn) || self.sighting.with_untracked(|now| *now == seen) {
            return;
        }
        if let Some(attempt) = self.attempt.get_untracked() {
            let (server, name) = (&attempt.server, attempt.name());
            if seen.is_without_ours() {
                InFlight::forget(server, name);
            }
            if !seen.is_waiting() && seen != InstanceLookup::Unclear {
                name_lock::release(&server.base_url, name);
            }
        }
        self.sighting.set(seen);
    }
}

/// Whole seconds: nobody reads the fractions.
#[must_use]
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
pub fn seconds_since(started: f64) -> u32 {
    ((js_sys::Date::now() - started) / 1000.0) as u32
}

/// Whether an instance of this name answers on the server.
pub async fn sight(server: &Server, name: &str) -> InstanceLookup {
    match state(server, name).await {
        Ok(state) => InstanceLookup::Exists { state, row: None, is_own: false },
        Err(error) if error.case == Case::InstanceNotFound => InstanceLookup::Absent,
        Err(_) => InstanceLookup::Unclear,
    }
}

async fn state(server: &Server, name: &str) -> Result<String, ApiError> {
    let path = path("/instance/connectionState", name);
    let call = HttpCall::new(Method::Get, &server.base_url, &path, &server.key);
    let reply = fetch::send(&call, 20_000, &Cancel::new()).await?;
    decode::state(reply.status, &reply.text, server.dialect)
}

async fn row(server: &Server, name: &str) -> Result<Option<Created>, ApiError> {
    let path = format!("/instance/fetchInstances?instanceName={}", encode_segment(name));
    let call = HttpCall::new(Method::Get, &server.base_url, &path, &server.key);
    let reply = fetch::send(&call, 20_000, &Cancel::new()).await?;
    decode::listed(reply.status, &reply.text, server.dialect, name)
}

async fn verb(server: &Server, route: &str, name: &str) -> Result<(), ApiError> {
    let call = HttpCall::new(Method::Delete, &server.base_url, &path(route, name), &server.key);
    let reply = fetch::send(&call, 30_000, &Cancel::new()).await?;
    decode::json(reply.status, &reply.text, server.dialect).map(|_| ())
}
