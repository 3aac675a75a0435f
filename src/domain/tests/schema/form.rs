//! The problems of a whole form: what groups and engines need, and all of them at once.

use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::dialect::Dialect::{EvolutionV1, EvolutionV2, L2msg};
use crate::domain::schema::drafts::Drafts;
use crate::domain::schema::field::{Condition, Draft};
use crate::domain::schema::fields::{BAILEYS, BUSINESS, Field};
use crate::domain::schema::section::Section;
use crate::domain::schema::validate::Fault;
use crate::domain::tests::schema::validate::found;
use crate::domain::tests::{drafts, everything, named, text};

/// Every problem of a form, by field and fault.
#[track_caller]
fn check_all(drafts: &Drafts, dialect: Dialect, expected: &[(Field, Fault)]) {
    let found: Vec<(Field, Fault)> =
        found(drafts, dialect).into_iter().map(|problem| (problem.field, problem.fault)).collect();
    assert_eq!(found, expected, "{dialect:?}");
}

#[test]
fn the_business_engine_needs_its_token_and_number() {
    let mut business = drafts(
        &[],
        &[(Field::InstanceName, text("a")), (Field::Integration, text("WHATSAPP-BUSINESS"))],
    );
    business.fresh_token = "FRESH".to_owned();
    let because = || Fault::MissingBecause(Field::Integration);
    check_all(&business, EvolutionV2, &[(Field::Token, because()), (Field::Number, because())]);
    check_all(&business, L2msg, &[]);
    business.set(Field::Token, text("meta"));
    business.set(Field::Number, text("102290129340398"));
    check_all(&business, EvolutionV2, &[]);
    // No code comes for this engine, and 1.x fails half-way.
    business.set(Field::Qrcode, Draft::Flag(true));
    check_all(&business, EvolutionV1, &[(Field::Qrcode, Fault::QrBreaks)]);
    check_all(&business, EvolutionV2, &[(Field::Qrcode, Fault::QrIgnored)]);
    business.set(Field::Integration, Draft::NotSent);
    check_all(&business, EvolutionV1, &[]);
    business.switch(Section::Chatwoot, true);
    business.set(Field::ChatwootAccountId, text("1"));
    business.set(Field::ChatwootToken, text("t"));
    business.set(Field::ChatwootUrl, text("https://chat.example.com"));
    check_all(&business, EvolutionV2, &[(Field::Qrcode, Fault::QrIgnored)]);
    check_all(&business, L2msg, &[]);
}

/// A token made by the panel cannot be Meta's.
#[test]
fn a_generated_token_does_not_replace_metas_token() {
    let mut business = drafts(
        &[],
        &[
            (Field::InstanceName, text("a")),
            (Field::Integration, text("WHATSAPP-BUSINESS")),
            (Field::Number, text("10")),
        ],
    );
    business.fresh_token = "FRESH".to_owned();
    check_all(&business, EvolutionV1, &[(Field::Token, Fault::MissingBecause(Field::Integration))]);
}

#[test]
fn a_group_that_is_on_needs_its_required_fields() {
    let groups = [Section::Chatwoot, Section::Proxy, Section::Typebot, Section::Pusher];
    let mut incomplete = named("a");
    check_all(&incomplete, EvolutionV2, &[]);
    for group in groups {
        incomplete.switch(group, true);
    }
    let missing = |field| (field, Fault::MissingInGroup);
    check_all(
        &incomplete,
        EvolutionV2,
        &[
            missing(Field::PusherAppId),
            missing(Field::PusherKey),
            missing(Field::PusherSecret),
            missing(Field::PusherCluster),
            missing(Field::ChatwootAccountId),
            missing(Field::ChatwootToken),
            missing(Field::ChatwootUrl),
            missing(Field::TypebotUrl),
            missing(Field::Typebot),
            missing(Field::TypebotTriggerType),
            missing(Field::ProxyHost),
            missing(Field::ProxyPort),
            missing(Field::ProxyProtocol),
        ],
    );
    check_all(&incomplete, L2msg, &[]);
    let trigger = |typed, expected: &[(Field, Fault)]| {
        let typebot = drafts(
            &[Section::Typebot],
            &[
                (Field::InstanceName, text("a")),
                (Field::TypebotUrl, text("https://bot.example.com")),
                (Field::Typebot, text("flow")),
                (Field::TypebotTriggerType, text(typed)),
            ],
        );
        check_all(&typebot, EvolutionV2, expected);
    };
    let because = |field| (field, Fault::MissingBecause(Field::TypebotTriggerType));
    trigger("all", &[]);
    trigger("none", &[]);
    trigger("advanced", &[because(Field::TypebotTriggerValue)]);
    trigger(
        "keyword",
        &[because(Field::TypebotTriggerOperator), because(Field::TypebotTriggerValue)],
    );
}

