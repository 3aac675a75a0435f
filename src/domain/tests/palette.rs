//! What the palette finds, in which order, and what it remembers.

use std::sync::Arc;

use serde_json::json;

use crate::domain::instances::filter::best_rows;
use crate::domain::instances::listed_row::{ListedRow, RowKey};
use crate::domain::instances::row::InstanceRow;
use crate::domain::palette::entry::{PaletteAction, PaletteEntry, PaletteGroup, PaletteTarget};
use crate::domain::palette::recent;
use crate::domain::palette::results::{PaletteSection, found, offered, place_of, targets};
use crate::domain::preferences::{Language, Theme};
use crate::domain::route::Route;
use crate::domain::schema::fields::Field;
use crate::domain::schema::search::{Searchable, folded};

fn entry(target: PaletteTarget, names: &[&str]) -> PaletteEntry {
    PaletteEntry {
        target,
        label: names[0].to_owned(),
        detail: String::new(),
        search: Searchable::new("", names.iter().map(|name| (*name).to_owned()), []),
    }
}

fn field(field: Field, section: &str, name: &str, help: &str) -> PaletteEntry {
    let search = Searchable::new(section, [name.to_owned()], [help.to_owned()]);
    PaletteEntry { search, ..entry(PaletteTarget::Field(field), &[name]) }
}

fn row(server: u32, name: &str) -> ListedRow {
    let row = InstanceRow { name: name.to_owned(), ..InstanceRow::default() };
    ListedRow::new(server, Arc::new(row))
}

fn instance(row: &ListedRow) -> PaletteEntry {
    entry(PaletteTarget::Instance(row.key()), &[&row.row.name])
}

fn entries() -> Vec<PaletteEntry> {
    vec![
        entry(
            PaletteTarget::Action(PaletteAction::NewInstance),
            &["New instance", "Nova instância"],
        ),
        entry(PaletteTarget::Page(Route::Requests), &["Requests", "Requisições"]),
        entry(PaletteTarget::Action(PaletteAction::Theme(Theme::Dark)), &["Dark theme"]),
        entry(PaletteTarget::Server(1), &["Produção", "api.example.com"]),
        entry(PaletteTarget::List(1), &["Load the instances of Produção"]),
        field(Field::WebhookUrl, "Webhook", "URL", "Where events are sent"),
        field(Field::ChatwootUrl, "Chatwoot", "URL", "The address of your Chatwoot"),
        field(Field::ProxyHost, "Proxy", "Host", "Without it, the server itself connects"),
    ]
}

/// The ids that are found, by group.
fn search(query: &str, rows: &[ListedRow]) -> Vec<(&'static str, Vec<String>)> {
    ids(found(query, &entries(), rows, instance))
}

fn ids(sections: Vec<PaletteSection>) -> Vec<(&'static str, Vec<String>)> {
    let of = |section: PaletteSection| {
        let ids = section.entries.iter().map(|entry| entry.target.id()).collect();
        (section.group.id(), ids)
    };
    sections.into_iter().map(of).collect()
}

/// The best entry.
fn first(query: &str, rows: &[ListedRow]) -> String {
    let found = search(query, rows);
    found.first().and_then(|(_, ids)| ids.first().cloned()).unwrap_or_default()
}

#[test]
fn each_source_is_found_by_what_people_type() {
    let rows = [row(1, "Quitanda Açaí"), row(1, "loja-1"), row(2, "loja-10")];
    #[track_caller]
    fn check(query: &str, rows: &[ListedRow], expected: &str) {
        assert_eq!(first(query, rows), expected, "{query}");
    }
    check("acai", &rows, "instance 1/Quitanda Açaí");
    check("qiutanda", &rows, "instance 1/Quitanda Açaí");
    check("LOJA-1", &rows, "instance 1/loja-1");
    check("loja-10", &rows, "instance 2/loja-10");
    check("producao", &rows, "server 1");
    check("api.example", &rows, "server 1");
    check("requisicoes", &rows, "page #/requests");
    check("nova instancia", &rows, "action new_instance");
    check("drak", &rows, "action dark");
    check("webhook url", &rows, "field webhook_url");
    check("chatwot", &rows, "field chatwoot_url");
    // Words of a help come behind names.
    check("address", &rows, "field chatwoot_url");
}

