//! What of many rows is still to be written down: blocks of them, so that a change of one row does not write
//! thousands.

use std::collections::BTreeSet;
use std::ops::Range;

/// So many rows are a block.
pub const BLOCK: usize = 200;

/// The blocks of which something has changed since they were written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct UnkeptBlocks(BTreeSet<usize>);

/// The blocks of so many rows.
#[must_use]
pub const fn blocks(rows: usize) -> Range<usize> {
    0..rows.div_ceil(BLOCK)
}

impl UnkeptBlocks {
    #[must_use]
    pub fn all(rows: usize) -> Self {
        Self(blocks(rows).collect())
    }

    /// Something has changed at this place.
    pub fn add_place(&mut self, place: usize) {
        self.0.insert(place / BLOCK);
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// A block could not be written.
    pub fn put_back(&mut self, block: usize) {
        self.0.insert(block);
    }

    /// The next block to be written; it counts as written from then on.
    pub fn take(&mut self) -> Option<usize> {
        self.0.pop_first()
    }
}
