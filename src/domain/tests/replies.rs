//! What is read out of good answers, and answers of shapes that no recording has.

use serde_json::{Value, json};

use super::recording;
use crate::domain::complaint::shortened;
use crate::domain::decode::{self, Created, Found, QrCode};
use crate::domain::dialect::Dialect;
use crate::domain::error::Case;
use crate::domain::secret::Secret;

fn created(file: &str, name: &str) -> Created {
    let (dialect, exchange) = recording(file, name);
    decode::created(exchange.status, &exchange.text(), dialect).expect("it was created")
}

/// Name, id, engine, state and token of a creation.
#[track_caller]
fn check(created: &Created, expected: [Option<&str>; 5]) {
    let got = [
        created.instance_name.as_deref(),
        created.instance_id.as_deref(),
        created.integration.as_deref(),
        created.status.as_deref(),
        created.hash.as_ref().map(Secret::reveal),
    ];
    assert_eq!(got, expected);
}

#[test]
fn a_creation_of_1x_is_read() {
    let full = created("v1", "golden-full-create");
    check(
        &full,
        [
            Some("golden-v1"),
            Some("7b28fb3d-7fb0-4945-935c-26d4d0fb14ef"),
            Some("WHATSAPP-BAILEYS"),
            Some("created"),
            Some("golden-token-v1"),
        ],
    );
    assert_eq!(
        full.chatwoot_webhook.as_deref(),
        Some("http://127.0.0.1:18081/chatwoot/webhook/golden-v1")
    );
    assert_eq!(full.settings, Some(settings_of_1x()));
    assert_eq!(full.business_webhook, None);
    assert_eq!(full.verify_token, None, "an empty text is none");
    assert_eq!(full.qrcode, None);
    assert_eq!(full.raw["rabbitmq"]["enabled"], true);
}

fn settings_of_1x() -> Value {
    json!({"reject_call": true, "msg_call": "No calls", "groups_ignore": true,
        "always_online": true, "read_messages": true, "read_status": true,
        "sync_full_history": true})
}

#[test]
fn a_creation_of_2x_is_read() {
    let full = created("v2", "golden-full-create");
    check(
        &full,
        [
            Some("golden-v2"),
            Some("e35abc2a-9697-445b-aef3-6d250fb10d04"),
            Some("WHATSAPP-BAILEYS"),
            Some("close"),
            Some("golden-token-v2"),
        ],
    );
    assert_eq!(
        full.chatwoot_webhook.as_deref(),
        Some("http://127.0.0.1:18082/chatwoot/webhook/golden-v2")
    );
    assert_eq!(full.settings.expect("settings")["msgCall"], "No calls");
}

#[test]
fn a_business_creation_tells_what_meta_needs() {
    let first = created("v1", "create-business-ok");
    let webhook = first.business_webhook.expect("a webhook");
    assert!(webhook.ends_with("/webhook/whatsapp/biz4"), "{webhook}");
    assert_eq!(first.verify_token, Some(Secret::new("evolution")));
    let second = created("v2", "create-business-ok");
    let webhook = second.business_webhook.expect("a webhook");
    assert!(webhook.ends_with("/webhook/meta"), "{webhook}");
    assert_eq!(second.verify_token, Some(Secret::new("evolution")));
    assert_eq!(second.status.as_deref(), Some("open"));
}

#[test]
fn the_hash_is_read_in_every_shape() {
    #[track_caller]
    fn check(reply: &Value, expected: Option<&str>) {
        let created = decode::created(201, &reply.to_string(), Dialect::EvolutionV2);
        let hash = created.ok().and_then(|created| created.hash);
        assert_eq!(hash.as_ref().map(Secret::reveal), expected, "{reply}");
    }
    let instance = json!({"instanceName": "a"});
    check(&json!({"instance": instance, "hash": "h"}), Some("h"));
    check(&json!({"instance": instance, "hash": {"apikey": "h"}}), Some("h"));
    check(&json!({"instance": instance, "hash": {"jwt": "h"}}), Some("h"));
    check(&json!({"instance": instance, "hash": ""}), None);
    check(&json!({"instance": instance, "hash": null, "apikey": "h"}), Some("h"));
    check(&json!({"instance": instance, "hash": 7}), None);
    check(&json!({"instance": instance}), None);
    check(&json!({"name": "a", "token": "h"}), Some("h"));
    let jwt = created("v1", "auth-jwt--create-with-token").hash.expect("a hash");
    assert_eq!(jwt.reveal().split('.').count(), 3, "a JSON web token");
}

#[test]
fn the_reply_on_the_l2msg_page_is_read() {
    let settings = json!({"reject_call": false, "msg_call": "", "groups_ignore": true,
        "always_online": false, "read_messages": false, "read_status": false,
        "sync_full_history": false});
    let reply = json!({"instance": {"instanceName": "teste-docs",
        "instanceId": "af6c5b7c-ee27-4f94-9ea8-192393746ddd", "webhook_wa_business": null,
        "access_token_wa_business": "", "status": "created"}, "hash": {"apikey": "123456"},
        "settings": settings});
    let created = decode::created(201, &reply.to_string(), Dialect::L2msg).expect("created");
    let id = Some("af6c5b7c-ee27-4f94-9ea8-192393746ddd");
    check(&created, [Some("teste-docs"), id, None, Some("created"), Some("123456")]);
    assert_eq!(created.settings, Some(settings));
}

