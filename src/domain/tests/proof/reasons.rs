//! Why something is not there, or is of no use, and what helps.

use serde_json::json;

use crate::domain::proof::{DifferenceReason, FieldVerdict, Outcome, ProofRow, Remedy};
use crate::domain::reply::decode;
use crate::domain::reply::decode::FindReply;
use crate::domain::reply::error::{ApiError, Case};
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::field::Draft;
use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;
use crate::domain::tests::events;
use crate::domain::tests::proof::{proof_of, prove, verdict};
use crate::domain::tests::{drafts, recording, text};

#[test]
fn a_section_that_was_dropped_says_why() {
    #[track_caller]
    fn check(file: &str, created: &str, found: &str, of: Section, expected: DifferenceReason) {
        let proof = prove(file, created, found, of);
        assert_eq!(proof.outcome, Outcome::Dropped(expected), "{file} {found}");
        assert!(!proof.is_as_asked());
    }
    let full = "golden-full-create";
    for (of, switch) in [
        (Section::Rabbitmq, "RABBITMQ_ENABLED"),
        (Section::Sqs, "SQS_ENABLED"),
        (Section::Nats, "NATS_ENABLED"),
        (Section::Kafka, "KAFKA_ENABLED"),
    ] {
        let found = format!("golden-full--find-{}", of.id());
        check("v2", full, &found, of, DifferenceReason::SwitchedOff(switch));
    }
    let chatwoot = DifferenceReason::SwitchedOff("CHATWOOT_ENABLED");
    check("v2", full, "find-chatwoot-after-minimal", Section::Chatwoot, chatwoot);
    let typebot = DifferenceReason::SwitchedOff("TYPEBOT_ENABLED");
    check("v2", full, "find-typebot-after-minimal", Section::Typebot, typebot);
    check(
        "v2",
        "create-proxy-v1-object",
        "create-proxy-v1-object--find-proxy",
        Section::Proxy,
        DifferenceReason::ProxyNotKept,
    );
    check("v1", full, "golden-full--find-proxy", Section::Proxy, DifferenceReason::ProxyNotKept);
    check(
        "v2",
        full,
        "create-flat-webhookUrl--find-webhook",
        Section::Webhook,
        DifferenceReason::Missing,
    );
    // An empty list comes from a server that has Typebot switched on.
    let bots = "enabled-typebot-v1-fields--find-typebot";
    check("v2", full, bots, Section::Typebot, DifferenceReason::Missing);
    // 1.x stores groups whether or not it has them on: no variable would help.
    let hook = "create-webhook-no-events";
    check(
        "v1",
        hook,
        &format!("{hook}--find-webhook"),
        Section::Webhook,
        DifferenceReason::Missing,
    );
    let bot = "create-typebot-bad-url";
    check("v1", bot, &format!("{bot}--find-typebot"), Section::Typebot, DifferenceReason::Missing);
    // All or nothing of id, token and URL: one missing, and all of it is dropped with a 201. The
    // answer of 1.x does not even hold `enabled` then.
    let account = "create-chatwoot-without-chatwoot_account_id";
    check(
        "v1",
        account,
        &format!("{account}--find-chatwoot"),
        Section::Chatwoot,
        DifferenceReason::Missing,
    );
}

#[test]
fn a_section_that_cannot_be_read_back_is_unreadable() {
    let error = ApiError::without_reply(Case::Timeout);
    let asked = drafts(&[Section::Sqs], &[]);
    let proof = proof_of(&asked, Dialect::EvolutionV2, Section::Sqs, Err(error.clone()), None);
    assert_eq!(proof.outcome, Outcome::Unreadable(Box::new(error)));
    assert!(proof.rows.is_empty() && !proof.is_as_asked());
}

#[test]
fn a_dropped_section_lists_the_requested_values() {
    let asked = drafts(&[Section::Sqs], &[(Field::SqsEvents, events(&["CALL"]))]);
    let proof =
        proof_of(&asked, Dialect::EvolutionV2, Section::Sqs, Ok(FindReply::EmptyBody), None);
    let expected = ProofRow {
        field: Field::SqsEvents,
        asked: Some(json!(["CALL"])),
        stored: None,
        verdict: FieldVerdict::Different(DifferenceReason::Missing),
    };
    assert_eq!(proof.rows, [expected]);
}

