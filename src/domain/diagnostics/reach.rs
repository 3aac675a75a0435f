//! The steps up to the dialect: what an address, the browser and a server's greeting tell.

use serde_json::Value;

use crate::domain::diagnostics::findings::{Finding, StepStatus};
use crate::domain::diagnostics::{CheckAnswer, ConnectionCheck, Permission, Shorter, Stage};
use crate::domain::http::place::Place;
use crate::domain::reply::decode;
use crate::domain::reply::error::Case;
use crate::domain::schema::dialect::Dialect;
use crate::domain::servers::address::without_last_segment;

impl ConnectionCheck {
    pub(super) fn judge_url(&mut self) {
        let typed = self.target.url.trim();
        if self.base_url.is_empty() {
            let finding = if typed.is_empty() { Finding::UrlEmpty } else { Finding::UrlBad };
            return self.report(finding);
        }
        let is_as_typed = typed == self.base_url;
        let base_url = self.base_url.clone();
        self.report_on(if is_as_typed { Finding::UrlGood } else { Finding::UrlCleaned }, &base_url);

        let page = self.target.page;
        let place = Place::of(&base_url);
        let is_mixed = self.is_http_from_https();
        self.report(match place {
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
            self.next = Some(Stage::Permission);
        } else {
            self.report(Finding::LocalNotNeeded);
            self.greet();
        }
    }

    /// Asks for the greeting, unless it is known.
    fn greet(&mut self) {
        match self.target.greeted.take() {
            Some(version) => {
                self.report(Finding::ReachGood);
                self.judge_version(version);
            }
            None => self.next = Some(Stage::Greet),
        }
    }

    pub(super) fn is_http_from_https(&self) -> bool {
        self.target.page.is_https && self.base_url.starts_with("http:")
    }

    pub(super) fn is_broken(&self) -> bool {
        self.results.last().is_some_and(|told| told.finding.status() == StepStatus::Bad)
    }

    pub(super) fn judge_permission(&mut self, permission: Permission) {
        let is_mixed_local = self.results.last().is_some_and(|t| t.finding == Finding::MixedLocal);
        if permission == Permission::Unknown && is_mixed_local {
            // Only browsers with the permission let a local server off the rule for mixed content.
            self.results.pop();
            return self.report(Finding::MixedBlocked);
        }
        self.report(match permission {
            Permission::Granted => Finding::LocalGranted,
            Permission::Prompt => Finding::LocalPrompt,
            Permission::Denied if self.target.page.is_https => Finding::LocalDenied,
            Permission::Denied => Finding::LocalInsecure,
            Permission::Unknown => Finding::LocalUnknown,
        });
        if !self.is_broken() {
            self.greet();
        }
    }

    /// A call that was to be asked about may have been denied meanwhile, which looks like nobody.
    pub(super) fn judge_absence(&mut self) {
        let was_asked = self.results.last().is_some_and(|t| t.finding == Finding::LocalPrompt);
        if was_asked && !self.is_asked_again {
            self.is_asked_again = true;
            self.results.pop();
            self.next = Some(Stage::Permission);
        } else {
            self.report(Finding::ReachNone);
        }
    }

    pub(super) fn judge_silence(&mut self, case: Case) {
        match case {
            Case::Offline => self.report(Finding::ReachOffline),
            Case::Timeout => self.report(Finding::ReachTimeout),
            Case::Unreachable => {
                // Something answers, and never so that this page may read it.
                self.report(Finding::ReachGood);
                self.report(Finding::CorsRefused);
            }
            // A head came, and its body broke off.
            _ => self.judge_greeting(200, ""),
        }
    }

    pub(super) fn judge_greeting(&mut self, status: u16, text: &str) {
        self.report(Finding::ReachGood);
        let error = match decode::greeting(status, text) {
            Ok(greeting) => return self.judge_version(greeting.version),
            Err(error) => error,
        };
        if error.case == Case::CorsRefused {
            return self.report(Finding::CorsOwn);
        }
        self.report(Finding::CorsGood);
        let is_other_place = matches!(
            error.case,
            Case::Html | Case::WrongPath | Case::NotFound | Case::NotJson | Case::Unrecognised
        );
        match without_last_segment(&self.base_url).filter(|_| is_other_place) {
            Some(base_url) => {
                self.shorter = Some(Shorter { base_url, status, text: text.to_owned() });
                self.next = Some(Stage::GreetShorter);
            }
            None => self.judge_no_greeting(error.case, status, text),
        }
    }

    fn judge_version(&mut self, version: String) {
        self.report(Finding::CorsGood);
        let is_old = ["2.0.", "2.1.", "2.2."].iter().any(|old| version.starts_with(old));
        self.report_on(if is_old { Finding::VersionOld } else { Finding::VersionGood }, &version);
        self.version = version;
        self.judge_dialect();
    }

    /// The address may have had one segment too many, such as `/api`.
    pub(super) fn judge_shorter(&mut self, answer: &CheckAnswer) {
        let Some(Shorter { base_url, status, text }) = self.shorter.take() else { return };
        if let CheckAnswer::Reply(status, text) = answer
            && decode::greeting(*status, text).is_ok()
        {
            return self.report_on(Finding::VersionShorter, &base_url);
        }
        if let Err(error) = decode::greeting(status, &text) {
            self.judge_no_greeting(error.case, status, &text);
        }
    }

    fn judge_no_greeting(&mut self, case: Case, status: u16, text: &str) {
        let dialect = self.target.dialect.or(Dialect::of_base_url(&self.base_url));
        let is_json = serde_json::from_str::<Value>(text).is_ok();
        match case {
            Case::Unavailable => self.report(Finding::VersionGateway),
            Case::Unrecognised | Case::Licence => self.report(Finding::VersionNone),
            // Where no greeting is known of, its absence tells nothing.
            _ if dialect.is_some_and(|dialect| !dialect.greets()) => {
                self.report(Finding::VersionNone);
            }
            Case::WrongPath | Case::NotFound if is_json => self.report(match dialect {
                Some(_) => Finding::VersionPath,
                None => Finding::VersionNone,
            }),
            Case::Html | Case::WrongPath | Case::NotFound | Case::NotJson => {
                self.report(Finding::VersionHtml);
            }
            _ => self.report_on(Finding::VersionOther, &status.to_string()),
        }
        if !self.is_broken() {
            self.judge_dialect();
        }
    }

    pub(super) fn judge_dialect(&mut self) {
        let told = Dialect::of_version(&self.version).or(Dialect::of_base_url(&self.base_url));
        match (self.target.dialect, told) {
            (None, None) => return self.report(Finding::DialectMissing),
            (None, Some(told)) => {
                self.dialect = told;
                self.report_on(Finding::DialectTold, told.name());
            }
            (Some(chosen), Some(told)) if chosen != told => {
                self.report_on(Finding::DialectOther, told.name());
            }
            (Some(chosen), Some(_)) => self.report_on(Finding::DialectTold, chosen.name()),
            (Some(chosen), None) => self.report_on(Finding::DialectChosen, chosen.name()),
        }
        if self.target.key.is_empty() {
            return self.report(Finding::KeyEmpty);
        }
        self.next = Some(if self.dialect.verifies_keys() { Stage::Verify } else { Stage::Probe });
    }
}
