//! The size budgets. A lower size is an improvement to keep: lower the limit with it.

use super::measure::{FileSize, LoadPhase};
use crate::console;

/// A limit for the bytes that a visitor loads up to some point.
#[derive(Debug)]
pub(super) struct Budget {
    pub(super) name: &'static str,
    /// The last phase that counts
    until: LoadPhase,
    /// In bytes after brotli
    pub(super) limit: u64,
}

pub(super) const BUDGETS: [Budget; 2] = [
    Budget { name: "until the form can be used", until: LoadPhase::First, limit: 126_500 },
    Budget { name: "until a creation is proved", until: LoadPhase::Creation, limit: 301_000 },
];

impl Budget {
    pub(super) fn total(&self, sizes: &[FileSize]) -> u64 {
        sizes.iter().filter(|size| size.phase <= self.until).map(|size| size.brotli).sum()
    }

    pub(super) fn verdict(&self, total: u64) -> String {
        let [sum, limit] = [total, self.limit].map(console::thousands);
        let name = self.name;
        if total > self.limit {
            let excess = console::thousands(total - self.limit);
            format!("{sum} bytes {name}: {excess} over the budget of {limit}.")
        } else {
            format!("{sum} bytes {name}: within the budget of {limit}.")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn size(phase: LoadPhase, brotli: u64) -> FileSize {
        FileSize { name: String::new(), phase, raw: brotli * 3, gzip: brotli + 10, brotli }
    }

    #[test]
    fn each_budget_counts_the_brotli_bytes_of_its_phases() {
        let sizes = [
            size(LoadPhase::First, 1_000),
            size(LoadPhase::Creation, 20),
            size(LoadPhase::OnDemand, 3),
        ];
        assert_eq!(BUDGETS.map(|budget| budget.total(&sizes)), [1_000, 1_020]);
    }

    #[test]
    fn the_limit_itself_is_within_the_budget() {
        for budget in BUDGETS {
            assert!(budget.verdict(budget.limit).contains("within the budget"));
            assert!(budget.verdict(budget.limit + 1).contains(": 1 over the budget"));
        }
    }
}
