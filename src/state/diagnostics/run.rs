//! Runs one check, step by step.

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::diagnostics::{CheckAnswer, CheckQuestion, CheckTarget, ConnectionCheck};
use crate::domain::http::secret::Secret;
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::fields::Field;
use crate::domain::servers::server::Server;
use crate::platform::fetch::Cancel;
use crate::platform::{fetch, origin};
use crate::state::diagnostics::{CheckRun, Diagnostics, Subject};

/// A greeting may be slow where the server asks the internet for it.
const LIMIT_MS: u32 = 15_000;
/// After this time without an answer the screen says that it is still waited for.
pub(super) const SLOW: Duration = Duration::from_secs(4);

impl Diagnostics {
    /// Checks a server as it is stored.
    pub fn check_server(self, subject: Subject, server: &Server) {
        let mut target = self.target(&server.base_url, Some(server.dialect), server.key.clone());
        target.is_brief = matches!(subject, Subject::Attempt(_));
        self.start_check(subject, target);
    }

    /// Checks what is typed into the server's form, before it is saved.
    pub fn check_form(self) {
        self.draft.drop_stop();
        self.start_check(Subject::Form, self.form_target());
    }

    /// What is typed into the server's form.
    pub(super) fn form_target(self) -> CheckTarget {
        let values = self.draft.values.get_untracked();
        self.target(&values.url, values.dialect, self.form_key())
    }

    /// The key that would be saved: the typed one, or one that the page around this one passed in.
    pub(super) fn form_key(self) -> Secret {
        let values = self.draft.values.get_untracked();
        let key = values.key();
        match values.base_url() {
            Some(base_url) if key.is_empty() => {
                untrack(|| self.servers.parent_key(values.id, &base_url)).unwrap_or_default()
            }
            _ => key,
        }
    }

    /// The instances that may be there: the one that was created last, and the one that is typed.
    fn target(&self, url: &str, dialect: Option<Dialect>, key: Secret) -> CheckTarget {
        let mut names = Vec::new();
        self.creation.attempt.with_untracked(|attempt| {
            names.extend(attempt.as_ref().map(|attempt| attempt.name().to_owned()));
        });
        let typed = self.form.draft(Field::InstanceName);
        let typed = typed.with_untracked(|draft| draft.as_text().to_owned());
        if !typed.is_empty() && !names.contains(&typed) {
            names.push(typed);
        }
        CheckTarget {
            url: url.to_owned(),
            dialect,
            key,
            names,
            page: origin::page(),
            is_brief: false,
            greeted: None,
        }
    }

    fn start_check(self, subject: Subject, target: CheckTarget) {
        let cancel = self.begin();
        spawn_local(async move {
            let Some(check) = self.run_check(subject, target, &cancel).await else { return };
            match subject {
                Subject::Server(id) => self.note(id, &check),
                Subject::Form => self.note_form(&check),
                Subject::Nobody | Subject::Saving | Subject::Attempt(_) => {}
            }
        });
    }

    /// Runs a check to its end; `None` where a newer one took its place.
    pub(super) async fn run_check(
        self,
        subject: Subject,
        target: CheckTarget,
        cancel: &Cancel,
    ) -> Option<ConnectionCheck> {
        let mut check = ConnectionCheck::new(target);
        loop {
            if cancel.is_cancelled() {
                return None;
            }
            let (results, step) = (check.results.clone(), check.step());
            self.show(CheckRun { subject, results, step, is_slow: false }, cancel);
            if !advance(&mut check, cancel).await {
                return Some(check);
            }
        }
    }

    /// Shows how far a check is. If nothing newer comes soon, it is said that this takes long.
    pub(super) fn show(self, run: CheckRun, cancel: &Cancel) {
        let (count, step) = (run.results.len(), run.step);
        self.run.set(run);
        let cancel = cancel.clone();
        let tell_slow = move || {
            let is_still = |run: &CheckRun| run.results.len() == count && run.step == step;
            if !cancel.is_cancelled() && self.run.with_untracked(is_still) {
                self.run.update(|run| run.is_slow = true);
            }
        };
        if step.is_some() {
            set_timeout(tell_slow, SLOW);
        }
    }

    /// What a test has learned, the list and the header know, too.
    fn note(&self, id: u32, check: &ConnectionCheck) {
        if !check.version().is_empty() {
            self.servers.note_version(id, check.base_url(), check.version());
        }
        if self.servers.is_current(id, check.base_url()) {
            self.servers.note_reach(check);
        }
    }

    /// A dialect that nobody chose is the one that the server reports.
    fn note_form(&self, check: &ConnectionCheck) {
        let draft = &self.draft;
        let told = Dialect::of_version(check.version());
        let has_dialect = draft.values.with_untracked(|values| values.dialect.is_some());
        if let Some(told) = told.filter(|_| !has_dialect) {
            draft.choose_dialect(told);
            draft.version.set(check.version().to_owned());
        }
    }
}

/// Asks the check's next question; `false` when it has none.
pub(super) async fn advance(check: &mut ConnectionCheck, cancel: &Cancel) -> bool {
    let answer = match check.question() {
        None => return false,
        Some(CheckQuestion::Permission) => {
            CheckAnswer::Permission(origin::local_network_permission().await)
        }
        Some(CheckQuestion::Opaque(call)) => {
            CheckAnswer::Opaque(fetch::is_anyone_there(&call, LIMIT_MS, cancel).await)
        }
        Some(CheckQuestion::Call(call)) => match fetch::send(&call, LIMIT_MS, cancel).await {
            Ok(reply) => CheckAnswer::Reply(reply.status, reply.text),
            Err(error) => CheckAnswer::NoReply(error.case),
        },
    };
    check.take(answer);
    true
}
