//! The steps of the key: whether it is accepted, which kind it is, and the licence without which no
//! key is looked at.

use serde_json::Value;

use crate::domain::diagnostics::findings::Finding;
use crate::domain::diagnostics::{Answer, ConnectionCheck, Stage, row_text, rows};
use crate::domain::http::secret::Secret;
use crate::domain::reply::decode;
use crate::domain::reply::error::Case;

impl ConnectionCheck {
    pub(super) fn judge_verified(&mut self, status: u16, text: &str) {
        match decode::json(status, text, self.dialect).map_err(|error| error.case) {
            Ok(_) => self.accept(Finding::KindGlobal, ""),
            // Not the global key, or an older server without this route: the list tells more.
            Err(Case::Unauthorized | Case::WrongPath | Case::NotFound) => {
                self.next = Some(Stage::List);
            }
            Err(case) => self.refuse(case, status),
        }
    }

    pub(super) fn judge_list(&mut self, status: u16, text: &str) {
        match decode::json(status, text, self.dialect).map_err(|error| error.case) {
            Ok(list) => match key_of_list(&self.target.key, &list) {
                ListKey::Global => self.accept(Finding::KindGlobal, ""),
                ListKey::Token(name) => self.accept(Finding::KindToken, &name),
                ListKey::Unclear => self.accept(Finding::KindUnclear, ""),
            },
            Err(Case::Unauthorized | Case::Forbidden | Case::MissingGlobalKey) => self.ask_state(0),
            Err(case) => self.refuse(case, status),
        }
    }

    /// An instance's own state is shown to its token as well.
    pub(super) fn ask_state(&mut self, at: usize) {
        if at < self.target.names.len() {
            self.next = Some(Stage::State(at));
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

    pub(super) fn refuse(&mut self, case: Case, status: u16) {
        match case {
            Case::Licence => {
                self.report(Finding::KeyBehindLicence);
                self.report(Finding::KindBehindLicence);
                self.report(Finding::LicenceMissing);
            }
            _ => self.report_on(Finding::KeyFailed, &status.to_string()),
        }
    }

    pub(super) fn judge_licence(&mut self, answer: &Answer) {
        let Answer::Reply(status, text) = answer else {
            self.report(Finding::LicenceUnknown);
            return self.ask_switches();
        };
        let state = decode::json(*status, text, self.dialect).map(|reply| {
            reply.get("status").and_then(Value::as_str).unwrap_or_default().to_ascii_lowercase()
        });
        self.report(match state.as_deref().map_err(|error| error.case) {
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
