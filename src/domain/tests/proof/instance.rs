//! The proof of the instance itself, against the recorded lists of instances.

use serde_json::{Value, json};

use crate::domain::proof::{
    DifferenceReason, FieldVerdict, Outcome, Remedy, SectionProof, of_reply,
};
use crate::domain::reply::decode;
use crate::domain::reply::decode::FindReply;
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::field::Draft;
use crate::domain::schema::fields::Field;
use crate::domain::schema::read_back;
use crate::domain::schema::section::Section;
use crate::domain::tests::proof::{proof_of, verdict};
use crate::domain::tests::{drafts, recording, text};

const V1: Dialect = Dialect::EvolutionV1;
const V2: Dialect = Dialect::EvolutionV2;

/// The proof of an instance from its creation and the list that was recorded after it.
fn prove(file: &str, created: &str, listed: &str) -> SectionProof {
    let (dialect, create) = recording(file, created);
    let (_, list) = recording(file, listed);
    let asked = read_back::drafts(&create.body, dialect);
    let found = decode::find_reply(list.status, &list.text(), dialect);
    proof_of(&asked, dialect, Section::Instance, found, Some(&create.reply))
}

#[test]
fn the_list_of_2_x_tells_token_number_and_engine() {
    let proof = prove("v2", "golden-full-create", "golden-full--fetch");
    assert!(proof.is_well(), "{proof:#?}");
    for field in [Field::InstanceName, Field::Integration, Field::Token, Field::Number] {
        assert_eq!(verdict(&proof, field), Some(FieldVerdict::Same), "{field:?}");
    }
}

#[test]
fn the_list_of_1_x_tells_the_token_and_the_answer_the_rest() {
    let (_, list) = recording("v1", "create-chatwoot-full--fetch");
    let mut asked = drafts(&[], &[(Field::InstanceName, text("cw1"))]);
    asked.fresh_token = "108A3121-F475-49B8-A048-AF9A9A68EB92".to_owned();
    let found = decode::find_reply(list.status, &list.text(), V1);
    let proof = proof_of(&asked, V1, Section::Instance, found, None);
    assert!(proof.is_well(), "{proof:#?}");
    assert_eq!(verdict(&proof, Field::Token), Some(FieldVerdict::Same));
    let told = json!({"instance": {"instanceName": "a", "apikey": "t"}});
    let asked = drafts(
        &[],
        &[
            (Field::InstanceName, text("a")),
            (Field::Token, text("other")),
            (Field::Number, text("5511912345678")),
        ],
    );
    let found = || Ok(FindReply::One(told.clone()));
    let proof = proof_of(&asked, V1, Section::Instance, found(), None);
    let changed = FieldVerdict::Different(DifferenceReason::Changed);
    assert_eq!(verdict(&proof, Field::Token), Some(changed));
    assert_eq!(verdict(&proof, Field::Number), Some(FieldVerdict::NotTold));
    assert_eq!(proof.remedy(), Some(Remedy::ReadAgain));
    let reply = json!({"chatwoot": {"number": "5511912345678"}});
    let proof = proof_of(&asked, V1, Section::Instance, found(), Some(&reply));
    assert_eq!(verdict(&proof, Field::Number), Some(FieldVerdict::Same));
}

#[test]
fn what_the_list_tells_counts_and_not_what_the_creation_answered() {
    let asked = drafts(&[], &[(Field::InstanceName, text("a")), (Field::Token, text("asked"))]);
    let reply = json!({"hash": "asked", "instance": {"instanceName": "a"}});
    let list = FindReply::Rows(vec![json!({"name": "a", "token": "other"})]);
    let proof = proof_of(&asked, V2, Section::Instance, Ok(list), Some(&reply));
    let changed = FieldVerdict::Different(DifferenceReason::Changed);
    assert_eq!(verdict(&proof, Field::Token), Some(changed));
}

