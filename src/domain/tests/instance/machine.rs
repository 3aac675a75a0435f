//! A group on its way from the reading to the proof of a change.

use serde_json::{Value, json};

use crate::domain::http::request::Method;
use crate::domain::http::secret::Secret;
use crate::domain::instance::conflict::Resolution;
use crate::domain::instance::machine::GroupMachine;
use crate::domain::instance::machine::input::{GroupCall, GroupInput};
use crate::domain::instance::machine::state::GroupPhase;
use crate::domain::instance::save_proof::SaveProof;
use crate::domain::instance::stored_group::GroupReading;
use crate::domain::proof::{DifferenceReason, FieldVerdict, Outcome};
use crate::domain::reply::error::{ApiError, Case};
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::drafts::Drafts;
use crate::domain::schema::field::Draft;
use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;
use crate::domain::servers::server::Server;
use crate::domain::tests::instance::fake_group::{FakeGroup, GroupFault};
use crate::domain::tests::{events, recording, text};

const V1: Dialect = Dialect::EvolutionV1;
const V2: Dialect = Dialect::EvolutionV2;

/// One card of the page, and the server behind it.
struct Card {
    machine: GroupMachine,
    server: FakeGroup,
    now: u64,
}

fn webhook(dialect: Dialect) -> Card {
    let file = if dialect == V1 { "v1-after" } else { "v2-after" };
    let (_, found) = recording(file, "webhook-find-full");
    Card::new(dialect, Section::Webhook, found.reply)
}

impl Card {
    /// A group that was read.
    fn new(dialect: Dialect, section: Section, stored: Value) -> Self {
        let server = Server {
            id: 1,
            label: "Main".to_owned(),
            base_url: "https://api.example.com".to_owned(),
            dialect,
            version: None,
            key: Secret::new("global-key"),
            is_remembered: false,
        };
        let machine = GroupMachine::new(server, "loja-1", section, None);
        let mut card =
            Self { machine, server: FakeGroup::new(dialect, section, stored), now: 1_000 };
        card.give(GroupInput::Read);
        card
    }

    /// Hands an input in and answers every call that follows.
    fn give(&mut self, input: GroupInput) {
        let mut next = self.machine.advance(self.now, input);
        while let Some(GroupCall { id, call, .. }) = next.take() {
            let answer = self.server.answer(&call);
            self.now += 5;
            next = self.machine.advance(self.now, GroupInput::Answered(id, answer));
        }
    }

    /// Opens the edit with these fields changed, without saving it.
    fn edit(&mut self, fields: &[(Field, Draft)]) -> Drafts {
        self.give(GroupInput::Edit);
        let mut drafts = self.machine.opening().expect("the edit is open");
        for (field, draft) in fields {
            drafts.set(*field, draft.clone());
        }
        drafts
    }

    fn save(&mut self, fields: &[(Field, Draft)]) {
        let drafts = self.edit(fields);
        self.give(GroupInput::Save(Box::new(drafts)));
    }

    fn switch(&mut self, is_on: bool) {
        let mut drafts = self.edit(&[]);
        drafts.switch(self.server.section, is_on);
        self.give(GroupInput::Save(Box::new(drafts)));
    }

    fn phase(&self) -> &'static str {
        self.machine.state.phase.id()
    }

    #[track_caller]
    fn proof(&self) -> &SaveProof {
        self.machine.state.proof.as_ref().expect("the save was proven")
    }

    fn error(&self) -> Option<Case> {
        self.machine.state.save_error.as_ref().map(|error| error.case)
    }

    fn stored(&self, field: Field) -> Draft {
        self.machine.state.stored().expect("the group was read").drafts.get(field).clone()
    }
}

fn url(address: &str) -> [(Field, Draft); 1] {
    [(Field::WebhookUrl, text(address))]
}

