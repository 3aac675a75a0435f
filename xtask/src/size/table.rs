//! The size table: one line per file, and the sum of each budget below the files that it counts.

use super::budget::BUDGETS;
use super::measure::{FileSize, LoadPhase};
use crate::console;

pub(super) fn text(sizes: &[FileSize]) -> String {
    let mut rows = Vec::new();
    let phases = [LoadPhase::First, LoadPhase::Creation, LoadPhase::OnDemand];
    for (index, phase) in phases.into_iter().enumerate() {
        let count = rows.len();
        rows.extend(sizes.iter().filter(|size| size.phase == phase).map(row));
        if let Some(budget) = BUDGETS.get(index) {
            rows.push(sum(budget.name, sizes.iter().filter(|size| size.phase <= phase)));
        } else if rows.len() > count {
            rows.push(sum("everything", sizes.iter()));
        }
    }
    let width = rows.iter().map(|[name, ..]| name.len()).max().unwrap_or_default();
    let header = ["file", "bytes", "gzip", "brotli"].map(str::to_owned);
    let lines: Vec<String> = std::iter::once(header)
        .chain(rows)
        .map(|[name, raw, gzip, brotli]| {
            format!("   {name:width$}  {raw:>9}  {gzip:>9}  {brotli:>9}")
        })
        .collect();
    lines.join("\n")
}

fn row(size: &FileSize) -> [String; 4] {
    let [raw, gzip, brotli] = [size.raw, size.gzip, size.brotli].map(console::thousands);
    [size.name.clone(), raw, gzip, brotli]
}

fn sum<'a>(name: &str, sizes: impl Iterator<Item = &'a FileSize>) -> [String; 4] {
    let mut total = [0; 3];
    for size in sizes {
        for (sum, bytes) in total.iter_mut().zip([size.raw, size.gzip, size.brotli]) {
            *sum += bytes;
        }
    }
    let [raw, gzip, brotli] = total.map(console::thousands);
    [name.to_owned(), raw, gzip, brotli]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sums_follow_their_files() {
        let size = |name: &str, phase, brotli| FileSize {
            name: name.to_owned(),
            phase,
            raw: brotli * 3,
            gzip: brotli + 10,
            brotli,
        };
        let text = text(&[
            size("index.html", LoadPhase::First, 1_000),
            size("panel.wasm", LoadPhase::First, 90_000),
            size("operate.wasm", LoadPhase::Creation, 70_000),
        ]);
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.len(), 6, "{text}");
        assert!(lines[3].contains("until the form can be used") && lines[3].ends_with("91,000"));
        assert!(lines[4].contains("operate.wasm"));
        assert!(lines[5].contains("creation") && lines[5].ends_with("161,000"), "{text}");
    }
}
