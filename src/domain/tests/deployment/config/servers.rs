//! Servers of a deployment, their keys, and which others may be added.

use serde_json::{Value, json};

use crate::domain::deployment::config::read;
use crate::domain::deployment::{Deployment, ServerPolicy};
use crate::domain::schema::dialect::Dialect;
use crate::domain::servers::server::preconfigured_id;
use crate::domain::tests::deployment::config::{accepted, diagnostics, refused};

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
    assert_eq!((main.id, main.dialect), (preconfigured_id("main"), Dialect::EvolutionV1));
    assert!(main.is_preconfigured() && main.key.is_empty());
    assert_eq!((plain.label.as_str(), plain.dialect), ("127.0.0.1:8081/v2", Dialect::EvolutionV2));
    assert_eq!(plain.id, preconfigured_id("http://127.0.0.1:8081/v2"));
    assert_eq!(l2msg.dialect, Dialect::L2msg);
}

#[test]
fn the_id_of_a_server_is_the_same_wherever_it_stands() {
    assert_eq!(preconfigured_id("main"), preconfigured_id("main"));
    assert_ne!(preconfigured_id("main"), preconfigured_id("mainn"));
    for name in ["", "a", "main", "https://api.example.com"] {
        assert!(preconfigured_id(name) >= 1 << 31, "{name}: no id that the panel counts to");
    }
}

#[test]
fn a_key_is_taken_only_where_it_is_insisted_on() {
    let file = |allow: Value| json!({"allowKeys": allow, "servers": [{"baseUrl": "https://a.b", "key": " secret-key "}]});
    let setup = read(&file(json!(true)).to_string());
    assert_eq!(setup.servers[0].key.reveal(), "secret-key");
    assert_eq!(diagnostics(&setup), ["servers[0].key: secret_readable"]);
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
    assert_eq!(diagnostics(&setup), ["servers[0].key: wrong (text)"]);
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
        assert_eq!(diagnostics(&setup)[0], format!("servers[0].{key}: {expected}"));
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
        (setup.servers.len(), diagnostics(&setup)),
        (50, vec!["servers: too_many".to_owned()])
    );
}

#[test]
fn which_servers_may_be_added() {
    let server = json!([{"baseUrl": "https://a.b"}]);
    let of =
        |value: Value| accepted(&json!({"servers": server, "addServers": value})).server_policy;
    assert_eq!(of(json!(true)), ServerPolicy::Any);
    assert_eq!(of(json!(false)), ServerPolicy::Nothing);
    let setup = accepted(&json!({"addServers": ["https://API.example.com:8443"]}));
    assert_eq!(
        setup.server_policy,
        ServerPolicy::Only(vec!["https://api.example.com:8443".to_owned()])
    );
    for (url, may) in [
        ("https://api.example.com:8443", true),
        ("https://api.example.com:8443/whatsapp", true),
        ("https://api.example.com", false),
        ("https://api.example.com:8443.evil.com", false),
        ("http://api.example.com:8443", false),
    ] {
        assert_eq!(setup.may_add(url), may, "{url}");
    }
    assert!(Deployment::default().may_add("https://anything.example"));
    for wrong in [json!("no"), json!(0), json!(null), json!({})] {
        refused(&json!({"addServers": wrong}), &["addServers: wrong (adding)"], &json!({}));
        // What was meant to shut a door does not open it.
        refused(
            &json!({"servers": server, "addServers": wrong}),
            &["addServers: wrong (adding)"],
            &json!({"servers": server, "addServers": false}),
        );
    }
    refused(
        &json!({"servers": server, "addServers": ["*"]}),
        &["addServers[0]: wrong (server_origin)"],
        &json!({"servers": server, "addServers": false}),
    );
    // Else nobody could use the panel.
    for nothing in [json!(false), json!([])] {
        refused(&json!({"addServers": nothing}), &["addServers: no_server_left"], &json!({}));
    }
    refused(
        &json!({"addServers": ["https://a.b/c"]}),
        &["addServers[0]: wrong (server_origin)", "addServers: no_server_left"],
        &json!({}),
    );
    // A server without encryption is the operator's own affair; a port that goes without saying does.
    let setup = accepted(&json!({"addServers": ["http://203.0.113.5:8080", "https://c.d"]}));
    assert!(setup.may_add("http://203.0.113.5:8080/v2") && setup.may_add("https://c.d:443/x"));
}