#[test]
fn a_count_without_an_image_is_not_yet() {
    #[track_caller]
    fn check(reply: &Value, expected: Option<(Option<u64>, bool)>) {
        let code = decode::qr_code(reply);
        assert_eq!(code.map(|code| (code.count, code.is_ready())), expected, "{reply}");
    }
    check(&json!({"count": 0}), Some((Some(0), false)));
    check(&json!({"count": 1, "base64": "data:image/png;base64,AAAA"}), Some((Some(1), true)));
    check(&json!({"count": 1, "code": "2@abc"}), Some((Some(1), true)));
    check(&json!({"pairingCode": "WZYEH1YY"}), Some((None, true)));
    check(&json!({"count": 1, "pairingCode": null}), Some((Some(1), false)));
    // An address is no image: showing it would call a stranger's server.
    check(&json!({"count": 1, "base64": "https://evil.example/qr.png"}), Some((Some(1), false)));
    check(&json!({"instance": {"state": "open"}}), None);
    check(&json!([]), None);
    let waited = created("v1", "create-qrcode-true-number-whatsapp-unreachable").qrcode;
    assert_eq!(waited, Some(QrCode { count: Some(0), ..QrCode::default() }));
}

/// How an answer to a creation is sorted.
#[track_caller]
fn check_case(status: u16, text: &str, expected: Case) {
    let error = decode::created(status, text, Dialect::EvolutionV2).expect_err("a failure");
    assert_eq!(error.case, expected, "{status} {text}");
    assert_eq!(error.status, Some(status));
    assert_eq!(error.body, text, "the answer is kept as it came");
}

