//! What the page says about an instance as a whole.

use std::sync::Arc;

use serde_json::json;

use crate::domain::instance::change::is_default;
use crate::domain::instance::copy::duplicate;
use crate::domain::instance::state_watch::StateWatch;
use crate::domain::instance::stored_group::{GroupReading, StoredGroup};
use crate::domain::instance::typed_name::is_typed;
use crate::domain::instance::warning::{Warning, warnings};
use crate::domain::instances::row::{Engine, InstanceRow};
use crate::domain::pairing::phase::ConnectionState;
use crate::domain::proof::DifferenceReason;
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::field::Draft;
use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;
use crate::domain::schema::section_set::SectionSet;
use crate::domain::tests::instance::stored;
use crate::domain::tests::text;

fn row() -> InstanceRow {
    InstanceRow {
        id: "1".to_owned(),
        name: "loja-1".to_owned(),
        state: ConnectionState::Open,
        number: Some("5511999999999".to_owned()),
        ..InstanceRow::default()
    }
}

fn of(row: &InstanceRow, groups: &[(Section, GroupReading)]) -> Vec<Warning> {
    let groups = groups.iter().map(|(section, reading)| (*section, reading));
    warnings(Some(row), row.state, groups, Dialect::EvolutionV2.into())
}

fn group(section: Section, raw: serde_json::Value) -> (Section, GroupReading) {
    let stored = StoredGroup::read(section, Dialect::EvolutionV2.into(), raw);
    (section, GroupReading::Stored(Arc::new(stored)))
}

#[test]
fn an_instance_in_order_has_no_warning() {
    let (_, settings) = stored("v2-after", "settings-find-full", Section::Behaviour);
    let (_, webhook) = stored("v2-after", "webhook-find-full", Section::Webhook);
    let groups = [
        (Section::Behaviour, GroupReading::Stored(settings)),
        (Section::Webhook, GroupReading::Stored(webhook)),
        (
            Section::Nats,
            GroupReading::SwitchedOff { variable: Some("NATS_ENABLED"), is_hidden: false },
        ),
        group(Section::Proxy, json!({"enabled": false, "host": ""})),
    ];
    assert_eq!(of(&row(), &groups), []);
}

#[test]
fn what_cannot_work_is_named() {
    let alone = InstanceRow { number: None, ..row() };
    assert_eq!(of(&alone, &[]), [Warning::OpenWithoutNumber]);
    let meta = InstanceRow { engine: Engine::Business, ..alone.clone() };
    assert_eq!(of(&meta, &[]), [], "no phone belongs to this engine");
    let closed = InstanceRow { state: ConnectionState::Close, ..alone };
    assert_eq!(of(&closed, &[]), []);
    let empty = group(Section::Webhook, json!({"enabled": true, "url": "", "events": ["CALL"]}));
    assert_eq!(of(&row(), &[empty]), [Warning::Incomplete(Section::Webhook, Field::WebhookUrl)]);
    let local = "http://localhost:8080/chatwoot/webhook/loja-1";
    let chatwoot = |url: &str| {
        group(
            Section::Chatwoot,
            json!({"enabled": true, "accountId": "1", "token": "t", "url": url, "webhook_url": local}),
        )
    };
    assert_eq!(
        of(&row(), &[chatwoot("https://chat.example.com")]),
        [Warning::Group(Section::Chatwoot, DifferenceReason::CallbackLocalhost)]
    );
    assert_eq!(of(&row(), &[chatwoot("http://localhost:3000")]), []);
    let mut listed = row();
    listed.groups_on = SectionSet::from_iter([Section::Rabbitmq]);
    let off = |section| {
        let variable = Some("RABBITMQ_ENABLED");
        (section, GroupReading::SwitchedOff { variable, is_hidden: false })
    };
    assert_eq!(
        of(&listed, &[off(Section::Rabbitmq), off(Section::Sqs)]),
        [Warning::Group(Section::Rabbitmq, DifferenceReason::StoredButOff("RABBITMQ_ENABLED"))]
    );
}

#[test]
fn a_duplicate_has_everything_but_what_belongs_to_one_instance() {
    let (dialect, webhook) = stored("v2-after", "webhook-find-full", Section::Webhook);
    let (_, settings) = stored("v2-after", "settings-find-full", Section::Behaviour);
    let (_, off) = stored("v2-after", "proxy-find-off", Section::Proxy);
    let meta = InstanceRow { engine: Engine::Business, ..row() };
    let groups =
        [(Section::Behaviour, &*settings), (Section::Webhook, &*webhook), (Section::Proxy, &*off)];
    let drafts = duplicate::drafts(&meta, groups, dialect.into());
    assert_eq!(drafts.get(Field::Integration), &text("WHATSAPP-BUSINESS"));
    for own in [Field::InstanceName, Field::Token, Field::Number] {
        assert_eq!(drafts.get(own), &Draft::NotSent, "{}", own.id());
    }
    assert_eq!(drafts.get(Field::MsgCall), &text("nao ligo"));
    assert_eq!(drafts.get(Field::WebhookHeaders), webhook.drafts.get(Field::WebhookHeaders));
    assert!(drafts.is_on(Section::Webhook) && !drafts.is_on(Section::Proxy));
}

#[test]
fn what_the_server_does_by_itself_is_told_from_what_was_set() {
    let api = Dialect::EvolutionV1.into();
    let check = |field: Field, draft: Draft, expected: bool| {
        let drafts = crate::domain::tests::drafts(&[], &[(field, draft.clone())]);
        assert_eq!(is_default(field, &drafts, api), expected, "{} {draft:?}", field.id());
    };
    check(Field::RejectCall, Draft::Flag(false), true);
    check(Field::RejectCall, Draft::Flag(true), false);
    check(Field::GroupsIgnore, Draft::Flag(true), true);
    check(Field::GroupsIgnore, Draft::Flag(false), false);
    check(Field::ChatwootSignMsg, Draft::Flag(false), true);
    check(Field::ChatwootDaysLimitImportMessages, text("60"), true);
    check(Field::ChatwootDaysLimitImportMessages, text("7"), false);
    check(Field::MsgCall, Draft::NotSent, true);
    check(Field::MsgCall, text("no"), false);
    check(Field::WebhookUrl, text("https://a.example"), false);
}

#[test]
fn a_name_is_confirmed_by_typing_it() {
    assert!(is_typed(" loja-1 ", "loja-1") && is_typed("a b", " a b"));
    assert!(!is_typed("", "loja-1") && !is_typed("loja", "loja-1"));
    assert!(!is_typed("", "") && !is_typed("", "  ") && is_typed("  ", "  "));
}

#[test]
fn a_failed_look_leaves_the_last_state_and_a_late_one_nothing() {
    let mut watch = StateWatch::default();
    assert!(!watch.is_looked());
    let (first, second, third) = (watch.ask(), watch.ask(), watch.ask());
    assert!(watch.answer(second, Some(ConnectionState::Open), 1_000.0));
    assert!(!watch.answer(first, Some(ConnectionState::Close), 2_000.0));
    assert_eq!((watch.state, watch.read_at), (ConnectionState::Open, Some(1_000.0)));
    assert!(watch.answer(third, None, 3_000.0) && watch.is_failed);
    assert_eq!((watch.state, watch.read_at), (ConnectionState::Open, Some(1_000.0)));
    let fourth = watch.ask();
    assert!(watch.answer(fourth, Some(ConnectionState::Close), 4_000.0) && !watch.is_failed);
}
