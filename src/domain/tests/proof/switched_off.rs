//! Groups that the server has switched off, and stores all the same.

use crate::domain::proof::{DifferenceReason, FieldVerdict, Outcome, Remedy};
use crate::domain::reply::decode;
use crate::domain::reply::decode::FindReply;
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;
use crate::domain::tests::events;
use crate::domain::tests::proof::{proof_of, prove};
use crate::domain::tests::{drafts, recording, text};

#[test]
fn a_group_that_1x_stores_while_switched_off_has_a_remark() {
    #[track_caller]
    fn check(created: &str, of: Section, expected: Option<DifferenceReason>) {
        let found = match created.strip_suffix("-create") {
            Some(stem) => format!("{stem}--find-{}", of.id()),
            None => format!("{created}--find-{}", of.id()),
        };
        let proof = prove("v1", created, &found, of);
        assert_eq!(proof.remark, expected, "{of:?}");
        assert!(proof.is_as_asked(), "it is stored");
        assert_eq!(proof.remedy(), None, "sending it again would not help");
        assert_eq!(proof.is_well(), expected.is_none());
    }
    let full = "golden-full-create";
    check(full, Section::Rabbitmq, Some(DifferenceReason::StoredButOff("RABBITMQ_ENABLED")));
    check(full, Section::Sqs, Some(DifferenceReason::StoredButOff("SQS_ENABLED")));
    check(full, Section::Websocket, None);
    check(full, Section::Webhook, None);
    check("create-websocket-enabled-empty-events", Section::Websocket, None);
    // A set call says the same by failing after the write.
    let (_, set) = recording("v1-after", "rabbitmq-set-full");
    let error = decode::accepted(set.status, &set.text(), Dialect::EvolutionV1);
    let error = error.expect_err("a 500");
    let (_, find) = recording("v1-after", "sqs-find-after-recreate");
    let asked = drafts(&[Section::Rabbitmq], &[(Field::RabbitmqEvents, events(&["CALL"]))]);
    let found = decode::find_reply(find.status, &find.text(), Dialect::EvolutionV1);
    let mut proof = proof_of(&asked, Dialect::EvolutionV1, Section::Rabbitmq, found, None);
    assert!(proof.is_well());
    proof.note_set(Some(&error));
    assert_eq!(proof.remark, Some(DifferenceReason::StoredButOff("RABBITMQ_ENABLED")));
}

/// 2.x stores Pusher although it has it switched off, and shows it only after it is on.
#[test]
fn a_pusher_that_is_switched_off_is_stored_and_hidden() {
    for (file, created, found) in [
        ("v2", "golden-full-create", "golden-full--find-pusher"),
        ("v2-after", "", "pusher-find-empty"),
    ] {
        let (dialect, find) = recording(file, found);
        let asked = if created.is_empty() {
            drafts(&[Section::Pusher], &[(Field::PusherAppId, text("1"))])
        } else {
            crate::domain::schema::read_back::drafts(&recording(file, created).1.body, dialect)
        };
        let found = decode::find_reply(find.status, &find.text(), dialect);
        let proof = proof_of(&asked, dialect, Section::Pusher, found, None);
        assert_eq!(proof.outcome, Outcome::Hidden);
        assert_eq!(proof.remark, Some(DifferenceReason::HiddenWhileOff("PUSHER_ENABLED")));
        assert!(proof.rows.iter().all(|row| row.verdict == FieldVerdict::NotTold));
        assert_eq!((proof.differences(), proof.is_well()), (0, false));
        assert_eq!(proof.remedy(), Some(Remedy::ReadAgain));
    }
}

/// Only these groups of 2.x answer without a body while they are switched off. From any other one, no body
/// tells that nothing is stored, and not why.
#[test]
fn an_empty_body_means_switched_off_only_where_servers_mean_that() {
    let mut silent = Vec::new();
    for dialect in Dialect::ALL {
        for section in Section::ALL.iter().copied() {
            if !section.is_group() || !section.is_read_by_find() {
                continue;
            }
            let asked = drafts(&[section], &[]);
            let proof = proof_of(&asked, dialect, section, Ok(FindReply::EmptyBody), None);
            if let Outcome::Dropped(DifferenceReason::SwitchedOff(_)) = proof.outcome {
                silent.push((dialect, section));
            } else {
                let is_hidden = proof.outcome == Outcome::Hidden;
                assert_eq!(
                    is_hidden,
                    (dialect, section) == (Dialect::EvolutionV2, Section::Pusher)
                );
            }
        }
    }
    let of_2x =
        [Section::Websocket, Section::Rabbitmq, Section::Sqs, Section::Nats, Section::Kafka];
    assert_eq!(silent, of_2x.map(|section| (Dialect::EvolutionV2, section)));
}
