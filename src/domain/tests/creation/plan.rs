//! The calls that one press makes, in order.

use serde_json::{Value, json};

use crate::domain::creation::plan::{Step, Target, steps};
use crate::domain::http::secret::Secret;
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::drafts::Drafts;
use crate::domain::schema::field::Draft;
use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;
use crate::domain::tests::{drafts, everything, named, text};

/// The plan as method and path, one call a line.
#[track_caller]
fn check(drafts: &Drafts, dialect: Dialect, expected: &[&str]) {
    let key = Secret::new("k");
    let target = Target { base_url: "", key: &key, api: dialect.into() };
    let calls: Vec<String> = steps(drafts, dialect)
        .into_iter()
        .map(|step| {
            let call = step.call(drafts, &target);
            let is_read = matches!(step, Step::ReadBack(_));
            assert_eq!(call.body.is_none(), is_read, "only a reading call has no body");
            format!("{} {}", call.method.name(), call.url)
        })
        .collect();
    assert_eq!(calls, expected);
}

#[test]
fn a_name_alone_is_created_and_its_settings_read_back() {
    for dialect in Dialect::ALL {
        let plan = [
            "POST /instance/create",
            "GET /instance/fetchInstances?instanceName=a%20b",
            "GET /settings/find/a%20b",
        ];
        check(&named(" a b "), dialect, &plan);
    }
}

#[test]
fn every_group_is_read_back_where_the_dialect_has_it() {
    let drafts = everything();
    check(
        &drafts,
        Dialect::EvolutionV1,
        &[
            "POST /instance/create",
            "GET /instance/fetchInstances?instanceName=sales-01",
            "GET /settings/find/sales-01",
            "GET /webhook/find/sales-01",
            "GET /websocket/find/sales-01",
            "GET /rabbitmq/find/sales-01",
            "GET /sqs/find/sales-01",
            "GET /chatwoot/find/sales-01",
            "GET /typebot/find/sales-01",
            "GET /proxy/find/sales-01",
        ],
    );
    check(
        &drafts,
        Dialect::EvolutionV2,
        &[
            "POST /instance/create",
            "POST /settings/set/sales-01",
            "POST /typebot/create/sales-01",
            "GET /instance/fetchInstances?instanceName=sales-01",
            "GET /settings/find/sales-01",
            "GET /webhook/find/sales-01",
            "GET /websocket/find/sales-01",
            "GET /rabbitmq/find/sales-01",
            "GET /sqs/find/sales-01",
            "GET /nats/find/sales-01",
            "GET /kafka/find/sales-01",
            "GET /pusher/find/sales-01",
            "GET /chatwoot/find/sales-01",
            "GET /typebot/find/sales-01",
            "GET /proxy/find/sales-01",
        ],
    );
    check(
        &drafts,
        Dialect::L2msg,
        &[
            "POST /instance/create",
            "GET /instance/fetchInstances?instanceName=sales-01",
            "GET /settings/find/sales-01",
            "GET /webhook/find/sales-01",
        ],
    );
}

/// Reads the instance `a`.
const LIST: &str = "GET /instance/fetchInstances?instanceName=a";

#[test]
fn a_second_step_is_made_only_when_it_is_needed() {
    let wavoip = drafts(&[], &[(Field::InstanceName, text("a")), (Field::WavoipToken, text("w"))]);
    check(
        &wavoip,
        Dialect::EvolutionV2,
        &["POST /instance/create", "POST /settings/set/a", LIST, "GET /settings/find/a"],
    );
    check(&wavoip, Dialect::EvolutionV1, &["POST /instance/create", LIST, "GET /settings/find/a"]);
    let mut typebot = named("a");
    typebot.switch(Section::Typebot, true);
    check(
        &typebot,
        Dialect::EvolutionV2,
        &[
            "POST /instance/create",
            "POST /typebot/create/a",
            LIST,
            "GET /settings/find/a",
            "GET /typebot/find/a",
        ],
    );
}

#[test]
fn a_requested_qr_code_extends_the_time_limit() {
    let mut drafts = named("a");
    let limit = |drafts: &Drafts| Step::Create.time_limit_ms(drafts);
    let without = limit(&drafts);
    drafts.set(Field::Qrcode, Draft::Flag(true));
    assert!(limit(&drafts) > without);
    drafts.set(Field::Qrcode, Draft::Flag(false));
    assert_eq!(limit(&drafts), without);
    // The servers themselves hold an answer for more than five seconds, so no limit may be near.
    for step in [Step::Create, Step::Set(Section::Behaviour), Step::ReadBack(Section::Webhook)] {
        assert!(step.time_limit_ms(&drafts) >= 20_000);
    }
}

