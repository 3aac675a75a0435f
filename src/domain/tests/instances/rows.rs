//! Every recorded list is read into typed rows.

use crate::domain::instances::disconnect::{Disconnect, DisconnectReason};
use crate::domain::instances::list_reply::{self, InstanceList};
use crate::domain::instances::row::{Counts, Engine, InstanceRow};
use crate::domain::pairing::phase::ConnectionState;
use crate::domain::reply::error::Case;
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::section::Section;
use crate::domain::tests::{recording, recordings};

fn read(text: &str, dialect: Dialect) -> InstanceList {
    list_reply::read(200, text, dialect).expect("a list")
}

fn recorded(file: &str, name: &str) -> Vec<InstanceRow> {
    let (dialect, exchange) = recording(file, name);
    list_reply::read(exchange.status, &exchange.text(), dialect).expect("a list").rows
}

fn row<'a>(rows: &'a [InstanceRow], name: &str) -> &'a InstanceRow {
    rows.iter().find(|row| row.name == name).unwrap_or_else(|| panic!("no row {name}"))
}

#[test]
fn every_recorded_list_has_all_its_rows() {
    let mut lists = 0;
    for (dialect, exchange) in recordings() {
        if !exchange.path.starts_with("/instance/fetchInstances") || exchange.method != "GET" {
            continue;
        }
        let is_success = (200..300).contains(&exchange.status);
        let outcome = list_reply::read(exchange.status, &exchange.text(), dialect);
        let Some(expected) = Some(&exchange.reply).filter(|_| is_success) else {
            let case = outcome.as_ref().map(|list| list.rows.len()).map_err(|error| error.case);
            let is_none = matches!(case, Ok(0));
            assert!(is_none || case.is_err(), "{} {}: {case:?}", exchange.file, exchange.name);
            continue;
        };
        lists += 1;
        let Ok(list) = outcome else {
            // The body is no list: a page, or nothing at all.
            assert!(expected.is_string(), "{} {}: {outcome:?}", exchange.file, exchange.name);
            continue;
        };
        assert_eq!(list.unreadable, 0, "{} {}", exchange.file, exchange.name);
        let rows = expected.as_array().cloned().unwrap_or_else(|| vec![expected.clone()]);
        assert_eq!(list.rows.len(), rows.len(), "{} {}", exchange.file, exchange.name);
        for (row, told) in list.rows.iter().zip(&rows) {
            let told = told.get("instance").unwrap_or(told);
            let name = told.get("name").or_else(|| told.get("instanceName"));
            let token = told.get("token").or_else(|| told.get("apikey"));
            assert_eq!(Some(row.name.as_str()), name.and_then(|name| name.as_str()));
            let read = row.token.as_ref().map(|token| token.reveal().to_owned());
            let token = token.and_then(|token| token.as_str()).filter(|token| !token.is_empty());
            assert_eq!(read.as_deref(), token, "{} {}", exchange.file, exchange.name);
            assert_ne!(row.state, ConnectionState::Unknown, "{} {}", exchange.file, exchange.name);
        }
    }
    assert!(lists > 90, "{lists} lists");
}

#[test]
fn a_row_of_2_x_tells_state_owner_and_the_reason_of_the_last_disconnection() {
    let rows = recorded("v2-list", "states-list");
    let open = row(&rows, "st-open");
    assert_eq!(open.state, ConnectionState::Open);
    assert_eq!(open.number.as_deref(), Some("5511900000011"));
    assert_eq!(open.profile_name.as_deref(), Some("Loja Centro"));
    assert_eq!(open.engine, Engine::Baileys);
    assert_eq!(open.counts, Some(Counts::default()));
    assert_eq!(open.created_at, Some(1_795_633_492_053.0));
    assert_eq!(open.disconnect, None);
    assert_eq!(row(&rows, "st-connecting").state, ConnectionState::Connecting);
    assert!(row(&rows, "st-open-no-number").is_open_without_number());
    assert!(!open.is_open_without_number());
    for (name, code, reason) in [
        ("st-loggedout", 401, DisconnectReason::LoggedOut),
        ("st-banned", 403, DisconnectReason::Banned),
        ("st-replaced", 440, DisconnectReason::Replaced),
    ] {
        let disconnect = row(&rows, name).disconnect.expect("a reason");
        assert_eq!((disconnect.code, DisconnectReason::of(disconnect.code)), (code, reason));
        assert_eq!(disconnect.at, Some(1_795_168_800_000.0), "{name}");
    }
}

#[test]
fn the_code_of_a_disconnection_is_found_in_its_details_too() {
    let details = r#"{"error":{"output":{"statusCode":428}}}"#;
    for value in [details.to_owned(), serde_json::Value::from(details).to_string()] {
        let text = format!(
            r#"[{{"name":"a","disconnectionReasonCode":null,"disconnectionObject":{value}}}]"#
        );
        let list = read(&text, Dialect::EvolutionV2);
        assert_eq!(list.rows[0].disconnect.map(|it| it.code), Some(428), "{text}");
    }
}

#[test]
fn the_groups_of_a_row_are_those_that_are_stored_as_on() {
    let rows = recorded("v2-after", "fetchInstances-with-groups-enabled");
    let on: Vec<Section> = rows[0].groups_on.iter().collect();
    // The proxy is stored, and off.
    assert_eq!(on, [Section::Websocket, Section::Rabbitmq, Section::Nats, Section::Chatwoot]);
    let rows = recorded("v1-list", "mixed-1-list");
    let on = |name| row(&rows, name).groups_on.iter().collect::<Vec<Section>>();
    assert_eq!(on("mx-groups"), [Section::Chatwoot]);
    assert_eq!(on("mx-plain"), []);
}

