//! What became of an instance that was there before, and that a row changed.

use std::sync::Arc;

use crate::domain::bulk::group_target::{GroupPreview, GroupSaved};
use crate::domain::reply::error::{ApiError, Case};
use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;

/// What became of an instance that a row changes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RowChange {
    /// The sections that are now, or were already, as the row has them
    pub as_asked: Vec<Section>,
    /// The sections that were accepted and are stored in another way, or were changed elsewhere meanwhile
    pub different: Vec<Section>,
    /// The sections that were not sent: the server cannot have them so
    pub impossible: Vec<Section>,
    /// The sections that were sent, and that nobody could read afterwards
    pub unknown: Vec<Section>,
    /// The sections that could not be set, or not as a whole
    pub failed: Vec<Section>,
    /// Why, of the sections that are unknown or failed
    pub failure: Option<Arc<ApiError>>,
    /// The values of the row that only a creation sets, as far as the instance is not known to have them
    pub fixed: Vec<Field>,
}

impl RowChange {
    /// Adds what became of a section.
    pub fn add(&mut self, section: Section, saved: &GroupSaved) {
        let list = match saved {
            GroupSaved::AsWanted => &mut self.as_asked,
            GroupSaved::Different | GroupSaved::Conflict => &mut self.different,
            GroupSaved::Unread(error) => {
                note_failure(&mut self.failure, error);
                &mut self.unknown
            }
            GroupSaved::Failed(error) | GroupSaved::NotSent(GroupPreview::Unreadable(error)) => {
                note_failure(&mut self.failure, error);
                &mut self.failed
            }
            GroupSaved::NotSent(_) => &mut self.impossible,
        };
        list.push(section);
    }

    /// Whether the instance is known to have everything of the row.
    #[must_use]
    pub const fn is_as_asked(&self) -> bool {
        self.fixed.is_empty() && !self.may_try_again()
    }

    /// Whether another try may come to something else.
    #[must_use]
    pub const fn may_try_again(&self) -> bool {
        !(self.different.is_empty()
            && self.impossible.is_empty()
            && self.unknown.is_empty()
            && self.failed.is_empty())
    }

    /// Whether it ended because nobody wanted it any more.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.failure.as_ref().is_some_and(|error| error.case == Case::Cancelled)
    }

    /// Whether every further call would fail as well.
    #[must_use]
    pub fn is_hopeless(&self) -> bool {
        self.failure
            .as_ref()
            .is_some_and(|error| error.case == Case::Cancelled || fails_every_row(error.case))
    }
}

/// The first failure counts, unless a later one tells more than of its section.
fn note_failure(known: &mut Option<Arc<ApiError>>, error: &Arc<ApiError>) {
    let weight = |error: &Arc<ApiError>| match error.case {
        Case::Cancelled => 2,
        case => u8::from(fails_every_row(case)),
    };
    if known.as_ref().is_none_or(|known| weight(known) < weight(error)) {
        *known = Some(error.clone());
    }
}

/// Whether every further row would fail of it as well.
#[must_use]
pub const fn fails_every_row(case: Case) -> bool {
    matches!(
        case,
        Case::Unauthorized
            | Case::MissingGlobalKey
            | Case::Forbidden
            | Case::Licence
            | Case::KeyUnsendable
            | Case::MixedContent
            | Case::Offline
            | Case::RateLimited
            | Case::CorsRefused
            | Case::WrongPath
    )
}
