//! Adding a field is one entry in the table. The table has two fields for these tests alone; nothing
//! else in the code names them.

use serde_json::json;

use crate::domain::creation::plan::{Step, steps};
use crate::domain::proof::{Asked, DifferenceReason, FieldVerdict, section};
use crate::domain::reply::decode::FindReply;
use crate::domain::schema::api::Api;
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::encode;
use crate::domain::schema::fields::Field;
use crate::domain::schema::read_back;
use crate::domain::schema::section::Section;
use crate::domain::schema::validate::{Fault, ValidationContext, problems};
use crate::domain::schema::wire::Carrier;
use crate::domain::tests::{drafts, text};

/// A server that has the field.
fn newer() -> Api {
    Api::with_version_text(Dialect::EvolutionV2, Some("2.5.1"))
}

fn others() -> [Api; 4] {
    let v2 = |version| Api::with_version_text(Dialect::EvolutionV2, Some(version));
    [v2("2.4.9"), v2("2.6.0"), Dialect::EvolutionV2.into(), Dialect::EvolutionV1.into()]
}

#[test]
fn a_new_field_is_on_the_form_of_the_servers_that_have_it() {
    let has = |api: Api| Field::of(Section::Behaviour, api).any(|f| f == Field::TestField);
    assert!(has(newer()));
    assert!(others().into_iter().all(|api| !has(api)));
    assert_eq!(Field::with_id("test_field"), Some(Field::TestField));
}

#[test]
fn a_new_field_is_checked_sent_and_read_back() {
    let typed = drafts(&[], &[(Field::TestField, text("value"))]);
    let body = encode::body(&typed, newer(), Carrier::Create).expect("a body");
    assert_eq!(body["testField"], json!("value"));
    let set = encode::set_body(&typed, newer(), Section::Behaviour);
    assert_eq!(set["testField"], json!("value"));
    assert_eq!(read_back::drafts(&body, newer()).get(Field::TestField), &text("value"));
    for api in others() {
        let body = encode::body(&typed, api, Carrier::Create).unwrap_or_default();
        assert_eq!(body.get("testField"), None, "{api:?}");
        assert_eq!(typed.unsupported_by(api).collect::<Vec<_>>(), [Field::TestField]);
    }
    let long = drafts(&[], &[(Field::TestField, text(&"x".repeat(21)))]);
    let faults = problems(&long, newer(), &ValidationContext::default());
    assert!(faults.iter().any(|problem| problem.fault == Fault::TooLong(20)));
}

#[test]
fn a_new_field_is_part_of_the_proof() {
    let typed = drafts(&[], &[(Field::TestField, text("value"))]);
    let verdict = |api: Api, stored: &str| {
        let found = Ok(FindReply::One(json!({"testField": stored})));
        let proof = section(&Asked::new(&typed, api), Section::Behaviour, found);
        let row = proof.rows.iter().find(|row| row.field == Field::TestField);
        row.map(|row| row.verdict)
    };
    assert_eq!(verdict(newer(), "value"), Some(FieldVerdict::Same));
    let changed = FieldVerdict::Different(DifferenceReason::Changed);
    assert_eq!(verdict(newer(), "other"), Some(changed));
    assert!(others().into_iter().all(|api| verdict(api, "value").is_none()));
}

#[test]
fn a_group_that_exists_only_after_the_creation_is_set_by_its_own_step() {
    let api = Api::with_version_text(Dialect::EvolutionV1, Some("1.9.0"));
    let typed = drafts(&[Section::Nats], &[(Field::TestLaterField, text("value"))]);
    let body = encode::body(&typed, api, Carrier::Create).unwrap_or_default();
    assert_eq!(body.get("test_later"), None);
    let set = json!({"test_later": "value"});
    assert_eq!(encode::body(&typed, api, Carrier::Set(Section::Nats)), Some(set));
    let plan = steps(&typed, api);
    assert_eq!(plan[1], Step::Set(Section::Nats));
    assert!(plan.contains(&Step::ReadBack(Section::Nats)));
    // The group is switched on and nothing is typed into it: it is set all the same.
    assert_eq!(steps(&drafts(&[Section::Nats], &[]), api)[1], Step::Set(Section::Nats));
    assert!(!steps(&drafts(&[], &[]), api).contains(&Step::Set(Section::Nats)));
    assert!(!steps(&typed, Dialect::EvolutionV1).contains(&Step::Set(Section::Nats)));
}
