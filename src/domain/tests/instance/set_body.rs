//! The bodies of `set` calls, against those that running servers took and refused.

use serde_json::{Value, json};

use crate::domain::instance::change::{GroupChange, on_top};
use crate::domain::instance::set_body::set_body;
use crate::domain::instance::stored_group::StoredGroup;
use crate::domain::schema::api::Api;
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::drafts::Drafts;
use crate::domain::schema::field::{Draft, Need};
use crate::domain::schema::fields::Field;
use crate::domain::schema::read_back::lookup;
use crate::domain::schema::section::Section;
use crate::domain::schema::version::Version;
use crate::domain::tests::instance::{finds, reading_of, section_of, stored};
use crate::domain::tests::{events, everything, headers, recording, recordings, text};

/// The stored group with these fields changed, as a body.
fn edited(group: &StoredGroup, section: Section, api: Api, fields: &[(Field, Draft)]) -> Value {
    let mut drafts = group.drafts.clone();
    drafts.switch(section, section.is_group());
    for (field, draft) in fields {
        drafts.set(*field, draft.clone());
    }
    set_body(group, &drafts, section, api)
}

/// The group of a recording with these fields changed, as a body.
fn edited_recording(file: &str, name: &str, section: Section, fields: &[(Field, Draft)]) -> Value {
    let (dialect, group) = stored(file, name, section);
    edited(&group, section, dialect.into(), fields)
}

fn switched_off(group: &StoredGroup, section: Section, api: Api) -> Value {
    let mut drafts = group.drafts.clone();
    drafts.switch(section, false);
    set_body(group, &drafts, section, api)
}

/// The order of events means nothing.
fn sort_events(value: &mut Value) {
    match value {
        Value::Array(names) => names.sort_by_key(Value::to_string),
        Value::Object(members) => members.values_mut().for_each(sort_events),
        _ => {}
    }
}

#[test]
fn what_is_stored_makes_the_body_that_a_server_took() {
    #[track_caller]
    fn check(found: &str, set: &str, section: Section, file: &str, more: &[&str]) {
        let (dialect, group) = stored(file, found, section);
        let (_, taken) = recording(file, set);
        assert!((200..300).contains(&taken.status), "{set}");
        let mut body = set_body(&group, &group.drafts, section, dialect.into());
        let mut expected = taken.body;
        for side in [&mut body, &mut expected] {
            let members = side.as_object_mut().expect("an object");
            // What the recording sent and the panel would not.
            members.retain(|name, _| !more.contains(&name.as_str()));
            sort_events(side);
        }
        assert_eq!(body, expected, "{file} {set}");
    }
    check("settings-find-full", "settings-set-token", Section::Behaviour, "v1-after", &[]);
    check("webhook-find-full", "webhook-set-full", Section::Webhook, "v1-after", &[]);
    check("typebot-find-full", "typebot-set-token", Section::Typebot, "v1-after", &[]);
    let empty = ["wavoipToken"];
    check(
        "settings-find-for-echo",
        "settings-set-echo-of-find",
        Section::Behaviour,
        "v2-after",
        &empty,
    );
    check("webhook-find-full", "webhook-set-full", Section::Webhook, "v2-after", &[]);
    check("enabled-nats-find-full", "enabled-nats-set-full", Section::Nats, "v2-after", &[]);
    check("proxy-find-ok", "proxy-set-ok", Section::Proxy, "v2-after", &[]);
    // What no field stands for is kept by 2.x without being sent.
    let more = ["autoCreate", "signDelimiter", "ignoreJids"];
    check("chatwoot-find-full", "chatwoot-set-full", Section::Chatwoot, "v2-after", &more);
}

/// Paths that running servers called missing, by the texts of their refusals.
fn required() -> Vec<(Dialect, Section, String)> {
    let mut required = Vec::new();
    for (dialect, exchange) in recordings() {
        let section = section_of(&exchange, "POST", "set")
            .or_else(|| section_of(&exchange, "PUT", "update"))
            .filter(|section| section.exists_in(dialect) && exchange.status == 400);
        let Some(section) = section else { continue };
        for message in exchange.reply["response"]["message"][0].as_array().into_iter().flatten() {
            let words: Vec<&str> = message.as_str().unwrap_or_default().split('"').collect();
            let [whole, name, ..] = words[..] else { continue };
            let Some(whole) = whole.strip_suffix(" requires property ") else { continue };
            let path =
                if whole == "instance" { name.to_owned() } else { format!("{whole}.{name}") };
            required.push((dialect, section, path));
        }
    }
    required.sort_by_key(|(dialect, section, path)| (dialect.id(), section.place(), path.clone()));
    required.dedup();
    required
}

