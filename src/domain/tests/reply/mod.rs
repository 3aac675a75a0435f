//! What is read out of good answers, and answers of shapes that no recording has.

mod error_parser;
mod found;
mod hostile;
mod recordings;
mod retry;
mod sorted;

use serde_json::{Value, json};

use crate::domain::http::secret::Secret;
use crate::domain::reply::decode;
use crate::domain::reply::decode::{Created, QrCode};
use crate::domain::schema::dialect::Dialect;
use crate::domain::tests::recording;

fn created(file: &str, name: &str) -> Created {
    let (dialect, exchange) = recording(file, name);
    decode::created(exchange.status, &exchange.text(), dialect).expect("it was created")
}

/// Name, id, engine, state and token of a creation.
#[track_caller]
fn check(created: &Created, expected: [Option<&str>; 5]) {
    let got = [
        created.instance_name.as_deref(),
        created.instance_id.as_deref(),
        created.integration.as_deref(),
        created.status.as_deref(),
        created.hash.as_ref().map(Secret::reveal),
    ];
    assert_eq!(got, expected);
}

#[test]
fn a_creation_reply_of_1x_is_decoded() {
    let full = created("v1", "golden-full-create");
    check(
        &full,
        [
            Some("golden-v1"),
            Some("7b28fb3d-7fb0-4945-935c-26d4d0fb14ef"),
            Some("WHATSAPP-BAILEYS"),
            Some("created"),
            Some("golden-token-v1"),
        ],
    );
    assert_eq!(
        full.chatwoot_webhook.as_deref(),
        Some("http://127.0.0.1:18081/chatwoot/webhook/golden-v1")
    );
    assert_eq!(full.settings, Some(settings_of_1x()));
    assert_eq!(full.business_webhook, None);
    assert_eq!(full.verify_token, None, "an empty text is none");
    assert_eq!(full.qrcode, None);
    assert_eq!(full.raw["rabbitmq"]["enabled"], true);
}

fn settings_of_1x() -> Value {
    json!({"reject_call": true, "msg_call": "No calls", "groups_ignore": true,
        "always_online": true, "read_messages": true, "read_status": true,
        "sync_full_history": true})
}

#[test]
fn a_creation_reply_of_2x_is_decoded() {
    let full = created("v2", "golden-full-create");
    check(
        &full,
        [
            Some("golden-v2"),
            Some("e35abc2a-9697-445b-aef3-6d250fb10d04"),
            Some("WHATSAPP-BAILEYS"),
            Some("close"),
            Some("golden-token-v2"),
        ],
    );
    assert_eq!(
        full.chatwoot_webhook.as_deref(),
        Some("http://127.0.0.1:18082/chatwoot/webhook/golden-v2")
    );
    assert_eq!(full.settings.expect("settings")["msgCall"], "No calls");
}

#[test]
fn a_business_creation_tells_what_meta_needs() {
    let first = created("v1", "create-business-ok");
    let webhook = first.business_webhook.expect("a webhook");
    assert!(webhook.ends_with("/webhook/whatsapp/biz4"), "{webhook}");
    assert_eq!(first.verify_token, Some(Secret::new("evolution")));
    let second = created("v2", "create-business-ok");
    let webhook = second.business_webhook.expect("a webhook");
    assert!(webhook.ends_with("/webhook/meta"), "{webhook}");
    assert_eq!(second.verify_token, Some(Secret::new("evolution")));
    assert_eq!(second.status.as_deref(), Some("open"));
}

#[test]
fn the_hash_is_read_in_every_shape() {
    #[track_caller]
    fn check(reply: &Value, expected: Option<&str>) {
        let created = decode::created(201, &reply.to_string(), Dialect::EvolutionV2);
        let hash = created.ok().and_then(|created| created.hash);
        assert_eq!(hash.as_ref().map(Secret::reveal), expected, "{reply}");
    }
    let instance = json!({"instanceName": "a"});
    check(&json!({"instance": instance, "hash": "h"}), Some("h"));
    check(&json!({"instance": instance, "hash": {"apikey": "h"}}), Some("h"));
    check(&json!({"instance": instance, "hash": {"jwt": "h"}}), Some("h"));
    check(&json!({"instance": instance, "hash": ""}), None);
    check(&json!({"instance": instance, "hash": null, "apikey": "h"}), Some("h"));
    check(&json!({"instance": instance, "hash": 7}), None);
    check(&json!({"instance": instance}), None);
    check(&json!({"name": "a", "token": "h"}), Some("h"));
    let jwt = created("v1", "auth-jwt--create-with-token").hash.expect("a hash");
    assert_eq!(jwt.reveal().split('.').count(), 3, "a JSON web token");
}

#[test]
fn the_reply_on_the_l2msg_page_is_read() {
    let settings = json!({"reject_call": false, "msg_call": "", "groups_ignore": true,
        "always_online": false, "read_messages": false, "read_status": false,
        "sync_full_history": false});
    let reply = json!({"instance": {"instanceName": "teste-docs",
        "instanceId": "af6c5b7c-ee27-4f94-9ea8-192393746ddd", "webhook_wa_business": null,
        "access_token_wa_business": "", "status": "created"}, "hash": {"apikey": "123456"},
        "settings": settings});
    let created = decode::created(201, &reply.to_string(), Dialect::L2msg).expect("created");
    let id = Some("af6c5b7c-ee27-4f94-9ea8-192393746ddd");
    check(&created, [Some("teste-docs"), id, None, Some("created"), Some("123456")]);
    assert_eq!(created.settings, Some(settings));
}

#[test]
fn a_count_without_an_image_is_not_ready() {
    #[track_caller]
    fn check(reply: &Value, expected: Option<(Option<u64>, bool)>) {
        let code = decode::qr_code(reply);
        assert_eq!(code.map(|code| (code.count, code.is_ready())), expected, "{reply}");
    }
    check(&json!({"count": 0}), Some((Some(0), false)));
    check(&json!({"count": 1, "base64": "data:image/png;base64,AAAA"}), Some((Some(1), true)));
    check(&json!({"count": 1, "code": "2@abc"}), Some((Some(1), true)));
    check(&json!({"pairingCode": "WZYEH1YY"}), Some((None, true)));
    check(&json!({"count": 1, "pairingCode": null}), Some((Some(1), false)));
    // An address is no image: showing it would call a stranger's server.
    check(&json!({"count": 1, "base64": "https://evil.example/qr.png"}), Some((Some(1), false)));
    check(&json!({"instance": {"state": "open"}}), None);
    check(&json!([]), None);
    let waited = created("v1", "create-qrcode-true-number-whatsapp-unreachable").qrcode;
    assert_eq!(waited, Some(QrCode { count: Some(0), ..QrCode::default() }));
}
