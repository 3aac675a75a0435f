//! Fields and sections between the page and its worker: each by its place, which is the same in every copy of
//! one build. What is stored for longer names them by their ids.

use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;

/// The entry with this place in one of the lists.
fn found<T: Copy>(lists: [&[T]; 2], place: fn(T) -> usize, wanted: usize) -> Option<T> {
    lists.into_iter().flatten().copied().find(|entry| place(*entry) == wanted)
}

impl Field {
    /// The field with this place.
    #[must_use]
    pub fn placed_at(place: usize) -> Option<Self> {
        found([Self::ALL, Self::OF_BOTS], Self::place, place)
    }
}

/// For the members that hold a section.
pub(in crate::domain) mod section {
    use serde::de::{Deserialize, Deserializer, Error};
    use serde::ser::{Serialize, Serializer};

    use super::{Section, found};

    pub(in crate::domain) fn serialize<S: Serializer>(
        section: &Section,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        section.place().serialize(serializer)
    }

    pub(in crate::domain) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Section, D::Error> {
        let place = usize::deserialize(deserializer)?;
        found([Section::ALL, Section::OF_BOTS], Section::place, place)
            .ok_or_else(|| D::Error::custom("no section"))
    }
}
