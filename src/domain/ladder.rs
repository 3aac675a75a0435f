//! The connection doctor's climb: what it asks next and what the answers mean. It asks nothing
//! itself, and every call it makes only reads: a test leaves nothing behind on a server.

use serde_json::Value;

use super::address::Place;
use super::decode;
use super::dialect::Dialect;
use super::doctor::{Finding, Mark, Rung, Told};
use super::endpoint::{HttpCall, Method, clean_base_url, path};
use super::error::Case;
use super::secret::Secret;
use super::section::Section;

/// What is examined.
#[derive(Clone, Debug)]
pub struct Patient {
    /// As it was typed or stored
    pub url: String,
    /// As it was chosen
    pub dialect: Option<Dialect>,
    pub key: Secret,
    /// Instances that may be on the server: on 1.x an instance's token shows itself at its own
    /// instance alone, and 2.x tells what is switched off through an instance
    pub names: Vec<String>,
    pub page: Page,
    /// A failure is explained by what comes before the switches
    pub is_brief: bool,
}

/// The page that asks.
#[derive(Clone, Copy, Debug)]
pub struct Page {
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

/// What the ladder needs to know next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Question {
    Permission,
    /// The status and text of this call
    Call(HttpCall),
    /// Whether anything at all answers this call, readable or not
    Opaque(HttpCall),
}

#[derive(Clone, Debug)]
pub enum Answer {
    Permission(Permission),
    Reply(u16, String),
    NoReply(Case),
    Opaque(bool),
}

/// The step that an answer is awaited for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Permission,
    Greet,
    Opaque,
    GreetAgain,
    Verify,
    List,
    /// The state of the instance of this place in the names
    State(usize),
    Licence,
    /// Only to learn the name of an instance
    AnyName,
    /// What a group of this place has stored in the instance of that place
    Find(usize, usize),
}

/// One climb.
#[derive(Clone, Debug)]
pub struct Ladder {
    patient: Patient,
    base_url: String,
    /// The dialect whose calls are made
    dialect: Dialect,
    version: String,
    /// The variables of the groups that turned out to be off
    off: Vec<&'static str>,
    /// The list of instances was asked for a name
    is_list_read: bool,
    /// The browser was asked a second time for its permission
    is_asked_again: bool,
    next: Option<Step>,
    pub told: Vec<Told>,
}

impl Ladder {
    /// The rungs that need no one to be asked are climbed at once.
    #[must_use]
    pub fn new(patient: Patient) -> Self {
        let base_url = clean_base_url(&patient.url);
        let mut ladder = Self {
            base_url: base_url.unwrap_or_default(),
            dialect: patient.dialect.unwrap_or(Dialect::EvolutionV2),
            version: String::new(),
            off: Vec::new(),
            is_list_read: false,
            is_asked_again: false,
            next: None,
            told: Vec::new(),
            patient,
        };
        ladder.judge_url();
        ladder
    }

