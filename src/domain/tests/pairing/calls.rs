//! The calls of a pairing, and what their answers mean.

use serde_json::{Value, json};

use crate::domain::http::secret::Secret;
use crate::domain::pairing::call::{PairingReply, PairingRequest, is_paired};
use crate::domain::pairing::phase::ConnectionState;
use crate::domain::reply::decode::QrCode;
use crate::domain::reply::error::Case;
use crate::domain::schema::dialect::Dialect;
use crate::domain::tests::pairing::{empty, image};
use crate::domain::tests::recording;

#[test]
fn recorded_answers_are_read() {
    #[track_caller]
    fn check(file: &str, name: &str, ask: PairingRequest, expected: Result<PairingReply, Case>) {
        let (dialect, exchange) = recording(file, name);
        let heard = ask.read(exchange.status, &exchange.text(), dialect);
        assert_eq!(heard.map_err(|error| error.case), expected, "{file} {name}");
    }
    let not_yet = || Ok(PairingReply::Code(empty()));
    check("v1", "connect-while-connecting-or-closed", PairingRequest::Connect, not_yet());
    check("v1", "connect-with-number", PairingRequest::Connect, not_yet());
    check("v1-after", "life-close-connect", PairingRequest::Connect, not_yet());
    check("v1-after", "life-connecting-connect-number", PairingRequest::Connect, not_yet());
    check("v2", "connect-from-close", PairingRequest::Connect, not_yet());
    check("v2", "connect-after-qrcode", PairingRequest::Connect, not_yet());
    check("v2-after", "life-connecting-connect-token", PairingRequest::Connect, not_yet());
    // The engines without a telephone are open from the start.
    check(
        "v1-after",
        "life-business-connect",
        PairingRequest::Connect,
        Ok(PairingReply::State(ConnectionState::Open)),
    );
    check(
        "v2",
        "create-evolution--connect",
        PairingRequest::Connect,
        Ok(PairingReply::State(ConnectionState::Open)),
    );
    check("v1", "connect-unknown", PairingRequest::Connect, Err(Case::InstanceNotFound));
    check("v2", "connect-unknown", PairingRequest::Connect, Err(Case::InstanceNotFound));
    // A restart of 2.x connects again, or fails with a 200.
    check("v2-after", "life-connecting-restart-token", PairingRequest::Restart, not_yet());
    check("v2", "restart-post", PairingRequest::Restart, Err(Case::SoftFailure));
    // Whoever is logged out already has what was wanted.
    check("v1", "logout-after-qrcode", PairingRequest::Logout, Ok(PairingReply::Done));
    check("v1", "logout-not-connected", PairingRequest::Logout, Ok(PairingReply::Done));
    check("v2", "logout-after-qrcode", PairingRequest::Logout, Ok(PairingReply::Done));
    check("v1", "logout-unknown", PairingRequest::Logout, Err(Case::InstanceNotFound));
}

#[test]
fn answers_of_other_shapes_are_read() {
    #[track_caller]
    fn check(
        ask: PairingRequest,
        status: u16,
        reply: &Value,
        expected: Result<PairingReply, Case>,
    ) {
        let heard = ask.read(status, &reply.to_string(), Dialect::EvolutionV2);
        assert_eq!(heard.map_err(|error| error.case), expected, "{reply}");
    }
    let code = |code: &str| QrCode { code: Some(Secret::new(code)), ..QrCode::default() };
    check(
        PairingRequest::Connect,
        200,
        &json!({"code": "2@a"}),
        Ok(PairingReply::Code(code("2@a"))),
    );
    check(
        PairingRequest::Connect,
        200,
        &json!({"qrcode": {"code": "2@a"}}),
        Ok(PairingReply::Code(code("2@a"))),
    );
    check(
        PairingRequest::Connect,
        200,
        &json!({"pairingCode": null, "code": "2@1", "base64": "data:image/png;base64,1", "count": 1}),
        Ok(PairingReply::Code(image(1))),
    );
    check(
        PairingRequest::Connect,
        200,
        &json!({"error": true, "message": "no"}),
        Err(Case::SoftFailure),
    );
    check(PairingRequest::Connect, 200, &json!({}), Err(Case::Unrecognised));
    check(
        PairingRequest::State,
        200,
        &json!({"instance": {"state": "open"}}),
        Ok(PairingReply::State(ConnectionState::Open)),
    );
    check(
        PairingRequest::State,
        200,
        &json!({"state": "connected"}),
        Ok(PairingReply::State(ConnectionState::Open)),
    );
    check(
        PairingRequest::State,
        200,
        &json!({"state": "refused"}),
        Ok(PairingReply::State(ConnectionState::Close)),
    );
    check(PairingRequest::State, 500, &json!({"status": 500}), Err(Case::ServerFailure));
}

#[test]
fn the_calls() {
    #[track_caller]
    fn check(ask: PairingRequest, expected: &str) {
        let key = Secret::new("k");
        let call = ask.call("http://h", "a b", Some("5511"), &key);
        assert_eq!(format!("{} {}", call.method.name(), call.url), expected);
        assert_eq!(call.key, key);
    }
    check(PairingRequest::Connect, "GET http://h/instance/connect/a%20b?number=5511");
    check(PairingRequest::State, "GET http://h/instance/connectionState/a%20b");
    check(PairingRequest::CloseSeen, "GET http://h/instance/connectionState/a%20b");
    check(PairingRequest::Logout, "DELETE http://h/instance/logout/a%20b");
    check(PairingRequest::Restart, "POST http://h/instance/restart/a%20b");
}

#[test]
fn a_fresh_start_of_each_dialect() {
    #[track_caller]
    fn check(dialect: Dialect, has_number: bool, expected: &[PairingRequest]) {
        assert_eq!(dialect.fresh_start(has_number), expected, "{dialect:?}");
    }
    let by_logout = [PairingRequest::Logout, PairingRequest::CloseSeen, PairingRequest::Connect];
    check(Dialect::EvolutionV1, false, &by_logout);
    check(Dialect::L2msg, false, &by_logout);
    check(Dialect::EvolutionV2, false, &[PairingRequest::Restart]);
    for dialect in Dialect::ALL {
        check(dialect, true, &by_logout);
    }
}

#[test]
fn which_engines_are_paired() {
    for (engine, expected) in [
        (None, true),
        (Some("WHATSAPP-BAILEYS"), true),
        (Some("WHATSAPP-BUSINESS"), false),
        (Some("EVOLUTION"), false),
    ] {
        assert_eq!(is_paired(engine), expected, "{engine:?}");
    }
}
