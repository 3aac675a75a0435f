//! What the recorded answers of `find` say about a group.

use serde_json::{Value, json};

use crate::domain::instance::stored_group::{GroupReading, StoredGroup};
use crate::domain::reply::decode::FindReply;
use crate::domain::reply::error::Case;
use crate::domain::schema::api::Api;
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::field::Draft;
use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;
use crate::domain::schema::wire::Wire;
use crate::domain::tests::instance::{finds, reading_of, stored};
use crate::domain::tests::{Exchange, events, headers, text};

/// What an answer means, judged by its status and its bare text.
fn expected(dialect: Dialect, exchange: &Exchange) -> &'static str {
    match (exchange.status, exchange.text().as_str(), dialect) {
        (200, "", Dialect::EvolutionV2) => "off on the server",
        (200, "null" | "{}" | "[]", _) => "nothing",
        (200, ..) => "told",
        (400, body, _) if body.contains("is disabled") => "off on the server",
        _ => "unreadable",
    }
}

fn meaning(reading: &GroupReading) -> &'static str {
    match reading {
        GroupReading::SwitchedOff { .. } => "off on the server",
        GroupReading::Stored(stored) if stored.raw == Value::Null => "nothing",
        GroupReading::Stored(_) => "told",
        GroupReading::Unreadable(_) => "unreadable",
    }
}

#[test]
fn every_recorded_find_is_read_for_what_it_means() {
    let finds = finds();
    assert!(finds.len() > 150, "{} finds", finds.len());
    for (dialect, section, exchange) in &finds {
        let reading = reading_of(*dialect, *section, exchange);
        assert_eq!(meaning(&reading), expected(*dialect, exchange), "{}", exchange.name);
    }
}

/// The paths of all members that hold something.
fn leaves(value: &Value, before: &str, into: &mut Vec<String>) {
    match value {
        Value::Object(members) if before.is_empty() || before.ends_with("proxy.") => {
            for (name, value) in members {
                leaves_of_member(name, value, before, into);
            }
        }
        _ => {}
    }
}

fn leaves_of_member(name: &str, value: &Value, before: &str, into: &mut Vec<String>) {
    let path = format!("{before}{name}");
    match value {
        Value::Null => {}
        Value::Object(_) if name == "proxy" => leaves(value, &format!("{path}."), into),
        _ => into.push(path),
    }
}

#[test]
fn no_recorded_member_is_lost() {
    // What the server sets itself, and what the switch and the call-back are read from.
    let own = ["enabled", "id", "createdAt", "updatedAt", "instanceId", "webhook_url"];
    let mut seen = 0;
    for (dialect, section, exchange) in finds() {
        let reading = reading_of(dialect, section, &exchange);
        let Some(group) = reading.stored() else { continue };
        let mut paths = Vec::new();
        leaves(&group.raw, "", &mut paths);
        for path in paths {
            let is_field = Field::of(section, dialect).any(|field| {
                field.spec().wire(dialect).and_then(Wire::find) == Some(path.as_str())
            });
            let is_unseen = group.unseen.iter().any(|(unseen, _)| *unseen == path);
            let is_own = own.contains(&path.as_str());
            let kinds = [is_field, is_unseen, is_own].into_iter().filter(|is| *is).count();
            assert_eq!(kinds, 1, "{} {path}", exchange.name);
            seen += 1;
        }
    }
    assert!(seen > 500, "{seen} members");
}

#[test]
fn what_the_table_does_not_know_is_kept() {
    #[track_caller]
    fn check(file: &str, name: &str, section: Section, expected: &[(&str, Value)]) {
        let (_, group) = stored(file, name, section);
        let unseen: Vec<(&str, Value)> =
            group.unseen.iter().map(|(path, value)| (path.as_str(), value.clone())).collect();
        assert_eq!(unseen, expected, "{name}");
    }
    check("v1-after", "typebot-find-off", Section::Typebot, &[("sessions", json!([]))]);
    check("v1-after", "proxy-find-ok", Section::Proxy, &[]);
    check(
        "v2-after",
        "chatwoot-find-after-unreachable",
        Section::Chatwoot,
        &[("signDelimiter", json!("\n")), ("ignoreJids", json!(["a@s.whatsapp.net"]))],
    );
    let inside = json!({"enabled": true, "proxy": {"host": "h", "extra": 1, "none": null}});
    let group = StoredGroup::read(Section::Proxy, Dialect::EvolutionV1.into(), inside);
    assert_eq!(group.unseen, [("proxy.extra".to_owned(), json!(1))]);
}

