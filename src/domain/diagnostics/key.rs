//! The steps of the key: whether it is accepted, which kind it is, and the licence without which no
//! key is looked at.

use serde_json::Value;

use crate::domain::diagnostics::findings::{Finding, StepResult};
use crate::domain::diagnostics::{CheckAnswer, ConnectionCheck, Stage, row_text, rows};
use crate::domain::http::secret::Secret;
use crate::domain::http::url::UrlParts;
use crate::domain::reply::decode;
use crate::domain::reply::error::Case;

/// The key of the vendor's example files, upper-case and without what groups it: whoever left it there
/// shares it with everybody who read them.
const EXAMPLE_KEYS: [&str; 2] =
    ["429683C4C977415CAAFCCE10F7D57E11", "B6D711FCDE4D4FD5936544120E713976"];

fn is_example_key(key: &Secret) -> bool {
    let plain: String = key.reveal().chars().filter(|c| *c != '-').collect();
    EXAMPLE_KEYS.contains(&&*plain.to_ascii_uppercase())
}

impl ConnectionCheck {
    pub(super) fn judge_verified(&mut self, status: u16, text: &str) {
        match decode::json(status, text, self.dialect).map_err(|error| error.case) {
            Ok(_) => self.accept_global(),
            Err(Case::Unauthorized) => self.doubt(Stage::Verify),
            // An older server without this route.
            Err(Case::WrongPath | Case::NotFound) => self.next = Some(Stage::Probe),
            Err(case) => self.refuse(case, status, text),
        }
    }

    pub(super) fn judge_probe(&mut self, status: u16, text: &str) {
        match decode::json(status, text, self.dialect).map_err(|error| error.case) {
            // It looked for the instance, so it took the key. A token is refused for a foreign name.
            Err(Case::InstanceNotFound) => self.accept_global(),
            // A server that ignores the name shows all that the key may see.
            Ok(list) => self.judge_rows(&list),
            Err(Case::Unauthorized | Case::Forbidden | Case::MissingGlobalKey) => {
                self.doubt(Stage::Probe);
            }
            Err(case) => self.refuse(case, status, text),
        }
    }

    /// The key was refused. Where several servers share an address, the next answer may be another.
    fn doubt(&mut self, stage: Stage) {
        if !self.is_key_tried_again {
            self.is_key_tried_again = true;
            self.next = Some(stage);
        } else if self.dialect.verifies_keys() {
            self.next = Some(Stage::OwnList);
        } else {
            self.ask_state(0);
        }
    }

    fn accept_global(&mut self) {
        if self.is_key_tried_again {
            self.report(Finding::KeyInTurn);
        } else {
            self.accept(Finding::KindGlobal, "");
        }
    }

    /// The global key would be shown everything here, and it is known not to be that.
    pub(super) fn judge_list(&mut self, status: u16, text: &str) {
        match decode::json(status, text, self.dialect).map_err(|error| error.case) {
            Ok(list) => self.judge_rows(&list),
            Err(Case::Unauthorized | Case::Forbidden | Case::MissingGlobalKey) => self.ask_state(0),
            Err(case) => self.refuse(case, status, text),
        }
    }

    fn judge_rows(&mut self, list: &Value) {
        match key_of_list(&self.target.key, list) {
            ListKey::Global => self.accept_global(),
            ListKey::Token(name) => self.accept(Finding::KindToken, &name),
            ListKey::Unclear => self.accept(Finding::KindUnclear, ""),
        }
    }

    /// An instance's own state is shown to its token as well.
    pub(super) fn ask_state(&mut self, at: usize) {
        if at < self.target.names.len() {
            self.next = Some(Stage::State(at));
        } else if is_example_key(&self.target.key) {
            self.report(Finding::KeyOfExample);
        } else if self.dialect.verifies_keys() {
            self.report(Finding::KeyWrong);
        } else {
            self.report(Finding::KeyWrongOrToken);
        }
    }

    pub(super) fn judge_state(&mut self, at: usize, status: u16, text: &str) {
        if decode::state(status, text, self.dialect).is_ok() {
            let name = self.target.names[at].clone();
            self.accept(Finding::KindToken, &name);
        } else {
            self.ask_state(at + 1);
        }
    }

    pub(super) fn accept(&mut self, kind: Finding, subject: &str) {
        self.report(Finding::KeyGood);
        self.report_on(kind, subject);
        if self.is_broken() {
            return;
        }
        if self.dialect.may_need_licence(&self.version) {
            self.next = Some(Stage::Licence);
        } else {
            self.report(Finding::LicenceNotNeeded);
            self.ask_switches();
        }
    }

    fn refuse(&mut self, case: Case, status: u16, text: &str) {
        match case {
            Case::Licence => {
                self.report(Finding::KeyBehindLicence);
                self.report(Finding::KindBehindLicence);
                self.report_licence_missing(text);
            }
            _ => self.report_on(Finding::KeyFailed, &status.to_string()),
        }
    }

    pub(super) fn judge_licence(&mut self, answer: &CheckAnswer) {
        let CheckAnswer::Reply(status, text) = answer else {
            self.report(Finding::LicenceUnknown);
            return self.ask_switches();
        };
        let state = decode::json(*status, text, self.dialect).map(|reply| {
            reply.get("status").and_then(Value::as_str).unwrap_or_default().to_ascii_lowercase()
        });
        self.report(match state.as_deref().map_err(|error| error.case) {
            Ok("active" | "activated" | "valid") => Finding::LicenceActive,
            Ok("") => Finding::LicenceUnknown,
            Ok(_) | Err(Case::Licence) => return self.report_licence_missing(text),
            Err(Case::WrongPath | Case::NotFound) => Finding::LicenceNotNeeded,
            Err(_) => Finding::LicenceUnknown,
        });
        self.ask_switches();
    }

    /// The answer may name the page where the licence is activated.
    fn report_licence_missing(&mut self, text: &str) {
        let mut result = StepResult::new(Finding::LicenceMissing, "");
        let answer: Option<Value> = serde_json::from_str(text).ok();
        let url = answer.as_ref().and_then(|answer| answer.get("register_url")?.as_str());
        let is_web = |url: &&str| {
            UrlParts::read(url).is_some_and(|parts| parts.user_info.is_none())
                && !url.chars().any(|c| c.is_whitespace() || c.is_control())
        };
        result.link = url.filter(is_web).map(str::to_owned);
        self.results.push(result);
    }
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
