//! Everything that the palette can lead to, as it is now.

use leptos::prelude::*;

use crate::domain::deployment::{Deployment, ServerPolicy};
use crate::domain::instances::listed_row::{ListedRow, RowKey};
use crate::domain::interpolate;
use crate::domain::palette::entry::{PaletteAction, PaletteEntry, PaletteTarget};
use crate::domain::preferences::{Language, Theme};
use crate::domain::route::Route;
use crate::domain::schema::fields::Field;
use crate::domain::schema::search::Searchable;
use crate::domain::servers::server::Server;
use crate::state::form::model::FormModel;
use crate::state::instances::{Instances, ListState};
use crate::state::preferences::Preferences;
use crate::state::servers::Servers;
use crate::ui::fields::field_index::field_index;
use crate::ui::kit::i18n;
use crate::ui::kit::i18n::{key, t, tf};

/// The features that the palette leads to.
#[derive(Clone, Copy)]
pub(super) struct PaletteContext {
    pub setup: &'static Deployment,
    pub route: ReadSignal<Route>,
    pub servers: Servers,
    pub form: FormModel,
    pub preferences: Preferences,
    pub instances: Instances,
    /// Rises when another language's file has come
    pub languages: RwSignal<usize>,
}

impl PaletteContext {
    pub(super) fn new() -> Self {
        Self {
            setup: expect_context::<&'static Deployment>(),
            route: expect_context::<ReadSignal<Route>>(),
            servers: expect_context::<Servers>(),
            form: expect_context::<FormModel>(),
            preferences: expect_context::<Preferences>(),
            instances: expect_context::<Instances>(),
            languages: RwSignal::new(0),
        }
    }

    /// The rows of every list that was read.
    pub(super) fn rows(self) -> Vec<ListedRow> {
        if self.is_bare() { Vec::new() } else { self.instances.all_rows() }
    }

    /// The page around shows the form alone: nothing leads away from it.
    fn is_bare(self) -> bool {
        self.setup.asked.is_bare
    }

    /// Everything but the instances.
    pub(super) fn entries(self) -> Vec<PaletteEntry> {
        self.languages.track();
        self.preferences.language.track();
        let mut entries = vec![action(PaletteAction::NewInstance, &[key!("palette.new_instance")])];
        if !self.is_bare() {
            entries.extend(self.pages());
            entries.extend(self.actions());
            entries.extend(self.of_servers());
        }
        entries.extend(self.fields());
        entries
    }

    fn pages(self) -> Vec<PaletteEntry> {
        let current = self.servers.current.get();
        let with_key =
            self.servers.list.with(|list| list.iter().filter(|one| has_key(one)).count());
        let page =
            |route: Route, keys: &[&str]| entry(PaletteTarget::Page(route), keys, String::new());
        let own = current.map(|server| PaletteEntry {
            detail: interpolate::plain(&server.label),
            ..page(Route::instances(Some(server.id)), &[key!("nav.instances")])
        });
        let all = (with_key > 1).then(|| {
            page(Route::instances(None), &[key!("palette.all_instances"), key!("nav.instances")])
        });
        let others = [
            page(Route::Servers, &[key!("page.servers")]),
            page(Route::Requests, &[key!("page.requests"), key!("palette.requests_words")]),
        ];
        own.into_iter().chain(all).chain(others).collect()
    }

    fn actions(self) -> Vec<PaletteEntry> {
        let current = self.servers.current.get();
        let test = current.map(|server| PaletteEntry {
            detail: interpolate::plain(&server.label),
            ..action(PaletteAction::TestConnection, &[key!("palette.test_connection")])
        });
        let (theme, language) = (self.preferences.theme.get(), self.preferences.language.get());
        let themes = Theme::ALL.into_iter().filter(|other| *other != theme).map(|theme| {
            let own = match theme {
                Theme::System => key!("theme.system"),
                Theme::Light => key!("theme.light"),
                Theme::Dark => key!("theme.dark"),
            };
            action(PaletteAction::Theme(theme), &[own])
        });
        let languages =
            Language::ALL.into_iter().filter(|other| *other != language).map(|language| {
                let name = language.name();
                let label = format!("{}: {name}", t(key!("language.label")));
                let names = i18n::in_all(key!("language.label"))
                    .into_iter()
                    .map(|word| format!("{word} {name}"));
                PaletteEntry {
                    target: PaletteTarget::Action(PaletteAction::Language(language)),
                    label,
                    detail: String::new(),
                    search: Searchable::new("", names, []),
                }
            });
        let may_add = self.setup.server_policy != ServerPolicy::Nothing;
        let add = may_add.then(|| action(PaletteAction::AddServer, &[key!("palette.add_server")]));
        let forget = [
            action(PaletteAction::ForgetKeys, &[key!("palette.forget_keys")]),
            action(PaletteAction::ForgetDevice, &[key!("palette.forget_device")]),
        ];
        test.into_iter().chain(themes).chain(languages).chain(add).chain(forget).collect()
    }

