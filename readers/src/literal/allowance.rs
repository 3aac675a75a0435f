//! How much work a paste may cause beyond being read once.

use std::cell::Cell;

use crate::text::decisions::{ScriptKind, decides};

/// In bytes: as many as a large paste has.
const MOST: usize = 8_000_000;

/// What is left of the work beyond reading the paste once: values are copied to the places that name
/// them, and the ends of expressions are looked for in vain. A name of two letters can stand for two
/// thousand, and a bracket can be opened a million times; where nothing is left, a name has no value and
/// a bracket is a character like others.
#[derive(Debug)]
pub struct Allowance {
    left: Cell<usize>,
    has_turns: Cell<bool>,
}

impl Default for Allowance {
    fn default() -> Self {
        Self { left: Cell::new(MOST), has_turns: Cell::new(true) }
    }
}

impl Allowance {
    /// Takes this many bytes; `false` where there are not as many.
    #[must_use]
    pub fn spend(&self, bytes: usize) -> bool {
        let left = self.left.get().checked_sub(bytes);
        if let Some(left) = left {
            self.left.set(left);
        }
        left.is_some()
    }

    /// Takes what it costs to read a block of this many bytes again and again. `false` where that would leave
    /// less than it takes: the values of the names in the block have to be paid, too.
    #[must_use]
    pub fn spend_turns(&self, turns: usize, bytes: usize) -> bool {
        /// What a turn costs beyond the bytes of its block: what it finds becomes a request
        const TURN: usize = 400;
        let cost = turns.saturating_mul(bytes + TURN);
        self.has_turns.get() && self.left.get() / 2 >= cost && self.spend(cost)
    }

    /// Whether blocks may be read again.
    #[must_use]
    pub const fn has_turns(&self) -> bool {
        self.has_turns.get()
    }

    /// A script that decides by its values is read in one go.
    pub fn for_script(&self, text: &str, kind: ScriptKind) {
        if decides(text, kind) {
            self.forbid_turns();
        }
    }

    /// From now on no block is read again.
    pub fn forbid_turns(&self) {
        self.has_turns.set(false);
    }

    /// How far an end may be looked for, where `most` is as far as one makes sense.
    #[must_use]
    pub fn reach(&self, most: usize) -> usize {
        most.min(self.left.get())
    }

    /// As many bytes were looked through and no end was there.
    pub fn waste(&self, bytes: usize) {
        self.left.set(self.left.get().saturating_sub(bytes));
    }
}
