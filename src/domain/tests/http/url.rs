//! Addresses are read as browsers read them: the crate `url` follows the same standard and says what
//! is right.

use proptest::prelude::*;

use crate::domain::http::place::Place;
use crate::domain::http::url::{
    Origin, UrlParts, encode_segment, ipv4, is_below, is_host, is_in_domain,
};
use crate::domain::schema::dialect::Dialect;
use crate::domain::servers::address;

#[test]
fn hosts_are_told_from_other_texts() {
    for host in [
        "a",
        "a.b",
        "a-b_c.d",
        "a.b:1",
        "a.b:65535",
        "1.2.3.4",
        "[::1]",
        "[fe80::1]:80",
        "münchen.de",
        "a.b.",
    ] {
        assert!(is_host(host), "{host}");
    }
    for text in [
        "",
        ":1",
        ".a",
        "a..b",
        "a:",
        "a:0",
        "a:65536",
        "a:+1",
        "a:b",
        "[]",
        "[::1",
        "[a]",
        "1.2.3",
        "1.2.3.4.5",
        "1.2.3.256",
        "01.2.3.4",
        "a.0x1f",
        "a b",
        "a/b",
        "a@b",
        "a%b",
    ] {
        assert!(!is_host(text), "{text}");
    }
    assert_eq!(ipv4("10.0.0.5"), Some([10, 0, 0, 5]));
    assert_eq!(ipv4("10.0.5"), None);
}

#[test]
fn an_origin_is_compared_as_a_whole() {
    let origin = |url: &str| Origin::of(url).map(|origin| origin.to_string());
    for url in ["https://a.b", "https://a.b:443/x", "HTTPS://A.B?x", "https://u:p@a.b/#x"] {
        assert_eq!(origin(url).as_deref(), Some("https://a.b"), "{url}");
    }
    assert_eq!(origin("http://a.b:443").as_deref(), Some("http://a.b:443"));
    assert_eq!(origin("ftp://a.b"), None);
    assert_eq!(origin("a.b"), None);
}

#[test]
fn an_address_is_below_a_base_only_up_to_a_boundary() {
    for url in ["https://a.b/v2", "https://a.b/v2/instance", "https://a.b/v2?x", "https://a.b/v2#x"]
    {
        assert!(is_below(url, "https://a.b/v2"), "{url}");
    }
    for url in ["https://a.b/v21", "https://a.b/v2.evil", "https://a.b", "https://a.bc/v2"] {
        assert!(!is_below(url, "https://a.b/v2"), "{url}");
    }
    assert!(!is_below("https://a.b.evil/v2", "https://a.b"));
}

#[test]
fn a_host_is_in_a_domain_only_at_a_boundary() {
    for host in ["l2msg.com", "api.l2msg.com", "API.L2MSG.COM", "l2msg.com."] {
        assert!(is_in_domain(host, "l2msg.com"), "{host}");
    }
    for host in ["l2msg.com.evil", "myl2msg.com", "l2msg.community"] {
        assert!(!is_in_domain(host, "l2msg.com"), "{host}");
    }
}

#[test]
fn a_dialect_is_told_by_the_host_alone() {
    assert_eq!(Dialect::of_base_url("https://api.l2msg.com/whatsapp"), Some(Dialect::L2msg));
    for url in ["https://l2msg.com.evil/whatsapp", "https://a.b/l2msg.com", "https://l2msg.com@a.b"]
    {
        assert_eq!(Dialect::of_base_url(url), None, "{url}");
    }
}

#[test]
fn a_login_does_not_hide_the_host() {
    assert_eq!(Place::of("http://localhost@evil.example/x"), Place::Elsewhere);
    assert_eq!(Place::of("http://evil.example@localhost"), Place::Machine);
    assert_eq!(Place::of("http://localhost.:80"), Place::Machine);
    assert_eq!(Place::of("http://LOCALHOST"), Place::Machine);
}

proptest! {
    #[test]
    fn a_segment_can_be_decoded_again(name in "\\PC{0,20}") {
        let encoded = encode_segment(&name);
        prop_assert!(encoded.is_ascii() && !encoded.contains(['/', '?', '#', ' ', '"', '&']));
        let decoded = percent_encoding::percent_decode_str(&encoded).decode_utf8();
        prop_assert_eq!(decoded.as_deref(), Ok(&*name));
    }

    #[test]
    fn an_origin_is_what_browsers_take_it_for(
        scheme in "(https?|HTTPS?)",
        login in "([a-z]{1,3}(:[a-z0-9]{0,3})?@)?",
        host in "([a-zA-Z]([a-zA-Z0-9_-]{0,5}[a-zA-Z])?(\\.[a-zA-Z][a-z]{0,4}){0,2}|(1?[0-9]|2[0-4])(\\.(1?[0-9])){3}|\\[::1\\])",
        port in "(:[0-9]{1,5})?",
        rest in "[/?#]?[a-z/?#:@.]{0,8}",
    ) {
        prop_assume!(!host.contains(".xn--"));
        let rest = if rest.starts_with(['/', '?', '#']) { rest } else { String::new() };
        let url = format!("{scheme}://{login}{host}{port}{rest}");
        let ours = Origin::of(&url);
        let theirs = url::Url::parse(&url);
        if let Some(ours) = ours {
            let theirs = theirs.expect("what we take, browsers take");
            prop_assert_eq!(theirs.origin().ascii_serialization(), ours.as_str());
            let parts = UrlParts::read(&url).expect("an address");
            prop_assert_eq!(theirs.host_str().unwrap_or_default(), parts.host.to_ascii_lowercase());
            prop_assert_eq!(theirs.port(), parts.other_port());
        } else {
            // Port 0 is no address to call, and a zero in front of a number makes it octal.
            let has_odd_number = url.contains(":0") || host.split('.').any(|n| n.len() > 1 && n.starts_with('0'));
            prop_assert!(theirs.is_err() || has_odd_number, "{}", url);
        }
    }

    #[test]
    fn a_pasted_address_is_one_that_browsers_take(
        pasted in "(https?:?//?)?[a-zA-Z0-9.:@/?#_ \\[\\]-]{0,30}(/manager/?)?"
    ) {
        if let Ok(address) = address::read(&pasted) {
            prop_assert_eq!(address::read(address.as_str()), Ok(address.clone()));
            let url = address.into_string();
            prop_assert!(!url.ends_with('/') && !url.contains(['?', '#', ' ']));
            let host = url.split('/').nth(2).unwrap_or_default();
            prop_assert!(!host.contains('@'), "a login is refused: {}", url);
            let path = url.splitn(4, '/').nth(3).unwrap_or_default();
            prop_assert!(path != "manager" && !path.ends_with("/manager"), "{}", url);
            // IPv6 addresses are left to the browser, which says what is wrong with them.
            if !url.contains('[') {
                let theirs = url::Url::parse(&url);
                prop_assert!(
                    theirs.as_ref().is_ok_and(|theirs| theirs.username().is_empty()),
                    "{}: {:?}", url, theirs
                );
            }
        }
    }
}
