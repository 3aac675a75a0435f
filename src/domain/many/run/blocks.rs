//! The blocks that the rows of a run are kept in.

use std::ops::Range;

use crate::domain::many::run::ManyRun;
use crate::domain::many::run::input::RunEffect;
use crate::domain::many::run::row::RunRow;

/// Rows are kept in blocks, so that a step of one row does not write thousands.
const BLOCK: usize = 200;

pub(super) const fn of(rows: usize) -> Range<usize> {
    0..rows.div_ceil(BLOCK)
}

impl ManyRun {
    /// The blocks of rows that [`RunEffect::Keep`] is about; they count as kept from then on.
    pub fn take_unkept(&mut self) -> impl Iterator<Item = usize> + use<> {
        std::mem::take(&mut self.unkept).into_iter()
    }

    /// The rows of a block.
    #[must_use]
    pub fn block(&self, block: usize) -> &[RunRow] {
        self.rows.chunks(BLOCK).nth(block).unwrap_or_default()
    }

    /// How many blocks there are.
    #[must_use]
    pub fn block_count(&self) -> usize {
        of(self.rows.len()).len()
    }

    /// The state of a row is to be kept.
    pub(super) fn keep(&mut self, place: usize) {
        self.unkept.insert(place / BLOCK);
        self.effects.push(RunEffect::Keep);
    }

    pub(super) fn keep_all(&mut self) {
        self.unkept.extend(of(self.rows.len()));
        self.effects.push(RunEffect::Keep);
    }
}
