//! A connection check: what it asks next and what the answers mean. It asks nothing
//! itself, and every call it makes only reads: a test leaves nothing behind on a server.

pub mod detection;
pub mod findings;
mod key;
mod reach;
pub mod save;
mod switches;

use serde_json::Value;

use crate::domain::diagnostics::findings::{CheckStep, Finding, StepResult};
use crate::domain::http::place::Place;
use crate::domain::http::request::{HttpCall, Method, path};
use crate::domain::http::secret::Secret;
use crate::domain::reply::error::Case;
use crate::domain::schema::dialect::Dialect;
use crate::domain::servers::address;

pub use key::{ListKey, key_of_list};
use switches::switched;

/// What is checked.
#[derive(Clone, Debug)]
pub struct CheckTarget {
    /// As it was typed or stored
    pub url: String,
    /// As it was chosen
    pub dialect: Option<Dialect>,
    pub key: Secret,
    /// Instances that may be on the server: on 1.x an instance's token shows itself at its own
    /// instance alone, and 2.x tells what is switched off through an instance
    pub names: Vec<String>,
    pub page: PageOrigin,
    /// A failure is explained by what comes before the switches
    pub is_brief: bool,
    /// The version that the server told at this address a moment ago: it is not greeted again, which
    /// can take a server without internet access twelve seconds
    pub greeted: Option<String>,
}

/// The page that asks.
#[derive(Clone, Copy, Debug)]
pub struct PageOrigin {
    pub is_https: bool,
    pub place: Place,
}

/// What the browser says of calls into the local network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Permission {
    Granted,
    Prompt,
    Denied,
    /// It knows no such permission
    Unknown,
}

/// What the check needs to know next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CheckQuestion {
    Permission,
    /// The status and text of this call
    Call(HttpCall),
    /// Whether anything at all answers this call, readable or not
    Opaque(HttpCall),
}

#[derive(Clone, Debug)]
pub enum CheckAnswer {
    Permission(Permission),
    Reply(u16, String),
    NoReply(Case),
    Opaque(bool),
}

/// The step that an answer is awaited for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    Permission,
    Greet,
    Opaque,
    GreetAgain,
    /// Asks for the greeting at a shorter address
    GreetShorter,
    Verify,
    /// The key is tried at a name that no instance has: the answer is small, whatever is on the server
    Probe,
    /// The instances that a key sees which is known not to be the global one
    OwnList,
    /// The state of the instance of this place in the names
    State(usize),
    Licence,
    /// What a group of this place has stored in the instance of that place
    Find(usize, usize),
}

/// A name that no instance has.
const NOBODY: &str = "no-instance-has-this-name-0000";

/// An address with one path segment less.
#[derive(Clone, Debug)]
struct Shorter {
    base_url: String,
    status: u16,
    text: String,
}

/// One connection check.
#[derive(Clone, Debug)]
pub struct ConnectionCheck {
    target: CheckTarget,
    base_url: String,
    /// The dialect whose calls are made
    dialect: Dialect,
    version: String,
    /// The variables of the groups that turned out to be off
    off: Vec<&'static str>,
    /// A shorter address that is asked as well, and what the one that was typed answered
    shorter: Option<Shorter>,
    /// The key was refused once, and is tried a second time
    is_key_tried_again: bool,
    /// The browser was asked a second time for its permission
    is_asked_again: bool,
    next: Option<Stage>,
    pub results: Vec<StepResult>,
}

impl ConnectionCheck {
    /// The steps that need nobody's answer run at once.
    #[must_use]
    pub fn new(target: CheckTarget) -> Self {
        let base_url = address::base_url(&target.url);
        let mut check = Self {
            base_url: base_url.unwrap_or_default(),
            dialect: target.dialect.unwrap_or(Dialect::EvolutionV2),
            version: String::new(),
            off: Vec::new(),
            shorter: None,
            is_key_tried_again: false,
            is_asked_again: false,
            next: None,
            results: Vec::new(),
            target,
        };
        check.judge_url();
        check
    }

