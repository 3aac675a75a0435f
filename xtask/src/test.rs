//! `cargo xtask test`: every check there is, in the order in which a fault is cheapest to find.

mod browser;
mod counts;
mod end2end;
mod lint;
mod native;
mod plan;
pub(crate) mod surroundings;

use crate::failure::{Failure, Outcome};
use crate::tools::{bindgen, chromium, components, crates, npm, target, web_servers};
use crate::{chrome_start, demo_server, panel, project, say, size};
use counts::Counts;
use plan::{Plan, Step};
use std::time::{Duration, Instant};

/// What one step ended with.
#[derive(Debug)]
struct Done {
    step: Step,
    took: Duration,
    counts: Option<Counts>,
}

pub(crate) fn run(arguments: &[String]) -> Outcome {
    let plan = Plan::parse(arguments)?;
    say::heading("Setting up");
    set_up(&plan)?;
    say::note("Everything that the tests need is there.");
    let mut all_done = Vec::new();
    for step in &plan.steps {
        say::heading(step.title());
        let start = Instant::now();
        let counts = run_step(*step, &plan).map_err(|failure| {
            Failure::new(format!(
                "{failure} The step `{name}` failed; alone it runs with `cargo xtask test {name}`.",
                name = step.name()
            ))
        })?;
        all_done.push(Done { step: *step, took: start.elapsed(), counts });
    }
    print_summary(&all_done);
    Ok(())
}

/// Everything that the chosen steps need, before the first of them runs: what is missing shows at
/// once, not after twenty minutes. What fails quickly comes first.
fn set_up(plan: &Plan) -> Outcome {
    let needs = |steps: &[Step]| plan.steps.iter().any(|step| steps.contains(step));
    if needs(&[Step::E2e]) {
        npm::ensure(&project::end2end(), "the test packages")?;
    }
    if needs(&[Step::Fmt, Step::Clippy]) {
        components::ensure()?;
    }
    if needs(&[Step::Clippy, Step::Browser]) {
        target::ensure()?;
    }
    if needs(&[Step::Browser, Step::Build, Step::E2e]) {
        chromium::ensure()?;
    }
    if needs(&[Step::Clippy, Step::Native, Step::Browser]) {
        crates::ensure()?;
    }
    if needs(&[Step::Browser]) {
        bindgen::ensure()?;
    }
    if needs(&[Step::Build]) {
        panel::set_up()?;
    }
    Ok(())
}

/// Runs one step; the steps that run tests tell how many.
fn run_step(step: Step, plan: &Plan) -> Outcome<Option<Counts>> {
    match step {
        Step::Fmt => lint::fmt().map(|()| None),
        Step::Clippy => lint::clippy().map(|()| None),
        Step::Native => native::run().map(Some),
        Step::Browser => browser::run().map(Some),
        Step::Build => {
            panel::build(&panel::set_up()?)?;
            chrome_start::check(&chromium::ensure()?.chromium, &demo_server::build()?)?;
            Ok(None)
        }
        Step::Size => {
            panel::build_if_stale()?;
            let is_within = size::print_table()?;
            is_within.then_some(None).ok_or_else(size::over_budget)
        }
        Step::E2e => end2end::run(&plan.rest).map(Some),
    }
}

/// The last line is for machines: it stands alone and is always of this form.
fn print_summary(all_done: &[Done]) {
    say::heading("Summary");
    for Done { step, took, counts } in all_done {
        let tests = counts.as_ref().map(Counts::to_string).unwrap_or_default();
        let took = say::duration(*took);
        let line = format!("   {:8} ok {took:>14}   {tests}", step.name());
        println!("{}", line.trim_end());
    }
    if all_done.iter().any(|done| done.step == Step::E2e) {
        for name in web_servers::missing() {
            say::note(&format!(
                "LEFT OUT: {name} is not installed here, so its recipe was not tried."
            ));
        }
    }
    let counts: Vec<&Counts> = all_done.iter().filter_map(|done| done.counts.as_ref()).collect();
    if !counts.is_empty() {
        let passed: u64 = counts.iter().map(|counts| counts.passed).sum();
        println!("\n{passed} passed, 0 failed");
    }
}
