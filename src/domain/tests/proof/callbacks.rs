//! Addresses at which an integration calls the server back.

use serde_json::json;

use crate::domain::proof::DifferenceReason;
use crate::domain::reply::decode::FindReply;
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;
use crate::domain::tests::proof::{proof_of, prove};
use crate::domain::tests::{drafts, text};

#[test]
fn a_callback_that_leads_nowhere_is_reported() {
    #[track_caller]
    fn check(dialect: Dialect, url: &str, expected: Option<DifferenceReason>) {
        let stored =
            json!({"enabled": true, "url": "https://chat.example.com", "webhook_url": url});
        let asked = drafts(&[Section::Chatwoot], &[]);
        let proof = proof_of(&asked, dialect, Section::Chatwoot, Ok(FindReply::One(stored)), None);
        assert_eq!(proof.remark, expected, "{url}");
        assert_eq!(proof.callback.as_deref(), Some(url));
    }
    for dialect in [Dialect::EvolutionV1, Dialect::EvolutionV2] {
        let localhost = Some(DifferenceReason::CallbackLocalhost);
        check(dialect, "http://localhost:8080/chatwoot/webhook/a", localhost);
        check(dialect, "http://127.0.0.1:8080/chatwoot/webhook/a", localhost);
        check(dialect, "http://[::1]/chatwoot/webhook/a", localhost);
        let unset = Some(DifferenceReason::CallbackUnset);
        check(dialect, "/chatwoot/webhook/a", unset);
        check(dialect, "undefined/chatwoot/webhook/a", unset);
        check(dialect, "https://evo.example.com/chatwoot/webhook/a", None);
        check(dialect, "https://localhost.example.com/chatwoot/webhook/a", None);
    }
}

/// A Chatwoot that is itself at a `localhost` address runs next to the server, and can call it there.
#[test]
fn a_localhost_callback_is_fine_for_a_chatwoot_on_the_same_machine() {
    let stored =
        json!({"enabled": true, "webhook_url": "http://localhost:8080/chatwoot/webhook/a"});
    let remark = |url: &str| {
        let asked = drafts(&[Section::Chatwoot], &[(Field::ChatwootUrl, text(url))]);
        let found = Ok(FindReply::One(stored.clone()));
        proof_of(&asked, Dialect::EvolutionV2, Section::Chatwoot, found, None).remark
    };
    assert_eq!(remark("http://localhost:3000"), None);
    assert_eq!(remark("http://127.0.0.1:3000"), None);
    let localhost = Some(DifferenceReason::CallbackLocalhost);
    assert_eq!(remark("https://chat.example.com"), localhost);
    assert_eq!(remark("http://192.168.0.7:3000"), localhost);
    for file in ["v1", "v2"] {
        let found = "golden-full--find-chatwoot";
        let proof = prove(file, "golden-full-create", found, Section::Chatwoot);
        assert_eq!(proof.remark, None, "{file}: both were recorded on one machine");
        assert!(proof.is_well());
    }
}
