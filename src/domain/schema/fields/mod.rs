//! Looking fields up in [the table](table).

mod table;

use crate::domain::schema::api::Api;
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::field::FieldSpec;
use crate::domain::schema::fields::table::TABLE;
pub use crate::domain::schema::fields::table::{BAILEYS, BUSINESS, Field};
use crate::domain::schema::section::Section;
use crate::domain::schema::wire::Carrier;

impl Field {
    pub const COUNT: usize = TABLE.len();

    #[must_use]
    pub fn spec(self) -> &'static FieldSpec {
        &TABLE[self as usize]
    }

    /// The stable id: the control's `id` and the key of its sentences in the locale files.
    #[must_use]
    pub fn id(self) -> &'static str {
        self.spec().id
    }

    #[must_use]
    pub fn with_id(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|field| field.id() == id)
    }

    /// The fields of a section that this server has, in the table's order.
    pub fn of(section: Section, api: impl Into<Api>) -> impl Iterator<Item = Self> {
        let api = api.into();
        Self::ALL.iter().copied().filter(move |field| {
            field.spec().section == section && field.spec().wire(api).is_some()
        })
    }

    /// The fields of a section that some server of the dialect has, in the table's order.
    pub fn of_dialect(section: Section, dialect: Dialect) -> impl Iterator<Item = Self> {
        Self::ALL
            .iter()
            .copied()
            .filter(move |field| field.spec().section == section && field.spec().exists_in(dialect))
    }

    /// The field at this dotted path of a body, whichever call carries it.
    #[must_use]
    pub fn at(path: &str, carrier: Carrier, api: impl Into<Api>) -> Option<Self> {
        let api = api.into();
        Self::ALL.iter().copied().find(|field| {
            field.spec().carrier(api) == Some(carrier)
                && field.spec().wire(api).is_some_and(|wire| wire.path == path)
        })
    }
}

impl Section {
    /// Whether the server has any field of the section.
    #[must_use]
    pub fn exists_in(self, api: impl Into<Api>) -> bool {
        Field::of(self, api).next().is_some()
    }

    /// The sections that a server has, in the order of the screen.
    pub fn of(api: impl Into<Api>) -> impl Iterator<Item = Self> {
        let api = api.into();
        Self::ALL.into_iter().filter(move |section| section.exists_in(api))
    }
}
