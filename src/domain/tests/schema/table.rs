//! What must hold for the field table as a whole, so that a new entry cannot break it unseen.

use std::collections::BTreeSet;

use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::field::{Condition, Kind, Need};
use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;
use crate::domain::schema::validate::{ValidationContext, problems};
use crate::domain::schema::version::Version;
use crate::domain::schema::wire::{Carrier, Fill, ServerDefault, Wire};
use crate::domain::tests::everything;

/// Every field of every dialect with its wire.
fn wires() -> impl Iterator<Item = (Field, Dialect, &'static Wire)> {
    Field::ALL.iter().copied().flat_map(|field| {
        let wire = move |dialect| Some((field, dialect, field.spec().wire(dialect)?));
        Dialect::ALL.into_iter().filter_map(wire)
    })
}

/// Every item once.
#[track_caller]
fn check_unique<T: Ord + std::fmt::Debug>(items: impl IntoIterator<Item = T>) {
    let mut seen = BTreeSet::new();
    for item in items {
        let said = format!("{item:?} stands twice");
        assert!(seen.insert(item), "{said}");
    }
    assert!(!seen.is_empty());
}

fn is_snake_case(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}

#[test]
fn ids_are_unique_and_lead_back() {
    check_unique(Field::every().iter().map(|field| field.id()));
    check_unique(Section::ALL.iter().map(|section| section.id()));
    check_unique(Section::OF_BOTS.iter().map(|section| section.id()));
    for field in Field::ALL {
        assert!(is_snake_case(field.id()), "{}", field.id());
        assert_eq!(Field::with_id(field.id()), Some(*field));
    }
    assert_eq!(Field::ALL.len() + Field::OF_BOTS.len(), Field::COUNT);
    assert_eq!(Field::with_id("nope"), None);
}

#[test]
fn paths_are_unique_in_every_body() {
    check_unique(wires().map(|(field, dialect, wire)| {
        (dialect.id(), format!("{:?}", field.spec().carrier(dialect)), wire.path)
    }));
    for (field, dialect, wire) in wires() {
        let carrier = field.spec().carrier(dialect).expect("a wire has a carrier");
        assert_eq!(Field::at(wire.path, carrier, dialect), Some(field), "{}", wire.path);
    }
}

#[test]
fn no_path_is_the_parent_of_another() {
    for dialect in Dialect::ALL {
        let paths = |carrier| {
            let of = move |(field, own, _): &(Field, Dialect, &Wire)| {
                *own == dialect && field.spec().carrier(dialect) == Some(carrier)
            };
            let switches = Section::ALL
                .iter()
                .copied()
                .filter_map(move |section| section.spec().create_switch(dialect));
            wires().filter(of).map(|(_, _, wire)| wire.path).chain(switches).collect::<Vec<_>>()
        };
        for carrier in [
            Carrier::Create,
            Carrier::Set(Section::Behaviour),
            Carrier::CreateRow(Section::Typebot),
        ] {
            let paths = paths(carrier);
            for path in &paths {
                let inner = format!("{path}.");
                assert!(!paths.iter().any(|other| other.starts_with(&inner)), "{path}");
            }
        }
    }
}

#[test]
fn the_names_of_set_and_find_are_unique_within_a_section() {
    let names = |name: fn(&Wire) -> Option<&'static str>| {
        wires().filter_map(move |(field, dialect, wire)| {
            Some((dialect.id(), field.spec().section.id(), name(wire)?))
        })
    };
    check_unique(names(|wire| Some(wire.set())));
    check_unique(names(Wire::find));
    // A switch is no field.
    for (field, dialect, wire) in wires() {
        let section = field.spec().section.spec();
        assert_ne!(Some(wire.path), section.create_switch(dialect));
        assert_ne!(Some(wire.set()), section.set_switch(dialect));
    }
}

#[test]
fn names_are_spelled_as_their_dialect_spells() {
    for (field, dialect, wire) in wires() {
        let sent = [Some(wire.path), Some(wire.set())];
        for name in sent.into_iter().chain([wire.find()]).flatten() {
            assert!(name.split('.').all(|segment| !segment.is_empty()), "{name}");
        }
        if dialect == Dialect::EvolutionV1 && field != Field::InstanceName {
            for name in sent.into_iter().chain([wire.find()]).flatten() {
                assert!(name.split('.').all(is_snake_case), "{name}");
            }
        } else {
            // l2msg is asked for a creation in camel case; afterwards it is spoken to as 1.x is.
            let after = [Some(wire.set()), wire.find()];
            let is_snake = dialect == Dialect::L2msg;
            let after = after.into_iter().filter(|_| !is_snake);
            for name in [Some(wire.path)].into_iter().chain(after).flatten() {
                assert!(!name.contains('_'), "{name}");
            }
        }
    }
}

/// The values a condition's field can have.
fn values_of(field: Field) -> Vec<&'static str> {
    match field.spec().kind {
        Kind::Flag => vec!["true", "false"],
        Kind::Choice(choices) => choices.to_vec(),
        _ => Vec::new(),
    }
}

