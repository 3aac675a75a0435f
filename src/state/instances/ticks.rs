//! The rows that the operator ticked. A tick belongs to an instance, not to a row of one answer: it stays
//! when the list is read again.

use std::collections::HashSet;

use leptos::prelude::*;

use crate::domain::instances::listed_row::{ListedRow, RowKey};
use crate::state::instances::Instances;

impl Instances {
    pub fn tick(self, key: RowKey, is_ticked: bool) {
        self.ticked.update(|ticked| {
            if is_ticked {
                ticked.insert(key);
            } else {
                ticked.remove(&key);
            }
        });
    }

    /// Ticks every row that is shown, or takes their ticks away. The others stay as they are.
    pub fn tick_shown(self, is_ticked: bool) {
        let keys: Vec<RowKey> =
            self.selection.with_untracked(|found| found.iter().map(ListedRow::key).collect());
        self.ticked.update(|ticked| {
            for key in keys {
                if is_ticked {
                    ticked.insert(key);
                } else {
                    ticked.remove(&key);
                }
            }
        });
    }

    pub fn untick_all(self) {
        self.ticked.set(HashSet::new());
    }

    /// How many of the ticked rows the search and the chips hide.
    #[must_use]
    pub fn ticked_hidden(self) -> usize {
        self.ticked.with(|ticked| {
            let is_ticked = |listed: &&ListedRow| ticked.contains(&listed.key());
            let shown = self.selection.with(|found| found.iter().filter(is_ticked).count());
            ticked.len().saturating_sub(shown)
        })
    }

    /// The ticked rows that are still there.
    #[must_use]
    pub fn ticked_rows(self) -> Vec<ListedRow> {
        self.ticked.with(|ticked| {
            let is_ticked = |listed: &&ListedRow| ticked.contains(&listed.key());
            self.rows.with(|rows| rows.values().flatten().filter(is_ticked).cloned().collect())
        })
    }
}