#[test]
fn the_values_of_a_group_are_read_by_the_table() {
    let (_, webhook) = stored("v2-after", "webhook-find-full", Section::Webhook);
    assert!(webhook.is_on(Section::Webhook) && webhook.is_stored);
    assert_eq!(webhook.drafts.get(Field::WebhookUrl), &text("http://127.0.0.1:9/hook"));
    assert_eq!(webhook.drafts.get(Field::WebhookByEvents), &Draft::Flag(true));
    assert_eq!(
        webhook.drafts.get(Field::WebhookHeaders),
        &headers(&[("Authorization", "Bearer x")])
    );
    assert_eq!(
        webhook.drafts.get(Field::WebhookEvents),
        &events(&["CONNECTION_UPDATE", "QRCODE_UPDATED"])
    );
    let (_, proxy) = stored("v1-after", "proxy-find-ok", Section::Proxy);
    assert!(proxy.is_on(Section::Proxy));
    assert_eq!(proxy.drafts.get(Field::ProxyPort), &text("18099"));
    assert_eq!(proxy.drafts.get(Field::ProxyPassword), &text("p"));
    let (_, chatwoot) = stored("v2-after", "chatwoot-find-minimal", Section::Chatwoot);
    assert_eq!(chatwoot.callback.as_deref(), Some("http://127.0.0.1:18082/chatwoot/webhook/grp"));
    assert_eq!(chatwoot.drafts.get(Field::ChatwootDaysLimitImportMessages), &text("3"));
    // Each dialect says in its own way that nothing was ever stored.
    for (file, name) in
        [("v1-after", "chatwoot-find-empty"), ("v2-after", "chatwoot-find-empty-enabled")]
    {
        let (_, group) = stored(file, name, Section::Chatwoot);
        assert!(!group.is_on(Section::Chatwoot) && !group.is_stored, "{name}: {group:?}");
    }
    let (_, settings) = stored("v1-after", "settings-find-empty", Section::Behaviour);
    assert!(settings.is_on(Section::Behaviour) && settings.is_stored);
}

#[test]
fn a_flag_of_a_wrong_type_is_read_for_its_effect() {
    let (_, group) = stored("v1", "create-settings-strings--find-settings", Section::Behaviour);
    let flags = [
        (Field::RejectCall, true),
        // Stored as the text `"false"`, which is on.
        (Field::GroupsIgnore, true),
        (Field::ReadMessages, true),
        (Field::ReadStatus, true),
    ];
    for (field, is_on) in flags {
        assert_eq!(group.drafts.get(field), &Draft::Flag(is_on), "{}", field.id());
    }
    assert_eq!(group.drafts.get(Field::MsgCall), &text("7"));
    let zero = json!({"reject_call": 0, "groups_ignore": "", "read_status": null});
    let group = StoredGroup::read(Section::Behaviour, Dialect::EvolutionV1.into(), zero);
    assert_eq!(group.drafts.get(Field::RejectCall), &Draft::Flag(false));
    assert_eq!(group.drafts.get(Field::GroupsIgnore), &Draft::Flag(false));
    assert_eq!(group.drafts.get(Field::ReadStatus), &Draft::NotSent);
}

#[test]
fn a_group_that_the_server_has_off_names_its_switch() {
    let api: Api = Dialect::EvolutionV2.into();
    let of = |section, found| GroupReading::of(section, api, found, None);
    assert_eq!(
        of(Section::Rabbitmq, Ok(FindReply::EmptyBody)),
        GroupReading::SwitchedOff { variable: Some("RABBITMQ_ENABLED"), is_hidden: false }
    );
    assert_eq!(
        of(Section::Pusher, Ok(FindReply::EmptyBody)),
        GroupReading::SwitchedOff { variable: Some("PUSHER_ENABLED"), is_hidden: true }
    );
    let (dialect, disabled) = crate::domain::tests::recording("v2-after", "disabled-chatwoot-find");
    assert_eq!(
        reading_of(dialect, Section::Chatwoot, &disabled),
        GroupReading::SwitchedOff { variable: Some("CHATWOOT_ENABLED"), is_hidden: false }
    );
    // An empty body says nothing where the server has no such switch.
    let settings = of(Section::Behaviour, Ok(FindReply::EmptyBody));
    assert!(settings.stored().is_some_and(|group| !group.is_stored));
}

#[test]
fn a_dead_route_is_an_error_of_its_own() {
    let (dialect, gone) = crate::domain::tests::recording("v2-after", "webhook-find-wrong-key");
    let reading = reading_of(dialect, Section::Webhook, &gone);
    let GroupReading::Unreadable(error) = reading else { panic!("{reading:?}") };
    assert_eq!(error.case, Case::Unauthorized);
}

#[test]
fn of_several_rows_the_one_with_the_id_is_read() {
    let rows = || {
        Ok(FindReply::Rows(vec![
            json!({"id": "a", "enabled": true, "url": "https://a.example"}),
            json!({"id": "b", "enabled": false, "url": "https://b.example"}),
        ]))
    };
    let of = |row| GroupReading::of(Section::Typebot, Dialect::EvolutionV2.into(), rows(), row);
    let first = of(Some("a"));
    let first = first.stored().expect("the row is there");
    assert_eq!(first.row_id.as_deref(), Some("a"));
    assert_eq!(first.drafts.get(Field::TypebotUrl), &text("https://a.example"));
    assert!(first.is_on(Section::Typebot));
    let gone = of(Some("c"));
    assert!(gone.stored().is_some_and(|group| !group.is_stored));
}

#[test]
fn a_row_is_called_by_what_it_cannot_be_without() {
    let (dialect, found) = crate::domain::tests::recording("v2-after", "typebot-find-end");
    let found = crate::domain::reply::decode::find_reply(200, &found.text(), dialect);
    let rows = StoredGroup::read_rows(Section::TypebotBots, dialect.into(), found.expect("rows"));
    let titles: Vec<String> =
        rows.iter().map(|row| row.title(Section::TypebotBots, dialect.into())).collect();
    assert_eq!(titles[0], "https://bot.example.com · my-flow");
    assert!(rows.iter().all(|row| row.row_id.is_some()));
    let none = StoredGroup::read_rows(Section::TypebotBots, dialect.into(), FindReply::Nothing);
    assert!(none.is_empty());
}