#[test]
fn a_row_of_1_x_is_wrapped_and_names_its_engine_in_an_object() {
    let rows = recorded("v1-list", "mixed-1-list");
    let business = row(&rows, "mx-biz");
    assert_eq!(business.engine, Engine::Business);
    assert_eq!(business.number.as_deref(), Some("123456789012345"));
    assert_eq!(business.state, ConnectionState::Open);
    // "not loaded" is no name.
    assert_eq!(business.profile_name, None);
    assert_eq!(row(&rows, "mx-plain").engine, Engine::Baileys);
    assert_eq!(row(&rows, "mx-plain").counts, None);
}

#[test]
fn one_broken_row_does_not_cost_the_others() {
    let text = r#"[
        {"name":"a","number":{"x":[1]},"connectionStatus":7,"_count":"none","Proxy":[true],"createdAt":"yesterday"},
        null, 12, "text", [], true, {"name":""}, {"name":null,"id":false},
        {"name":"b\n\"q\"","integration":["x"],"token":5,"disconnectionReasonCode":"401","disconnectionObject":"no JSON",
            "createdAt":{"x":[1]},"updatedAt":[1],"disconnectionAt":5}
    ]"#;
    let list = read(text, Dialect::EvolutionV2);
    assert_eq!(list.unreadable, 7);
    assert_eq!(list.rows.len(), 2);
    assert_eq!(list.rows[0].state, ConnectionState::Close);
    assert!(list.rows[0].groups_on.is_empty());
    assert_eq!(list.rows[1].name, "b\n\"q\"");
    assert_eq!(list.rows[1].disconnect, Some(Disconnect { code: 401, at: None }));
    assert_eq!((list.rows[1].created_at, list.rows[1].updated_at), (None, None));
    assert_eq!(
        list.rows[1].token.as_ref().map(|token| token.reveal().to_owned()),
        Some("5".into())
    );
}

#[test]
fn what_is_no_list_is_an_error_and_an_unknown_instance_is_an_empty_list() {
    #[track_caller]
    fn check(status: u16, text: &str, expected: Result<usize, Case>) {
        let outcome = list_reply::read(status, text, Dialect::EvolutionV2);
        assert_eq!(outcome.map(|list| list.rows.len()).map_err(|error| error.case), expected);
    }
    check(200, "[]", Ok(0));
    check(200, r#"{"instance":{"instanceName":"a"}}"#, Ok(1));
    check(200, r#"[{"name":"a"},{"name":"#, Err(Case::NotJson));
    check(200, r#"[{"name":"a"}] trailing"#, Err(Case::NotJson));
    check(200, "", Err(Case::EmptyReply));
    check(200, "<!doctype html><p>hello", Err(Case::Html));
    check(200, r#"{"error":true,"message":"no"}"#, Err(Case::SoftFailure));
    check(200, r#"{"hello":"world"}"#, Err(Case::Unrecognised));
    check(
        401,
        r#"{"status":401,"error":"Unauthorized","response":{"message":"Unauthorized"}}"#,
        Err(Case::Unauthorized),
    );
    check(
        404,
        r#"{"status":404,"error":"Not Found","response":{"message":["Instance \"x\" not found"]}}"#,
        Ok(0),
    );
}

#[test]
fn initials_are_two_letters_of_the_profile_or_of_the_name() {
    let initials = |name: &str, profile: Option<&str>| {
        let profile_name = profile.map(str::to_owned);
        InstanceRow { name: name.to_owned(), profile_name, ..InstanceRow::default() }.initials()
    };
    assert_eq!(initials("loja-centro", None), "LC");
    assert_eq!(initials("x", Some("Ótica São João")), "ÓS");
    assert_eq!(initials("_<img>", None), "I");
    assert_eq!(initials("---", None), "");
}

#[test]
fn a_text_is_read_with_escapes_and_without_and_a_far_too_long_one_is_left_out() {
    let texts = [
        (r#""loja""#.to_owned(), Some("loja".to_owned())),
        (r#""S\u00e3o \"Jo\u00e3o\"""#.to_owned(), Some("São \"João\"".to_owned())),
        ("17".to_owned(), Some("17".to_owned())),
        (format!("\"{}\"", "n".repeat(16_384)), Some("n".repeat(16_384))),
        (format!("\"{}\"", "n".repeat(16_385)), None),
        (format!("\"\\u006e{}\"", "n".repeat(16_384)), None),
    ];
    for (text, expected) in texts {
        let list = read(&format!(r#"[{{"id":"1","profileName":{text}}}]"#), Dialect::EvolutionV2);
        assert_eq!(list.rows[0].profile_name, expected, "{}", &text[..text.len().min(40)]);
    }
}

#[test]
fn an_owner_that_is_no_address_takes_no_other_away() {
    let phone = "5511912345678@s.whatsapp.net";
    let rows = [
        format!(r#"{{"id":"1","ownerJid":"{phone}","owner":""}}"#),
        format!(r#"{{"id":"1","ownerJid":"{phone}","ownerJid":null,"number":"1"}}"#),
        format!(r#"{{"instance":{{"instanceName":"a","owner":"{phone}"}},"owner":"nobody"}}"#),
        format!(r#"{{"id":"1","number":"1","integration":{{"number":"2"}},"owner":"{phone}"}}"#),
    ];
    for row in rows {
        let list = read(&format!("[{row}]"), Dialect::EvolutionV2);
        assert_eq!(list.rows[0].owner.as_deref(), Some("5511912345678"), "{row}");
        assert_eq!(list.rows[0].number.as_deref(), Some("5511912345678"), "{row}");
    }
}
