//! The steps to run: those named on the command line, in a fixed order, or all.

use crate::error::{Error, Result};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TestStep {
    Fmt,
    Clippy,
    Native,
    Browser,
    Build,
    Size,
    E2e,
    /// Last, since it can fail without a change
    Advisories,
}

#[derive(Debug, PartialEq, Eq)]
pub(crate) struct TestPlan {
    pub(crate) steps: Vec<TestStep>,
    /// Arguments for Playwright, unchanged
    pub(crate) rest: Vec<String>,
}

impl TestStep {
    pub(crate) const ALL: [Self; 8] = [
        Self::Fmt,
        Self::Clippy,
        Self::Native,
        Self::Browser,
        Self::Build,
        Self::Size,
        Self::E2e,
        Self::Advisories,
    ];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Fmt => "fmt",
            Self::Clippy => "clippy",
            Self::Native => "native",
            Self::Browser => "browser",
            Self::Build => "build",
            Self::Size => "size",
            Self::E2e => "e2e",
            Self::Advisories => "advisories",
        }
    }

    pub(crate) fn title(self) -> &'static str {
        match self {
            Self::Fmt => "Format",
            Self::Clippy => "Clippy, for this machine and for WebAssembly",
            Self::Native => "Native tests",
            Self::Browser => "Tests in the browser",
            Self::Build => "Release build, started once in a browser",
            Self::Size => "Size",
            Self::E2e => "End-to-end tests",
            Self::Advisories => "Known vulnerabilities of the dependencies",
        }
    }
}

impl TestPlan {
    pub(crate) fn parse(arguments: &[String]) -> Result<Self> {
        let mut parts = arguments.splitn(2, |argument| argument == "--");
        let named = parts.next().unwrap_or_default();
        let rest = parts.next().unwrap_or_default().to_vec();
        if let Some(unknown) = named.iter().find(|name| find(name).is_none()) {
            let names = TestStep::ALL.map(TestStep::name).join(", ");
            return Err(Error::new(format!(
                "There is no step `{unknown}`. The steps are {names}."
            )));
        }
        let is_chosen = |step: &TestStep| {
            named.is_empty() || named.iter().any(|name| find(name) == Some(*step))
        };
        Ok(Self { steps: TestStep::ALL.into_iter().filter(is_chosen).collect(), rest })
    }
}

fn find(name: &str) -> Option<TestStep> {
    TestStep::ALL.into_iter().find(|step| step.name() == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Result<TestPlan> {
        let words: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
        TestPlan::parse(&words)
    }

    #[test]
    fn steps_run_in_a_fixed_order() {
        for (line, steps, rest) in [
            ("", TestStep::ALL.as_slice(), 0),
            ("e2e fmt", &[TestStep::Fmt, TestStep::E2e], 0),
            ("size size", &[TestStep::Size], 0),
            ("e2e -- --grep QR", &[TestStep::E2e], 2),
        ] {
            let plan = parse(line).expect("the arguments are valid");
            assert_eq!(plan.steps, steps, "{line:?}");
            assert_eq!(plan.rest.len(), rest, "{line:?}");
        }
    }

    #[test]
    fn an_unknown_step_is_reported_with_the_known_ones() {
        let message = parse("e3e").expect_err("there is no such step").to_string();
        assert!(message.contains("`e3e`") && message.contains("native, browser"));
    }
}