#[test]
fn an_empty_body_and_null_are_told_apart() {
    #[track_caller]
    fn check(file: &str, found: &str, of: Section, expected: DifferenceReason, remedy: Remedy) {
        let (dialect, find) = recording(file, found);
        let found = decode::find_reply(find.status, &find.text(), dialect);
        let proof = proof_of(&drafts(&[of], &[]), dialect, of, found, None);
        assert_eq!(proof.outcome, Outcome::Dropped(expected), "{file}");
        assert_eq!(proof.remedy(), Some(remedy));
    }
    let off = |variable| DifferenceReason::SwitchedOff(variable);
    let read = Remedy::ReadAgain;
    let set = Remedy::Reapply;
    for (of, variable) in [
        (Section::Websocket, "WEBSOCKET_ENABLED"),
        (Section::Rabbitmq, "RABBITMQ_ENABLED"),
        (Section::Sqs, "SQS_ENABLED"),
        (Section::Nats, "NATS_ENABLED"),
        (Section::Kafka, "KAFKA_ENABLED"),
    ] {
        check("v2-after", &format!("{}-find-empty", of.id()), of, off(variable), read);
    }
    for of in [Section::Kafka, Section::Pusher] {
        let on = format!("enabled-{}-find-empty", of.id());
        check("v2-after", &on, of, DifferenceReason::Missing, set);
    }
    check(
        "v2-after",
        "websocket-find-after-recreate",
        Section::Websocket,
        DifferenceReason::Missing,
        set,
    );
    check("v2-after", "webhook-find-empty", Section::Webhook, DifferenceReason::Missing, set);
    check(
        "v2-after",
        "proxy-find-after-recreate",
        Section::Proxy,
        DifferenceReason::ProxyNotKept,
        set,
    );
    check("v2-after", "chatwoot-find-empty", Section::Chatwoot, off("CHATWOOT_ENABLED"), read);
    check(
        "v2-after",
        "chatwoot-find-empty-enabled",
        Section::Chatwoot,
        DifferenceReason::Missing,
        set,
    );
    check("v2-after", "typebot-disabled-find", Section::Typebot, off("TYPEBOT_ENABLED"), read);
    check("v2-after", "typebot-find-empty", Section::Typebot, DifferenceReason::Missing, set);
    for of in [Section::Webhook, Section::Websocket, Section::Rabbitmq, Section::Sqs] {
        check("v1", &format!("find-{}-after-minimal", of.id()), of, DifferenceReason::Missing, set);
    }
    check("v1", "find-chatwoot-after-minimal", Section::Chatwoot, DifferenceReason::Missing, set);
    check("v1", "find-typebot-after-minimal", Section::Typebot, DifferenceReason::Missing, set);
    check("v1", "find-proxy-after-minimal", Section::Proxy, DifferenceReason::ProxyNotKept, set);
    // The values are there, the switch is not.
    check("v1-after", "websocket-find-off", Section::Websocket, DifferenceReason::NotEnabled, set);
    check(
        "v2-after",
        "enabled-websocket-find-off",
        Section::Websocket,
        DifferenceReason::NotEnabled,
        set,
    );
    check(
        "v2-after",
        "webhook-find-off-empty-url",
        Section::Webhook,
        DifferenceReason::NotEnabled,
        set,
    );
    check(
        "v2-after",
        "chatwoot-find-off-empty-strings",
        Section::Chatwoot,
        DifferenceReason::NotEnabled,
        set,
    );
    check("v2-after", "proxy-find-off", Section::Proxy, DifferenceReason::NotEnabled, set);
}

#[test]
fn an_address_that_was_dropped_for_its_host_says_so() {
    let asked = |url: &str| drafts(&[Section::Typebot], &[(Field::TypebotUrl, text(url))]);
    let outcome = |dialect, url: &str| {
        let found = Ok(FindReply::One(json!({"enabled": false, "url": ""})));
        proof_of(&asked(url), dialect, Section::Typebot, found, None).outcome
    };
    let missing = Outcome::Dropped(DifferenceReason::Missing);
    let host = Outcome::Dropped(DifferenceReason::HostUnderscore);
    assert_eq!(outcome(Dialect::EvolutionV1, "https://my_bot.example"), host);
    assert_eq!(outcome(Dialect::EvolutionV1, "https://my-bot.example/a_b"), missing);
    assert_eq!(outcome(Dialect::EvolutionV2, "https://my_bot.example"), missing);
}

#[test]
fn a_200_with_an_error_is_unreadable() {
    let soft = r#"{"error": true, "message": "[object Object]"}"#;
    let found = decode::find_reply(200, soft, Dialect::EvolutionV2);
    let asked = drafts(&[Section::Webhook], &[]);
    let proof = proof_of(&asked, Dialect::EvolutionV2, Section::Webhook, found, None);
    let Outcome::Unreadable(error) = &proof.outcome else { panic!("{proof:?}") };
    assert_eq!(error.case, Case::SoftFailure);
    assert_eq!(proof.remedy(), Some(Remedy::ReadAgain));
}

#[test]
fn an_address_stored_empty_is_missing() {
    let stored = json!({"id": "c1", "enabled": true, "url": "", "events": ["CALL"]});
    let asked = drafts(
        &[Section::Webhook],
        &[
            (Field::WebhookUrl, text("https://a.example")),
            (Field::WebhookEvents, events(&["CALL"])),
        ],
    );
    let found = Ok(FindReply::One(stored));
    let proof = proof_of(&asked, Dialect::EvolutionV2, Section::Webhook, found, None);
    let missing = Some(FieldVerdict::Different(DifferenceReason::Missing));
    assert_eq!(verdict(&proof, Field::WebhookUrl), missing);
    assert_eq!(verdict(&proof, Field::WebhookEvents), Some(FieldVerdict::Same));
    assert_eq!(proof.remedy(), Some(Remedy::Reapply));
}

#[test]
fn setting_again_keeps_what_was_left_to_the_server() {
    let asked = drafts(
        &[Section::Chatwoot],
        &[(Field::ChatwootUrl, text("https://b.example")), (Field::ChatwootToken, text("t"))],
    );
    let stored = json!({"enabled": true, "accountId": "1", "token": "t", "url": "https://a.example",
        "nameInbox": "box", "importContacts": false, "daysLimitImportMessages": 3});
    let found = Ok(FindReply::One(stored));
    let proof = proof_of(&asked, Dialect::EvolutionV2, Section::Chatwoot, found, None);
    let completed = proof.completed(&asked);
    assert_eq!(completed.get(Field::ChatwootUrl), &text("https://b.example"), "asked for");
    assert_eq!(completed.get(Field::ChatwootNameInbox), &text("box"), "it would fall back");
    assert_eq!(completed.get(Field::ChatwootImportContacts), &Draft::Flag(false));
    assert_eq!(completed.get(Field::ChatwootDaysLimitImportMessages), &text("3"));
    assert_eq!(completed.get(Field::ChatwootLogo), &Draft::NotSent);
}
