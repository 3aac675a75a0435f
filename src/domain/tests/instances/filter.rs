//! Search, chips and order.

use std::sync::Arc;

use super::{business, listed, names, row};
use crate::domain::instances::filter::{Selection, SortedRows, select};
use crate::domain::instances::listed_row::ListedRow;
use crate::domain::instances::query::{ListQuery, SortBy};
use crate::domain::instances::row::{Counts, Engine, InstanceRow};
use crate::domain::instances::sort::{natural, sort};
use crate::domain::pairing::phase::ConnectionState::{Close, Connecting, Open};

fn rows() -> SortedRows {
    let loja = InstanceRow {
        number: Some("5511912345678".to_owned()),
        profile_name: Some("Padaria São João".to_owned()),
        ..row("loja-centro", Open)
    };
    SortedRows::new(vec![
        listed(loja),
        listed(row("loja-norte", Close)),
        listed(row("suporte", Connecting)),
        listed(business("meta-vendas")),
    ])
}

fn search(text: &str) -> Selection {
    let query = ListQuery { search: text.to_owned(), ..ListQuery::default() };
    select(&rows(), &query, |listed| listed.row.state)
}

#[test]
fn a_search_finds_name_number_profile_and_id_without_accents_and_case() {
    for (text, expected) in [
        ("", vec!["loja-centro", "loja-norte", "suporte", "meta-vendas"]),
        ("LOJA", vec!["loja-centro", "loja-norte"]),
        ("loja norte", vec!["loja-norte"]),
        ("sao joao", vec!["loja-centro"]),
        ("São JOÃO", vec!["loja-centro"]),
        ("(11) 91234", vec!["loja-centro"]),
        ("+55 (11) 91234\u{2011}5678", vec!["loja-centro"]),
        ("+55 11", vec!["loja-centro"]),
        ("id-suporte", vec!["suporte"]),
        ("91234-5678", vec!["loja-centro"]),
        ("loja-c", vec!["loja-centro"]),
        ("centro loja", vec!["loja-centro"]),
        ("- ...", vec!["loja-centro", "loja-norte", "suporte", "meta-vendas"]),
        ("orte", vec!["loja-norte", "suporte"]),
        ("nobody", vec![]),
    ] {
        let found = search(text);
        assert_eq!(names(found.iter()), expected, "{text:?}");
        assert!(!found.is_near, "{text:?}");
    }
}

#[test]
fn one_slip_is_forgiven_where_nothing_is_found_otherwise() {
    for (text, expected) in [
        ("supprte", vec!["suporte"]),
        ("spuorte", vec!["suporte"]),
        ("suprte", vec!["suporte"]),
        ("padarua", vec!["loja-centro"]),
        ("cento", vec!["loja-centro"]),
        ("padariasao", vec!["loja-centro"]),
        ("padarua jaoo", vec!["loja-centro"]),
    ] {
        let found = search(text);
        assert_eq!(names(found.iter()), expected, "{text:?}");
        assert!(found.is_near, "{text:?}");
    }
    assert!(!search("xyzw").is_near);
    // No sign of a number, and in no row.
    assert!(search("\u{1f355}").is_empty());
}

#[test]
fn what_is_typed_without_blanks_is_found_in_one_row_alone() {
    // The end of one row and the beginning of the next are no word.
    let rows = ["a b c", "loja do", "norte", "sul"].map(|name| listed(row(name, Open)));
    let rows = SortedRows::new(rows.into());
    let find = |text: &str| {
        let query = ListQuery { search: text.to_owned(), ..ListQuery::default() };
        select(&rows, &query, |listed| listed.row.state)
    };
    assert_eq!(names(find("lojado").iter()), ["loja do"]);
    assert!(find("donorte").is_empty());
}

#[test]
fn a_chip_counts_what_it_would_show_next_to_the_other_chips() {
    let query = ListQuery { states: vec![Open], ..ListQuery::default() };
    let found = select(&rows(), &query, |listed| listed.row.state);
    assert_eq!(names(found.iter()), ["loja-centro", "meta-vendas"]);
    assert_eq!(found.states, [2, 1, 1]);
    assert_eq!(found.engines, [1, 1, 0]);
    let query = ListQuery { states: vec![Open, Close], engines: vec![Engine::Baileys], ..query };
    let found = select(&rows(), &query, |listed| listed.row.state);
    assert_eq!(names(found.iter()), ["loja-centro", "loja-norte"]);
    assert_eq!(found.states, [1, 1, 1]);
    assert_eq!(found.engines, [2, 1, 0]);
}

#[test]
fn a_chip_that_hides_what_a_search_finds_does_not_start_a_search_for_slips() {
    let query =
        ListQuery { search: "suporte".to_owned(), states: vec![Open], ..ListQuery::default() };
    let found = select(&rows(), &query, |listed| listed.row.state);
    assert!(found.is_empty() && !found.is_near);
    assert_eq!(found.states, [0, 1, 0]);
}

#[test]
fn the_live_state_of_a_row_counts() {
    let query = ListQuery { states: vec![Close], ..ListQuery::default() };
    let found = select(&rows(), &query, |_| Close);
    assert_eq!(found.len(), 4);
}

#[test]
fn names_are_in_the_order_that_people_count_in() {
    let mut names = vec!["loja-10", "Loja-2", "loja-1", "loja-02b", "ação", "loja", "2", "10", "1"];
    names.sort_by(|one, other| natural(one, other));
    let expected = ["1", "2", "10", "ação", "loja", "loja-1", "Loja-2", "loja-02b", "loja-10"];
    assert_eq!(names, expected);
}

#[test]
fn each_column_sorts_both_ways_and_by_name_where_it_is_equal() {
    let with = |name: &str, messages: Option<u64>, number: Option<&str>, created: f64| {
        let counts = messages.map(|messages| Counts { messages, ..Counts::default() });
        let number = number.map(str::to_owned);
        let created_at = Some(created);
        let row = InstanceRow { counts, number, created_at, ..row(name, Close) };
        ListedRow::new(if name == "c" { 2 } else { 1 }, Arc::new(row))
    };
    let all = [
        with("b", Some(5), None, 3.0),
        with("a", Some(5), Some("5511"), 2.0),
        with("c", None, Some("99"), 1.0),
    ];
    #[track_caller]
    fn check(all: &[ListedRow], by: SortBy, up: [&str; 3], down: [&str; 3]) {
        for (is_descending, expected) in [(false, up), (true, down)] {
            let mut rows = all.to_vec();
            sort(&mut rows, by, is_descending, |id| format!("server {id}"));
            assert_eq!(names(rows.iter()), expected, "{by:?} {is_descending}");
        }
    }
    check(&all, SortBy::Name, ["a", "b", "c"], ["c", "b", "a"]);
    check(&all, SortBy::Messages, ["c", "a", "b"], ["a", "b", "c"]);
    check(&all, SortBy::Number, ["c", "a", "b"], ["b", "a", "c"]);
    check(&all, SortBy::Created, ["c", "a", "b"], ["b", "a", "c"]);
    check(&all, SortBy::State, ["a", "b", "c"], ["a", "b", "c"]);
    check(&all, SortBy::Engine, ["a", "b", "c"], ["a", "b", "c"]);
    check(&all, SortBy::Server, ["b", "a", "c"], ["c", "a", "b"]);
}
