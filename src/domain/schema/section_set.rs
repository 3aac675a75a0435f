//! A set of sections.

use crate::domain::schema::section::Section;

/// Holds each section at most once. The iteration order is the order of the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SectionSet(u64);

// Every section needs a bit of its own.
const _: () = assert!(Section::ALL.len() + Section::OF_BOTS.len() <= u64::BITS as usize);

impl SectionSet {
    #[must_use]
    pub const fn contains(self, section: Section) -> bool {
        self.0 & bit(section) != 0
    }

    pub const fn insert(&mut self, section: Section) {
        self.0 |= bit(section);
    }

    pub const fn remove(&mut self, section: Section) {
        self.0 &= !bit(section);
    }

    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub fn iter(self) -> impl Iterator<Item = Section> {
        Section::ALL.iter().copied().filter(move |section| self.contains(*section))
    }
}

const fn bit(section: Section) -> u64 {
    1 << section.place()
}

impl FromIterator<Section> for SectionSet {
    fn from_iter<I: IntoIterator<Item = Section>>(sections: I) -> Self {
        let mut set = Self::default();
        for section in sections {
            set.insert(section);
        }
        set
    }
}
