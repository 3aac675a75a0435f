//! Golden requests: for given drafts, the exact text of every call of the plan. The bodies in
//! `golden/` were held against the recorded requests and the servers' rules: names, nesting, which
//! numbers are text, and nothing that the dialect does not have.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::domain::creation::plan::{Target, steps};
use crate::domain::http::secret::Secret;
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::drafts::Drafts;
use crate::domain::schema::encode;
use crate::domain::schema::field::Draft;
use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;
use crate::domain::schema::wire::Carrier;
use crate::domain::tests::{drafts, everything, named, recording, text};

const BASE: &str = "https://api.example.com/whatsapp";

/// The calls of the plan that carry a body: method and path, and the body's text.
fn sent(drafts: &Drafts, dialect: Dialect) -> Vec<(String, String)> {
    let key = Secret::new("global-key");
    let target = Target { base_url: BASE, key: &key, api: dialect.into() };
    steps(drafts, dialect)
        .into_iter()
        .map(|step| step.call(drafts, &target))
        .filter_map(|call| {
            let path = call.url.strip_prefix(BASE).expect("the path follows the base");
            Some((format!("{} {path}", call.method.name()), call.body?))
        })
        .collect()
}

#[track_caller]
fn check(drafts: &Drafts, dialect: Dialect, expected: &[(&str, &str)]) {
    let sent = sent(drafts, dialect);
    let calls: Vec<&str> = sent.iter().map(|(call, _)| call.as_str()).collect();
    let expected_calls: Vec<&str> = expected.iter().map(|(call, _)| *call).collect();
    assert_eq!(calls, expected_calls);
    for ((call, body), (_, expected)) in sent.iter().zip(expected) {
        assert_eq!(body, expected.trim_end(), "{call}\n{body}");
    }
}

#[test]
fn every_field_filled_in() {
    let drafts = everything();
    check(
        &drafts,
        Dialect::EvolutionV1,
        &[("POST /instance/create", include_str!("golden/v1.create.json"))],
    );
    check(
        &drafts,
        Dialect::EvolutionV2,
        &[
            ("POST /instance/create", include_str!("golden/v2.create.json")),
            ("POST /settings/set/sales-01", include_str!("golden/v2.set_settings.json")),
            ("POST /typebot/create/sales-01", include_str!("golden/v2.create_typebot.json")),
        ],
    );
    check(
        &drafts,
        Dialect::L2msg,
        &[("POST /instance/create", include_str!("golden/l2msg.create.json"))],
    );
}

#[test]
fn nothing_but_a_name() {
    let mut drafts = named("sales-01");
    drafts.fresh_token = "FRESH".to_owned();
    // 1.x cannot be trusted to make a token; 2.x refuses a body without an engine.
    check(
        &drafts,
        Dialect::EvolutionV1,
        &[(
            "POST /instance/create",
            "{\n  \"instanceName\": \"sales-01\",\n  \"token\": \"FRESH\"\n}",
        )],
    );
    check(
        &drafts,
        Dialect::EvolutionV2,
        &[(
            "POST /instance/create",
            "{\n  \"instanceName\": \"sales-01\",\n  \"integration\": \"WHATSAPP-BAILEYS\"\n}",
        )],
    );
    check(
        &drafts,
        Dialect::L2msg,
        &[("POST /instance/create", "{\n  \"instanceName\": \"sales-01\"\n}")],
    );
}

/// What one group adds to the creation body, with only its needed fields typed.
#[track_caller]
fn check_group(section: Section, dialect: Dialect, typed: &[(Field, &str)], expected: &Value) {
    let typed: Vec<(Field, Draft)> =
        typed.iter().map(|(field, value)| (*field, text(value))).collect();
    let drafts = drafts(&[section], &typed);
    let body = encode::body(&drafts, dialect, Carrier::Create).unwrap_or_else(|| json!({}));
    let mut added = body;
    if let Some(body) = added.as_object_mut() {
        body.shift_remove("token");
        body.shift_remove("integration");
    }
    assert_eq!(added, *expected, "{section:?} in {dialect:?}");
}

