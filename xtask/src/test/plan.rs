//! Which steps of the tests run: those named on the command line, in the fixed order, or all.

use crate::failure::{Failure, Outcome};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    Fmt,
    Clippy,
    Native,
    Browser,
    Build,
    Size,
    E2e,
}

#[derive(Debug, PartialEq, Eq)]
pub(super) struct Plan {
    pub(super) steps: Vec<Step>,
    /// What goes to Playwright as it stands.
    pub(super) rest: Vec<String>,
}

impl Step {
    pub(super) const ALL: [Self; 7] =
        [Self::Fmt, Self::Clippy, Self::Native, Self::Browser, Self::Build, Self::Size, Self::E2e];

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Fmt => "fmt",
            Self::Clippy => "clippy",
            Self::Native => "native",
            Self::Browser => "browser",
            Self::Build => "build",
            Self::Size => "size",
            Self::E2e => "e2e",
        }
    }

    pub(super) fn title(self) -> &'static str {
        match self {
            Self::Fmt => "Format",
            Self::Clippy => "Clippy, on this machine and for WebAssembly",
            Self::Native => "Native tests",
            Self::Browser => "Tests in the browser",
            Self::Build => "Release build, started once",
            Self::Size => "Size of the first load",
            Self::E2e => "End-to-end tests",
        }
    }
}

impl Plan {
    pub(super) fn parse(arguments: &[String]) -> Outcome<Self> {
        let mut parts = arguments.splitn(2, |argument| argument == "--");
        let named = parts.next().unwrap_or_default();
        let rest = parts.next().unwrap_or_default().to_vec();
        if let Some(unknown) = named.iter().find(|name| find(name).is_none()) {
            let names = Step::ALL.map(Step::name).join(", ");
            return Err(Failure::new(format!(
                "There is no step `{unknown}`: the steps are {names}."
            )));
        }
        let is_chosen =
            |step: &Step| named.is_empty() || named.iter().any(|name| find(name) == Some(*step));
        Ok(Self { steps: Step::ALL.into_iter().filter(is_chosen).collect(), rest })
    }
}

fn find(name: &str) -> Option<Step> {
    Step::ALL.into_iter().find(|step| step.name() == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Outcome<Plan> {
        let words: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
        Plan::parse(&words)
    }

    #[test]
    fn steps_run_in_their_order_whatever_is_typed() {
        for (line, steps, rest) in [
            ("", Step::ALL.as_slice(), 0),
            ("e2e fmt", &[Step::Fmt, Step::E2e], 0),
            ("size size", &[Step::Size], 0),
            ("e2e -- --grep QR", &[Step::E2e], 2),
        ] {
            let plan = parse(line).expect("these are right");
            assert_eq!(plan.steps, steps, "{line:?}");
            assert_eq!(plan.rest.len(), rest, "{line:?}");
        }
    }

    #[test]
    fn an_unknown_step_lists_the_known_ones() {
        let sentence = parse("e3e").expect_err("it is misspelt").to_string();
        assert!(sentence.contains("`e3e`") && sentence.contains("native, browser"));
    }
}
