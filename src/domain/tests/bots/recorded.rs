//! Every recorded exchange that the screen of bots can meet.

use serde_json::{Value, json};

use crate::domain::bots::KINDS;
use crate::domain::instance::set_body::set_body;
use crate::domain::instance::stored_group::{GroupReading, StoredGroup};
use crate::domain::proof::{Asked, section};
use crate::domain::reply::decode;
use crate::domain::schema::api::Api;
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::section::Section;
use crate::domain::tests::Exchange;
use crate::domain::tests::bots::recorded_calls;

const V2: Dialect = Dialect::EvolutionV2;

/// What a bot and the default settings of its kind both have.
const SHARED: [&str; 11] = [
    "expire",
    "keywordFinish",
    "delayMessage",
    "unknownMessage",
    "listeningFromMe",
    "stopBotFromMe",
    "keepOpen",
    "debounceTime",
    "ignoreJids",
    "splitMessages",
    "timePerChar",
];

fn api() -> Api {
    V2.into()
}

fn reading(of: Section, exchange: &Exchange) -> GroupReading {
    let found = decode::find_reply(exchange.status, &exchange.text(), V2);
    GroupReading::of(of, api(), found, None)
}

/// What is read of a stored bot is all that the server stores of it.
#[test]
fn every_list_is_read_whole() {
    let mut rows_read = 0;
    for (kind, _, exchange) in recorded_calls().filter(|(_, verb, _)| verb == "find") {
        let name = &exchange.name;
        match exchange.status {
            200 => {
                let found = decode::find_reply(200, &exchange.text(), V2).expect("a list");
                let rows = StoredGroup::read_rows(kind.bots, api(), found);
                assert_eq!(Some(rows.len()), exchange.reply.as_array().map(Vec::len), "{name}");
                for row in &rows {
                    assert_eq!(row.unseen, [], "{name}");
                    assert!(row.row_id.is_some() && row.is_stored, "{name}");
                    assert!(!row.title(kind.bots, api()).is_empty(), "{name}");
                }
                rows_read += rows.len();
            }
            400 => {
                let variable = kind.bots.spec().server_switch;
                let off = GroupReading::SwitchedOff { variable, is_hidden: false };
                assert_eq!(reading(kind.bots, &exchange), off, "{name}");
                assert!(variable.is_some(), "{name}");
            }
            status => panic!("{name}: {status}"),
        }
    }
    assert!(rows_read > 30, "{rows_read}");
}

/// The body that makes a bot is the one that a server stored in full, under the names that it stores.
#[test]
fn a_full_bot_is_sent_as_it_was_recorded_and_proven_by_the_answer() {
    let mut kinds = Vec::new();
    for (kind, _, exchange) in recorded_calls() {
        let is_creation = exchange.path.contains("/create/") && exchange.status == 201;
        // Whatever is left out of such a body, the panel sends.
        let is_full = exchange.body.as_object().is_some_and(|body| {
            body.len() >= 17
                && !body.contains_key("nope")
                && body.values().all(|value| value.as_str() != Some(""))
        });
        if !is_creation || !is_full {
            continue;
        }
        kinds.push(kind.bots.id());
        let edited = StoredGroup::read(kind.bots, api(), exchange.body.clone());
        assert_eq!(edited.unseen, [], "{}", exchange.name);
        let body = set_body(&StoredGroup::empty(), &edited.drafts, kind.bots, api());
        // A keyword that does nothing would keep other bots from having it.
        let mut expected = exchange.body.clone();
        if !matches!(expected["triggerType"].as_str(), Some("keyword" | "advanced"))
            && let Some(members) = expected.as_object_mut()
        {
            members.remove("triggerValue");
        }
        assert_eq!(body, expected, "{}", exchange.name);
        let asked = Asked::new(&edited.drafts, api()).with_body(&body);
        let found = decode::find_reply(200, &json!([exchange.reply]).to_string(), V2);
        let proof = section(&asked, kind.bots, found);
        assert!(proof.is_as_asked(), "{}: {proof:#?}", exchange.name);
    }
    kinds.sort_unstable();
    kinds.dedup();
    let mut all: Vec<&str> = KINDS.iter().map(|kind| kind.bots.id()).collect();
    all.sort_unstable();
    assert_eq!(kinds, all);
}