#[test]
fn the_remark_on_the_address_for_meta_stays_when_the_instance_is_read() {
    let asked = drafts(&[], &[(Field::InstanceName, text("a"))]);
    let reply = |url: &str| json!({"instance": {"instanceName": "a", "webhookWaBusiness": url}});
    let remark = |url: &str| {
        let list = FindReply::Rows(vec![json!({"name": "a"})]);
        proof_of(&asked, V2, Section::Instance, Ok(list), Some(&reply(url))).remark
    };
    assert!(remark("http://localhost:8080/webhook/meta").is_some());
    assert_eq!(remark("https://evo.example.com/webhook/meta"), None);
}

#[test]
fn what_the_list_of_2_x_holds_empty_is_not_stored() {
    let asked = drafts(
        &[],
        &[
            (Field::InstanceName, text(" a ")),
            (Field::Integration, text("WHATSAPP-BUSINESS")),
            (Field::Token, text("meta")),
            (Field::Number, text("10")),
            (Field::BusinessId, text("20")),
            (Field::Qrcode, Draft::Flag(true)),
        ],
    );
    let row = |number: Value| {
        json!({"name": "a", "integration": "WHATSAPP-BAILEYS", "token": "meta", "number": number,
            "businessId": null})
    };
    let list = FindReply::Rows(vec![json!({"name": "b"}), row(json!("10"))]);
    let proof = proof_of(&asked, V2, Section::Instance, Ok(list), None);
    let verdicts: Vec<(Field, FieldVerdict)> =
        proof.rows.iter().map(|row| (row.field, row.verdict)).collect();
    let different = FieldVerdict::Different;
    assert_eq!(
        verdicts,
        [
            (Field::InstanceName, FieldVerdict::Same),
            (Field::Integration, different(DifferenceReason::Changed)),
            (Field::Token, FieldVerdict::Same),
            (Field::Number, FieldVerdict::Same),
            (Field::BusinessId, different(DifferenceReason::Missing)),
        ]
    );
    let list = FindReply::Rows(vec![row(Value::Null)]);
    let proof = proof_of(&asked, V2, Section::Instance, Ok(list), None);
    assert_eq!(verdict(&proof, Field::Number), Some(different(DifferenceReason::Missing)));
}

#[test]
fn an_instance_that_is_not_listed_is_gone() {
    let asked = drafts(&[], &[(Field::InstanceName, text("a"))]);
    let (dialect, missing) = recording("v2", "create-integration-number--fetch");
    let not_found = decode::find_reply(missing.status, &missing.text(), dialect);
    let others = Ok(FindReply::Rows(vec![json!({"name": "A"})]));
    for found in [not_found, others, Ok(FindReply::Nothing), Ok(FindReply::EmptyBody)] {
        let proof = proof_of(&asked, V2, Section::Instance, found, None);
        assert_eq!(proof.outcome, Outcome::Dropped(DifferenceReason::InstanceGone));
        assert!(!proof.is_as_asked());
        assert_eq!(proof.remedy(), Some(Remedy::ReadAgain));
    }
    let refused = decode::find_reply(401, "{}", V2);
    let proof = proof_of(&asked, V2, Section::Instance, refused, None);
    assert!(matches!(proof.outcome, Outcome::Unreadable(_)));
}

#[test]
fn a_meta_callback_at_localhost_has_a_remark() {
    let (_, create) = recording("v2", "create-business-ok");
    let asked = read_back::drafts(&create.body, V2);
    let remark = |reply: &Value| of_reply(&asked, V2, reply)[0].remark;
    let at = |url: &str| json!({"instance": {"webhookWaBusiness": url}});
    assert_eq!(remark(&at("https://evo.example/webhook/meta")), None);
    let localhost = Some(DifferenceReason::CallbackLocalhost);
    assert_eq!(remark(&at("http://localhost:8080/webhook/meta")), localhost);
    let first = json!({"instance": {"webhook_wa_business": "http://127.0.0.1/webhook/whatsapp/a"}});
    assert_eq!(remark(&first), localhost);
    assert_eq!(remark(&json!({"instance": {"webhookWaBusiness": null}})), None);
}
