//! What is recorded, and the recipes: how the state a recording starts from is built.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::{env, fs};

use serde::Deserialize;
use serde_json::Value;

#[derive(Debug, Deserialize)]
pub(crate) struct Recording {
    pub(crate) name: String,
    pub(crate) method: String,
    pub(crate) path: String,
    #[serde(default)]
    pub(crate) headers: BTreeMap<String, String>,
    pub(crate) body: Option<Value>,
    pub(crate) status: u16,
    pub(crate) reply_headers: BTreeMap<String, String>,
    pub(crate) reply: Value,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(crate) enum Step {
    /// The request of another recording of the same file.
    Recording(String),
    Create {
        create: Value,
        learns: Option<String>,
    },
    Call {
        call: String,
        body: Option<Value>,
        /// A refusal that belongs to the story.
        status: Option<u16>,
        /// The recorded id of what this call makes.
        learns: Option<String>,
    },
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Rule {
    /// Names, with `*` for any text.
    #[serde(rename = "match")]
    names: Vec<String>,
    #[serde(default)]
    pub(crate) options: Value,
    #[serde(default)]
    pub(crate) steps: Vec<Step>,
    /// Does not create the instance the path names.
    #[serde(default)]
    pub(crate) bare: bool,
    reason: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Recipes {
    /// How many are replayed at least; a change that leaves more out has to say so here.
    pub(crate) least: usize,
    pub(crate) mount: String,
    pub(crate) server_url: String,
    rules: Vec<Rule>,
    excluded: Vec<Rule>,
}

pub(crate) struct File {
    pub(crate) recordings: Vec<Recording>,
    pub(crate) recipes: Recipes,
}

fn matches(pattern: &str, name: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == name,
        Some((start, rest)) => name.strip_prefix(start).is_some_and(|tail| {
            (0..=tail.len()).any(|at| tail.get(at..).is_some_and(|tail| matches(rest, tail)))
        }),
    }
}

impl Rule {
    fn names(&self, name: &str) -> bool {
        self.names.iter().any(|pattern| matches(pattern, name))
    }
}

impl File {
    pub(crate) fn read(name: &str) -> Self {
        let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").unwrap());
        let lines = fs::read_to_string(root.join(format!("../fixtures/{name}.jsonl"))).unwrap();
        let recordings = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let text = fs::read_to_string(root.join(format!("tests/replay/{name}.json"))).unwrap();
        Self { recordings, recipes: serde_json::from_str(&text).unwrap() }
    }

    pub(crate) fn excluded(&self, recording: &Recording) -> Option<&Rule> {
        self.recipes.excluded.iter().find(|rule| rule.names(&recording.name))
    }

    /// What is written for a recording, where the obvious will not do.
    pub(crate) fn rule(&self, recording: &Recording) -> Option<&Rule> {
        self.recipes.rules.iter().find(|rule| rule.names(&recording.name))
    }

    /// How many each reason leaves out.
    pub(crate) fn tally(&self) -> Vec<(&str, usize)> {
        let reason = |rule: &Rule| rule.reason.clone().unwrap();
        self.recipes
            .excluded
            .iter()
            .map(|rule| {
                let counts = |one: &&Recording| {
                    self.excluded(one).is_some_and(|first| reason(first) == reason(rule))
                };
                (rule.reason.as_deref().unwrap(), self.recordings.iter().filter(counts).count())
            })
            .collect()
    }

    /// Patterns that match nothing are leftovers of a renamed recording.
    pub(crate) fn unused(&self) -> Vec<&str> {
        let all =
            self.recipes.rules.iter().chain(&self.recipes.excluded).flat_map(|rule| &rule.names);
        all.filter(|pattern| !self.recordings.iter().any(|one| matches(pattern, &one.name)))
            .map(String::as_str)
            .collect()
    }

    pub(crate) fn named(&self, name: &str) -> &Recording {
        self.recordings
            .iter()
            .find(|one| one.name == name)
            .unwrap_or_else(|| panic!("no recording {name}"))
    }
}