#[test]
fn no_body_lacks_what_a_server_called_missing() {
    let required = required();
    assert!(required.len() > 40, "{required:#?}");
    let typed = everything();
    for (dialect, section, path) in required {
        let api = Api::from(dialect);
        let mut group = StoredGroup::empty();
        // The smallest group that may be saved, and the fullest.
        let needed = |field: &Field| matches!(field.spec().need, Need::Always);
        let mut least = Drafts::default();
        least.switch(section, section.is_group());
        for field in Field::of(section, api).filter(needed) {
            least.set(field, typed.get(field).clone());
        }
        for drafts in [&least, &typed] {
            let first = set_body(&group, drafts, section, api);
            assert!(lookup(&first, &path).is_some(), "{dialect:?} {section:?} {path}: {first}");
        }
        // To switch off needs as much.
        group.drafts = least;
        group.is_stored = true;
        if section.is_group() {
            let off = switched_off(&group, section, api);
            assert!(lookup(&off, &path).is_some(), "{dialect:?} {section:?} {path}: {off}");
        }
    }
}

#[test]
fn every_recorded_group_can_be_switched_off_with_its_own_values() {
    let mut seen = 0;
    for (dialect, section, exchange) in finds() {
        let reading = reading_of(dialect, section, &exchange);
        let Some(group) = reading.stored().filter(|group| group.is_on(section)) else { continue };
        if !section.is_group() {
            continue;
        }
        let on = set_body(group, &group.drafts, section, dialect.into());
        let off = switched_off(group, section, dialect.into());
        let path = section.spec().set_switch(dialect).expect("a group has a switch");
        assert_eq!(lookup(&on, path), Some(&json!(true)), "{}", exchange.name);
        assert_eq!(lookup(&off, path), Some(&json!(false)), "{}", exchange.name);
        assert!(!off.to_string().contains("null"), "{}: {off}", exchange.name);
        seen += 1;
    }
    assert!(seen > 40, "{seen} groups");
}

#[test]
fn a_change_leaves_the_rest_as_it_is_stored() {
    let body = edited_recording(
        "v1-after",
        "webhook-find-full",
        Section::Webhook,
        &[(Field::WebhookUrl, text(" https://hooks.example.com/in "))],
    );
    assert_eq!(
        body,
        json!({"enabled": true, "url": "https://hooks.example.com/in",
            "events": ["QRCODE_UPDATED", "CONNECTION_UPDATE"],
            "webhook_by_events": true, "webhook_base64": true})
    );
    // A secret goes back as it was read.
    let body = edited_recording(
        "v2-after",
        "proxy-find-ok",
        Section::Proxy,
        &[(Field::ProxyPort, text("3128"))],
    );
    assert_eq!(
        body,
        json!({"enabled": true, "host": "127.0.0.1", "port": "3128", "protocol": "http",
            "username": "u", "password": "p"})
    );
}

#[test]
fn a_server_that_keeps_what_is_left_out_is_sent_an_empty_value() {
    let body = edited_recording(
        "v2-after",
        "webhook-find-full",
        Section::Webhook,
        &[(Field::WebhookHeaders, Draft::NotSent), (Field::WebhookByEvents, Draft::NotSent)],
    );
    assert_eq!(lookup(&body, "webhook.headers"), Some(&json!({})));
    assert_eq!(lookup(&body, "webhook.byEvents"), Some(&json!(false)));
    let body = edited_recording(
        "v2-after",
        "chatwoot-find-full",
        Section::Chatwoot,
        &[
            (Field::ChatwootOrganization, Draft::NotSent),
            (Field::ChatwootDaysLimitImportMessages, Draft::NotSent),
        ],
    );
    assert_eq!(body["organization"], json!(""));
    assert_eq!(body["daysLimitImportMessages"], json!(60));
    assert_eq!(body.get("autoCreate"), None, "nobody asked to call Chatwoot again");
    let body = edited_recording(
        "v2-after",
        "settings-find-full",
        Section::Behaviour,
        &[(Field::MsgCall, Draft::NotSent), (Field::RejectCall, Draft::Flag(false))],
    );
    assert_eq!(body["msgCall"], json!(""));
    assert_eq!(body["rejectCall"], json!(false));
    // Where the call replaces everything, leaving it out is enough.
    let body = edited_recording(
        "v1-after",
        "settings-find-full",
        Section::Behaviour,
        &[(Field::MsgCall, Draft::NotSent), (Field::GroupsIgnore, Draft::Flag(false))],
    );
    assert_eq!(body.get("msg_call"), None);
    assert_eq!(body["groups_ignore"], json!(false));
    let none = [(Field::ProxyUsername, Draft::NotSent), (Field::ProxyPassword, Draft::NotSent)];
    let body = edited_recording("v2-after", "proxy-find-ok", Section::Proxy, &none);
    assert_eq!((&body["username"], &body["password"]), (&json!(""), &json!("")));
}

