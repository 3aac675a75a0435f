//! What a setup means for the form and for the calls.

mod accent;
mod config;
mod idle;
mod parent_rules;

use serde_json::{Value, json};

use crate::domain::deployment::Deployment;
use crate::domain::deployment::config::read;
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::section::Section;

#[track_caller]
fn check(file: &Value, dialect: Dialect, expected: &[&str]) {
    let rules = read(&file.to_string()).form_rules();
    let shown: Vec<&str> = rules.sections(dialect).map(Section::id).collect();
    assert_eq!(shown, expected, "{file}");
}

#[test]
fn sections_are_shown_where_there_is_something_to_see_or_to_switch() {
    let all: Vec<&str> = Section::of(Dialect::EvolutionV2).map(Section::id).collect();
    check(&json!({}), Dialect::EvolutionV2, &all);
    let groups = json!(["webhook", "proxy", "nats"]);
    check(
        &json!({"groups": groups}),
        Dialect::EvolutionV2,
        &["instance", "settings", "webhook", "nats", "proxy"],
    );
    check(
        &json!({"groups": groups}),
        Dialect::EvolutionV1,
        &["instance", "settings", "webhook", "proxy"],
    );
    // Its only field hidden, a group can still be switched; held on, there is nothing left of it.
    let hidden = |value: Value| json!({"groups": ["nats"], "fields": {"nats_events": value}});
    check(
        &hidden(json!({"hidden": true})),
        Dialect::EvolutionV2,
        &["instance", "settings", "nats"],
    );
    check(
        &hidden(json!({"hidden": true, "value": ["CALL"]})),
        Dialect::EvolutionV2,
        &["instance", "settings"],
    );
}

#[test]
fn the_policy_names_the_servers_where_adding_is_bounded() {
    let policy = |file: Value| read(&file.to_string()).policy();
    let servers =
        json!([{"baseUrl": "https://a.b:8443/path"}, {"id": "x", "baseUrl": "https://a.b:8443"}]);
    let says = |text: &str| Some(text.to_owned());
    assert_eq!(Deployment::default().policy(), None);
    assert_eq!(policy(json!({"servers": servers})), None);
    assert_eq!(
        policy(json!({"servers": servers, "addServers": false})),
        says("connect-src 'self' https://a.b:8443")
    );
    assert_eq!(
        policy(json!({"servers": servers, "addServers": ["https://c.d"]})),
        says("connect-src 'self' https://a.b:8443 https://c.d")
    );
    // A policy could not say these, and one without them would shut the operator out.
    for url in ["http://[::1]:8080", "https://ação.example"] {
        let file = json!({"servers": [{"baseUrl": url}], "addServers": false});
        assert_eq!(policy(file), None, "{url}");
    }
}
