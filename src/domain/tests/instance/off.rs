//! What a server forgets when a group is switched off: recorded before and after.

use crate::domain::instance::change::{lost_when_off, opening};
use crate::domain::schema::drafts::Drafts;
use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;
use crate::domain::tests::instance::card::{V1, webhook};
use crate::domain::tests::instance::stored;

/// What both versions forget of a proxy.
const PROXY: [Field; 5] = [
    Field::ProxyHost,
    Field::ProxyPort,
    Field::ProxyProtocol,
    Field::ProxyUsername,
    Field::ProxyPassword,
];

#[test]
fn the_table_knows_what_a_recorded_switch_off_forgot() {
    #[track_caller]
    fn check(before: (&str, &str), after: &str, section: Section, expected: &[Field]) {
        let (dialect, old) = stored(before.0, before.1, section);
        let file = if before.0.starts_with("v1") { "v1-after" } else { "v2-after" };
        let (_, new) = stored(file, after, section);
        assert!(old.is_on(section) && !new.is_on(section), "{after}");
        let lost = lost_when_off(&old, section, dialect.into());
        assert_eq!(lost, expected, "{after}");
        // The table says more than the truth nowhere, and less only where a recording changed more
        // than the switch.
        for field in lost {
            assert_ne!(old.drafts.get(field), new.drafts.get(field), "{after}: {}", field.id());
        }
    }
    check(
        ("v1-after", "webhook-find-full"),
        "webhook-find-off",
        Section::Webhook,
        &[Field::WebhookUrl, Field::WebhookEvents],
    );
    check(
        ("v1", "create-websocket-enabled-some-events--find-websocket"),
        "websocket-find-off-with-events",
        Section::Websocket,
        &[Field::WebsocketEvents],
    );
    check(
        ("v1-after", "sqs-find-after-recreate"),
        "sqs-find-off-with-events",
        Section::Sqs,
        &[Field::SqsEvents],
    );
    check(
        ("v1-after", "typebot-find-full"),
        "typebot-find-off",
        Section::Typebot,
        &[Field::TypebotUrl, Field::Typebot, Field::TypebotExpire],
    );
    check(("v1-after", "proxy-find-ok"), "proxy-find-off", Section::Proxy, &PROXY);
    // The answer of this `set` has the shape of `find`.
    check(
        ("v1-after", "chatwoot-find-mock"),
        "chatwoot-set-token",
        Section::Chatwoot,
        &[
            Field::ChatwootAccountId,
            Field::ChatwootToken,
            Field::ChatwootUrl,
            Field::ChatwootSignMsg,
            Field::ChatwootReopenConversation,
            Field::ChatwootNameInbox,
        ],
    );
    check(
        ("v2-after", "webhook-find-full"),
        "webhook-find-off-empty-url",
        Section::Webhook,
        &[Field::WebhookEvents],
    );
    check(
        ("v2-after", "enabled-nats-find-full"),
        "enabled-nats-find-off",
        Section::Nats,
        &[Field::NatsEvents],
    );
    check(
        ("v2-after", "pusher-enabled-find-token"),
        "enabled-pusher-find-end",
        Section::Pusher,
        &[Field::PusherEvents],
    );
    check(("v2-after", "proxy-find-ok"), "proxy-find-off-after-ok", Section::Proxy, &PROXY);
    check(
        ("v2-after", "chatwoot-find-minimal"),
        "chatwoot-find-off-empty-strings",
        Section::Chatwoot,
        &[],
    );
}

#[test]
fn what_was_lost_is_offered_again() {
    let (dialect, before) = stored("v1-after", "webhook-find-full", Section::Webhook);
    let (_, after) = stored("v1-after", "webhook-find-off", Section::Webhook);
    let of = |kept: Option<&Drafts>| opening(&after, kept, Section::Webhook, dialect.into());
    assert_eq!(of(None), after.drafts);
    let offered = of(Some(&before.drafts));
    assert_eq!(offered.get(Field::WebhookUrl), before.drafts.get(Field::WebhookUrl));
    assert_eq!(offered.get(Field::WebhookEvents), before.drafts.get(Field::WebhookEvents));
    // Only what the server forgot: the flags are as they are stored now.
    assert_eq!(offered.get(Field::WebhookByEvents), after.drafts.get(Field::WebhookByEvents));
    // A group that is on again has its own values.
    let on = opening(&before, Some(&after.drafts), Section::Webhook, dialect.into());
    assert_eq!(on, before.drafts);
}

#[test]
fn what_a_switch_off_loses_is_kept_from_its_sending_on() {
    let mut card = webhook(V1);
    let mut off = card.edit(&[]);
    off.switch(Section::Webhook, false);
    let check = card.read_call_of_save(off);
    assert!(card.machine.state.kept.is_none());
    let set = card.answer(&check).expect("the group is set");
    let kept = card.machine.state.kept.clone().expect("kept with the call");
    assert!(kept.get(Field::WebhookUrl).is_sent());
    // It cannot be read back.
    let proof = card.answer(&set).expect("it is read back");
    card.server.find_status = Some(500);
    card.answer(&proof);
    assert_eq!(card.phase(), "resting");
    assert_eq!(card.machine.state.kept, Some(kept));
}
