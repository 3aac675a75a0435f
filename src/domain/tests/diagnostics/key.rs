//! The steps of the key and of the licence.

use Finding::{
    CorsGood, DialectChosen, KeyGood, KindGlobal, LicenceNotNeeded, LocalNotNeeded, MixedNot,
    ReachGood, UrlGood, VersionNone,
};

use crate::domain::diagnostics::findings::Finding;
use crate::domain::diagnostics::{
    CheckAnswer, CheckQuestion, CheckTarget, ConnectionCheck, ListKey, key_of_list,
};
use crate::domain::http::secret::Secret;
use crate::domain::reply::error::Case;
use crate::domain::tests::diagnostics::{
    HELLO, KEY, L2MSG, LIST, PROBE, V1, V2, VERIFY, advance, check, check_findings, greeted, heard,
    json, target,
};
use crate::domain::tests::recordings;

#[test]
fn the_key_on_2x() {
    let hello = || (HELLO, heard("v2", "root-banner"));
    let key = |key: &str| CheckTarget { key: Secret::new(key), is_brief: true, ..target(V2) };
    let ends = |script, told: &[Finding]| check_findings(key(KEY), script, &greeted(told));
    ends(
        vec![hello(), (VERIFY, heard("v2", "verify-creds"))],
        &[KeyGood, KindGlobal, LicenceNotNeeded],
    );
    let wrong = vec![
        hello(),
        (VERIFY, heard("v2", "verify-creds-wrong-key")),
        (VERIFY, heard("v2", "verify-creds-wrong-key")),
        (LIST, heard("v2-after", "cors-one-allowed-fetch-wrongkey")),
    ];
    ends(wrong, &[Finding::KeyWrong]);
    // An instance's token is no credential, but the list shows it its own rows.
    let token = vec![
        hello(),
        (VERIFY, heard("v2", "verify-creds-wrong-key")),
        (VERIFY, heard("v2", "verify-creds-wrong-key")),
        (LIST, heard("v2", "fetchInstances-with-instance-token")),
    ];
    let told = check_findings(key("my-token-1"), token, &greeted(&[KeyGood, Finding::KindToken]));
    // Two of the recorded instances share it.
    assert_eq!(told.last().map(|told| told.subject.as_str()), Some("tok1, tok2"));
    // A server that does not keep instances in its database shows it none; their own state does.
    let by_name = vec![
        hello(),
        (VERIFY, heard("v2", "verify-creds-wrong-key")),
        (VERIFY, heard("v2", "verify-creds-wrong-key")),
        (LIST, heard("v2", "fetchInstances-no-apikey")),
        ("GET /instance/connectionState/other with key", heard("v2", "connectionState-no-apikey")),
        (
            "GET /instance/connectionState/tok1 with key",
            heard("v2", "connectionState-with-instance-token"),
        ),
    ];
    let names = vec!["other".to_owned(), "tok1".to_owned()];
    let told = check_findings(
        CheckTarget { names, ..key("my-token-1") },
        by_name,
        &greeted(&[KeyGood, Finding::KindToken]),
    );
    assert_eq!(told.last().map(|told| told.subject.as_str()), Some("tok1"));
    // Some servers of this dialect lack the route.
    let no_route = || json(404, r#"{"response":{"message":["Cannot POST /verify-creds"]}}"#);
    ends(
        vec![hello(), (VERIFY, no_route()), (PROBE, heard("v2", "fetchInstances-unknown-name"))],
        &[KeyGood, KindGlobal, LicenceNotNeeded],
    );
    ends(
        vec![hello(), (VERIFY, CheckAnswer::NoReply(Case::Unreachable))],
        &[Finding::KeyPreflight],
    );
    ends(vec![hello(), (VERIFY, CheckAnswer::NoReply(Case::Timeout))], &[Finding::KeyNoAnswer]);
    let unsent = (VERIFY, CheckAnswer::NoReply(Case::KeyUnsendable));
    ends(vec![hello(), unsent], &[Finding::KeyUnsendable]);
    ends(vec![hello(), (VERIFY, json(500, "{}"))], &[Finding::KeyFailed]);
}

#[test]
fn the_key_on_1x_and_l2msg() {
    let hello = || (HELLO, heard("v1", "root-banner"));
    check(
        target(V1),
        vec![hello(), (PROBE, heard("v1", "fetchInstances-unknown-name"))],
        &greeted(&[KeyGood, KindGlobal, LicenceNotNeeded, Finding::SwitchesUnreadable]),
    );
    for name in ["fetchInstances-with-instance-token", "fetchInstances-no-apikey"] {
        check(
            target(V1),
            vec![hello(), (PROBE, heard("v1", name)), (PROBE, heard("v1", name))],
            &greeted(&[Finding::KeyWrongOrToken]),
        );
    }
    let at_its_own = vec![
        hello(),
        (PROBE, heard("v1", "fetchInstances-with-instance-token")),
        (PROBE, heard("v1", "fetchInstances-with-instance-token")),
        (
            "GET /instance/connectionState/tok1 with key",
            heard("v1", "connectionState-with-instance-token"),
        ),
    ];
    let names = vec!["tok1".to_owned()];
    check(
        CheckTarget { names: names.clone(), ..target(V1) },
        at_its_own,
        &greeted(&[KeyGood, Finding::KindToken]),
    );
    let at_another = vec![
        hello(),
        (PROBE, heard("v1", "fetchInstances-with-instance-token")),
        (PROBE, heard("v1", "fetchInstances-with-instance-token")),
        ("GET /instance/connectionState/tok1 with key", heard("v1", "connectionState-no-apikey")),
    ];
    check(CheckTarget { names, ..target(V1) }, at_another, &greeted(&[Finding::KeyWrongOrToken]));

    let chosen =
        [UrlGood, MixedNot, LocalNotNeeded, ReachGood, CorsGood, VersionNone, DialectChosen];
    let good = [KeyGood, KindGlobal, LicenceNotNeeded, Finding::SwitchesNone];
    check(
        target(L2MSG),
        vec![(HELLO, json(404, "{}")), (PROBE, json(200, "[]"))],
        &[chosen.as_slice(), &good].concat(),
    );
}

#[test]
fn the_kind_of_key_is_told_by_the_rows_it_is_shown() {
    #[track_caller]
    fn check(key: &str, list: &str, expected: &ListKey) {
        let list = serde_json::from_str(list).expect("a list");
        assert_eq!(key_of_list(&Secret::new(key), &list), *expected, "{list}");
    }
    let token = ListKey::Token("a".to_owned());
    check("k", "[]", &ListKey::Global);
    check("k", r#"[{"name":"a","token":"t"}]"#, &ListKey::Global);
    check("t", r#"[{"name":"a","token":"t"}]"#, &token);
    check("t", r#"[{"instance":{"instanceName":"a","apikey":"t"}}]"#, &token);
    // Tokens may be shared, and then both of their instances are shown.
    check(
        "t",
        r#"[{"name":"a","token":"t"},{"name":"b","token":"t"}]"#,
        &ListKey::Token("a, b".into()),
    );
    check("t", r#"[{"name":"a","token":"t"},{"name":"b","token":"u"}]"#, &ListKey::Global);
    // Hidden keys: only the number of rows tells.
    check("k", r#"[{"instance":{"instanceName":"a"}}]"#, &ListKey::Unclear);
    check("k", r#"[{"instance":{"instanceName":"a"}},{"instance":{}}]"#, &ListKey::Global);
    // Every recorded list was asked for with the global key, but for those that say otherwise.
    let mut count = 0;
    for (_, exchange) in recordings() {
        let is_list = exchange.path == "/instance/fetchInstances" && exchange.status == 200;
        if is_list && !exchange.name.contains("token") && exchange.reply.is_array() {
            count += 1;
            let kind = key_of_list(&Secret::new(KEY), &exchange.reply);
            let rows = exchange.reply.as_array().map_or(0, Vec::len);
            assert!(kind == ListKey::Global || rows == 1, "{} {kind:?}", exchange.name);
        }
    }
    assert!(count > 3, "{count}");
}

#[test]
fn the_licence() {
    let newer = || (HELLO, json(200, r#"{"version":"2.4.0"}"#));
    let locked = || json(503, r#"{"error":"not activated","code":"LICENSE_REQUIRED"}"#);
    check(
        target(V2),
        vec![newer(), (VERIFY, locked())],
        &greeted(&[Finding::KeyBehindLicence, Finding::KindBehindLicence, Finding::LicenceMissing]),
    );
    let status = |answer: CheckAnswer, expected: Finding| {
        let script =
            vec![newer(), (VERIFY, heard("v2", "verify-creds")), ("GET /license/status", answer)];
        let brief = CheckTarget { is_brief: true, ..target(V2) };
        check_findings(brief, script, &greeted(&[KeyGood, KindGlobal, expected]));
    };
    status(json(200, r#"{"status":"active","instance_id":"x"}"#), Finding::LicenceActive);
    status(json(200, r#"{"status":"inactive"}"#), Finding::LicenceMissing);
    status(json(200, r#"{"state":"?"}"#), Finding::LicenceUnknown);
    status(
        json(404, r#"{"response":{"message":["Cannot GET /license/status"]}}"#),
        LicenceNotNeeded,
    );
    status(locked(), Finding::LicenceMissing);
    status(CheckAnswer::NoReply(Case::Timeout), Finding::LicenceUnknown);
}

#[test]
fn no_question_asks_for_all_instances_with_a_key_that_may_be_the_global_one() {
    let refused = || heard("v2", "verify-creds-wrong-key");
    let mut check = ConnectionCheck::new(target(V2));
    let mut asked_before = Vec::new();
    for answer in [heard("v2", "root-banner"), refused(), refused()] {
        let Some(CheckQuestion::Call(call)) = check.question() else { panic!("a call") };
        assert!(!call.url.ends_with("/fetchInstances"), "{asked_before:?}");
        asked_before.push(call.url);
        check.take(answer);
    }
    assert_eq!(asked_before.len(), 3);
}

#[test]
fn a_key_that_is_refused_and_accepted_in_turn_is_told() {
    let hello = || (HELLO, heard("v2", "root-banner"));
    let refused = || (VERIFY, heard("v2", "verify-creds-wrong-key"));
    let script = vec![hello(), refused(), (VERIFY, heard("v2", "verify-creds"))];
    check(target(V2), script, &greeted(&[Finding::KeyInTurn]));
    let script = vec![
        (HELLO, heard("v1", "root-banner")),
        (PROBE, heard("v1", "fetchInstances-no-apikey")),
        (PROBE, heard("v1", "fetchInstances-unknown-name")),
    ];
    check(target(V1), script, &greeted(&[Finding::KeyInTurn]));
}

#[test]
fn the_key_of_the_vendors_example_is_told_where_it_is_refused() {
    let script = || {
        vec![
            (HELLO, heard("v1", "root-banner")),
            (PROBE, heard("v1", "fetchInstances-no-apikey")),
            (PROBE, heard("v1", "fetchInstances-no-apikey")),
        ]
    };
    for key in ["429683C4C977415CAAFCCE10F7D57E11", "b6d711fc-de4d-4fd5-9365-44120e713976"] {
        let target = CheckTarget { key: Secret::new(key), ..target(V1) };
        check(target, script(), &greeted(&[Finding::KeyOfExample]));
    }
}

#[test]
fn the_page_that_activates_a_licence_is_offered_where_it_is_one() {
    let link = |url: &str| {
        let answer = format!(r#"{{"code":"LICENSE_REQUIRED","register_url":{url}}}"#);
        let script =
            vec![(HELLO, json(200, r#"{"version":"2.4.0"}"#)), (VERIFY, json(503, &answer))];
        let results = advance(target(V2), script);
        results.last().and_then(|result| result.link.clone())
    };
    let page = "https://licence.example.com/register?id=1";
    assert_eq!(link(&format!("\"{page}\"")).as_deref(), Some(page));
    for odd in ["\"javascript:alert(1)\"", "\"https://a:b@c.d\"", "\"https://a b\"", "7", "null"] {
        assert_eq!(link(odd), None, "{odd}");
    }
}