#[test]
fn the_group_with_the_best_entry_comes_first_and_the_others_follow() {
    let rows = [row(1, "proxy")];
    assert_eq!(
        search("proxy", &rows),
        [
            ("instances", vec!["instance 1/proxy".to_owned(), "list 1".to_owned()]),
            ("fields", vec!["field proxy_host".to_owned()]),
        ]
    );
    // A whole word of a name beats the beginning of another one's.
    let rows = [row(1, "urls")];
    let groups: Vec<&str> = search("url", &rows).into_iter().map(|(group, _)| group).collect();
    assert_eq!(groups, ["fields", "instances"]);
}

#[test]
fn a_list_that_was_not_read_is_offered_whatever_is_looked_for() {
    assert_eq!(search("no such thing", &[]), [("instances", vec!["list 1".to_owned()])]);
    let without: Vec<PaletteEntry> =
        entries().into_iter().filter(|entry| entry.target != PaletteTarget::List(1)).collect();
    assert_eq!(found("no such thing", &without, &[], instance), []);
}

#[test]
fn no_group_has_more_than_fits() {
    let rows: Vec<ListedRow> =
        (0..10_000).map(|number| row(1, &format!("loja-{number}"))).collect();
    let sections = found("loja", &entries(), &rows, instance);
    let of = |section: &PaletteSection| section.entries.len();
    assert_eq!(sections.iter().map(of).collect::<Vec<_>>(), [PaletteGroup::Instances.most() + 1]);
    // The name itself comes before those that begin like it.
    assert_eq!(first("loja-777", &rows), "instance 1/loja-777");
    let best = best_rows(&rows, "loja-77", 3);
    let best: Vec<(u8, &str)> =
        best.into_iter().map(|(rank, row)| (rank, row.row.name.as_str())).collect();
    assert_eq!(best, [(0, "loja-77"), (1, "loja-770"), (1, "loja-771")]);
    assert_eq!(best_rows(&rows, "  ", 3), []);
    // Nothing has it as it was typed: one slip is forgiven.
    assert!(best_rows(&rows, "lioja-9", 3).iter().all(|(rank, _)| *rank == 4));
}

#[test]
fn before_anything_is_typed_the_last_ones_come_first_and_once() {
    let all = entries();
    let recent = vec![all[1].clone(), all[6].clone()];
    let sections = ids(offered(recent, &all));
    let texts = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>();
    assert_eq!(
        sections,
        [
            ("recent", texts(&["page #/requests", "field chatwoot_url"])),
            ("actions", texts(&["action new_instance", "action dark"])),
            ("instances", texts(&["list 1"])),
        ]
    );
    assert_eq!(ids(offered(Vec::new(), &[])), []);
}

#[test]
fn what_is_chosen_stays_chosen_when_others_arrive() {
    let all = entries();
    let before = offered(Vec::new(), &all);
    let after = offered(vec![all[1].clone(), all[6].clone()], &all);
    for chosen in targets(&before) {
        let place = place_of(&after, [None, Some(chosen)], 0);
        assert_eq!(targets(&after).nth(place), Some(chosen));
    }
    let (first, gone) = (targets(&after).next(), PaletteTarget::Server(99));
    assert_eq!(place_of(&after, [Some(&gone), first], 3), 0);
    // What is gone leaves its place to the next one, and a list without an end to the last.
    assert_eq!(place_of(&after, [Some(&gone), None], 3), 3);
    assert_eq!(place_of(&after, [Some(&gone)], 99), targets(&after).count() - 1);
    assert_eq!(place_of(&[], [Some(&gone)], 3), 0);
}

