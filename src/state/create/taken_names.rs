//! The names that were seen on a server: an instance of that name cannot be created there.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::creation::machine::lookup::InstanceLookup;
use crate::domain::schema::fields::Field;
use crate::domain::schema::validate::Fault;
use crate::domain::servers::server::Server;
use crate::platform::clock;
use crate::state::creation::Creation;
use crate::state::creation::name_check::look_once;
use crate::state::form::model::FormModel;
use crate::state::secrets::{ForgetScope, SecretHolder};
use crate::state::servers::Servers;

/// A press on *Create* takes the focus from the name: by then it is known whether it was one.
const PAUSE_MS: u32 = 250;

#[derive(Clone, Copy, Debug)]
pub struct TakenNames {
    servers: Servers,
    creation: Creation,
    /// Base URLs and names that were seen there
    seen: RwSignal<Vec<(String, String)>>,
}

impl TakenNames {
    pub fn new(servers: Servers, creation: Creation) -> Self {
        Self { servers, creation, seen: RwSignal::new(Vec::new()) }
    }

    /// The names that are taken on the server in use.
    pub fn on_current_server(self) -> Signal<Vec<String>> {
        let base_url = Memo::new(move |_| {
            self.servers.current.with(|server| {
                server.as_ref().map(|server| server.base_url.clone()).unwrap_or_default()
            })
        });
        let names = Memo::new(move |_| {
            let here = base_url.get();
            self.seen.with(|seen| {
                let there = seen.iter().filter(|(url, _)| *url == here);
                there.map(|(_, name)| name.clone()).collect::<Vec<_>>()
            })
        });
        names.into()
    }

    /// Looks the typed name up when its field is left, so that a name in use is shown before the press.
    /// One that was left before this part of the program was there is looked up now.
    pub fn watch(self, form: FormModel) {
        let is_typing = move || form.focused().get() == Some(Field::InstanceName);
        if !untrack(is_typing) {
            self.check(form);
        }
        Effect::new(move |was_typing: Option<bool>| {
            let is_typing = is_typing();
            if was_typing == Some(true) && !is_typing {
                self.check(form);
            }
            is_typing
        });
    }

    fn check(self, form: FormModel) {
        let Some(server) = self.servers.current.get_untracked() else { return };
        let typed = move || {
            let name = form.draft(Field::InstanceName);
            name.with_untracked(|draft| draft.as_text().trim().to_owned())
        };
        let name = typed();
        let has_other_problem = form.problems.with_untracked(|problems| {
            problems.iter().any(|problem| {
                problem.field == Field::InstanceName && problem.fault != Fault::NameTaken
            })
        });
        if name.is_empty() || has_other_problem || server.key.is_empty() {
            return;
        }
        let last = move || {
            self.creation.attempt.with_untracked(|attempt| attempt.as_ref().map(|it| it.id))
        };
        let last_before = last();
        spawn_local(async move {
            clock::pause(PAUSE_MS).await;
            // A creation tells by itself whether the name is taken.
            if self.creation.is_sending.get_untracked() || last() != last_before || typed() != name
            {
                return;
            }
            let seen = look_once(&server, &name).await;
            // A creation of this very name may have begun meanwhile: then it is no news.
            let is_own = self.creation.attempt.with_untracked(|attempt| {
                attempt.as_ref().is_some_and(|attempt| attempt.name() == name)
            });
            match seen {
                InstanceLookup::Exists { .. } if !is_own => self.note(&server, &name, true),
                InstanceLookup::Absent => self.note(&server, &name, false),
                _ => {}
            }
        });
    }

    fn note(self, server: &Server, name: &str, is_taken: bool) {
        let seen = (server.base_url.clone(), name.to_owned());
        self.seen.update(|all| {
            all.retain(|known| *known != seen);
            if is_taken {
                all.push(seen);
            }
        });
    }
}

impl SecretHolder for TakenNames {
    fn has_secrets(&self) -> bool {
        false
    }

    fn forget(&self, scope: ForgetScope) {
        if scope == ForgetScope::Everything {
            self.seen.set(Vec::new());
        }
    }
}
