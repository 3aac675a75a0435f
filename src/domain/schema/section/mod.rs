//! The sections of the form. A *group* is a section with a switch: if it is off, nothing of it is
//! sent; if it is on, everything that the server needs with it is sent.

/// Makes a list of sections: their entries, a constant of [`Section`] for each, and all of them. The
/// places begin at `$first`: no two lists share one.
macro_rules! sections {
    ($(#[$doc:meta])* $all:ident, from $first:expr; $($section:ident = $spec:expr;)+) => {
        enum Place { $($section),+ }

        const LENGTH: usize = [$(Place::$section),+].len();

        static SECTIONS: [SectionSpec; LENGTH] =
            [$($spec.at_place($first + Place::$section as usize)),+];

        #[allow(non_upper_case_globals, reason = "they read as the variants of an enum")]
        impl Section {
            $(pub const $section: Self = Self(&SECTIONS[Place::$section as usize]);)+

            $(#[$doc])*
            pub const $all: &[Self] = &[$(Self::$section),+];
        }
    };
}

pub mod bots;
mod form;

use std::fmt;

use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::fields::Field;

/// A section: its entry in a list of sections.
#[derive(Clone, Copy)]
pub struct Section(&'static SectionSpec);

impl PartialEq for Section {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.0, other.0)
    }
}

impl Eq for Section {}

impl fmt::Debug for Section {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

/// The headings that sections are grouped under.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    Basics,
    Events,
    Integrations,
    Network,
}

/// The properties of a section.
#[derive(Clone, Copy, Debug)]
pub struct SectionSpec {
    /// Stable id; also the name in the routes `/{id}/set` and `/{id}/find`, unless `routes` has others
    pub id: &'static str,
    place: usize,
    pub family: Family,
    pub is_group: bool,
    /// Path that carries `true` in the creation body when the group is on, a column a dialect
    create_switch: [Option<&'static str>; Dialect::COUNT],
    /// The same in the body of `set`
    set_switch: [Option<&'static str>; Dialect::COUNT],
    /// The environment variable of the server that switches the group on
    pub server_switch: Option<&'static str>,
    /// Whether `find` answers an empty body where the server has the group switched off, a column a
    /// dialect. `null` says then that it is switched on and nothing is stored
    silent_when_off: [bool; Dialect::COUNT],
    /// Whether the server stores the group although it has it switched off, and shows it only after
    /// it is switched on, a column a dialect
    stored_when_off: [bool; Dialect::COUNT],
    /// Path in the creation's answer that is missing where the server stored the group although it
    /// has it switched off
    echoed_when_on: [Option<&'static str>; Dialect::COUNT],
    /// Path in the reply of `find` that tells where the integration calls the server back
    pub callback: Option<&'static str>,
    /// The server tries the values out before it keeps them, and answers before it has written them
    pub is_tried_out: bool,
    /// The server keeps a list of these: `create` and `update/{id}` stand in place of `set`
    keeps_rows: [bool; Dialect::COUNT],
    /// Where it is read and where it is written, if not at the routes of its id
    pub routes: Option<Routes>,
    /// Its fields where they are not the ones of the form that name it. Several sections can have a
    /// field in common
    pub fields: Option<fn() -> &'static [Field]>,
}

/// The beginnings of routes that are not called by a section's id.
#[derive(Clone, Copy, Debug)]
pub struct Routes {
    pub read: &'static str,
    pub write: &'static str,
}

const NO: [Option<&str>; Dialect::COUNT] = [None; Dialect::COUNT];
const NEVER: [bool; Dialect::COUNT] = [false; Dialect::COUNT];

const fn plain(id: &'static str, family: Family) -> SectionSpec {
    SectionSpec {
        id,
        place: 0,
        family,
        is_group: false,
        create_switch: NO,
        set_switch: NO,
        server_switch: None,
        silent_when_off: NEVER,
        stored_when_off: NEVER,
        echoed_when_on: NO,
        callback: None,
        is_tried_out: false,
        keeps_rows: NEVER,
        routes: None,
        fields: None,
    }
}

const fn group(id: &'static str, family: Family) -> SectionSpec {
    SectionSpec { is_group: true, ..plain(id, family) }
}

impl SectionSpec {
    const fn at_place(mut self, place: usize) -> Self {
        self.place = place;
        self
    }

    const fn created_by(mut self, v1: Option<&'static str>, v2: Option<&'static str>) -> Self {
        self.create_switch = [v1, v2, None];
        self
    }

    const fn set_by(mut self, v1: Option<&'static str>, v2: Option<&'static str>) -> Self {
        self.set_switch = [v1, v2, None];
        self
    }

    const fn switched_by(mut self, variable: &'static str) -> Self {
        self.server_switch = Some(variable);
        self
    }

    /// 2.x says nothing at all of what it has switched off.
    const fn silent_in_v2(mut self) -> Self {
        self.silent_when_off[Dialect::EvolutionV2 as usize] = true;
        self
    }

    /// 2.x stores it all the same, and shows it after it is switched on and restarted.
    const fn stored_when_off_in_v2(mut self) -> Self {
        self.stored_when_off[Dialect::EvolutionV2 as usize] = true;
        self
    }

    /// 1.x stores these whether or not it has them on, but echoes this only when it has.
    const fn echoed_in_v1(mut self, path: &'static str) -> Self {
        self.echoed_when_on[Dialect::EvolutionV1 as usize] = Some(path);
        self
    }

    const fn set_in_l2msg_by(mut self, path: &'static str) -> Self {
        self.set_switch[Dialect::L2msg as usize] = Some(path);
        self
    }

    const fn called_back_at(mut self, path: &'static str) -> Self {
        self.callback = Some(path);
        self
    }

    const fn tried_out(mut self) -> Self {
        self.is_tried_out = true;
        self
    }

    const fn in_rows_in_v2(mut self) -> Self {
        self.keeps_rows[Dialect::EvolutionV2 as usize] = true;
        self
    }

    #[must_use]
    pub fn is_silent_when_off(&self, dialect: Dialect) -> bool {
        self.silent_when_off[dialect as usize]
    }

    #[must_use]
    pub fn is_stored_when_off(&self, dialect: Dialect) -> bool {
        self.stored_when_off[dialect as usize]
    }

    #[must_use]
    pub fn echoed_when_on(&self, dialect: Dialect) -> Option<&'static str> {
        self.echoed_when_on[dialect as usize]
    }

    #[must_use]
    pub fn keeps_rows(&self, dialect: Dialect) -> bool {
        self.keeps_rows[dialect as usize]
    }

    /// Path of the switch in the body of the call that creates the group.
    #[must_use]
    pub fn create_switch(&self, dialect: Dialect) -> Option<&'static str> {
        self.create_switch[dialect as usize]
    }

    /// Path of the switch in the body of the group's `set` call.
    #[must_use]
    pub fn set_switch(&self, dialect: Dialect) -> Option<&'static str> {
        self.set_switch[dialect as usize]
    }
}

impl Section {
    #[must_use]
    pub const fn spec(self) -> &'static SectionSpec {
        self.0
    }

    /// No two sections have the same place.
    #[must_use]
    pub const fn place(self) -> usize {
        self.0.place
    }

    /// The member of an instance's row in the list that holds the group. The list does not tell of the
    /// other groups. It is apart from [`SectionSpec`], because the form does not need it.
    #[must_use]
    pub fn listed_as(self, dialect: Dialect) -> Option<&'static str> {
        let of_dialect: &[(Self, &str)] = match dialect {
            Dialect::EvolutionV1 => &[(Self::Chatwoot, "chatwoot")],
            Dialect::EvolutionV2 => &[
                (Self::Chatwoot, "Chatwoot"),
                (Self::Proxy, "Proxy"),
                (Self::Websocket, "Websocket"),
                (Self::Rabbitmq, "Rabbitmq"),
                (Self::Sqs, "Sqs"),
                (Self::Nats, "Nats"),
            ],
            Dialect::L2msg => &[],
        };
        of_dialect.iter().find(|(section, _)| *section == self).map(|(_, member)| *member)
    }

    #[must_use]
    pub const fn is_group(self) -> bool {
        self.spec().is_group
    }

    #[must_use]
    pub const fn id(self) -> &'static str {
        self.spec().id
    }

    /// Whether the server reads the section back by `GET /{id}/find/{name}`. The instance itself is
    /// read in the list of instances.
    #[must_use]
    pub fn is_read_by_find(self) -> bool {
        self != Self::Instance
    }
}
