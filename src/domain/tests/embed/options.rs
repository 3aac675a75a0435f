//! What the address asks for, and what it must not hold.

use proptest::prelude::*;

use crate::domain::embed::options::{Cleaned, EmbedOptions, cleaned};
use crate::domain::preferences::{Language, Theme};
use crate::domain::schema::section::Section;

#[test]
fn the_look_is_read_off_the_query() {
    #[track_caller]
    fn check(search: &str, expected: EmbedOptions) {
        assert_eq!(EmbedOptions::read(search), expected, "{search}");
    }
    let nothing = EmbedOptions::default;
    check("", nothing());
    check("?", nothing());
    check("?embed", nothing());
    check("?embed=1&utm_source=x", nothing());
    // Without `embed` the query is somebody else's.
    check("?chrome=none&theme=dark", nothing());
    check(
        "?embed&chrome=none&lang=pt-BR&theme=dark&accent=0b7a57&section=webhook&server=main",
        EmbedOptions {
            is_bare: true,
            language: Some(Language::Portuguese),
            theme: Some(Theme::Dark),
            accent: Some([0x0b, 0x7a, 0x57]),
            section: Some(Section::Webhook),
            server: Some("main".to_owned()),
            wrong: Vec::new(),
        },
    );
    check("?embed&accent=%23ABC", EmbedOptions { accent: Some([0xaa, 0xbb, 0xcc]), ..nothing() });
    check("?theme=light&embed", EmbedOptions { theme: Some(Theme::Light), ..nothing() });
    check("?embed&theme=light&theme=dark", EmbedOptions { theme: Some(Theme::Dark), ..nothing() });
    let wrong = |wrong: &[&'static str]| EmbedOptions { wrong: wrong.to_vec(), ..nothing() };
    check(
        "?embed&chrome=no&lang=xx&theme=blue&accent=red;x&section=nope&server=",
        wrong(&["chrome", "lang", "theme", "accent", "section", "server"]),
    );
    for accent in ["url(javascript:1)", "0b7a5", "0b7a57ff", "+b7a57", "ação"] {
        check(&format!("?embed&accent={accent}"), wrong(&["accent"]));
    }
    check("?embed&theme=blue&theme=green", wrong(&["theme"]));
    // A key in the place of a server's id is no id.
    check("?embed&server=429683C4C977415CAAFCCE10F7D57E11", nothing());
}

#[test]
fn what_looks_like_a_secret_leaves_the_address() {
    #[track_caller]
    fn check(search: &str, hash: &str, expected: (&str, &str)) {
        let (search_left, hash_left) = (expected.0.to_owned(), expected.1.to_owned());
        let expected = Some(Cleaned { search: search_left, hash: hash_left });
        assert_eq!(cleaned(search, hash), expected, "{search}{hash}");
    }
    // By name.
    for name in [
        "apikey",
        "api_key",
        "api-key",
        "apiKey",
        "API_KEY",
        "key",
        "token",
        "access_token",
        "instanceToken",
        "secret",
        "client_secret",
        "password",
        "passwd",
        "Authorization",
        "hash",
        "jwt",
        "x-api-key",
        "auth",
        "%61pikey",
        "%2561pikey",
        "bearer",
    ] {
        check(&format!("?embed&{name}=x&lang=es"), "#/servers", ("?embed&lang=es", "#/servers"));
        check("?embed", &format!("#/servers?{name}=x"), ("?embed", "#/servers"));
        check("", &format!("#{name}=x"), ("", ""));
        check("", &format!("#/{name}=x"), ("", ""));
    }
    // By value, whatever the name, and without one.
    for value in [
        "429683C4C977415CAAFCCE10F7D57E11",
        "429683c4-c977-415c-aafc-ce10f7d57e11",
        "0b58fa22%2D4f3e%2D4b0d%2D9a43%2D1f2e3d4c5b6a",
        "Bearer%20abc",
        "Bearer+abc",
        "Basic%20YTpi",
        "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N",
        "sk_live_51H8xYzKq2LmNpQrStUv9WxYz",
        "AbC1dEf2GhI3jKl4MnO5pQr6",
    ] {
        check(&format!("?embed&who={value}"), "", ("?embed", ""));
        check(&format!("?{value}"), "", ("", ""));
        check("", &format!("#{value}"), ("", ""));
        check("", &format!("#/result?next={value}"), ("", "#/result"));
        check("", &format!("#/i/{value}"), ("", ""));
    }
    check("?a=1&key=x&b=2;token=y", "", ("?a=1&b=2", ""));
    check("?key=x", "", ("", ""));
}

#[test]
fn what_is_no_secret_stays() {
    #[track_caller]
    fn check(search: &str, hash: &str) {
        assert_eq!(cleaned(search, hash), None, "{search}{hash}");
    }
    check("", "");
    check(
        "?embed&chrome=none&lang=pt-BR&theme=dark&accent=0b7a57&section=webhook&server=main",
        "#/",
    );
    check("?", "#/result");
    check("?utm_source=newsletter&utm_campaign=spring-sale-2026-for-new-customers", "#/servers");
    check("?server=production-south-america-1", "");
    check("?key=", "");
    check("?name=the+quick+brown+fox+jumps+over+the+lazy+dog", "#section-webhook");
    check("?v=20261122", "#instance_name");
    check("?next=https%3A%2F%2Fapp.example.com%2Fsettings%2Fwhatsapp%2Finstances", "");
    check("?%%%", "#%");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_address_is_read_and_clean_after_one_cleaning(search in "\\PC{0,60}", hash in "\\PC{0,40}") {
        let _ = EmbedOptions::read(&search);
        if let Some(once) = cleaned(&search, &hash) {
            prop_assert_eq!(cleaned(&once.search, &once.hash), None);
        }
    }

    #[test]
    fn a_token_as_the_servers_make_it_never_stays(token in "[0-9A-F]{8}-[0-9A-F]{4}-4[0-9A-F]{3}-[89AB][0-9A-F]{3}-[0-9A-F]{12}", name in "[a-z]{0,8}") {
        let address = format!("?embed&{name}={token}");
        let left = cleaned(&address, &format!("#/result?{name}={token}")).expect("it holds a token");
        prop_assert!(!left.search.contains(&token) && !left.hash.contains(&token));
        prop_assert_eq!(left.hash, "#/result");
    }
}
