//! Addresses: what people paste for a base URL, and names as segments of a path.

use crate::domain::creation::plan::{Target, steps};
use crate::domain::http::request::{HttpCall, Method, clean_base_url, encode_segment, path};
use crate::domain::http::secret::Secret;
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::field::Draft;
use crate::domain::schema::fields::Field;
use crate::domain::tests::{everything, named};

#[test]
fn a_pasted_base_url_is_cleaned() {
    #[track_caller]
    fn check(pasted: &str, expected: Option<&str>) {
        assert_eq!(clean_base_url(pasted).as_deref(), expected, "{pasted:?}");
    }
    let plain = Some("https://evo.example.com");
    check("https://evo.example.com", plain);
    check("  https://evo.example.com/ \n", plain);
    check("https://evo.example.com///", plain);
    check("https://evo.example.com/manager", plain);
    check("https://evo.example.com/manager/", plain);
    check("https://evo.example.com/manager/login", plain);
    check("https://evo.example.com/manager/instance/abc/dashboard", plain);
    check("https://evo.example.com/?lang=pt", plain);
    check("https://evo.example.com/manager#top", plain);
    check("HTTPS://EVO.Example.COM", plain);
    check("evo.example.com", plain);
    check("https://evo.example.com/managers", Some("https://evo.example.com/managers"));
    check("https://manager.example.com", Some("https://manager.example.com"));
    check("https://api.l2msg.com/whatsapp/", Some("https://api.l2msg.com/whatsapp"));
    check("https://evo.example.com/WhatsApp", Some("https://evo.example.com/WhatsApp"));
    check("http://Evo.example.com:8080/a", Some("http://evo.example.com:8080/a"));
    check("evo.example.com:8443", Some("https://evo.example.com:8443"));
    check("localhost:8080", Some("http://localhost:8080"));
    check("127.0.0.1:8080/manager", Some("http://127.0.0.1:8080"));
    check("http://[::1]:8080/", Some("http://[::1]:8080"));
    check("", None);
    check("   ", None);
    check("https://", None);
    check("https://:8080", None);
    check("evo.example.com:port", None);
    check("evo.example.com:70000", None);
    check("http://[]:80", None);
    check("http://a..b", None);
    check("https:///path", None);
    check("http://?x", None);
    check("ftp://evo.example.com", None);
    check("javascript:alert(1)", None);
    check("mailto:ops@example.com", None);
    // A login is a secret, and no browser fetches such an address.
    check("https://user:secret@evo.example.com", None);
    check("https://evo example.com", None);
    check("https://evo.example.com/a b", None);
    check("https://evo.example.com\\a", None);
    check("https://evo.example.com/\"x", None);
}

#[test]
fn cleaning_twice_is_cleaning_once() {
    for pasted in ["evo.example.com/manager/manager/", "HTTP://A.b:1/x//", "localhost/manager"] {
        let once = clean_base_url(pasted).expect("an address");
        assert_eq!(clean_base_url(&once).as_deref(), Some(once.as_str()), "{pasted}");
    }
}

#[test]
fn a_name_is_encoded_as_a_browser_does_it() {
    #[track_caller]
    fn check(name: &str, expected: &str) {
        assert_eq!(encode_segment(name), expected);
    }
    check("sales-01_A.b", "sales-01_A.b");
    check("-_.!~*'()", "-_.!~*'()");
    check("a b", "a%20b");
    check("100%", "100%25");
    check("a/b", "a%2Fb");
    check("a?b#c&d=e+f", "a%3Fb%23c%26d%3De%2Bf");
    check("<\"x\">", "%3C%22x%22%3E");
    check("São", "S%C3%A3o");
    check("日", "%E6%97%A5");
    check("😀", "%F0%9F%98%80");
    check("a\nb", "a%0Ab");
    check("", "");
    assert_eq!(path("/instance/connect", "a b/c"), "/instance/connect/a%20b%2Fc");
}

#[test]
fn a_call_is_put_together() {
    let key = Secret::new("k");
    let call =
        HttpCall::new(Method::Delete, "https://a.example/x", &path("/instance/delete", "é"), &key);
    assert_eq!(call.url, "https://a.example/x/instance/delete/%C3%A9");
    assert_eq!(call.body, None);
    assert_eq!(call.with_body("{}".to_owned()).body.as_deref(), Some("{}"));
    let names = [Method::Get, Method::Post, Method::Put, Method::Delete].map(Method::name);
    assert_eq!(names, ["GET", "POST", "PUT", "DELETE"]);
}

#[test]
fn no_url_and_no_debug_text_holds_a_secret() {
    let drafts = everything();
    let key = Secret::new("the-global-key");
    let mut secrets = vec!["the-global-key".to_owned(), "Bearer abc".to_owned()];
    let is_secret = |field: &&Field| field.spec().is_secret();
    secrets.extend(Field::ALL.iter().filter(is_secret).filter_map(|field| {
        let draft = drafts.get(*field);
        matches!(draft, Draft::Text(_)).then(|| draft.as_text().to_owned())
    }));
    assert!(secrets.len() > 5);
    for dialect in Dialect::ALL {
        let target = Target { base_url: "https://a.example", key: &key, api: dialect.into() };
        for step in steps(&drafts, dialect) {
            let call = step.call(&drafts, &target);
            assert_eq!(call.key, key, "every call carries the key");
            for secret in &secrets {
                assert!(!call.url.contains(secret.as_str()), "{}", call.url);
            }
            assert!(!format!("{call:?}").contains("the-global-key"));
            assert!(!format!("{target:?}").contains("the-global-key"));
        }
    }
}

#[test]
fn a_hostile_name_stays_one_segment() {
    let drafts = named("../../x?instanceName=other#");
    let key = Secret::new("k");
    let target =
        Target { base_url: "https://a.example", key: &key, api: Dialect::EvolutionV2.into() };
    for step in steps(&drafts, Dialect::EvolutionV2).into_iter().skip(1) {
        let url = step.call(&drafts, &target).url;
        let path = url.strip_prefix("https://a.example/").expect("the base");
        assert_eq!(path.split('/').count(), 3, "{path}");
        assert!(!path.contains(['?', '#']), "{path}");
    }
}
