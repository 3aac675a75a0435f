//! The number of tests that ran, read from the summary lines of the test runners.

use crate::error::{Error, Result};
use crate::process::CommandOutput;
use std::fmt;

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TestCounts {
    pub(crate) passed: u64,
    pub(crate) failed: u64,
    /// Skipped or ignored; the summary shows it, because a test that never runs tests nothing
    pub(crate) skipped: u64,
    /// Passed only after a retry
    pub(crate) flaky: u64,
}

impl TestCounts {
    /// Adds up the `test result:` lines of Rust's test runner and of wasm-bindgen's.
    pub(crate) fn of_rust(text: &str) -> Self {
        let text = without_colours(text);
        let mut sum = Self::default();
        for line in text.lines() {
            // In the output of a browser the line may be indented.
            let Some((_, result)) = line.split_once("test result: ") else {
                continue;
            };
            for part in result.split([';', '.']) {
                sum.add(part);
            }
        }
        sum
    }

    /// Reads the last lines of Playwright's list reporter: `12 passed (3.4s)`, `1 failed` and so on.
    pub(crate) fn of_playwright(text: &str) -> Self {
        let text = without_colours(text);
        let mut sum = Self::default();
        for line in text.lines() {
            let line = line.trim();
            // Only whole lines count: the title of a test may contain these words too.
            let (line, _) = line.split_once(" (").unwrap_or((line, ""));
            sum.add(line);
        }
        sum
    }

    /// `Ok` only if tests ran and none failed: a run without any test must not look like a success.
    pub(crate) fn check(self, output: &CommandOutput, what: &str) -> Result<Self> {
        if self.failed > 0 {
            return Err(Error::new(format!(
                "{what}: {} of {} failed.",
                self.failed,
                self.failed + self.passed + self.flaky
            )));
        }
        if !output.is_success {
            return Err(Error::new(format!(
                "{what} did not run to the end; see the output above."
            )));
        }
        if self.passed == 0 {
            return Err(Error::new(format!("{what}: no test ran.")));
        }
        Ok(self)
    }

    /// Adds a part such as `12 passed`; other words are ignored.
    fn add(&mut self, words: &str) {
        let Some((number, word)) = words.trim().split_once(' ') else {
            return;
        };
        let Ok(number) = number.parse::<u64>() else {
            return;
        };
        match word {
            "passed" => self.passed += number,
            "failed" | "interrupted" => self.failed += number,
            "ignored" | "skipped" | "did not run" => self.skipped += number,
            "flaky" => {
                self.flaky += number;
                self.passed += number;
            }
            _ => {}
        }
    }
}

impl fmt::Display for TestCounts {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tests = if self.passed == 1 { "test" } else { "tests" };
        write!(formatter, "{} {tests}", self.passed)?;
        if self.skipped > 0 {
            write!(formatter, ", {} skipped", self.skipped)?;
        }
        if self.flaky > 0 {
            write!(formatter, ", {} flaky", self.flaky)?;
        }
        Ok(())
    }
}

/// Removes the colour codes of a terminal (`ESC [ … m`).
fn without_colours(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("\u{1b}[") {
        plain.push_str(before);
        rest = after.split_once('m').map_or("", |(_, after)| after);
    }
    plain.push_str(rest);
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(passed: u64, failed: u64, skipped: u64, flaky: u64) -> TestCounts {
        TestCounts { passed, failed, skipped, flaky }
    }

    #[test]
    fn adds_up_all_rust_test_programs() {
        let text = "\
running 41 tests
test domain::check::tests::it_says_3_passed ... ok
test result: ok. 41 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.03s

running 0 tests

test result: ok. 0 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s
test result: FAILED. 7 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1.20s
";
        assert_eq!(TestCounts::of_rust(text), counts(48, 2, 1, 0));
    }

    #[test]
    fn reads_browser_results() {
        let text =
            "test result: ok. 3 passed; 0 failed; 0 ignored; 0 filtered out; finished in 0.1s\n";
        assert_eq!(TestCounts::of_rust(text), counts(3, 0, 0, 0));
    }

    #[test]
    fn reads_playwright_summary_but_no_titles() {
        let text = "\
Running 9 tests using 1 worker
  ok 1 [chromium] › create.spec.js:3:1 › shows 5 passed checks (1.2s)
\u{1b}[31m  1 failed\u{1b}[39m
    [chromium] › create.spec.js:9:1 › 4 passed twice ─────
  1 flaky
  2 skipped
  1 did not run
\u{1b}[32m  4 passed\u{1b}[39m\u{1b}[2m (12.3s)\u{1b}[22m
";
        assert_eq!(TestCounts::of_playwright(text), counts(5, 1, 3, 1));
    }

    #[test]
    fn a_run_succeeds_only_if_tests_ran_and_passed() {
        let output = |is_success| CommandOutput { text: String::new(), is_success };
        assert!(counts(3, 0, 0, 0).check(&output(true), "Tests").is_ok());
        assert!(counts(3, 1, 0, 0).check(&output(true), "Tests").is_err());
        assert!(counts(3, 0, 0, 0).check(&output(false), "Tests").is_err());
        assert!(counts(0, 0, 2, 0).check(&output(true), "Tests").is_err());
    }
}
