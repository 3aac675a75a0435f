//! How much work a paste may cause beyond being read once.

use std::cell::Cell;

/// In bytes: as many as a large paste has.
const MOST: usize = 8_000_000;

/// What is left of the work beyond reading the paste once: values are copied to the places that name
/// them, and the ends of expressions are looked for in vain. A name of two letters can stand for two
/// thousand, and a bracket can be opened a million times; where nothing is left, a name has no value and
/// a bracket is a character like others.
#[derive(Debug)]
pub struct Allowance(Cell<usize>);

impl Default for Allowance {
    fn default() -> Self {
        Self(Cell::new(MOST))
    }
}

impl Allowance {
    /// Takes this many bytes; `false` where there are not as many.
    #[must_use]
    pub fn spend(&self, bytes: usize) -> bool {
        let left = self.0.get().checked_sub(bytes);
        if let Some(left) = left {
            self.0.set(left);
        }
        left.is_some()
    }

    /// Takes what it costs to read a block of this many bytes again and again. `false` where that would leave
    /// less than it takes: the values of the names in the block have to be paid, too.
    #[must_use]
    pub fn spend_turns(&self, turns: usize, bytes: usize) -> bool {
        /// What a turn costs beyond the bytes of its block
        const TURN: usize = 64;
        let cost = turns.saturating_mul(bytes + TURN);
        self.0.get() / 2 >= cost && self.spend(cost)
    }

    /// How far an end may be looked for, where `most` is as far as one makes sense.
    #[must_use]
    pub fn reach(&self, most: usize) -> usize {
        most.min(self.0.get())
    }

    /// As many bytes were looked through and no end was there.
    pub fn waste(&self, bytes: usize) {
        self.0.set(self.0.get().saturating_sub(bytes));
    }
}
