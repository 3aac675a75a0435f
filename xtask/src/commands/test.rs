//! `cargo xtask test`: runs every check, the cheapest first.

use crate::build::dist;
use crate::error::{Error, Result};
use crate::launch::{demo_server, startup_check};
use crate::testing::counts::TestCounts;
use crate::testing::plan::{TestPlan, TestStep};
use crate::testing::{browser, end2end, lint, native};
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
    counts: Option<TestCounts>,
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
        let counts = run_step(*step, &plan).map_err(|error| {
            Error::new(format!(
                "{error} The step `{name}` failed. Run it alone with `cargo xtask test {name}`.",
                name = step.name()
            ))
        })?;
        finished.push(FinishedStep { step: *step, duration: start.elapsed(), counts });
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

/// Runs one step and returns the number of tests for steps that run tests.
fn run_step(step: TestStep, plan: &TestPlan) -> Result<Option<TestCounts>> {
    match step {
        TestStep::Fmt => lint::fmt().map(|()| None),
        TestStep::Clippy => lint::clippy().map(|()| None),
        TestStep::Native => native::run().map(Some),
        TestStep::Browser => browser::run().map(Some),
        TestStep::Build => {
            dist::build(&dist::set_up()?)?;
            startup_check::run(&chromium::ensure()?.chromium, &demo_server::build()?)?;
            Ok(None)
        }
        TestStep::Size => {
            dist::build_if_stale()?;
            size::check().map(|()| None)
        }
        TestStep::E2e => end2end::run(&plan.rest).map(Some),
    }
}

/// The last line is for programs that read the output: it always has this form.
fn print_summary(finished: &[FinishedStep]) {
    console::heading("Summary");
    for FinishedStep { step, duration, counts } in finished {
        let tests = counts.as_ref().map(TestCounts::to_string).unwrap_or_default();
        let duration = console::duration(*duration);
        let line = format!("   {:8} ok {duration:>14}   {tests}", step.name());
        println!("{}", line.trim_end());
    }
    if finished.iter().any(|done| done.step == TestStep::E2e) {
        for sentence in optional_programs::left_out() {
            console::note(&format!("SKIPPED: {sentence}"));
        }
    }
    let counts: Vec<&TestCounts> =
        finished.iter().filter_map(|done| done.counts.as_ref()).collect();
    if !counts.is_empty() {
        let passed: u64 = counts.iter().map(|counts| counts.passed).sum();
        println!("\n{passed} passed, 0 failed");
    }
}
