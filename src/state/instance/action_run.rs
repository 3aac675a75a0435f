//! Runs one action on the instance at a time: restart, disconnect or delete, each verified by reading
//! the state again.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::instances::action::{
    ActionCall, ActionOutcome, ActionRun, ActionStep, RowAction,
};
use crate::domain::servers::server::Server;
use crate::platform::fetch;
use crate::platform::fetch::{Cancel, pause};

/// How far the last action is.
#[derive(Clone, Debug, PartialEq)]
pub enum ActionProgress {
    Running(RowAction),
    Ended(RowAction, ActionOutcome),
}

#[derive(Clone, Copy, Debug)]
pub struct InstanceActions {
    pub progress: RwSignal<Option<ActionProgress>>,
    task: StoredValue<(Server, String, Cancel), LocalStorage>,
}

impl InstanceActions {
    /// Makes them under the current owner. What is on its way goes on when the screen is left.
    #[must_use]
    pub fn new(server: Server, name: &str) -> Self {
        let task = (server, name.to_owned(), Cancel::new());
        Self { progress: RwSignal::new(None), task: StoredValue::new_local(task) }
    }

    #[must_use]
    pub fn is_running(self) -> bool {
        self.progress.with(|progress| matches!(progress, Some(ActionProgress::Running(_))))
    }

    /// Begins, unless something is on its way; `on_end` is told how it ended.
    pub fn begin(self, action: RowAction, on_end: impl FnOnce(&ActionOutcome) + 'static) {
        if untrack(|| self.is_running()) {
            return;
        }
        let Some((server, name, cancel)) = self.task.try_get_value() else { return };
        self.progress.set(Some(ActionProgress::Running(action)));
        spawn_local(async move {
            let outcome = run(action, &server, &name, &cancel).await;
            on_end(&outcome);
            // The screen may be gone by now.
            let _ = self.progress.try_set(Some(ActionProgress::Ended(action, outcome)));
        });
    }

    pub fn dismiss(self) {
        if !untrack(|| self.is_running()) {
            self.progress.set(None);
        }
    }
}

async fn run(action: RowAction, server: &Server, name: &str, cancel: &Cancel) -> ActionOutcome {
    let (mut machine, mut next) = ActionRun::start(action);
    loop {
        let call = ActionCall::call(next, &server.base_url, server.dialect, name, &server.key);
        let reply = fetch::send(&call, next.time_limit_ms(), cancel).await;
        let told = reply.and_then(|it| next.read(it.status, &it.text, server.dialect));
        let told = told.map_err(|error| error.without(&[server.key.reveal().to_owned()]));
        match machine.answered(told) {
            ActionStep::Done(outcome) => return outcome,
            ActionStep::Call { after_ms, call } => {
                if after_ms > 0 {
                    pause(after_ms).await;
                }
                next = call;
            }
        }
    }
}
