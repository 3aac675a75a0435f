//! Calls as commands that a POSIX shell reads back as they were meant.

use crate::domain::creation::plan::{Target, steps};
use crate::domain::http::curl::{command, command_with_key};
use crate::domain::http::request::{HttpCall, Method};
use crate::domain::http::secret::Secret;
use crate::domain::schema::dialect::Dialect;
use crate::domain::tests::everything;

fn call(method: Method, path: &str, body: Option<&str>) -> HttpCall {
    let call = HttpCall::new(method, "https://a.example", path, &Secret::new("k'1"));
    body.map_or(call.clone(), |body| call.with_body(body.to_owned()))
}

#[test]
fn a_call_becomes_a_command() {
    #[track_caller]
    fn check(call: &HttpCall, expected: &[&str]) {
        assert_eq!(command(call), expected.join(" \\\n  "));
    }
    let key = r#"--header "apikey: $EVOLUTION_API_KEY""#;
    check(
        &call(Method::Get, "/webhook/find/a", None),
        &["curl", "--url 'https://a.example/webhook/find/a'", key],
    );
    check(
        &call(Method::Delete, "/instance/delete/it's", None),
        &["curl --request DELETE", r"--url 'https://a.example/instance/delete/it'\''s'", key],
    );
    check(
        &call(
            Method::Post,
            "/instance/create",
            Some("{\n  \"msg_call\": \"I'm $HOME `x` \\n\"\n}"),
        ),
        &[
            "curl --request POST",
            "--url 'https://a.example/instance/create'",
            key,
            "--header 'Content-Type: application/json'",
            "--data '{\n  \"msg_call\": \"I'\\''m $HOME `x` \\n\"\n}'",
        ],
    );
}

#[test]
fn only_an_instance_s_own_key_is_written_out() {
    let call = call(Method::Get, "/", None);
    assert!(!command(&call).contains("k'1"));
    assert!(command_with_key(&call).contains(r"--header 'apikey: k'\''1'"));
}

#[test]
fn no_command_of_a_plan_holds_the_global_key() {
    let key = Secret::new("the-global-key");
    for dialect in Dialect::ALL {
        let target = Target { base_url: "https://a.example", key: &key, api: dialect.into() };
        let drafts = everything();
        for step in steps(&drafts, dialect) {
            assert!(!command(&step.call(&drafts, &target)).contains("the-global-key"));
        }
    }
}
