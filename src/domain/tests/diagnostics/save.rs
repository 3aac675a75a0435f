//! What keeps a server from being saved, and at which field it is said.

use super::{V1, V2, heard, json, target};
use crate::domain::diagnostics::findings::Finding;
use crate::domain::diagnostics::save::{SaveStop, SaveVerdict};
use crate::domain::diagnostics::{CheckAnswer, CheckQuestion, CheckTarget, ConnectionCheck};
use crate::domain::http::secret::Secret;
use crate::domain::reply::error::Case;
use crate::domain::schema::dialect::Dialect;
use crate::domain::servers::form::ServerField;

/// What saving makes of these answers.
fn verdict(target: CheckTarget, answers: impl IntoIterator<Item = CheckAnswer>) -> SaveVerdict {
    let mut check = ConnectionCheck::new(CheckTarget { is_brief: true, ..target });
    for answer in answers {
        assert!(check.question().is_some(), "asks no more after {:?}", check.results);
        check.take(answer);
    }
    assert_eq!(check.question(), None, "asks more after {:?}", check.results);
    SaveVerdict::of(&check)
}

#[track_caller]
fn stops(
    target: CheckTarget,
    answers: impl IntoIterator<Item = CheckAnswer>,
    field: ServerField,
    finding: Finding,
) -> SaveStop {
    match verdict(target, answers) {
        SaveVerdict::Stopped(stop) => {
            assert_eq!((stop.field, stop.result.finding), (field, finding));
            stop
        }
        ready @ SaveVerdict::Ready { .. } => panic!("{ready:?}"),
    }
}

fn hello() -> CheckAnswer {
    heard("v2", "root-banner")
}

fn refused() -> CheckAnswer {
    heard("v2", "verify-creds-wrong-key")
}

#[test]
fn a_key_that_the_server_takes_lets_it_be_saved_with_its_dialect() {
    let ready = SaveVerdict::Ready { dialect: Dialect::EvolutionV2, version: "2.3.6".to_owned() };
    assert_eq!(verdict(target(None), [hello(), heard("v2", "verify-creds")]), ready);
    let ready = SaveVerdict::Ready { dialect: Dialect::EvolutionV1, version: "1.8.2".to_owned() };
    let answers = [heard("v1", "root-banner"), heard("v1", "fetchInstances-unknown-name")];
    assert_eq!(verdict(target(None), answers), ready);
    // A dialect that somebody chose stays, whatever the server says.
    let answers = [hello(), heard("v1", "fetchInstances-unknown-name")];
    assert!(matches!(
        verdict(target(V1), answers),
        SaveVerdict::Ready { dialect: Dialect::EvolutionV1, .. }
    ));
}

#[test]
fn a_wrong_key_a_token_and_a_missing_key_are_said_at_the_key() {
    let row = r#"[{"name":"sales","token":"test-global-key"}]"#;
    let token = [hello(), refused(), refused(), json(200, row)];
    assert!(stops(target(V2), token, ServerField::Key, Finding::KindToken).is_refused_key());
    let wrong = [hello(), refused(), refused(), refused()];
    assert!(stops(target(None), wrong, ServerField::Key, Finding::KeyWrong).is_refused_key());
    let missing = CheckTarget { key: Secret::default(), ..target(V2) };
    assert!(!stops(missing, [hello()], ServerField::Key, Finding::KeyEmpty).is_refused_key());
    let in_turn = [hello(), refused(), heard("v2", "verify-creds")];
    assert!(!stops(target(V2), in_turn, ServerField::Key, Finding::KeyInTurn).is_refused_key());
}

#[test]
fn a_server_that_cannot_be_asked_is_told_by_its_cause_at_the_address() {
    let silent = |case| CheckAnswer::NoReply(case);
    let none = [silent(Case::Unreachable), CheckAnswer::Opaque(false)];
    stops(target(None), none, ServerField::Url, Finding::ReachNone);
    stops(target(None), [silent(Case::Timeout)], ServerField::Url, Finding::ReachTimeout);
    stops(target(None), [silent(Case::Offline)], ServerField::Url, Finding::ReachOffline);
    let cors = [silent(Case::Unreachable), CheckAnswer::Opaque(true), silent(Case::Unreachable)];
    stops(target(None), cors, ServerField::Url, Finding::CorsRefused);
    let page = json(200, "<!doctype html><title>x</title>");
    stops(target(None), [page], ServerField::Url, Finding::VersionHtml);
    let locked = json(503, r#"{"code":"LICENSE_REQUIRED","register_url":"https://a.b/c"}"#);
    let stop = stops(target(V2), [hello(), locked], ServerField::Url, Finding::LicenceMissing);
    assert_eq!(stop.result.link.as_deref(), Some("https://a.b/c"));
}

#[test]
fn a_dialect_that_the_server_does_not_tell_has_to_be_chosen() {
    stops(target(None), [json(200, "{}")], ServerField::Dialect, Finding::DialectMissing);
}

#[test]
fn a_server_that_was_just_greeted_is_not_greeted_again() {
    let of = |version: &str| CheckTarget { greeted: Some(version.to_owned()), ..target(None) };
    let first = |version: &str| match ConnectionCheck::new(of(version)).question() {
        Some(CheckQuestion::Call(call)) => format!("{} {}", call.method.name(), call.url),
        other => panic!("{other:?}"),
    };
    assert_eq!(first("2.3.6"), "POST https://api.example.com/verify-creds");
    assert!(first("1.8.2").starts_with("GET https://api.example.com/instance/fetchInstances?"));
    let ready = SaveVerdict::Ready { dialect: Dialect::EvolutionV2, version: "2.3.6".to_owned() };
    assert_eq!(verdict(of("2.3.6"), [heard("v2", "verify-creds")]), ready);
}

#[test]
fn odd_addresses_and_keys_panic_nowhere() {
    for odd in [
        "x".repeat(5_000),
        format!("https://{}", "a".repeat(5_000)),
        format!("https://a.b/{}", "c/".repeat(2_500)),
        "<img src=x onerror=alert(1)>".to_owned(),
        "\u{202e}https://evil\u{0}\u{feff}\u{1f4a9}".to_owned(),
        "\u{301}\u{301}//é日本:99999999999/".to_owned(),
        "[::".to_owned(),
        "{{".to_owned(),
    ] {
        let target =
            CheckTarget { url: odd.clone(), key: Secret::new(odd.as_str()), ..target(None) };
        let mut check = ConnectionCheck::new(target);
        while check.question().is_some() {
            check.take(json(401, &odd));
        }
        assert!(matches!(SaveVerdict::of(&check), SaveVerdict::Stopped(_)), "{odd:?}");
    }
}
