//! Groups that are allowed, and the values and rules of fields.

use serde_json::{Value, json};

use crate::domain::deployment::Access;
use crate::domain::deployment::config::read;
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::external_value;
use crate::domain::schema::field::{Draft, Kind};
use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;
use crate::domain::schema::section_set::SectionSet;
use crate::domain::tests::deployment::config::{accepted, diagnostics, refused};
use crate::domain::tests::events;
use crate::domain::tests::{headers, text};

#[test]
fn groups_that_are_not_allowed_are_closed() {
    let setup = accepted(&json!({"groups": ["webhook", "proxy"]}));
    for section in Section::ALL.iter().copied() {
        let is_open = !section.is_group() || [Section::Webhook, Section::Proxy].contains(&section);
        assert_eq!(setup.allows(section), is_open, "{}", section.id());
    }
    assert!(!accepted(&json!({"groups": []})).allows(Section::Webhook));
    refused(
        &json!({"groups": ["webhook", "webhok"]}),
        &["groups[1]: wrong (one_of)"],
        &json!({"groups": ["webhook"]}),
    );
    refused(
        &json!({"groups": ["webhook", "settings"]}),
        &["groups[1]: wrong (one_of)"],
        &json!({"groups": ["webhook"]}),
    );
    refused(
        &json!({"groups": ["webhook", "webhook"]}),
        &["groups[1]: twice"],
        &json!({"groups": ["webhook"]}),
    );
    refused(&json!({"groups": [7]}), &["groups[0]: wrong (one_of)"], &json!({"groups": []}));
    refused(&json!({"groups": "webhook"}), &["groups: wrong (list)"], &json!({}));
    refused(&json!({"groups": true}), &["groups: wrong (list)"], &json!({}));
}

#[test]
fn a_hidden_field_that_another_value_makes_needed_is_shown() {
    #[track_caller]
    fn check(fields: Value, shown: &[&str]) {
        let setup = read(&json!({"allowKeys": true, "fields": fields}).to_string());
        let mut said = diagnostics(&setup);
        said.retain(|said| !said.ends_with("secret_readable"));
        let expected: Vec<String> =
            shown.iter().map(|id| format!("fields.{id}.hidden: hidden_but_needed")).collect();
        assert_eq!(said, expected, "{fields}");
        for id in shown {
            let field = Field::with_id(id).expect("a field of the table");
            assert_eq!(setup.access(field), Access::Free, "{id}");
        }
    }
    let engine = |name: &str, rule: &str| json!({"value": name, rule: true});
    let hidden = json!({"hidden": true});
    for rule in ["hidden", "fixed"] {
        check(
            json!({"integration": engine("WHATSAPP-BUSINESS", rule), "token": hidden, "number": hidden}),
            &["token", "number"],
        );
        check(json!({"integration": engine("WHATSAPP-BAILEYS", rule), "number": hidden}), &[]);
    }
    // The order of the file does not matter, nor what has a value.
    check(
        json!({
            "number": {"hidden": true, "value": "5511912345678"},
            "token": hidden,
            "integration": engine("WHATSAPP-BUSINESS", "hidden"),
        }),
        &["token"],
    );
    // What the operator can still choose: the form shows the field where that makes it needed.
    check(json!({"integration": {"value": "WHATSAPP-BUSINESS"}, "number": hidden}), &[]);
    check(json!({"number": hidden}), &[]);
    // A group that is held on with nothing in it to see.
    let mut typebot: serde_json::Map<String, Value> = Field::ALL
        .iter()
        .filter(|field| field.spec().section == Section::Typebot)
        .map(|field| (field.id().to_owned(), hidden.clone()))
        .collect();
    typebot["typebot_url"]["value"] = json!("https://a.b");
    typebot["typebot"]["value"] = json!("bot");
    typebot["typebot_trigger_type"]["value"] = json!("keyword");
    check(Value::Object(typebot), &["typebot_trigger_operator", "typebot_trigger_value"]);
}

