//! `docs/embedding.md` is read by people who write parents: each JSON block of it goes through the
//! protocol, so that the page cannot go stale.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::domain::embed::protocol::{Message, PanelEvent, Refusal, RefusalReason, TYPES, read};
use crate::domain::http::secret::Secret;
use crate::domain::route::Route;
use crate::domain::schema::external_value::ValueType;
use crate::domain::tests::repository_file;

const IN: &str = "### What your page says";
const OUT: &str = "### What the panel says";

/// The JSON blocks of the part that begins with this heading.
fn blocks(page: &str, heading: &str) -> Vec<String> {
    let part = page.split(heading).nth(1).expect("the page has the heading");
    let part = part.split("\n## ").next().unwrap_or_default();
    let part = part.split("\n### ").next().unwrap_or_default();
    part.split("```json\n")
        .skip(1)
        .map(|rest| rest.split("```").next().unwrap_or_default().to_owned())
        .collect()
}

#[test]
fn what_the_page_says_a_parent_may_say_is_read() {
    let page = repository_file("docs/embedding.md");
    let messages: Vec<Message> = blocks(&page, IN)
        .iter()
        .map(|block| read(block).unwrap_or_else(|refusal| panic!("{refusal:?}: {block}")))
        .collect();
    let told: BTreeSet<&str> = messages.iter().map(Message::kind).collect();
    assert_eq!(told, BTreeSet::from(TYPES));
    // What the examples are for is in them, too.
    assert!(messages.contains(&Message::Hello { wants_hash: true }));
    let is_prefill = |message: &Message| matches!(message, Message::Prefill { fields, groups } if fields.len() == 7 && groups.len() == 2);
    assert!(messages.iter().any(is_prefill));
}

#[test]
fn what_the_page_says_the_panel_says_is_what_it_says() {
    let page = repository_file("docs/embedding.md");
    let written: Vec<Value> = blocks(&page, OUT)
        .iter()
        .map(|block| serde_json::from_str(block).unwrap_or_else(|error| panic!("{error}: {block}")))
        .collect();
    let told = [
        PanelEvent::Ready { panel: "0.1.0", dialect: "evolution-v2", language: "en" },
        PanelEvent::Height(812),
        PanelEvent::Dirty(true),
        PanelEvent::Submitted { name: "loja-1".to_owned() },
        PanelEvent::Created {
            name: "loja-1".to_owned(),
            id: Some("0f1e2d3c".to_owned()),
            hash: Some(Secret::new("the-token")),
        },
        PanelEvent::Failed { case: "timeout", status: None, is_certain: false },
        PanelEvent::Navigated { page: "result" },
        PanelEvent::Locked,
        PanelEvent::Refused(
            Refusal::new(RefusalReason::Value(ValueType::Flag), Some("prefill")).about("qrcode"),
        ),
    ];
    let told: Vec<Value> = told.iter().map(PanelEvent::to_json).collect();
    assert_eq!(written, told);
}

#[test]
fn the_page_names_every_reason() {
    let page = repository_file("docs/embedding.md");
    let types = repository_file("embed/embed.d.ts");
    for reason in RefusalReason::ALL {
        let id = reason.id();
        let row = |line: &str| {
            let first = line.trim_start_matches('|').split('|').next().unwrap_or_default();
            line.starts_with('|') && first.split(", ").any(|cell| cell.trim() == format!("`{id}`"))
        };
        assert!(page.lines().any(row), "{id} in the table");
        assert!(types.contains(&format!("| \"{id}\"")), "{id} in the types");
    }
}

#[test]
fn the_page_and_the_types_name_every_route() {
    let page = repository_file("docs/embedding.md");
    let types = repository_file("embed/embed.d.ts");
    let navigated = page.lines().find(|line| line.starts_with("`navigated`: "));
    let navigated = navigated.expect("the page explains it");
    let (_, pages) = types.split_once("export type Page =").expect("the types have it");
    let (pages, _) = pages.split_once(';').expect("it ends");
    for hash in [
        "",
        "#/result",
        "#/servers",
        "#/requests",
        "#/instances",
        "#/servers/1/many",
        "#/servers/1/instances/a",
    ] {
        let id = Route::parse(hash).expect(hash).id();
        assert!(navigated.contains(&format!("`{id}`")), "{id} in the page");
        assert!(pages.contains(&format!("\"{id}\"")), "{id} in the types");
    }
}

#[test]
fn the_helper_and_its_types_know_every_message() {
    let helper = repository_file("embed/embed.js");
    let types = repository_file("embed/embed.d.ts");
    assert!(helper.len() <= 7_700, "{} bytes", helper.len());
    for kind in TYPES {
        let is_said = helper.contains(&format!("#say(\"{kind}\""))
            || helper.contains(&format!("type: \"{kind}\""));
        assert!(is_said, "{kind}");
    }
    for told in [
        "ready",
        "height",
        "dirty",
        "submitted",
        "created",
        "failed",
        "navigated",
        "locked",
        "refused",
    ] {
        assert!(helper.contains(&format!("\"{told}\"")), "{told}");
        // The helper follows the height by itself.
        assert!(told == "height" || types.contains(&format!("  {told}: CustomEvent<")), "{told}");
    }
}
