//! The state of a connection as it is looked at again and again.

use crate::domain::pairing::phase::ConnectionState;

/// What the last looks came to.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct StateWatch {
    /// The last state that was read; unknown before the first
    pub state: ConnectionState,
    /// When it was read, in milliseconds since 1970
    pub read_at: Option<f64>,
    /// The last look failed: the state is an old one
    pub is_failed: bool,
    asked: u32,
    answered: u32,
}

impl StateWatch {
    /// The number of a new look.
    pub const fn ask(&mut self) -> u32 {
        self.asked += 1;
        self.asked
    }

    /// Takes an answer in, `None` for a failure. One that a later look has overtaken is dropped.
    pub const fn answer(&mut self, look: u32, state: Option<ConnectionState>, now: f64) -> bool {
        if look <= self.answered {
            return false;
        }
        self.answered = look;
        if let Some(state) = state {
            (self.state, self.read_at) = (state, Some(now));
        }
        self.is_failed = state.is_none();
        true
    }

    /// A look was answered, or failed.
    #[must_use]
    pub const fn is_looked(&self) -> bool {
        self.read_at.is_some() || self.is_failed
    }
}
