//! The events against the lists that running servers fill in for none, and how a server's dialect
//! is recognised.

use serde_json::Value;

use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::event::{Event, EventFamily, EventSet};
use crate::domain::tests::recording;

fn names(dialect: Dialect) -> Vec<&'static str> {
    Event::of(dialect).map(Event::name).collect()
}

#[test]
fn the_event_lists_match_the_recorded_ones() {
    #[track_caller]
    fn check(file: &str, name: &str, expected_count: usize) {
        let (dialect, exchange) = recording(file, name);
        let events = exchange.reply.get("events").and_then(Value::as_array).expect("events");
        let mut stored: Vec<&str> = events.iter().filter_map(Value::as_str).collect();
        let mut ours = names(dialect);
        stored.sort_unstable();
        ours.sort_unstable();
        assert_eq!(ours, stored);
        assert_eq!(ours.len(), expected_count);
    }
    check("v1", "create-webhook-empty-events--find-webhook", 26);
    check("v2", "enabled-websocket-empty-events--find-websocket", 31);
}

#[test]
fn the_l2msg_list_is_that_of_its_page() {
    let left_out = ["LABELS_EDIT", "LABELS_ASSOCIATION", "CHAMA_AI_ACTION"];
    let of_page: Vec<&str> =
        names(Dialect::EvolutionV1).into_iter().filter(|name| !left_out.contains(name)).collect();
    assert_eq!(names(Dialect::L2msg), of_page);
    assert_eq!(of_page.len(), 23);
}

#[test]
fn names_are_unique_and_every_family_has_one() {
    for dialect in Dialect::ALL {
        let mut names = names(dialect);
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), Event::of(dialect).count());
    }
    for family in EventFamily::ALL {
        assert!(Event::of(Dialect::EvolutionV2).any(|event| event.family() == family));
    }
}

#[test]
fn an_event_set_tells_known_from_unknown_events() {
    let event = |name| Event::named(name).expect("the event exists");
    let set: EventSet = [event("CALL"), event("CHAMA_AI_ACTION")].into_iter().collect();
    let known = |dialect| set.known_to(dialect).map(Event::name).collect::<Vec<_>>();
    let unknown = |dialect| set.unknown_to(dialect).map(Event::name).collect::<Vec<_>>();
    assert_eq!(known(Dialect::EvolutionV1), ["CALL", "CHAMA_AI_ACTION"]);
    assert_eq!(known(Dialect::EvolutionV2), ["CALL"]);
    assert_eq!(unknown(Dialect::EvolutionV2), ["CHAMA_AI_ACTION"]);
    assert!(unknown(Dialect::EvolutionV1).is_empty());
    assert!(!set.with(event("CALL"), false).contains(event("CALL")));
    assert_eq!(EventSet::bot_minimum().known_to(Dialect::L2msg).count(), 3);
    assert_eq!(EventSet::all(Dialect::EvolutionV2).known_to(Dialect::EvolutionV2).count(), 31);
    assert!(Event::named("NOPE").is_none());
}

#[test]
fn the_dialect_follows_from_version_and_host() {
    #[track_caller]
    fn check(version: &str, expected: Option<Dialect>) {
        assert_eq!(Dialect::of_version(version), expected, "{version}");
    }
    check("1.8.2", Some(Dialect::EvolutionV1));
    check("v2.3.6", Some(Dialect::EvolutionV2));
    check("2", Some(Dialect::EvolutionV2));
    check("2.4.0-rc1", Some(Dialect::EvolutionV2));
    check("12.0", None);
    check("3.0.0", None);
    check("", None);
    check("latest", None);
    let l2msg = Dialect::of_base_url("https://api.l2msg.com/whatsapp");
    assert_eq!(l2msg, Some(Dialect::L2msg));
    assert_eq!(Dialect::of_base_url("https://evo.example.com"), None);
    for dialect in Dialect::ALL {
        assert_eq!(Dialect::with_id(dialect.id()), Some(dialect));
    }
}
