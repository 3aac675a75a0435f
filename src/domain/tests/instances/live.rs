//! Which rows are asked for their connection's own state, and when.

use crate::domain::instances::listed_row::RowKey;
use crate::domain::instances::live::{FRESH_MS, LiveStates};
use crate::domain::pairing::phase::ConnectionState::{Close, Open};

fn key(name: &str) -> RowKey {
    RowKey { server: 1, name: name.to_owned() }
}

fn in_view(names: &[&str]) -> LiveStates {
    let mut live = LiveStates::default();
    names.iter().for_each(|name| live.enter(key(name)));
    live
}

#[test]
fn two_rows_are_asked_at_a_time_in_the_order_that_they_came_into_view() {
    let mut live = in_view(&["a", "b", "c"]);
    assert_eq!(live.next(0), Some(key("a")));
    assert_eq!(live.next(0), Some(key("b")));
    assert_eq!(live.next(0), None);
    live.answered(&key("b"), Some(Open), 10);
    assert_eq!(live.next(10), Some(key("c")));
    assert_eq!(live.next(10), None);
    assert_eq!(live.of(1, "b"), Some(Open));
    assert_eq!(live.of(1, "a"), None);
}

#[test]
fn an_answer_is_good_for_a_while_and_a_failure_is_not_repeated_at_once() {
    let mut live = in_view(&["a", "b"]);
    assert!(live.next(0).is_some() && live.next(0).is_some());
    live.answered(&key("a"), Some(Open), 5);
    live.answered(&key("b"), None, 6);
    assert_eq!(live.of(1, "b"), None);
    assert_eq!(live.next(FRESH_MS), None);
    assert_eq!(live.next(FRESH_MS + 5), Some(key("a")));
    assert_eq!(live.next(FRESH_MS + 5), None);
    assert_eq!(live.next(FRESH_MS + 6), Some(key("b")));
}

#[test]
fn a_row_out_of_view_is_not_asked_and_its_answer_still_counts() {
    let mut live = in_view(&["a", "b"]);
    assert_eq!(live.next(0), Some(key("a")));
    live.leave(&key("a"));
    live.leave(&key("b"));
    live.answered(&key("a"), Some(Close), 1);
    assert_eq!(live.next(FRESH_MS * 2), None);
    assert_eq!(live.of(1, "a"), Some(Close));
}

#[test]
fn a_new_list_counts_for_rows_out_of_view_and_asks_those_in_view_again() {
    let mut live = in_view(&["a", "b"]);
    assert!(live.next(0).is_some() && live.next(0).is_some());
    live.answered(&key("a"), Some(Open), 5);
    live.answered(&key("b"), Some(Open), 5);
    live.leave(&key("b"));
    live.renew(2);
    assert_eq!(live.of(1, "b"), Some(Open));
    live.renew(1);
    assert_eq!(live.of(1, "a"), Some(Open));
    assert_eq!(live.of(1, "b"), None);
    assert_eq!(live.next(FRESH_MS), Some(key("a")));
}

#[test]
fn a_state_that_an_action_read_needs_no_call() {
    let mut live = in_view(&["a"]);
    live.note(key("a"), Close, 100);
    assert_eq!(live.of(1, "a"), Some(Close));
    assert_eq!(live.next(101), None);
}