#[test]
fn answers_that_are_none_of_this_api_are_told_apart() {
    check_case(200, "<!doctype html><title>A site</title>", Case::Html);
    check_case(502, "<html>Bad gateway</html>", Case::Unavailable);
    check_case(504, "", Case::Unavailable);
    check_case(404, "<html>Not found</html>", Case::WrongPath);
    check_case(404, "404 page not found", Case::WrongPath);
    check_case(404, "", Case::WrongPath);
    check_case(404, r#"{"detail":"Not Found"}"#, Case::NotFound);
    check_case(405, "Method Not Allowed", Case::WrongPath);
    check_case(413, "<html>Request Entity Too Large</html>", Case::TooLarge);
    check_case(429, r#"{"message":"slow down"}"#, Case::RateLimited);
    check_case(401, "<html>Login</html>", Case::Unauthorized);
    check_case(403, "<html>Blocked</html>", Case::Forbidden);
    check_case(201, "", Case::EmptyReply);
    check_case(201, "{\"instance\":{\"inst", Case::NotJson);
    check_case(201, "OK", Case::NotJson);
    check_case(200, "{}", Case::Unrecognised);
    check_case(200, "[]", Case::Unrecognised);
    check_case(200, "null", Case::Unrecognised);
    check_case(200, r#"{"error":true,"message":"no"}"#, Case::SoftFailure);
    check_case(500, "Internal Server Error", Case::NotJson);
    check_case(500, r#"{"status":500,"message":"boom"}"#, Case::ServerFailure);
    check_case(400, r#"{"response":{"message":[["odd"]]}}"#, Case::BadRequest);
    check_case(418, r#"{"message":"teapot"}"#, Case::Other);
    check_case(503, r#"{"code":"LICENSE_REQUIRED","message":"x"}"#, Case::Licence);
}

#[test]
fn messages_of_any_shape_are_flattened() {
    #[track_caller]
    fn check(body: &Value, expected: &[&str]) {
        let error = decode::json(400, &body.to_string(), Dialect::EvolutionV1);
        assert_eq!(error.expect_err("a failure").messages, expected, "{body}");
    }
    check(&json!({"response": {"message": "a"}}), &["a"]);
    check(&json!({"response": {"message": ["a", "b"]}}), &["a", "b"]);
    check(&json!({"response": {"message": [["a", ["b"]], "c"]}}), &["a", "b", "c"]);
    check(
        &json!({"response": {"message": [{"message": "a"}, {"x": 1}, 7]}}),
        &["a", r#"{"x":1}"#, "7"],
    );
    check(&json!({"message": "a", "error": "Bad Request"}), &["a"]);
    check(&json!({"code": "E_1"}), &["E_1"]);
    check(&json!({"error": "Bad Request"}), &["Bad Request"]);
    check(&json!({"error": true}), &[]);
    check(&json!({"response": {"message": null}, "message": "a"}), &["a"]);
    check(&json!("text"), &[]);
}

/// The name, id, engine, state and token of a row, and where Meta calls.
#[test]
fn an_instance_is_found_in_a_list_of_any_shape() {
    #[track_caller]
    fn check(text: &Value, expected: Option<[Option<&str>; 6]>) {
        let row = decode::listed(200, &text.to_string(), Dialect::EvolutionV2, "a");
        let row = row.expect("an answer");
        let told = row.as_ref().map(|row| {
            [
                row.instance_name.as_deref(),
                row.instance_id.as_deref(),
                row.integration.as_deref(),
                row.status.as_deref(),
                row.hash.as_ref().map(Secret::reveal),
                row.business_webhook.as_deref(),
            ]
        });
        assert_eq!(told, expected, "{text}");
    }
    let first = json!({"instance": {"instanceName": "a", "instanceId": "i", "status": "close",
        "apikey": "t", "integration": {"webhook_wa_business": "https://s/w/a", "token": "x"}}});
    let first_told = Some([Some("a"), Some("i"), None, Some("close"), Some("t"), None]);
    // 1.x answers one bare row for a name, and a list for all.
    check(&first, first_told);
    check(&json!([{"instance": {"instanceName": "b"}}, first]), first_told);
    let business = json!({"instance": {"instanceName": "a", "status": "open",
        "integration": {"integration": "WHATSAPP-BUSINESS", "webhook_wa_business": "https://s/w/a"}}});
    let engine = Some("WHATSAPP-BUSINESS");
    check(&business, Some([Some("a"), None, engine, Some("open"), None, Some("https://s/w/a")]));
    let second = json!([{"id": "i", "name": "a", "connectionStatus": "open", "token": "t",
        "integration": "WHATSAPP-BAILEYS"}]);
    let engine = Some("WHATSAPP-BAILEYS");
    check(&second, Some([Some("a"), Some("i"), engine, Some("open"), Some("t"), None]));
    for none in [json!([]), json!(null), json!({}), json!([{"name": "A"}]), json!([null, 7, "a"])] {
        check(&none, None);
    }
}

#[test]
fn a_list_that_knows_no_such_name_is_an_answer_and_any_other_failure_is_none() {
    let read = |status, text: &str| decode::listed(status, text, Dialect::EvolutionV1, "a");
    let unknown = r#"{"status":404,"response":{"message":["Instance \"a\" not found"]}}"#;
    assert_eq!(read(404, unknown), Ok(None));
    for (status, text) in [(401, "{}"), (404, "<html>"), (200, ""), (500, "{}")] {
        assert!(read(status, text).is_err(), "{status} {text}");
    }
}

#[test]
fn find_tells_something_from_nothing() {
    #[track_caller]
    fn check(text: &str, expected: Option<Value>) {
        let found = decode::found(200, text, Dialect::EvolutionV2);
        assert_eq!(found.expect("an answer"), expected, "{text}");
    }
    check("", None);
    check(" \n", None);
    check("null", None);
    check("{}", None);
    check("[]", None);
    check(r#"[{"id":1},{"id":2}]"#, Some(json!({"id": 2})));
    check(r#"{"enabled":false}"#, Some(json!({"enabled": false})));
    let read = |text| decode::read_back(200, text, Dialect::EvolutionV2);
    assert_eq!(read(""), Ok(Found::Silence), "switched off, where `null` is nothing stored");
    assert_eq!(read("null"), Ok(Found::Nothing));
    assert_eq!(read("7"), Ok(Found::Stored(json!(7))));
    assert!(decode::found(500, "", Dialect::EvolutionV2).is_err());
    assert!(decode::found(200, "<html>", Dialect::EvolutionV2).is_err());
}

#[test]
fn the_greeting_tells_the_version() {
    #[track_caller]
    fn check(file: &str, version: &str) {
        let (_, exchange) = recording(file, "root-banner");
        let greeting = decode::greeting(exchange.status, &exchange.text());
        assert_eq!(greeting.expect("a greeting").version, version);
    }
    check("v1", "1.8.2");
    check("v2", "2.3.6");
    let error = decode::greeting(200, r#"{"status":200}"#).expect_err("no version");
    assert_eq!(error.case, Case::Unrecognised);
}

#[test]
fn the_state_is_read_wrapped_and_flat() {
    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        let state = decode::state(200, text, Dialect::EvolutionV2).ok();
        assert_eq!(state.as_deref(), expected, "{text}");
    }
    check(r#"{"instance":{"instanceName":"a","state":"open"}}"#, Some("open"));
    check(r#"{"state":"close"}"#, Some("close"));
    check(r#"{"connectionStatus":"connecting"}"#, Some("connecting"));
    check("{}", None);
    // An error that came with a 200 tells no state.
    check(r#"{"status":404,"error":"Not Found"}"#, None);
}

#[test]
fn a_long_complaint_is_cut_to_its_last_line() {
    #[track_caller]
    fn check(message: &str, expected: &str) {
        assert_eq!(shortened(message), expected);
    }
    check("", "");
    check("one", "one");
    check("first\n  /srv/app/file.ts:1\n\n last \n", "last");
    let long = shortened(&"é".repeat(500));
    assert_eq!(long.chars().count(), 241);
    assert!(long.ends_with('…'));
}
