//! `config.json`: what each key does to the setup, and what is said of each wrong value.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::{events, headers, text};
use crate::domain::config::complaint::{Complaint, What};
use crate::domain::config::{KEYS, read, schema};
use crate::domain::dialect::Dialect;
use crate::domain::field::{Draft, Kind};
use crate::domain::fields::Field;
use crate::domain::look::{Language, Theme};
use crate::domain::section::Section;
use crate::domain::server::given_id;
use crate::domain::setup::{Access, Adding, Link, Setup};

fn in_repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn written(path: &str) -> String {
    std::fs::read_to_string(in_repository(path)).expect("the file is there")
}

/// `path: id`, with what a sentence would say besides.
fn told(complaint: &Complaint) -> String {
    let more = match &complaint.what {
        What::UnknownKey { nearest: Some(name) } => format!(" ({name})"),
        What::Wrong { expected, .. } => format!(" ({})", expected.id()),
        _ => String::new(),
    };
    format!("{}: {}{more}", complaint.path, complaint.what.id())
}

fn complaints(setup: &Setup) -> Vec<String> {
    setup.complaints.iter().map(told).collect()
}

/// Reads a file that nothing is wrong with.
#[track_caller]
fn accepted(file: &Value) -> Setup {
    let setup = read(&file.to_string());
    assert_eq!(complaints(&setup), [""; 0], "{file}");
    setup
}

/// Exactly these complaints, and nothing but what the rest of the file brings about.
#[track_caller]
fn refused(file: &Value, expected: &[&str], rest: &Value) {
    let mut setup = read(&file.to_string());
    assert_eq!(complaints(&setup), expected, "{file}");
    setup.complaints.clear();
    assert_eq!(setup, accepted(rest), "{file}");
}