#[test]
fn conditions_point_at_flags_and_choices_of_the_same_section() {
    #[track_caller]
    fn check(field: Field, condition: &Condition) {
        let values = values_of(condition.field);
        assert!(!condition.values.is_empty(), "{}", field.id());
        for value in condition.values {
            assert!(values.contains(value), "{value} of {}", condition.field.id());
        }
        assert_ne!(condition.field, field);
        assert_eq!(condition.field.spec().section, field.spec().section);
    }
    let mut count = 0;
    for field in Field::ALL {
        if let Need::When(condition) = &field.spec().need {
            check(*field, condition);
            count += 1;
        }
        if let Some(condition) = &field.spec().useful_when {
            check(*field, condition);
            count += 1;
        }
    }
    assert!(count > 5);
}

#[test]
fn sent_values_and_server_defaults_fit_their_kind() {
    for (field, _, wire) in wires() {
        let kind = field.spec().kind;
        let id = field.id();
        match wire.always_sent {
            None => {}
            Some(Fill::Flag(_)) => assert_eq!(kind, Kind::Flag, "{id}"),
            Some(Fill::Number(_)) => assert!(matches!(kind, Kind::Integer { .. }), "{id}"),
            Some(Fill::EmptyList) => assert_eq!(kind, Kind::Events, "{id}"),
            Some(Fill::FreshToken) => assert_eq!(kind, Kind::Secret, "{id}"),
            Some(Fill::Text(text)) => {
                let values = values_of(field);
                assert!(values.is_empty() || values.contains(&text), "{id}");
            }
        }
        match wire.server_default {
            ServerDefault::Flag(_) => assert_eq!(kind, Kind::Flag, "{id}"),
            ServerDefault::Number(number) => {
                let Kind::Integer { min, max } = kind else { panic!("{id} is no number") };
                assert!((min..=max).contains(&number), "{id}");
            }
            ServerDefault::Text(text) => {
                let values = values_of(field);
                assert!(values.is_empty() || values.contains(&text), "{id}");
            }
            ServerDefault::Nothing | ServerDefault::Generated => {}
        }
        assert!(
            wire.always_sent.is_none() || wire.server_default == ServerDefault::Nothing,
            "{id}: one of them"
        );
        for version in [Version::new(1, 0, 0), Version::new(9, 0, 0)] {
            let Some(own) = wire.choices(version) else { continue };
            let Kind::Choice(choices) = kind else { panic!("{id} is no choice") };
            assert!(own.iter().all(|choice| choices.contains(choice)), "{id}");
        }
        assert!(!wire.is_text || matches!(kind, Kind::Integer { .. }), "{id}");
        assert_eq!(
            kind == Kind::Events,
            wire.always_sent == Some(Fill::EmptyList),
            "{id}: always a list"
        );
    }
}

#[test]
fn every_section_has_fields_and_its_fields_stand_together() {
    for section in Section::ALL.iter().copied() {
        let exists = Dialect::ALL.into_iter().any(|dialect| section.exists_in(dialect));
        assert!(exists, "{section:?}");
    }
    let mut sections: Vec<Section> = Field::ALL.iter().map(|field| field.spec().section).collect();
    sections.dedup();
    assert_eq!(sections, Section::ALL, "the table has the order of the screen");
    for (field, dialect, wire) in wires() {
        let exists = Section::of(dialect).any(|section| section == field.spec().section);
        assert!(exists, "{} in {dialect:?}", wire.path);
    }
}

/// The wire names of the two pages that the product was ordered from.
#[test]
fn every_documented_field_exists() {
    #[track_caller]
    fn check(dialect: Dialect, names: &str) {
        for name in names.split_whitespace() {
            let field = Field::at(name, Carrier::Create, dialect);
            assert!(field.is_some(), "{name} in {dialect:?}");
        }
    }
    check(
        Dialect::EvolutionV1,
        "instanceName token qrcode number integration webhook webhook_by_events events reject_call
         msg_call groups_ignore always_online read_messages read_status websocket_events
         rabbitmq_events sqs_events typebot_url
         typebot typebot_expire typebot_keyword_finish typebot_delay_message
         typebot_unknown_message typebot_listening_from_me proxy.host proxy.port proxy.protocol
         proxy.username proxy.password chatwoot_account_id chatwoot_token chatwoot_url
         chatwoot_sign_msg chatwoot_reopen_conversation chatwoot_conversation_pending",
    );
    // The three that a group's switch sends.
    let switch = |section: Section| section.spec().create_switch(Dialect::EvolutionV1);
    assert_eq!(switch(Section::Websocket), Some("websocket_enabled"));
    assert_eq!(switch(Section::Rabbitmq), Some("rabbitmq_enabled"));
    assert_eq!(switch(Section::Sqs), Some("sqs_enabled"));
    check(
        Dialect::L2msg,
        "instanceName qrcode number rejectCall msgCall groupsIgnore alwaysOnline readMessages
         readStatus syncFullHistory webhook.url webhook.byEvents webhook.base64 webhook.headers
         webhook.events",
    );
    let count = Field::ALL.iter().filter(|field| field.spec().wire(Dialect::L2msg).is_some());
    assert_eq!(count.count(), 15, "and no others: unknown names are not its");
}

#[test]
fn the_full_test_form_has_every_field() {
    let drafts = everything();
    for field in Field::ALL.iter().filter(|field| !field.id().starts_with("test_")) {
        assert!(drafts.get(*field).is_sent(), "{} is missing in `everything`", field.id());
    }
    let blocking = problems(&drafts, Dialect::EvolutionV2, &ValidationContext::default())
        .into_iter()
        .filter(|problem| !problem.fault.is_warning());
    assert_eq!(blocking.count(), 0, "and valid");
}