#[test]
fn all_problems_are_told_at_once_in_the_order_of_the_screen() {
    let broken = drafts(
        &[Section::Webhook, Section::Chatwoot],
        &[
            (Field::ChatwootUrl, text("chat")),
            (Field::WebhookUrl, text("http://localhost")),
            (Field::Number, text("x")),
            (Field::InstanceName, text("a b")),
            (Field::MsgCall, text("no")),
            (Field::ChatwootAccountId, text("x")),
            // Off: whatever stands in it is nobody's business.
            (Field::ProxyPort, text("x")),
        ],
    );
    check_all(
        &broken,
        EvolutionV1,
        &[
            (Field::InstanceName, Fault::NameCharacters),
            (Field::Number, Fault::Digits),
            (Field::MsgCall, Fault::NoEffect(Field::RejectCall)),
            (Field::WebhookUrl, Fault::UrlLocalhost),
            (Field::ChatwootAccountId, Fault::NotInteger),
            (Field::ChatwootToken, Fault::MissingInGroup),
            (Field::ChatwootUrl, Fault::UrlScheme),
        ],
    );
    let empty = Drafts::default();
    check_all(&empty, EvolutionV2, &[(Field::InstanceName, Fault::Missing)]);
}

#[test]
fn the_full_form_has_no_problem_but_its_ignored_qr_code() {
    check_all(&everything(), EvolutionV2, &[(Field::Qrcode, Fault::QrIgnored)]);
    // The events of 2.x alone are left out of groups that 1.x has.
    check_all(&everything(), EvolutionV1, &[(Field::Qrcode, Fault::QrIgnored)]);
    check_all(&everything(), L2msg, &[]);
}

/// A condition asks for the value that takes effect, wherever it comes from.
#[test]
fn a_condition_uses_the_value_that_takes_effect() {
    #[track_caller]
    fn check(field: Field, draft: Draft, values: &'static [&'static str], expected: [bool; 3]) {
        let drafts = drafts(&[], &[(field, draft)]);
        let condition = Condition { field, values };
        assert_eq!(Dialect::ALL.map(|dialect| drafts.holds(&condition, dialect)), expected);
    }
    // 1.x takes nothing for Baileys, the panel sends it to 2.x, and l2msg has no such field.
    let engine = Field::Integration;
    check(engine, Draft::NotSent, &[BAILEYS], [true, true, false]);
    check(engine, Draft::NotSent, &[BUSINESS], [false, false, false]);
    check(engine, text(BUSINESS), &[BAILEYS, BUSINESS], [true, true, false]);
    let groups = Field::GroupsIgnore;
    check(groups, Draft::NotSent, &["true"], [true, false, true]);
    check(groups, Draft::NotSent, &["false"], [false, true, false]);
    check(groups, Draft::Flag(true), &["true"], [true, true, true]);
    let sign = Field::ChatwootSignMsg;
    check(sign, Draft::NotSent, &["false"], [true, true, false]);
    check(Field::MsgCall, Draft::NotSent, &[""], [false, false, false]);
}

/// What is in sight: not what another field's value makes pointless, unless something was typed there.
#[test]
fn only_what_matters_is_offered() {
    #[track_caller]
    fn check(drafts: &Drafts, dialect: Dialect, field: Field, expected: bool) {
        assert_eq!(drafts.is_offered(field, dialect), expected, "{dialect:?} {}", field.id());
    }
    let mut form = drafts(&[], &[]);
    for dialect in Dialect::ALL {
        check(&form, dialect, Field::Qrcode, true);
        check(&form, dialect, Field::Number, true);
    }
    check(&form, EvolutionV2, Field::BusinessId, false);
    form.set(Field::Integration, text(BUSINESS));
    check(&form, EvolutionV1, Field::Qrcode, false);
    check(&form, EvolutionV2, Field::Qrcode, false);
    // This one has no engines to choose from.
    check(&form, L2msg, Field::Qrcode, true);
    check(&form, EvolutionV2, Field::BusinessId, true);
    form.set(Field::Qrcode, Draft::Flag(false));
    check(&form, EvolutionV2, Field::Qrcode, true);

    let trigger = |form: &mut Drafts, value: &str| form.set(Field::TypebotTriggerType, text(value));
    for (value, has_operator, has_value) in [
        ("all", false, false),
        ("none", false, false),
        ("keyword", true, true),
        ("advanced", false, true),
    ] {
        trigger(&mut form, value);
        check(&form, EvolutionV2, Field::TypebotTriggerOperator, has_operator);
        check(&form, EvolutionV2, Field::TypebotTriggerValue, has_value);
    }
}

/// A field that has to be filled in is in sight.
#[test]
fn whatever_is_missing_is_offered() {
    for dialect in Dialect::ALL {
        for engine in ["", BAILEYS, BUSINESS, "EVOLUTION"] {
            for kind in ["all", "keyword", "advanced", "none"] {
                let mut form = drafts(Section::ALL, &[(Field::TypebotTriggerType, text(kind))]);
                form.set(Field::Integration, Draft::text(engine));
                for problem in found(&form, dialect) {
                    assert!(form.is_offered(problem.field, dialect), "{}", problem.field.id());
                }
            }
        }
    }
}
