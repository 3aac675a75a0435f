//! `cargo xtask bench`: runs end2end/bench, which measures the released panel in Chromium, and then
//! fuzzes the code that reads foreign input.

use crate::error::{Error, Result};
use crate::testing::environment::TestEnvironment;
use crate::testing::fuzz;
use crate::{console, paths, process};

/// What is measured in a browser; end2end/bench/run.mjs has the same.
const MEASURED: [&str; 5] = ["load", "keys", "list", "many", "import"];
const FUZZ: &str = "fuzz";

/// Sections that are named run alone; `--seconds N` sets how long each fuzz target runs, `--runs N` how
/// often a figure is taken, and `--beside DIR` names another build to measure in turn with this one.
pub(crate) fn run(arguments: &[String]) -> Result {
    let plan = BenchPlan::of(arguments)?;
    if !plan.measured.is_empty() {
        console::heading("Setting up and building");
        let environment = TestEnvironment::set_up()?;
        console::heading("Bench");
        let mut bench = process::program("node");
        bench.arg(paths::end2end().join("bench").join("run.mjs")).args(&plan.measured);
        if let Some(runs) = plan.runs {
            bench.args(["--runs", &runs.to_string()]);
        }
        if let Some(folder) = &plan.beside {
            let folder = std::path::absolute(folder).unwrap_or_else(|_| folder.into());
            bench.arg("--beside").arg(folder);
        }
        process::run(environment.apply(&mut bench), "The bench")?;
    }
    if plan.is_fuzzing { fuzz::run(plan.seconds) } else { Ok(()) }
}

#[derive(Debug, PartialEq)]
struct BenchPlan {
    measured: Vec<&'static str>,
    is_fuzzing: bool,
    seconds: u64,
    runs: Option<u64>,
    beside: Option<String>,
}

impl BenchPlan {
    fn of(arguments: &[String]) -> Result<Self> {
        let mut plan = Self {
            measured: Vec::new(),
            is_fuzzing: false,
            seconds: fuzz::SECONDS,
            runs: None,
            beside: None,
        };
        let mut arguments = arguments.iter().map(String::as_str).filter(|one| *one != "--");
        while let Some(argument) = arguments.next() {
            match argument {
                "--seconds" => plan.seconds = number(argument, arguments.next())?,
                "--runs" => plan.runs = Some(number(argument, arguments.next())?),
                "--beside" => {
                    let folder = arguments.next().map(str::to_owned);
                    plan.beside = Some(folder.ok_or_else(|| {
                        Error::new("`--beside` needs the folder of another build after it.")
                    })?);
                }
                FUZZ => plan.is_fuzzing = true,
                section => match MEASURED.iter().find(|one| **one == section) {
                    Some(known) => plan.measured.push(known),
                    None => return Err(Error::new(format!("`bench` does not know `{section}`."))),
                },
            }
        }
        if plan.measured.is_empty() && !plan.is_fuzzing {
            (plan.measured, plan.is_fuzzing) = (MEASURED.to_vec(), true);
        }
        Ok(plan)
    }
}

fn number(option: &str, value: Option<&str>) -> Result<u64> {
    let number = value.and_then(|value| value.parse().ok()).filter(|number| *number > 0);
    number.ok_or_else(|| Error::new(format!("`{option}` needs a whole number after it.")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan(arguments: &[&str]) -> Option<BenchPlan> {
        let arguments: Vec<String> = arguments.iter().map(|one| (*one).to_owned()).collect();
        BenchPlan::of(&arguments).ok()
    }

    #[test]
    fn without_a_section_everything_runs() {
        let whole = |seconds, runs| BenchPlan {
            measured: MEASURED.to_vec(),
            is_fuzzing: true,
            seconds,
            runs,
            beside: None,
        };
        assert_eq!(plan(&[]), Some(whole(60, None)));
        assert_eq!(plan(&["--", "--runs", "3"]), Some(whole(60, Some(3))));
        assert_eq!(plan(&["--seconds", "90"]), Some(whole(90, None)));
    }

    #[test]
    fn named_sections_run_alone() {
        let only = |measured, is_fuzzing| BenchPlan {
            measured,
            is_fuzzing,
            seconds: 60,
            runs: None,
            beside: None,
        };
        assert_eq!(plan(&["many"]), Some(only(vec!["many"], false)));
        assert_eq!(plan(&["fuzz"]), Some(only(vec![], true)));
        assert_eq!(plan(&["list", "keys", "fuzz"]), Some(only(vec!["list", "keys"], true)));
        let beside = plan(&["load", "--beside", "../old"]).and_then(|plan| plan.beside);
        assert_eq!(beside.as_deref(), Some("../old"));
        assert_eq!(plan(&["fuzz", "--seconds", "90"]).map(|plan| plan.seconds), Some(90));
    }

    #[test]
    fn what_it_does_not_know_is_a_mistake() {
        for arguments in
            [&["mny"][..], &["--seconds"], &["--runs", "often"], &["--runs", "0"], &["--beside"]]
        {
            assert_eq!(plan(arguments), None, "{arguments:?}");
        }
    }
}
