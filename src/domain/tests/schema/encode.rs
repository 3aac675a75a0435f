//! Values on their way into bodies, and bodies on their way back into drafts.

use serde_json::{Value, json};

use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::event::EventSet;
use crate::domain::schema::field::Draft;
use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;
use crate::domain::schema::wire::Carrier;
use crate::domain::schema::{encode, read_back};
use crate::domain::tests::{drafts, everything, headers, text};

#[test]
fn a_number_is_sent_as_digits() {
    #[track_caller]
    fn check(typed: &str, expected: &str) {
        assert_eq!(encode::digits(typed), expected);
    }
    check("+55 (11) 91234-5678", "5511912345678");
    check("5511912345678", "5511912345678");
    check("55.11.91234\u{a0}5678", "5511912345678");
    // Copied out of a contact list, with marks for the direction of writing.
    check("\u{202a}+55 11 91234-5678\u{202c}", "5511912345678");
    // Never a digit more or less: what is no pasted number stays as typed.
    check("0055x11", "0055x11");
    check("5511@s.whatsapp.net", "5511@s.whatsapp.net");
    check("", "");
}

#[test]
fn a_draft_is_encoded_as_the_dialect_needs_it() {
    #[track_caller]
    fn check(field: Field, draft: Draft, expected: [Option<Value>; 3]) {
        let section = field.spec().section;
        let drafts = drafts(&[section], &[(field, draft)]);
        let sent = Dialect::ALL.map(|dialect| {
            let wire = field.spec().wire(dialect)?;
            encode::value(&drafts, field, wire, dialect)
        });
        assert_eq!(sent, expected, "{}", field.id());
    }
    let both = |value: Value| [Some(value.clone()), Some(value), None];
    check(Field::ChatwootAccountId, text("42"), [Some(json!(42)), Some(json!("42")), None]);
    check(Field::ChatwootAccountId, text("007"), [Some(json!(7)), Some(json!("7")), None]);
    check(Field::ProxyPort, text(" 3128 "), both(json!("3128")));
    // Not valid yet: sent as typed, so that the live request shows what stands in the form.
    check(Field::ChatwootAccountId, text("4x"), both(json!("4x")));
    check(Field::ChatwootDaysLimitImportMessages, text("0"), both(json!(0)));
    check(Field::ChatwootUrl, text(" https://a.example "), both(json!("https://a.example")));
    // A text keeps its blanks: they may be meant.
    check(Field::ChatwootNameInbox, text(" Sales "), both(json!(" Sales ")));
    check(Field::ChatwootSignMsg, Draft::NotSent, both(json!(false)));
    check(Field::ChatwootSignMsg, Draft::Flag(true), both(json!(true)));
    check(Field::ChatwootImportContacts, Draft::NotSent, [None, None, None]);
    check(Field::ChatwootImportContacts, Draft::Flag(false), both(json!(false)));
    check(Field::ProxyUsername, Draft::NotSent, [None, Some(json!("")), None]);
    check(
        Field::WebhookEvents,
        Draft::NotSent,
        [Some(json!([])), Some(json!([])), Some(json!([]))],
    );
    check(
        Field::WebhookEvents,
        crate::domain::tests::events(&[
            "CHAMA_AI_ACTION",
            "CALL",
            "MESSAGES_EDITED",
            "NEW_JWT_TOKEN",
        ]),
        [
            Some(json!(["CALL", "NEW_JWT_TOKEN", "CHAMA_AI_ACTION"])),
            Some(json!(["MESSAGES_EDITED", "CALL"])),
            Some(json!(["CALL", "NEW_JWT_TOKEN"])),
        ],
    );
    let sent = Some(json!({"X-Key": "a b"}));
    check(
        Field::WebhookHeaders,
        headers(&[(" X-Key ", "a b"), (" ", "lost")]),
        [None, sent.clone(), sent],
    );
    check(Field::WebhookHeaders, headers(&[("", "")]), [None, None, None]);
    check(Field::TypebotIgnoreJids, text("\n \n"), [None, None, None]);
}

