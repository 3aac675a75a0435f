//! Finding a field by what people type, and a server as it is kept.

use crate::domain::http::secret::Secret;
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::search::{folded, rank};
use crate::domain::servers::server::Server;

#[test]
fn search_ignores_accents_case_and_punctuation() {
    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(folded(text), expected);
    }
    check("Contraseña", "contrasena");
    check("NÃO ENVIADO", "nao enviado");
    check("Número", "numero");
    check("webhook_by_events", "webhook by events");
    check("webhook.byEvents", "webhook byevents");
    check("ç", "c");
    check("loja\u{a0}do\u{3000}norte", "loja do norte");
}

#[test]
fn a_better_fit_ranks_lower() {
    #[track_caller]
    fn check(query: &str, text: &str, expected: Option<u8>) {
        assert_eq!(rank(query, &folded(text)), expected, "{query} in {text}");
    }
    check("events", "Webhook events", Some(0));
    check("eve", "Webhook events", Some(1));
    check("hook", "Webhook events", Some(2));
    // A wire name typed without its marks.
    check("webhookby", "webhook_by_events", Some(3));
    // One slip of the finger: changed, dropped, added, swapped.
    check("webhuok", "Webhook", Some(4));
    check("wehook", "Webhook", Some(4));
    check("webbhook", "Webhook", Some(4));
    check("wbehook", "Webhook", Some(4));
    check("chatwot", "Chatwoot", Some(4));
    // Two are too many, and a short word has none to spare.
    check("wbhuok", "Webhook", None);
    check("urk", "URL", None);
    // Every word must be found; the worst one counts.
    check("webhook eve", "Webhook events", Some(1));
    check("webhook proxy", "Webhook events", None);
    check("", "anything", Some(0));
}

#[test]
fn a_server_is_stored_without_its_key() {
    let server = Server {
        id: 1,
        label: "Main".to_owned(),
        base_url: "https://evo.example.com:8443/api".to_owned(),
        dialect: Dialect::EvolutionV2,
        version: None,
        key: Secret::new("the-global-key"),
        is_remembered: true,
    };
    assert_eq!(server.address(), "evo.example.com:8443/api");
    assert_eq!(server.target().key, &server.key);
    let stored = server.to_json().to_string();
    assert!(!stored.contains("the-global-key") && !format!("{server:?}").contains("global-key"));
    let back = Server::of_json(&server.to_json()).expect("it is read back");
    assert!(back.key.is_empty());
    assert_eq!(Server { key: server.key.clone(), ..back }, server);
    // What an earlier version of the panel stored lacks the newer members; what is no server at
    // all, whoever wrote it there, is none.
    let stored =
        |members: &str| serde_json::from_str(members).ok().as_ref().and_then(Server::of_json);
    let old = r#"{"id":1,"label":"a","baseUrl":"https://a.example","dialect":"l2msg"}"#;
    assert!(stored(old).is_some_and(|server| !server.is_remembered));
    for strange in [
        "null",
        "[]",
        "{}",
        r#"{"id":-1,"label":"a","baseUrl":"b","dialect":"l2msg"}"#,
        &old.replace("l2msg", "v9"),
    ] {
        assert_eq!(stored(strange), None, "{strange}");
    }
}
