//! What differs between two instances, also across versions.

use std::sync::Arc;

use serde_json::{Value, json};

use crate::domain::instance::copy::InstanceCopy;
use crate::domain::instance::copy::comparison::{
    Compared, ComparedRow, ComparedSubject, ComparedValue, Comparison, SectionComparison,
    SectionSide,
};
use crate::domain::instance::copy::left_behind::LeftBehind;
use crate::domain::instance::stored_group::{GroupReading, StoredGroup};
use crate::domain::instances::row::{Engine, InstanceRow};
use crate::domain::reply::error::{ApiError, Case};
use crate::domain::schema::api::Api;
use crate::domain::schema::dialect::Dialect::{EvolutionV1, EvolutionV2};
use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;

/// An instance of which one group was read.
fn with(section: Section, api: Api, stored: Value) -> InstanceCopy {
    let group = StoredGroup::read(section, api, stored);
    let groups = vec![(section, Some(GroupReading::Stored(Arc::new(group))))];
    InstanceCopy { groups, ..InstanceCopy::default() }
}

#[track_caller]
fn outcome(
    one: (Api, &InstanceCopy),
    other: (Api, &InstanceCopy),
    of: Section,
) -> SectionComparison {
    let sides = [one, other].map(|(api, copy)| Compared { api, copy });
    let comparison = Comparison::of(sides);
    let found = comparison.sections.into_iter().find(|compared| compared.section == of);
    found.expect("one of the servers has the section").outcome
}

fn text(value: &str) -> ComparedValue {
    ComparedValue::Value(json!(value))
}

#[test]
fn only_what_differs_is_a_row() {
    let api = Api::from(EvolutionV2);
    let one = json!({"enabled": true, "url": "https://a.example", "events": ["CALL"], "webhookByEvents": true});
    let other = json!({"enabled": false, "url": "https://b.example", "events": ["CALL"], "webhookByEvents": true});
    let (one, other) = (with(Section::Webhook, api, one), with(Section::Webhook, api, other));
    let found = outcome((api, &one), (api, &other), Section::Webhook);
    let rows = vec![
        ComparedRow {
            subject: ComparedSubject::Switch,
            sides: [ComparedValue::Value(json!(true)), ComparedValue::Value(json!(false))],
        },
        ComparedRow {
            subject: ComparedSubject::Field(Field::WebhookUrl),
            sides: [text("https://a.example"), text("https://b.example")],
        },
    ];
    assert_eq!(found, SectionComparison::Read { rows, same: 2 });
    let same = outcome((api, &one), (api, &one), Section::Webhook);
    assert_eq!(same, SectionComparison::Read { rows: vec![], same: 4 });
}

#[test]
fn what_the_server_does_by_itself_is_no_difference() {
    let api = Api::from(EvolutionV2);
    let set = with(
        Section::Webhook,
        api,
        json!({"enabled": false, "url": null, "webhookByEvents": false}),
    );
    let never = with(Section::Webhook, api, json!(null));
    let found = outcome((api, &set), (api, &never), Section::Webhook);
    assert!(matches!(found, SectionComparison::Read { rows, .. } if rows.is_empty()));
}

#[test]
fn what_a_server_does_without_a_value_counts() {
    let api = Api::from(EvolutionV2);
    let chatwoot = |stored: Value| with(Section::Chatwoot, api, stored);
    let (off, on) =
        (chatwoot(json!({"importContacts": false})), chatwoot(json!({"importContacts": true})));
    let unset = chatwoot(json!({"importContacts": null}));
    let rows = |one: &InstanceCopy, other: &InstanceCopy| match outcome(
        (api, one),
        (api, other),
        Section::Chatwoot,
    ) {
        SectionComparison::Read { rows, .. } => rows.len(),
        SectionComparison::Unread(sides) => panic!("{sides:?}"),
    };
    assert_eq!(rows(&off, &on), 1);
    // Without a value the server imports.
    assert_eq!(rows(&unset, &on), 0);
    assert_eq!(rows(&unset, &off), 1);
    let (v1, v2) = (Api::from(EvolutionV1), api);
    let one = with(Section::Behaviour, v1, json!({"groups_ignore": true}));
    let other = with(Section::Behaviour, v2, json!({"groupsIgnore": false}));
    let found = outcome((v1, &one), (v2, &other), Section::Behaviour);
    assert!(matches!(found, SectionComparison::Read { rows, .. } if rows.len() == 1));
}