#[test]
fn what_the_table_does_not_know_goes_back_where_a_set_replaces() {
    let raw = json!({"enabled": true, "account_id": "1", "token": "t", "url": "https://c.example",
        "sign_delimiter": "\n", "webhook_url": "https://api.example/chatwoot/webhook/a"});
    let api = Api::from(Dialect::EvolutionV1);
    let group = StoredGroup::read(Section::Chatwoot, api, raw);
    let body = edited(&group, Section::Chatwoot, api, &[]);
    assert_eq!(body["sign_delimiter"], json!("\n"));
    assert_eq!(body.get("webhook_url"), None, "it is the server's own");
    // Stored without these flags, they are off: nobody switches them on in passing.
    assert_eq!(body.get("import_contacts"), None);
    assert_eq!(body["sign_msg"], json!(false));
    // The first set of all says what the form says.
    let first = edited(&StoredGroup::empty(), Section::Chatwoot, api, &[]);
    assert_eq!(first["import_contacts"], json!(true));
}

#[test]
fn events_of_a_newer_server_stay() {
    let raw = json!({"enabled": true, "events": ["CALL", "BRAND_NEW"]});
    let of = |version: Option<Version>, typed: &Draft| {
        let api = Api::new(Dialect::EvolutionV2, version);
        let group = StoredGroup::read(Section::Nats, api, raw.clone());
        assert_eq!(group.unknown_events, ["BRAND_NEW"]);
        let body = edited(&group, Section::Nats, api, &[(Field::NatsEvents, typed.clone())]);
        body["nats"]["events"].clone()
    };
    let one = events(&["CALL"]);
    let newer = Some(Version::new(2, 7, 0));
    assert_eq!(of(newer, &one), json!(["CALL", "BRAND_NEW"]));
    // None stands for all of them.
    assert_eq!(of(newer, &events(&[])), json!([]));
    // A server that is known to have no such event refuses it.
    assert_eq!(of(Some(Version::new(2, 4, 0)), &one), json!(["CALL"]));
    assert_eq!(of(None, &one), json!(["CALL"]));
}

#[test]
fn only_what_would_be_sent_otherwise_is_a_change() {
    let (dialect, group) = stored("v2-after", "webhook-find-full", Section::Webhook);
    let api = Api::from(dialect);
    let between =
        |drafts: &Drafts| GroupChange::between(&group.drafts, drafts, Section::Webhook, api);
    assert!(between(&group.drafts).is_empty());
    let mut drafts = group.drafts.clone();
    drafts.set(Field::WebhookUrl, text(" HTTP://127.0.0.1:9/hook "));
    assert!(between(&drafts).is_empty(), "blanks and capitals are not sent");
    drafts.set(Field::WebhookUrl, text("http://127.0.0.1:9/other"));
    drafts.set(Field::WebhookHeaders, headers(&[("Authorization", "Bearer y")]));
    let change = between(&drafts);
    assert_eq!(change.fields, [Field::WebhookUrl, Field::WebhookHeaders]);
    assert_eq!(change.count(), 2);
    drafts.switch(Section::Webhook, false);
    let change = between(&drafts);
    assert!(change.is_switched && change.fields.is_empty() && change.count() == 1);
}

#[test]
fn a_change_goes_on_top_of_what_is_stored_now() {
    let (dialect, before) = stored("v2-after", "webhook-find-full", Section::Webhook);
    let mut now = before.drafts.clone();
    now.set(Field::WebhookUrl, text("https://elsewhere.example"));
    now.set(Field::WebhookBase64, Draft::Flag(false));
    let mut mine = before.drafts.clone();
    mine.set(Field::WebhookUrl, text("https://mine.example"));
    let change = GroupChange::between(&before.drafts, &mine, Section::Webhook, dialect.into());
    let both = on_top(&now, &mine, &change, Section::Webhook);
    assert_eq!(both.get(Field::WebhookUrl), &text("https://mine.example"));
    assert_eq!(both.get(Field::WebhookBase64), &Draft::Flag(false));
    assert!(both.is_on(Section::Webhook));
}
