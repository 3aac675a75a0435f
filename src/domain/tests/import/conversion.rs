//! From one dialect to another, and what is never part of a draft.

use serde_json::json;

use super::read;
use crate::domain::creation::plan;
use crate::domain::http::curl;
use crate::domain::http::json_print;
use crate::domain::http::secret::Secret;
use crate::domain::import::report::{LeftOutReason, NoteKind};
use crate::domain::import::{self, ImportFault};
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::encode;
use crate::domain::schema::event::EventSet;
use crate::domain::schema::field::Draft;
use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;
use crate::domain::schema::wire::Carrier;
use crate::domain::servers::target::Target;
use crate::domain::tests::full_drafts;

/// Every call of a plan as the panel copies it, read back, gives the form that it was made of.
#[test]
fn what_the_panel_copies_comes_back_as_the_same_form() {
    for dialect in Dialect::ALL {
        let drafts = full_drafts(dialect);
        let key = Secret::new("key-of-the-server");
        let target = Target { base_url: "https://wa.example.test", api: dialect.into(), key: &key };
        let sends =
            plan::steps(&drafts, dialect).into_iter().filter(|step| step.carrier().is_some());
        let commands: Vec<String> =
            sends.map(|step| curl::command(&step.call(&drafts, &target))).collect();
        let import = read(&commands.join("\n\n"));
        assert_eq!(import.creations.len(), 1, "{dialect:?}");
        let outcome = import.creations[0].outcome(dialect, dialect.into());
        let lost: Vec<String> = Field::ALL
            .iter()
            .filter(|field| outcome.drafts.get(**field) != drafts.get(**field))
            .map(|field| format!("{}: {:?}", field.id(), outcome.drafts.get(*field)))
            .collect();
        assert!(lost.is_empty(), "{dialect:?}: {lost:#?}");
        for section in Section::ALL.iter().copied() {
            assert_eq!(
                outcome.drafts.is_on(section),
                drafts.is_on(section),
                "{dialect:?} {section:?}"
            );
        }
        assert!(outcome.left_out.is_empty(), "{:?}", outcome.left_out);
        assert!(import.keys.is_empty(), "the key is a variable");
    }
}

#[test]
fn a_body_of_each_dialect_is_taken_for_that_dialect() {
    for dialect in [Dialect::EvolutionV1, Dialect::EvolutionV2] {
        let body = encode::body(&full_drafts(dialect), dialect, Carrier::Create).expect("a body");
        let import = read(&json_print::text(&body));
        assert_eq!(import.creations[0].dialect, dialect);
        let outcome = import.creations[0].outcome(dialect, dialect.into());
        assert_eq!(outcome.renamed().count(), 0, "{dialect:?}");
        assert!(outcome.no_counterpart.is_empty());
    }
}

#[test]
fn what_the_other_version_does_not_have_is_listed() {
    let text = json!({
        "instanceName": "a", "integration": "WHATSAPP-BAILEYS",
        "webhook": {"url": "https://a.test", "headers": {"x": "y"}, "events": ["MESSAGES_UPSERT"]},
        "kafka": {"enabled": true, "events": ["CALL"]},
    });
    let import = read(&text.to_string());
    let outcome = import.creations[0].outcome(Dialect::EvolutionV2, Dialect::EvolutionV1.into());
    assert_eq!(outcome.no_counterpart, [Field::WebhookHeaders, Field::KafkaEvents]);
    // Taken for a request of 1.x, the names are other ones.
    let renamed = import.creations[0].outcome(Dialect::EvolutionV1, Dialect::EvolutionV1.into());
    let to: Vec<Option<&str>> = renamed.renamed().map(|taken| taken.renamed_to).collect();
    assert_eq!(to, [Some("webhook"), Some("events")]);
}

#[test]
fn a_key_is_offered_and_in_no_draft() {
    let import = read(
        "curl https://a.test/instance/create -H 'apikey: the-global-key' -d '{\"instanceName\":\"a\",\"token\":\"own\"}'",
    );
    assert_eq!(import.keys[0].key.reveal(), "the-global-key");
    assert_eq!(import.keys[0].base_url.as_deref(), Some("https://a.test"));
    let outcome = import.creations[0].outcome(Dialect::EvolutionV2, Dialect::EvolutionV2.into());
    assert_eq!(outcome.drafts.get(Field::Token).as_text(), "own");
    assert!(!format!("{:?}", outcome.drafts).contains("the-global-key"));
    assert!(!format!("{:?}", import.keys).contains("the-global-key"));
}

#[test]
fn two_values_for_one_field_are_told() {
    let text = "{\"name\": \"a\", \"instanceName\": \"b\", \"integration\": \"WHATSAPP-BAILEYS\", \"qrcode\": true, \"qrcode\": false}";
    let import = read(text);
    let mut outcome =
        import.creations[0].outcome(Dialect::EvolutionV2, Dialect::EvolutionV2.into());
    assert_eq!(outcome.drafts.name(), "b");
    let reasons: Vec<&LeftOutReason> = outcome.left_out.iter().map(|left| &left.reason).collect();
    assert_eq!(reasons, [&LeftOutReason::Conflict, &LeftOutReason::Replaced]);
    outcome.accept(0);
    assert_eq!(outcome.drafts.name(), "a");
    assert_eq!(outcome.left_out.len(), 1);
}

#[test]
fn a_missing_list_of_events_can_be_filled() {
    let import = read("{\"instanceName\":\"a\",\"webhook\":{\"url\":\"https://a.test\"}}");
    let mut outcome =
        import.creations[0].outcome(Dialect::EvolutionV2, Dialect::EvolutionV2.into());
    assert_eq!(outcome.missing_events, [Field::WebhookEvents]);
    outcome.fill_events(Field::WebhookEvents);
    assert_eq!(*outcome.drafts.get(Field::WebhookEvents), Draft::Events(EventSet::bot_minimum()));
}

#[test]
fn two_instances_of_one_name_are_told_of() {
    let import =
        read("[{\"instanceName\":\"a\"},{\"instanceName\":\" a \"},{\"instanceName\":\"b\"}]");
    let notes: Vec<usize> = import.creations.iter().map(|creation| creation.notes.len()).collect();
    assert_eq!(notes, [0, 1, 0]);
    assert!(
        matches!(import.creations[1].notes[0].kind, NoteKind::NameTwice(first) if first.line == 1)
    );
}

#[test]
fn sections_without_a_creation_are_an_instance_too() {
    let import = read(
        "curl https://a.test/settings/set/my%20shop -H 'apikey: k' -d '{\"rejectCall\":true}'",
    );
    let outcome = import.creations[0].outcome(Dialect::EvolutionV2, Dialect::EvolutionV2.into());
    assert_eq!(outcome.drafts.name(), "my shop");
    assert_eq!(*outcome.drafts.get(Field::RejectCall), Draft::Flag(true));
}

#[test]
fn no_text_and_far_too_much_of_it_are_refused() {
    assert_eq!(import::read(" \n\t").map(|_| ()), Err(ImportFault::Empty));
    let much = " a".repeat(import::LONGEST / 2 + 1);
    assert_eq!(import::read(&much).map(|_| ()), Err(ImportFault::TooLong));
}
