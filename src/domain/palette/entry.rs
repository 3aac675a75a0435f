//! What the palette can lead to.

use crate::domain::instances::listed_row::RowKey;
use crate::domain::preferences::{Language, Theme};
use crate::domain::route::Route;
use crate::domain::schema::fields::Field;
use crate::domain::schema::search::Searchable;

/// Something that can be done. What forgets leads to its button and is done there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PaletteAction {
    NewInstance,
    TestConnection,
    AddServer,
    /// Leads to its button, as the next one does
    ForgetKeys,
    ForgetDevice,
    Theme(Theme),
    Language(Language),
}

impl PaletteAction {
    /// Tells it from the others.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::NewInstance => "new_instance",
            Self::TestConnection => "test_connection",
            Self::AddServer => "add_server",
            Self::ForgetKeys => "forget_keys",
            Self::ForgetDevice => "forget_device",
            Self::Theme(theme) => theme.id(),
            Self::Language(language) => language.tag(),
        }
    }
}

/// Where an entry leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PaletteTarget {
    Page(Route),
    Action(PaletteAction),
    Instance(RowKey),
    /// Asks this server for its instances, which are found then
    List(u32),
    Server(u32),
    Field(Field),
}

impl PaletteTarget {
    /// Tells it from all others, also on another visit.
    #[must_use]
    pub fn id(&self) -> String {
        match self {
            Self::Page(route) => format!("page {}", route.to_hash()),
            Self::Action(action) => format!("action {}", action.id()),
            Self::Instance(key) => format!("instance {key}"),
            Self::List(server) => format!("list {server}"),
            Self::Server(server) => format!("server {server}"),
            Self::Field(field) => format!("field {}", field.id()),
        }
    }

    /// The instance that an id is about.
    #[must_use]
    pub fn instance_of(id: &str) -> Option<RowKey> {
        let (server, name) = id.strip_prefix("instance ")?.split_once('/')?;
        let server = server.parse().ok()?;
        (!name.is_empty()).then(|| RowKey { server, name: name.to_owned() })
    }

    #[must_use]
    pub const fn group(&self) -> PaletteGroup {
        match self {
            Self::Instance(_) | Self::List(_) => PaletteGroup::Instances,
            Self::Page(_) | Self::Action(_) => PaletteGroup::Actions,
            Self::Server(_) => PaletteGroup::Servers,
            Self::Field(_) => PaletteGroup::Fields,
        }
    }
}

/// What stands under one heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PaletteGroup {
    Recent,
    Instances,
    /// Pages and actions
    Actions,
    Servers,
    Fields,
}

impl PaletteGroup {
    pub const ALL: [Self; 5] =
        [Self::Recent, Self::Instances, Self::Actions, Self::Servers, Self::Fields];

    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Recent => "recent",
            Self::Instances => "instances",
            Self::Actions => "actions",
            Self::Servers => "servers",
            Self::Fields => "fields",
        }
    }

    /// As many as are shown of it.
    #[must_use]
    pub const fn most(self) -> usize {
        match self {
            Self::Recent | Self::Servers => 5,
            Self::Instances | Self::Fields => 6,
            Self::Actions => 7,
        }
    }
}

/// One line of the palette.
#[derive(Clone, Debug, PartialEq)]
pub struct PaletteEntry {
    pub target: PaletteTarget,
    pub label: String,
    /// What tells it from others of the same name
    pub detail: String,
    pub search: Searchable,
}