/// A row that was read can be sent back: no `null`, none of the members that the server sets itself.
#[test]
fn a_row_of_a_list_is_sent_back_without_what_the_server_refuses() {
    let mut count = 0;
    for (kind, _, exchange) in recorded_calls().filter(|(_, verb, _)| verb == "find") {
        for row in exchange.reply.as_array().into_iter().flatten() {
            let stored = StoredGroup::read(kind.bots, api(), row.clone());
            let body = set_body(&stored, &stored.drafts, kind.bots, api());
            let members = body.as_object().expect("an object");
            assert!(members.values().all(|value| !value.is_null()), "{body}");
            for own in ["id", "createdAt", "updatedAt", "instanceId"] {
                assert!(!members.contains_key(own), "{own}");
            }
            // What the default settings would fill in is always sent.
            for shared in SHARED.into_iter().chain(["enabled", "triggerType"]) {
                assert!(members.contains_key(shared), "{}: {shared}", exchange.name);
            }
            count += 1;
        }
    }
    assert!(count > 30, "{count}");
}

#[test]
fn default_settings_are_read_and_sent_back_in_full() {
    let (mut stored_ones, mut made_up) = (0, 0);
    for (kind, _, exchange) in recorded_calls().filter(|(_, verb, _)| verb == "fetchSettings") {
        let name = &exchange.name;
        let found = reading(kind.settings, &exchange);
        if exchange.status == 400 {
            assert!(matches!(found, GroupReading::SwitchedOff { .. }), "{name}");
            continue;
        }
        let stored = found.stored().expect("settings");
        if stored.row_id.is_none() {
            made_up += 1;
        } else {
            stored_ones += 1;
        }
        let body = set_body(stored, &stored.drafts, kind.settings, api());
        assert_eq!(body["expire"], exchange.reply["expire"], "{name}");
        for needed in SHARED {
            assert!(!body[needed].is_null(), "{name}: {needed}");
        }
        // Of an unused fallback nothing is sent: an empty text is the id of nothing.
        let fallback = exchange.reply["fallbackId"].as_str().filter(|id| !id.is_empty());
        let is_offered = kind.settings != Section::OpenaiSettings;
        assert_eq!(body["fallbackId"].as_str(), fallback.filter(|_| is_offered), "{name}");
    }
    assert!(stored_ones > 10 && made_up > 3, "{stored_ones} {made_up}");
}

/// A fallback goes under the name that is stored, and `null` takes it away.
#[test]
fn a_fallback_is_set_and_cleared_under_the_name_that_is_stored() {
    let mut count = 0;
    for (kind, _, exchange) in recorded_calls() {
        let is_meant = exchange.name.ends_with("-fallback-fallbackId") && exchange.status == 200;
        if !is_meant {
            continue;
        }
        let edited = StoredGroup::read(kind.settings, api(), exchange.body.clone());
        let body = set_body(&StoredGroup::empty(), &edited.drafts, kind.settings, api());
        assert_eq!(body, exchange.body, "{}", exchange.name);
        let asked = Asked::new(&edited.drafts, api()).with_body(&body);
        let found = decode::find_reply(200, &exchange.text(), V2);
        let proof = section(&asked, kind.settings, found);
        assert!(proof.is_as_asked(), "{}: {proof:#?}", exchange.name);
        let mut without = edited.drafts.clone();
        without.set(
            crate::domain::schema::fields::Field::BotFallback,
            crate::domain::schema::field::Draft::NotSent,
        );
        let cleared = set_body(&edited, &without, kind.settings, api());
        assert_eq!(cleared.get("fallbackId"), Some(&Value::Null), "{}", exchange.name);
        count += 1;
    }
    assert!(count >= 4, "{count}");
}

#[test]
fn credentials_are_rows_of_their_own() {
    let mut count = 0;
    for (_, _, exchange) in recorded_calls().filter(|(_, verb, _)| verb == "creds") {
        let is_creation = exchange.method == "POST" && exchange.status == 201;
        if !is_creation {
            continue;
        }
        let row = StoredGroup::read(Section::OpenaiCreds, api(), exchange.reply.clone());
        assert_eq!(row.unseen, []);
        assert_eq!(
            Some(row.title(Section::OpenaiCreds, api()).as_str()),
            exchange.body["name"].as_str()
        );
        let body = set_body(&StoredGroup::empty(), &row.drafts, Section::OpenaiCreds, api());
        assert_eq!(body, exchange.body);
        count += 1;
    }
    assert!(count >= 3, "{count}");
}
