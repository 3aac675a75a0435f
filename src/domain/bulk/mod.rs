//! The same work on many rows: two at a time, with a pause, a stop and a result for each.

pub mod group_target;
pub mod report;

/// How many rows are worked on at a time. More gains nothing on these servers.
pub const AT_ONCE: usize = 2;

/// How far one row is.
#[derive(Clone, Debug, PartialEq)]
pub enum ItemState<R> {
    Waiting,
    Running,
    Ended(R),
    /// The run was stopped before its turn
    Skipped,
}

/// One row of the run.
#[derive(Clone, Debug, PartialEq)]
pub struct BulkItem<K, R> {
    pub key: K,
    pub state: ItemState<R>,
}

/// A run over many rows. It starts nothing by itself: [`BulkRun::start_next`] says what to start.
#[derive(Clone, Debug, PartialEq)]
pub struct BulkRun<K, R> {
    items: Vec<BulkItem<K, R>>,
    pub is_paused: bool,
}

/// How many rows are in which state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BulkCounts {
    pub all: usize,
    pub done: usize,
    pub failed: usize,
    pub running: usize,
    pub waiting: usize,
    pub skipped: usize,
}

impl<K: Clone + PartialEq, R> BulkRun<K, R> {
    #[must_use]
    pub fn new(keys: impl IntoIterator<Item = K>) -> Self {
        let item = |key| BulkItem { key, state: ItemState::Waiting };
        Self { items: keys.into_iter().map(item).collect(), is_paused: false }
    }

    #[must_use]
    pub fn items(&self) -> &[BulkItem<K, R>] {
        &self.items
    }

    /// The row to start now; it counts as running from then on.
    pub fn start_next(&mut self) -> Option<K> {
        let running = self.items.iter().filter(|item| matches!(item.state, ItemState::Running));
        if self.is_paused || running.count() >= AT_ONCE {
            return None;
        }
        let item = self.items.iter_mut().find(|item| matches!(item.state, ItemState::Waiting))?;
        item.state = ItemState::Running;
        Some(item.key.clone())
    }

    /// A row that was started has ended.
    pub fn ended(&mut self, key: &K, result: R) {
        let is_it = |item: &&mut BulkItem<K, R>| {
            item.key == *key && matches!(item.state, ItemState::Running)
        };
        if let Some(item) = self.items.iter_mut().find(is_it) {
            item.state = ItemState::Ended(result);
        }
    }

    /// Starts no further row. What runs goes on to its end.
    pub fn stop(&mut self) {
        for item in &mut self.items {
            if matches!(item.state, ItemState::Waiting) {
                item.state = ItemState::Skipped;
            }
        }
        self.is_paused = false;
    }

    /// Nothing runs and nothing waits.
    #[must_use]
    pub fn is_over(&self) -> bool {
        let is_open =
            |item: &BulkItem<K, R>| matches!(item.state, ItemState::Waiting | ItemState::Running);
        !self.items.iter().any(is_open)
    }

    #[must_use]
    pub fn counts(&self, has_failed: impl Fn(&R) -> bool) -> BulkCounts {
        let mut counts = BulkCounts { all: self.items.len(), ..BulkCounts::default() };
        for item in &self.items {
            *match &item.state {
                ItemState::Waiting => &mut counts.waiting,
                ItemState::Running => &mut counts.running,
                ItemState::Skipped => &mut counts.skipped,
                ItemState::Ended(result) if has_failed(result) => &mut counts.failed,
                ItemState::Ended(_) => &mut counts.done,
            } += 1;
        }
        counts
    }

    /// The rows that were not done: those that failed, and those that were skipped.
    #[must_use]
    pub fn undone(&self, has_failed: impl Fn(&R) -> bool) -> Vec<K> {
        let is_undone = |item: &&BulkItem<K, R>| match &item.state {
            ItemState::Ended(result) => has_failed(result),
            ItemState::Skipped => true,
            ItemState::Waiting | ItemState::Running => false,
        };
        self.items.iter().filter(is_undone).map(|item| item.key.clone()).collect()
    }
}