#[test]
fn set_calls_send_more_than_the_creation() {
    #[track_caller]
    fn check(section: Section, dialect: Dialect, typed: &[(Field, Draft)], expected: Value) {
        let drafts = drafts(&[section], typed);
        assert_eq!(encode::set_body(&drafts, dialect, section), expected, "{section:?}");
    }
    let url = "https://hooks.example.com";
    check(
        Section::Behaviour,
        Dialect::EvolutionV1,
        &[(Field::RejectCall, Draft::Flag(true)), (Field::GroupsIgnore, Draft::Flag(false))],
        json!({"reject_call": true, "groups_ignore": false, "always_online": false,
            "read_messages": false, "read_status": false, "sync_full_history": false}),
    );
    check(
        Section::Behaviour,
        Dialect::EvolutionV2,
        &[(Field::WavoipToken, text("w")), (Field::MsgCall, text("no"))],
        json!({"rejectCall": false, "msgCall": "no", "groupsIgnore": false, "alwaysOnline": false,
            "readMessages": false, "readStatus": false, "syncFullHistory": false,
            "wavoipToken": "w"}),
    );
    check(
        Section::Webhook,
        Dialect::EvolutionV1,
        &[(Field::WebhookUrl, text(url)), (Field::WebhookBase64, Draft::Flag(true))],
        json!({"enabled": true, "url": url, "webhook_by_events": false, "webhook_base64": true,
            "events": []}),
    );
    check(
        Section::Webhook,
        Dialect::EvolutionV2,
        &[(Field::WebhookUrl, text(url))],
        json!({"webhook": {"enabled": true, "url": url, "byEvents": false, "base64": false,
            "events": []}}),
    );
    check(Section::Sqs, Dialect::EvolutionV1, &[], json!({"enabled": true, "events": []}));
    check(Section::Sqs, Dialect::EvolutionV2, &[], json!({"sqs": {"enabled": true, "events": []}}));
    // The creation of 1.x takes a number, its set call refuses one.
    check(
        Section::Chatwoot,
        Dialect::EvolutionV1,
        &[(Field::ChatwootAccountId, text("42")), (Field::ChatwootToken, text("t"))],
        json!({"enabled": true, "account_id": "42", "token": "t", "sign_msg": false,
            "reopen_conversation": false, "conversation_pending": false, "import_contacts": true,
            "import_messages": true, "merge_brazil_contacts": false}),
    );
    check(
        Section::Proxy,
        Dialect::EvolutionV1,
        &[(Field::ProxyHost, text("h")), (Field::ProxyPort, text("1"))],
        json!({"enabled": true, "proxy": {"host": "h", "port": "1"}}),
    );
    check(
        Section::Proxy,
        Dialect::EvolutionV2,
        &[(Field::ProxyHost, text("h")), (Field::ProxyPort, text("1"))],
        json!({"enabled": true, "host": "h", "port": "1", "username": "", "password": ""}),
    );
}

#[test]
fn the_settings_call_is_made_only_for_what_a_creation_cannot_take() {
    let body = |field, draft| {
        let drafts = drafts(&[], &[(field, draft)]);
        encode::body(&drafts, Dialect::EvolutionV2, Carrier::Set(Section::Behaviour))
    };
    assert_eq!(body(Field::RejectCall, Draft::Flag(true)), None);
    assert_eq!(body(Field::WavoipToken, Draft::NotSent), None);
    assert!(body(Field::WavoipToken, text("w")).is_some());
}

#[test]
fn a_group_that_is_off_sends_nothing_and_keeps_what_was_typed() {
    let mut drafts = everything();
    let typed = drafts.clone();
    for section in Section::ALL.iter().copied() {
        drafts.switch(section, false);
    }
    for dialect in Dialect::ALL {
        let body = encode::body(&drafts, dialect, Carrier::Create).expect("the name is sent");
        for field in Field::ALL.iter().filter(|field| field.spec().section.is_group()) {
            if let Some(wire) = field.spec().wire(dialect) {
                assert_eq!(read_back::lookup(&body, wire.path), None, "{}", wire.path);
            }
            assert_eq!(drafts.get(*field), typed.get(*field), "{} was kept", field.id());
        }
        assert_eq!(encode::body(&drafts, dialect, Carrier::CreateRow(Section::Typebot)), None);
    }
}

