//! A view of the list stands in the address and comes back from it.

use crate::domain::instances::query::{ListQuery, SortBy, toggle};
use crate::domain::instances::row::Engine;
use crate::domain::pairing::phase::ConnectionState;

#[test]
fn a_query_comes_back_from_the_address() {
    let queries = [
        ListQuery::default(),
        ListQuery { search: "são & paulo=50%+#/?".to_owned(), ..ListQuery::default() },
        ListQuery {
            states: vec![ConnectionState::Open, ConnectionState::Close],
            engines: vec![Engine::Business],
            sort: SortBy::Messages,
            is_descending: true,
            search: "5511".to_owned(),
        },
        ListQuery { is_descending: true, ..ListQuery::default() },
    ];
    for query in queries {
        let text = query.to_text();
        assert_eq!(ListQuery::parse(&text), query, "{text}");
        assert!(text.bytes().all(|byte| !b" #?/".contains(&byte)), "{text}");
    }
    assert_eq!(ListQuery::default().to_text(), "");
}

#[test]
fn what_nobody_wrote_is_left_out() {
    for text in ["&&&", "q", "sort=nobody&state=on,off&engine=&x=1", "q=%ff"] {
        assert_eq!(ListQuery::parse(text), ListQuery::default(), "{text}");
    }
}

#[test]
fn a_second_press_on_a_column_turns_the_order_round() {
    let mut query = ListQuery::default();
    query.sort_by(SortBy::Name);
    assert_eq!(query.to_text(), "sort=-name");
    query.sort_by(SortBy::Created);
    assert_eq!(query.to_text(), "sort=created");
    query.sort_by(SortBy::Created);
    assert_eq!(query.to_text(), "sort=-created");
}

#[test]
fn a_chip_goes_on_and_off_and_all_are_taken_away_at_once() {
    let mut query = ListQuery { sort: SortBy::State, ..ListQuery::default() };
    toggle(&mut query.states, ConnectionState::Open);
    toggle(&mut query.states, ConnectionState::Close);
    toggle(&mut query.states, ConnectionState::Open);
    assert_eq!(query.states, [ConnectionState::Close]);
    assert!(query.is_narrowed());
    assert_eq!(query.widened().to_text(), "sort=state");
    assert!(!query.widened().is_narrowed());
}