#[test]
fn an_empty_object_changes_nothing() {
    assert_eq!(read("{}"), Setup::default());
    assert_eq!(read("\u{feff} {} \n"), Setup::default());
    assert_eq!(read(r#"{"$schema": "./config.schema.json", "$comment": [1]}"#), Setup::default());
}

#[test]
fn servers_are_taken_with_defaults_for_all_but_their_address() {
    let setup = accepted(&json!({"servers": [
        {"id": "main", "label": " Production ", "baseUrl": "https://API.example.com/whatsapp/manager/", "dialect": "evolution-v1"},
        {"baseUrl": "http://127.0.0.1:8081/v2"},
        {"baseUrl": "https://api.l2msg.com/whatsapp"},
    ]}));
    let [main, plain, l2msg] = setup.servers.as_slice() else { panic!("three servers") };
    assert_eq!(
        (main.label.as_str(), main.base_url.as_str()),
        ("Production", "https://api.example.com/whatsapp")
    );
    assert_eq!((main.id, main.dialect), (given_id("main"), Dialect::EvolutionV1));
    assert!(main.is_given() && main.key.is_empty());
    assert_eq!((plain.label.as_str(), plain.dialect), ("127.0.0.1:8081/v2", Dialect::EvolutionV2));
    assert_eq!(plain.id, given_id("http://127.0.0.1:8081/v2"));
    assert_eq!(l2msg.dialect, Dialect::L2msg);
}

#[test]
fn the_id_of_a_server_is_the_same_wherever_it_stands() {
    assert_eq!(given_id("main"), given_id("main"));
    assert_ne!(given_id("main"), given_id("mainn"));
    for name in ["", "a", "main", "https://api.example.com"] {
        assert!(given_id(name) >= 1 << 31, "{name}: no id that the panel counts to");
    }
}

#[test]
fn a_key_is_taken_only_where_it_is_insisted_on() {
    let file = |allow: Value| json!({"allowKeys": allow, "servers": [{"baseUrl": "https://a.b", "key": " secret-key "}]});
    let setup = read(&file(json!(true)).to_string());
    assert_eq!(setup.servers[0].key.reveal(), "secret-key");
    assert_eq!(complaints(&setup), ["servers[0].key: secret_readable"]);
    assert!(!format!("{setup:?}").contains("secret-key"), "no secret in what prints");
    let plain = json!({"servers": [{"baseUrl": "https://a.b"}]});
    refused(&file(json!(false)), &["servers[0].key: secret_refused"], &plain);
    refused(
        &file(json!("yes")),
        &["allowKeys: wrong (flag)", "servers[0].key: secret_refused"],
        &plain,
    );
    let of_field = |id: &str, value: Value| json!({"fields": {id: {"value": value}}});
    refused(
        &of_field("chatwoot_token", json!("t0ken")),
        &["fields.chatwoot_token.value: secret_refused"],
        &json!({}),
    );
    refused(
        &of_field("webhook_headers", json!({"a": "b"})),
        &["fields.webhook_headers.value: secret_refused"],
        &json!({}),
    );
    // What is wrong with a secret is told without it.
    let setup = read(&json!({"allowKeys": true, "servers": [{"baseUrl": "https://a.b", "key": "hush\u{202e}hush"}]}).to_string());
    assert_eq!(complaints(&setup), ["servers[0].key: wrong (text)"]);
    assert!(!format!("{setup:?}").contains("hush"));
}

#[test]
fn a_wrong_server_is_left_out_and_a_wrong_part_of_one_alone() {
    let good = json!({"id": "x", "label": "X", "baseUrl": "https://a.b", "dialect": "l2msg"});
    let rest = json!({"servers": [good]});
    for (bad, expected) in [
        (json!("https://a.b"), vec!["servers[1]: wrong (object)"]),
        (json!({}), vec!["servers[1].baseUrl: missing"]),
        (json!({"baseUrl": 7}), vec!["servers[1].baseUrl: wrong (text)"]),
        (json!({"baseUrl": "api.example.com"}), vec!["servers[1].baseUrl: wrong (url)"]),
        (json!({"baseUrl": "javascript:alert(1)"}), vec!["servers[1].baseUrl: wrong (url)"]),
        (json!({"baseUrl": "data:text/html,x"}), vec!["servers[1].baseUrl: wrong (url)"]),
        (json!({"baseUrl": "https://user:pass@a.b"}), vec!["servers[1].baseUrl: wrong (url)"]),
        (json!({"baseUrl": "https://a.b/\u{202e}"}), vec!["servers[1].baseUrl: wrong (url)"]),
        (json!({"baseUrl": "https://"}), vec!["servers[1].baseUrl: wrong (url)"]),
        (
            json!({"baseUrl": format!("https://a.b/{}", "x".repeat(3000))}),
            vec!["servers[1].baseUrl: too_long"],
        ),
        (json!({"baseUrl": "https://c.d", "id": "x"}), vec!["servers[1].id: twice"]),
    ] {
        let file = json!({"servers": [good, bad]});
        refused(&file, &expected, &rest);
    }
    refused(
        &json!({"servers": [{"baseUrl": "https://a.b"}, {"baseUrl": "https://a.b/"}]}),
        &["servers[1].baseUrl: twice"],
        &json!({"servers": [{"baseUrl": "https://a.b"}]}),
    );
    let plain = json!({"servers": [{"baseUrl": "https://a.b"}]});
    for (key, value, expected) in [
        ("id", json!(1), "wrong (text)"),
        ("id", json!(""), "wrong (text)"),
        ("label", json!(["x"]), "wrong (text)"),
        ("label", json!(" \u{200b} "), "invisible"),
        ("label", json!("x".repeat(81)), "too_long"),
        ("label", json!("x".repeat(5_000_000)), "too_long"),
        ("dialect", json!("evolution"), "wrong (one_of)"),
        ("dialect", json!(null), "wrong (one_of)"),
    ] {
        let mut file = plain.clone();
        file["servers"][0][key] = value;
        let setup = read(&file.to_string());
        assert_eq!(complaints(&setup)[0], format!("servers[0].{key}: {expected}"));
        assert_eq!(setup.servers, accepted(&plain).servers);
    }
    refused(
        &json!({"servers": {"baseUrl": "https://a.b"}}),
        &["servers: wrong (list)"],
        &json!({}),
    );
    let many: Vec<Value> =
        (0..60).map(|at| json!({"baseUrl": format!("https://{at}.b")})).collect();
    let setup = read(&json!({"servers": many}).to_string());
    assert_eq!(
        (setup.servers.len(), complaints(&setup)),
        (50, vec!["servers: too_many".to_owned()])
    );
}

#[test]
fn invisible_characters_are_taken_out_of_names_and_told() {
    for (file, of) in [
        (json!({"brand": {"name": "Ac\u{202e}me\u{200f}"}}), "brand.name"),
        (json!({"links": [{"label": "Ac\u{2066}me", "url": "https://a.b"}]}), "links[0].label"),
        (json!({"presets": [{"name": "Ac\u{0}me"}]}), "presets[0].name"),
        (
            json!({"servers": [{"label": "\u{feff}Acme", "baseUrl": "https://a.b"}]}),
            "servers[0].label",
        ),
        (json!({"fields": {"msg_call": {"value": "Ac\u{202d}me"}}}), "fields.msg_call.value"),
    ] {
        let setup = read(&file.to_string());
        assert_eq!(complaints(&setup), [format!("{of}: invisible")]);
        let shown = format!("{setup:?}");
        assert!(shown.contains("\"Acme\""), "{shown}");
    }
}

#[test]
fn which_servers_may_be_added() {
    let server = json!([{"baseUrl": "https://a.b"}]);
    let of = |value: Value| accepted(&json!({"servers": server, "addServers": value})).adding;
    assert_eq!(of(json!(true)), Adding::Any);
    assert_eq!(of(json!(false)), Adding::Nothing);
    let setup = accepted(&json!({"addServers": ["https://API.example.com:8443"]}));
    assert_eq!(setup.adding, Adding::Only(vec!["https://api.example.com:8443".to_owned()]));
    for (url, may) in [
        ("https://api.example.com:8443", true),
        ("https://api.example.com:8443/whatsapp", true),
        ("https://api.example.com", false),
        ("https://api.example.com:8443.evil.com", false),
        ("http://api.example.com:8443", false),
    ] {
        assert_eq!(setup.may_add(url), may, "{url}");
    }
    assert!(Setup::default().may_add("https://anything.example"));
    for wrong in [json!("no"), json!(0), json!(null), json!({})] {
        refused(&json!({"addServers": wrong}), &["addServers: wrong (adding)"], &json!({}));
    }
    refused(
        &json!({"addServers": ["*"]}),
        &["addServers[0]: wrong (origin)"],
        &json!({"addServers": []}),
    );
    // Else nobody could use the panel.
    refused(&json!({"addServers": false}), &["addServers: no_server_left"], &json!({}));
}

#[test]
fn language_and_theme_are_of_those_there_are() {
    for language in Language::ALL {
        assert_eq!(accepted(&json!({"language": language.tag()})).language, Some(language));
    }
    for theme in Theme::ALL {
        assert_eq!(accepted(&json!({"theme": theme.id()})).theme, Some(theme));
    }
    for wrong in [json!("pt"), json!("PT-BR"), json!("../en"), json!(["en"]), json!(1)] {
        refused(&json!({"language": wrong}), &["language: wrong (one_of)"], &json!({}));
        refused(&json!({"theme": wrong}), &["theme: wrong (one_of)"], &json!({}));
    }
}

#[test]
fn a_brand_has_a_name_a_logo_and_a_colour() {
    let setup = accepted(
        &json!({"brand": {"name": "Acme <b>", "logo": "my-logo_2.svg", "accent": "#0B7a57"}}),
    );
    assert_eq!(setup.name.as_deref(), Some("Acme <b>"));
    assert_eq!(setup.logo.as_deref(), Some("my-logo_2.svg"));
    assert_eq!(setup.accent, Some([0x0b, 0x7a, 0x57]));
    let picture = "data:image/png;base64,iVBORw0KGgo=";
    assert_eq!(accepted(&json!({"brand": {"logo": picture}})).logo.as_deref(), Some(picture));
    for wrong in [
        "../logo.png",
        "/logo.png",
        "a/logo.png",
        "https://evil.example/logo.png",
        "//evil.example/l.png",
        "logo.jpg",
        ".png",
        "logo.png?x",
        "logo%2f.png",
        "javascript:alert(1)//.png",
        "logo.png#a.svg",
        "\\\\x\\l.png",
        "data:image/svg+xml;base64,PHN2Zz4=",
        "data:image/png;base64,",
        "data:image/png;base64,<script>",
        "data:text/html;base64,aaaa",
        "data:image/png,xx",
        "",
    ] {
        refused(&json!({"brand": {"logo": wrong}}), &["brand.logo: wrong (logo)"], &json!({}));
    }
    for wrong in [
        json!("#fff"),
        json!("0b7a57"),
        json!("red"),
        json!("#0b7a5g"),
        json!("#0b7a57;}"),
        json!("#0b7a5é"),
    ] {
        refused(
            &json!({"brand": {"accent": wrong}}),
            &["brand.accent: wrong (colour)"],
            &json!({}),
        );
    }
    refused(&json!({"brand": {"accent": 7}}), &["brand.accent: wrong (text)"], &json!({}));
    refused(&json!({"brand": {"name": "  "}}), &["brand.name: wrong (text)"], &json!({}));
    refused(&json!({"brand": {"name": "x".repeat(61)}}), &["brand.name: too_long"], &json!({}));
    refused(
        &json!({"brand": {"logo": format!("{picture}{}", "A".repeat(300_000))}}),
        &["brand.logo: too_long"],
        &json!({}),
    );
    refused(&json!({"brand": "Acme"}), &["brand: wrong (object)"], &json!({}));
    refused(&json!({"brand": {"colour": "#000000"}}), &["brand.colour: unknown_key"], &json!({}));
}

#[test]
fn groups_that_are_not_allowed_are_closed() {
    let setup = accepted(&json!({"groups": ["webhook", "proxy"]}));
    for section in Section::ALL {
        let is_open = !section.is_group() || matches!(section, Section::Webhook | Section::Proxy);
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
    use crate::domain::field::Rule;
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
        assert_eq!(complaints(&setup), if is_secret { vec![readable] } else { vec![] }, "{id}");
        assert_eq!(setup.initial.get(field), &draft, "{id}");
        assert_eq!((setup.access(field), setup.held), (Access::Free, 0));
        setup = read(&file(&bad).to_string());
        assert_eq!(complaints(&setup), [format!("fields.{id}.value: {said}")]);
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
        assert_eq!(complaints(&setup), [format!("fields.webhook_events.value[0]: {said}")]);
    }
    let setup = read(
        &json!({"allowKeys": true, "fields": {"webhook_headers": {"value": {"bad name": "x"}}}})
            .to_string(),
    );
    assert_eq!(complaints(&setup), ["fields.webhook_headers.value: unfit"]);
    let setup = read(
        &json!({"allowKeys": true, "fields": {"webhook_headers": {"value": {"A": 1, "B": "x"}}}})
            .to_string(),
    );
    assert_eq!(complaints(&setup)[0], "fields.webhook_headers.value.A: wrong (text)");
    assert_eq!(setup.initial.get(Field::WebhookHeaders), &headers(&[("B", "x")]));
    let long = json!({"fields": {"msg_call": {"value": "x".repeat(5_000_000)}}});
    refused(&long, &["fields.msg_call.value: too_long"], &json!({}));
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
    for section in Section::ALL.into_iter().filter(|section| section.is_group()) {
        let is_held = matches!(section, Section::Webhook | Section::Chatwoot);
        assert_eq!((setup.holds(section), setup.initial.is_on(section)), (is_held, is_held));
    }
}

#[test]
fn a_rule_that_would_break_the_form_is_refused() {
    for id in ["instance_name", "webhook_url", "pusher_key", "proxy_port"] {
        let file = json!({"fields": {id: {"hidden": true}}});
        refused(&file, &[&format!("fields.{id}.hidden: hidden_but_needed")], &json!({}));
    }
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

#[test]
fn origins_are_exact() {
    let origins = |list: Value| accepted(&json!({"embed": {"origins": list}})).origins;
    for (written, taken) in [
        ("https://app.example.com", "https://app.example.com"),
        ("HTTPS://App.Example.com", "https://app.example.com"),
        ("https://app.example.com:443", "https://app.example.com"),
        ("https://app.example.com:8443", "https://app.example.com:8443"),
        ("http://localhost:3000", "http://localhost:3000"),
        ("http://127.0.0.1", "http://127.0.0.1"),
        ("http://intranet:80", "http://intranet"),
        ("https://[::1]:8443", "https://[::1]:8443"),
    ] {
        assert_eq!(origins(json!([written])), [taken]);
    }
    for wrong in [
        "*",
        "null",
        "",
        "https://*",
        "https://*.example.com",
        "https://app.example.com/",
        "https://app.example.com/x",
        "https://app.example.com?x",
        "https://app.example.com#x",
        "https://user@app.example.com",
        "app.example.com",
        "//app.example.com",
        "file://",
        "http://app.example.com",
        "https://app.example.com:0",
        "https://app.example.com:x",
        "https://app.example.com:99999",
        "https://ápp.example.com",
        "https://app.example.com\u{202e}",
        " https://a.b",
        "javascript:alert(1)",
        "https:// ",
        "https://a..b",
        "https://a.b,https://c.d",
    ] {
        let file = json!({"embed": {"origins": ["https://a.b", wrong]}});
        refused(
            &file,
            &["embed.origins[1]: wrong (origin)"],
            &json!({"embed": {"origins": ["https://a.b"]}}),
        );
    }
    refused(
        &json!({"embed": {"origins": ["https://a.b", "https://A.b:443"]}}),
        &["embed.origins[1]: twice"],
        &json!({"embed": {"origins": ["https://a.b"]}}),
    );
    refused(
        &json!({"embed": {"origins": "https://a.b"}}),
        &["embed.origins: wrong (list)"],
        &json!({}),
    );
    refused(
        &json!({"embed": {"origins": [null]}}),
        &["embed.origins[0]: wrong (text)"],
        &json!({}),
    );
    refused(&json!({"embed": true}), &["embed: wrong (object)"], &json!({}));
    refused(
        &json!({"embed": {"origin": []}}),
        &["embed.origin: unknown_key_near (origins)"],
        &json!({}),
    );
}

#[test]
fn links_lead_to_web_addresses_alone() {
    let setup = accepted(
        &json!({"links": [{"label": "Help & <more>", "url": "https://help.example.com/?a=1#b"}]}),
    );
    let link = Link {
        label: "Help & <more>".to_owned(),
        url: "https://help.example.com/?a=1#b".to_owned(),
    };
    assert_eq!(setup.links, [link]);
    for wrong in [
        "javascript:alert(1)",
        " JAVASCRIPT:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "/help",
        "help.html",
        "mailto:a@b.c",
        "https:",
        "https://a.b/\u{202e}x",
        "https://a b",
        "\u{1}javascript:alert(1)",
        "",
    ] {
        let file = json!({"links": [{"label": "x", "url": wrong}]});
        refused(&file, &["links[0].url: wrong (url)"], &json!({"links": []}));
    }
    refused(&json!({"links": [{"label": "x"}]}), &["links[0].url: missing"], &json!({}));
    refused(&json!({"links": [{"url": "https://a.b"}]}), &["links[0].label: missing"], &json!({}));
    refused(
        &json!({"links": [{"label": 1, "url": "https://a.b"}]}),
        &["links[0].label: wrong (text)"],
        &json!({}),
    );
    refused(&json!({"links": ["https://a.b"]}), &["links[0]: wrong (object)"], &json!({}));
    refused(&json!({"links": "https://a.b"}), &["links: wrong (list)"], &json!({}));
}

#[test]
fn the_lock_has_a_time() {
    assert_eq!(accepted(&json!({"lockAfterMinutes": 1})).lock_after_minutes, Some(1));
    assert_eq!(accepted(&json!({"lockAfterMinutes": 1440})).lock_after_minutes, Some(1440));
    for wrong in
        [json!(0), json!(-1), json!(1441), json!(1.5), json!("30"), json!(null), json!(true)]
    {
        refused(
            &json!({"lockAfterMinutes": wrong}),
            &["lockAfterMinutes: wrong (number)"],
            &json!({}),
        );
    }
}

#[test]
fn unknown_keys_are_told_with_the_nearest_known_one() {
    for (key, told) in [
        ("server", ": unknown_key_near (servers)"),
        ("lock_after_minutes", ": unknown_key_near (lockAfterMinutes)"),
        ("Theme", ": unknown_key_near (theme)"),
        ("nonsense", ": unknown_key"),
        ("constructor", ": unknown_key"),
        ("__proto__", ": unknown_key"),
    ] {
        refused(&json!({key: {"a": 1}}), &[&format!("{key}{told}")], &json!({}));
    }
    // Shortened, and without what turns the text's direction.
    let key = format!("a\u{202e}{}", "x".repeat(5_000_000));
    let setup = read(&json!({key: 1}).to_string());
    assert_eq!(setup.complaints[0].path.chars().count(), 61);
    assert!(!setup.complaints[0].path.contains('\u{202e}'));
}

#[test]
fn a_key_that_stands_twice_is_told() {
    let file = r#"{"theme": "light", "theme": "dark", "servers": [{}, {"id": "a", "id": "b", "baseUrl": "https://a.b"}], "brand": {"name": "a: \"b\", {", "name": "c"}}"#;
    let setup = read(file);
    assert_eq!(
        complaints(&setup),
        [
            "theme: key_twice",
            "servers[1].id: key_twice",
            "brand.name: key_twice",
            "servers[0].baseUrl: missing"
        ]
    );
    assert_eq!((setup.theme, setup.name.as_deref()), (Some(Theme::Dark), Some("c")));
}

#[test]
fn a_file_that_is_no_object_is_told_whole_and_changes_nothing() {
    for (file, expected) in [
        ("", "not_json"),
        ("{", "not_json"),
        ("{\"a\": 1,}", "not_json"),
        ("<!doctype html>", "not_json"),
        ("{} {}", "not_json"),
        ("[]", "not_an_object"),
        ("null", "not_an_object"),
        ("\"text\"", "not_an_object"),
        ("7", "not_an_object"),
    ] {
        let setup = read(file);
        assert_eq!(complaints(&setup), [format!(": {expected}")], "{file}");
        assert_eq!(Setup { complaints: Vec::new(), ..setup }, Setup::default());
    }
    let place = read("{\n  \"theme\": dark\n}").complaints;
    assert_eq!(place[0].what, What::NotJson { line: 2, column: 12 });
}

#[test]
fn hostile_files_end_in_a_message() {
    let deep = |open: &str, close: &str, count: usize| {
        format!("{{\"a\": {}1{}}}", open.repeat(count), close.repeat(count))
    };
    for file in [deep("[", "]", 100), deep("[", "]", 1_000_000), deep("{\"a\":", "}", 300_000)] {
        assert_eq!(complaints(&read(&file)), [": file_too_deep"]);
    }
    assert_eq!(complaints(&read(&"[".repeat(2_000_000))), [": file_too_deep"]);
    // Brackets in a text are no nesting.
    accepted(&json!({"$comment": "[".repeat(1000)}));
    let large = json!({"$comment": "x".repeat(10_000_001)}).to_string();
    assert_eq!(complaints(&read(&large)), [": file_too_large"]);
    let keys: Vec<String> = (0..20_000).map(|at| format!("\"serve{at}\": {at}")).collect();
    let setup = read(&format!("{{{}}}", keys.join(",")));
    assert_eq!(setup.complaints.len(), 41);
    assert_eq!(setup.complaints[40].what, What::More(19_960));
    let proto = json!({"__proto__": {"theme": "dark"}, "brand": {"__proto__": 1}, "fields": {"__proto__": {}}});
    refused(
        &proto,
        &[
            "__proto__: unknown_key",
            "brand.__proto__: unknown_key",
            "fields.__proto__: unknown_key",
        ],
        &json!({}),
    );
    let long = json!({"theme": "x".repeat(5_000_000)});
    let setup = read(&long.to_string());
    assert_eq!(complaints(&setup), ["theme: wrong (one_of)"]);
    assert!(format!("{:?}", setup.complaints).len() < 300, "shown shortened");
}

/// Whatever stands in place of a value, the rest of the file holds.
#[test]
fn each_value_is_judged_alone() {
    let example: Value =
        serde_json::from_str(&written("config/config.example.json")).expect("JSON");
    let odd = [
        json!(null),
        json!(-7),
        json!("<img src=x onerror=alert(1)>"),
        json!([[]]),
        json!({"a": {}}),
    ];
    for key in KEYS {
        for value in &odd {
            let mut file = example.clone();
            file[key] = value.clone();
            let setup = read(&file.to_string());
            if key != "brand" {
                assert_eq!(setup.name.as_deref(), Some("Acme WhatsApp"), "{key} {value}");
            }
            if key != "embed" {
                assert_eq!(setup.origins, ["https://app.example.com"], "{key} {value}");
            }
            let is_any_taken = matches!(key, "$comment" | "brand");
            if !(is_any_taken || (key == "$schema" && value.is_string())) {
                assert!(!setup.complaints.is_empty(), "{key} {value}");
            }
        }
    }
}

#[test]
fn the_example_is_read_without_a_message_and_uses_every_key() {
    let text = written("config/config.example.json");
    let example: Value = serde_json::from_str(&text).expect("the example is JSON");
    let setup = accepted(&example);
    for key in KEYS {
        assert!(example.get(key).is_some(), "the example shows {key}");
    }
    assert_eq!((setup.servers.len(), setup.presets.len(), setup.links.len()), (2, 1, 1));
    assert_eq!((setup.adding, setup.language), (Adding::Nothing, Some(Language::Portuguese)));
}

#[test]
fn the_schema_knows_every_key_field_section_and_language() {
    let schema = schema::schema();
    for key in KEYS {
        assert!(schema["properties"][key].is_object(), "{key}");
    }
    let rules = &schema["properties"]["fields"]["properties"];
    let values = &schema["properties"]["presets"]["items"]["properties"]["fields"]["properties"];
    for field in Field::ALL {
        assert!(rules[field.id()].is_object(), "{}", field.id());
        assert_eq!(values.get(field.id()).is_none(), field.spec().is_secret(), "{}", field.id());
    }
    assert_eq!(schema["properties"]["language"]["enum"], json!(["en", "pt-BR", "es"]));
    let groups = &schema["properties"]["groups"]["items"]["enum"];
    assert_eq!(groups.as_array().map(Vec::len), Some(10));
}
