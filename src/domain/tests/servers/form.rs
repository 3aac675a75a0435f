//! What keeps a server from being saved, what only warns, and what is saved.

use crate::domain::http::secret::Secret;
use crate::domain::schema::dialect::Dialect;
use crate::domain::servers::address::AddressFault;
use crate::domain::servers::form::{ServerField, ServerFormFault, ServerValues};
use crate::domain::servers::policy::ServerPolicy;

const NOT_MIXED: fn(&str) -> bool = |_| false;

fn typed(url: &str) -> ServerValues {
    ServerValues {
        url: url.to_owned(),
        label: " Shop ".to_owned(),
        dialect: Some(Dialect::EvolutionV2),
        version: "2.3.6".to_owned(),
        key: "key".to_owned(),
        ..ServerValues::default()
    }
}

fn url_fault(values: &ServerValues, policy: &ServerPolicy) -> Option<ServerFormFault> {
    let faults = values.faults(policy, NOT_MIXED);
    faults.into_iter().find(|(field, _)| *field == ServerField::Url).map(|(_, fault)| fault)
}

#[test]
fn an_empty_form_lacks_its_address() {
    let empty = ServerValues::default();
    assert_eq!(
        empty.faults(&ServerPolicy::Any, NOT_MIXED),
        [(ServerField::Url, ServerFormFault::Address(AddressFault::Empty))]
    );
    assert_eq!(empty.server(&ServerPolicy::Any), Err(ServerField::Url));
    let no_dialect = ServerValues { dialect: None, ..typed("https://a.b") };
    assert_eq!(no_dialect.server(&ServerPolicy::Any), Err(ServerField::Dialect));
    let odd_key = ServerValues { key: "tok\u{65e5}en".to_owned(), ..no_dialect };
    assert_eq!(odd_key.server(&ServerPolicy::Any), Err(ServerField::Key), "the dialect is last");
}

#[test]
fn the_address_stands_in_for_a_label_and_a_label_has_an_end() {
    let label = |label: &str| {
        let values = ServerValues { label: label.to_owned(), ..typed("https://a.b:8080/evo") };
        values.server(&ServerPolicy::Any).expect("a server").label
    };
    assert_eq!(label("  "), "a.b:8080/evo");
    assert_eq!(label("<img onerror=alert(1)>"), "<img onerror=alert(1)>");
    assert_eq!(label(&"\u{1f600}".repeat(5_000)), "\u{1f600}".repeat(120));
}

#[test]
fn what_is_no_address_is_told_apart_from_a_missing_one() {
    let any = ServerPolicy::Any;
    for (wrong, fault) in [
        ("no address", AddressFault::Shape),
        ("ftp://host", AddressFault::Scheme),
        ("https://a@b", AddressFault::UserInfo),
    ] {
        assert_eq!(
            url_fault(&typed(wrong), &any),
            Some(ServerFormFault::Address(fault)),
            "{wrong}"
        );
    }
    assert_eq!(url_fault(&typed("   "), &any), Some(ServerFormFault::Address(AddressFault::Empty)));
    assert_eq!(url_fault(&typed("a.b/manager/"), &any), None);
}

#[test]
fn a_server_is_saved_with_its_cleaned_address_and_trimmed_label() {
    let values = typed("  https://A.b/manager/ ");
    assert_eq!(values.changed_url().as_deref(), Some("https://a.b"));
    assert_eq!(typed(" https://a.b ").changed_url(), None, "blanks around it are no change");
    assert_eq!(values.suggested_label(), "a.b");
    let server = values.server(&ServerPolicy::Any).expect("a server");
    assert_eq!((server.base_url.as_str(), server.label.as_str()), ("https://a.b", "Shop"));
    assert_eq!(server.version.as_deref(), Some("2.3.6"));
    assert_eq!(server.key, Secret::new("key"));
}

#[test]
fn a_key_is_cleaned_or_refused() {
    let quoted =
        ServerValues { key: "\u{201c}key\u{201d}\u{200b}".to_owned(), ..typed("https://a.b") };
    assert_eq!(quoted.server(&ServerPolicy::Any).expect("a server").key, Secret::new("key"));
    let odd = ServerValues { key: "tok\u{65e5}en".to_owned(), ..typed("https://a.b") };
    assert_eq!(
        odd.faults(&ServerPolicy::Any, NOT_MIXED),
        [(ServerField::Key, ServerFormFault::KeyCharacter('\u{65e5}'))]
    );
    assert_eq!(odd.server(&ServerPolicy::Any), Err(ServerField::Key));
    assert!(!format!("{quoted:?}").contains("key\u{201d}"), "no key in a log");
    assert!(quoted.is_key_cleaned());
    let plain = ServerValues { key: "key".to_owned(), ..typed("https://a.b") };
    assert!(!plain.is_key_cleaned() && !odd.is_key_cleaned());
}

#[test]
fn a_version_of_another_dialect_is_not_saved() {
    let values = ServerValues { dialect: Some(Dialect::L2msg), ..typed("https://a.b") };
    assert_eq!(values.server(&ServerPolicy::Any).expect("a server").version, None);
}

#[test]
fn a_policy_limits_the_origins() {
    let only = ServerPolicy::Only(vec!["https://a.b".to_owned()]);
    let refused = typed("https://evil.example");
    let fault = ServerFormFault::OriginNotAllowed(vec!["https://a.b".to_owned()]);
    assert_eq!(url_fault(&refused, &only), Some(fault.clone()));
    assert!(fault.is_shown_at_once() && !fault.is_warning());
    assert_eq!(refused.server(&only), Err(ServerField::Url));
    assert!(!refused.is_testable(&only));
    assert!(typed("no address").is_testable(&only), "a test reports what is wrong with it");
    assert_eq!(refused.allowed_url(&only), None);
    assert!(typed("https://a.b/path").server(&only).is_ok());

    assert_eq!(
        url_fault(&typed("https://a.b"), &ServerPolicy::Nothing),
        Some(ServerFormFault::OriginNotAllowed(Vec::new()))
    );
    let given = ServerValues { is_preconfigured: true, ..typed("https://c.d") };
    assert_eq!(
        url_fault(&given, &ServerPolicy::Nothing),
        None,
        "the deployment's own may be saved with a key"
    );
}

#[test]
fn mixed_content_warns_and_lets_the_server_be_saved() {
    let values = typed("http://a.b");
    let faults = values.faults(&ServerPolicy::Any, |url| url == "http://a.b");
    assert_eq!(faults, [(ServerField::Url, ServerFormFault::MixedContent)]);
    assert!(
        ServerFormFault::MixedContent.is_warning()
            && ServerFormFault::MixedContent.is_shown_at_once()
    );
    assert!(values.server(&ServerPolicy::Any).is_ok());
}