#[test]
fn events_that_the_table_does_not_know_are_compared() {
    let api = Api::from(EvolutionV2);
    let one = with(Section::Webhook, api, json!({"enabled": true, "events": ["CALL", "NEW_ONE"]}));
    let other = with(Section::Webhook, api, json!({"enabled": true, "events": ["CALL"]}));
    let found = outcome((api, &one), (api, &other), Section::Webhook);
    let row = ComparedRow {
        subject: ComparedSubject::Unseen("events".to_owned()),
        sides: [ComparedValue::Value(json!(["NEW_ONE"])), ComparedValue::NotSet],
    };
    assert!(matches!(found, SectionComparison::Read { rows, .. } if rows == [row]));
}

#[test]
fn rows_are_named_as_not_compared() {
    let api = Api::from(EvolutionV2);
    let without = InstanceCopy::default();
    let bots = InstanceCopy { with_rows: vec![Section::Typebot], ..InstanceCopy::default() };
    let unread = GroupReading::Unreadable(Arc::new(ApiError::without_reply(Case::Timeout)));
    let unread =
        InstanceCopy { groups: vec![(Section::Typebot, Some(unread))], ..InstanceCopy::default() };
    for other in [&bots, &unread] {
        let sides = [Compared { api, copy: &without }, Compared { api, copy: other }];
        let comparison = Comparison::of(sides);
        assert_eq!(comparison.with_rows, [Section::Typebot]);
        assert!(!comparison.is_whole());
    }
}

#[test]
fn versions_are_compared_field_by_field() {
    let (v1, v2) = (Api::from(EvolutionV1), Api::from(EvolutionV2));
    let one = json!({"enabled": true, "url": "https://a.example", "events": ["CALL"], "webhook_by_events": true});
    let other = json!({"enabled": true, "url": "https://a.example", "events": ["CALL"],
        "webhookByEvents": true, "headers": {"x-key": "secret"}});
    let (one, other) = (with(Section::Webhook, v1, one), with(Section::Webhook, v2, other));
    let found = outcome((v1, &one), (v2, &other), Section::Webhook);
    let rows = vec![ComparedRow {
        subject: ComparedSubject::Field(Field::WebhookHeaders),
        sides: [ComparedValue::NoCounterpart, ComparedValue::Value(json!({"x-key": "secret"}))],
    }];
    assert_eq!(found, SectionComparison::Read { rows, same: 4 });
}

#[test]
fn values_without_a_field_are_compared_by_their_paths() {
    let api = Api::from(EvolutionV2);
    let one = with(Section::Behaviour, api, json!({"rejectCall": true, "odd": 1, "other": "x"}));
    let other = with(Section::Behaviour, api, json!({"rejectCall": true, "odd": "1"}));
    let found = outcome((api, &one), (api, &other), Section::Behaviour);
    let SectionComparison::Read { rows, .. } = found else { panic!("{found:?}") };
    let row = ComparedRow {
        subject: ComparedSubject::Unseen("other".to_owned()),
        sides: [text("x"), ComparedValue::NotSet],
    };
    assert_eq!(rows, [row]);
}

