//! The connection doctor at work: climbs a ladder for one subject at a time and shows how far it is.
//! A newer examination ends the one before it, and what that one still learns is ignored.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::diagnostics::findings::{CheckStep, StepResult};
use crate::domain::diagnostics::{Answer, CheckTarget, ConnectionCheck, Question};
use crate::domain::http::request::clean_base_url;
use crate::domain::http::secret::Secret;
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::fields::Field;
use crate::domain::servers::form::ServerValues;
use crate::domain::servers::server::Server;
use crate::platform::fetch;
use crate::platform::fetch::Cancel;
use crate::state::PanelState;

/// A greeting may be slow where the server asks the internet for it.
const LIMIT_MS: u32 = 15_000;

/// Whom the examination is for.
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

/// How far an examination is.
#[derive(Clone, Debug, Default)]
pub struct Examination {
    pub subject: Subject,
    pub told: Vec<StepResult>,
    /// The rung that is climbed now; `None` once it has ended
    pub rung: Option<CheckStep>,
}

#[derive(Clone, Copy, Debug)]
pub struct Doctor {
    pub examination: RwSignal<Examination>,
    cancel: StoredValue<Option<Cancel>, LocalStorage>,
}

impl Doctor {
    pub fn new() -> Self {
        Self {
            examination: RwSignal::new(Examination::default()),
            cancel: StoredValue::new_local(None),
        }
    }

    /// Ends what is under way for this subject and takes it off the screen: what was found with
    /// another address, dialect or key says nothing of this one, and an id may pass to another
    /// server.
    pub fn forget(&self, subject: Subject) {
        if self.examination.with_untracked(|now| now.subject == subject) {
            let _ = self.begin();
            self.examination.set(Examination::default());
        }
    }

    /// Ends whatever is under way and takes it off the screen.
    pub(crate) fn forget_all(&self) {
        let _ = self.begin();
        self.examination.set(Examination::default());
    }

    /// Ends the examination before this one.
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

impl Default for Doctor {
    fn default() -> Self {
        Self::new()
    }
}

impl PanelState {
    /// Examines a server as it is stored.
    pub fn examine_server(&'static self, subject: Subject, server: &Server) {
        let mut patient = self.patient(&server.base_url, Some(server.dialect), server.key.clone());
        patient.is_brief = matches!(subject, Subject::Attempt(_));
        self.examine(subject, patient);
    }

    /// Examines what is typed into the server's form, before it is saved.
    pub fn examine_form(&'static self) {
        let draft = &self.server_draft;
        let ServerValues { id, url, dialect, mut key, .. } = draft.values.get_untracked();
        if key.is_empty()
            && let Some(base_url) = clean_base_url(&url)
        {
            // It would be kept, so it is what is tried.
            key = untrack(|| self.servers.handed_key(id, &base_url)).unwrap_or_default();
        }
        let patient = self.patient(&url, dialect, key);
        self.examine(Subject::Form, patient);
    }

    /// The instances that may be there: the one that was created last, and the one that is typed.
    fn patient(&self, url: &str, dialect: Option<Dialect>, key: Secret) -> CheckTarget {
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
            page: fetch::page(),
            is_brief: false,
        }
    }

    fn examine(&'static self, subject: Subject, patient: CheckTarget) {
        let cancel = self.doctor.begin();
        let mut ladder = ConnectionCheck::new(patient);
        spawn_local(async move {
            loop {
                // A newer examination has the screen.
                if cancel.is_cancelled() {
                    return;
                }
                let (told, rung) = (ladder.told.clone(), ladder.rung());
                self.doctor.examination.set(Examination { subject, told, rung });
                if !climb(&mut ladder, &cancel).await {
                    break;
                }
            }
            match subject {
                Subject::Server(id) => self.note(id, &ladder),
                Subject::Form => self.note_form(&ladder),
                Subject::Nobody | Subject::Attempt(_) => {}
            }
        });
    }

    /// What a test has learned, the list and the header know, too.
    fn note(&self, id: u32, ladder: &ConnectionCheck) {
        if !ladder.version().is_empty() {
            self.servers.note_version(id, ladder.base_url(), ladder.version());
        }
        let is_current = self.servers.current.with_untracked(|now| {
            now.as_ref().is_some_and(|now| now.id == id && now.base_url == ladder.base_url())
        });
        if is_current {
            self.servers.note_reach(ladder.is_readable());
        }
    }

    /// A dialect that nobody chose is the one that the server told.
    fn note_form(&self, ladder: &ConnectionCheck) {
        let draft = &self.server_draft;
        let told = Dialect::of_version(ladder.version());
        let has_dialect = draft.values.with_untracked(|values| values.dialect.is_some());
        if let Some(told) = told.filter(|_| !has_dialect) {
            draft.choose_dialect(told);
            draft.version.set(ladder.version().to_owned());
        }
    }
}

/// Asks the ladder's next question; `false` when it has none.
async fn climb(ladder: &mut ConnectionCheck, cancel: &Cancel) -> bool {
    let answer = match ladder.question() {
        None => return false,
        Some(Question::Permission) => Answer::Permission(fetch::local_network_permission().await),
        Some(Question::Opaque(call)) => {
            Answer::Opaque(fetch::is_anyone_there(&call, LIMIT_MS, cancel).await)
        }
        Some(Question::Call(call)) => match fetch::send(&call, LIMIT_MS, cancel).await {
            Ok(reply) => Answer::Reply(reply.status, reply.text),
            Err(error) => Answer::NoReply(error.case),
        },
    };
    ladder.take(answer);
    true
}

/// Climbs as far as a stranger can, without a key: what an address alone tells.
pub async fn greet(url: String) -> ConnectionCheck {
    let patient = CheckTarget {
        url,
        dialect: None,
        key: Secret::default(),
        names: Vec::new(),
        page: fetch::page(),
        is_brief: true,
    };
    let mut ladder = ConnectionCheck::new(patient);
    let cancel = Cancel::new();
    while climb(&mut ladder, &cancel).await {}
    ladder
}
