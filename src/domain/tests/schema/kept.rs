//! The form that outlives a reload.

use proptest::prelude::*;
use serde_json::json;

use crate::domain::schema::drafts::Drafts;
use crate::domain::schema::event::{Event, EventSet};
use crate::domain::schema::field::Draft;
use crate::domain::schema::fields::Field;
use crate::domain::schema::kept::{from_json, to_json};
use crate::domain::schema::section::Section;
use crate::domain::tests::{drafts, everything, text};

/// What is there after a reload.
fn reloaded(now: &Drafts, initial: &Drafts) -> Drafts {
    to_json(now, initial).map_or_else(|| initial.clone(), |kept| from_json(&kept, initial))
}

#[test]
fn everything_but_the_secrets_comes_back() {
    let mut now = everything();
    let back = reloaded(&now, &Drafts::default());
    now.forget_secrets();
    for field in Field::ALL.iter().copied() {
        assert_eq!(back.get(field), now.get(field), "{}", field.id());
    }
    for section in Section::ALL.iter().copied() {
        assert_eq!(back.is_on(section), now.is_on(section), "{}", section.id());
    }
}

#[test]
fn no_secret_is_kept() {
    let mut now = everything();
    now.set(Field::WebhookHeaders, Draft::Headers(vec![("X-Key".into(), "hush-headers".into())]));
    now.set(Field::Token, text("hush-token"));
    now.set(Field::ProxyPassword, text("hush-password"));
    now.set(Field::ProxyHost, text("user:hush@proxy.example.com:8000"));
    now.set(Field::WebhookUrl, text("https://user:hush@hooks.example.com/x"));
    now.set(Field::ChatwootUrl, text("https://chat.example.com/?api_token=hush"));
    now.fresh_token = "hush-fresh".to_owned();
    let kept = to_json(&now, &Drafts::default()).expect("there is much to keep").to_string();
    assert!(!kept.contains("hush"), "{kept}");
    now.set(Field::WebhookUrl, text("https://hooks.example.com:8443/x?group=7"));
    now.set(Field::ProxyHost, text("proxy.example.com"));
    let back = reloaded(&now, &Drafts::default());
    for field in [Field::WebhookUrl, Field::ProxyHost] {
        assert_eq!(back.get(field), now.get(field), "no secret is in this one");
    }
}

#[test]
fn a_form_as_at_the_start_is_not_kept() {
    let mut initial = drafts(&[Section::Proxy], &[(Field::MsgCall, text("given"))]);
    assert_eq!(to_json(&initial.clone(), &initial), None);
    initial.fresh_token = "A".to_owned();
    assert_eq!(
        to_json(&drafts(&[Section::Proxy], &[(Field::MsgCall, text("given"))]), &initial),
        None
    );
    // What the deployment gave and the operator took away stays away.
    let emptied = drafts(&[], &[]);
    let back = reloaded(&emptied, &initial);
    assert_eq!(back.get(Field::MsgCall), &Draft::NotSent);
    assert!(!back.is_on(Section::Proxy));
}

#[test]
fn what_cannot_be_read_is_left_out() {
    let start = Drafts::default();
    for kept in [json!(null), json!([]), json!({"fields": 1, "groups": "x"}), json!({"fields": []})]
    {
        assert_eq!(from_json(&kept, &start), start);
    }
    let odd = json!({"fields": {"no_such_field": "x", "instance_name": "a", "qrcode": {}},
        "groups": {"webhook": "yes", "instance": false, "proxy": true}});
    let back = from_json(&odd, &start);
    assert_eq!(back.get(Field::InstanceName), &text("a"));
    assert!(back.is_on(Section::Proxy) && !back.is_on(Section::Webhook));
}

#[test]
fn events_of_every_server_are_kept() {
    let all: EventSet = Event::names().into_iter().filter_map(Event::named).collect();
    let now = drafts(&[Section::Sqs], &[(Field::SqsEvents, Draft::Events(all))]);
    assert_eq!(reloaded(&now, &Drafts::default()).get(Field::SqsEvents), &Draft::Events(all));
}

proptest! {
    #[test]
    fn whatever_is_typed_comes_back(typed in "\\PC{1,60}") {
        for field in [Field::InstanceName, Field::MsgCall, Field::TypebotIgnoreJids, Field::Number] {
            let now = drafts(&[Section::Typebot], &[(field, text(&typed))]);
            let back = reloaded(&now, &Drafts::default());
            prop_assert_eq!(back.get(field), now.get(field));
        }
    }
}
