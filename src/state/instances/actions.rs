//! Restarts, disconnects and deletes instances, one at a time or many. Each action ends by reading the
//! state, and its end stays with the row until the next one.

use std::collections::HashMap;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::instances::action::{ActionOutcome, ActionRun, ActionStep, RowAction};
use crate::domain::instances::listed_row::RowKey;
use crate::domain::reply::error::{ApiError, Case};
use crate::platform::fetch;
use crate::platform::fetch::pause;
use crate::state::instances::Instances;

/// What is being done with a row, or was done last.
#[derive(Clone, Debug, PartialEq)]
pub enum Activity {
    Running(RowAction),
    Ended(RowAction, ActionOutcome),
}

/// What is done with each row.
#[derive(Clone, Copy, Debug)]
pub struct Activities(RwSignal<HashMap<RowKey, Activity>>);

impl Activities {
    pub(super) fn new() -> Self {
        Self(RwSignal::new(HashMap::new()))
    }

    #[must_use]
    pub fn of(self, key: &RowKey) -> Option<Activity> {
        self.0.with(|all| all.get(key).cloned())
    }

    #[must_use]
    pub fn is_running(self, key: &RowKey) -> bool {
        self.0.with(|all| matches!(all.get(key), Some(Activity::Running(_))))
    }

    pub fn dismiss(self, key: &RowKey) {
        self.0.update(|all| {
            if matches!(all.get(key), Some(Activity::Ended(..))) {
                all.remove(key);
            }
        });
    }

    pub(super) fn is_any_running(self) -> bool {
        self.0.with_untracked(|all| all.values().any(|one| matches!(one, Activity::Running(_))))
    }

    pub(super) fn clear(self) {
        self.0.set(HashMap::new());
    }

    pub(super) fn forget_server(self, server: u32) {
        self.0.update(|all| all.retain(|key, _| key.server != server));
    }

    /// A newer list says more than an action that went well: what failed stays until it is dismissed, and
    /// what was deleted may exist again.
    pub(super) fn list_came(self, server: u32, is_listed: impl Fn(&str) -> bool) {
        let is_over = |key: &RowKey, activity: &Activity| {
            let is_good = matches!(activity, Activity::Ended(_, outcome) if outcome.is_verified());
            key.server == server
                && (is_good || !is_listed(&key.name) && !matches!(activity, Activity::Running(_)))
        };
        if self.0.with_untracked(|all| all.iter().any(|(key, activity)| is_over(key, activity))) {
            self.0.update(|all| all.retain(|key, activity| !is_over(key, activity)));
        }
    }

    fn set(self, key: RowKey, activity: Activity) {
        self.0.update(|all| {
            all.insert(key, activity);
        });
    }
}

impl Instances {
    /// Starts an action, unless the row has one running.
    pub fn start(self, key: RowKey, action: RowAction) {
        if untrack(|| self.activities.is_running(&key)) {
            return;
        }
        spawn_local(async move {
            self.act(key, action).await;
        });
    }

    /// Does an action and tells how it ended.
    pub async fn act(self, key: RowKey, action: RowAction) -> ActionOutcome {
        self.activities.set(key.clone(), Activity::Running(action));
        let outcome = self.run(&key, action).await;
        let is_kept = self.activities.0.try_with_untracked(|all| all.contains_key(&key));
        // Everything was forgotten meanwhile.
        if is_kept != Some(true) {
            return outcome;
        }
        match &outcome {
            ActionOutcome::Verified(None) => self.drop_row(&key),
            ActionOutcome::Verified(Some(state)) | ActionOutcome::Unchanged(state) => {
                self.note_live(&key, *state);
            }
            ActionOutcome::StillThere
            | ActionOutcome::NameUnsafe
            | ActionOutcome::Busy
            | ActionOutcome::Failed(_) => {}
        }
        self.activities.set(key, Activity::Ended(action, outcome.clone()));
        outcome
    }

    async fn run(self, key: &RowKey, action: RowAction) -> ActionOutcome {
        let Some(server) = self.server(key.server) else {
            let error = ApiError::without_reply(Case::Cancelled);
            return ActionOutcome::Failed(Box::new(error));
        };
        if !action.may_be_done(server.dialect, &key.name) {
            return ActionOutcome::NameUnsafe;
        }
        let cancel = self.cancel();
        let (mut run, mut next) = ActionRun::start(action);
        loop {
            let call = next.call(&server.base_url, server.dialect, &key.name, &server.key);
            let answer = fetch::send(&call, next.time_limit_ms(), &cancel)
                .await
                .and_then(|reply| next.read(reply.status, &reply.text, server.dialect));
            match run.answered(answer) {
                ActionStep::Call { after_ms, call } => {
                    if after_ms > 0 {
                        pause(after_ms).await;
                    }
                    next = call;
                }
                ActionStep::Done(outcome) => return outcome,
            }
        }
    }
}
