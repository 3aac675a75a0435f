//! Answers that try to be more than data: too long, too deep, too many, or under names that mean
//! something elsewhere.

use serde_json::{Value, json};

use crate::domain::http::json_print;
use crate::domain::pairing::call::PairingRequest;
use crate::domain::reply::decode::QrCode;
use crate::domain::reply::error::Case;
use crate::domain::reply::{decode, error_parser};
use crate::domain::schema::dialect::Dialect;

const FIVE_MB: usize = 5_000_000;

fn created(reply: &Value) -> Result<decode::Created, Case> {
    decode::created(201, &reply.to_string(), Dialect::EvolutionV2).map_err(|error| error.case)
}

#[test]
fn a_5_mb_text_is_not_taken_as_name_state_token_or_code() {
    let long = "a".repeat(FIVE_MB);
    let reply = json!({
        "instance": { "instanceName": "ok", "status": long, "instanceId": long, "integration": long },
        "hash": long,
        "qrcode": { "count": 1, "code": long, "pairingCode": long, "base64": format!("data:image/png;base64,{long}") },
    });
    let read = created(&reply).expect("it has a name");
    assert_eq!(read.instance_name.as_deref(), Some("ok"));
    assert_eq!((read.status, read.instance_id, read.integration), (None, None, None));
    assert_eq!(read.hash, None);
    assert_eq!(read.qrcode, Some(QrCode { count: Some(1), ..QrCode::default() }));
    assert_eq!(created(&json!({ "instance": { "instanceName": long } })), Err(Case::Unrecognised));
    let state = json!({ "instance": { "state": long } }).to_string();
    let error = decode::state(200, &state, Dialect::EvolutionV1).expect_err("no word is as long");
    assert_eq!(error.case, Case::Unrecognised);
    assert_eq!(
        decode::greeting(200, &json!({ "version": long }).to_string()).map_err(|e| e.case),
        Err(Case::Unrecognised)
    );
}

#[test]
fn a_long_error_message_keeps_its_beginning() {
    let check = |text: &str, expected: &str| {
        let error = error_parser::read(500, text, Dialect::EvolutionV2);
        assert!(error.body.len() < 21_000, "{}", error.body.len());
        assert!(error.body.starts_with(expected), "{}", &error.body[..40]);
        assert!(error.body.ends_with(&format!("… ({})", text.len())));
        assert!(error.messages.len() <= 50);
        assert!(error.messages.iter().all(|message| message.len() <= 4_096));
    };
    let long = "é".repeat(FIVE_MB / 2);
    check(&long, "éé");
    check(&format!("<html>{long}</html>"), "<html>");
    check(&json!({ "message": long }).to_string(), "{\"message\":\"éé");
    check(&json!({ "message": vec![long; 3] }).to_string(), "{\"message\":[\"éé");
    check(&json!({ "message": vec!["short"; 100_000] }).to_string(), "{\"message\":[");
    check(&json!({ "message": { "x": "y".repeat(FIVE_MB) } }).to_string(), "{\"message\":{");
    // What names itself a secret is masked before the cut: afterwards nobody could tell it.
    let body = json!({ "apikey": "its-own-secret-0123456789", "rest": "a".repeat(30_000) });
    let error = error_parser::read(500, &body.to_string(), Dialect::EvolutionV2);
    assert!(!error.body.contains("its-own-secret"), "{}", &error.body[..60]);
}

#[test]
fn json_that_is_nested_too_deeply_is_rejected() {
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
        let check = |depth: usize, expected: Option<Case>| {
            let text = format!("{}1{}", open.repeat(depth), close.repeat(depth));
            let read = decode::json(200, &text, Dialect::EvolutionV2).map_err(|error| error.case);
            assert_eq!(read.err(), expected, "{open} {depth}");
        };
        check(100, None);
        check(200, Some(Case::NotJson));
        check(1_000_000, Some(Case::NotJson));
        // Never closed.
        let text = open.repeat(1_000_000);
        let error = decode::created(201, &text, Dialect::EvolutionV1).expect_err("it is cut off");
        assert_eq!(error.case, Case::NotJson);
    }
}

#[test]
fn names_that_mean_something_elsewhere_are_names() {
    let reply = r#"{
        "__proto__": { "hash": "polluted", "instanceName": "polluted" },
        "constructor": { "prototype": { "hash": "polluted" } },
        "instance": { "__proto__": { "instanceName": "polluted" }, "instanceName": "own" },
        "toString": 1, "hash": { "__proto__": "polluted" }
    }"#;
    let read = decode::created(201, reply, Dialect::EvolutionV2).expect("it has a name");
    assert_eq!(read.instance_name.as_deref(), Some("own"));
    assert_eq!(read.hash, None);
    assert_eq!(read.raw["__proto__"]["hash"], "polluted");
}

#[test]
fn only_an_inline_png_is_taken_as_a_qr_code() {
    let code = "2@abc,def";
    let check = |image: &str, expected: Option<&str>| {
        let reply = json!({ "code": code, "base64": image, "count": 1 });
        let read = decode::qr_code(&reply).expect("it has a code");
        assert_eq!(read.image.as_deref(), expected, "{image}");
        // What is no picture is drawn from the code.
        assert!(read.code.is_some());
        let heard = PairingRequest::Connect.read(200, &reply.to_string(), Dialect::EvolutionV2);
        assert!(format!("{heard:?}").contains("Code("), "{heard:?}");
    };
    check("data:image/png;base64,iVBORw0KGgo=", Some("data:image/png;base64,iVBORw0KGgo="));
    for image in [
        "data:image/svg+xml;base64,PHN2Zz4=",
        "data:image/svg+xml,<svg onload=alert(1)>",
        "data:text/html;base64,PGI+",
        "javascript:alert(1)",
        "https://evil.example.com/qr.png",
        "//evil.example.com/qr.png",
        "blob:null/0",
        " data:image/png;base64,iVBORw0KGgo=",
        "DATA:IMAGE/PNG;BASE64,iVBORw0KGgo=",
        "data:image/png,raw",
        "data:image/png;base64",
        "",
    ] {
        check(image, None);
    }
}

#[test]
fn an_answer_is_shown_in_as_many_lines_as_anybody_reads() {
    let check = |value: &Value| {
        let lines = json_print::lines(value);
        assert!(lines.len() < 2_300, "{}", lines.len());
        assert!(lines.iter().all(|line| line.path.len() < 20_000));
        let dots = |line: &json_print::JsonLine| line.tokens.iter().any(|(_, text)| text == "…");
        assert!(lines.iter().any(dots), "it says that there is more");
    };
    check(&json!(vec![0; 100_000]));
    check(&json!(vec![json!({ "a": [1, 2] }); 50_000]));
    let many: Value = (0..50_000)
        .map(|at| (at.to_string(), Value::from(at)))
        .collect::<serde_json::Map<_, _>>()
        .into();
    check(&many);
    check(&json!({ "n".repeat(FIVE_MB): vec![1; 5_000] }));
    let deep = (0..100).fold(json!(vec![0; 5_000]), |inner, _| json!({ "n".repeat(90): inner }));
    check(&deep);
    // What is sent is sent whole.
    let text = json_print::text(&json!(vec![0; 100_000]));
    assert_eq!(text.lines().count(), 100_002);
}
