//! The calls of this tab, logged in memory, and what of them is looked at. The log knows keys and tokens:
//! it is forgotten with them.

mod repeat;

use std::collections::BTreeSet;

use leptos::prelude::*;

use crate::domain::http::answer::CallAnswer;
use crate::domain::http::request::HttpCall;
use crate::domain::reply::error::ApiError;
use crate::domain::requests::filter::LogFilter;
use crate::domain::requests::log::RequestLog;
use crate::domain::requests::mask::KnownSecrets;
use crate::domain::requests::record::CallRecord;
use crate::domain::schema::drafts::Drafts;
use crate::domain::servers::server::Server;
use crate::platform::clock;
use crate::platform::clock::Stopwatch;
use crate::platform::fetch::Cancel;
use crate::state::form::model::FormModel;
use crate::state::secrets::{ForgetScope, SecretHolder};
use crate::state::servers::Servers;

/// The log's signals.
#[derive(Clone, Copy, Debug)]
pub struct Requests {
    pub servers: Servers,
    form: FormModel,
    pub log: RwSignal<RequestLog>,
    /// Runs since it was cleared last: calls that began before that are not logged
    cleared: StoredValue<Option<Stopwatch>>,
    pub filter: RwSignal<LogFilter>,
    /// The calls of which everything is shown, by their ids
    pub unfolded: RwSignal<BTreeSet<u32>>,
    /// Ends the calls that are repeated when they are forgotten
    running: StoredValue<Cancel, LocalStorage>,
}

impl Requests {
    /// To be called with the root's owner.
    #[must_use]
    pub fn new(servers: Servers, form: FormModel) -> Self {
        Self {
            servers,
            form,
            log: RwSignal::new(RequestLog::default()),
            cleared: StoredValue::new(None),
            filter: RwSignal::new(LogFilter::default()),
            unfolded: RwSignal::new(BTreeSet::new()),
            running: StoredValue::new_local(Cancel::new()),
        }
    }

    /// Notes a call that has ended.
    pub(crate) fn record(
        self,
        call: &HttpCall,
        outcome: Result<&CallAnswer, &ApiError>,
        began: Stopwatch,
    ) {
        // What was cancelled because the keys were forgotten must not bring them back.
        if self.cleared.get_value().is_none_or(|cleared| began.began_after(cleared)) {
            let record = CallRecord::new(call, outcome, began.elapsed_ms(), clock::wall_ms());
            self.log.update(|log| log.push(record));
        }
    }

    /// Forgets every call.
    pub fn clear(self) {
        self.running.update_value(|running| std::mem::take(running).cancel());
        self.cleared.set_value(Some(Stopwatch::start()));
        self.log.update(RequestLog::clear);
        self.unfolded.set(BTreeSet::new());
    }

    /// Every secret that the log and the page know now.
    #[must_use]
    pub fn known_secrets(self) -> KnownSecrets {
        self.log.with_untracked(|log| KnownSecrets::of(log, self.page_secrets()))
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

impl SecretHolder for Requests {
    fn has_secrets(&self) -> bool {
        self.log.with_untracked(RequestLog::has_secrets)
    }

    fn forget(&self, _: ForgetScope) {
        self.clear();
        self.filter.set(LogFilter::default());
    }
}
