//! The connection doctor: what it asks, in which order, and what it makes of the recorded answers
//! of running servers.

use super::{recording, recordings};
use crate::domain::address::Place;
use crate::domain::dialect::Dialect;
use crate::domain::doctor::{Finding, Mark, Rung, Told};
use crate::domain::endpoint::Method;
use crate::domain::error::Case;
use crate::domain::ladder::{
    Answer, Ladder, ListKey, Page, Patient, Permission, Question, key_of_list,
};
use crate::domain::secret::Secret;

const V1: Option<Dialect> = Some(Dialect::EvolutionV1);
const V2: Option<Dialect> = Some(Dialect::EvolutionV2);
const L2MSG: Option<Dialect> = Some(Dialect::L2msg);
const KEY: &str = "test-global-key";
/// An https page on the internet.
const PUBLIC: Page = Page { is_https: true, place: Place::Elsewhere };

fn patient(dialect: Option<Dialect>) -> Patient {
    Patient {
        url: "https://api.example.com".to_owned(),
        dialect,
        key: Secret::new(KEY),
        names: Vec::new(),
        page: PUBLIC,
        is_brief: false,
    }
}

/// The recorded answer of this name.
fn heard(file: &str, name: &str) -> Answer {
    let (_, exchange) = recording(file, name);
    Answer::Reply(exchange.status, exchange.text())
}

fn json(status: u16, text: &str) -> Answer {
    Answer::Reply(status, text.to_owned())
}

/// A question as one line: what is asked, without the server's address.
fn asked(question: &Question) -> String {
    match question {
        Question::Permission => "permission".to_owned(),
        Question::Opaque(_) => "opaque".to_owned(),
        Question::Call(call) => {
            let path = call.url.split_once("://").and_then(|(_, rest)| rest.split_once('/'));
            let key = if call.key.is_empty() { "" } else { " with key" };
            format!("{} /{}{key}", call.method.name(), path.map_or("", |(_, path)| path))
        }
    }
}

/// Climbs along the script and tells what was found; the questions must be those of the script.
#[track_caller]
fn climb(patient: Patient, script: Vec<(&str, Answer)>) -> Vec<Told> {
    let mut ladder = Ladder::new(patient);
    for (question, answer) in script {
        let next = ladder.question().map(|question| asked(&question));
        assert_eq!(next.as_deref(), Some(question), "after {:?}", ladder.told);
        let rung = ladder.rung().expect("a question belongs to a rung");
        assert_eq!(rung, Rung::ALL[ladder.told.len()]);
        ladder.take(answer);
    }
    assert_eq!(ladder.question(), None, "the script ends too early: {:?}", ladder.told);
    assert_eq!(ladder.rung(), None);
    for (told, rung) in ladder.told.iter().zip(Rung::ALL) {
        assert_eq!(told.finding.rung(), rung, "one finding a rung, in their order");
    }
    ladder.told
}

#[track_caller]
fn check(patient: Patient, script: Vec<(&str, Answer)>, expected: &[Finding]) -> Vec<Told> {
    let told = climb(patient, script);
    let findings: Vec<Finding> = told.iter().map(|told| told.finding).collect();
    assert_eq!(findings, expected);
    let (last, before) = told.split_last().expect("something is always told");
    assert!(before.iter().all(|told| told.finding.mark() != Mark::Bad), "it stops where it breaks");
    assert!(last.finding.rung() == Rung::Switches || last.finding.mark() == Mark::Bad);
    told
}

use Finding::{
    CorsGood, DialectChosen, DialectTold, KeyGood, KindGlobal, LicenceNotNeeded, LocalNotNeeded,
    MixedNot, ReachGood, UrlGood, VersionGood, VersionNone,
};

/// What is found up to the dialect when nothing is wrong.
const GREETED: [Finding; 7] =
    [UrlGood, MixedNot, LocalNotNeeded, ReachGood, CorsGood, VersionGood, DialectTold];

fn greeted(then: &[Finding]) -> Vec<Finding> {
    [GREETED.as_slice(), then].concat()
}

const HELLO: &str = "GET /";
const VERIFY: &str = "POST /verify-creds with key";
const LIST: &str = "GET /instance/fetchInstances with key";

