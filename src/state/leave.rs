//! Leaving the result: at once, or after a question while its token is not stored.

use leptos::prelude::*;

use crate::domain::route::Route;
use crate::domain::schema::fields::Field;
use crate::state::creation::Creation;
use crate::state::embed::parent_events;
use crate::state::form::model::FormModel;
use crate::state::route::{current_route, go_to};
use crate::state::secrets::{ForgetScope, SecretHolder};

/// A way to leave the result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Leave {
    To(Route),
    /// To an empty form
    Another,
    /// To an empty form whose fields are unlocked: the page around asks for it
    Unlocked,
    /// To a form with everything that was sent, but for what must be new
    Duplicate,
}

#[derive(Clone, Copy, Debug)]
pub struct ResultExit {
    creation: Creation,
    form: FormModel,
    /// Something covers the result: to go back is to take that away
    pub is_covered: RwSignal<bool>,
    /// The way that waits for the operator's answer
    pub pending: RwSignal<Option<Leave>>,
}

impl ResultExit {
    #[must_use]
    pub fn new(creation: Creation, form: FormModel) -> Self {
        let (is_covered, pending) = (RwSignal::new(false), RwSignal::new(None));
        Self { creation, form, is_covered, pending }
    }

    /// Whether the route may be left now. If not, the operator is asked.
    pub fn may_leave(&self, route: &Route) -> bool {
        if *route == Route::Result && self.is_covered.get_untracked() {
            self.is_covered.set(false);
            return false;
        }
        let is_held = *route == Route::Result && self.creation.holds_unstored_token();
        if is_held {
            self.pending.set(Some(Leave::To(current_route())));
        }
        !is_held
    }

    /// Leaves the result, or asks first while its token is not stored.
    pub fn leave(&self, leave: Leave) {
        if self.creation.holds_unstored_token() {
            self.pending.set(Some(leave));
        } else {
            self.leave_now(leave);
        }
    }

    /// Answers the question.
    pub fn answer(&self, is_left: bool) {
        let pending = self.pending.get_untracked();
        self.pending.set(None);
        if let Some(leave) = pending.filter(|_| is_left) {
            self.leave_now(leave);
        }
    }

    fn leave_now(&self, leave: Leave) {
        self.creation.is_left.set(true);
        match leave {
            Leave::To(route) => return go_to(&route),
            Leave::Another => self.form.reset(),
            Leave::Unlocked => {
                self.form.reset_unlocked();
                parent_events::keep_as_clean(self.form);
            }
            Leave::Duplicate => {
                if let Some(attempt) = self.creation.attempt.get_untracked() {
                    self.form.fill(&attempt.drafts);
                }
                for field in [Field::InstanceName, Field::Token] {
                    self.form.reset_field(field);
                    // Somebody has to type what must be new.
                    self.form.locked(field).set(false);
                }
            }
        }
        go_to(&Route::Create);
    }
}

impl SecretHolder for ResultExit {
    fn has_secrets(&self) -> bool {
        false
    }

    /// The token in question is gone.
    fn forget(&self, scope: ForgetScope) {
        if !scope.is_keys() {
            self.pending.set(None);
        }
    }
}
