//! Fields, and looking them up in [the table](table) of the creation form. The fields of bots stand in
//! [a table of their own](bots): only what shows bots reaches it, so that it is not in the first load.

/// Makes a table of fields: its entries, a constant of [`Field`] for each, and the list of all of them.
/// The places of its entries begin at `$first`: no two tables share one.
macro_rules! fields {
    ($(#[$doc:meta])* $all:ident, from $first:expr;
     $($(#[$meta:meta])* $field:ident = $spec:expr;)+) => {
        #[derive(Clone, Copy)]
        enum Place { $($(#[$meta])* $field),+ }

        use Place::*;

        const LENGTH: usize = [$($(#[$meta])* $field),+].len();

        static TABLE: [FieldSpec; LENGTH] = [$($(#[$meta])* $spec.at_place($first + $field as usize)),+];

        /// An entry of this table, for the conditions within it. A constant of [`Field`] would need the
        /// whole table to be there already.
        const fn the(place: Place) -> Field {
            Field(&TABLE[place as usize])
        }

        #[allow(non_upper_case_globals, reason = "they read as the variants of an enum")]
        impl Field {
            $($(#[$meta])* pub const $field: Self = the($field);)+

            $(#[$doc])*
            pub const $all: &[Self] = &[$($(#[$meta])* Self::$field),+];
        }
    };
}

pub mod bots;
mod table;

use std::fmt;

use crate::domain::schema::api::Api;
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::field::FieldSpec;
pub use crate::domain::schema::fields::table::{BAILEYS, BUSINESS};
use crate::domain::schema::section::Section;
use crate::domain::schema::wire::Carrier;

/// A field: an entry of a table. A name that no table has does not compile.
#[derive(Clone, Copy)]
pub struct Field(&'static FieldSpec);

impl PartialEq for Field {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.0, other.0)
    }
}

impl Eq for Field {}

impl fmt::Debug for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

impl Field {
    /// How many there are in all tables
    pub const COUNT: usize = Self::ALL.len() + Self::OF_BOTS.len();

    #[must_use]
    pub const fn spec(self) -> &'static FieldSpec {
        self.0
    }

    /// No two fields have the same place.
    #[must_use]
    pub const fn place(self) -> usize {
        self.0.place
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

    /// The fields of a section that this server has, in the order of the screen.
    pub fn of(section: Section, api: impl Into<Api>) -> impl Iterator<Item = Self> {
        let api = api.into();
        Self::in_section(section).iter().copied().filter(move |it| it.spec().wire(api).is_some())
    }

    /// The fields of a section that some server of the dialect has, in the order of the screen.
    pub fn of_dialect(section: Section, dialect: Dialect) -> impl Iterator<Item = Self> {
        Self::in_section(section).iter().copied().filter(move |it| it.spec().exists_in(dialect))
    }

    /// The fields of a section: those that it lists, or those of the form that name it, which stand
    /// together.
    #[inline(never)]
    fn in_section(section: Section) -> &'static [Self] {
        if let Some(list) = section.spec().fields {
            return list();
        }
        let is_of = |field: &Self| field.spec().section == section;
        let start = Self::ALL.iter().position(is_of).unwrap_or_default();
        let rest = Self::ALL.get(start..).unwrap_or_default();
        let count = rest.iter().take_while(|field| is_of(field)).count();
        rest.get(..count).unwrap_or_default()
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
        Self::ALL.iter().copied().filter(move |section| section.exists_in(api))
    }
}