#[test]
fn what_an_address_alone_tells() {
    #[track_caller]
    fn of(url: &str, page: Page, expected: &[Finding]) {
        let ladder = Ladder::new(Patient { url: url.to_owned(), page, ..patient(V2) });
        let findings: Vec<Finding> = ladder.told.iter().map(|told| told.finding).collect();
        assert_eq!(findings, expected, "{url}");
    }
    let near = Page { is_https: false, place: Place::Machine };
    let home = Page { is_https: false, place: Place::LocalNetwork };
    let open = Page { is_https: false, place: Place::Elsewhere };
    of("", PUBLIC, &[Finding::UrlEmpty]);
    of("  ", PUBLIC, &[Finding::UrlEmpty]);
    of("no address", PUBLIC, &[Finding::UrlBad]);
    of("ftp://host", PUBLIC, &[Finding::UrlBad]);
    of("https://key:secret@host", PUBLIC, &[Finding::UrlBad]);
    of(
        "https://api.example.com/manager/",
        PUBLIC,
        &[Finding::UrlCleaned, MixedNot, LocalNotNeeded],
    );
    of("http://api.example.com", PUBLIC, &[UrlGood, Finding::MixedBlocked]);
    of("http://api.example.com", open, &[UrlGood, Finding::MixedClear, LocalNotNeeded]);
    of("http://127.0.0.1:8080", near, &[UrlGood, MixedNot, LocalNotNeeded]);
    // From here on the browser has a say.
    of("http://127.0.0.1:8080", PUBLIC, &[UrlGood, MixedNot]);
    of("http://127.0.0.1:8080", home, &[UrlGood, MixedNot]);
    of("http://192.168.1.5:8080", PUBLIC, &[UrlGood, Finding::MixedLocal]);
    of("https://192.168.1.5:8080", PUBLIC, &[UrlGood, MixedNot]);
    of("http://192.168.1.5:8080", home, &[UrlGood, MixedNot, LocalNotNeeded]);
    of("http://192.168.1.5:8080", open, &[UrlGood, MixedNot]);
}

#[test]
fn the_permission_for_the_local_network() {
    #[track_caller]
    fn of(url: &str, is_https: bool, permission: Permission, expected: &[Finding]) {
        let page = Page { is_https, place: Place::Elsewhere };
        let mut ladder = Ladder::new(Patient { url: url.to_owned(), page, ..patient(V2) });
        assert_eq!(ladder.question(), Some(Question::Permission), "{url}");
        ladder.take(Answer::Permission(permission));
        let findings: Vec<Finding> = ladder.told.iter().map(|told| told.finding).collect();
        assert_eq!(findings, [[UrlGood].as_slice(), expected].concat(), "{url} {permission:?}");
        let is_broken = expected.iter().any(|finding| finding.mark() == Mark::Bad);
        assert_eq!(ladder.question().is_none(), is_broken);
    }
    use Permission::{Denied, Granted, Prompt, Unknown};
    of("https://10.0.0.2", true, Granted, &[MixedNot, Finding::LocalGranted]);
    of("https://10.0.0.2", true, Prompt, &[MixedNot, Finding::LocalPrompt]);
    of("https://10.0.0.2", true, Denied, &[MixedNot, Finding::LocalDenied]);
    of("https://10.0.0.2", true, Unknown, &[MixedNot, Finding::LocalUnknown]);
    of("http://10.0.0.2", false, Denied, &[MixedNot, Finding::LocalInsecure]);
    // A browser with the permission lets a local server off the rule for mixed content.
    of("http://10.0.0.2", true, Granted, &[Finding::MixedLocal, Finding::LocalGranted]);
    of("http://10.0.0.2", true, Prompt, &[Finding::MixedLocal, Finding::LocalPrompt]);
    of("http://10.0.0.2", true, Unknown, &[Finding::MixedBlocked]);
}

/// The operator may say no to the browser's question, which comes with the first call.
#[test]
fn a_permission_denied_on_the_way_is_no_server_that_is_down() {
    let silence =
        || vec![(HELLO, Answer::NoReply(Case::Unreachable)), ("opaque", Answer::Opaque(false))];
    let asked = |permission| ("permission", Answer::Permission(permission));
    let home = || Patient { url: "https://10.0.0.2".to_owned(), ..patient(V2) };
    let denied =
        [vec![asked(Permission::Prompt)], silence(), vec![asked(Permission::Denied)]].concat();
    check(home(), denied, &[UrlGood, MixedNot, Finding::LocalDenied]);
    for second in [Permission::Prompt, Permission::Granted] {
        let down =
            [vec![asked(Permission::Prompt)], silence(), vec![asked(second)], silence()].concat();
        let local = match second {
            Permission::Granted => Finding::LocalGranted,
            _ => Finding::LocalPrompt,
        };
        check(home(), down, &[UrlGood, MixedNot, local, Finding::ReachNone]);
    }
}