#[test]
fn a_change_is_checked_sent_and_proven() {
    for dialect in [V1, V2] {
        let mut card = webhook(dialect);
        assert_eq!(card.phase(), "resting");
        card.save(&url("https://hooks.example.com"));
        assert_eq!(card.phase(), "resting");
        let SaveProof::Values { proof, .. } = card.proof() else { panic!("{:?}", card.proof()) };
        assert!(proof.is_as_asked(), "{proof:#?}");
        assert_eq!(card.stored(Field::WebhookUrl), text("https://hooks.example.com"));
        // First reading, reading before the save, `set`, reading after it.
        let methods: Vec<Method> = card.server.calls.iter().map(|call| call.method).collect();
        assert_eq!(methods, [Method::Get, Method::Get, Method::Post, Method::Get]);
        let paths: Vec<&str> = card.server.calls.iter().map(|call| call.url.as_str()).collect();
        assert_eq!(paths[2], "https://api.example.com/webhook/set/loja-1");
        assert_eq!(paths[3], "https://api.example.com/webhook/find/loja-1");
        assert_eq!(card.machine.state.opened, None);
    }
}

#[test]
fn an_edit_without_a_change_sends_nothing() {
    let mut card = webhook(V2);
    card.save(&[]);
    assert_eq!((card.phase(), card.server.calls.len()), ("resting", 1));
    card.edit(&url("https://hooks.example.com"));
    card.give(GroupInput::Cancel);
    assert_eq!((card.phase(), card.server.calls.len()), ("resting", 1));
    assert_eq!(card.machine.state.proof, None);
}

#[test]
fn every_group_of_every_dialect_is_switched_on_changed_and_switched_off() {
    let typed = crate::domain::tests::everything();
    for dialect in Dialect::ALL {
        for section in Section::of(dialect).filter(|section| section.is_read_by_find()) {
            if section.spec().keeps_rows(dialect) {
                continue;
            }
            let mut card = Card::new(dialect, section, json!({}));
            let filled: Vec<(Field, Draft)> = Field::of(section, dialect)
                .map(|field| (field, typed.get(field).clone()))
                .collect();
            let mut drafts = card.edit(&filled);
            drafts.switch(section, section.is_group());
            card.give(GroupInput::Save(Box::new(drafts)));
            let context = format!("{dialect:?} {section:?}: {:#?}", card.machine.state);
            assert!(card.proof().is_as_wanted(), "{context}");
            for (field, draft) in filled {
                let is_told = field.spec().wire(dialect).is_some_and(|wire| wire.find().is_some());
                if is_told && matches!(draft, Draft::Flag(_)) {
                    assert_eq!(card.stored(field), draft, "{context}");
                }
            }
            if section.is_group() {
                card.switch(false);
                let context = format!("{dialect:?} {section:?}: {:#?}", card.machine.state);
                assert!(
                    matches!(card.proof(), SaveProof::SwitchedOff { is_off: true, .. }),
                    "{context}"
                );
                card.switch(true);
                assert!(card.proof().is_as_wanted(), "{context}");
            }
        }
    }
}

#[test]
fn what_is_lost_by_switching_off_comes_back_with_the_switch() {
    let mut card = webhook(V1);
    card.switch(false);
    let SaveProof::SwitchedOff { is_off: true, lost } = card.proof() else {
        panic!("{:?}", card.proof())
    };
    assert_eq!(lost, &[Field::WebhookUrl, Field::WebhookEvents]);
    assert_eq!(card.stored(Field::WebhookUrl), Draft::NotSent);
    let kept = card.machine.state.kept.clone().expect("the values are kept");
    assert_eq!(kept.get(Field::WebhookUrl), &text("http://127.0.0.1:9/hook"));
    card.switch(true);
    assert!(card.proof().is_as_wanted(), "{:#?}", card.proof());
    assert_eq!(card.stored(Field::WebhookUrl), text("http://127.0.0.1:9/hook"));
    assert_eq!(card.stored(Field::WebhookEvents), events(&["QRCODE_UPDATED", "CONNECTION_UPDATE"]));
    assert_eq!(card.machine.state.kept, None, "there is nothing to offer any more");
}

#[test]
fn a_switch_off_that_does_nothing_is_told() {
    let mut card = webhook(V2);
    card.server.fault = GroupFault::Ignored;
    card.switch(false);
    assert!(matches!(card.proof(), SaveProof::SwitchedOff { is_off: false, .. }));
    assert_eq!(card.machine.state.kept, None);
}

