//! How well what is stored matches what was asked, counted for one headline above the result.

use crate::domain::creation::plan::Step;
use crate::domain::proof::{Outcome, SectionProof};
use crate::domain::schema::section::Section;

/// What the headline has to tell, each kind in a sentence of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Headline {
    /// Things that are not stored as asked
    pub differs: usize,
    /// Sections of which nobody could read what is stored
    pub unread: usize,
    /// Sections that are stored as asked, and of which something is to be said nevertheless
    pub remarked: Vec<Section>,
}

impl Headline {
    /// `has_failed` tells of a step of the plan whether it failed. A section that the creation's own
    /// answer told of keeps that proof when its read-back fails.
    #[must_use]
    pub fn of(steps: &[Step], proofs: &[SectionProof], has_failed: impl Fn(usize) -> bool) -> Self {
        let mut headline = Self::default();
        for (index, step) in steps.iter().enumerate() {
            if matches!(step, Step::ReadBack(_)) && has_failed(index) {
                headline.unread += 1;
            }
        }
        for proof in proofs {
            if matches!(proof.outcome, Outcome::Unreadable(_)) {
                continue;
            }
            headline.differs += proof.differences();
            if proof.is_as_asked() && !proof.is_well() {
                headline.remarked.push(proof.section);
            }
        }
        headline
    }
}
