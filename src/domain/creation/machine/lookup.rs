//! Looks a name up on its server until it is certain what is there: the state of the instance first,
//! then its row in the server's list, and both again after a pause while the answer can still change.

use std::sync::Arc;

use crate::domain::creation::ownership::{Ownership, Sent, created_at};
use crate::domain::creation::patience::{HOLD_LIMIT_MS, look_pause_ms};
use crate::domain::reply::decode::Created;
use crate::domain::reply::error::{ApiError, Case};

/// What looking a name up has shown.
#[derive(Clone, Debug, PartialEq)]
pub enum InstanceLookup {
    NotLooked,
    Looking,
    /// Not there, but the server may still be creating it: it is looked up again
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

    /// What the answer of `connectionState` says on its own.
    #[must_use]
    pub fn of_state(state: Result<String, ApiError>) -> Self {
        match state {
            Ok(state) => Self::Exists { state, row: None, is_own: false },
            Err(error) if error.case == Case::InstanceNotFound => Self::Absent,
            Err(_) => Self::Unclear,
        }
    }

    /// The same together with the server's list: it knows more of an instance, answers where the
    /// state cannot be had, and holds a name until it is free again.
    fn with_row(self, row: Result<Option<Created>, ApiError>) -> Self {
        let exists = |state, row| Self::Exists { state, row: Some(Arc::new(row)), is_own: false };
        match (row, self) {
            (Ok(Some(row)), Self::Exists { state, .. }) => exists(state, row),
            (Ok(Some(row)), Self::Unclear) => exists(row.status.clone().unwrap_or_default(), row),
            (Ok(Some(_)), _) => Self::Held,
            (Ok(None), Self::Unclear) => Self::Absent,
            (_, seen) => seen,
        }
    }
}

/// What a look has to know.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LookupRule {
    /// Until when the server may still create it; then absence is certain
    pub may_arrive_until: Option<u64>,
    /// The server is about to remove it: as long as it is there, the name is held
    pub is_leaving: bool,
    /// Asked before another creation is sent, which does not wait for the earlier one to arrive
    pub is_before_sending: bool,
    pub sent: Sent,
}

/// What comes next in a look.
#[derive(Clone, Debug, PartialEq)]
pub enum LookupStep {
    AskRow,
    /// This was seen, and it is looked up again at the time that `due` says
    Wait(InstanceLookup),
    Done(InstanceLookup),
}

/// One name that is being looked up. It begins with the question for the state.
#[derive(Clone, Debug, PartialEq)]
pub struct NameLookup {
    pub rule: LookupRule,
    pub started: u64,
    /// When the next look is due, while none is on its way
    pub due: Option<u64>,
    by_state: InstanceLookup,
}

impl NameLookup {
    #[must_use]
    pub const fn new(now: u64, rule: LookupRule) -> Self {
        Self { rule, started: now, due: None, by_state: InstanceLookup::Unclear }
    }

    /// Whether the next look is due; it counts as begun then.
    pub fn take_due(&mut self, now: u64) -> bool {
        let is_due = self.due.is_some_and(|due| due <= now);
        if is_due {
            self.due = None;
        }
        is_due
    }

    pub fn on_state(&mut self, state: Result<String, ApiError>) -> LookupStep {
        self.by_state = InstanceLookup::of_state(state);
        LookupStep::AskRow
    }

    pub fn on_row(&mut self, now: u64, row: Result<Option<Created>, ApiError>) -> LookupStep {
        let seen = std::mem::replace(&mut self.by_state, InstanceLookup::Unclear).with_row(row);
        let seen = self.judge(now, seen);
        // A server that does not answer now may answer the next look.
        let is_open = match seen {
            InstanceLookup::NotYet => !self.rule.is_before_sending,
            InstanceLookup::Unclear => self.may_arrive(now) && !self.rule.is_before_sending,
            _ => seen.is_waiting(),
        };
        if !is_open {
            return LookupStep::Done(seen);
        }
        let next = now + look_pause_ms(now.saturating_sub(self.started));
        // Not past the time at which absence becomes certain.
        let limit = self.rule.may_arrive_until.filter(|_| seen != InstanceLookup::Held);
        self.due = Some(limit.map_or(next, |limit| next.min(limit.max(now + 1))));
        LookupStep::Wait(seen)
    }

    /// What is seen, by who made it and by how long it has been waited for.
    fn judge(&self, now: u64, seen: InstanceLookup) -> InstanceLookup {
        match seen {
            InstanceLookup::Exists { .. } if self.rule.is_leaving => self.held(now),
            InstanceLookup::Held => self.held(now),
            InstanceLookup::Exists { state, row, .. } => {
                let listed = row.as_ref().and_then(|row| row.hash.as_ref());
                let created_at = row.as_deref().and_then(created_at);
                match Ownership::of(&self.rule.sent, listed, created_at) {
                    Ownership::Foreign => InstanceLookup::Foreign,
                    Ownership::Earlier => InstanceLookup::Earlier,
                    told => InstanceLookup::Exists { state, row, is_own: told == Ownership::Own },
                }
            }
            InstanceLookup::Absent if self.may_arrive(now) => InstanceLookup::NotYet,
            seen => seen,
        }
    }

    fn may_arrive(&self, now: u64) -> bool {
        self.rule.may_arrive_until.is_some_and(|end| now < end)
    }

    fn held(&self, now: u64) -> InstanceLookup {
        match now.saturating_sub(self.started) >= HOLD_LIMIT_MS {
            true => InstanceLookup::StillHeld,
            false => InstanceLookup::Held,
        }
    }
}