/// A value that the field takes, one that it does not, and what is said then.
fn values_of(field: Field) -> (Value, Draft, Value, &'static str) {
    match field.spec().kind {
        Kind::Flag => (json!(false), Draft::Flag(false), json!("false"), "wrong (flag)"),
        Kind::Integer { max, .. } => {
            (json!(max), text(&max.to_string()), json!("1"), "wrong (number)")
        }
        Kind::Choice(choices) => {
            (json!(choices[0]), text(choices[0]), json!("other"), "wrong (one_of)")
        }
        Kind::Events => (json!(["CALL"]), events(&["CALL"]), json!("CALL"), "wrong (list)"),
        Kind::Headers => (json!({"A": "b"}), headers(&[("A", "b")]), json!([]), "wrong (headers)"),
        Kind::List => (json!(["a", "b"]), text("a\nb"), json!("a"), "wrong (list)"),
        Kind::Secret => (json!("s3cret"), text("s3cret"), json!(5), "wrong (text)"),
        Kind::Text(_) if value_is_url(field) => {
            (json!("https://a.b/c"), text("https://a.b/c"), json!("javascript:alert(1)"), "unfit")
        }
        Kind::Text(_) => {
            (json!("5511912345678"), text("5511912345678"), json!(["x"]), "wrong (text)")
        }
    }
}

fn value_is_url(field: Field) -> bool {
    use crate::domain::schema::field::Rule;
    matches!(field.spec().kind, Kind::Text(Rule::Url))
}

#[test]
fn every_field_takes_the_json_of_its_kind_and_nothing_else() {
    for field in Field::ALL.iter().copied() {
        let id = field.id();
        let (good, draft, bad, said) = values_of(field);
        let file = |value: &Value| json!({"allowKeys": true, "fields": {id: {"value": value}}});
        let mut setup = read(&file(&good).to_string());
        let is_secret = field.spec().is_secret();
        let readable = format!("fields.{id}.value: secret_readable");
        assert_eq!(diagnostics(&setup), if is_secret { vec![readable] } else { vec![] }, "{id}");
        assert_eq!(setup.initial.get(field), &draft, "{id}");
        assert_eq!(
            (setup.access(field), setup.forced_groups),
            (Access::Free, SectionSet::default())
        );
        setup = read(&file(&bad).to_string());
        assert_eq!(diagnostics(&setup), [format!("fields.{id}.value: {said}")]);
        assert_eq!(setup.initial.get(field), &Draft::NotSent, "{id}");
    }
}

#[test]
fn a_value_that_no_server_takes_is_refused() {
    for (id, value) in [
        ("webhook_url", json!("ftp://a.b")),
        ("webhook_url", json!("https://exa mple")),
        ("instance_name", json!("a/../b")),
        ("number", json!("abc")),
    ] {
        let file = json!({"fields": {id: {"value": value}}});
        refused(&file, &[&format!("fields.{id}.value: unfit")], &json!({}));
    }
    let item = |value: Value| json!({"fields": {"webhook_events": {"value": [value]}}});
    for (value, said) in [
        (json!("MESSAGE_UPSERT"), "unknown_key_near (MESSAGES_UPSERT)"),
        (json!("nothing"), "wrong (event)"),
        (json!(1), "wrong (event)"),
    ] {
        let setup = read(&item(value).to_string());
        assert_eq!(diagnostics(&setup), [format!("fields.webhook_events.value[0]: {said}")]);
    }
    let setup = read(
        &json!({"allowKeys": true, "fields": {"webhook_headers": {"value": {"bad name": "x"}}}})
            .to_string(),
    );
    assert_eq!(diagnostics(&setup), ["fields.webhook_headers.value: unfit"]);
    let setup = read(
        &json!({"allowKeys": true, "fields": {"webhook_headers": {"value": {"A": 1, "B": "x"}}}})
            .to_string(),
    );
    assert_eq!(diagnostics(&setup)[0], "fields.webhook_headers.value.A: wrong (text)");
    assert_eq!(setup.initial.get(Field::WebhookHeaders), &headers(&[("B", "x")]));
    let long = json!({"fields": {"msg_call": {"value": "x".repeat(5_000_000)}}});
    refused(&long, &["fields.msg_call.value: too_long"], &json!({}));
}

/// One bound and one judgement, whoever gives the value.
#[test]
fn a_value_is_taken_as_the_page_around_may_give_it() {
    #[track_caller]
    fn check(id: &str, value: &Value, is_taken: bool) {
        let field = Field::with_id(id).expect("a field of the table");
        let setup = read(&json!({"allowKeys": true, "fields": {id: {"value": value}}}).to_string());
        let given = external_value::draft(field, value);
        assert_eq!(given.is_ok(), is_taken, "{id}");
        let expected = given.unwrap_or_default();
        assert_eq!(setup.initial.get(field), &expected, "{id}: {:?}", diagnostics(&setup));
    }
    let long = |more: usize| json!("a".repeat(external_value::LONGEST + more));
    check("business_id", &long(0), true);
    check("business_id", &long(1), false);
    check("webhook_headers", &json!({"X-A": long(1)}), false);
    check("webhook_headers", &json!({"X-A": "a\nb"}), false);
    check("msg_call", &json!("away 👨\u{200d}👩\u{200d}👧"), true);
    check("number", &json!(5_511_912_345_678_u64), true);
    check("number", &json!(1.5), false);
    // Of too many the first are taken, and the others told of.
    let many = |count: usize| vec![json!("CALL"); count];
    let setup =
        |value: Value| read(&json!({"fields": {"webhook_events": {"value": value}}}).to_string());
    assert_eq!(diagnostics(&setup(json!(many(external_value::MOST)))), [""; 0]);
    let more = json!(many(external_value::MOST + 1));
    assert_eq!(diagnostics(&setup(more.clone())), ["fields.webhook_events.value: too_many"]);
    assert!(external_value::draft(Field::WebhookEvents, &more).is_err());
}

