//! After how long keys are forgotten, and how long can be chosen.

use crate::domain::deployment::idle::{choices, is_over, minutes};

#[test]
fn a_deployments_limit_takes_the_place_of_everything_longer() {
    let check = |longest: Option<u32>, expected: &[u32]| {
        assert_eq!(choices(longest), expected, "{longest:?}");
    };
    check(None, &[15, 60, 480, 0]);
    check(Some(0), &[15, 60, 480, 0]);
    check(Some(5), &[5]);
    check(Some(15), &[15]);
    check(Some(30), &[15, 30]);
    check(Some(60), &[15, 60]);
    check(Some(10_000), &[15, 60, 480, 10_000]);
}

#[test]
fn what_was_chosen_holds_as_far_as_the_limit_allows() {
    let check = |chosen: Option<u32>, longest: Option<u32>, expected: u32| {
        assert_eq!(minutes(chosen, longest), expected, "{chosen:?} of {longest:?}");
    };
    check(None, None, 0);
    check(None, Some(30), 30);
    check(Some(0), None, 0);
    check(Some(0), Some(30), 30);
    check(Some(15), None, 15);
    check(Some(15), Some(30), 15);
    check(Some(480), Some(30), 30);
    // The limit of another deployment, or a value from elsewhere.
    check(Some(30), None, 15);
    check(Some(u32::MAX), None, 480);
    check(Some(3), None, 15);
    check(Some(3), Some(5), 5);
}

#[test]
fn the_time_is_counted_by_the_clock_alone() {
    const MINUTE: u64 = 60_000;
    let check = |minutes: u32, seen: u64, now: u64, expected: bool| {
        assert_eq!(is_over(minutes, seen, now), expected, "{minutes} from {seen} to {now}");
    };
    check(15, 0, 15 * MINUTE - 1, false);
    check(15, 0, 15 * MINUTE, true);
    // A night's sleep.
    check(480, MINUTE, 1_000 * MINUTE, true);
    check(0, 0, u64::MAX, false);
    check(15, 20 * MINUTE, MINUTE, false);
    check(u32::MAX, 0, u64::MAX, true);
}
