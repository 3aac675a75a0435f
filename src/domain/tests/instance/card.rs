//! One card of the page with the server behind it.

use serde_json::Value;

use crate::domain::http::secret::Secret;
use crate::domain::instance::machine::GroupMachine;
use crate::domain::instance::machine::input::{GroupCall, GroupInput};
use crate::domain::instance::save_proof::SaveProof;
use crate::domain::proof::SectionProof;
use crate::domain::reply::error::Case;
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::drafts::Drafts;
use crate::domain::schema::field::Draft;
use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;
use crate::domain::servers::server::Server;
use crate::domain::tests::instance::fake_group::FakeGroup;
use crate::domain::tests::{recording, text};

pub(in crate::domain::tests) const V1: Dialect = Dialect::EvolutionV1;
pub(in crate::domain::tests) const V2: Dialect = Dialect::EvolutionV2;

pub(in crate::domain::tests) fn server(dialect: Dialect) -> Server {
    Server {
        id: 1,
        label: "Main".to_owned(),
        base_url: "https://api.example.com".to_owned(),
        dialect,
        version: None,
        key: Secret::new("global-key"),
        is_remembered: false,
    }
}

/// One card of the page, and the server behind it.
pub(in crate::domain::tests) struct Card {
    pub(in crate::domain::tests) machine: GroupMachine,
    pub(in crate::domain::tests) server: FakeGroup,
    pub(in crate::domain::tests) now: u64,
}

pub(in crate::domain::tests) fn webhook(dialect: Dialect) -> Card {
    let file = if dialect == V1 { "v1-after" } else { "v2-after" };
    let (_, found) = recording(file, "webhook-find-full");
    Card::new(dialect, Section::Webhook, found.reply)
}

impl Card {
    /// A group that was read.
    pub(in crate::domain::tests) fn new(dialect: Dialect, section: Section, stored: Value) -> Self {
        let machine = GroupMachine::new(server(dialect), "loja-1", section, None);
        let mut card =
            Self { machine, server: FakeGroup::new(dialect, section, stored), now: 1_000 };
        card.give(GroupInput::Read);
        card
    }

    /// Gives the machine an input and answers every call that follows.
    pub(in crate::domain::tests) fn give(&mut self, input: GroupInput) {
        let mut next = self.machine.advance(self.now, input);
        while let Some(call) = next {
            next = self.answer(&call);
        }
    }

    /// Answers one call, and returns the one that follows.
    pub(in crate::domain::tests) fn answer(&mut self, call: &GroupCall) -> Option<GroupCall> {
        let answer = self.server.answer(&call.call);
        self.now += 5;
        self.machine.advance(self.now, GroupInput::Answered(call.id, answer))
    }

    /// The reading before a save, which waits for its answer.
    #[track_caller]
    pub(in crate::domain::tests) fn read_call_of_save(&mut self, drafts: Drafts) -> GroupCall {
        let check = self.machine.advance(self.now, GroupInput::Save(Box::new(drafts)));
        check.expect("the group is read first")
    }

    /// The call that sets the group, which waits for its answer.
    #[track_caller]
    pub(in crate::domain::tests) fn set_call_of_save(&mut self, drafts: Drafts) -> GroupCall {
        let check = self.read_call_of_save(drafts);
        self.answer(&check).expect("then it is set")
    }

    /// Opens the edit with these fields changed, without saving it.
    pub(in crate::domain::tests) fn edit(&mut self, fields: &[(Field, Draft)]) -> Drafts {
        self.give(GroupInput::Edit);
        let mut drafts = self.machine.opening().expect("the edit is open");
        for (field, draft) in fields {
            drafts.set(*field, draft.clone());
        }
        drafts
    }

    pub(in crate::domain::tests) fn save(&mut self, fields: &[(Field, Draft)]) {
        let drafts = self.edit(fields);
        self.give(GroupInput::Save(Box::new(drafts)));
    }

    pub(in crate::domain::tests) fn switch(&mut self, is_on: bool) {
        let mut drafts = self.edit(&[]);
        drafts.switch(self.server.section, is_on);
        self.give(GroupInput::Save(Box::new(drafts)));
    }

    pub(in crate::domain::tests) fn phase(&self) -> &'static str {
        self.machine.state.phase.id()
    }

    #[track_caller]
    pub(in crate::domain::tests) fn proof(&self) -> &SaveProof {
        self.machine.state.proof.as_ref().expect("the save was proven")
    }

    /// The proof of a group that is on.
    #[track_caller]
    pub(in crate::domain::tests) fn values(&self) -> &SectionProof {
        let SaveProof::Values { proof, .. } = self.proof() else { panic!("{:?}", self.proof()) };
        proof
    }

    pub(in crate::domain::tests) fn error(&self) -> Option<Case> {
        self.machine.state.save_error.as_ref().map(|error| error.case)
    }

    pub(in crate::domain::tests) fn stored(&self, field: Field) -> Draft {
        self.machine.state.stored().expect("the group was read").drafts.get(field).clone()
    }
}

pub(in crate::domain::tests) fn url(address: &str) -> [(Field, Draft); 1] {
    [(Field::WebhookUrl, text(address))]
}
