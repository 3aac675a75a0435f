//! What is looked at of the log: which calls, and which of them unfolded. It lives as long as the page, so
//! that who comes back finds the log as it was left.

use std::collections::BTreeSet;

use leptos::prelude::*;

use crate::domain::http::answer::CallAnswer;
use crate::domain::reply::error::ApiError;
use crate::domain::requests::filter::LogFilter;
use crate::domain::requests::log::RequestLog;
use crate::domain::requests::mask::KnownSecrets;
use crate::domain::requests::record::CallRecord;
use crate::domain::schema::drafts::Drafts;
use crate::domain::servers::server::Server;
use crate::platform::fetch;
use crate::platform::fetch::Cancel;
use crate::state::form::model::FormModel;
use crate::state::instances::Instances;
use crate::state::requests::Requests;
use crate::state::secrets::{ForgetScope, SecretHolder};
use crate::state::servers::Servers;

/// For a call that is sent again: as long as the slowest of those that read.
const LIMIT_MS: u32 = 60_000;

#[derive(Clone, Copy, Debug)]
pub struct RequestView {
    pub requests: Requests,
    pub servers: Servers,
    form: FormModel,
    instances: Instances,
    pub filter: RwSignal<LogFilter>,
    /// The calls of which everything is shown, by their ids
    pub unfolded: RwSignal<BTreeSet<u32>>,
    /// Ends the calls that are sent again when they are forgotten
    running: StoredValue<Cancel, LocalStorage>,
}

impl RequestView {
    /// To be called with the root's owner.
    #[must_use]
    pub fn new(instances: Instances) -> Self {
        Self {
            requests: expect_context::<Requests>(),
            servers: expect_context::<Servers>(),
            form: expect_context::<FormModel>(),
            instances,
            filter: RwSignal::new(LogFilter::default()),
            unfolded: RwSignal::new(BTreeSet::new()),
            running: StoredValue::new_local(Cancel::new()),
        }
    }

    /// Forgets every call.
    pub fn clear(self) {
        self.running.update_value(|running| std::mem::take(running).cancel());
        self.requests.clear();
        self.unfolded.set(BTreeSet::new());
    }

    /// Whether the key of a call is still its server's or that of an instance there.
    #[must_use]
    pub fn holds_key(self, record: &CallRecord) -> bool {
        self.servers.list.with(|servers| {
            record.is_key_held(servers, |server, key| self.instances.has_token(server.id, key))
        })
    }

    /// Sends a call that only reads once more; its answer is logged as that of any other. `None` for one that
    /// may change something, or whose key is held no more.
    pub async fn repeat(self, record: &CallRecord) -> Option<Result<CallAnswer, ApiError>> {
        if !record.is_repeatable() || !untrack(|| self.holds_key(record)) {
            return None;
        }
        let cancel = self.running.try_get_value()?;
        Some(fetch::send(&record.call(), LIMIT_MS, &cancel).await)
    }

    /// Every secret that the log and the page know now.
    #[must_use]
    pub fn known_secrets(self) -> KnownSecrets {
        let others = self.page_secrets().into_iter().chain(self.instances.tokens());
        untrack(|| self.requests.with(|log| KnownSecrets::of(log, others)))
    }

    /// The address of a call, for its line. No call of the panel has a secret there, but a name can be
    /// any text.
    #[must_use]
    pub fn masked_url(self, record: &CallRecord) -> String {
        let mut secrets = self.page_secrets();
        secrets.push(record.key.reveal().to_owned());
        KnownSecrets::of(&RequestLog::default(), secrets).mask(&record.url)
    }

    /// The keys of the servers, and what is typed into the form.
    fn page_secrets(self) -> Vec<String> {
        let mut secrets = self.form.drafts.with_untracked(Drafts::secrets);
        self.servers.list.with_untracked(|list| {
            secrets.extend(list.iter().map(|server: &Server| server.key.reveal().to_owned()));
        });
        secrets
    }
}

impl SecretHolder for RequestView {
    /// The log itself tells that.
    fn has_secrets(&self) -> bool {
        false
    }

    fn forget(&self, _: ForgetScope) {
        self.clear();
        self.filter.set(LogFilter::default());
    }
}
