//! Presets: the groups they switch on and the values they hold, none of them a secret.

use serde_json::{Value, json};

use crate::domain::schema::field::Draft;
use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;
use crate::domain::tests::deployment::config::{accepted, refused};
use crate::domain::tests::text;

#[test]
fn presets_hold_groups_and_values_but_no_secrets() {
    let setup = accepted(&json!({"presets": [
        {"name": "Bot", "groups": ["webhook"], "fields": {"webhook_url": "https://a.b", "reject_call": true}},
        {"name": "Nothing"},
    ]}));
    let [bot, nothing] = setup.presets.as_slice() else { panic!("two presets") };
    assert_eq!((bot.name.as_str(), bot.groups.as_slice()), ("Bot", [Section::Webhook].as_slice()));
    let fields =
        vec![(Field::WebhookUrl, text("https://a.b")), (Field::RejectCall, Draft::Flag(true))];
    assert_eq!(bot.fields, fields);
    assert!(nothing.groups.is_empty() && nothing.fields.is_empty());
    let rest = json!({"presets": [{"name": "Bot"}]});
    let with = |key: &str, value: Value| {
        let mut preset = json!({"name": "Bot"});
        preset[key] = value;
        json!({"presets": [preset]})
    };
    refused(&with("groups", json!(["webhok"])), &["presets[0].groups[0]: wrong (one_of)"], &rest);
    refused(&with("groups", json!("webhook")), &["presets[0].groups: wrong (list)"], &rest);
    refused(&with("fields", json!([])), &["presets[0].fields: wrong (object)"], &rest);
    refused(
        &with("fields", json!({"webhook_url": 1})),
        &["presets[0].fields.webhook_url: wrong (text)"],
        &rest,
    );
    refused(
        &with("fields", json!({"token": "x"})),
        &["presets[0].fields.token: secret_in_preset"],
        &rest,
    );
    refused(&with("field", json!({})), &["presets[0].field: unknown_key_near (fields)"], &rest);
    refused(&json!({"presets": {}}), &["presets: wrong (list)"], &json!({}));
    refused(&json!({"presets": ["Bot"]}), &["presets[0]: wrong (object)"], &json!({}));
    refused(&json!({"presets": [{"groups": []}]}), &["presets[0].name: missing"], &json!({}));
    refused(&json!({"presets": [{"name": ""}]}), &["presets[0].name: wrong (text)"], &json!({}));
    refused(
        &json!({"presets": [{"name": "Bot"}, {"name": " Bot"}]}),
        &["presets[1].name: twice"],
        &rest,
    );
    let closed = json!({"groups": [], "presets": [{"name": "Bot", "groups": ["proxy"], "fields": {"proxy_host": "x"}}]});
    let expected =
        ["presets[0].groups: group_closed", "presets[0].fields.proxy_host: group_closed"];
    refused(&closed, &expected, &json!({"groups": [], "presets": [{"name": "Bot"}]}));
    let fixed = |presets: Value| json!({"fields": {"msg_call": {"value": "x", "fixed": true}}, "presets": presets});
    refused(
        &fixed(json!([{"name": "Bot", "fields": {"msg_call": "y"}}])),
        &["presets[0].fields.msg_call: not_free"],
        &fixed(json!([{"name": "Bot"}])),
    );
}
