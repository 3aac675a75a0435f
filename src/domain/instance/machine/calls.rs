//! The calls that the machine makes.

use std::sync::Arc;

use serde_json::Value;

use crate::domain::bots::clash::BotClash;
use crate::domain::creation::patience::{DELETE_LIMIT_MS, READ_RETRIES};
use crate::domain::creation::plan::{Step, write_route};
use crate::domain::http::json_print;
use crate::domain::http::request::{HttpCall, Method, path};
use crate::domain::instance::change::GroupChange;
use crate::domain::instance::machine::input::{GroupCall, GroupCallId};
use crate::domain::instance::machine::state::GroupPhase;
use crate::domain::instance::machine::{GroupMachine, GroupPurpose, PendingSave};
use crate::domain::instance::set_body::set_body;
use crate::domain::instance::stored_group::StoredGroup;
use crate::domain::reply::decode::row_id;
use crate::domain::schema::drafts::Drafts;

impl GroupMachine {
    pub(super) fn delete(&mut self) {
        let Some(row) = self.row.clone().filter(|_| self.state.phase == GroupPhase::Resting) else {
            return;
        };
        self.state.phase = GroupPhase::Deleting;
        (self.state.proof, self.state.save_error) = (None, None);
        let route = path(&write_route(self.section, "delete"), &row);
        let call = HttpCall::new(
            Method::Delete,
            &self.server.base_url,
            &path(&route, &self.name),
            &self.server.key,
        );
        self.ask(GroupPurpose::Delete, call, DELETE_LIMIT_MS);
    }

    /// Sends the edit on top of what was read just before. What the form began with stays: the form still
    /// shows it, and what an edit changes is told by it. `others` are all rows of the section.
    pub(super) fn send(
        &mut self,
        base: Arc<StoredGroup>,
        edited: Drafts,
        change: GroupChange,
        others: &[Value],
    ) {
        let api = self.server.api();
        let body = set_body(&base, &edited, self.section, api);
        let row = self.row.as_deref();
        if let Some(clash) = BotClash::find(self.section, &body, row, others, api) {
            self.state.phase = GroupPhase::Editing;
            self.state.clash = Some(clash);
            return;
        }
        let known_rows = others.iter().filter_map(row_id).collect();
        let retries = if self.section.spec().is_tried_out { READ_RETRIES } else { 0 };
        let step = Step::Reapply(self.section);
        let drafts = self.named(Drafts::default());
        let target = self.server.target();
        let call = step
            .address_of_row(&drafts, &target, self.row.as_deref())
            .with_body(json_print::text(&body));
        let limit_ms = step.time_limit_ms(&drafts);
        // From here on the server may forget the values, whatever it answers.
        if !self.keeps_rows() && base.is_on(self.section) && !edited.is_on(self.section) {
            self.state.kept = Some(Box::new(base.drafts.clone()));
        }
        self.seen = Some(base.clone());
        self.state.phase = GroupPhase::Saving;
        let save = PendingSave { base, edited, change, body, retries, known_rows, failure: None };
        self.ask(GroupPurpose::Set(Box::new(save)), call, limit_ms);
    }

    pub(super) fn prove(&mut self, save: Box<PendingSave>) {
        self.state.phase = GroupPhase::Proving;
        self.ask_find(GroupPurpose::Prove(save));
    }

    pub(super) fn ask_find(&mut self, purpose: GroupPurpose) {
        let step = Step::ReadBack(self.section);
        let drafts = self.named(Drafts::default());
        let call = step.call(&drafts, &self.server.target());
        self.ask(purpose, call, step.time_limit_ms(&drafts));
    }

    fn ask(&mut self, purpose: GroupPurpose, call: HttpCall, limit_ms: u32) {
        self.serial += 1;
        let id = GroupCallId(self.serial);
        self.pending = Some((id, purpose));
        self.call = Some(GroupCall { id, call, limit_ms });
    }
}
