//! Finding out a server's dialect: from its address, or from the version in its greeting.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::diagnostics::ConnectionCheck;
use crate::domain::diagnostics::findings::Finding;
use crate::domain::schema::dialect::Dialect;
use crate::domain::servers::address;
use crate::state::diagnostics::greet;
use crate::state::servers::draft::ServerDraft;
use crate::ui::diagnostics::checks;
use crate::ui::kit::i18n::{t, tf};

/// An address and what is known of the server behind it.
#[derive(Clone, Copy, Debug)]
pub struct Detection {
    /// As it was typed
    pub url: RwSignal<String>,
    /// The id of the dialect, empty while none is chosen
    pub dialect: RwSignal<String>,
    /// Empty while it is unknown
    pub version: RwSignal<String>,
    /// What asking the server has shown, as a sentence
    pub said: RwSignal<String>,
}

impl Detection {
    pub fn of(state: ServerDraft) -> Self {
        Self {
            url: state.url,
            dialect: state.dialect,
            version: state.version,
            said: RwSignal::new(String::new()),
        }
    }

    /// The address as it will be called. It follows what is typed.
    pub fn base_url(self) -> Option<String> {
        self.url.with(|url| address::base_url(url))
    }

    /// The same, once.
    pub fn base_url_now(self) -> Option<String> {
        self.url.with_untracked(|url| address::base_url(url))
    }

    pub fn dialect_now(self) -> Option<Dialect> {
        self.dialect.with_untracked(|id| Dialect::with_id(id))
    }

    /// What was told for another address says nothing of this one.
    pub fn type_url(self, url: String) {
        self.said.set(String::new());
        self.version.set(String::new());
        self.url.set(url);
    }

    /// Looks at the address; asks the server where that does not tell.
    pub fn start(self) {
        let Some(base_url) = self.base_url_now() else { return };
        if let Some(found) = Dialect::of_base_url(&base_url) {
            self.dialect.set(found.id().to_owned());
            self.said.set(String::new());
            return;
        }
        let before = self.dialect.get_untracked();
        self.said.set(t("servers.dialect.detecting"));
        spawn_local(async move {
            let check = greet(base_url.clone()).await;
            // The answer may come after the form was closed, or for an address typed before this
            // one.
            let now = self.url.try_with_untracked(|url| address::base_url(url)).flatten();
            if now.as_ref() != Some(&base_url) {
                return;
            }
            // A dialect that was chosen by hand meanwhile stays.
            if self.dialect.with_untracked(|dialect| *dialect == before) {
                self.take(&check);
            } else {
                self.say(String::new());
            }
        });
    }

    /// Without a key the check ends at the key's step, or below it where something is wrong.
    fn take(self, check: &ConnectionCheck) {
        let version = check.version();
        if let Some(found) = Dialect::of_version(version) {
            let values = [("version", version), ("dialect", found.name())];
            self.say(tf("servers.dialect.detected", &values));
            self.dialect.set(found.id().to_owned());
            self.version.set(version.to_owned());
            return;
        }
        let broken = check.results.last().filter(|told| told.finding != Finding::DialectMissing);
        match broken {
            Some(told) => {
                let (sentence, cure) = checks::said(told);
                self.say(format!("{sentence} {}", cure.unwrap_or_default()));
            }
            None => self.say(t("servers.dialect.undetected")),
        }
    }

    /// The sentence lives with the view, which may be gone when the answer comes.
    fn say(self, sentence: String) {
        let _ = self.said.try_set(sentence);
    }
}
