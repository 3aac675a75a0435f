//! The steps up to the dialect: address, network, CORS, version.

use Finding::{
    DialectChosen, DialectTold, KeyGood, KindGlobal, LicenceNotNeeded, LocalNotNeeded, MixedNot,
    ReachGood, UrlGood, VersionGood, VersionNone,
};

use crate::domain::diagnostics::findings::{CheckStep, Finding, StepResult, StepStatus};
use crate::domain::diagnostics::{
    CheckAnswer, CheckQuestion, CheckTarget, ConnectionCheck, PageOrigin, Permission,
};
use crate::domain::http::place::Place;
use crate::domain::http::secret::Secret;
use crate::domain::reply::error::Case;
use crate::domain::schema::dialect::Dialect;
use crate::domain::tests::diagnostics::{
    HELLO, L2MSG, PROBE, PUBLIC, V1, V2, check, greeted, heard, json, target,
};

#[test]
fn what_an_address_alone_tells() {
    #[track_caller]
    fn of(url: &str, page: PageOrigin, expected: &[Finding]) {
        let check = ConnectionCheck::new(CheckTarget { url: url.to_owned(), page, ..target(V2) });
        let findings: Vec<Finding> = check.results.iter().map(|told| told.finding).collect();
        assert_eq!(findings, expected, "{url}");
    }
    let near = PageOrigin { is_https: false, place: Place::Machine };
    let home = PageOrigin { is_https: false, place: Place::LocalNetwork };
    let open = PageOrigin { is_https: false, place: Place::Elsewhere };
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
        let page = PageOrigin { is_https, place: Place::Elsewhere };
        let mut check =
            ConnectionCheck::new(CheckTarget { url: url.to_owned(), page, ..target(V2) });
        assert_eq!(check.question(), Some(CheckQuestion::Permission), "{url}");
        check.take(CheckAnswer::Permission(permission));
        let findings: Vec<Finding> = check.results.iter().map(|told| told.finding).collect();
        assert_eq!(findings, [[UrlGood].as_slice(), expected].concat(), "{url} {permission:?}");
        let is_broken = expected.iter().any(|finding| finding.status() == StepStatus::Bad);
        assert_eq!(check.question().is_none(), is_broken);
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
    let silence = || {
        vec![
            (HELLO, CheckAnswer::NoReply(Case::Unreachable)),
            ("opaque", CheckAnswer::Opaque(false)),
        ]
    };
    let asked = |permission| ("permission", CheckAnswer::Permission(permission));
    let home = || CheckTarget { url: "https://10.0.0.2".to_owned(), ..target(V2) };
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
    let silent = || CheckAnswer::NoReply(Case::Unreachable);
    check(
        target(V2),
        vec![(HELLO, silent()), ("opaque", CheckAnswer::Opaque(false))],
        &with(&[Finding::ReachNone]),
    );
    let refused = vec![(HELLO, silent()), ("opaque", CheckAnswer::Opaque(true)), (HELLO, silent())];
    let told = check(target(V2), refused, &with(&[ReachGood, Finding::CorsRefused]));
    let line = told.last().and_then(|told| told.lines("https://panel.example.com"));
    assert_eq!(line.as_deref(), Some("CORS_ORIGIN=https://panel.example.com"));
    check(
        target(V2),
        vec![(HELLO, CheckAnswer::NoReply(Case::Timeout))],
        &with(&[Finding::ReachTimeout]),
    );
    check(
        target(V2),
        vec![(HELLO, CheckAnswer::NoReply(Case::Offline))],
        &with(&[Finding::ReachOffline]),
    );
    // The refusal itself is readable where page and server share their origin.
    for (file, dialect) in [("v1", V1), ("v2", V2)] {
        check(
            target(dialect),
            vec![(HELLO, heard(file, "cors-restricted-no-origin"))],
            &with(&[ReachGood, Finding::CorsOwn]),
        );
    }
    // A connection that broke once is no refusal.
    let flaky = vec![
        (HELLO, silent()),
        ("opaque", CheckAnswer::Opaque(true)),
        (HELLO, heard("v1", "root-banner")),
        (PROBE, heard("v1", "fetchInstances-unknown-name")),
    ];
    check(
        target(V1),
        flaky,
        &greeted(&[KeyGood, KindGlobal, LicenceNotNeeded, Finding::SwitchesUnreadable]),
    );
}

#[test]
fn what_answers_the_greeting() {
    #[track_caller]
    fn of(dialect: Option<Dialect>, answer: CheckAnswer, expected: Finding, subject: &str) {
        let mut check = ConnectionCheck::new(target(dialect));
        check.take(answer);
        let told = check.results.iter().find(|told| told.finding.step() == CheckStep::Version);
        assert_eq!(told, Some(&StepResult::new(expected, subject)));
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
fn the_dialect_told_next_to_the_one_chosen() {
    #[track_caller]
    fn of(chosen: Option<Dialect>, greeting: CheckAnswer, expected: Finding, subject: &str) {
        let mut check =
            ConnectionCheck::new(CheckTarget { key: Secret::default(), ..target(chosen) });
        check.take(greeting);
        let told = check.results.iter().find(|told| told.finding.step() == CheckStep::Dialect);
        assert_eq!(told, Some(&StepResult::new(expected, subject)));
        let ends = if expected == Finding::DialectMissing { expected } else { Finding::KeyEmpty };
        assert_eq!(check.results.last().map(|told| told.finding), Some(ends));
        assert_eq!(check.question(), None, "without a key nobody is asked about one");
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
fn an_address_with_one_segment_too_many_is_tried_without_it() {
    let at =
        |path: &str| CheckTarget { url: format!("https://api.example.com{path}"), ..target(V2) };
    let no_route = || json(404, r#"{"response":{"message":["Cannot GET /api/"]}}"#);
    let result = |target: CheckTarget, first: CheckAnswer, second: CheckAnswer| {
        let mut check = ConnectionCheck::new(target);
        check.take(first);
        let Some(CheckQuestion::Call(call)) = check.question() else { panic!("a second call") };
        assert!(call.key.is_empty(), "the key is for the address that was typed alone");
        check.take(second);
        let found = check.results.iter().find(|found| found.finding.step() == CheckStep::Version);
        (call.url, found.map(|found| (found.finding, found.subject.clone())))
    };
    let (asked, found) = result(at("/api"), no_route(), heard("v2", "root-banner"));
    assert_eq!(asked, "https://api.example.com/");
    let shorter = "https://api.example.com".to_owned();
    assert_eq!(found, Some((Finding::VersionShorter, shorter)));
    // Nothing better there: what the typed address answered counts.
    let page = || json(200, "<!doctype html><title>x</title>");
    let (asked, found) = result(at("/evo/api"), no_route(), page());
    assert_eq!(asked, "https://api.example.com/evo/");
    assert_eq!(found, Some((Finding::VersionPath, String::new())));
    let (_, found) = result(at("/api"), page(), CheckAnswer::NoReply(Case::Timeout));
    assert_eq!(found, Some((Finding::VersionHtml, String::new())));
}