#[test]
fn places() {
    #[track_caller]
    fn check(url: &str, expected: Place) {
        assert_eq!(Place::of(url), expected, "{url}");
    }
    for url in ["http://localhost", "http://127.0.0.1:1/x", "http://127.9.9.9", "http://[::1]:8080"]
    {
        check(url, Place::Machine);
    }
    for url in [
        "http://10.1.2.3",
        "https://172.16.0.1",
        "https://172.31.0.1",
        "http://192.168.0.10:8080/whatsapp",
        "http://169.254.1.1",
        "http://nas.local",
        "http://evolution",
        "http://evolution:8080",
        "http://[fd12:3456::1]:80",
        "http://[fe80::1]",
    ] {
        check(url, Place::LocalNetwork);
    }
    for url in [
        "https://api.example.com",
        "https://172.32.0.1",
        "https://8.8.8.8",
        "https://192.169.0.1",
        "https://10.example.com",
        "https://localhost.example.com",
        "https://[2001:db8::1]",
        "https://127.0.0.1.example.com",
    ] {
        check(url, Place::Elsewhere);
    }
}

#[test]
fn nobody_there_and_nobody_who_may_be_read() {
    let before = [UrlGood, MixedNot, LocalNotNeeded];
    let with = |more: &[Finding]| [before.as_slice(), more].concat();
    let silent = || Answer::NoReply(Case::Unreachable);
    check(
        patient(V2),
        vec![(HELLO, silent()), ("opaque", Answer::Opaque(false))],
        &with(&[Finding::ReachNone]),
    );
    let refused = vec![(HELLO, silent()), ("opaque", Answer::Opaque(true)), (HELLO, silent())];
    let told = check(patient(V2), refused, &with(&[ReachGood, Finding::CorsRefused]));
    let line = told.last().and_then(|told| told.lines("https://panel.example.com"));
    assert_eq!(line.as_deref(), Some("CORS_ORIGIN=https://panel.example.com"));
    check(
        patient(V2),
        vec![(HELLO, Answer::NoReply(Case::Timeout))],
        &with(&[Finding::ReachTimeout]),
    );
    check(
        patient(V2),
        vec![(HELLO, Answer::NoReply(Case::Offline))],
        &with(&[Finding::ReachOffline]),
    );
    // The refusal itself is readable where page and server share their origin.
    for (file, dialect) in [("v1", V1), ("v2", V2)] {
        check(
            patient(dialect),
            vec![(HELLO, heard(file, "cors-restricted-no-origin"))],
            &with(&[ReachGood, Finding::CorsOwn]),
        );
    }
    // A connection that broke once is no refusal.
    let flaky = vec![
        (HELLO, silent()),
        ("opaque", Answer::Opaque(true)),
        (HELLO, heard("v1", "root-banner")),
        (LIST, heard("v1", "fetchInstances-all")),
    ];
    check(
        patient(V1),
        flaky,
        &greeted(&[KeyGood, KindGlobal, LicenceNotNeeded, Finding::SwitchesUnreadable]),
    );
}