#[test]
fn a_pasted_body_reads_back_as_it_would_have_been_typed() {
    #[track_caller]
    fn check(dialect: Dialect, body: &Value, field: Field, expected: &Draft) {
        let drafts = read_back::drafts(body, dialect);
        assert_eq!(drafts.get(field), expected, "{}", field.id());
        assert!(drafts.is_on(field.spec().section));
    }
    let v1 = Dialect::EvolutionV1;
    let v2 = Dialect::EvolutionV2;
    check(v1, &json!({"chatwoot_account_id": 1}), Field::ChatwootAccountId, &text("1"));
    check(v1, &json!({"chatwoot_account_id": "1"}), Field::ChatwootAccountId, &text("1"));
    check(v1, &json!({"qrcode": "true"}), Field::Qrcode, &Draft::Flag(true));
    check(v1, &json!({"qrcode": "false"}), Field::Qrcode, &Draft::Flag(false));
    check(v1, &json!({"qrcode": "yes"}), Field::Qrcode, &text("yes"));
    check(v1, &json!({"qrcode": null}), Field::Qrcode, &Draft::NotSent);
    check(v2, &json!({"msgCall": ""}), Field::MsgCall, &Draft::NotSent);
    check(
        v2,
        &json!({"webhook": {"events": ["CALL", "NOPE", 7]}}),
        Field::WebhookEvents,
        &crate::domain::tests::events(&["CALL"]),
    );
    check(
        v2,
        &json!({"webhook": {"headers": {"a": 1, "b": "c"}}}),
        Field::WebhookHeaders,
        &headers(&[("a", "1"), ("b", "c")]),
    );
    // A switch alone turns its group on.
    let drafts = read_back::drafts(&json!({"websocket_enabled": true}), v1);
    assert!(drafts.is_on(Section::Websocket) && !drafts.is_on(Section::Sqs));
    let drafts = read_back::drafts(&json!({"websocket_enabled": false}), v1);
    assert!(!drafts.is_on(Section::Websocket));
    // The other dialect's names mean nothing here.
    let drafts = read_back::drafts(&json!({"rejectCall": true}), v1);
    assert_eq!(drafts.get(Field::RejectCall), &Draft::NotSent);
}

#[test]
fn unsupported_fields_are_listed() {
    let mut drafts = everything();
    drafts.switch(Section::Nats, false);
    let lost: Vec<&str> = drafts.unsupported_by(Dialect::EvolutionV1).map(Field::id).collect();
    assert!(lost.contains(&"business_id") && lost.contains(&"kafka_events"));
    assert!(!lost.contains(&"nats_events"), "nothing of a group that is off is lost");
    assert!(!lost.contains(&"chatwoot_url"));
    assert_eq!(drafts.unsupported_by(Dialect::EvolutionV2).count(), 0);
    assert_eq!(drafts.count(Section::Proxy, Dialect::EvolutionV1), 5);
    assert_eq!(drafts.count(Section::Proxy, Dialect::L2msg), 0);
    drafts.set(Field::WebhookEvents, Draft::Events(EventSet::default()));
    assert_eq!(drafts.count(Section::Webhook, Dialect::EvolutionV1), 4, "none is a choice, too");
}

#[test]
fn the_name_is_sent_without_the_spaces_around_it() {
    for dialect in Dialect::ALL {
        let mut drafts = drafts(&[], &[(Field::InstanceName, text(" sales-01\n"))]);
        let body = encode::body(&drafts, dialect, Carrier::Create).expect("a body");
        assert_eq!(body["instanceName"], "sales-01");
        assert_eq!(drafts.name(), "sales-01");
        // That of an instance that is there stays as the server has it.
        drafts.set_instance(" sales-01 ");
        assert_eq!(drafts.name(), " sales-01 ");
    }
}

#[test]
fn scheme_and_host_of_an_address_are_sent_in_lower_case() {
    #[track_caller]
    fn check(typed: &str, sent: &str) {
        let drafts = drafts(&[Section::Webhook], &[(Field::WebhookUrl, text(typed))]);
        let body = encode::body(&drafts, Dialect::EvolutionV2, Carrier::Create).expect("a body");
        assert_eq!(body["webhook"]["url"], sent);
    }
    check("HTTPS://Hooks.Example.COM:8443/Path?Q=A", "https://hooks.example.com:8443/Path?Q=A");
    check("Http://User:PassWord@HOST/A", "http://User:PassWord@host/A");
    check("HTTP://HOST?A", "http://host?A");
    check("https://[FE80::1]/A", "https://[fe80::1]/A");
    check("not a URL", "not a URL");
}