#[test]
fn odd_queries_find_nothing_and_break_nothing() {
    let long = "x".repeat(10_000);
    for query in ["\u{202e}", "<img onerror>", "\\", "(((", "🎉", long.as_str()] {
        let found = search(query, &[row(1, "loja")]);
        assert!(
            found.iter().all(|(_, ids)| !ids.contains(&"instance 1/loja".to_owned())),
            "{query}"
        );
    }
}

#[test]
fn what_was_chosen_is_kept_as_ids_the_newest_first_and_a_few() {
    let target = |number: u32| PaletteTarget::Server(number);
    let mut ids = Vec::new();
    for number in (1..=12).chain([5]) {
        ids = recent::with(ids, &target(number));
    }
    assert_eq!(ids.len(), recent::MOST_KEPT);
    assert_eq!(ids[..3], ["server 5", "server 12", "server 11"]);
    assert_eq!(ids.last().map(String::as_str), Some("server 3"));
    for target in [
        PaletteTarget::List(9),
        PaletteTarget::Action(PaletteAction::ForgetKeys),
        PaletteTarget::Action(PaletteAction::ForgetDevice),
    ] {
        assert_eq!(recent::with(ids.clone(), &target), ids);
    }
    let long = RowKey { server: 1, name: "x".repeat(1_000) };
    assert_eq!(recent::with(ids.clone(), &PaletteTarget::Instance(long)), ids);
    let stored = serde_json::from_str(&recent::to_text(&ids)).expect("it is JSON");
    assert_eq!(recent::from_json(&stored), ids);
    // Anybody may have changed what is stored.
    for other in [json!(null), json!({"a": 1}), json!("server 1"), json!([1, null, ["x"]])] {
        assert_eq!(recent::from_json(&other), Vec::<String>::new());
    }
    assert_eq!(recent::from_json(&json!(vec!["a"; 100])).len(), recent::MOST_KEPT);
}

#[test]
fn an_id_tells_each_target_from_the_others() {
    let key = |server, name: &str| RowKey { server, name: name.to_owned() };
    let mut targets = vec![
        PaletteTarget::Page(Route::Servers),
        PaletteTarget::Page(Route::instances(None)),
        PaletteTarget::Page(Route::instances(Some(1))),
        PaletteTarget::Action(PaletteAction::NewInstance),
        PaletteTarget::Action(PaletteAction::TestConnection),
        PaletteTarget::Action(PaletteAction::AddServer),
        PaletteTarget::Action(PaletteAction::ForgetKeys),
        PaletteTarget::Action(PaletteAction::ForgetDevice),
        PaletteTarget::Server(1),
        PaletteTarget::List(1),
        PaletteTarget::Field(Field::Token),
        PaletteTarget::Instance(key(1, "a/b")),
        PaletteTarget::Instance(key(11, "a/b")),
    ];
    targets.extend(Theme::ALL.map(|theme| PaletteTarget::Action(PaletteAction::Theme(theme))));
    targets.extend(Language::ALL.map(|one| PaletteTarget::Action(PaletteAction::Language(one))));
    let mut ids: Vec<String> = targets.iter().map(PaletteTarget::id).collect();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), targets.len());
    assert_eq!(PaletteTarget::instance_of("instance 1/a/b"), Some(key(1, "a/b")));
    for id in ["instance 1/", "instance x/a", "instance a", "server 1", ""] {
        assert_eq!(PaletteTarget::instance_of(id), None, "{id}");
    }
}

#[test]
fn a_name_weighs_more_than_its_section_and_that_more_than_its_help() {
    let search =
        Searchable::new("Webhook", ["Events".to_owned()], ["Which of them are sent".to_owned()]);
    let rank = |query: &str| search.rank(&folded(query));
    assert_eq!(rank("events"), Some(0));
    assert_eq!(rank("webhook events"), Some(5));
    assert_eq!(rank("sent"), Some(10));
    assert_eq!(rank("snet"), Some(Searchable::WORST));
    assert_eq!(rank("proxy"), None);
}
