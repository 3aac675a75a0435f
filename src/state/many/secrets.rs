//! What rows hold of secrets goes with the keys. A run that needs them again waits for them.

use std::sync::Arc;

use leptos::prelude::*;

use crate::domain::many::batch::Batch;
use crate::domain::many::run::ManyRun;
use crate::domain::many::run::input::RunInput;
use crate::state::many::driver::ManyDriver;
use crate::state::many::{ListKnown, ManyDesk};
use crate::state::secrets::{ForgetScope, SecretHolder};

impl SecretHolder for ManyDesk {
    /// Rows may hold tokens, and so does what was created.
    fn has_secrets(&self) -> bool {
        self.batch.with_untracked(|batch| !batch.is_empty())
    }

    fn is_busy(&self) -> bool {
        let is_busy = |run: &ManyRun| {
            let goes_on = !run.is_paused() && !run.is_over() && !run.only_lacks();
            goes_on || run.rows().iter().any(|row| row.state.is_under_way())
        };
        self.run.with_untracked(|run| run.is_some_and(is_busy))
    }

    fn forget(&self, scope: ForgetScope) {
        if self.run.with_untracked(|run| run.is_some()) {
            self.give(RunInput::ForgetKeys);
        }
        self.driver.update_value(ManyDriver::cancel_changes);
        self.forget_existing();
        self.list.set(ListKnown::NotAsked);
        self.last_list.set_value(None);
        if scope == ForgetScope::Everything {
            return self.clear();
        }
        if !scope.is_keys() {
            self.batch.update(Batch::forget_secrets);
            self.common.update(|common| {
                if let Some(common) = common {
                    Arc::make_mut(common).forget_secrets();
                }
            });
            let rows = self.run.with_untracked(|run| {
                let rows = run.iter().flat_map(|run| run.rows());
                rows.filter(|row| row.state.can_change()).map(|row| row.id).collect::<Vec<_>>()
            });
            rows.into_iter().for_each(|id| self.tell_missing(id));
        }
        // What was read of instances stands in the plans, too.
        self.recheck();
    }
}
