//! What a deployment changed of the panel. It is a plain value that the form reads at its first
//! drawing; whatever reads and judges a deployment's files is [`config`](crate::domain::deployment::config), which makes
//! one. The default changes nothing.

pub mod config;
pub mod form_rules;
pub mod idle;
pub mod parent_rules;

use crate::domain::deployment::config::diagnostic::ConfigDiagnostic;
use crate::domain::embed::options::EmbedOptions;
use crate::domain::http::url::Origin;
use crate::domain::preferences::{Language, Theme};
use crate::domain::route::Route;
use crate::domain::schema::drafts::Drafts;
use crate::domain::schema::field::Draft;
use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;
use crate::domain::schema::section_set::SectionSet;
pub use crate::domain::servers::policy::ServerPolicy;
use crate::domain::servers::server::Server;

/// What the page finds around it before it draws anything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BootInput {
    /// The text of `config.json`; empty where there is none
    pub config: String,
    /// The address's query, with its question mark, and its hash
    pub search: String,
    pub hash: String,
    /// The page is shown inside another one
    pub is_framed: bool,
}

impl BootInput {
    /// Whether there is anything to read: an ordinary page is drawn without it.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        let is_page = Route::parse(&self.hash).is_some();
        self.config.is_empty() && self.search.is_empty() && is_page && !self.is_framed
    }
}

/// Everything that differs from the panel as it comes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Deployment {
    /// They come before the operator's own and cannot be edited; a key in here came with the file
    pub servers: Vec<Server>,
    pub server_policy: ServerPolicy,
    /// For whoever has not chosen another one
    pub language: Option<Language>,
    /// For whoever has not chosen another one
    pub theme: Option<Theme>,
    /// The product's name in place of the panel's own
    pub name: Option<String>,
    /// An own file next to the page, or a PNG as a `data:` URL
    pub logo: Option<String>,
    /// Red, green and blue of the brand's colour
    pub accent: Option<[u8; 3]>,
    /// Groups that are neither shown nor sent
    pub disabled_groups: SectionSet,
    /// Groups that are always on, because a fixed or hidden value belongs to them
    pub forced_groups: SectionSet,
    /// Fields whose access is not `Free`
    pub field_access: Vec<(Field, Access)>,
    /// What the form holds before anything is typed, and after a reset
    pub initial: Drafts,
    pub presets: Vec<Preset>,
    pub links: Vec<PageLink>,
    pub lock_after_minutes: Option<u32>,
    /// Origins of the pages that may show the panel in a frame, next to its own
    pub origins: Vec<String>,
    /// What is wrong with the deployment's files, for whoever can mend them
    pub config_diagnostics: Vec<ConfigDiagnostic>,
    /// What the address asks for
    pub asked: EmbedOptions,
    /// Something in the address looked like a secret and was taken out of it
    pub is_address_cleaned: bool,
}

/// What the operator may do with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    Free,
    /// Shown, with its value, and not to be changed
    Fixed,
    /// Not shown; its value, where it has one, is sent
    Hidden,
}

/// A choice of groups and values under one name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preset {
    pub name: String,
    pub groups: Vec<Section>,
    pub fields: Vec<(Field, Draft)>,
}

/// A way out of the panel, such as to the operator's help pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageLink {
    pub label: String,
    pub url: String,
}

impl Preset {
    /// Whether the preset switches the group on: it is named, or one of its fields is set.
    #[must_use]
    pub fn has(&self, group: Section) -> bool {
        self.groups.contains(&group)
            || self.fields.iter().any(|(field, _)| field.spec().section == group)
    }
}

impl Deployment {
    #[must_use]
    pub fn access(&self, field: Field) -> Access {
        let limited = self.field_access.iter().find(|(limited, _)| *limited == field);
        limited.map_or(Access::Free, |(_, access)| *access)
    }

    /// Whether the section is shown and sent at all.
    #[must_use]
    pub fn allows(&self, section: Section) -> bool {
        !self.disabled_groups.contains(section)
    }

    /// Whether the group is on whatever the operator does.
    #[must_use]
    pub fn forces(&self, section: Section) -> bool {
        self.forced_groups.contains(section)
    }

    /// The policy that lets the page call these servers and nobody else; nothing where any may come,
    /// or where a policy has no words for a host: it knows neither IPv6 addresses nor letters beyond
    /// ASCII.
    #[must_use]
    pub fn policy(&self) -> Option<String> {
        let added = match &self.server_policy {
            ServerPolicy::Any => return None,
            ServerPolicy::Only(origins) => origins.as_slice(),
            ServerPolicy::Nothing => &[],
        };
        let given: Vec<Origin> =
            self.servers.iter().filter_map(|server| Origin::of(&server.base_url)).collect();
        let mut origins = vec!["'self'"];
        for origin in given.iter().map(Origin::as_str).chain(added.iter().map(String::as_str)) {
            if !origin.bytes().all(|byte| byte.is_ascii_alphanumeric() || b":/.-".contains(&byte)) {
                return None;
            }
            if !origins.contains(&origin) {
                origins.push(origin);
            }
        }
        Some(format!("connect-src {}", origins.join(" ")))
    }

    /// Whether a server at this address may be added.
    #[must_use]
    pub fn may_add(&self, base_url: &str) -> bool {
        self.server_policy.allows(base_url)
    }
}