/// The call that sets a section again, and its body.
#[track_caller]
fn check_again(dialect: Dialect, section: Section, row: Option<&str>, call: &str, body: &Value) {
    let key = Secret::new("k");
    let target = Target { base_url: "", key: &key, api: dialect.into() };
    let drafts = drafts(
        &[section],
        &[
            (Field::InstanceName, text("a b")),
            (Field::GroupsIgnore, Draft::Flag(false)),
            (Field::WebhookUrl, text("https://h.example")),
            (Field::ProxyHost, text("p.example")),
            (Field::TypebotUrl, text("https://b.example")),
            (Field::Typebot, text("flow")),
            (Field::TypebotTriggerType, text("all")),
            (Field::ChatwootAccountId, text("7")),
        ],
    );
    let sent = Step::Reapply(section).call_of_row(&drafts, &target, row);
    assert_eq!(format!("{} {}", sent.method.name(), sent.url), call);
    let sent: Value = serde_json::from_str(&sent.body.expect("a body")).expect("JSON");
    assert_eq!(sent, *body, "{call}");
}

#[test]
fn a_section_is_reapplied_by_its_own_route() {
    use Dialect::{EvolutionV1 as V1, EvolutionV2 as V2, L2msg};
    let settings = json!({"reject_call": false, "groups_ignore": false, "always_online": false,
        "read_messages": false, "read_status": false, "sync_full_history": false});
    check_again(V1, Section::Behaviour, None, "POST /settings/set/a%20b", &settings);
    check_again(L2msg, Section::Behaviour, None, "POST /settings/set/a%20b", &settings);
    let url = "https://h.example";
    check_again(
        L2msg,
        Section::Webhook,
        None,
        "POST /webhook/set/a%20b",
        &json!({"enabled": true, "url": url, "webhook_by_events": false,
            "webhook_base64": false, "events": []}),
    );
    check_again(
        V2,
        Section::Webhook,
        None,
        "POST /webhook/set/a%20b",
        &json!({"webhook": {"enabled": true, "url": url, "byEvents": false, "base64": false,
            "events": []}}),
    );
    // On without a list of events is a 500, so the list is always there.
    check_again(
        V1,
        Section::Sqs,
        None,
        "POST /sqs/set/a%20b",
        &json!({"enabled": true, "events": []}),
    );
    check_again(
        V2,
        Section::Proxy,
        None,
        "POST /proxy/set/a%20b",
        &json!({"enabled": true, "host": "p.example", "username": "", "password": ""}),
    );
    // 1.x refuses a Typebot without these, which its creation does not need.
    check_again(
        V1,
        Section::Typebot,
        None,
        "POST /typebot/set/a%20b",
        &json!({"enabled": true, "url": "https://b.example", "typebot": "flow", "expire": 0,
            "delay_message": 0, "unknown_message": "", "listening_from_me": false}),
    );
    let bot = json!({"enabled": true, "url": "https://b.example", "typebot": "flow",
        "triggerType": "all", "listeningFromMe": false, "stopBotFromMe": false, "keepOpen": false,
        "expire": 0, "keywordFinish": "", "delayMessage": 0, "unknownMessage": "",
        "debounceTime": 0, "ignoreJids": []});
    check_again(V2, Section::Typebot, None, "POST /typebot/create/a%20b", &bot);
    check_again(V2, Section::Typebot, Some("c1"), "PUT /typebot/update/c1/a%20b", &bot);
    // A group without rows has no use for an id.
    check_again(
        V2,
        Section::Sqs,
        Some("c1"),
        "POST /sqs/set/a%20b",
        &json!({"sqs": {"enabled": true, "events": []}}),
    );
}

/// A name in the query replaces the name in the path after the key is checked, so a call has it in
/// one place: in the query only where the path has none.
#[test]
fn no_call_names_the_instance_twice() {
    let key = Secret::new("k");
    let drafts = everything();
    for dialect in Dialect::ALL {
        let target = Target { base_url: "", key: &key, api: dialect.into() };
        let again = Section::of(dialect).map(Step::Reapply);
        for step in steps(&drafts, dialect).into_iter().chain(again) {
            let url = step.call(&drafts, &target).url;
            let is_list = url.starts_with("/instance/fetchInstances?");
            assert_eq!(url.contains('?'), is_list, "{step:?}");
            assert!(url.matches("sales-01").count() <= 1, "{url}");
        }
    }
}

#[test]
fn a_step_names_its_section() {
    assert_eq!(Step::Create.section(), None);
    assert_eq!(Step::Set(Section::Behaviour).section(), Some(Section::Behaviour));
    assert_eq!(Step::CreateRow(Section::Typebot).section(), Some(Section::Typebot));
    assert_eq!(Step::ReadBack(Section::Sqs).section(), Some(Section::Sqs));
    assert_eq!(Step::Reapply(Section::Sqs).section(), Some(Section::Sqs));
}
