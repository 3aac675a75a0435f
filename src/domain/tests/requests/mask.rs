//! No secret is shown or copied: not by its name, not where it is repeated elsewhere, and not where a
//! body was cut off in the middle of it.

use serde_json::{Value, json};

use crate::domain::creation::plan::{Target, steps};
use crate::domain::http::request::Method;
use crate::domain::http::secret::Secret;
use crate::domain::requests::curl::masked_command;
use crate::domain::requests::log::RequestLog;
use crate::domain::requests::mask::{KnownSecrets, ShownBody, without_login};
use crate::domain::requests::record::{CallRecord, Excerpt, REQUEST_MOST};
use crate::domain::requests::shown::ShownCall;
use crate::domain::schema::dialect::Dialect;
use crate::domain::tests::requests::{BASE, KEY, answered, call};
use crate::domain::tests::{everything, recordings};

/// Everything that the log shows of its calls.
fn shown(log: &RequestLog, known: &KnownSecrets) -> String {
    let mut text = String::new();
    for record in log.newest_first() {
        let shown = ShownCall::of(record, known);
        text += &shown.url;
        for body in shown.sent.iter().chain(&shown.answer) {
            text += &body.text();
        }
        text += &masked_command(record, &shown).unwrap_or_default();
    }
    text
}

#[test]
fn a_creation_with_every_secret_shows_none_of_them_on_any_dialect() {
    let drafts = everything();
    let key = Secret::new(KEY);
    for dialect in Dialect::ALL {
        let mut log = RequestLog::default();
        let target = Target { base_url: BASE, key: &key, api: dialect.into() };
        let mut sent = String::new();
        for step in steps(&drafts, dialect) {
            let call = step.call(&drafts, &target);
            let body = call.body.clone().unwrap_or_default();
            // A server may repeat what it got: by its name, in a sentence, and in a page.
            let echo = json!({"message": [format!("Invalid data: {body}")], "saved": body});
            log.push(answered(&call, 400, &echo.to_string()));
            log.push(answered(&call, 201, &body));
            log.push(answered(&call, 500, &format!("<p>{body}</p>")));
            sent += &body;
        }
        let shown = shown(&log, &KnownSecrets::of(&log, []));
        assert!(shown.contains("sales-01"), "{dialect:?}");
        let mut count = 0;
        let is_sent = |secret: &&String| sent.contains(*secret) && *secret != "application/json";
        for secret in drafts.secrets().iter().filter(is_sent) {
            assert!(!shown.contains(secret), "{dialect:?} shows {secret}");
            count += 1;
        }
        assert!(count > 0 && !shown.contains(KEY), "{dialect:?}");
    }
}

#[test]
fn a_body_that_was_cut_in_a_list_of_tokens_shows_none_of_them() {
    let row = |number: usize| json!({"name": format!("loja-{number}"), "token": token(number)});
    let list: Vec<Value> = (0..100).map(row).collect();
    let list = Value::from(list).to_string();
    let mut log = RequestLog::default();
    log.push(answered(&call(Method::Get, "/instance/fetchInstances", None), 200, &list));
    // A sentence that repeats a token of the list.
    let sentence = format!("token {} is taken", token(3));
    log.push(answered(&call(Method::Get, "/", None), 400, &sentence));
    let known = KnownSecrets::of(&log, []);
    let shown_log = shown(&log, &known);
    assert!(shown_log.contains("loja-3"));
    for number in 0..100 {
        assert!(!shown_log.contains(&token(number)), "{number}");
    }
    for most in 1..list.len().min(500) {
        let cut = Excerpt::of(&list, most);
        let shown = KnownSecrets::default().shown(&cut);
        assert!(matches!(shown, ShownBody::Json { is_whole: false, .. }), "{most}");
        assert!(!shown.text().contains("secret-of"), "{most}: {}", shown.text());
    }
}

fn token(number: usize) -> String {
    format!("secret-of-{number:03}")
}

#[test]
fn what_only_looks_like_json_shows_nothing_that_has_the_name_of_a_secret() {
    let known = KnownSecrets::default();
    let show = |text: &str| known.shown(&Excerpt::of(text, 1_000)).text();
    for text in [
        r#"<pre>{"token": "very-secret"}</pre>"#,
        r#"{"token":"very-secret",}"#,
        r#"{"a":1]} {"apikey" : "very-secret"#,
        r#"body: {"x":1} "password":"very-secret""#,
    ] {
        let shown = show(text);
        assert!(!shown.contains("very-secret"), "{shown}");
    }
    // What has another name stays, and so does every other character.
    let text = r#"<pre>{"name": "loja", "b": ""} "token" and "more" "é"</pre>"#;
    assert_eq!(show(text), text);
    assert_eq!(show("\"token\": \"a\\\"b\" c"), "\"token\": \"••••••••\" c");
    assert_eq!(known.shown(&Excerpt::of(" \n", 10)), ShownBody::Empty);
}

