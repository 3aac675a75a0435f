//! What is on the server after a creation that ended unclear or half-way: looking its name up, and
//! deleting what was left behind.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::creation::{Attempt, Creation};
use crate::api::{self, Cancel};
use crate::domain::decode;
use crate::domain::endpoint::{HttpCall, Method, path};
use crate::domain::error::{ApiError, Case};
use crate::domain::server::Server;

/// What looking a name up has shown.
#[derive(Clone, Debug, PartialEq)]
pub enum Sighting {
    NotLooked,
    Looking,
    Exists { state: String },
    Absent,
    Unclear,
    Deleting,
    Deleted,
    DeleteFailed(Arc<ApiError>),
}

impl Creation {
    /// Looks the attempt's name up on its server and notes what is there.
    pub fn look(&'static self) {
        let Some(attempt) = self.attempt.get_untracked() else { return };
        self.sighting.set(Sighting::Looking);
        spawn_local(async move {
            let seen = sight(&attempt.server, attempt.name()).await;
            self.see(&attempt, seen);
        });
    }

    /// Deletes the half-made instance and verifies by looking again. One that counts as connected,
    /// as the Business engine's does at once, is logged out first.
    pub fn delete(&'static self) {
        let Some(attempt) = self.attempt.get_untracked() else { return };
        self.sighting.set(Sighting::Deleting);
        spawn_local(async move {
            let name = attempt.name();
            let mut outcome = delete_once(&attempt.server, name).await;
            if outcome.as_ref().is_err_and(|error| error.case == Case::StillConnected) {
                // Its own answer says little: whether the instance is gone is seen below.
                let _ = verb(&attempt.server, "/instance/logout", name).await;
                outcome = delete_once(&attempt.server, name).await;
            }
            let seen = match (sight(&attempt.server, name).await, outcome) {
                (Sighting::Absent, _) => Sighting::Deleted,
                (_, Err(error)) => Sighting::DeleteFailed(Arc::new(error)),
                (seen, Ok(())) => seen,
            };
            self.see(&attempt, seen);
        });
    }

    fn see(&self, attempt: &Arc<Attempt>, seen: Sighting) {
        if self.is_current(attempt) {
            self.sighting.set(seen);
        }
    }
}

/// Whether an instance of this name is on the server.
pub async fn sight(server: &Server, name: &str) -> Sighting {
    let path = path("/instance/connectionState", name);
    let call = HttpCall::new(Method::Get, &server.base_url, &path, &server.key);
    let state = match api::send(&call, 20_000, &Cancel::new()).await {
        Ok(reply) => decode::state(reply.status, &reply.text, server.dialect),
        Err(error) => Err(error),
    };
    match state {
        Ok(state) => Sighting::Exists { state },
        Err(error) if error.case == Case::InstanceNotFound => Sighting::Absent,
        Err(_) => Sighting::Unclear,
    }
}

async fn delete_once(server: &Server, name: &str) -> Result<(), ApiError> {
    verb(server, "/instance/delete", name).await
}

async fn verb(server: &Server, route: &str, name: &str) -> Result<(), ApiError> {
    let call = HttpCall::new(Method::Delete, &server.base_url, &path(route, name), &server.key);
    let reply = api::send(&call, 30_000, &Cancel::new()).await?;
    decode::json(reply.status, &reply.text, server.dialect).map(|_| ())
}
