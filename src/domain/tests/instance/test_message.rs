//! A text through an instance, against what servers answered.

use serde_json::{Value, json};

use crate::domain::http::secret::Secret;
use crate::domain::instance::test_message::{MessageOutcome, call, read};
use crate::domain::reply::error::Case;
use crate::domain::schema::dialect::Dialect;
use crate::domain::tests::instance::card::server;
use crate::domain::tests::{recording, recordings};

#[test]
fn a_text_goes_out_as_the_recorded_ones_did() {
    for (file, name) in
        [("v1-list", "send-text-not-connected"), ("v2-list", "send-text-not-connected")]
    {
        let (dialect, sent) = recording(file, name);
        let token = Secret::new("own-token");
        let call = call(&server(dialect), "mx-plain", &token, "+55 (11) 90000-0002", "teste");
        let body: Value =
            serde_json::from_str(call.body.as_deref().expect("a body")).expect("JSON");
        assert_eq!(body, sent.body, "{file}");
        assert!(call.url.ends_with(&sent.path), "{}", call.url);
        assert_eq!(call.key, token);
    }
}

#[test]
fn every_recorded_answer_is_read() {
    let mut seen = 0;
    for (dialect, exchange) in recordings() {
        if !exchange.path.starts_with("/message/sendText/") {
            continue;
        }
        seen += 1;
        let outcome = read(exchange.status, &exchange.text(), dialect);
        match exchange.status {
            500 => assert_eq!(outcome, MessageOutcome::NotConnected, "{}", exchange.name),
            _ => assert!(matches!(outcome, MessageOutcome::Failed(_)), "{}", exchange.name),
        }
    }
    assert!(seen > 10, "{seen}");
}

#[test]
fn a_number_without_whatsapp_is_told_from_a_text_that_went_out() {
    let refused = json!({"status": 400, "error": "Bad Request", "response":
        {"message": [{"jid": "551100000000@s.whatsapp.net", "exists": false, "number": "551100000000"}]}});
    let v2 = Dialect::EvolutionV2;
    assert_eq!(read(400, &refused.to_string(), v2), MessageOutcome::NotOnWhatsApp);
    let sent =
        json!({"key": {"remoteJid": "x", "fromMe": true, "id": "3EB0"}, "status": "PENDING"});
    assert_eq!(read(201, &sent.to_string(), v2), MessageOutcome::Sent(Some("3EB0".to_owned())));
    assert_eq!(read(201, "{}", v2), MessageOutcome::Sent(None));
    let MessageOutcome::Failed(error) = read(201, "<html>", v2) else { panic!("no answer") };
    assert_ne!(error.case, Case::Other);
}
