//! `cargo xtask test`: runs every check, the cheapest first.

use crate::build::dist;
use crate::error::{Error, Result};
use crate::launch::{demo_server, startup_check};
use crate::testing::counts::TestCounts;
use crate::testing::plan::{TestPlan, TestStep};
use crate::testing::{advisories, browser, end2end, lint, native};
use crate::tools::{
    chromium, components, crates, npm, optional_programs, wasm_bindgen, wasm_target,
};
use crate::{console, paths, size};
use std::time::{Duration, Instant};

/// The result of one step.
#[derive(Debug)]
struct FinishedStep {
    step: TestStep,
    duration: Duration,
    outcome: StepOutcome,
}

/// What a step found that passed.
#[derive(Debug, Default)]
struct StepOutcome {
    /// The number of tests, for steps that run tests
    counts: Option<TestCounts>,
    /// What could not be tested here, a sentence each
    left_out: Vec<String>,
}

impl StepOutcome {
    fn of_tests(counts: TestCounts) -> Self {
        Self { counts: Some(counts), left_out: Vec::new() }
    }
}

pub(crate) fn run(arguments: &[String]) -> Result {
    let plan = TestPlan::parse(arguments)?;
    console::heading("Setting up");
    set_up(&plan)?;
    console::note("Everything that the tests need is installed.");
    let mut finished = Vec::new();
    for step in &plan.steps {
        console::heading(step.title());
        let start = Instant::now();
        let outcome = run_step(*step, &plan).map_err(|error| {
            Error::new(format!(
                "{error} The step `{name}` failed. Run it alone with `cargo xtask test {name}`.",
                name = step.name()
            ))
        })?;
        finished.push(FinishedStep { step: *step, duration: start.elapsed(), outcome });
    }
    print_summary(&finished);
    Ok(())
}

/// Installs everything that the chosen steps need before the first step runs, so that a missing
/// program shows at once and not after twenty minutes. The fastest checks come first.
fn set_up(plan: &TestPlan) -> Result {
    let needs = |steps: &[TestStep]| plan.steps.iter().any(|step| steps.contains(step));
    if needs(&[TestStep::E2e]) {
        npm::ensure(&paths::end2end(), "the test packages")?;
    }
    if needs(&[TestStep::Fmt, TestStep::Clippy]) {
        components::ensure()?;
    }
    if needs(&[TestStep::Clippy, TestStep::Browser]) {
        wasm_target::ensure()?;
    }
    if needs(&[TestStep::Browser, TestStep::Build, TestStep::E2e]) {
        chromium::ensure()?;
    }
    if needs(&[TestStep::Clippy, TestStep::Native, TestStep::Browser]) {
        crates::ensure()?;
    }
    if needs(&[TestStep::Browser]) {
        wasm_bindgen::test_runner()?;
    }
    if needs(&[TestStep::Build]) {
        dist::set_up()?;
    }
    Ok(())
}

fn run_step(step: TestStep, plan: &TestPlan) -> Result<StepOutcome> {
    match step {
        TestStep::Fmt => lint::fmt()?,
        TestStep::Clippy => lint::clippy()?,
        TestStep::Native => return native::run().map(StepOutcome::of_tests),
        TestStep::Browser => return browser::run().map(StepOutcome::of_tests),
        TestStep::Build => {
            dist::build(&dist::set_up()?)?;
            startup_check::run(&chromium::ensure()?.chromium, &demo_server::build()?)?;
        }
        TestStep::Size => {
            dist::build_if_stale()?;
            size::check()?;
        }
        TestStep::E2e => {
            let outcome = StepOutcome::of_tests(end2end::run(&plan.rest)?);
            return Ok(StepOutcome { left_out: optional_programs::left_out(), ..outcome });
        }
        TestStep::Advisories => {
            return Ok(StepOutcome { left_out: advisories::run()?, ..StepOutcome::default() });
        }
    }
    Ok(StepOutcome::default())
}

/// The last line is for programs that read the output: it always has this form.
fn print_summary(finished: &[FinishedStep]) {
    console::heading("Summary");
    let width = TestStep::ALL.map(|step| step.name().len()).into_iter().max().unwrap_or_default();
    for FinishedStep { step, duration, outcome } in finished {
        let tests = outcome.counts.as_ref().map(TestCounts::to_string).unwrap_or_default();
        let duration = console::duration(*duration);
        let line = format!("   {:width$} ok {duration:>14}   {tests}", step.name());
        println!("{}", line.trim_end());
    }
    for sentence in finished.iter().flat_map(|done| &done.outcome.left_out) {
        console::note(&format!("SKIPPED: {sentence}"));
    }
    let counts: Vec<&TestCounts> =
        finished.iter().filter_map(|done| done.outcome.counts.as_ref()).collect();
    if !counts.is_empty() {
        let passed: u64 = counts.iter().map(|counts| counts.passed).sum();
        println!("\n{passed} passed, 0 failed");
    }
}