#[test]
fn a_refused_save_keeps_the_edit_open() {
    for fault in [GroupFault::Refused, GroupFault::Lost] {
        let mut card = webhook(V2);
        card.server.fault = fault;
        card.save(&url("https://hooks.example.com"));
        assert_eq!(card.phase(), "editing", "{fault:?}");
        assert!(card.error().is_some() && card.machine.state.proof.is_none());
        assert_eq!(card.stored(Field::WebhookUrl), text("http://127.0.0.1:9/hook"));
        // It was read back: nothing is sent twice without a press.
        assert_eq!(card.server.sets(), 1);
        let drafts = card.edit(&url("https://hooks.example.com"));
        card.give(GroupInput::Save(Box::new(drafts)));
        assert!(card.proof().is_as_wanted());
        assert_eq!(card.error(), None);
    }
}

#[test]
fn a_failure_after_the_write_is_proven_as_stored() {
    let mut card = webhook(V2);
    card.server.fault = GroupFault::LostAnswer;
    card.save(&url("https://hooks.example.com"));
    assert!(card.proof().is_as_wanted() && card.error().is_none());
    // 1.x stores a queue that it has switched off, and fails.
    let (_, found) = recording("v1-after", "sqs-find-after-recreate");
    let mut card = Card::new(V1, Section::Sqs, found.reply);
    card.server.fault = GroupFault::StoredAndFailed;
    card.save(&[(Field::SqsEvents, events(&["QRCODE_UPDATED"]))]);
    let SaveProof::Values { proof, .. } = card.proof() else { panic!("{:?}", card.proof()) };
    assert!(proof.is_as_asked());
    assert_eq!(proof.remark, Some(DifferenceReason::StoredButOff("SQS_ENABLED")));
}

#[test]
fn a_success_that_stored_nothing_is_a_difference() {
    let mut card = webhook(V2);
    card.server.fault = GroupFault::Ignored;
    card.save(&url("https://hooks.example.com"));
    assert_eq!(card.phase(), "resting");
    let SaveProof::Values { proof, .. } = card.proof() else { panic!("{:?}", card.proof()) };
    let row = proof.rows.iter().find(|row| row.field == Field::WebhookUrl).expect("a row");
    assert_eq!(row.verdict, FieldVerdict::Different(DifferenceReason::Changed));
    assert_eq!(proof.differences(), 1);
}

#[test]
fn a_cleared_value_that_stays_is_a_difference() {
    let (_, found) = recording("v2-after", "settings-find-full");
    let mut card = Card::new(V2, Section::Behaviour, found.reply.clone());
    card.save(&[(Field::MsgCall, Draft::NotSent)]);
    assert!(card.proof().is_as_wanted(), "{:#?}", card.proof());
    let mut card = Card::new(V2, Section::Behaviour, found.reply);
    card.server.fault = GroupFault::Ignored;
    card.save(&[(Field::MsgCall, Draft::NotSent)]);
    let SaveProof::Values { proof, .. } = card.proof() else { panic!("{:?}", card.proof()) };
    let row = proof.rows.iter().find(|row| row.field == Field::MsgCall).expect("a row");
    assert!(row.is_different(), "{row:?}");
}

#[test]
fn a_group_that_is_tried_out_is_read_again_until_it_is_written() {
    let (_, found) = recording("v2-after", "proxy-find-ok");
    let mut card = Card::new(V2, Section::Proxy, found.reply);
    card.server.fault = GroupFault::Late;
    card.save(&[(Field::ProxyPort, text("3128"))]);
    while let Some(due) = card.machine.next_due() {
        assert_eq!(card.phase(), "proving");
        card.now = due;
        card.give(GroupInput::Tick);
    }
    assert!(card.proof().is_as_wanted(), "{:#?}", card.proof());
    assert_eq!(card.server.sets(), 1);
}

