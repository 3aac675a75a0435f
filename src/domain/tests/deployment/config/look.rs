//! How the panel looks and where it leads: language, theme, brand and links.

use serde_json::json;

use crate::domain::deployment::PageLink;
use crate::domain::preferences::{Language, Theme};
use crate::domain::tests::deployment::config::{accepted, refused};

#[test]
fn language_and_theme_are_of_those_there_are() {
    for language in Language::ALL {
        assert_eq!(accepted(&json!({"language": language.tag()})).language, Some(language));
    }
    for theme in Theme::ALL {
        assert_eq!(accepted(&json!({"theme": theme.id()})).theme, Some(theme));
    }
    for wrong in [json!("pt"), json!("PT-BR"), json!("../en"), json!(["en"]), json!(1)] {
        refused(&json!({"language": wrong}), &["language: wrong (one_of)"], &json!({}));
        refused(&json!({"theme": wrong}), &["theme: wrong (one_of)"], &json!({}));
    }
}

#[test]
fn a_brand_has_a_name_a_logo_and_a_colour() {
    let setup = accepted(
        &json!({"brand": {"name": "Acme <b>", "logo": "my-logo_2.svg", "accent": "#0B7a57"}}),
    );
    assert_eq!(setup.name.as_deref(), Some("Acme <b>"));
    assert_eq!(setup.logo.as_deref(), Some("my-logo_2.svg"));
    assert_eq!(setup.accent, Some([0x0b, 0x7a, 0x57]));
    let picture = "data:image/png;base64,iVBORw0KGgo=";
    assert_eq!(accepted(&json!({"brand": {"logo": picture}})).logo.as_deref(), Some(picture));
    for wrong in [
        "../logo.png",
        "/logo.png",
        "a/logo.png",
        "https://evil.example/logo.png",
        "//evil.example/l.png",
        "logo.jpg",
        ".png",
        "logo.png?x",
        "logo%2f.png",
        "javascript:alert(1)//.png",
        "logo.png#a.svg",
        "\\\\x\\l.png",
        "data:image/svg+xml;base64,PHN2Zz4=",
        "data:image/png;base64,",
        "data:image/png;base64,<script>",
        "data:text/html;base64,aaaa",
        "data:image/png,xx",
        "",
    ] {
        refused(&json!({"brand": {"logo": wrong}}), &["brand.logo: wrong (logo)"], &json!({}));
    }
    for wrong in [
        json!("#fff"),
        json!("0b7a57"),
        json!("red"),
        json!("#0b7a5g"),
        json!("#0b7a57;}"),
        json!("#0b7a5é"),
    ] {
        refused(
            &json!({"brand": {"accent": wrong}}),
            &["brand.accent: wrong (colour)"],
            &json!({}),
        );
    }
    refused(&json!({"brand": {"accent": 7}}), &["brand.accent: wrong (text)"], &json!({}));
    refused(&json!({"brand": {"name": "  "}}), &["brand.name: wrong (text)"], &json!({}));
    refused(&json!({"brand": {"name": "x".repeat(61)}}), &["brand.name: too_long"], &json!({}));
    refused(
        &json!({"brand": {"logo": format!("{picture}{}", "A".repeat(300_000))}}),
        &["brand.logo: too_long"],
        &json!({}),
    );
    refused(&json!({"brand": "Acme"}), &["brand: wrong (object)"], &json!({}));
    refused(&json!({"brand": {"colour": "#000000"}}), &["brand.colour: unknown_key"], &json!({}));
}

#[test]
fn links_lead_to_web_addresses_alone() {
    let setup = accepted(
        &json!({"links": [{"label": "Help & <more>", "url": "https://help.example.com/?a=1#b"}]}),
    );
    let link = PageLink {
        label: "Help & <more>".to_owned(),
        url: "https://help.example.com/?a=1#b".to_owned(),
    };
    assert_eq!(setup.links, [link]);
    for wrong in [
        "javascript:alert(1)",
        " JAVASCRIPT:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "/help",
        "help.html",
        "mailto:a@b.c",
        "https:",
        "https://a.b/\u{202e}x",
        "https://a b",
        "\u{1}javascript:alert(1)",
        "",
    ] {
        let file = json!({"links": [{"label": "x", "url": wrong}]});
        refused(&file, &["links[0].url: wrong (url)"], &json!({"links": []}));
    }
    refused(&json!({"links": [{"label": "x"}]}), &["links[0].url: missing"], &json!({}));
    refused(&json!({"links": [{"url": "https://a.b"}]}), &["links[0].label: missing"], &json!({}));
    refused(
        &json!({"links": [{"label": 1, "url": "https://a.b"}]}),
        &["links[0].label: wrong (text)"],
        &json!({}),
    );
    refused(&json!({"links": ["https://a.b"]}), &["links[0]: wrong (object)"], &json!({}));
    refused(&json!({"links": "https://a.b"}), &["links: wrong (list)"], &json!({}));
}
