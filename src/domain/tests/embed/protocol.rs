//! The messages between the panel and the page around it.

use serde_json::{Value, json};

use crate::domain::embed::protocol::{
    DEEPEST, LONGEST, MARK, Message, PanelEvent, Refusal, RefusalReason, ServerChoice, TYPES,
    VERSION, read,
};
use crate::domain::http::secret::Secret;
use crate::domain::preferences::{Language, Theme};
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::external_value::ValueType;
use crate::domain::schema::field::Draft;
use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;

/// A message of this type with these members.
pub(super) fn message(kind: &str, members: Value) -> String {
    let mut message = json!({ MARK: VERSION, "type": kind });
    for (name, value) in members.as_object().into_iter().flatten() {
        message[name] = value.clone();
    }
    message.to_string()
}

#[test]
fn every_message_is_read() {
    #[track_caller]
    fn check(kind: &str, members: Value, expected: Message) {
        let read = read(&message(kind, members));
        assert_eq!(read.as_ref().map(Message::kind), Ok(kind));
        assert_eq!(read, Ok(expected));
    }
    let key = |key: &str, server: Option<&str>| Message::Key {
        key: Secret::new(key),
        server: server.map(str::to_owned),
    };
    check("hello", json!({}), Message::Hello { wants_hash: false });
    check("hello", json!({ "wants": [] }), Message::Hello { wants_hash: false });
    check("hello", json!({ "wants": ["hash"] }), Message::Hello { wants_hash: true });
    check("key", json!({ "key": "k-1" }), key("k-1", None));
    check("key", json!({ "key": "" }), key("", None));
    check("key", json!({ "key": "k-1", "server": "main" }), key("k-1", Some("main")));
    let listed = ServerChoice::Listed("main".to_owned());
    check("server", json!({ "server": "main" }), Message::Server(listed));
    let whole = ServerChoice::Whole {
        label: "Main".to_owned(),
        base_url: "https://api.example.com".to_owned(),
        dialect: Dialect::EvolutionV2,
    };
    let given = json!({ "label": "Main", "baseUrl": "https://API.example.com/", "dialect": "evolution-v2" });
    check("server", json!({ "server": given }), Message::Server(whole));
    let fields = vec![
        (Field::InstanceName, Draft::Text("loja-1".to_owned())),
        (Field::Qrcode, Draft::Flag(true)),
        (Field::WebhookUrl, Draft::NotSent),
    ];
    let given = json!({ "instance_name": "loja-1", "qrcode": true, "webhook_url": null });
    let groups = vec![(Section::Webhook, true), (Section::Proxy, false)];
    let switches = json!({ "webhook": true, "proxy": false });
    check(
        "prefill",
        json!({ "fields": given, "groups": switches }),
        Message::Prefill { fields, groups },
    );
    check("prefill", json!({}), Message::Prefill { fields: Vec::new(), groups: Vec::new() });
    let lock = |is_locked| Message::Lock { fields: vec![Field::WebhookUrl], is_locked };
    check("lock", json!({ "fields": ["webhook_url"] }), lock(true));
    check("lock", json!({ "fields": ["webhook_url"], "isLocked": false }), lock(false));
    check("theme", json!({ "theme": "dark" }), Message::Theme(Theme::Dark));
    check("language", json!({ "language": "pt-BR" }), Message::Language(Language::Portuguese));
    check("submit", json!({}), Message::Submit);
    check("reset", json!({}), Message::Reset);
}

