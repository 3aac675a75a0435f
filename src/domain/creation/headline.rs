//! The counts for the headline above the result.

use crate::domain::creation::plan::Step;
use crate::domain::proof::{Outcome, SectionProof};
use crate::domain::schema::section::Section;

/// What the headline says. Each kind has a sentence of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Headline {
    /// Fields that are not stored as requested
    pub differs: usize,
    /// Sections that could not be read back
    pub unread: usize,
    /// Sections that are stored as requested and have a remark
    pub remarked: Vec<Section>,
}

impl Headline {
    /// `has_failed` says whether a step of the plan failed. A section that is part of the creation's
    /// answer keeps that proof when its read-back fails.
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
