//! Texts that fill several fields when they are pasted into one.

use proptest::prelude::*;

use crate::domain::schema::field::Draft;
use crate::domain::schema::fields::Field;
use crate::domain::schema::paste::{chatwoot, proxy, split, typebot};

/// Host, port, user, password and protocol; an empty one is not sent, `None` is left alone.
fn proxy_fields(text: &str) -> Option<[Option<String>; 5]> {
    let drafts = proxy(text);
    let order = [
        Field::ProxyHost,
        Field::ProxyPort,
        Field::ProxyUsername,
        Field::ProxyPassword,
        Field::ProxyProtocol,
    ];
    let of = |field: Field| {
        let draft = drafts.iter().find(|(own, _)| *own == field);
        draft.map(|(_, draft)| draft.as_text().to_owned())
    };
    (!drafts.is_empty()).then(|| order.map(of))
}

#[test]
fn a_pasted_proxy_fills_its_five_fields() {
    #[track_caller]
    fn check(text: &str, expected: [&str; 4], protocol: Option<&str>) {
        let [host, port, user, password] = expected.map(|text| Some(text.to_owned()));
        let expected = [host, port, user, password, protocol.map(str::to_owned)];
        assert_eq!(proxy_fields(text), Some(expected), "{text}");
    }
    let all = ["proxy.example", "8000", "u", "p"];
    check("proxy.example:8000:u:p", all, None);
    check("u:p@proxy.example:8000", all, None);
    check("http://u:p@proxy.example:8000", all, Some("http"));
    check("http://proxy.example:8000@u:p", all, Some("http"));
    check("socks5://proxy.example:8000:u:p", all, Some("socks5"));
    check("SOCKS5H://u:p@proxy.example:8000/", all, Some("socks5"));
    check("  proxy.example:8000:u:p\n", all, None);
    check("proxy.example:8000", ["proxy.example", "8000", "", ""], None);
    check("socks4://proxy.example:1080", ["proxy.example", "1080", "", ""], Some("socks4"));
    check("10.0.0.1:3128:u:p:q", ["10.0.0.1", "3128", "u", "p:q"], None);
    check("u:p@ss@proxy.example:8000", ["proxy.example", "8000", "u", "p@ss"], None);
    check("u@proxy.example:8000", ["proxy.example", "8000", "u", ""], None);
    check("[fe80::1]:8080:u:p", ["[fe80::1]", "8080", "u", "p"], None);
    check("http://u:p@[fe80::1]:8080", ["[fe80::1]", "8080", "u", "p"], Some("http"));
}

#[test]
fn a_text_that_is_no_proxy_in_one_line_is_left_alone() {
    for text in
        ["", "proxy.example", "http://proxy.example", "a:b", "proxy.example:99999", "::", "@"]
    {
        assert_eq!(proxy(text), [], "{text}");
    }
    assert_eq!(proxy("proxy example:80"), []);
    assert_eq!(split(Field::MsgCall, "proxy.example:8000:u:p"), []);
}

#[test]
fn a_page_of_chatwoot_gives_its_address_and_account() {
    #[track_caller]
    fn check(text: &str, expected: Option<[&str; 2]>) {
        let expected = expected.map_or_else(Vec::new, |[url, account]| {
            vec![
                (Field::ChatwootUrl, Draft::text(url)),
                (Field::ChatwootAccountId, Draft::text(account)),
            ]
        });
        assert_eq!(chatwoot(text), expected, "{text}");
        assert_eq!(split(Field::ChatwootUrl, text), expected);
    }
    check("https://chat.example/app/accounts/3/inbox/5", Some(["https://chat.example", "3"]));
    check(" http://chat:3000/app/accounts/12 ", Some(["http://chat:3000", "12"]));
    check("https://chat.example/cw/app/accounts/3?x=1", Some(["https://chat.example/cw", "3"]));
    check("https://chat.example", None);
    check("https://chat.example/app/accounts/x", None);
    check("chat.example/app/accounts/3", None);
}

#[test]
fn a_public_link_of_a_typebot_gives_its_viewer_and_flow() {
    #[track_caller]
    fn check(text: &str, expected: Option<[&str; 2]>) {
        let expected = expected.map_or_else(Vec::new, |[url, flow]| {
            vec![(Field::TypebotUrl, Draft::text(url)), (Field::Typebot, Draft::text(flow))]
        });
        assert_eq!(typebot(text), expected, "{text}");
        assert_eq!(split(Field::TypebotUrl, text), expected);
    }
    check("https://viewer.example/meu-bot-x1", Some(["https://viewer.example", "meu-bot-x1"]));
    check("https://viewer.example/bot/?utm=1", Some(["https://viewer.example", "bot"]));
    check("https://viewer.example", None);
    check("https://viewer.example/", None);
    check("https://viewer.example/api/v1/typebots", None);
    check("viewer.example/bot", None);
}

proptest! {
    #[test]
    fn no_pasted_text_panics(text in "\\PC{0,40}", glued in "[a:@/\\[\\]0-9.-]{0,20}") {
        for text in [text, glued] {
            for field in [Field::ProxyHost, Field::ChatwootUrl, Field::TypebotUrl] {
                for (_, draft) in split(field, &text) {
                    prop_assert!(draft.as_text().len() <= text.len() + 1);
                }
            }
        }
    }
}
