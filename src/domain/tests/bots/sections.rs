//! What must hold for the sections of bots, so that a new kind cannot break it unseen.

use std::collections::BTreeSet;

use serde_json::json;

use crate::domain::bots::KINDS;
use crate::domain::deployment::form_rules::FormRules;
use crate::domain::http::secret::masked_body;
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::drafts::Drafts;
use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;
use crate::domain::schema::validate::{Fault, ValidationContext, problems_of};
use crate::domain::tests::text;

const V2: Dialect = Dialect::EvolutionV2;

#[test]
fn every_section_stands_at_its_place() {
    for (place, section) in Section::every().iter().enumerate() {
        assert_eq!(section.place(), place, "{section:?}");
    }
    for (place, field) in Field::every().iter().enumerate() {
        assert_eq!(field.place(), place, "{field:?}");
    }
}

#[test]
fn the_fields_of_a_section_have_names_of_their_own() {
    for section in Section::OF_BOTS.iter().copied() {
        let fields: Vec<Field> = Field::of(section, V2).collect();
        let names: BTreeSet<&str> =
            fields.iter().map(|field| field.spec().wire(V2).expect("it is of 2.x").set()).collect();
        assert_eq!(names.len(), fields.len(), "{section:?}");
        assert!(!names.contains("enabled"), "{section:?}");
        for field in &fields {
            let wire = field.spec().wire(V2).expect("it is of 2.x");
            assert_eq!(wire.find(), Some(wire.set()), "{field:?}");
            for condition in [field.spec().useful_when, field.spec().offered_when] {
                assert!(condition.is_none_or(|it| fields.contains(&it.field)), "{field:?}");
            }
        }
    }
}

#[test]
fn no_section_of_bots_is_of_the_form() {
    for section in Section::OF_BOTS {
        assert!(!Section::ALL.contains(section));
    }
    for field in Field::OF_BOTS {
        assert!(!Field::ALL.contains(field));
        assert!(Field::with_id(field.id()).is_none(), "config.json does not have it");
    }
}

#[test]
fn a_kind_has_settings_that_share_what_its_bots_have() {
    for kind in &KINDS {
        let bots: Vec<Field> = Field::of(kind.bots, V2).collect();
        let shared = Field::of(kind.settings, V2).filter(|field| bots.contains(field)).count();
        assert!(shared >= 11, "{:?}", kind.bots);
        assert!(kind.bots.spec().keeps_rows(V2) && !kind.settings.spec().keeps_rows(V2));
        assert_eq!(kind.bots.spec().server_switch, kind.settings.spec().server_switch);
    }
}

/// The members that every kind needs, whether or not the bot is on.
#[test]
fn what_a_bot_needs_is_missed_before_it_is_sent() {
    let needed = |section: Section, typed: &[(Field, &str)]| -> Vec<&'static str> {
        let mut drafts = Drafts::default();
        for (field, value) in typed {
            drafts.set(*field, text(value));
        }
        let fields = Field::of(section, V2).collect();
        problems_of(&drafts, V2.into(), &ValidationContext::default(), fields)
            .into_iter()
            .filter(|problem| problem.fault.is_missing())
            .map(|problem| {
                assert_ne!(problem.fault, Fault::MissingInGroup);
                problem.field.spec().wire(V2).expect("it is of 2.x").set()
            })
            .collect()
    };
    for (section, members) in [
        (Section::TypebotBots, &["url", "typebot", "triggerType"][..]),
        (Section::OpenaiBots, &["openaiCredsId", "botType", "triggerType"]),
        (Section::DifyBots, &["botType", "apiUrl", "triggerType"]),
        (Section::FlowiseBots, &["apiUrl", "triggerType"]),
        (Section::N8nBots, &["webhookUrl", "triggerType"]),
        (Section::EvoaiBots, &["agentUrl", "triggerType"]),
        (Section::EvolutionBots, &["apiUrl", "triggerType"]),
        (Section::OpenaiSettings, &["openaiCredsId"]),
        (Section::OpenaiCreds, &["name", "apiKey"]),
        (Section::DifySettings, &[]),
    ] {
        assert_eq!(needed(section, &[]), members, "{section:?}");
    }
    let chat = [(Field::OpenaiBotType, "chatCompletion"), (Field::TypebotTriggerType, "keyword")];
    assert_eq!(
        needed(Section::OpenaiBots, &chat),
        ["openaiCredsId", "model", "maxTokens", "triggerOperator", "triggerValue"]
    );
    let assistant = [(Field::OpenaiBotType, "assistant"), (Field::TypebotTriggerType, "advanced")];
    assert_eq!(
        needed(Section::OpenaiBots, &assistant),
        ["openaiCredsId", "assistantId", "triggerValue"]
    );
}

#[test]
fn a_text_longer_than_its_column_is_not_sent() {
    for (section, field, most) in [
        (Section::TypebotBots, Field::TypebotUrl, 500),
        (Section::FlowiseBots, Field::BotApiUrl, 255),
        (Section::FlowiseBots, Field::BotApiKey, 255),
        (Section::EvoaiBots, Field::BotAgentUrl, 255),
        (Section::N8nBots, Field::BotWebhookUrl, 255),
        (Section::DifyBots, Field::TypebotDescription, 255),
        (Section::DifyBots, Field::TypebotKeywordFinish, 100),
        (Section::EvolutionBots, Field::TypebotUnknownMessage, 100),
    ] {
        for (length, is_fault) in [(most, false), (most + 1, true)] {
            let mut drafts = Drafts::default();
            let start = "https://a.example/";
            let value = format!("{start}{}", "x".repeat(length - start.len()));
            drafts.set(field, text(&value));
            let fields = Field::of(section, V2).collect();
            let found = problems_of(&drafts, V2.into(), &ValidationContext::default(), fields);
            let is_found = found
                .iter()
                .any(|problem| problem.field == field && problem.fault == Fault::TooLong(most));
            assert_eq!(is_found, is_fault, "{field:?} {length}");
        }
    }
}

/// The form of a row sends its own fields alone, on or off; the form of a group sends nothing while it is
/// off.
#[test]
fn the_form_of_one_section_sends_its_fields() {
    let sent = |section: Section, is_on: bool| {
        let mut drafts = Drafts::default();
        drafts.switch(section, is_on);
        FormRules::only(section).scope.sent(&drafts, V2.into())
    };
    for kind in &KINDS {
        for section in [kind.bots, kind.settings] {
            let own: Vec<Field> = Field::of(section, V2).collect();
            assert_eq!(sent(section, false), own, "{section:?}");
            assert_eq!(sent(section, true), own, "{section:?}");
        }
    }
    assert_eq!(sent(Section::Webhook, false), []);
    assert_eq!(sent(Section::Webhook, true).len(), Field::of(Section::Webhook, V2).count());
}

#[test]
fn a_secret_of_a_bot_is_masked_in_whatever_is_shown_of_a_body() {
    let mut count = 0;
    for field in Field::OF_BOTS.iter().filter(|field| field.spec().is_secret()) {
        let wire = field.spec().wire(V2).expect("it is of 2.x");
        let body = json!({ wire.set(): "very-secret-value" });
        let shown = masked_body(&body).to_string();
        assert!(!shown.contains("very-secret-value"), "{shown}");
        count += 1;
    }
    assert_eq!(count, 3);
}
