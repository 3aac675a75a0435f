//! The form's signals: one a field and one a group, in fixed arrays behind a `Copy` handle. What is
//! derived from them (the snapshot, the problems, the body) is memos; no effect writes a signal.

use leptos::prelude::*;
use serde_json::Value;

use crate::domain::deployment::{Access, Deployment};
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::drafts::Drafts;
use crate::domain::schema::field::Draft;
use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;
use crate::domain::schema::validate::{Fault, Problem, ValidationContext};
use crate::domain::schema::wire::Carrier;
use crate::domain::schema::{encode, validate};
use crate::domain::servers::server::Server;
use crate::platform::random;
use crate::state::secrets::{ForgetScope, SecretHolder};
use crate::state::servers::Servers;

/// Everything typed into the creation form. It outlives every view of it.
#[derive(Clone, Copy, Debug)]
pub struct FormState {
    setup: &'static Deployment,
    fields: &'static [RwSignal<Draft>],
    groups: &'static [RwSignal<bool>],
    /// Fields whose control was left once: their problems may be said
    visited: &'static [RwSignal<bool>],
    /// Fields that nobody may change here
    locked: &'static [RwSignal<bool>],
    /// The press was tried: every problem may be said
    pub is_attempted: RwSignal<bool>,
    pub focused: RwSignal<Option<Field>>,
    /// The place of the chosen preset, counted from 1; 0 where none is
    pub preset: RwSignal<usize>,
    fresh_token: RwSignal<String>,
    /// Base URLs and names that were seen there
    taken_names: RwSignal<Vec<(String, String)>>,
    pub dialect: Memo<Dialect>,
    pub drafts: Memo<Drafts>,
    pub problems: Memo<Vec<Problem>>,
    /// Those of them that may be said now: nothing is called missing before the first press
    pub said: Memo<Vec<Problem>>,
    /// The body of the creation as it would be sent now
    pub body: Memo<Value>,
}

/// Signals that live as long as the page: the form is made once.
fn signals<T: Send + Sync + 'static>(
    count: usize,
    value: impl Fn(usize) -> T,
) -> &'static [RwSignal<T>] {
    (0..count).map(|at| RwSignal::new(value(at))).collect::<Vec<_>>().leak()
}

impl FormState {
    pub fn new(servers: Servers, setup: &'static Deployment) -> Self {
        let dialect = servers.dialect;
        let base_url = Memo::new(move |_| {
            servers.current.with(|server| {
                server.as_ref().map(|server| server.base_url.clone()).unwrap_or_default()
            })
        });
        let fields = signals(Field::COUNT, |at| setup.initial.get(Field::ALL[at]).clone());
        let groups = signals(Section::ALL.len(), |at| setup.forces(Section::ALL[at]));
        let fresh_token = RwSignal::new(random_token());
        let taken_names = RwSignal::new(Vec::<(String, String)>::new());
        let drafts = Memo::new(move |_| {
            let mut drafts = Drafts::default();
            for (field, signal) in Field::ALL.iter().zip(fields) {
                drafts.set(*field, signal.get());
            }
            for (section, signal) in Section::ALL.into_iter().zip(groups) {
                drafts.switch(section, signal.get() && setup.allows(section));
            }
            drafts.fresh_token = fresh_token.get();
            drafts
        });
        let problems = Memo::new(move |_| {
            let here = base_url.get();
            let names = taken_names.get().into_iter();
            let names = names.filter(|(url, _)| *url == here).map(|(_, name)| name);
            let around = ValidationContext { taken_names: names.collect() };
            drafts.with(|drafts| validate::problems(drafts, dialect.get(), &around))
        });
        let visited = signals(Field::COUNT, |_| false);
        let is_attempted = RwSignal::new(false);
        let said = Memo::new(move |_| {
            let may_be_said = |problem: &&Problem| {
                is_attempted.get()
                    || (!problem.fault.is_missing() && visited[problem.field as usize].get())
            };
            problems.with(|problems| problems.iter().filter(may_be_said).cloned().collect())
        });
        let body = Memo::new(move |_| {
            drafts
                .with(|drafts| encode::body(drafts, dialect.get(), Carrier::Create))
                .unwrap_or_else(|| Value::Object(serde_json::Map::new()))
        });
        Self {
            setup,
            fields,
            groups,
            visited,
            locked: signals(Field::COUNT, |_| false),
            is_attempted,
            focused: RwSignal::new(None),
            preset: RwSignal::new(0),
            fresh_token,
            taken_names,
            dialect,
            drafts,
            problems,
            said,
            body,
        }
    }

    #[must_use]
    pub fn draft(&self, field: Field) -> RwSignal<Draft> {
        self.fields[field as usize]
    }

    #[must_use]
    pub fn group(&self, section: Section) -> RwSignal<bool> {
        self.groups[section as usize]
    }

    #[must_use]
    pub fn is_on(&self, section: Section) -> bool {
        !section.is_group() || self.group(section).get()
    }

    /// Whether the field may not be changed here.
    #[must_use]
    pub fn locked(&self, field: Field) -> RwSignal<bool> {
        self.locked[field as usize]
    }