    /// The servers, and the lists that can be asked for.
    fn of_servers(self) -> Vec<PaletteEntry> {
        let server = |server: &Server| PaletteEntry {
            target: PaletteTarget::Server(server.id),
            label: interpolate::plain(&server.label),
            detail: interpolate::plain(server.address()),
            search: Searchable::new("", [server.label.clone(), server.address().to_owned()], []),
        };
        let list = |server: &Server| {
            let state = self.instances.sources.with(|sources| sources.state_of(server.id));
            let detail = match state {
                ListState::Read => return None,
                ListState::Unread => String::new(),
                ListState::Loading => t(key!("later.loading")),
                ListState::Failed => t(key!("palette.list_failed")),
            };
            Some(PaletteEntry {
                target: PaletteTarget::List(server.id),
                label: tf!("palette.load_list", label = &server.label),
                detail,
                search: Searchable::default(),
            })
        };
        self.servers.list.with(|servers| {
            let lists = servers.iter().filter(|server| has_key(server)).filter_map(list);
            servers.iter().map(server).chain(lists).collect()
        })
    }

    fn fields(self) -> Vec<PaletteEntry> {
        let api = self.form.api.get();
        let entry = |(field, search): (Field, Searchable)| {
            let wire = field.spec().wire(api).map_or("", |wire| wire.path);
            PaletteEntry {
                target: PaletteTarget::Field(field),
                label: i18n::full_label(field),
                detail: wire.to_owned(),
                search,
            }
        };
        field_index(self.form).into_iter().map(entry).collect()
    }

    /// A row of a list as an entry. Its words are searched by the list's own rules.
    pub(super) fn of_row(self, row: &ListedRow) -> PaletteEntry {
        let number = row.row.number.clone().or_else(|| row.row.profile_name.clone());
        self.of_instance(row.key(), number.unwrap_or_default())
    }

    /// An instance that was chosen before, of a server that is still there. Its list may not be read.
    pub(super) fn of_recent(self, id: &str) -> Option<PaletteEntry> {
        let key = PaletteTarget::instance_of(id).filter(|_| !self.is_bare())?;
        let is_there = self.servers.list.with(|list| list.iter().any(|one| one.id == key.server));
        is_there.then(|| self.of_instance(key, String::new()))
    }

    fn of_instance(self, key: RowKey, more: String) -> PaletteEntry {
        let server = self
            .servers
            .list
            .with(|list| list.iter().find(|one| one.id == key.server).map(|one| one.label.clone()));
        let parts = [server.unwrap_or_default(), more];
        let parts: Vec<String> = parts
            .iter()
            .filter(|part| !part.is_empty())
            .map(|part| interpolate::plain(part))
            .collect();
        PaletteEntry {
            label: interpolate::plain(&key.name),
            detail: parts.join(" · "),
            target: PaletteTarget::Instance(key),
            search: Searchable::default(),
        }
    }
}

fn has_key(server: &Server) -> bool {
    !server.key.is_empty()
}

fn action(action: PaletteAction, keys: &[&str]) -> PaletteEntry {
    entry(PaletteTarget::Action(action), keys, String::new())
}

/// An entry whose label is the first of these messages; it is found by all of them, in every language.
fn entry(target: PaletteTarget, keys: &[&str], detail: String) -> PaletteEntry {
    let names = keys.iter().flat_map(|key| i18n::in_all(key));
    let label = keys.first().map(|key| t(key)).unwrap_or_default();
    PaletteEntry { target, label, detail, search: Searchable::new("", names, []) }
}