#[test]
fn a_fixed_or_hidden_value_holds_its_group_on() {
    let setup = accepted(&json!({"fields": {
        "webhook_url": {"value": "https://a.b", "fixed": true},
        "chatwoot_account_id": {"value": 3, "hidden": true},
        "proxy_host": {"value": "proxy"},
        "token": {"hidden": true},
        "qrcode": {"value": true, "fixed": true, "hidden": true},
    }}));
    assert_eq!(setup.access(Field::WebhookUrl), Access::Fixed);
    assert_eq!(setup.access(Field::ChatwootAccountId), Access::Hidden);
    assert_eq!(setup.access(Field::ProxyHost), Access::Free);
    assert_eq!(setup.access(Field::Token), Access::Hidden);
    assert_eq!(setup.access(Field::Qrcode), Access::Hidden, "what is not seen is fixed anyway");
    for section in Section::ALL.iter().copied().filter(|section| section.is_group()) {
        let is_held = [Section::Webhook, Section::Chatwoot].contains(&section);
        assert_eq!((setup.forces(section), setup.initial.is_on(section)), (is_held, is_held));
    }
}

#[test]
fn a_rule_that_would_break_the_form_is_refused() {
    for id in ["instance_name", "webhook_url", "pusher_key", "proxy_port"] {
        let file = json!({"fields": {id: {"hidden": true}}});
        refused(&file, &[&format!("fields.{id}.hidden: hidden_but_needed")], &json!({}));
    }
    // Each alone; the group that they hold on is drawn with what is left to fill in.
    let chatwoot: Vec<Field> =
        Field::ALL.iter().copied().filter(|f| f.spec().section == Section::Chatwoot).collect();
    let mut all: serde_json::Map<String, Value> =
        chatwoot.iter().map(|field| (field.id().to_owned(), json!({"hidden": true}))).collect();
    all["chatwoot_url"]["value"] = json!("https://a.b");
    let setup = read(&json!({"fields": all}).to_string());
    assert_eq!(
        diagnostics(&setup),
        ["chatwoot_account_id", "chatwoot_token"]
            .map(|id| format!("fields.{id}.hidden: hidden_but_needed"))
    );
    assert!(setup.forces(Section::Chatwoot));
    assert_eq!(setup.access(Field::ChatwootToken), Access::Free);
    let rules = setup.form_rules();
    assert!(rules.sections(Dialect::EvolutionV2).any(|section| section == Section::Chatwoot));
    let file = json!({"fields": {"msg_call": {"fixed": true}}});
    refused(&file, &["fields.msg_call.fixed: fixed_without_value"], &json!({}));
    refused(
        &json!({"groups": ["proxy"], "fields": {"webhook_url": {"value": "https://a.b"}}}),
        &["fields.webhook_url: group_closed"],
        &json!({"groups": ["proxy"]}),
    );
    let fields = |fields: Value| json!({"fields": fields});
    refused(&fields(json!({"token": true})), &["fields.token: wrong (object)"], &json!({}));
    refused(
        &fields(json!({"token": {"hidden": 1}})),
        &["fields.token.hidden: wrong (flag)"],
        &json!({}),
    );
    refused(
        &fields(json!({"token": {"fixed": "x"}})),
        &["fields.token.fixed: wrong (flag)"],
        &json!({}),
    );
    refused(
        &fields(json!({"token": {"hide": true}})),
        &["fields.token.hide: unknown_key_near (hidden)"],
        &json!({}),
    );
    refused(
        &fields(json!({"webhookUrl": {}})),
        &["fields.webhookUrl: unknown_key_near (webhook_url)"],
        &json!({}),
    );
    refused(&fields(json!({"nonsense": {}})), &["fields.nonsense: unknown_key"], &json!({}));
    refused(&fields(json!([])), &["fields: wrong (object)"], &json!({}));
}