#[test]
fn an_address_shows_no_login_and_no_secret_parameter() {
    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(without_login(text), expected);
    }
    check("plain", "plain");
    check("https://a.example/b?c=d&e", "https://a.example/b?c=d&e");
    check("see https://me:pass@a.example/x, too", "see https://••••••••@a.example/x, too");
    check("amqp://u:p@q:5672 amqp://q", "amqp://••••••••@q:5672 amqp://q");
    check(
        "https://a.example/?token=abc&n=1#apikey=x",
        "https://a.example/?token=••••••••&n=1#apikey=••••••••",
    );
    check("https://a@b@c/d@e", "https://••••••••@c/d@e");
    check("://", "://");
    check("https://a.example/?token=", "https://a.example/?token=");
}

#[test]
fn the_code_that_links_a_phone_is_masked_wherever_it_stands() {
    let known = KnownSecrets::default();
    for body in [
        json!({"pairingCode": "ABCD1234", "code": "2@abcdefgh", "base64": "data:image/png;base64,xyzEnd=", "count": 1}),
        json!({"pairingCode": null, "code": "2@abcdefgh", "count": 1}),
        json!({"code": "2@abcdefgh", "count": 1}),
        json!({"qrcode": {"code": "2@abcdefgh"}}),
        json!({"instance": {"qrcode": {"pairingCode": "ABCD1234"}}}),
    ] {
        let shown = known.shown(&Excerpt::of(&body.to_string(), 1_000)).text();
        for secret in ["ABCD1234", "2@abcdefgh", "xyzEnd"] {
            assert!(!shown.contains(secret), "{shown}");
        }
    }
    // A webhook's flag and the code of an error are none.
    let other = json!({"webhook": {"base64": true, "url": "u"}, "code": "P2002"});
    let shown = known.shown(&Excerpt::of(&other.to_string(), 1_000));
    assert_eq!(shown, ShownBody::Json { value: other, is_whole: true });
}

#[test]
fn no_recorded_exchange_shows_the_token_that_it_sent() {
    let mut count = 0;
    for (_, exchange) in recordings() {
        let Some(token) = exchange.body.get("token").and_then(Value::as_str) else { continue };
        if token.len() < 6 || exchange.body["instanceName"] == token {
            continue;
        }
        let body = exchange.body.to_string();
        let mut log = RequestLog::default();
        log.push(answered(
            &call(Method::Post, &exchange.path, Some(&body)),
            exchange.status,
            &exchange.text(),
        ));
        let shown = shown(&log, &KnownSecrets::of(&log, []));
        assert!(!shown.contains(token), "{}: {shown}", exchange.name);
        count += 1;
    }
    assert!(count > 10, "{count}");
}

#[test]
fn a_copied_command_has_the_key_as_a_variable_and_its_body_masked() {
    let body = r#"{"instanceName":"it's","token":"my-own-token-123"}"#;
    let record = answered(&call(Method::Post, "/instance/create", Some(body)), 201, "{}");
    let mut log = RequestLog::default();
    log.push(record.clone());
    let known = KnownSecrets::of(&log, []);
    let command_of = |record: &CallRecord| masked_command(record, &ShownCall::of(record, &known));
    let command = command_of(&record).expect("its body is known");
    assert!(command.contains("\"apikey: $EVOLUTION_API_KEY\""));
    assert!(command.contains(r"it'\''s") && command.contains("••••••••-123"), "{command}");
    assert!(!command.contains("my-own") && !command.contains(KEY));
    // Without a key there is no header for one.
    let mut greeting = call(Method::Get, "/", None);
    greeting.key = Secret::default();
    let command = command_of(&answered(&greeting, 200, "")).expect("it has no body");
    assert_eq!(command, format!("curl \\\n  --url '{BASE}/'"));
    // What is not known as a whole cannot be sent again.
    let long = "x".repeat(REQUEST_MOST + 1);
    let record = answered(&call(Method::Post, "/", Some(&long)), 413, "");
    assert_eq!(command_of(&record), None);
}

#[test]
fn numbers_lists_and_json_in_a_text_hide_what_has_the_name_of_a_secret() {
    let inside = json!({"token": "inner-token-12345", "name": "loja"}).to_string();
    let body = json!({
        "token": 123_456_789,
        "apikeys": ["first-of-the-keys", ["second-of-them"], 987_654_321],
        "log": inside,
        "deep": json!({"again": inside}).to_string(),
        "count": 123_456_789,
        "maxTokens": 300,
        "said": "{not json",
    });
    let mut log = RequestLog::default();
    let greeting = call(Method::Get, "/", None);
    log.push(answered(&greeting, 200, &body.to_string()));
    log.push(answered(&greeting, 400, "inner-token-12345 and 123456789 and second-of-them: no"));
    let shown = shown(&log, &KnownSecrets::of(&log, []));
    for secret in ["123456789", "987654321", "first-of", "second-of", "inner-token"] {
        assert!(!shown.contains(secret), "{secret} in {shown}");
    }
    for plain in ["loja", "300", "{not json", ": no"] {
        assert!(shown.contains(plain), "{plain} not in {shown}");
    }
}
