//! The log keeps the last calls, as many as there is room for, and no long body.

use crate::domain::http::request::Method;
use crate::domain::http::secret::Secret;
use crate::domain::reply::error::{ApiError, Case};
use crate::domain::requests::log::{MOST_BYTES, MOST_RECORDS, RequestLog};
use crate::domain::requests::record::{ANSWER_MOST, CallEnd, CallRecord, Excerpt, REQUEST_MOST};
use crate::domain::servers::server::Server;
use crate::domain::tests::requests::{BASE, KEY, answer, answered, call, failed, filter};

#[test]
fn the_oldest_calls_make_room() {
    let mut log = RequestLog::default();
    assert!(log.is_empty());
    let call = call(Method::Get, "/", None);
    for _ in 0..MOST_RECORDS + 5 {
        log.push(answered(&call, 200, "{}"));
    }
    assert_eq!((log.len(), log.dropped()), (MOST_RECORDS, 5));
    let ids: Vec<u32> = log.newest_first().map(|record| record.id).collect();
    assert!(ids.is_sorted_by(|one, other| one > other));
    assert_eq!(ids.last(), Some(&6));
    log.clear();
    assert_eq!((log.len(), log.dropped(), log.has_secrets()), (0, 0, false));
    log.push(answered(&call, 200, "{}"));
    assert_eq!(log.newest_first().next().map(|record| record.id), Some(306));
}

#[test]
fn a_key_that_was_cleared_is_known_again_and_no_other() {
    let mut log = RequestLog::default();
    let mut call = call(Method::Get, "/instance/fetchInstances", None);
    log.push(answered(&call, 200, "[]"));
    assert!(!log.has_cleared(&call.key), "it is still there");
    log.clear();
    let first = call.key.clone();
    call.key = Secret::new("another-key");
    log.push(answered(&call, 200, "[]"));
    assert!(log.has_cleared(&first) && !log.has_cleared(&call.key));
    call.key = Secret::default();
    log.push(answered(&call, 200, "[]"));
    log.clear();
    assert!(log.has_cleared(&first) && log.has_cleared(&Secret::new("another-key")));
    assert!(!log.has_cleared(&Secret::default()), "what needs no key is always logged");
    assert!(!format!("{log:?}").contains("another-key"));
}

#[test]
fn a_call_has_its_key_while_its_server_or_an_instance_there_has_it() {
    let record = answered(&call(Method::Get, "/instance/fetchInstances", None), 200, "[]");
    let server =
        |base_url: &str, key: &str| Server { key: Secret::new(key), ..filter::server(1, base_url) };
    let no_token = |_: &Server, _: &Secret| false;
    assert!(!record.is_key_held(&[], no_token));
    for (base_url, key, is_held) in [
        (BASE, KEY, true),
        (BASE, "a-new-key", false),
        (BASE, "", false),
        ("https://api.example.com.evil.example", KEY, false),
        ("https://other.example.com", KEY, false),
    ] {
        let servers = [server(base_url, key)];
        assert_eq!(record.is_key_held(&servers, no_token), is_held, "{base_url} {key}");
    }
    let is_token = |server: &Server, key: &Secret| server.id == 1 && key.reveal() == KEY;
    assert!(record.is_key_held(&[server(BASE, "a-new-key")], is_token));
    assert!(!record.is_key_held(&[server("https://other.example.com", "k")], is_token));
    let mut greeting = call(Method::Get, "/", None);
    greeting.key = Secret::default();
    assert!(answered(&greeting, 200, "{}").is_key_held(&[], no_token));
}

#[test]
fn long_bodies_are_cut_and_all_together_have_a_limit() {
    let long = "é".repeat(ANSWER_MOST);
    let body = "x".repeat(REQUEST_MOST + 1);
    let call = call(Method::Post, "/instance/create", Some(&body));
    let record = answered(&call, 201, &long);
    let CallEnd::Answer { body: answer, .. } = &record.end else { panic!("it was answered") };
    assert!(answer.is_cut() && answer.text.len() <= ANSWER_MOST);
    assert_eq!(answer.total, long.len());
    assert!(record.body.as_ref().is_some_and(Excerpt::is_cut));
    let mut log = RequestLog::default();
    for _ in 0..MOST_RECORDS {
        log.push(record.clone());
    }
    let kept: usize = log.newest_first().map(|record| record.size()).sum();
    assert!(kept <= MOST_BYTES && kept + record.size() > MOST_BYTES, "{kept}");
    assert!(log.dropped() > 0);
}

#[test]
fn an_excerpt_ends_between_characters() {
    let excerpt = Excerpt::of("aéé", 2);
    assert_eq!((excerpt.text.as_str(), excerpt.total), ("a", 5));
    assert!(!Excerpt::of("aéé", 5).is_cut());
    assert!(!Excerpt::of("", 5).is_cut());
}

#[test]
fn each_end_of_a_call_is_told_from_the_others() {
    let get = call(Method::Get, "/instance/fetchInstances", None);
    #[track_caller]
    fn check(record: &CallRecord, status: Option<u16>, has_failed: bool) {
        assert_eq!((record.status(), record.has_failed()), (status, has_failed), "{record:?}");
    }
    check(&answered(&get, 200, "[]"), Some(200), false);
    check(&answered(&get, 404, "{}"), Some(404), true);
    check(&answered(&get, 200, r#"{"error":true,"message":"no"}"#), Some(200), true);
    check(&answered(&get, 200, r#"{"error": false}"#), Some(200), false);
    check(&answered(&get, 200, r#"[{"error":true}]"#), Some(200), false);
    check(&answered(&get, 200, r#"<html>"error"#), Some(200), false);
    check(&answered(&get, 0, ""), None, false);
    assert_eq!(answered(&get, 0, "").end, CallEnd::Opaque);
    check(&failed(&get, Case::Timeout), None, true);
    let cut = ApiError { status: Some(200), ..ApiError::without_reply(Case::NotJson) };
    check(&CallRecord::new(&get, Err(&cut), 1, 0.0), Some(200), true);
    // The time at which it began.
    assert!((CallRecord::new(&get, Ok(&answer(200, "")), 40, 1_000.0).began - 960.0).abs() < 0.1);
}

#[test]
fn only_what_reads_can_be_sent_again() {
    let is_repeatable = |method, path| answered(&call(method, path, None), 200, "").is_repeatable();
    assert!(is_repeatable(Method::Get, "/instance/fetchInstances"));
    assert!(is_repeatable(Method::Get, "/webhook/find/loja"));
    // An instance may have any name.
    assert!(is_repeatable(Method::Get, "/webhook/find/connect"));
    assert!(!is_repeatable(Method::Get, "/instance/connect/loja"));
    assert!(!is_repeatable(Method::Post, "/instance/create"));
    assert!(!is_repeatable(Method::Put, "/instance/restart/loja"));
    assert!(!is_repeatable(Method::Delete, "/instance/delete/loja"));
    let record = answered(&call(Method::Get, "/webhook/find/loja", None), 200, "");
    assert_eq!(record.call(), call(Method::Get, "/webhook/find/loja", None));
}

#[test]
fn a_greeting_without_a_key_holds_no_secret() {
    let mut greeting = call(Method::Get, "/", None);
    greeting.key = Secret::default();
    let mut log = RequestLog::default();
    log.push(answered(&greeting, 200, r#"{"version":"2.3.6"}"#));
    assert!(!log.has_secrets());
    log.push(answered(&call(Method::Get, "/", None), 200, ""));
    assert!(log.has_secrets());
}
