//! Connection checks at work: they run for one subject at a time and show how far they are. A newer
//! check ends the one before it, and what that one still learns is ignored.

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::diagnostics::detection::DialectDetection;
use crate::domain::diagnostics::findings::{CheckStep, StepResult};
use crate::domain::diagnostics::{CheckAnswer, CheckQuestion, CheckTarget, ConnectionCheck};
use crate::domain::http::secret::Secret;
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::fields::Field;
use crate::domain::servers::server::Server;
use crate::platform::clock::Stopwatch;
use crate::platform::fetch;
use crate::platform::fetch::Cancel;
use crate::platform::origin;
use crate::state::creation::Creation;
use crate::state::form::model::FormModel;
use crate::state::secrets::{ForgetScope, SecretHolder};
use crate::state::servers::draft::{Detection, ServerDraft};
use crate::state::servers::{Reach, Servers};

/// A greeting may be slow where the server asks the internet for it.
const LIMIT_MS: u32 = 15_000;
/// After this time without an answer the screen says that it is still waited for.
const SLOW: Duration = Duration::from_secs(4);

/// Whom the run is for.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Subject {
    #[default]
    Nobody,
    /// A server of the list, by its id
    Server(u32),
    /// What is typed into the server's form
    Form,
    /// The server of a creation that failed, by when it began
    Attempt(f64),
}

/// How far a check is.
#[derive(Clone, Debug, Default)]
pub struct CheckRun {
    pub subject: Subject,
    pub results: Vec<StepResult>,
    /// The step that runs now; `None` once it has ended
    pub step: Option<CheckStep>,
    /// The answer to the current step takes long
    pub is_slow: bool,
}

#[derive(Clone, Copy, Debug)]
pub struct Diagnostics {
    pub run: RwSignal<CheckRun>,
    cancel: StoredValue<Option<Cancel>, LocalStorage>,
    servers: Servers,
    draft: ServerDraft,
    creation: Creation,
    form: FormModel,
}

impl Diagnostics {
    #[must_use]
    pub fn new(servers: Servers, draft: ServerDraft, creation: Creation, form: FormModel) -> Self {
        Self {
            run: RwSignal::new(CheckRun::default()),
            cancel: StoredValue::new_local(None),
            servers,
            draft,
            creation,
            form,
        }
    }

    /// Ends what is under way for this subject and takes it off the screen: what was found with
    /// another address, dialect or key says nothing of this one, and an id may pass to another
    /// server.
    pub fn forget(&self, subject: Subject) {
        if self.run.with_untracked(|now| now.subject == subject) {
            let _ = self.begin();
            self.run.set(CheckRun::default());
        }
    }

    /// Ends whatever is under way and takes it off the screen.
    fn forget_all(&self) {
        let _ = self.begin();
        self.run.set(CheckRun::default());
    }

    /// Ends the check before this one.
    fn begin(&self) -> Cancel {
        let cancel = Cancel::new();
        self.cancel.update_value(|old| {
            if let Some(old) = old.replace(cancel.clone()) {
                old.cancel();
            }
        });
        cancel
    }
}

impl SecretHolder for Diagnostics {
    fn has_secrets(&self) -> bool {
        false
    }

    /// What was found with a key says nothing once it is forgotten.
    fn forget(&self, scope: ForgetScope) {
        if !scope.is_keys() {
            self.forget_all();
        }
    }
}

impl Diagnostics {
    /// Checks a server as it is stored.
    pub fn check_server(self, subject: Subject, server: &Server) {
        let mut target = self.target(&server.base_url, Some(server.dialect), server.key.clone());
        target.is_brief = matches!(subject, Subject::Attempt(_));
        self.start_check(subject, target);
    }

    /// Checks what is typed into the server's form, before it is saved.
    pub fn check_form(self) {
        let draft = &self.draft;
        let values = draft.values.get_untracked();
        let mut key = values.key();
        if key.is_empty()
            && let Some(base_url) = values.base_url()
        {
            // It would be kept, so it is what is tried.
            key = untrack(|| self.servers.handed_key(values.id, &base_url)).unwrap_or_default();
        }
        let target = self.target(&values.url, values.dialect, key);
        self.start_check(Subject::Form, target);
    }

    /// Types a better address into the server's form.
    pub fn take_address(self, url: String) {
        self.draft.take_address(url);
    }

