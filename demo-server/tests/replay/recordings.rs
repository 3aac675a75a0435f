//! The recordings, and the rules that say how the starting state of each is built.

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
pub(crate) enum SetupStep {
    /// The request of another recording of the same file.
    Recording(String),
    Create {
        create: Value,
        learns: Option<String>,
    },
    /// Makes a bot like the recorded one, with a body of `bots.json`.
    Bot {
        bot: String,
        /// The instance; the one in the path when left out.
        at: Option<String>,
        learns: Option<String>,
    },
    /// Sets the default settings of the recorded kind of bot, with these members in addition.
    BotSettings {
        bot_settings: Value,
    },
    /// Makes credentials; `creds` is what the other steps call their id.
    Creds {
        creds: String,
        at: Option<String>,
    },
    Call {
        call: String,
        body: Option<Value>,
        /// The expected status, when it is a failure.
        status: Option<u16>,
        /// The recorded id of what this call creates.
        learns: Option<String>,
    },
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SetupRule {
    /// Names, with `*` for any text.
    #[serde(rename = "match")]
    names: Vec<String>,
    #[serde(default)]
    pub(crate) options: Value,
    #[serde(default)]
    pub(crate) steps: Vec<SetupStep>,
    /// Does not create the instance in the path.
    #[serde(default)]
    pub(crate) bare: bool,
    reason: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Recipes {
    /// Whether the recordings have all headers of the replies, or only the content type.
    #[serde(default = "yes")]
    pub(crate) has_cors: bool,
    /// Whether the recorded server had the bots on.
    #[serde(default)]
    pub(crate) has_bots: bool,
    /// The environment of the recorded server.
    #[serde(default)]
    pub(crate) options: Value,
    /// The least number of replayed recordings. A change that excludes more must lower it.
    pub(crate) least: usize,
    pub(crate) mount: String,
    pub(crate) server_url: String,
    rules: Vec<SetupRule>,
    excluded: Vec<SetupRule>,
}

fn yes() -> bool {
    true
}

pub(crate) struct RecordingSet {
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

impl SetupRule {
    fn names(&self, name: &str) -> bool {
        self.names.iter().any(|pattern| matches(pattern, name))
    }
}

impl RecordingSet {
    pub(crate) fn read(name: &str) -> Self {
        let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").unwrap());
        let lines = fs::read_to_string(root.join(format!("../fixtures/{name}.jsonl"))).unwrap();
        let recordings = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let text = fs::read_to_string(root.join(format!("tests/replay/{name}.json"))).unwrap();
        Self { recordings, recipes: serde_json::from_str(&text).unwrap() }
    }

    pub(crate) fn excluded(&self, recording: &Recording) -> Option<&SetupRule> {
        self.recipes.excluded.iter().find(|rule| rule.names(&recording.name))
    }

    /// The rule for the start of a recording, if it has one.
    pub(crate) fn rule(&self, recording: &Recording) -> Option<&SetupRule> {
        self.recipes.rules.iter().find(|rule| rule.names(&recording.name))
    }

    /// How many recordings each reason excludes.
    pub(crate) fn tally(&self) -> Vec<(&str, usize)> {
        let reason = |rule: &SetupRule| rule.reason.clone().unwrap();
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

    /// Patterns that match no recording, for example after a rename.
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
