//! The log: the last calls, as many as there is room for.

use std::collections::BTreeSet;
use std::hash::{BuildHasher, RandomState};
use std::sync::Arc;

use crate::domain::http::secret::Secret;
use crate::domain::requests::record::CallRecord;

/// More than anybody scrolls through; a list that renews itself makes a call every few seconds.
pub const MOST_RECORDS: usize = 300;
/// For all records together, in bytes.
pub const MOST_BYTES: usize = 2 * 1024 * 1024;

/// The last calls, the oldest first.
#[derive(Clone, Debug, Default)]
pub struct RequestLog {
    records: Vec<Arc<CallRecord>>,
    bytes: usize,
    /// How many there were in all since the log was cleared
    count: usize,
    last_id: u32,
    /// Hashes of the keys that the cleared calls had: they tell a key again, and nobody its text
    cleared_keys: BTreeSet<u64>,
    hasher: RandomState,
}

impl RequestLog {
    /// Puts a call in; the oldest ones make room for it.
    pub fn push(&mut self, mut record: CallRecord) {
        self.last_id = self.last_id.wrapping_add(1);
        record.id = self.last_id;
        self.count += 1;
        self.bytes += record.size();
        self.records.push(Arc::new(record));
        // A few hundred pointers are moved sooner than a ring is kept. One record alone always fits.
        while self.records.len() > MOST_RECORDS || self.bytes > MOST_BYTES {
            self.bytes -= self.records.remove(0).size();
        }
    }

    /// Forgets every call. Ids go on: a call that comes later is another one.
    pub fn clear(&mut self) {
        let mut cleared_keys = std::mem::take(&mut self.cleared_keys);
        let keys = self.records.iter().map(|record| &record.key).filter(|key| !key.is_empty());
        cleared_keys.extend(keys.map(|key| self.hasher.hash_one(key.reveal())));
        let hasher = self.hasher.clone();
        *self = Self { last_id: self.last_id, cleared_keys, hasher, ..Self::default() };
    }

    /// Whether a call had this key that was cleared.
    #[must_use]
    pub fn has_cleared(&self, key: &Secret) -> bool {
        self.cleared_keys.contains(&self.hasher.hash_one(key.reveal()))
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    #[must_use]
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// How many calls had to make room.
    #[must_use]
    pub fn dropped(&self) -> usize {
        self.count - self.records.len()
    }

    /// The calls, the newest first.
    pub fn newest_first(&self) -> impl Iterator<Item = &Arc<CallRecord>> {
        self.records.iter().rev()
    }

    #[must_use]
    pub fn has_secrets(&self) -> bool {
        self.records.iter().any(|record| record.may_hold_secret())
    }
}
