//! A run over many rows.

use crate::domain::bulk::report::csv;
use crate::domain::bulk::{BulkCounts, BulkRun, ItemState};

type Run = BulkRun<u32, bool>;

const HAS_FAILED: fn(&bool) -> bool = |is_done| !is_done;

#[test]
fn two_rows_run_at_a_time_and_every_row_runs_once() {
    let mut run = Run::new(1..=5);
    let mut started = Vec::new();
    let mut running = Vec::new();
    while !run.is_over() {
        while let Some(key) = run.start_next() {
            started.push(key);
            running.push(key);
        }
        assert!(running.len() <= 2, "{running:?}");
        let key = running.remove(0);
        run.ended(&key, key != 3);
    }
    assert_eq!(started, [1, 2, 3, 4, 5]);
    let counts = run.counts(HAS_FAILED);
    assert_eq!(counts, BulkCounts { all: 5, done: 4, failed: 1, ..BulkCounts::default() });
    assert_eq!(run.undone(HAS_FAILED), [3]);
}

#[test]
fn a_paused_run_starts_nothing_and_goes_on_where_it_was() {
    let mut run = Run::new(1..=3);
    assert_eq!((run.start_next(), run.start_next(), run.start_next()), (Some(1), Some(2), None));
    run.is_paused = true;
    run.ended(&1, true);
    assert_eq!(run.start_next(), None);
    assert!(!run.is_over());
    run.is_paused = false;
    assert_eq!(run.start_next(), Some(3));
}

#[test]
fn a_stopped_run_ends_with_what_runs_and_keeps_the_rest_as_undone() {
    let mut run = Run::new(1..=4);
    assert_eq!((run.start_next(), run.start_next()), (Some(1), Some(2)));
    run.is_paused = true;
    run.stop();
    assert!(!run.is_over());
    run.ended(&1, true);
    run.ended(&2, false);
    assert!(run.is_over());
    assert_eq!(run.start_next(), None);
    assert_eq!(run.undone(HAS_FAILED), [2, 3, 4]);
    assert_eq!(run.counts(HAS_FAILED).skipped, 2);
}

#[test]
fn a_late_end_of_a_row_that_does_not_run_changes_nothing() {
    let mut run = Run::new(1..=2);
    run.ended(&1, true);
    assert_eq!(run.items()[0].state, ItemState::Waiting);
    assert_eq!(run.start_next(), Some(1));
    run.ended(&1, true);
    run.ended(&1, false);
    assert_eq!(run.items()[0].state, ItemState::Ended(true));
}

#[test]
fn a_result_file_holds_any_text_and_no_formula() {
    let file = csv([vec!["name", "result"], vec!["a,\"b\"\nc", "=1+1"], vec!["", "São"]]);
    let tricky = csv([vec!["a;=HYPERLINK(\"x\");b", "a; @x", "loja-1"]]);
    assert_eq!(tricky, "\u{feff}\"a;'=HYPERLINK(\"\"x\"\");b\",\"a; '@x\",loja-1\r\n");
    assert_eq!(file, "\u{feff}name,result\r\n\"a,\"\"b\"\"\nc\",'=1+1\r\n,São\r\n");
}
