//! What the creation itself answered, and every recording there is.

use serde_json::{Value, json};

use crate::domain::proof::{DifferenceReason, FieldVerdict, of_reply};
use crate::domain::reply::decode;
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::drafts::Drafts;
use crate::domain::schema::field::Draft;
use crate::domain::schema::fields::Field;
use crate::domain::schema::read_back;
use crate::domain::schema::section::Section;
use crate::domain::tests::proof::{proof_of, verdict};
use crate::domain::tests::{recording, text};

#[test]
fn the_settings_in_the_answer_are_compared_alike() {
    let mut asked = Drafts::default();
    asked.set(Field::GroupsIgnore, Draft::Flag(false));
    asked.set(Field::MsgCall, text("no"));
    let reply =
        json!({"settings": {"msg_call": "no", "groups_ignore": true, "read_status": false}});
    let proofs = of_reply(&asked, Dialect::EvolutionV1, &reply);
    let of: Vec<Section> = proofs.iter().map(|proof| proof.section).collect();
    assert_eq!(of, [Section::Instance, Section::Behaviour]);
    let verdicts: Vec<(Field, FieldVerdict)> =
        proofs[1].rows.iter().map(|row| (row.field, row.verdict)).collect();
    assert_eq!(
        verdicts,
        [
            (Field::MsgCall, FieldVerdict::Same),
            (Field::GroupsIgnore, FieldVerdict::Different(DifferenceReason::GroupsIgnoreForced)),
            (Field::ReadStatus, FieldVerdict::ServersOwn),
        ]
    );
    assert_eq!(of_reply(&asked, Dialect::L2msg, &json!({"settings": []})).len(), 1);
}

#[test]
fn the_instance_is_compared_with_what_the_answer_tells_of_it() {
    #[track_caller]
    fn check(file: &str, name: &str, expected: &[(Field, FieldVerdict)]) {
        let (dialect, create) = recording(file, name);
        let asked = read_back::drafts(&create.body, dialect);
        let proofs = of_reply(&asked, dialect, &create.reply);
        let rows: Vec<(Field, FieldVerdict)> =
            proofs[0].rows.iter().map(|row| (row.field, row.verdict)).collect();
        assert_eq!(rows, expected, "{file} {name}");
        assert!(proofs[0].is_as_asked() && proofs[0].remedy().is_none());
    }
    use FieldVerdict::{NotTold, Same};
    let name = (Field::InstanceName, Same);
    let told = [name, (Field::Integration, Same), (Field::Token, Same)];
    check("v1", "golden-full-create", &[&told[..], &[(Field::Number, Same)]].concat());
    check("v2", "golden-full-create", &[&told[..], &[(Field::Number, Same)]].concat());
    // Only the Chatwoot branch tells the number; nothing tells the business id.
    check(
        "v1",
        "golden-full-without-chatwoot-create",
        &[&told[..], &[(Field::Number, NotTold)]].concat(),
    );
    let silent = [(Field::Number, NotTold), (Field::BusinessId, NotTold)];
    check("v2", "create-business-ok", &[&told[..], &silent].concat());
    // With this kind of key the token is not in the answer.
    check("v1", "auth-jwt--create-with-token", &[name, (Field::Token, NotTold)]);
    let (_, create) = recording("v2", "create-business-ok");
    let mut asked = read_back::drafts(&create.body, Dialect::EvolutionV2);
    asked.set(Field::Integration, text("EVOLUTION"));
    asked.set(Field::Token, text("another"));
    let proofs = of_reply(&asked, Dialect::EvolutionV2, &create.reply);
    assert_eq!(proofs[0].differences(), 2);
    assert_eq!(
        verdict(&proofs[0], Field::Token),
        Some(FieldVerdict::Different(DifferenceReason::Changed))
    );
}

/// Every recorded creation that was answered with success, next to every `find` recorded after it:
/// where the server stored what was asked, nothing may differ.
#[test]
fn no_recorded_success_is_reported_as_different() {
    let of_route = |path: &str| {
        let route = path.trim_matches('/').split('/').next().unwrap_or_default().to_owned();
        Section::ALL
            .iter()
            .copied()
            .find(|section| section.is_read_by_find() && section.id() == route)
    };
    // The one that is stored otherwise than asked.
    let differing = [("v1", "create-settings-all-false", Section::Behaviour)];
    // By the bare reply: `enabled` is told wherever a group is stored, and settings always are.
    let is_stored = |section: Section, reply: &Value| {
        !section.is_group() || reply.get("enabled") == Some(&Value::Bool(true))
    };
    let (mut compared, mut seen) = (0, Vec::new());
    let all = crate::domain::tests::recordings();
    for (dialect, find) in &all {
        let (Some((of_create, _)), Some(section)) =
            (find.name.split_once("--find"), of_route(&find.path))
        else {
            continue;
        };
        let named = |name: &str| name == of_create || name == format!("{of_create}-create");
        let create = all.iter().find(|(own, one)| {
            own == dialect && one.file == find.file && named(&one.name) && one.status == 201
        });
        let Some((_, create)) = create.filter(|(_, one)| one.path == "/instance/create") else {
            continue;
        };
        let asked = read_back::drafts(&create.body, *dialect);
        if !asked.is_on(section) || !is_stored(section, &find.reply) {
            continue;
        }
        // What is not of the type that the panel sends is no test of the panel.
        let sent = crate::domain::schema::encode::body(
            &asked,
            *dialect,
            crate::domain::schema::wire::Carrier::Create,
        );
        let is_ours = |path: &str| {
            read_back::lookup(&create.body, path)
                == sent.as_ref().and_then(|sent| read_back::lookup(sent, path))
        };
        let is_typed = Field::of(section, *dialect)
            .filter_map(|field| field.spec().wire(*dialect))
            .filter(|wire| read_back::lookup(&create.body, wire.path).is_some())
            .all(|wire| is_ours(wire.path) || wire.is_text);
        if !is_typed {
            continue;
        }
        let found = decode::find_reply(find.status, &find.text(), *dialect);
        let proof = proof_of(&asked, *dialect, section, found, Some(&create.reply));
        compared += 1;
        if !proof.is_as_asked() {
            seen.push((find.file, of_create.to_owned(), section, proof.outcome));
        }
    }
    let unknown: Vec<_> = seen
        .iter()
        .filter(|(file, name, section, _)| !differing.contains(&(*file, name.as_str(), *section)))
        .collect();
    assert!(unknown.is_empty(), "{unknown:#?}");
    assert!(compared > 30, "{compared} were compared");
}
