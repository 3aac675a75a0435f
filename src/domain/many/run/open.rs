//! Which rows of a run are at work: a few of thousands.

use std::collections::BTreeSet;

#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct OpenRows {
    /// The places of rows that have a machine, or are about to get one
    places: BTreeSet<usize>,
}

impl OpenRows {
    pub(super) fn places(&self) -> impl Iterator<Item = usize> {
        self.places.iter().copied()
    }

    pub(super) fn insert(&mut self, place: usize) {
        self.places.insert(place);
    }

    pub(super) fn remove(&mut self, place: usize) {
        self.places.remove(&place);
    }
}
