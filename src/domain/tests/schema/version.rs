//! What depends on the version that a server tells.

use serde_json::json;

use crate::domain::proof::{Asked, DifferenceReason, FieldVerdict, section};
use crate::domain::reply::decode::FindReply;
use crate::domain::schema::api::Api;
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::encode;
use crate::domain::schema::event::{Event, EventSet};
use crate::domain::schema::field::Draft;
use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;
use crate::domain::schema::validate::{Fault, ValidationContext, problems};
use crate::domain::schema::version::Version;
use crate::domain::schema::wire::Carrier;
use crate::domain::tests::{drafts, text};

fn v2(version: &str) -> Api {
    Api::with_version_text(Dialect::EvolutionV2, Some(version))
}

#[test]
fn a_version_is_read_with_and_without_its_suffix() {
    #[track_caller]
    fn check(text: &str, expected: Option<Version>) {
        assert_eq!(Version::parse(text), expected, "{text}");
    }
    check("2.3.6", Some(Version::new(2, 3, 6)));
    check("v1.8.2", Some(Version::new(1, 8, 2)));
    check("2.4.0-rc2", Some(Version::new(2, 4, 0)));
    check(" 2.4 ", Some(Version::new(2, 4, 0)));
    check("2.3.10", Some(Version::new(2, 3, 10)));
    for text in ["", "2", "latest", "2.x", "2.3.6.1", "2.3.99999999", "-1.2.3", "2..3"] {
        check(text, None);
    }
    assert_eq!(Version::new(2, 3, 6).to_string(), "2.3.6");
}

#[test]
fn versions_are_compared_number_by_number() {
    let version = |text| Version::parse(text).expect("a version");
    assert!(version("2.3.10") > version("2.3.7"));
    assert!(version("2.10.0") > version("2.9.9"));
    let (since, until) = (Some(version("2.3.7")), Some(version("2.4.0")));
    assert!(!version("2.3.6").is_within(since, None));
    assert!(version("2.3.7").is_within(since, until));
    assert!(!version("2.4.0").is_within(since, until));
    assert!(version("1.0.0").is_within(None, until));
}

#[test]
fn an_unknown_version_is_treated_as_the_newest_recorded_one() {
    assert_eq!(Api::from(Dialect::EvolutionV2).version(), Version::new(2, 3, 6));
    assert_eq!(Api::from(Dialect::EvolutionV1).version(), Version::new(1, 8, 2));
    assert_eq!(v2("latest").told_version(), None);
    assert_eq!(v2("latest"), Api::from(Dialect::EvolutionV2));
}

#[test]
fn the_proxy_protocols_follow_the_version() {
    let choices = |api: Api| Field::ProxyProtocol.spec().choices(api);
    assert_eq!(choices(v2("2.1.1")), ["http", "socks"]);
    assert_eq!(choices(v2("2.3.6")), ["http", "socks"]);
    assert_eq!(choices(v2("2.3.7")), ["http", "socks", "socks5"]);
    assert_eq!(choices(v2("2.4.0-rc2")), ["http", "socks", "socks5"]);
    assert_eq!(choices(Dialect::EvolutionV2.into()), ["http", "socks"]);
    assert_eq!(choices(Dialect::EvolutionV1.into()), ["http", "https"]);
    #[track_caller]
    fn check(api: Api, protocol: &str, is_fine: bool) {
        let proxy = drafts(&[Section::Proxy], &[(Field::ProxyProtocol, text(protocol))]);
        let fault = problems(&proxy, api, &ValidationContext::default())
            .into_iter()
            .find(|problem| problem.field == Field::ProxyProtocol)
            .map(|problem| problem.fault);
        let expected = (!is_fine).then(|| Fault::NotAChoice(protocol.to_owned()));
        assert_eq!(fault, expected, "{protocol}");
    }
    check(v2("2.3.6"), "socks", true);
    check(v2("2.3.6"), "socks5", false);
    check(v2("2.3.7"), "socks5", true);
    check(v2("2.3.7"), "socks4", false);
    check(v2("2.3.7"), "https", false);
    check(Dialect::EvolutionV1.into(), "socks", false);
}

#[test]
fn a_newer_event_is_offered_and_sent_to_newer_servers_only() {
    let newer = Event::named("MESSAGING_HISTORY_SET").expect("the event exists");
    assert!(!EventSet::all(v2("2.3.7")).contains(newer));
    assert!(EventSet::all(v2("2.4.0-rc1")).contains(newer));
    assert!(!EventSet::all(Dialect::EvolutionV2).contains(newer));
    assert!(!EventSet::all(Dialect::EvolutionV1).contains(newer));
    assert_eq!(Event::of(v2("2.4.0")).count(), 32);
    let call = Event::named("CALL").expect("the event exists");
    let chosen: EventSet = [newer, call].into_iter().collect();
    let asked = drafts(&[Section::Websocket], &[(Field::WebsocketEvents, Draft::Events(chosen))]);
    let sent = |api: Api| {
        let body = encode::body(&asked, api, Carrier::Create).expect("a body");
        body["websocket"]["events"].clone()
    };
    assert_eq!(sent(v2("2.3.6")), json!(["CALL"]));
    assert_eq!(sent(v2("2.4.0")), json!(["MESSAGING_HISTORY_SET", "CALL"]));
    let faults = |api: Api| problems(&asked, api, &ValidationContext::default());
    assert!(faults(v2("2.3.6")).iter().any(|problem| problem.fault == Fault::EventsLeftOut));
    assert!(faults(v2("2.4.0")).iter().all(|problem| problem.fault != Fault::EventsLeftOut));
}

#[test]
fn all_events_are_those_of_the_version() {
    let asked = drafts(&[Section::Websocket], &[]);
    let names: Vec<&str> = Event::of(v2("2.3.6")).map(Event::name).collect();
    let stored = json!({"enabled": true, "events": names});
    let verdict = |api: Api| {
        let found = Ok(FindReply::One(stored.clone()));
        section(&Asked::new(&asked, api), Section::Websocket, found).rows[0].verdict
    };
    assert_eq!(verdict(v2("2.3.6")), FieldVerdict::SameInEffect(DifferenceReason::NoneMeansAll));
    let incomplete = DifferenceReason::EventsIncomplete { stored: 31, all: 32 };
    assert_eq!(verdict(v2("2.4.0")), FieldVerdict::Different(incomplete));
}

#[test]
fn the_longest_token_follows_the_version() {
    #[track_caller]
    fn check(api: Api, length: usize, expected: Option<Fault>) {
        let token = drafts(&[], &[(Field::Token, text(&"t".repeat(length)))]);
        let fault = problems(&token, api, &ValidationContext::default())
            .into_iter()
            .find(|problem| problem.field == Field::Token)
            .map(|problem| problem.fault);
        assert_eq!(fault, expected, "{length}");
    }
    check(v2("2.3.7"), 255, None);
    check(v2("2.3.7"), 256, Some(Fault::TooLong(255)));
    check(v2("2.4.0"), 500, None);
    check(v2("2.4.0"), 501, Some(Fault::TooLong(500)));
    check(Dialect::EvolutionV2.into(), 256, Some(Fault::TooLong(255)));
}