#[test]
fn a_change_made_elsewhere_is_a_conflict() {
    for resolution in [Resolution::Mine, Resolution::Theirs] {
        let mut card = webhook(V2);
        let mine = card.edit(&url("https://mine.example"));
        card.server.stored["url"] = json!("https://theirs.example");
        card.server.stored["webhookBase64"] = json!(false);
        card.give(GroupInput::Save(Box::new(mine)));
        assert_eq!(card.server.sets(), 0, "nothing is sent before the choice");
        let GroupPhase::Conflict(conflict) = &card.machine.state.phase else {
            panic!("{:?}", card.machine.state.phase)
        };
        let of: Vec<Field> = conflict.rows.iter().map(|row| row.field).collect();
        assert_eq!(of, [Field::WebhookUrl, Field::WebhookBase64]);
        assert_eq!(conflict.rows[0].before, Some(json!("http://127.0.0.1:9/hook")));
        assert_eq!(conflict.rows[0].now, Some(json!("https://theirs.example")));
        assert_eq!(conflict.rows[0].mine, Some(json!("https://mine.example")));
        assert_eq!(conflict.switch, None);
        card.give(GroupInput::Resolve(resolution));
        assert_eq!(card.phase(), "resting");
        let kept = match resolution {
            Resolution::Mine => "https://mine.example",
            Resolution::Theirs => "https://theirs.example",
        };
        assert_eq!(card.server.stored["url"], json!(kept));
        assert_eq!(card.stored(Field::WebhookUrl), text(kept));
        // What only the other one changed stays either way.
        assert_eq!(card.server.stored["webhookBase64"], json!(false));
        assert_eq!(card.server.sets(), usize::from(resolution == Resolution::Mine));
    }
}

#[test]
fn a_group_that_was_switched_off_elsewhere_is_a_conflict() {
    let mut card = webhook(V1);
    let mine = card.edit(&url("https://mine.example"));
    card.server.stored = json!({"enabled": false, "url": "", "events": []});
    card.give(GroupInput::Save(Box::new(mine.clone())));
    let GroupPhase::Conflict(conflict) = &card.machine.state.phase else {
        panic!("{:?}", card.machine.state.phase)
    };
    assert_eq!(conflict.switch, Some((true, false)));
    card.give(GroupInput::Cancel);
    assert_eq!((card.phase(), card.server.sets()), ("resting", 0));
}

#[test]
fn dates_and_ids_are_no_change_made_elsewhere() {
    let mut card = webhook(V2);
    let mine = card.edit(&url("https://mine.example"));
    card.server.stored["updatedAt"] = json!("2026-11-26T00:00:00.000Z");
    card.give(GroupInput::Save(Box::new(mine)));
    assert!(card.proof().is_as_wanted());
}

#[test]
fn nothing_is_sent_when_the_reading_before_it_fails() {
    let mut card = webhook(V2);
    let mine = card.edit(&url("https://mine.example"));
    card.server.find_status = Some(503);
    card.give(GroupInput::Save(Box::new(mine.clone())));
    assert_eq!((card.phase(), card.server.sets()), ("editing", 0));
    assert!(card.error().is_some());
    card.server.find_status = None;
    card.give(GroupInput::Save(Box::new(mine)));
    assert!(card.proof().is_as_wanted());
}

#[test]
fn a_save_that_cannot_be_read_back_says_so() {
    let mut card = webhook(V2);
    let mine = card.edit(&url("https://mine.example"));
    let check = card.machine.advance(card.now, GroupInput::Save(Box::new(mine)));
    let check = check.expect("the group is read first");
    let answer = card.server.answer(&check.call);
    let set = card.machine.advance(card.now, GroupInput::Answered(check.id, answer));
    let set = set.expect("then it is set");
    card.server.find_status = Some(500);
    let answer = card.server.answer(&set.call);
    card.give(GroupInput::Answered(set.id, answer));
    assert_eq!(card.phase(), "resting");
    let SaveProof::Values { proof, .. } = card.proof() else { panic!("{:?}", card.proof()) };
    assert!(matches!(proof.outcome, Outcome::Unreadable(_)));
    // What was known stays, and a later reading repairs it.
    assert_eq!(card.stored(Field::WebhookUrl), text("http://127.0.0.1:9/hook"));
    card.server.find_status = None;
    card.give(GroupInput::Read);
    assert_eq!(card.stored(Field::WebhookUrl), text("https://mine.example"));
}