    /// Whether the group's switch may not be moved: a field of it is locked.
    #[must_use]
    pub fn is_held(&self, section: Section) -> bool {
        Field::ALL.iter().any(|field| field.spec().section == section && self.locked(*field).get())
    }

    /// The operator left the field's control.
    pub fn visit(&self, field: Field) {
        self.visited[field as usize].set(true);
    }

    /// What is to be said beside a field now.
    #[must_use]
    pub fn fault(&self, field: Field) -> Option<Fault> {
        self.said.with(|said| {
            said.iter().find(|problem| problem.field == field).map(|problem| problem.fault.clone())
        })
    }

    /// Whether a name is on a server: it counts while that server is in use.
    pub fn note_taken(&self, server: &Server, name: &str, is_taken: bool) {
        let seen = (server.base_url.clone(), name.to_owned());
        self.taken_names.update(|taken| {
            taken.retain(|known| *known != seen);
            if is_taken {
                taken.push(seen);
            }
        });
    }

    /// Everything as in these drafts, but for what the deployment fixed or the page around locked.
    pub fn fill(&self, drafts: &Drafts) {
        for field in Field::ALL.iter().copied() {
            if self.setup.access(field) == Access::Free && !self.locked(field).get_untracked() {
                self.draft(field).set(drafts.get(field).clone());
            }
        }
        for section in Section::ALL.into_iter().filter(|section| section.is_group()) {
            if !untrack(|| self.is_held(section)) {
                self.group(section).set(drafts.is_on(section) || self.setup.forces(section));
            }
        }
    }

    /// Everything back to where it began, which is *not sent* unless the deployment said otherwise.
    pub fn reset(&self) {
        self.fill(&self.setup.initial);
        self.preset.set(0);
        self.start_over();
    }

    /// The same for what is locked, which then is locked no more.
    pub fn reset_unlocked(&self) {
        self.locked.iter().for_each(|locked| locked.set(false));
        self.reset();
    }

    /// What a reset would lead to.
    #[must_use]
    pub fn after_reset(&self) -> Drafts {
        let mut drafts = self.setup.initial.clone();
        let now = self.drafts.get_untracked();
        for field in Field::ALL.iter().copied() {
            if self.locked(field).get_untracked() {
                drafts.set(field, now.get(field).clone());
                let section = field.spec().section;
                if section.is_group() {
                    drafts.switch(section, now.is_on(section));
                }
            }
        }
        drafts
    }

    /// One field back to where it began.
    pub fn restart(&self, field: Field) {
        self.draft(field).set(self.setup.initial.get(field).clone());
    }

    /// Whether the field holds what it began with.
    #[must_use]
    pub fn is_as_begun(&self, field: Field) -> bool {
        self.draft(field).with(|draft| draft == self.setup.initial.get(field))
    }

    /// As new: nothing typed, and nothing known of any name.
    fn forget_all(&self) {
        self.reset();
        self.taken_names.set(Vec::new());
    }

    /// Every secret that was typed or made, and nothing else.
    fn forget_secrets(&self) {
        for field in Field::ALL.iter().filter(|field| field.spec().is_secret()) {
            if self.draft(*field).with_untracked(Draft::is_sent) {
                self.restart(*field);
            }
        }
        self.renew_token();
    }

    /// Keeps the values, but not what belongs to one attempt alone.
    pub fn start_over(&self) {
        self.visited.iter().for_each(|visited| visited.set(false));
        self.is_attempted.set(false);
        self.renew_token();
    }

    /// A token that was sent may be taken, whatever the answer was: the next creation has another.
    pub fn renew_token(&self) {
        self.fresh_token.set(random_token());
    }
}

impl FormState {
    /// Whether a secret field has another value than at the start.
    pub(crate) fn has_typed_secret(&self) -> bool {
        let is_typed =
            |field: &Field| field.spec().is_secret() && !untrack(|| self.is_as_begun(*field));
        Field::ALL.iter().any(is_typed)
    }
}

impl SecretHolder for FormState {
    fn has_secrets(&self) -> bool {
        self.has_typed_secret()
    }

    /// *Forget all keys* is about the keys of servers: what is typed here stays.
    fn forget(&self, scope: ForgetScope) {
        match scope {
            ForgetScope::Keys | ForgetScope::KeysOfThisTab => {}
            ForgetScope::Secrets => self.forget_secrets(),
            ForgetScope::Everything => self.forget_all(),
        }
    }
}

/// 32 upper-case hexadecimal digits in the grouping of a UUID, as the servers make them. Empty when
/// the browser has no source of randomness: better no token than one that can be guessed.
#[must_use]
pub fn random_token() -> String {
    let Some(mut bytes) = random::bytes::<16>() else { return String::new() };
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    let mut token = String::with_capacity(36);
    for (index, byte) in bytes.iter().enumerate() {
        if matches!(index, 4 | 6 | 8 | 10) {
            token.push('-');
        }
        token.push_str(&format!("{byte:02X}"));
    }
    token
}
