//! What is read of a server and of an instance that is there.

use serde_json::{Value, json};

use crate::domain::http::secret::Secret;
use crate::domain::reply::decode;
use crate::domain::reply::decode::FindReply;
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
fn an_unknown_name_is_an_answer_and_other_failures_are_errors() {
    let read = |status, text: &str| decode::listed(status, text, Dialect::EvolutionV1, "a");
    let unknown = r#"{"status":404,"response":{"message":["Instance \"a\" not found"]}}"#;
    assert_eq!(read(404, unknown), Ok(None));
    for (status, text) in [(401, "{}"), (404, "<html>"), (200, ""), (500, "{}")] {
        assert!(read(status, text).is_err(), "{status} {text}");
    }
}

#[test]
fn a_find_reply_tells_stored_values_from_nothing() {
    #[track_caller]
    fn check(text: &str, expected: FindReply) {
        let found = decode::find_reply(200, text, Dialect::EvolutionV2);
        assert_eq!(found.expect("an answer"), expected, "{text}");
        assert_eq!(decode::accepted(200, text, Dialect::EvolutionV2), Ok(()));
    }
    // An empty body says that the group is switched off, `null` that nothing is stored.
    check("", FindReply::EmptyBody);
    check(" \n", FindReply::EmptyBody);
    check("null", FindReply::Nothing);
    check("{}", FindReply::Nothing);
    check("[]", FindReply::Nothing);
    check("7", FindReply::One(json!(7)));
    check(r#"{"enabled":false}"#, FindReply::One(json!({"enabled": false})));
    let rows = vec![json!({"id": 1}), json!({"id": 2})];
    check(r#"[{"id":1},{"id":2}]"#, FindReply::Rows(rows));
    for (status, text) in [(500, ""), (200, "<html>")] {
        assert!(decode::find_reply(status, text, Dialect::EvolutionV2).is_err());
        assert!(decode::accepted(status, text, Dialect::EvolutionV2).is_err());
    }
}

#[test]
fn a_row_is_found_by_its_id() {
    let rows = || FindReply::Rows(vec![json!({"id": "a"}), json!({"id": "b"}), json!({"id": "c"})]);
    let id = |row_id| rows().into_stored(row_id).as_ref().and_then(decode::row_id);
    assert_eq!(id(Some("a")).as_deref(), Some("a"));
    assert_eq!(id(Some("b")).as_deref(), Some("b"));
    // Without a known id it is the newest row.
    assert_eq!(id(None).as_deref(), Some("c"));
    // Another row is somebody else's.
    assert_eq!(id(Some("x")), None);
    assert_eq!(FindReply::Rows(vec![json!(7)]).into_stored(None), Some(json!(7)));
    assert_eq!(FindReply::EmptyBody.into_stored(Some("a")), None);
    assert_eq!(FindReply::Nothing.into_stored(None), None);
    assert_eq!(FindReply::One(json!(1)).into_stored(Some("a")), Some(json!(1)));
}

/// The call that makes a row tells its id, so that the row is found again among others.
#[test]
fn the_answer_of_a_creation_tells_its_row() {
    let (_, made) = recording("v2-after", "bots-two-kinds-both-all-1");
    assert_eq!(decode::answered_row_id(&made.text()).as_deref(), Some("cmwqtl9an002v2c7dl1x6stxu"));
    for text in ["", "null", "{}", "<html>", r#"{"id":""}"#, r#"[{"id":"a"}]"#] {
        assert_eq!(decode::answered_row_id(text), None, "{text}");
    }
}

#[test]
fn the_names_of_a_list_are_read_in_every_shape() {
    let names = |text: &str| decode::listed_names(200, text, Dialect::EvolutionV2);
    let both = Ok(vec!["a".to_owned(), "b".to_owned()]);
    assert_eq!(names(r#"[{"name":"a"},{"instance":{"instanceName":"b"}},{},7]"#), both);
    assert_eq!(names(r#"{"instance":{"instanceName":"a"}}"#), Ok(vec!["a".to_owned()]));
    assert_eq!(names("[]"), Ok(Vec::new()));
    assert!(decode::listed_names(401, "{}", Dialect::EvolutionV2).is_err());
    assert!(names("<html>").is_err());
}

#[test]
fn the_profile_is_read_off_the_one_row() {
    let profile = |text: &str| decode::profile(200, text, Dialect::EvolutionV2);
    let told = |number: Option<&str>, name: Option<&str>| {
        Ok(decode::Profile { number: number.map(str::to_owned), name: name.map(str::to_owned) })
    };
    assert_eq!(
        profile(r#"[{"ownerJid":"5511987654321:7@s.whatsapp.net","profileName":"Ana"}]"#),
        told(Some("5511987654321"), Some("Ana"))
    );
    assert_eq!(
        profile(
            r#"{"instance":{"owner":"5511987654321@s.whatsapp.net","profileName":"not loaded"}}"#
        ),
        told(Some("5511987654321"), None)
    );
    let markup = "<img src=x onerror=alert(1)>";
    let text = json!([{"ownerJid": markup, "profileName": markup}]).to_string();
    assert_eq!(profile(&text), told(Some("1"), Some(markup)));
    for text in
        [r#"[{"ownerJid":null}]"#, "[]", "7", "null", r#"[{"ownerJid":"1"},{"ownerJid":"2"}]"#]
    {
        assert_eq!(profile(text), told(None, None), "{text}");
    }
    assert!(profile("<html>").is_err());
    let long =
        json!([{"ownerJid": "1".repeat(5_000), "profileName": "x".repeat(5_000)}]).to_string();
    assert_eq!(profile(&long), told(None, None));
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