#[test]
fn a_dead_route_shows_its_error_and_can_be_tried_again() {
    let mut card = webhook(V2);
    card.server.find_status = Some(404);
    card.give(GroupInput::Read);
    // What was read before is still shown.
    assert!(card.machine.state.stored().is_some());
    assert!(card.machine.state.read_error.is_some());
    card.server.find_status = None;
    card.give(GroupInput::Read);
    assert!(card.machine.state.read_error.is_none());
    let mut dead = Card::new(V2, Section::Webhook, Value::Null);
    assert!(dead.machine.state.stored().is_some_and(|group| !group.is_stored));
    dead.machine.state.reading = None;
    dead.server.find_status = Some(404);
    dead.give(GroupInput::Read);
    assert!(matches!(dead.machine.state.reading, Some(GroupReading::Unreadable(_))));
    dead.give(GroupInput::Edit);
    assert_eq!(dead.phase(), "resting", "what was not read cannot be edited");
}

#[test]
fn a_late_answer_changes_nothing() {
    let mut card = webhook(V2);
    let read = card.machine.advance(card.now, GroupInput::Read).expect("a call");
    let answer = card.server.answer(&read.call);
    card.give(GroupInput::Answered(read.id, answer.clone()));
    let state = card.machine.state.clone();
    let gone: Result<_, ApiError> = Err(ApiError::without_reply(Case::Unreachable));
    card.give(GroupInput::Answered(read.id, gone));
    assert_eq!(card.machine.state, state);
    // A press while something is on its way does nothing.
    let read = card.machine.advance(card.now, GroupInput::Read).expect("a call");
    assert_eq!(card.machine.advance(card.now, GroupInput::Read), None);
    assert_eq!(card.machine.advance(card.now, GroupInput::Edit), None);
    assert_eq!(card.phase(), "reading");
    card.give(GroupInput::Answered(read.id, answer));
    assert_eq!(card.phase(), "resting");
}

#[test]
fn no_error_repeats_a_secret() {
    let (_, found) = recording("v2-after", "proxy-find-ok");
    let mut card = Card::new(V2, Section::Proxy, found.reply);
    let mine = card.edit(&[(Field::ProxyPassword, text("very-secret"))]);
    let check = card.machine.advance(card.now, GroupInput::Save(Box::new(mine)));
    let check = check.expect("a call");
    let answer = card.server.answer(&check.call);
    let set = card.machine.advance(card.now, GroupInput::Answered(check.id, answer));
    let set = set.expect("a call");
    let mut refused = card.server.answer(&set.call).expect("an answer");
    refused.status = 400;
    refused.text = json!({"status": 400, "error": "Bad Request",
        "response": {"message": ["very-secret is wrong, says global-key"]}})
    .to_string();
    card.server.stored["password"] = json!("p");
    card.give(GroupInput::Answered(set.id, Ok(refused)));
    let shown = format!("{:?}", card.machine.state.save_error);
    assert!(!shown.contains("very-secret") && !shown.contains("global-key"), "{shown}");
}

#[test]
fn a_row_is_changed_by_its_id() {
    let (_, found) = recording("v2-after", "typebot-find-end");
    let rows = found.reply.clone();
    let id = rows[0]["id"].as_str().expect("an id").to_owned();
    let mut card = Card::new(V2, Section::Typebot, rows);
    card.machine = GroupMachine::new(
        Server {
            id: 1,
            label: String::new(),
            base_url: "https://api.example.com".to_owned(),
            dialect: V2,
            version: None,
            key: Secret::new("k"),
            is_remembered: false,
        },
        "loja-1",
        Section::Typebot,
        Some(id.clone()),
    );
    card.give(GroupInput::Read);
    let mine = card.edit(&[(Field::TypebotExpire, text("45"))]);
    let check = card.machine.advance(card.now, GroupInput::Save(Box::new(mine)));
    let check = check.expect("a call");
    let answer = card.server.answer(&check.call);
    let set = card.machine.advance(card.now, GroupInput::Answered(check.id, answer));
    let set = set.expect("a call").call;
    assert_eq!(set.method, Method::Put);
    assert_eq!(set.url, format!("https://api.example.com/typebot/update/{id}/loja-1"));
    let body: Value = serde_json::from_str(set.body.as_deref().expect("a body")).expect("JSON");
    assert_eq!(body["expire"], json!(45));
    assert_eq!(body["enabled"], json!(true));
}
