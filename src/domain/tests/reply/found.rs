//! What is read of a server and of an instance that is there.

use serde_json::{Value, json};

use crate::domain::http::secret::Secret;
use crate::domain::reply::decode;
use crate::domain::reply::decode::Found;
use crate::domain::reply::error::Case;
use crate::domain::schema::dialect::Dialect;
use crate::domain::tests::recording;

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
