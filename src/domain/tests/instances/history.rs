//! The last states of each row, and the connections that were lost.

use super::{listed, row};
use crate::domain::instances::history::{Histories, MOST, StateHistory};
use crate::domain::instances::listed_row::RowKey;
use crate::domain::pairing::phase::ConnectionState::{Close, Connecting, Open};

fn key(name: &str) -> RowKey {
    RowKey { server: 1, name: name.to_owned() }
}

#[test]
fn only_the_newest_states_are_kept() {
    let mut history = StateHistory::default();
    history.push(Close);
    (0..MOST).for_each(|_| history.push(Open));
    assert_eq!(history.len(), MOST);
    assert_eq!(history.runs(), [(Open, MOST)]);
    history.push(Connecting);
    assert_eq!(history.runs(), [(Open, MOST - 1), (Connecting, 1)]);
}

#[test]
fn a_connection_is_lost_when_it_was_open_last_and_is_closed_now() {
    for (states, expected) in [
        (vec![Open, Close], vec![false, true]),
        (vec![Open, Connecting, Close, Close], vec![false, false, true, false]),
        (vec![Open, Connecting, Open], vec![false, false, false]),
        (vec![Close, Close, Connecting, Close], vec![false; 4]),
        (vec![Open, Close, Open, Close], vec![false, true, false, true]),
    ] {
        let mut histories = Histories::default();
        let lost: Vec<bool> = states.iter().map(|state| histories.note(key("a"), *state)).collect();
        assert_eq!(lost, expected, "{states:?}");
    }
}

#[test]
fn a_list_tells_who_was_lost_and_forgets_who_is_gone() {
    let mut histories = Histories::default();
    let other = RowKey { server: 2, name: "z".to_owned() };
    histories.note(other.clone(), Open);
    let first = [listed(row("a", Open)), listed(row("b", Open)), listed(row("c", Close))];
    assert_eq!(histories.note_list(1, &first), [""; 0]);
    let second = [listed(row("a", Close)), listed(row("c", Close))];
    assert_eq!(histories.note_list(1, &second), ["a"]);
    assert_eq!(histories.of(&key("a")).map(StateHistory::len), Some(2));
    assert!(histories.of(&key("b")).is_none());
    assert_eq!(histories.of(&other).map(StateHistory::len), Some(1));
}