    /// The version that the server told; empty while none is known.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.version
    }

    #[must_use]
    pub fn base_url(&self) -> &str {
        &self.base_url
    }

    #[must_use]
    pub fn question(&self) -> Option<Question> {
        let no_key = Secret::default();
        let http =
            |method, path: &str, key: &Secret| HttpCall::new(method, &self.base_url, path, key);
        let call = |method, path: &str, key: &Secret| Question::Call(http(method, path, key));
        let key = &self.patient.key;
        let named = |route: &str, at: usize| path(route, &self.patient.names[at]);
        Some(match self.next? {
            Step::Permission => Question::Permission,
            Step::Greet | Step::GreetAgain => call(Method::Get, "/", &no_key),
            Step::Opaque => Question::Opaque(http(Method::Get, "/", &no_key)),
            Step::Verify => call(Method::Post, "/verify-creds", key),
            Step::List | Step::AnyName => call(Method::Get, "/instance/fetchInstances", key),
            Step::State(at) => call(Method::Get, &named("/instance/connectionState", at), key),
            Step::Licence => call(Method::Get, "/license/status", &no_key),
            Step::Find(at, group) => {
                let route = format!("/{}/find", switched(self.dialect)[group].id());
                call(Method::Get, &named(&route, at), key)
            }
        })
    }

    /// Takes the answer to the [`question`](Self::question).
    pub fn take(&mut self, answer: Answer) {
        let Some(step) = self.next.take() else { return };
        match (step, answer) {
            (_, Answer::Permission(permission)) => self.judge_permission(permission),
            (_, Answer::Opaque(is_there)) if is_there => self.next = Some(Step::GreetAgain),
            (_, Answer::Opaque(_)) => self.judge_absence(),
            (Step::Greet | Step::GreetAgain, Answer::Reply(status, text)) => {
                self.judge_greeting(status, &text);
            }
            (Step::Greet, Answer::NoReply(Case::Unreachable)) => self.next = Some(Step::Opaque),
            (Step::Greet | Step::GreetAgain, Answer::NoReply(case)) => self.judge_silence(case),
            (Step::Verify, Answer::Reply(status, text)) => self.judge_verified(status, &text),
            (Step::List, Answer::Reply(status, text)) => self.judge_list(status, &text),
            (Step::State(at), Answer::Reply(status, text)) => self.judge_state(at, status, &text),
            (Step::Verify | Step::List | Step::State(_), Answer::NoReply(case)) => {
                self.tell(match case {
                    Case::Unreachable => Finding::KeyPreflight,
                    _ => Finding::KeyNoAnswer,
                });
            }
            (Step::Licence, answer) => self.judge_licence(&answer),
            (Step::AnyName, answer) => self.learn_name(&answer),
            (Step::Find(at, group), answer) => self.judge_group(at, group, &answer),
            // No such step waits for such an answer.
            (Step::Permission | Step::Opaque, _) => {}
        }
    }

    fn tell(&mut self, finding: Finding) {
        self.tell_of(finding, "");
    }

    fn tell_of(&mut self, finding: Finding, subject: &str) {
        self.told.push(Told::new(finding, subject));
    }

    /// The rung that is climbed now; `None` at the end.
    #[must_use]
    pub fn rung(&self) -> Option<Rung> {
        self.next.and(Rung::ALL.get(self.told.len()).copied())
    }

    fn judge_url(&mut self) {
        let typed = self.patient.url.trim();
        if self.base_url.is_empty() {
            let finding = if typed.is_empty() { Finding::UrlEmpty } else { Finding::UrlBad };
            return self.tell(finding);
        }
        let is_as_typed = typed == self.base_url;
        let base_url = self.base_url.clone();
        self.tell_of(if is_as_typed { Finding::UrlGood } else { Finding::UrlCleaned }, &base_url);

        let page = self.patient.page;
        let place = Place::of(&base_url);
        let is_mixed = self.is_http_from_https();
        self.tell(match place {
            Place::Elsewhere if is_mixed => Finding::MixedBlocked,
            Place::LocalNetwork if is_mixed => Finding::MixedLocal,
            Place::Elsewhere if base_url.starts_with("http:") => Finding::MixedClear,
            _ => Finding::MixedNot,
        });
        if self.is_broken() {
            return;
        }
        // A page is asked for a permission when it reaches for what is nearer than itself.
        let is_nearer = match place {
            Place::Machine => page.place != Place::Machine,
            Place::LocalNetwork => page.place == Place::Elsewhere,
            Place::Elsewhere => false,
        };
        if is_nearer {
            self.next = Some(Step::Permission);
        } else {
            self.tell(Finding::LocalNotNeeded);
            self.next = Some(Step::Greet);
        }
    }

    fn is_http_from_https(&self) -> bool {
        self.patient.page.is_https && self.base_url.starts_with("http:")
    }

    fn is_broken(&self) -> bool {
        self.told.last().is_some_and(|told| told.finding.mark() == Mark::Bad)
    }

    fn judge_permission(&mut self, permission: Permission) {
        let is_mixed_local = self.told.last().is_some_and(|t| t.finding == Finding::MixedLocal);
        if permission == Permission::Unknown && is_mixed_local {
            // Only browsers with the permission let a local server off the rule for mixed content.
            self.told.pop();
            return self.tell(Finding::MixedBlocked);
        }
        self.tell(match permission {
            Permission::Granted => Finding::LocalGranted,
            Permission::Prompt => Finding::LocalPrompt,
            Permission::Denied if self.patient.page.is_https => Finding::LocalDenied,
            Permission::Denied => Finding::LocalInsecure,
            Permission::Unknown => Finding::LocalUnknown,
        });
        if !self.is_broken() {
            self.next = Some(Step::Greet);
        }
    }

    /// A call that was to be asked about may have been denied meanwhile, which looks like nobody.
    fn judge_absence(&mut self) {
        let was_asked = self.told.last().is_some_and(|t| t.finding == Finding::LocalPrompt);
        if was_asked && !self.is_asked_again {
            self.is_asked_again = true;
            self.told.pop();
            self.next = Some(Step::Permission);
        } else {
            self.tell(Finding::ReachNone);
        }
    }

    fn judge_silence(&mut self, case: Case) {
        match case {
            Case::Offline => self.tell(Finding::ReachOffline),
            Case::Timeout => self.tell(Finding::ReachTimeout),
            Case::Unreachable => {
                // Something answers, and never so that this page may read it.
                self.tell(Finding::ReachGood);
                self.tell(Finding::CorsRefused);
            }
            // A head came, and its body broke off.
            _ => self.judge_greeting(200, ""),
        }
    }

    fn judge_greeting(&mut self, status: u16, text: &str) {
        self.tell(Finding::ReachGood);
        let error = match decode::greeting(status, text) {
            Ok(greeting) => {
                self.tell(Finding::CorsGood);
                let is_old = ["2.0.", "2.1.", "2.2."];
                let is_old = is_old.iter().any(|old| greeting.version.starts_with(old));
                let finding = if is_old { Finding::VersionOld } else { Finding::VersionGood };
                self.tell_of(finding, &greeting.version);
                self.version = greeting.version;
                return self.judge_dialect();
            }
            Err(error) => error,
        };
        if error.case == Case::CorsRefused {
            return self.tell(Finding::CorsOwn);
        }
        self.tell(Finding::CorsGood);
        let dialect = self.patient.dialect.or(Dialect::of_base_url(&self.base_url));
        let is_json = serde_json::from_str::<Value>(text).is_ok();
        match error.case {
            Case::Unavailable => self.tell(Finding::VersionGateway),
            Case::Unrecognised | Case::Licence => self.tell(Finding::VersionNone),
            // Where no greeting is known of, its absence tells nothing.
            _ if dialect.is_some_and(|dialect| !dialect.greets()) => {
                self.tell(Finding::VersionNone);
            }
            Case::WrongPath | Case::NotFound if is_json => self.tell(match dialect {
                Some(_) => Finding::VersionPath,
                None => Finding::VersionNone,
            }),
            Case::Html | Case::WrongPath | Case::NotFound | Case::NotJson => {
                self.tell(Finding::VersionHtml);
            }
            _ => self.tell_of(Finding::VersionOther, &status.to_string()),
        }
        if !self.is_broken() {
            self.judge_dialect();
        }
    }

    fn judge_dialect(&mut self) {
        let told = Dialect::of_version(&self.version).or(Dialect::of_base_url(&self.base_url));
        match (self.patient.dialect, told) {
            (None, None) => return self.tell(Finding::DialectMissing),
            (None, Some(told)) => {
                self.dialect = told;
                self.tell_of(Finding::DialectTold, told.name());
            }
            (Some(chosen), Some(told)) if chosen != told => {
                self.tell_of(Finding::DialectOther, told.name());
            }
            (Some(chosen), Some(_)) => self.tell_of(Finding::DialectTold, chosen.name()),
            (Some(chosen), None) => self.tell_of(Finding::DialectChosen, chosen.name()),
        }
        if self.patient.key.is_empty() {
            return self.tell(Finding::KeyEmpty);
        }
        self.next = Some(if self.dialect.verifies_keys() { Step::Verify } else { Step::List });
    }

    fn judge_verified(&mut self, status: u16, text: &str) {
        match decode::json(status, text, self.dialect).map_err(|error| error.case) {
            Ok(_) => self.accept(Finding::KindGlobal, ""),
            // Not the global key, or an older server without this route: the list tells more.
            Err(Case::Unauthorized | Case::WrongPath | Case::NotFound) => {
                self.next = Some(Step::List);
            }
            Err(case) => self.refuse(case, status),
        }
    }

    fn judge_list(&mut self, status: u16, text: &str) {
        match decode::json(status, text, self.dialect).map_err(|error| error.case) {
            Ok(list) => match key_of_list(&self.patient.key, &list) {
                ListKey::Global => self.accept(Finding::KindGlobal, ""),
                ListKey::Token(name) => self.accept(Finding::KindToken, &name),
                ListKey::Unclear => self.accept(Finding::KindUnclear, ""),
            },
            Err(Case::Unauthorized | Case::Forbidden | Case::MissingGlobalKey) => self.ask_state(0),
            Err(case) => self.refuse(case, status),
        }
    }

    /// An instance's own state is shown to its token as well.
    fn ask_state(&mut self, at: usize) {
        if at < self.patient.names.len() {
            self.next = Some(Step::State(at));
        } else if self.dialect.verifies_keys() {
            self.tell(Finding::KeyWrong);
        } else {
            self.tell(Finding::KeyWrongOrToken);
        }
    }

    fn judge_state(&mut self, at: usize, status: u16, text: &str) {
        if decode::state(status, text, self.dialect).is_ok() {
            let name = self.patient.names[at].clone();
            self.accept(Finding::KindToken, &name);
        } else {
            self.ask_state(at + 1);
        }
    }

    fn accept(&mut self, kind: Finding, subject: &str) {
        self.tell(Finding::KeyGood);
        self.tell_of(kind, subject);
        if self.is_broken() {
            return;
        }
        if self.dialect.may_need_licence(&self.version) {
            self.next = Some(Step::Licence);
        } else {
            self.tell(Finding::LicenceNotNeeded);
            self.ask_switches();
        }
    }

    fn refuse(&mut self, case: Case, status: u16) {
        match case {
            Case::Licence => {
                self.tell(Finding::KeyBehindLicence);
                self.tell(Finding::KindBehindLicence);
                self.tell(Finding::LicenceMissing);
            }
            _ => self.tell_of(Finding::KeyFailed, &status.to_string()),
        }
    }

    fn judge_licence(&mut self, answer: &Answer) {
        let Answer::Reply(status, text) = answer else {
            self.tell(Finding::LicenceUnknown);
            return self.ask_switches();
        };
        let state = decode::json(*status, text, self.dialect).map(|reply| {
            reply.get("status").and_then(Value::as_str).unwrap_or_default().to_ascii_lowercase()
        });
        self.tell(match state.as_deref().map_err(|error| error.case) {
            Ok("active" | "activated" | "valid") => Finding::LicenceActive,
            Ok("") => Finding::LicenceUnknown,
            Ok(_) | Err(Case::Licence) => Finding::LicenceMissing,
            Err(Case::WrongPath | Case::NotFound) => Finding::LicenceNotNeeded,
            Err(_) => Finding::LicenceUnknown,
        });
        if !self.is_broken() {
            self.ask_switches();
        }
    }

    fn ask_switches(&mut self) {
        if self.patient.is_brief {
            return;
        }
        if switched(self.dialect).is_empty() {
            self.tell(Finding::SwitchesNone);
        } else if !self.dialect.tells_switches() {
            self.tell(Finding::SwitchesUnreadable);
        } else if self.patient.names.is_empty() {
            self.next = Some(Step::AnyName);
        } else {
            self.next = Some(Step::Find(0, 0));
        }
    }

    fn learn_name(&mut self, answer: &Answer) {
        self.is_list_read = true;
        let Answer::Reply(status, text) = answer else {
            return self.tell(Finding::SwitchesFailed);
        };
        let Ok(list) = decode::json(*status, text, self.dialect) else {
            return self.tell(Finding::SwitchesFailed);
        };
        match rows(&list).first().and_then(|row| row_text(row, &["name", "instanceName"])) {
            Some(name) => {
                self.patient.names = vec![name.to_owned()];
                self.next = Some(Step::Find(0, 0));
            }
            None => self.tell(Finding::SwitchesNoInstance),
        }
    }

    fn judge_group(&mut self, at: usize, group: usize, answer: &Answer) {
        let Answer::Reply(status, text) = answer else {
            return self.tell(Finding::SwitchesFailed);
        };
        let groups = switched(self.dialect);
        let case = decode::found(*status, text, self.dialect).map_err(|error| error.case);
        match case {
            Err(Case::InstanceNotFound) => {
                // Not there, or not any more: the next name, and at last any that is.
                self.off.clear();
                if at + 1 < self.patient.names.len() {
                    self.next = Some(Step::Find(at + 1, 0));
                } else if self.is_list_read {
                    self.tell(Finding::SwitchesNoInstance);
                } else {
                    self.next = Some(Step::AnyName);
                }
                return;
            }
            // An event group that is off answers with nothing at all, the others say so.
            Ok(_) if text.trim().is_empty() => self.off.extend(groups[group].spec().server_switch),
            Err(Case::GroupDisabled) => self.off.extend(groups[group].spec().server_switch),
            Ok(_) => {}
            Err(_) => return self.tell(Finding::SwitchesFailed),
        }
        if group + 1 < groups.len() {
            self.next = Some(Step::Find(at, group + 1));
        } else if self.off.is_empty() {
            self.tell(Finding::SwitchesAllOn);
        } else {
            let lines: Vec<String> = self.off.iter().map(|name| format!("{name}=true")).collect();
            self.tell_of(Finding::SwitchesOff, &lines.join("\n"));
        }
    }
}

/// The groups that a server of this dialect can have switched off.
fn switched(dialect: Dialect) -> Vec<Section> {
    Section::of(dialect).filter(|section| section.spec().server_switch.is_some()).collect()
}

/// Which kind of key a list of instances was shown to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ListKey {
    Global,
    /// The names of the instances that carry it
    Token(String),
    Unclear,
}

/// The global key is shown all instances, a token only those that carry it. Their keys stand in the
/// rows, unless the server hides them.
#[must_use]
pub fn key_of_list(key: &Secret, list: &Value) -> ListKey {
    let rows = rows(list);
    let mut own = Vec::new();
    for row in &rows {
        match row_text(row, &["token", "apikey"]) {
            Some(token) if token == key.reveal() => {
                own.push(row_text(row, &["name", "instanceName"]).unwrap_or_default());
            }
            Some(_) => return ListKey::Global,
            None => {}
        }
    }
    match own.as_slice() {
        // A token always sees at least its own instance.
        [] if rows.len() == 1 => ListKey::Unclear,
        [] => ListKey::Global,
        names => ListKey::Token(names.join(", ")),
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
