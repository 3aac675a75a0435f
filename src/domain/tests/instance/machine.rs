//! A group on its way from the reading to the proof of a change.

use serde_json::json;

use crate::domain::http::request::Method;
use crate::domain::instance::machine::input::GroupInput;
use crate::domain::instance::save_proof::SaveProof;
use crate::domain::proof::{DifferenceReason, FieldVerdict};
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::field::Draft;
use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;
use crate::domain::tests::instance::card::{Card, V1, V2, url, webhook};
use crate::domain::tests::instance::fake_group::GroupFault;
use crate::domain::tests::{events, recording, text};

#[test]
fn a_change_is_checked_sent_and_proven() {
    for dialect in [V1, V2] {
        let mut card = webhook(dialect);
        assert_eq!(card.phase(), "resting");
        card.save(&url("https://hooks.example.com"));
        assert_eq!(card.phase(), "resting");
        let proof = card.values();
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
    let proof = card.values();
    assert!(proof.is_as_asked());
    assert_eq!(proof.remark, Some(DifferenceReason::StoredButOff("SQS_ENABLED")));
}

#[test]
fn a_success_that_stored_nothing_is_a_difference() {
    let mut card = webhook(V2);
    card.server.fault = GroupFault::Ignored;
    card.save(&url("https://hooks.example.com"));
    assert_eq!(card.phase(), "resting");
    let proof = card.values();
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
    let proof = card.values();
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