#[test]
fn a_side_that_tells_nothing_is_said_and_is_never_the_same() {
    let (v1, v2) = (Api::from(EvolutionV1), Api::from(EvolutionV2));
    let read = with(Section::Webhook, v2, json!({"enabled": true, "url": "https://a.example"}));
    let failed = GroupReading::Unreadable(Arc::new(ApiError::without_reply(Case::Timeout)));
    let off = GroupReading::SwitchedOff { variable: Some("SQS_ENABLED"), is_hidden: false };
    let unread = InstanceCopy {
        groups: vec![(Section::Webhook, Some(failed)), (Section::Sqs, Some(off))],
        ..InstanceCopy::default()
    };
    for (section, expected) in [
        (Section::Webhook, [SectionSide::Read, SectionSide::Unreadable]),
        (Section::Sqs, [SectionSide::Unreadable, SectionSide::SwitchedOff]),
    ] {
        let found = outcome((v2, &read), (v2, &unread), section);
        assert_eq!(found, SectionComparison::Unread(expected), "{section:?}");
    }
    let found = outcome((v1, &read), (v2, &read), Section::Nats);
    let expected = [SectionSide::NoCounterpart, SectionSide::Unreadable];
    assert_eq!(found, SectionComparison::Unread(expected));
    let compare = |one, other| {
        Comparison::of([Compared { api: v2, copy: one }, Compared { api: v2, copy: other }])
    };
    assert!(!compare(&read, &unread).is_whole());
    // One side could be read and the other not: nobody knows whether they are the same.
    assert!(compare(&read, &unread).differences() > 0);
    assert_eq!(compare(&unread, &unread).differences(), 0);
}

#[test]
fn what_both_servers_have_switched_off_is_no_difference() {
    let api = Api::from(EvolutionV2);
    let off = GroupReading::SwitchedOff { variable: None, is_hidden: false };
    let all = Section::of(api).filter(|section| section.is_read_by_find());
    let groups = all.map(|section| (section, Some(off.clone()))).collect();
    let copy = InstanceCopy { groups, ..InstanceCopy::default() };
    let sides = [Compared { api, copy: &copy }, Compared { api, copy: &copy }];
    let comparison = Comparison::of(sides);
    assert!(comparison.is_whole() && comparison.differences() == 0);
}

#[test]
fn engines_are_told_where_they_differ() {
    let api = Api::from(EvolutionV2);
    let of = |engine| InstanceCopy {
        row: InstanceRow { engine, ..InstanceRow::default() },
        ..InstanceCopy::default()
    };
    let (one, other) = (of(Engine::Baileys), of(Engine::Business));
    let compare = |one, other| {
        Comparison::of([Compared { api, copy: one }, Compared { api, copy: other }]).engines
    };
    assert_eq!(compare(&one, &other), Some([Engine::Baileys, Engine::Business]));
    assert_eq!(compare(&one, &one), None);
}

#[test]
fn a_duplicate_for_another_version_says_what_it_misses() {
    let (v1, v2) = (Api::from(EvolutionV1), Api::from(EvolutionV2));
    let webhook = json!({"enabled": true, "url": "https://a.example",
        "events": ["CALL", "LOGOUT_INSTANCE"], "headers": {"x-key": "secret"}});
    let mut copy = with(Section::Webhook, v2, webhook);
    let nats = StoredGroup::read(Section::Nats, v2, json!({"enabled": true, "events": ["CALL"]}));
    copy.groups.push((Section::Nats, Some(GroupReading::Stored(Arc::new(nats)))));
    let expected = [
        LeftBehind::NoFields(Section::Webhook, vec![Field::WebhookHeaders]),
        LeftBehind::NoEvents(Section::Webhook, vec!["LOGOUT_INSTANCE"]),
        LeftBehind::NoGroup(Section::Nats),
    ];
    assert_eq!(copy.left_by_duplicate(v2, v1), expected);
    assert_eq!(copy.left_by_duplicate(v2, v2), []);
}

#[test]
fn a_group_that_is_off_does_what_a_server_does_that_does_not_have_it() {
    let (v1, v2) = (Api::from(EvolutionV1), Api::from(EvolutionV2));
    let without = InstanceCopy::default();
    for (stored, expected) in [
        (json!({"enabled": false, "events": []}), 0),
        (json!({"enabled": true, "events": ["CALL"]}), 1),
    ] {
        let with = with(Section::Nats, v2, stored);
        let found = outcome((v1, &without), (v2, &with), Section::Nats);
        let differences = match found {
            SectionComparison::Read { rows, .. } => rows.len(),
            SectionComparison::Unread([one, other]) => usize::from(one != other),
        };
        assert_eq!(differences, expected);
    }
}
