//! Answers that are no success.

use serde_json::{Value, json};

use crate::domain::reply::decode;
use crate::domain::reply::error::Case;
use crate::domain::reply::error_parser::shortened;
use crate::domain::schema::dialect::Dialect;

/// How an answer to a creation is sorted.
#[track_caller]
fn check_case(status: u16, text: &str, expected: Case) {
    let error = decode::created(status, text, Dialect::EvolutionV2).expect_err("a failure");
    assert_eq!(error.case, expected, "{status} {text}");
    assert_eq!(error.status, Some(status));
    assert_eq!(error.body, text, "the answer is kept as it came");
}

#[test]
fn replies_of_other_programs_are_told_apart() {
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

#[test]
fn a_long_error_message_is_cut_to_its_last_line() {
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
