//! The proof for a program: its shape, and that no secret is in it.

use serde_json::{Value, json};

use crate::domain::http::secret::{Secret, masked};
use crate::domain::proof::SectionProof;
use crate::domain::proof::report::{json, shown};
use crate::domain::reply::decode::FindReply;
use crate::domain::reply::error::{ApiError, Case};
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;
use crate::domain::servers::server::Server;
use crate::domain::tests::proof::proof_of;
use crate::domain::tests::{drafts, everything, text};

fn server(dialect: Dialect) -> Server {
    Server {
        id: 1,
        label: "Production".to_owned(),
        base_url: "https://api.example.com".to_owned(),
        dialect,
        version: Some("2.3.6".to_owned()),
        key: Secret::new("the-global-key-0123456789"),
        is_remembered: false,
    }
}

fn report(dialect: Dialect, proofs: &[SectionProof]) -> Value {
    json("sales-01", &server(dialect), "2026-11-21T19:42:00.000Z", proofs, &[])
}

#[test]
fn instances_with_the_same_token_are_named() {
    let server = server(Dialect::EvolutionV2);
    let others = ["loja-2".to_owned()];
    let report = json("sales-01", &server, "2026-11-21T19:42:00.000Z", &[], &others);
    assert_eq!(report["token_shared_with"], json!(["loja-2"]));
}

#[test]
fn the_shape_is_as_it_is_documented() {
    let v2 = Dialect::EvolutionV2;
    let asked = drafts(
        &[Section::Webhook, Section::Rabbitmq, Section::Sqs],
        &[(Field::WebhookUrl, text("https://a.example"))],
    );
    let stored = json!({"enabled": true, "url": "https://b.example", "events": ["CALL"],
        "webhookBase64": false});
    let found = Ok(FindReply::One(stored));
    let refused = ApiError { status: Some(401), ..ApiError::without_reply(Case::Unauthorized) };
    let proofs = [
        proof_of(&asked, v2, Section::Webhook, found, None),
        proof_of(&asked, v2, Section::Rabbitmq, Ok(FindReply::EmptyBody), None),
        proof_of(&asked, v2, Section::Sqs, Err(refused), None),
    ];
    let expected = json!({
        "instance": "sales-01",
        "server": "https://api.example.com",
        "dialect": "evolution-v2",
        "version": "2.3.6",
        "time": "2026-11-21T19:42:00.000Z",
        "is_as_asked": false,
        "groups": [
            {"group": "webhook", "outcome": "stored", "fields": [
                {"field": "webhook_url", "wire": "webhook.url", "asked": "https://a.example",
                    "stored": "https://b.example", "verdict": "different", "reason": "changed"},
                {"field": "webhook_base64", "wire": "webhook.base64", "asked": null,
                    "stored": false, "verdict": "servers_own"},
                {"field": "webhook_events", "wire": "webhook.events", "asked": [],
                    "stored": ["CALL"], "verdict": "different", "reason": "events_incomplete",
                    "stored_events": 1, "all_events": 31},
            ]},
            {"group": "rabbitmq", "outcome": "dropped", "reason": "switched_off",
                "variable": "RABBITMQ_ENABLED", "fields": [
                {"field": "rabbitmq_events", "wire": "rabbitmq.events", "asked": [],
                    "stored": null, "verdict": "different", "reason": "missing"},
            ]},
            {"group": "sqs", "outcome": "unreadable", "error": "unauthorized", "status": 401,
                "fields": []},
        ],
    });
    assert_eq!(report(v2, &proofs), expected);
    assert_eq!(report(v2, &proofs).to_string(), expected.to_string(), "and in this order");
}

#[test]
fn no_secret_of_any_section_is_in_it() {
    let asked = everything();
    for dialect in Dialect::ALL {
        let proofs: Vec<SectionProof> = Section::of(dialect)
            .map(|of| {
                // A server that gives everything back as it was asked for, under the names of `find`.
                let mut stored = serde_json::Map::new();
                stored.insert("enabled".to_owned(), true.into());
                for field in Field::of(of, dialect) {
                    let wire = field.spec().wire(dialect).expect("it has the field");
                    let value = crate::domain::schema::encode::value(&asked, field, wire, dialect);
                    if let (Some(path), Some(value)) = (wire.find(), value) {
                        crate::domain::schema::encode::insert(&mut stored, path, value);
                    }
                }
                proof_of(&asked, dialect, of, Ok(FindReply::One(Value::Object(stored))), None)
            })
            .collect();
        assert!(proofs.iter().all(SectionProof::is_as_asked), "{dialect:?}");
        let report = report(dialect, &proofs).to_string();
        for secret in asked.secrets().iter().filter(|secret| secret.as_str() != "application/json")
        {
            assert!(!report.contains(secret.as_str()), "{secret} in {dialect:?}");
        }
        assert!(!report.contains("the-global-key"));
        assert!(report.contains("https://hooks.example.com/evo"), "what is no secret is told");
    }
}

#[test]
fn a_secret_of_another_type_is_masked_too() {
    #[track_caller]
    fn check(field: Field, value: &Value, expected: &Value) {
        assert_eq!(shown(field, value), *expected);
    }
    check(Field::ProxyPassword, &json!(""), &json!(""));
    check(Field::ProxyPassword, &json!("secret"), &json!(masked("secret")));
    check(Field::ProxyPassword, &json!(123_456), &json!(masked("123456")));
    check(Field::WebhookHeaders, &json!("x: y"), &json!(masked("x: y")));
    check(
        Field::WebhookHeaders,
        &json!({"Authorization": "Bearer a", "Content-Type": "text/plain"}),
        &json!({"Authorization": masked("Bearer a"), "Content-Type": "text/plain"}),
    );
    check(Field::ProxyHost, &json!("secret"), &json!("secret"));
}
