//! The last step: what the server has switched off, as far as reading an instance's groups shows it.

use crate::domain::diagnostics::findings::Finding;
use crate::domain::diagnostics::{CheckAnswer, ConnectionCheck, Stage};
use crate::domain::reply::decode;
use crate::domain::reply::error::Case;
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::section::Section;

impl ConnectionCheck {
    pub(super) fn ask_switches(&mut self) {
        if self.target.is_brief {
            return;
        }
        if switched(self.dialect).is_empty() {
            self.report(Finding::SwitchesNone);
        } else if !self.dialect.tells_switches() {
            self.report(Finding::SwitchesUnreadable);
        } else if self.target.names.is_empty() {
            self.report(Finding::SwitchesNoInstance);
        } else {
            self.next = Some(Stage::Find(0, 0));
        }
    }

    pub(super) fn judge_group(&mut self, at: usize, group: usize, answer: &CheckAnswer) {
        let CheckAnswer::Reply(status, text) = answer else {
            return self.report(Finding::SwitchesFailed);
        };
        let groups = switched(self.dialect);
        let case = decode::accepted(*status, text, self.dialect).map_err(|error| error.case);
        match case {
            Err(Case::InstanceNotFound) => {
                // Not there, or not any more: the next name.
                self.off.clear();
                if at + 1 < self.target.names.len() {
                    self.next = Some(Stage::Find(at + 1, 0));
                } else {
                    self.report(Finding::SwitchesNoInstance);
                }
                return;
            }
            // An event group that is off answers with nothing at all, the others say so.
            Ok(_) if text.trim().is_empty() => self.off.extend(groups[group].spec().server_switch),
            Err(Case::GroupDisabled) => self.off.extend(groups[group].spec().server_switch),
            Ok(_) => {}
            Err(_) => return self.report(Finding::SwitchesFailed),
        }
        if group + 1 < groups.len() {
            self.next = Some(Stage::Find(at, group + 1));
        } else if self.off.is_empty() {
            self.report(Finding::SwitchesAllOn);
        } else {
            let lines: Vec<String> = self.off.iter().map(|name| format!("{name}=true")).collect();
            self.report_on(Finding::SwitchesOff, &lines.join("\n"));
        }
    }
}

/// The groups that a server of this dialect can have switched off.
pub(super) fn switched(dialect: Dialect) -> Vec<Section> {
    Section::of(dialect).filter(|section| section.spec().server_switch.is_some()).collect()
}
