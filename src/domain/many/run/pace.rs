//! How fast a run goes, by its last rows.

use std::collections::VecDeque;

/// So many ends are looked at: enough to be steady, and few enough to follow the server.
const LAST: usize = 30;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pace {
    /// When the last rows ended; the first entry is when it went on
    ends: VecDeque<u64>,
}

/// How fast a run goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Speed {
    pub rows_per_minute: u64,
    pub seconds_left: u64,
}

impl Pace {
    pub(super) fn restart(&mut self, now: u64) {
        self.ends = VecDeque::from([now]);
    }

    pub(super) fn ended(&mut self, now: u64) {
        self.ends.push_back(now);
        if self.ends.len() > LAST {
            self.ends.pop_front();
        }
    }

    /// How fast it goes with so many rows left; `None` before enough of them have ended.
    #[must_use]
    pub fn speed(&self, left: usize) -> Option<Speed> {
        let (first, last) = (self.ends.front()?, self.ends.back()?);
        let rows = self.ends.len() as u64 - 1;
        let took = last.saturating_sub(*first).max(1);
        (rows >= 3).then(|| Speed {
            rows_per_minute: (rows * 60_000).div_ceil(took),
            seconds_left: (left as u64 * took).div_ceil(rows * 1_000),
        })
    }
}