    /// The version that the server told; empty while none is known.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.version
    }

    /// Whether the server's answers can be read from this page.
    #[must_use]
    pub fn is_readable(&self) -> bool {
        self.results.iter().any(|told| told.finding == Finding::CorsGood)
    }

    /// The dialect that was chosen, or that the server told; nothing while it is unknown.
    #[must_use]
    pub fn dialect(&self) -> Option<Dialect> {
        let is_told = |told: &StepResult| {
            told.finding.step() == CheckStep::Dialect && told.finding != Finding::DialectMissing
        };
        self.target.dialect.or_else(|| self.results.iter().any(is_told).then_some(self.dialect))
    }

    #[must_use]
    pub fn base_url(&self) -> &str {
        &self.base_url
    }

    #[must_use]
    pub fn question(&self) -> Option<CheckQuestion> {
        let no_key = Secret::default();
        let http =
            |method, path: &str, key: &Secret| HttpCall::new(method, &self.base_url, path, key);
        let call = |method, path: &str, key: &Secret| CheckQuestion::Call(http(method, path, key));
        let key = &self.target.key;
        let named = |route: &str, at: usize| path(route, &self.target.names[at]);
        Some(match self.next? {
            Stage::Permission => CheckQuestion::Permission,
            Stage::Greet | Stage::GreetAgain => call(Method::Get, "/", &no_key),
            Stage::Opaque => CheckQuestion::Opaque(http(Method::Get, "/", &no_key)),
            Stage::Verify => call(Method::Post, "/verify-creds", key),
            Stage::GreetShorter => {
                let shorter = self.shorter.as_ref()?;
                CheckQuestion::Call(HttpCall::new(Method::Get, &shorter.base_url, "/", &no_key))
            }
            Stage::Probe => {
                let path = format!("/instance/fetchInstances?instanceName={NOBODY}");
                call(Method::Get, &path, key)
            }
            Stage::OwnList => call(Method::Get, "/instance/fetchInstances", key),
            Stage::State(at) => call(Method::Get, &named("/instance/connectionState", at), key),
            Stage::Licence => call(Method::Get, "/license/status", &no_key),
            Stage::Find(at, group) => {
                let route = format!("/{}/find", switched(self.dialect)[group].id());
                call(Method::Get, &named(&route, at), key)
            }
        })
    }

    /// Takes the answer to the [`question`](Self::question).
    pub fn take(&mut self, answer: CheckAnswer) {
        let Some(step) = self.next.take() else { return };
        match (step, answer) {
            (_, CheckAnswer::Permission(permission)) => self.judge_permission(permission),
            (_, CheckAnswer::Opaque(is_there)) if is_there => self.next = Some(Stage::GreetAgain),
            (_, CheckAnswer::Opaque(_)) => self.judge_absence(),
            (Stage::Greet | Stage::GreetAgain, CheckAnswer::Reply(status, text)) => {
                self.judge_greeting(status, &text);
            }
            (Stage::Greet, CheckAnswer::NoReply(Case::Unreachable)) => {
                self.next = Some(Stage::Opaque);
            }
            (Stage::Greet | Stage::GreetAgain, CheckAnswer::NoReply(case)) => {
                self.judge_silence(case);
            }
            (Stage::Verify, CheckAnswer::Reply(status, text)) => self.judge_verified(status, &text),
            (Stage::GreetShorter, answer) => self.judge_shorter(&answer),
            (Stage::Probe, CheckAnswer::Reply(status, text)) => self.judge_probe(status, &text),
            (Stage::OwnList, CheckAnswer::Reply(status, text)) => self.judge_list(status, &text),
            (Stage::State(at), CheckAnswer::Reply(status, text)) => {
                self.judge_state(at, status, &text);
            }
            (
                Stage::Verify | Stage::Probe | Stage::OwnList | Stage::State(_),
                CheckAnswer::NoReply(case),
            ) => {
                self.report(match case {
                    Case::Unreachable => Finding::KeyPreflight,
                    Case::KeyUnsendable => Finding::KeyUnsendable,
                    _ => Finding::KeyNoAnswer,
                });
            }
            (Stage::Licence, answer) => self.judge_licence(&answer),
            (Stage::Find(at, group), answer) => self.judge_group(at, group, &answer),
            // No such step waits for such an answer.
            (Stage::Permission | Stage::Opaque, _) => {}
        }
    }

    fn report(&mut self, finding: Finding) {
        self.report_on(finding, "");
    }

    fn report_on(&mut self, finding: Finding, subject: &str) {
        self.results.push(StepResult::new(finding, subject));
    }

    /// The step that runs now; `None` at the end.
    #[must_use]
    pub fn step(&self) -> Option<CheckStep> {
        self.next.and(CheckStep::ALL.get(self.results.len()).copied())
    }
}

/// The rows, flat or wrapped; a lone one may stand without its list.
fn rows(list: &Value) -> Vec<&Value> {
    let rows = list.as_array().map_or_else(|| std::slice::from_ref(list), Vec::as_slice);
    rows.iter().map(|row| row.get("instance").unwrap_or(row)).collect()
}

fn row_text<'a>(row: &'a Value, keys: &[&str]) -> Option<&'a str> {
    keys.iter().find_map(|key| row.get(key)?.as_str())
}