#[test]
fn what_is_no_message_is_refused_with_the_reason() {
    #[track_caller]
    fn check(text: &str, reason: RefusalReason, what: &[&str]) {
        let refusal = read(text).expect_err(text);
        assert_eq!((refusal.reason, refusal.of), (reason, None), "{text}");
        assert_eq!(refusal.what, what, "{text}");
    }
    for text in ["", "null", "7", "\"hello\"", "[]", "{", "{}x", "undefined"] {
        check(text, RefusalReason::NotAnObject, &[]);
    }
    for text in [
        "{}",
        r#"{"type":"hello"}"#,
        r#"{"instancePanel":0,"type":"hello"}"#,
        r#"{"instancePanel":2,"type":"hello"}"#,
        r#"{"instancePanel":1.5,"type":"hello"}"#,
        r#"{"instancePanel":"1","type":"hello"}"#,
        r#"{"instancePanel":true,"type":"hello"}"#,
        r#"{"__proto__":{"instancePanel":1},"type":"hello"}"#,
    ] {
        check(text, RefusalReason::Version, &[]);
    }
    check(&message("", json!({})), RefusalReason::UnknownType, &[]);
    check(r#"{"instancePanel":1}"#, RefusalReason::UnknownType, &[]);
    check(r#"{"instancePanel":1,"type":["hello"]}"#, RefusalReason::UnknownType, &[]);
    check(&message("Hello", json!({})), RefusalReason::UnknownType, &["Hello"]);
    check(&message("constructor", json!({})), RefusalReason::UnknownType, &["constructor"]);
    // What is told back of a name is no longer than a name.
    check(
        &message(&"x".repeat(500), json!({})),
        RefusalReason::UnknownType,
        &["x".repeat(64).as_str()],
    );
}

#[test]
fn a_wrong_member_is_refused_and_named() {
    #[track_caller]
    fn check(kind: &'static str, members: Value, reason: RefusalReason, what: &str) {
        let refusal = read(&message(kind, members.clone())).expect_err(kind);
        let expected = Refusal { reason, of: Some(kind), what: vec![what.to_owned()] };
        assert_eq!(refusal, expected, "{kind} {members}");
    }
    use RefusalReason::{Member, UnknownField, Value as Kind};
    for kind in TYPES {
        check(kind, json!({ "extra": 1 }), Member, "extra");
        check(kind, json!({ "constructor": 1 }), Member, "constructor");
    }
    check("hello", json!({ "wants": "hash" }), Member, "wants");
    check("hello", json!({ "wants": ["key"] }), Member, "wants");
    check("key", json!({}), Member, "key");
    check("key", json!({ "key": 7 }), Member, "key");
    check("key", json!({ "key": "a\r\nb" }), Member, "key");
    check("key", json!({ "key": "schlüssel" }), Member, "key");
    check("key", json!({ "key": "x".repeat(1000) }), Member, "key");
    check("key", json!({ "key": "k", "server": {} }), Member, "server");
    check("server", json!({}), Member, "server");
    check("server", json!({ "server": "" }), Member, "server");
    check("server", json!({ "server": 7 }), Member, "server");
    let with = |name: &str, value: Value| {
        let mut server = json!({ "label": "A", "baseUrl": "https://a.b", "dialect": "l2msg" });
        server[name] = value;
        json!({ "server": server })
    };
    check("server", with("baseUrl", json!("javascript:alert(1)")), Member, "server.baseUrl");
    check("server", with("baseUrl", json!("https://u:p@a.b")), Member, "server.baseUrl");
    check("server", with("dialect", json!("v3")), Member, "server.dialect");
    check("server", with("label", json!("")), Member, "server.label");
    check("server", with("label", json!("\u{202e}dorp")), Member, "server.label");
    // A key comes in a message of its own.
    check("server", with("key", json!("k")), Member, "server.key");
    check("prefill", json!({ "fields": [] }), Member, "fields");
    check("prefill", json!({ "groups": "webhook" }), Member, "groups");
    check("prefill", json!({ "fields": { "nope": 1 } }), UnknownField, "nope");
    check("prefill", json!({ "fields": { "__proto__": 1 } }), UnknownField, "__proto__");
    check("prefill", json!({ "fields": { "qrcode": 1 } }), Kind(ValueType::Flag), "qrcode");
    check(
        "prefill",
        json!({ "fields": { "webhook_url": "javascript:1" } }),
        Kind(ValueType::Url),
        "webhook_url",
    );
    check(
        "prefill",
        json!({ "fields": { "instance_name": "../up" } }),
        Kind(ValueType::Text),
        "instance_name",
    );
    check("prefill", json!({ "groups": { "instance": true } }), UnknownField, "instance");
    check("prefill", json!({ "groups": { "nope": true } }), UnknownField, "nope");
    check("prefill", json!({ "groups": { "webhook": 1 } }), Member, "webhook");
    check("lock", json!({}), Member, "fields");
    check("lock", json!({ "fields": "webhook_url" }), Member, "fields");
    check("lock", json!({ "fields": [7] }), Member, "fields");
    check("lock", json!({ "fields": ["nope"] }), UnknownField, "nope");
    check("lock", json!({ "fields": [], "isLocked": 1 }), Member, "isLocked");
    check("theme", json!({ "theme": "blue" }), Member, "theme");
    check("theme", json!({}), Member, "theme");
    check("language", json!({ "language": "en-US" }), Member, "language");
}

#[test]
fn a_message_is_neither_long_nor_deep() {
    let long = message("key", json!({ "key": "x".repeat(LONGEST) }));
    assert_eq!(read(&long), Err(Refusal::new(RefusalReason::TooLong, None)));
    assert_eq!(read(&"[".repeat(LONGEST)), Err(Refusal::new(RefusalReason::TooDeep, None)));
    #[track_caller]
    fn check(text: &str, expected: RefusalReason) {
        assert_eq!(read(text), Err(Refusal::new(expected, None)), "{text}");
    }
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    check(&nested(DEEPEST), RefusalReason::NotAnObject);
    check(&nested(DEEPEST + 1), RefusalReason::TooDeep);
    check(&"{\"a\":".repeat(DEEPEST + 1), RefusalReason::TooDeep);
    // Brackets inside a text are text.
    check(r#"{"a":"[[[[[[[[[[{{{{{{{{\"[[[["}"#, RefusalReason::Version);
    // Next to each other they are not deep.
    check(&format!("{{\"a\":[{}]}}", ["[]"; 50].join(",")), RefusalReason::Version);
}

#[test]
fn what_is_told_is_told_as_json() {
    #[track_caller]
    fn check(told: &PanelEvent, expected: Value) {
        assert_eq!(told.to_json(), expected);
    }
    let ready = PanelEvent::Ready { panel: "0.1.0", dialect: "evolution-v2", language: "en" };
    check(
        &ready,
        json!({ "instancePanel": 1, "type": "ready", "panel": "0.1.0", "protocol": 1, "dialect": "evolution-v2", "language": "en" }),
    );
    check(&PanelEvent::Height(812), json!({ "instancePanel": 1, "type": "height", "height": 812 }));
    check(&PanelEvent::Locked, json!({ "instancePanel": 1, "type": "locked" }));
    check(
        &PanelEvent::Dirty(true),
        json!({ "instancePanel": 1, "type": "dirty", "isDirty": true }),
    );
    let created = |hash: Option<&str>| PanelEvent::Created {
        name: "loja-1".to_owned(),
        id: None,
        hash: hash.map(Secret::new),
    };
    check(
        &created(None),
        json!({ "instancePanel": 1, "type": "created", "name": "loja-1", "id": null }),
    );
    check(
        &created(Some("t")),
        json!({ "instancePanel": 1, "type": "created", "name": "loja-1", "id": null, "hash": "t" }),
    );
    assert!(!format!("{:?}", created(Some("the-token"))).contains("the-token"));
    check(
        &PanelEvent::Failed { case: "timeout", status: None, is_certain: false },
        json!({ "instancePanel": 1, "type": "failed", "case": "timeout", "status": null, "isCertain": false }),
    );
    check(
        &PanelEvent::Refused(Refusal::new(RefusalReason::Version, None)),
        json!({ "instancePanel": 1, "type": "refused", "of": null, "reason": "version", "what": [] }),
    );
    let choices =
        Refusal::new(RefusalReason::Value(ValueType::Choice(&["a", "b"])), Some("prefill"));
    check(
        &PanelEvent::Refused(choices.about("integration")),
        json!({ "instancePanel": 1, "type": "refused", "of": "prefill", "reason": "value", "what": ["integration"], "wanted": "choice", "choices": ["a", "b"] }),
    );
}
