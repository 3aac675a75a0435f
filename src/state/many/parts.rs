//! Work on many rows, a part after the other, so that the page stays quick meanwhile.

use std::ops::Range;
use std::time::Duration;

use leptos::prelude::set_timeout;

use crate::platform::clock;

/// How long a part takes, in milliseconds.
pub(super) const PART_MS: f64 = 12.0;
/// As many rows as are worked on between two looks at the clock.
const ROWS_A_LOOK: usize = 20;

/// Works on the first of these places, as long as a part takes; where the next part begins.
pub(super) fn work_a_part(places: Range<usize>, mut work: impl FnMut(Range<usize>)) -> usize {
    let until = clock::monotonic_ms() + PART_MS;
    let mut from = places.start;
    while from < places.end && clock::monotonic_ms() < until {
        let to = (from + ROWS_A_LOOK).min(places.end);
        work(from..to);
        from = to;
    }
    from
}

/// Runs the next part once the page had its turn. It waits for no frame: a tab that is not seen draws none.
pub(super) fn next_part(work: impl FnOnce() + 'static) {
    set_timeout(work, Duration::ZERO);
}
