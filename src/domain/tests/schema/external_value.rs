//! Values that somebody else gives a field.

use proptest::prelude::*;
use serde_json::{Value, json};

use crate::domain::schema::event::{Event, EventSet};
use crate::domain::schema::external_value::{LONGEST, ValueType, draft};
use crate::domain::schema::field::{Draft, Kind};
use crate::domain::schema::fields::Field;

#[test]
fn a_value_is_read_by_the_kind_of_its_field() {
    #[track_caller]
    fn check(field: &str, value: Value, expected: Draft) {
        let field = Field::with_id(field).expect("a field of the table");
        assert_eq!(draft(field, &value), Ok(expected), "{value}");
    }
    let text = |text: &str| Draft::Text(text.to_owned());
    check("instance_name", json!("loja-1"), text("loja-1"));
    check("instance_name", json!(""), Draft::NotSent);
    check("instance_name", json!(null), Draft::NotSent);
    check("token", json!("ABC"), text("ABC"));
    check("msg_call", json!("away 👨\u{200d}👩\u{200d}👧"), text("away 👨\u{200d}👩\u{200d}👧"));
    check("number", json!("+55 (11) 91234-5678"), text("+55 (11) 91234-5678"));
    check("number", json!(5_511_912_345_678_u64), text("5511912345678"));
    check("webhook_url", json!("https://hooks.example.com/x"), text("https://hooks.example.com/x"));
    // A warning of the form, and nothing wrong.
    check("webhook_url", json!("http://localhost:3000"), text("http://localhost:3000"));
    check("chatwoot_account_id", json!(7), text("7"));
    check("chatwoot_account_id", json!("7"), text("7"));
    check("qrcode", json!(true), Draft::Flag(true));
    check("qrcode", json!(false), Draft::Flag(false));
    check("integration", json!("WHATSAPP-BUSINESS"), text("WHATSAPP-BUSINESS"));
    let calls: EventSet = Event::named("CALL").into_iter().collect();
    check("webhook_events", json!(["CALL"]), Draft::Events(calls));
    check("webhook_events", json!([]), Draft::Events(EventSet::default()));
    let headers = vec![("X-A".to_owned(), "1".to_owned())];
    check("webhook_headers", json!({ "X-A": "1" }), Draft::Headers(headers));
    check("webhook_headers", json!({}), Draft::NotSent);
    // The longest that any server takes, and a text without a bound of its own.
    check("instance_name", json!("a".repeat(255)), Draft::Text("a".repeat(255)));
    check("business_id", json!("a".repeat(LONGEST)), Draft::Text("a".repeat(LONGEST)));
}

#[test]
fn a_value_of_another_kind_is_refused_with_what_is_wanted() {
    #[track_caller]
    fn check(field: &str, value: Value, wanted: &str) {
        let field = Field::with_id(field).expect("a field of the table");
        assert_eq!(draft(field, &value).map_err(ValueType::id), Err(wanted), "{value}");
    }
    check("instance_name", json!(7), "text");
    check("instance_name", json!(true), "text");
    check("instance_name", json!(["a"]), "text");
    check("instance_name", json!({ "a": "b" }), "text");
    check("instance_name", json!("two\nlines"), "text");
    check("instance_name", json!("nul\u{0}"), "text");
    check("msg_call", json!("turned \u{202e}round"), "text");
    check("instance_name", json!("a".repeat(256)), "text");
    check("instance_name", json!("../up"), "text");
    check("token", json!(" edge"), "text");
    check("business_id", json!("a".repeat(LONGEST + 1)), "text");
    check("webhook_headers", json!({ "no header": "1" }), "headers");
    check("token", json!("x".repeat(5_000_000)), "text");
    check("number", json!("eleven"), "digits");
    check("number", json!("+"), "digits");
    check("number", json!("1e9"), "digits");
    check("number", json!(-1.5e9), "digits");
    check("webhook_url", json!("javascript:alert(1)"), "url");
    check("webhook_url", json!("data:text/html,x"), "url");
    check("webhook_url", json!("hooks.example.com"), "url");
    check("chatwoot_account_id", json!(0), "integer");
    check("chatwoot_account_id", json!(1.5), "integer");
    check("chatwoot_account_id", json!("seven"), "integer");
    check("qrcode", json!("true"), "flag");
    check("qrcode", json!(1), "flag");
    check("integration", json!("whatsapp-business"), "choice");
    check("webhook_events", json!("CALL"), "events");
    check("webhook_events", json!(["CALL", "CALLS"]), "events");
    check("webhook_events", json!([1]), "events");
    check("webhook_headers", json!(["X-A: 1"]), "headers");
    check("webhook_headers", json!({ "X-A": 1 }), "headers");
    check("webhook_headers", json!({ "X-A": "a\r\nb" }), "headers");
    let many: Value = (0..200).map(|index| (format!("X-{index}"), json!("1"))).collect();
    check("webhook_headers", many, "headers");
}

#[test]
fn every_kind_wants_something_and_takes_null() {
    for field in Field::ALL {
        assert_eq!(draft(*field, &Value::Null), Ok(Draft::NotSent));
        let nothing_takes = json!({ "\u{0}": [] });
        let wanted = draft(*field, &nothing_takes).expect_err(field.id());
        assert_eq!(wanted, ValueType::of(field.spec().kind), "{}", field.id());
        if let (ValueType::Choice(wanted), Kind::Choice(choices)) = (wanted, field.spec().kind) {
            assert_eq!(wanted, choices);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_taken_or_refused_and_never_changed(text in "\\PC{0,40}") {
        for field in Field::ALL {
            if let Ok(Draft::Text(taken)) = draft(*field, &json!(text.clone())) {
                prop_assert_eq!(&taken, &text);
            }
        }
    }
}
