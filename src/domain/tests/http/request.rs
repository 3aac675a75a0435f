//! Calls, and names as segments of a path.

use crate::domain::creation::plan::{Step, Target, steps};
use crate::domain::http::request::{HttpCall, Method, path};
use crate::domain::http::secret::Secret;
use crate::domain::http::url::encode_segment;
use crate::domain::schema::dialect::Dialect;
use crate::domain::schema::field::Draft;
use crate::domain::schema::fields::Field;
use crate::domain::schema::section::Section;
use crate::domain::tests::{everything, named};

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
fn a_name_of_dots_stands_for_another_path() {
    let is_addressable = |name: &str| {
        let path = path("/instance/delete", name);
        HttpCall::new(Method::Delete, "https://a.example/x", &path, &Secret::default())
            .is_addressable()
    };
    assert!(!is_addressable(".") && !is_addressable(".."));
    for name in ["loja", "...", "a..b", ".a", "?..", "#", "a/..", "%2e%2e"] {
        assert!(is_addressable(name), "{name}");
    }
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
        let is_list = step == Step::ReadBack(Section::Instance);
        assert_eq!(path.split('/').count(), if is_list { 2 } else { 3 }, "{path}");
        let name = path.trim_start_matches("instance/fetchInstances?instanceName=");
        assert!(!name.contains(['?', '#', '=', '&']), "{path}");
    }
}