#[test]
fn each_group_alone_sends_what_its_server_needs() {
    use Dialect::{EvolutionV1 as V1, EvolutionV2 as V2, L2msg};
    let url = "https://hooks.example.com";
    let hook = [(Field::WebhookUrl, url)];
    check_group(Section::Webhook, V1, &hook, &json!({"webhook": url, "events": []}));
    check_group(Section::Webhook, V2, &hook, &json!({"webhook": {"url": url, "events": []}}));
    check_group(Section::Webhook, L2msg, &hook, &json!({"webhook": {"url": url, "events": []}}));
    for (section, id) in
        [(Section::Websocket, "websocket"), (Section::Rabbitmq, "rabbitmq"), (Section::Sqs, "sqs")]
    {
        let (enabled, events) = (format!("{id}_enabled"), format!("{id}_events"));
        check_group(section, V1, &[], &json!({enabled: true, events: []}));
        check_group(section, V2, &[], &json!({id: {"enabled": true, "events": []}}));
        check_group(section, L2msg, &[], &json!({}));
    }
    for (section, id) in [(Section::Nats, "nats"), (Section::Kafka, "kafka")] {
        check_group(section, V1, &[], &json!({}));
        check_group(section, V2, &[], &json!({id: {"enabled": true, "events": []}}));
        check_group(section, L2msg, &[], &json!({}));
    }
    let pusher = [
        (Field::PusherAppId, "1"),
        (Field::PusherKey, "k"),
        (Field::PusherSecret, "s"),
        (Field::PusherCluster, "mt1"),
    ];
    check_group(
        Section::Pusher,
        V2,
        &pusher,
        &json!({"pusher": {"enabled": true, "appId": "1", "key": "k", "secret": "s",
            "cluster": "mt1", "useTLS": true, "events": []}}),
    );
    check_group(Section::Pusher, V1, &pusher, &json!({}));
    let chatwoot = [
        (Field::ChatwootAccountId, "1"),
        (Field::ChatwootToken, "t"),
        (Field::ChatwootUrl, "https://chat.example.com"),
    ];
    check_group(
        Section::Chatwoot,
        V1,
        &chatwoot,
        &json!({"chatwoot_account_id": 1, "chatwoot_token": "t",
            "chatwoot_url": "https://chat.example.com", "chatwoot_sign_msg": false,
            "chatwoot_reopen_conversation": false, "chatwoot_conversation_pending": false}),
    );
    check_group(
        Section::Chatwoot,
        V2,
        &chatwoot,
        &json!({"chatwootAccountId": "1", "chatwootToken": "t",
            "chatwootUrl": "https://chat.example.com", "chatwootSignMsg": false,
            "chatwootReopenConversation": false, "chatwootConversationPending": false}),
    );
    check_group(Section::Chatwoot, L2msg, &chatwoot, &json!({}));
    let typebot = [(Field::TypebotUrl, "https://bot.example.com"), (Field::Typebot, "flow")];
    check_group(
        Section::Typebot,
        V1,
        &typebot,
        &json!({"typebot_url": "https://bot.example.com", "typebot": "flow"}),
    );
    // No bot can be made by a creation on 2.x: it is the second call's.
    check_group(Section::Typebot, V2, &typebot, &json!({}));
    let proxy = [
        (Field::ProxyHost, "proxy.example.com"),
        (Field::ProxyPort, "3128"),
        (Field::ProxyProtocol, "http"),
    ];
    check_group(
        Section::Proxy,
        V1,
        &proxy,
        &json!({"proxy": {"host": "proxy.example.com", "port": "3128", "protocol": "http"}}),
    );
    // Without both halves of a login 2.x answers 201 and stores nothing.
    check_group(
        Section::Proxy,
        V2,
        &proxy,
        &json!({"proxyHost": "proxy.example.com", "proxyPort": "3128", "proxyProtocol": "http",
            "proxyUsername": "", "proxyPassword": ""}),
    );
    check_group(Section::Proxy, L2msg, &proxy, &json!({}));
}

#[test]
fn the_typebot_of_2x_is_made_by_the_second_call() {
    let drafts = drafts(
        &[Section::Typebot],
        &[
            (Field::TypebotUrl, text("https://bot.example.com")),
            (Field::Typebot, text("flow")),
            (Field::TypebotTriggerType, text("all")),
        ],
    );
    assert_eq!(
        encode::body(&drafts, Dialect::EvolutionV2, Carrier::CreateRow(Section::Typebot)),
        Some(json!({"enabled": true, "url": "https://bot.example.com", "typebot": "flow",
            "triggerType": "all"}))
    );
}

/// Every dotted path of a body, an object's members one by one.
fn paths(value: &Value, at: &str, into: &mut BTreeSet<String>) {
    match value {
        Value::Object(object) if !at.ends_with("headers") => {
            for (key, member) in object {
                let path = if at.is_empty() { key.clone() } else { format!("{at}.{key}") };
                paths(member, &path, into);
            }
        }
        _ => {
            into.insert(at.to_owned());
        }
    }
}

#[test]
fn the_table_can_send_every_recorded_request() {
    // The server stores `true` here whatever is sent, so the panel does not pretend to choose.
    let left_out = ["webhook.enabled"];
    for (file, dialect) in [("v1", Dialect::EvolutionV1), ("v2", Dialect::EvolutionV2)] {
        let (_, exchange) = recording(file, "golden-full-create");
        let (mut recorded, mut ours) = (BTreeSet::new(), BTreeSet::new());
        paths(&exchange.body, "", &mut recorded);
        let body = encode::body(&everything(), dialect, Carrier::Create).expect("a body");
        paths(&body, "", &mut ours);
        let missing: Vec<&String> =
            recorded.difference(&ours).filter(|path| !left_out.contains(&path.as_str())).collect();
        assert!(missing.is_empty(), "{file} recorded {missing:?}");
        assert!(recorded.len() >= 38, "{file} was read");
    }
}
