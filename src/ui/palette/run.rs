//! Goes where an entry leads.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::palette::entry::{PaletteAction, PaletteTarget};
use crate::domain::route::Route;
use crate::domain::schema::fields::Field;
use crate::domain::servers::server::Server;
use crate::state::palette::note_chosen;
use crate::state::preferences::Language;
use crate::state::route::go_to;
use crate::ui::fields::field_focus;
use crate::ui::kit::{focus, i18n};
use crate::ui::palette::entries::PaletteContext;
use crate::ui::palette::frame;

/// The button that forgets all keys
const FORGET_KEYS: &str = "forget-keys";

/// As many frames as a page may take until it is there: its chunk may have to load.
const MOST_FRAMES: u32 = 600;
/// After as many frames the address has changed, unless leaving the page before was refused.
const FRAMES_TO_LEAVE: u32 = 30;

impl PaletteContext {
    /// Does what the entry says. Only a list that is asked for leaves the palette open.
    pub(super) fn run(self, target: PaletteTarget) {
        if let PaletteTarget::List(server) = target {
            return self.load_list(server);
        }
        note_chosen(&target);
        frame::close();
        match target {
            PaletteTarget::Page(route) => go_to(&route),
            PaletteTarget::Instance(key) => {
                go_to(&Route::Instance { server: key.server, name: key.name });
            }
            PaletteTarget::Server(id) => self.use_server(id),
            PaletteTarget::Field(field) => self.show_field(field),
            PaletteTarget::Action(action) => self.act(action),
            PaletteTarget::List(_) => {}
        }
    }

    fn server(self, id: u32) -> Option<Server> {
        let find = |list: &Vec<Server>| list.iter().find(|server| server.id == id).cloned();
        self.servers.list.with_untracked(find)
    }

    fn load_list(self, id: u32) {
        if let Some(server) = self.server(id) {
            self.instances.load(server);
        }
    }

    /// Without a key its instances cannot be shown; the page of the servers takes one.
    fn use_server(self, id: u32) {
        let Some(server) = self.server(id) else { return };
        self.servers.choose(id);
        let has_key = !server.key.is_empty();
        go_to(&if has_key { Route::instances(Some(id)) } else { Route::Servers });
    }

    fn show_field(self, field: Field) {
        let form = self.form;
        self.when_on(Route::Create, "submit", move || field_focus::field(form, field));
    }

    fn act(self, action: PaletteAction) {
        match action {
            PaletteAction::NewInstance => self.show_field(Field::InstanceName),
            PaletteAction::TestConnection => {
                if let Some(server) = self.servers.current.get_untracked() {
                    self.press_on_servers(format!("test-server-{}", server.id));
                }
            }
            PaletteAction::AddServer => self.press_on_servers("add-server".to_owned()),
            PaletteAction::ForgetKeys => {
                self.when_on(Route::Servers, FORGET_KEYS, || focus::by_id(FORGET_KEYS));
            }
            PaletteAction::ForgetDevice => {
                self.when_on(Route::Servers, "forget-device", || focus::by_id("forget-device"));
            }
            PaletteAction::Theme(theme) => {
                theme.write();
                self.preferences.theme.set(theme);
            }
            PaletteAction::Language(language) => self.speak(language),
        }
    }

    /// Presses a button of the page of the servers, whose code is in another chunk.
    fn press_on_servers(self, id: String) {
        let button = id.clone();
        self.when_on(Route::Servers, &id, move || {
            focus::by_id(&button);
            if let Some(button) = focus::element(&button) {
                button.click();
            }
        });
    }

    fn speak(self, language: Language) {
        let preferences = self.preferences;
        spawn_local(async move {
            if i18n::speak(language).await {
                preferences.language.set(language);
            }
        });
    }

    /// Goes to a page, and acts once the element of this id is on it.
    fn when_on(self, route: Route, id: &str, act: impl FnOnce() + 'static) {
        go_to(&route);
        self.wait(route, id.to_owned(), Box::new(act), 0);
    }

    fn wait(self, route: Route, id: String, act: Box<dyn FnOnce()>, frames: u32) {
        // After the frame in which the page takes the focus itself.
        request_animation_frame(move || {
            let is_on_page = self.route.with_untracked(|now| *now == route);
            if is_on_page && focus::element(&id).is_some() {
                request_animation_frame(act);
            } else if frames < if is_on_page { MOST_FRAMES } else { FRAMES_TO_LEAVE } {
                self.wait(route, id, act, frames + 1);
            }
        });
    }
}
