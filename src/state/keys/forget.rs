//! Forgetting the keys: what was sent and what was made stay on the screen without a secret, and
//! nothing more is sent about them.

use std::sync::Arc;

use leptos::prelude::*;
use serde_json::Value;

use crate::domain::http::secret::{Secret, masked};
use crate::state::creation::lookup::InstanceLookup;
use crate::state::creation::{Creation, Progress};
use crate::state::keys::{ForgetScope, SecretHolder};

impl Creation {
    /// The server's key, the instance's token and every secret of the form that was sent leave the
    /// memory. What is under way ends with the call that is on its way.
    pub fn forget_key(&self) {
        let Some(attempt) = self.attempt.get_untracked() else { return };
        let mut attempt = (*attempt).clone();
        // Another id: what runs for the old one hears from now on that it is not the current one.
        attempt.id = self.take_turn();
        attempt.server.key = Secret::default();
        attempt.drafts.forget_secrets();
        attempt.is_forgotten = true;
        self.attempt.set(Some(Arc::new(attempt)));
        if let Some(created) = self.created.get_untracked() {
            let mut created = (*created).clone();
            created.hash = None;
            created.verify_token = None;
            created.qrcode = None;
            created.settings = None;
            created.raw = Value::Null;
            self.created.set(Some(Arc::new(created)));
        }
        self.proofs.update(|proofs| {
            for row in proofs.iter_mut().flat_map(|proof| &mut proof.rows) {
                if row.field.spec().is_secret() {
                    row.asked.as_mut().map(mask);
                    row.stored.as_mut().map(mask);
                }
            }
        });
        let halt = |all: &mut Vec<Progress>, from: usize| {
            for progress in all.iter_mut().skip(from) {
                if *progress == Progress::Running {
                    *progress = Progress::Waiting;
                }
            }
        };
        // The creation itself ends as it ends: a POST that was sent cannot be called back.
        self.progress.update(|all| halt(all, 1));
        self.again.update(|all| halt(all, 0));
        self.sighting.update(|sighting| match sighting {
            seen if seen.is_waiting() => *seen = InstanceLookup::NotLooked,
            InstanceLookup::Exists { row, .. } => *row = None,
            _ => {}
        });
    }
}

impl SecretHolder for Creation {
    /// A key or a token of what was created last.
    fn has_secrets(&self) -> bool {
        let has_key = self.attempt.with_untracked(|attempt| {
            attempt.as_ref().is_some_and(|attempt| !attempt.server.key.is_empty())
        });
        has_key
            || self.created.with_untracked(|created| {
                created.as_ref().is_some_and(|created| created.hash.is_some())
            })
    }

    /// Something that the operator began has not ended.
    fn is_busy(&self) -> bool {
        let runs = |all: &Vec<Progress>| all.contains(&Progress::Running);
        self.is_sending.get_untracked()
            || self.progress.with_untracked(runs)
            || self.again.with_untracked(runs)
            || self.sighting.with_untracked(|sighting| sighting.is_waiting())
    }

    fn forget(&self, scope: ForgetScope) {
        if scope == ForgetScope::Everything {
            self.cancel();
            self.forget_key();
            self.dismiss();
        } else {
            self.forget_key();
        }
    }
}

/// The texts of a value, and of the headers it may hold.
fn mask(value: &mut Value) {
    match value {
        Value::String(text) => *text = masked(text),
        Value::Object(headers) => headers.values_mut().for_each(mask),
        Value::Array(items) => items.iter_mut().for_each(mask),
        _ => {}
    }
}
