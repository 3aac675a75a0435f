//! Every recorded answer is read for what it means. `fixtures/cases.tsv` says what that is, one
//! line an exchange: `file<TAB>name<TAB>case`. It was written by judging each status and text
//! against what the server had done, not by running the decoder.

use crate::domain::reply::error::{ApiError, Case};
use crate::domain::reply::{decode, error_parser};
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::fields::Field;
use crate::domain::tests::recordings;
use crate::domain::tests::{Exchange, recording};

const CASES: &str = include_str!("../../../../fixtures/cases.tsv");

fn read(dialect: Dialect, exchange: &Exchange) -> Result<&'static str, ApiError> {
    let (status, text) = (exchange.status, exchange.text());
    let path = exchange.path.split('?').next().unwrap_or_default();
    let route: Vec<&str> = path.trim_matches('/').split('/').collect();
    match (exchange.method.as_str(), route.as_slice()) {
        ("POST", ["instance", "create"]) => {
            decode::created(status, &text, dialect).map(|_| "created")
        }
        ("GET", [""]) => decode::greeting(status, &text).map(|_| "greeting"),
        ("GET", ["instance", "connectionState", ..]) => {
            decode::state(status, &text, dialect).map(|_| "state")
        }
        (
            "GET",
            [_, "find" | "fetch" | "fetchSettings" | "fetchSessions" | "fetchInstances", ..],
        ) => {
            let found = decode::find_reply(status, &text, dialect)?;
            Ok(if found.into_stored(None).is_some() { "found" } else { "nothing" })
        }
        _ => decode::json(status, &text, dialect).map(|_| "json"),
    }
}

#[test]
fn every_recording_is_read_for_what_it_means() {
    let recordings = recordings();
    assert_eq!(recordings.len(), 1648);
    assert_eq!(CASES.lines().count(), recordings.len(), "one case an exchange");
    let mut wrong = Vec::new();
    for ((dialect, exchange), line) in recordings.iter().zip(CASES.lines()) {
        let case = match read(*dialect, exchange) {
            Ok(case) => case,
            Err(error) => error.case.id(),
        };
        let got = format!("{}\t{}\t{case}", exchange.file, exchange.name);
        if got != line {
            wrong.push(format!("{got}, not {line}: {}", error_parser::shortened(&exchange.text())));
        }
    }
    assert!(wrong.is_empty(), "{} of them:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn few_recorded_errors_end_in_a_vague_case() {
    let vague = [Case::BadRequest, Case::ServerFailure, Case::Other, Case::SoftFailure];
    let names: Vec<&str> = CASES
        .lines()
        .filter(|line| vague.iter().any(|case| line.ends_with(&format!("\t{}", case.id()))))
        .filter_map(|line| line.split('\t').nth(1))
        .collect();
    let expected = [
        // `[object Object]` is all the server says.
        "restart-post",
        "five-alpha-restart",
        // OpenAI credentials, which the panel does not make.
        "openai-creds-same-key",
        "openai-creds-same-key-other-instance",
        "openai-creds-same-name",
    ];
    assert!(names.iter().all(|name| expected.contains(name)), "{names:?}");
}

#[test]
fn an_error_message_names_its_field() {
    #[track_caller]
    fn check(file: &str, name: &str, expected: Option<Field>) {
        let (dialect, exchange) = recording(file, name);
        let error = error_parser::read(exchange.status, &exchange.text(), dialect);
        assert_eq!(error.field, expected, "{file} {name}: {:?}", error.messages);
    }
    check("v1", "create-chatwoot-missing-chatwoot_sign_msg", Some(Field::ChatwootSignMsg));
    check("v2", "chatwoot-missing-chatwootSignMsg", Some(Field::ChatwootSignMsg));
    check(
        "v2",
        "chatwoot-missing-chatwootConversationPending",
        Some(Field::ChatwootConversationPending),
    );
    check("v2", "create-token-integer", Some(Field::Token));
    check("v1", "create-bad-event-name", Some(Field::WebhookEvents));
    check("v1-after", "webhook-set-bad-event", Some(Field::WebhookEvents));
    check("v2", "webhook-set-NEW_JWT_TOKEN-from-docs", Some(Field::WebhookEvents));
    check("v2-after", "disabled-kafka-set-bad-event", Some(Field::KafkaEvents));
    check("v2", "docs-literal-chatwoot-integer", Some(Field::ChatwootAccountId));
    check("v2", "chatwoot-days-string", Some(Field::ChatwootDaysLimitImportMessages));
    check("v2-after", "chatwoot-set-days-string", Some(Field::ChatwootDaysLimitImportMessages));
    check("v1", "create-number-empty", Some(Field::Number));
    check("v1", "create-number-integer", Some(Field::Number));
    check("v1", "create-qrcode-null", Some(Field::Qrcode));
    check("v2", "create-settings-number-msgcall", Some(Field::MsgCall));
    check("v2", "create-integration-empty", Some(Field::Integration));
    check("v1", "create-business-token-no-number", Some(Field::Number));
    check("v1", "create-business-no-token-no-number", Some(Field::Token));
    check("v1", "create-duplicate-name", Some(Field::InstanceName));
    check("v1", "create-empty-name-only", Some(Field::InstanceName));
    check("v2", "create-empty-name-only", Some(Field::InstanceName));
    check("v1", "create-duplicate-token", Some(Field::Token));
    check("v1", "create-chatwoot-bad-url", Some(Field::ChatwootUrl));
    check("v2", "chatwoot-bad-url", Some(Field::ChatwootUrl));
    check("v1-after", "webhook-set-bad-url", Some(Field::WebhookUrl));
    check("v1-after", "chatwoot-set-bad-url", Some(Field::ChatwootUrl));
    check("v2", "create-proxy-port-integer", Some(Field::ProxyPort));
    check("v1-after", "proxy-set-port-integer", Some(Field::ProxyPort));
    check("v1", "create-proxy-empty-object", Some(Field::ProxyHost));
    check("v2", "create-pusher-enabled-some-events", Some(Field::PusherAppId));
    check("v2-after", "disabled-pusher-set-missing-useTLS", Some(Field::PusherUseTls));
    check("v2", "create-webhook-byEvents-string", Some(Field::WebhookByEvents));
    check("v2-after", "settings-set-missing-groupsIgnore", Some(Field::GroupsIgnore));
    check("v2-after", "typebot-create-same-keyword", Some(Field::TypebotTriggerType));
    check("v2-after", "typebot-update-only-enabled", Some(Field::TypebotUrl));
    // A name is in use, but it is not the instance's.
    check("v2-after", "openai-creds-same-name", None);
    check("v1", "fetchInstances-unknown-name", None);
    check("v1", "auth-jwt--create-no-key", None);
}

#[test]
fn an_error_message_names_its_subject() {
    #[track_caller]
    fn check(file: &str, name: &str, expected: &str) {
        let (dialect, exchange) = recording(file, name);
        let error = error_parser::read(exchange.status, &exchange.text(), dialect);
        assert_eq!(error.subject.as_deref(), Some(expected), "{file} {name}");
    }
    check("v1", "create-duplicate-name", "min1");
    check("v2", "create-chatwoot-server-disabled", "Chatwoot");
    check("v1-after", "sqs-set-full", "SQS");
    check("v1-after", "rabbitmq-set-empty-events", "RABBITMQ");
    check("v2-after", "openai-create-assistant-missing-assistantId", "Assistant ID");
    check("v2-after", "disabled-pusher-set-missing-appId", "pusher.appId");
    check("v2-after", "settings-set-missing-groupsIgnore", "groupsIgnore");
}