    /// Finds out the dialect of the server whose address is typed into the form: from the address, or
    /// from the version that the server reports.
    pub fn detect_dialect(self) {
        let draft = self.draft;
        let asked = draft.values.get_untracked();
        let Some(base_url) = asked.base_url() else { return };
        if let Some(found) = Dialect::of_base_url(&base_url) {
            draft.choose_dialect(found);
            draft.detection.set(Detection::Idle);
            return;
        }
        draft.detection.set(Detection::Asking);
        spawn_local(async move {
            let detection = DialectDetection::of(&greet(base_url.clone()).await);
            // By now the form may be open for another server, or another address is typed.
            let now = draft.values.get_untracked();
            if now.id != asked.id || now.base_url().as_ref() != Some(&base_url) {
                return;
            }
            // A dialect that was chosen by hand meanwhile stays.
            if now.dialect != asked.dialect {
                draft.detection.set(Detection::Idle);
                return;
            }
            if let DialectDetection::Found { dialect, version } = &detection {
                draft.choose_dialect(*dialect);
                draft.version.set(version.clone());
            }
            draft.detection.set(Detection::Done(detection));
        });
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
        }
    }

    fn start_check(self, subject: Subject, target: CheckTarget) {
        let cancel = self.begin();
        let mut check = ConnectionCheck::new(target);
        spawn_local(async move {
            loop {
                // A newer run has the screen.
                if cancel.is_cancelled() {
                    return;
                }
                let (results, step) = (check.results.clone(), check.step());
                let run = self.run;
                run.set(CheckRun { subject, results, step, is_slow: false });
                let (newer, count) = (cancel.clone(), check.results.len());
                let timer = set_timeout_with_handle(
                    move || {
                        let is_still =
                            |run: &CheckRun| run.results.len() == count && run.step == step;
                        if !newer.is_cancelled() && run.with_untracked(is_still) {
                            run.update(|run| run.is_slow = true);
                        }
                    },
                    SLOW,
                );
                let goes_on = advance(&mut check, &cancel).await;
                if let Ok(timer) = timer {
                    timer.clear();
                }
                if !goes_on {
                    break;
                }
            }
            match subject {
                Subject::Server(id) => self.note(id, &check),
                Subject::Form => self.note_form(&check),
                Subject::Nobody | Subject::Attempt(_) => {}
            }
        });
    }

    /// What a test has learned, the list and the header know, too.
    fn note(&self, id: u32, check: &ConnectionCheck) {
        if !check.version().is_empty() {
            self.servers.note_version(id, check.base_url(), check.version());
        }
        let is_current = self.servers.current.with_untracked(|now| {
            now.as_ref().is_some_and(|now| now.id == id && now.base_url == check.base_url())
        });
        if is_current {
            self.servers.note_reach(check.is_readable());
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
async fn advance(check: &mut ConnectionCheck, cancel: &Cancel) -> bool {
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

/// Checks as far as that goes without a key: what an address alone tells.
pub async fn greet(url: String) -> ConnectionCheck {
    let target = CheckTarget {
        url,
        dialect: None,
        key: Secret::default(),
        names: Vec::new(),
        page: origin::page(),
        is_brief: true,
    };
    let mut check = ConnectionCheck::new(target);
    let cancel = Cancel::new();
    while advance(&mut check, &cancel).await {}
    check
}

/// Greets the current server and notes what it says about itself.
pub async fn greet_current(servers: Servers) {
    let Some(server) = servers.current.get_untracked() else { return };
    // A status that is only asked for again stays on the screen until the answer is there.
    if !matches!(servers.reach.get_untracked(), Reach::Reachable | Reach::Refused) {
        servers.reach.set(Reach::Testing);
    }
    servers.asked.set(None);
    let check = greet(server.base_url.clone()).await;
    servers.asked.set(Some(Stopwatch::start()));
    // Another server may have been chosen, or this one edited, while the answer was on its way.
    let is_still = servers.current.with_untracked(|now| {
        now.as_ref().is_some_and(|now| now.id == server.id && now.base_url == server.base_url)
    });
    if !is_still {
        return;
    }
    servers.note_reach(check.is_readable());
    if !check.version().is_empty() {
        servers.note_version(server.id, &server.base_url, check.version());
    }
}
