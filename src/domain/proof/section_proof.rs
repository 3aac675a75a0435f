//! What the proof of one section says.

use crate::domain::proof::DifferenceReason;
use crate::domain::proof::verdict::ProofRow;
use crate::domain::reply::error::{ApiError, Case};
use crate::domain::schema::drafts::Drafts;
use crate::domain::schema::read_back;
use crate::domain::schema::section::Section;

/// The proof of one section.
#[derive(Clone, Debug, PartialEq)]
pub struct SectionProof {
    pub section: Section,
    pub outcome: Outcome,
    pub rows: Vec<ProofRow>,
    /// A remark although the section is stored
    pub remark: Option<DifferenceReason>,
    /// Where the integration calls the server back
    pub callback: Option<String>,
    /// The row's id, if the server keeps rows
    pub row_id: Option<String>,
}

/// The state of a section as a whole.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// The server stores it; the rows say how well it matches
    Stored,
    /// The server stores nothing of it, or stores it switched off
    Dropped(DifferenceReason),
    /// The server stores it but does not show it; the remark says why
    Hidden,
    /// It could not be read back
    Unreadable(Box<ApiError>),
}

/// What an operator can do about a section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remedy {
    Reapply,
    /// Sending it again does not help, but the server may have changed since
    ReadAgain,
}

impl SectionProof {
    /// Whether nothing differs from the request.
    #[must_use]
    pub fn is_as_asked(&self) -> bool {
        self.differences() == 0
    }

    /// Whether there is neither a difference nor a remark.
    #[must_use]
    pub fn is_well(&self) -> bool {
        self.is_as_asked() && self.remark.is_none()
    }

    /// How many fields are not as asked. A section without any field to compare counts as one.
    #[must_use]
    pub fn differences(&self) -> usize {
        let fields = self.rows.iter().filter(|row| row.is_different()).count();
        match self.outcome {
            Outcome::Stored => fields,
            Outcome::Hidden => 0,
            Outcome::Dropped(_) => fields.max(1),
            Outcome::Unreadable(_) => 1,
        }
    }

    /// How many of the fields that were asked for are stored as asked, and of how many that is known.
    /// What is missing in between are the [`differences`](Self::differences).
    #[must_use]
    pub fn tally(&self) -> (usize, usize) {
        if matches!(self.outcome, Outcome::Unreadable(_)) {
            return (0, 0);
        }
        let is_same = |row: &&ProofRow| row.is_compared() && !row.is_different();
        let same = self.rows.iter().filter(is_same).count();
        (same, same + self.differences())
    }

    /// What helps, if anything does.
    #[must_use]
    pub fn remedy(&self) -> Option<Remedy> {
        if self.outcome == Outcome::Hidden {
            return Some(Remedy::ReadAgain);
        }
        if self.is_as_asked() {
            return None;
        }
        let is_settable = self.section.is_read_by_find();
        Some(match self.outcome {
            Outcome::Stored | Outcome::Dropped(_) if !is_settable => Remedy::ReadAgain,
            Outcome::Unreadable(_) | Outcome::Dropped(DifferenceReason::SwitchedOff(_)) => {
                Remedy::ReadAgain
            }
            Outcome::Stored | Outcome::Dropped(_) | Outcome::Hidden => Remedy::Reapply,
        })
    }

    /// The drafts for a `set` call, with the stored values of the fields that were not requested: 1.x
    /// replaces the whole group, and 2.x loses some fields that are left out.
    #[must_use]
    pub fn completed(&self, drafts: &Drafts) -> Drafts {
        let mut completed = drafts.clone();
        for row in self.rows.iter().filter(|row| row.asked.is_none()) {
            if let Some(stored) = &row.stored {
                completed.set(row.field, read_back::draft(stored, row.field.spec().kind));
            }
        }
        completed
    }

    /// Takes the answer of the `set` call into account that came before this was read. 1.x stores a
    /// group that it has switched off, and fails afterwards.
    pub fn note_set(&mut self, failure: Option<&ApiError>) {
        let is_off = failure.is_some_and(|error| error.case == Case::QueueDisabled);
        if is_off && self.outcome == Outcome::Stored {
            self.remark = self.section.spec().server_switch.map(DifferenceReason::StoredButOff);
        }
    }
}