#[test]
fn what_answers_the_greeting() {
    #[track_caller]
    fn of(dialect: Option<Dialect>, answer: Answer, expected: Finding, subject: &str) {
        let mut ladder = Ladder::new(patient(dialect));
        ladder.take(answer);
        let told = ladder.told.iter().find(|told| told.finding.rung() == Rung::Version);
        assert_eq!(told, Some(&Told::new(expected, subject)));
    }
    let page = || json(200, "<!doctype html><title>Welcome to nginx!</title>");
    for name in ["root-banner", "root-banner-docs-and-manager-disabled"] {
        of(V1, heard("v1", name), VersionGood, "1.8.2");
    }
    for name in ["root-banner", "root-banner-manager-disabled"] {
        of(V2, heard("v2", name), VersionGood, "2.3.6");
    }
    of(None, heard("v2", "root-banner"), VersionGood, "2.3.6");
    of(V2, json(200, r#"{"version":"2.2.3"}"#), Finding::VersionOld, "2.2.3");
    of(V2, json(200, r#"{"hello":"there"}"#), VersionNone, "");
    of(V2, page(), Finding::VersionHtml, "");
    of(None, page(), Finding::VersionHtml, "");
    of(V2, json(404, "404 page not found"), Finding::VersionHtml, "");
    of(V2, json(200, "pong"), Finding::VersionHtml, "");
    let no_route = || json(404, r#"{"status":404,"response":{"message":["Cannot GET /"]}}"#);
    of(V2, no_route(), Finding::VersionPath, "");
    of(V1, no_route(), Finding::VersionPath, "");
    of(None, no_route(), VersionNone, "");
    of(V2, json(502, "<html>Bad Gateway</html>"), Finding::VersionGateway, "");
    of(V2, json(429, "{}"), Finding::VersionOther, "429");
    of(V2, json(200, ""), Finding::VersionOther, "200");
    of(V2, json(503, r#"{"code":"LICENSE_REQUIRED"}"#), VersionNone, "");
    // Whether l2msg greets is not known, so nothing it answers there is wrong.
    of(L2MSG, no_route(), VersionNone, "");
    of(L2MSG, page(), VersionNone, "");
    of(L2MSG, json(401, "{}"), VersionNone, "");
    of(L2MSG, json(502, ""), Finding::VersionGateway, "");
}

#[test]
fn the_dialect_told_beside_the_one_chosen() {
    #[track_caller]
    fn of(chosen: Option<Dialect>, greeting: Answer, expected: Finding, subject: &str) {
        let mut ladder = Ladder::new(Patient { key: Secret::default(), ..patient(chosen) });
        ladder.take(greeting);
        let told = ladder.told.iter().find(|told| told.finding.rung() == Rung::Dialect);
        assert_eq!(told, Some(&Told::new(expected, subject)));
        let ends = if expected == Finding::DialectMissing { expected } else { Finding::KeyEmpty };
        assert_eq!(ladder.told.last().map(|told| told.finding), Some(ends));
        assert_eq!(ladder.question(), None, "without a key nobody is asked about one");
    }
    of(None, heard("v1", "root-banner"), DialectTold, "Evolution 1.x");
    of(None, heard("v2", "root-banner"), DialectTold, "Evolution 2.x");
    of(V2, heard("v2", "root-banner"), DialectTold, "Evolution 2.x");
    of(V1, heard("v2", "root-banner"), Finding::DialectOther, "Evolution 2.x");
    of(L2MSG, json(404, "{}"), DialectChosen, "l2msg");
    of(V2, json(200, r#"{"version":"3.0"}"#), DialectChosen, "Evolution 2.x");
    of(None, json(200, r#"{"version":"3.0"}"#), Finding::DialectMissing, "");
    of(None, json(200, "{}"), Finding::DialectMissing, "");
}

#[test]
fn the_key_on_2x() {
    let hello = || (HELLO, heard("v2", "root-banner"));
    let key = |key: &str| Patient { key: Secret::new(key), is_brief: true, ..patient(V2) };
    let ends = |script, told: &[Finding]| climb_brief(key(KEY), script, &greeted(told));
    ends(
        vec![hello(), (VERIFY, heard("v2", "verify-creds"))],
        &[KeyGood, KindGlobal, LicenceNotNeeded],
    );
    let wrong = vec![
        hello(),
        (VERIFY, heard("v2", "verify-creds-wrong-key")),
        (LIST, heard("v2-after", "cors-one-allowed-fetch-wrongkey")),
    ];
    ends(wrong, &[Finding::KeyWrong]);
    // An instance's token is no credential, but the list shows it its own rows.
    let token = vec![
        hello(),
        (VERIFY, heard("v2", "verify-creds-wrong-key")),
        (LIST, heard("v2", "fetchInstances-with-instance-token")),
    ];
    let told = climb_brief(key("my-token-1"), token, &greeted(&[KeyGood, Finding::KindToken]));
    // Two of the recorded instances share it.
    assert_eq!(told.last().map(|told| told.subject.as_str()), Some("tok1, tok2"));
    // A server that does not keep instances in its database shows it none; their own state does.
    let by_name = vec![
        hello(),
        (VERIFY, heard("v2", "verify-creds-wrong-key")),
        (LIST, heard("v2", "fetchInstances-no-apikey")),
        ("GET /instance/connectionState/other with key", heard("v2", "connectionState-no-apikey")),
        (
            "GET /instance/connectionState/tok1 with key",
            heard("v2", "connectionState-with-instance-token"),
        ),
    ];
    let names = vec!["other".to_owned(), "tok1".to_owned()];
    let told = climb_brief(
        Patient { names, ..key("my-token-1") },
        by_name,
        &greeted(&[KeyGood, Finding::KindToken]),
    );
    assert_eq!(told.last().map(|told| told.subject.as_str()), Some("tok1"));
    // Some servers of this dialect lack the route.
    let no_route = || json(404, r#"{"response":{"message":["Cannot POST /verify-creds"]}}"#);
    ends(
        vec![hello(), (VERIFY, no_route()), (LIST, heard("v2", "fetchInstances-all"))],
        &[KeyGood, KindGlobal, LicenceNotNeeded],
    );
    ends(vec![hello(), (VERIFY, Answer::NoReply(Case::Unreachable))], &[Finding::KeyPreflight]);
    ends(vec![hello(), (VERIFY, Answer::NoReply(Case::Timeout))], &[Finding::KeyNoAnswer]);
    ends(vec![hello(), (VERIFY, json(500, "{}"))], &[Finding::KeyFailed]);
}

/// [`check`] for climbs that leave the switches out.
#[track_caller]
fn climb_brief(patient: Patient, script: Vec<(&str, Answer)>, expected: &[Finding]) -> Vec<Told> {
    let told = climb(patient, script);
    let findings: Vec<Finding> = told.iter().map(|told| told.finding).collect();
    assert_eq!(findings, expected);
    told
}

#[test]
fn the_key_on_1x_and_l2msg() {
    let hello = || (HELLO, heard("v1", "root-banner"));
    check(
        patient(V1),
        vec![hello(), (LIST, heard("v1", "fetchInstances-all"))],
        &greeted(&[KeyGood, KindGlobal, LicenceNotNeeded, Finding::SwitchesUnreadable]),
    );
    for name in ["fetchInstances-with-instance-token", "fetchInstances-no-apikey"] {
        check(
            patient(V1),
            vec![hello(), (LIST, heard("v1", name))],
            &greeted(&[Finding::KeyWrongOrToken]),
        );
    }
    let at_its_own = vec![
        hello(),
        (LIST, heard("v1", "fetchInstances-with-instance-token")),
        (
            "GET /instance/connectionState/tok1 with key",
            heard("v1", "connectionState-with-instance-token"),
        ),
    ];
    let names = vec!["tok1".to_owned()];
    check(
        Patient { names: names.clone(), ..patient(V1) },
        at_its_own,
        &greeted(&[KeyGood, Finding::KindToken]),
    );
    let at_another = vec![
        hello(),
        (LIST, heard("v1", "fetchInstances-with-instance-token")),
        ("GET /instance/connectionState/tok1 with key", heard("v1", "connectionState-no-apikey")),
    ];
    check(Patient { names, ..patient(V1) }, at_another, &greeted(&[Finding::KeyWrongOrToken]));

    let chosen =
        [UrlGood, MixedNot, LocalNotNeeded, ReachGood, CorsGood, VersionNone, DialectChosen];
    let good = [KeyGood, KindGlobal, LicenceNotNeeded, Finding::SwitchesNone];
    check(
        patient(L2MSG),
        vec![(HELLO, json(404, "{}")), (LIST, json(200, "[]"))],
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
        patient(V2),
        vec![newer(), (VERIFY, locked())],
        &greeted(&[Finding::KeyBehindLicence, Finding::KindBehindLicence, Finding::LicenceMissing]),
    );
    let status = |answer: Answer, expected: Finding| {
        let script =
            vec![newer(), (VERIFY, heard("v2", "verify-creds")), ("GET /license/status", answer)];
        let brief = Patient { is_brief: true, ..patient(V2) };
        climb_brief(brief, script, &greeted(&[KeyGood, KindGlobal, expected]));
    };
    status(json(200, r#"{"status":"active","instance_id":"x"}"#), Finding::LicenceActive);
    status(json(200, r#"{"status":"inactive"}"#), Finding::LicenceMissing);
    status(json(200, r#"{"state":"?"}"#), Finding::LicenceUnknown);
    status(
        json(404, r#"{"response":{"message":["Cannot GET /license/status"]}}"#),
        LicenceNotNeeded,
    );
    status(locked(), Finding::LicenceMissing);
    status(Answer::NoReply(Case::Timeout), Finding::LicenceUnknown);
}

#[test]
fn what_is_switched_off_is_asked_of_an_instance_that_is_there() {
    const GROUPS: [&str; 8] =
        ["websocket", "rabbitmq", "sqs", "nats", "kafka", "pusher", "chatwoot", "typebot"];
    let start = || vec![(HELLO, heard("v2", "root-banner")), (VERIFY, heard("v2", "verify-creds"))];
    let finds = |name: &str, answer: &dyn Fn(&str) -> Answer| -> Vec<(String, Answer)> {
        GROUPS.iter().map(|g| (format!("GET /{g}/find/{name} with key"), answer(g))).collect()
    };
    let run = |names: Vec<String>, more: &[(String, Answer)], expected: Finding| {
        let mut script = start();
        script.extend(more.iter().map(|(question, answer)| (question.as_str(), answer.clone())));
        let told = check(
            Patient { names, ..patient(V2) },
            script,
            &greeted(&[KeyGood, KindGlobal, LicenceNotNeeded, expected]),
        );
        told.last().map(|told| told.subject.clone()).unwrap_or_default()
    };
    let named = || vec!["a".to_owned()];
    let off = |group: &str| match group {
        "chatwoot" | "typebot" => {
            let text = format!(r#"{{"response":{{"message":["{group} is disabled"]}}}}"#);
            json(400, &text)
        }
        _ => json(200, ""),
    };
    let all: Vec<String> =
        GROUPS.iter().map(|g| format!("{}_ENABLED=true", g.to_ascii_uppercase())).collect();
    assert_eq!(run(named(), &finds("a", &off), Finding::SwitchesOff), all.join("\n"));
    run(named(), &finds("a", &|_| json(200, "null")), Finding::SwitchesAllOn);
    let some = |group: &str| if group == "nats" { json(200, "") } else { json(200, "[]") };
    assert_eq!(run(named(), &finds("a", &some), Finding::SwitchesOff), "NATS_ENABLED=true");

    // No name at hand, or one that is not there: the list has one.
    let list = |text: &str| (LIST.to_owned(), json(200, text));
    let some_there = list(r#"[{"name":"b c","token":"t"}]"#);
    let learned = [vec![some_there.clone()], finds("b%20c", &off)].concat();
    run(Vec::new(), &learned, Finding::SwitchesOff);
    let missing = || json(404, r#"{"response":{"message":["The \"a\" instance does not exist"]}}"#);
    let question = "GET /websocket/find/a with key".to_owned();
    let gone = [vec![(question.clone(), missing())], learned].concat();
    run(named(), &gone, Finding::SwitchesOff);
    run(Vec::new(), &[list("[]")], Finding::SwitchesNoInstance);
    // Deleted between the list and the question: it is not asked again and again.
    let fleeting = [list(r#"[{"name":"a"}]"#), (question.clone(), missing())];
    run(Vec::new(), &fleeting, Finding::SwitchesNoInstance);
    run(named(), &[(question, Answer::NoReply(Case::Timeout))], Finding::SwitchesFailed);
}

#[test]
fn every_call_only_reads_and_carries_the_key_where_it_is_judged() {
    // The one POST has no body, and its route changes nothing.
    let mut ladder = Ladder::new(Patient { names: vec!["a".to_owned()], ..patient(V2) });
    let mut calls = 0;
    while let Some(question) = ladder.question() {
        if let Question::Call(call) = &question {
            calls += 1;
            assert!(call.method == Method::Get || call.url.ends_with("/verify-creds"));
            assert_eq!(call.body, None);
            assert!(!call.url.contains(KEY));
        }
        ladder.take(json(200, r#"{"version":"2.4.1","status":"active"}"#));
    }
    assert_eq!(calls, 11);
}

#[test]
fn no_finding_tells_the_key() {
    let told = climb(
        patient(V2),
        vec![
            (HELLO, heard("v2", "root-banner")),
            (VERIFY, json(401, &format!(r#"{{"response":{{"message":"{KEY}"}}}}"#))),
            (LIST, json(401, &format!(r#"{{"response":{{"message":"{KEY}"}}}}"#))),
        ],
    );
    assert!(!format!("{told:?}").contains(KEY));
}
