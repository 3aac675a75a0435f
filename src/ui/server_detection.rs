//! Finding out a server's dialect: from its address, or from the version in its greeting.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::failure_text::{self, Failed};
use super::text::{t, tf};
use crate::domain::dialect::Dialect;
use crate::domain::endpoint::{HttpCall, Method, clean_base_url};
use crate::domain::error::ApiError;
use crate::domain::secret::Secret;
use crate::state::server_draft::ServerDraft;
use crate::state::servers::greet;

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
        self.url.with(|url| clean_base_url(url))
    }

    /// The same, once.
    pub fn base_url_now(self) -> Option<String> {
        self.url.with_untracked(|url| clean_base_url(url))
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
        self.said.set(t("servers.dialect.detecting"));
        spawn_local(async move {
            let outcome = greet(&base_url).await;
            // The answer may come after the form was closed, or for an address typed before this
            // one.
            let now = self.url.try_with_untracked(|url| clean_base_url(url)).flatten();
            if now.as_ref() == Some(&base_url) {
                self.take(outcome, &base_url);
            }
        });
    }

    fn take(self, outcome: Result<Option<String>, ApiError>, base_url: &str) {
        let told = match outcome {
            Ok(told) => told.unwrap_or_default(),
            Err(error) => {
                self.say(failure(&error, base_url));
                return;
            }
        };
        let Some(found) = Dialect::of_version(&told) else {
            self.say(t("servers.dialect.undetected"));
            return;
        };
        let values = [("version", told.as_str()), ("dialect", found.name())];
        self.say(tf("servers.dialect.detected", &values));
        self.dialect.set(found.id().to_owned());
        self.version.set(told);
    }

    /// The sentence lives with the view, which may be gone when the answer comes.
    fn say(self, sentence: String) {
        let _ = self.said.try_set(sentence);
    }
}

fn failure(error: &ApiError, base_url: &str) -> String {
    let call = HttpCall::new(Method::Get, base_url, "/", &Secret::default());
    let failed = Failed { call, limit_ms: 15_000, server: String::new(), secrets: Vec::new() };
    format!("{} {}", failure_text::cause(error, &failed), failure_text::cure(error, &failed))
}
