//! The recipes: how the state a recording starts from is built by calls.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::{env, fs};

use serde::Deserialize;
use serde_json::{Value, json};

use crate::common::{Answer, Demo};
use crate::compare::differences;

const KEY: &str = "test-global-key";

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
    options: Value,
    #[serde(default)]
    steps: Vec<Step>,
    /// Does not create the instance the path names.
    #[serde(default)]
    bare: bool,
    reason: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Recipes {
    /// How many are replayed at least; a change that leaves more out has to say so here.
    pub(crate) least: usize,
    mount: String,
    server_url: String,
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

    fn named(&self, name: &str) -> &Recording {
        self.recordings
            .iter()
            .find(|one| one.name == name)
            .unwrap_or_else(|| panic!("no recording {name}"))
    }
}

/// One recording's own server.
pub(crate) struct Run<'a> {
    file: &'a File,
    demo: Demo,
    /// What a recorded id or token is called this time.
    aliases: Vec<(String, String)>,
    /// Steps that were not answered as they should have been.
    trouble: Vec<String>,
}

impl<'a> Run<'a> {
    pub(crate) fn new(file: &'a File) -> Self {
        Self { file, demo: Demo::new(KEY), aliases: Vec::new(), trouble: Vec::new() }
    }

    pub(crate) async fn prove(&mut self, recording: &Recording) -> Result<(), String> {
        self.options(&json!({
            "server_url": self.file.recipes.server_url,
            "qr": "none",
            "delete_ms": 0,
        }))
        .await;
        let rule = self.file.recipes.rules.iter().find(|rule| rule.names(&recording.name));
        if let Some(options) = rule.map(|rule| &rule.options).filter(|options| !options.is_null()) {
            self.options(options).await;
        }
        let base = recording.name.split_once("--").map(|(base, _)| base);
        let base = base.and_then(|base| self.file.recordings.iter().find(|one| one.name == base));
        if !rule.is_some_and(|rule| rule.bare) {
            match base {
                Some(base) if creates(base) => {}
                _ => self.ensure(recording).await,
            }
            if let Some(base) = base.filter(|_| rule.is_none_or(|rule| rule.steps.is_empty())) {
                self.repeat(base).await;
            }
        }
        for step in rule.map(|rule| rule.steps.as_slice()).unwrap_or_default() {
            self.step(step).await;
        }
        let answer = self.send(recording).await;
        let wrong =
            differences(&answer, recording.status, &recording.reply, &recording.reply_headers);
        self.trouble.extend(Some(wrong).filter(|text| !text.is_empty()));
        if self.trouble.is_empty() { Ok(()) } else { Err(self.trouble.join("\n   ")) }
    }

    /// The instance the path names, unless the answer says there is none.
    async fn ensure(&mut self, recording: &Recording) {
        let parts: Vec<&str> = recording.path.trim_matches('/').split(['/', '?']).collect();
        let name = match parts.as_slice() {
            ["instance", "fetchInstances", query] => match query.strip_prefix("instanceName=") {
                Some(name) if recording.status == 200 && !name.is_empty() => name,
                _ => return,
            },
            ["instance", "create" | "fetchInstances", ..] => return,
            ["instance", _, name, ..]
            | [_, "set" | "find" | "create" | "settings" | "fetchSettings", name, ..] => name,
            [_, _, _, name] => name,
            _ => return,
        };
        if recording.method == "OPTIONS" || recording.reply.to_string().contains("does not exist") {
            return;
        }
        let mut body = json!({"instanceName": name});
        let key = recording.headers.get("apikey").map_or("", String::as_str);
        if !["", KEY, "bad", "wrong"].contains(&key) {
            body["token"] = key.into();
        }
        self.create(body).await;
    }

    async fn step(&mut self, step: &Step) {
        match step {
            Step::Recording(name) => self.repeat(self.file.named(name)).await,
            Step::Create { create, learns } => {
                let answer = self.create(create.clone()).await;
                self.learn_id(learns.as_ref(), &answer.value()["instance"]["instanceId"]);
            }
            Step::Call { call, body, status, learns } => {
                let (method, path) = call.split_once(' ').unwrap();
                let body =
                    body.as_ref().map(|body| self.alias(&body.to_string())).unwrap_or_default();
                let answer = self.ask(method, &self.alias(path), &body).await;
                let fine = status.map_or(answer.status < 300, |status| answer.status == status);
                self.expect(fine, call, &answer);
                self.learn_id(learns.as_ref(), &answer.value()["id"]);
            }
        }
    }

    fn learn_id(&mut self, recorded: Option<&String>, actual: &Value) {
        if let (Some(old), Some(new)) = (recorded, actual.as_str()) {
            self.aliases.push((old.clone(), new.to_owned()));
        }
    }

    fn alias(&self, text: &str) -> String {
        self.aliases.iter().fold(text.to_owned(), |text, (old, new)| text.replace(old, new))
    }

    async fn options(&self, options: &Value) {
        let mut body = options.clone();
        body["mount"] = self.file.recipes.mount.as_str().into();
        self.demo.control("/__demo/options", &body).await;
    }

    async fn create(&mut self, mut body: Value) -> Answer {
        if self.file.recipes.mount == "v2" && body.get("integration").is_none() {
            body["integration"] = "WHATSAPP-BAILEYS".into();
        }
        let answer = self.ask("POST", "/instance/create", &body.to_string()).await;
        self.expect(answer.status == 201, &body.to_string(), &answer);
        answer
    }

    fn expect(&mut self, fine: bool, what: &str, answer: &Answer) {
        if !fine {
            self.trouble.push(format!("the step {what}: {} {}", answer.status, answer.text));
        }
    }

    /// Sends a recorded request as a step, and learns what its made-up values are this time.
    async fn repeat(&mut self, recording: &Recording) {
        let answer = self.send(recording).await;
        self.expect(answer.status == recording.status, &recording.name, &answer);
        learn(&recording.reply, &answer.value(), &mut self.aliases);
    }

    async fn send(&self, recording: &Recording) -> Answer {
        let headers: Vec<(String, String)> = recording
            .headers
            .iter()
            .map(|(name, value)| (name.clone(), self.alias(value)))
            .collect();
        let body = match &recording.body {
            None => String::new(),
            Some(Value::String(raw)) => raw.clone(),
            Some(value) => self.alias(&value.to_string()),
        };
        let path = format!("/{}{}", self.file.recipes.mount, self.alias(&recording.path));
        self.demo.ask(&recording.method, &path, &headers, &body).await
    }

    /// A step of the owner's. The origin is the one the restricted servers know.
    async fn ask(&self, method: &str, path: &str, body: &str) -> Answer {
        let headers = [
            ("apikey", KEY),
            ("content-type", "application/json"),
            ("origin", "https://other.example"),
        ];
        let headers = headers.map(|(name, value)| (name.to_owned(), value.to_owned()));
        self.demo.ask(method, &format!("/{}{path}", self.file.recipes.mount), &headers, body).await
    }
}

fn creates(recording: &Recording) -> bool {
    recording.method == "POST" && recording.path.starts_with("/instance/create")
}

/// Walks both answers side by side; texts that differ name the same thing.
fn learn(recorded: &Value, actual: &Value, aliases: &mut Vec<(String, String)>) {
    match (recorded, actual) {
        (Value::String(old), Value::String(new)) if old != new && old.len() >= 25 => {
            aliases.push((old.clone(), new.clone()));
        }
        (Value::Array(old), Value::Array(new)) => {
            old.iter().zip(new).for_each(|(old, new)| learn(old, new, aliases));
        }
        (Value::Object(old), Value::Object(new)) => {
            for (name, value) in old {
                if let Some(other) = new.get(name) {
                    learn(value, other, aliases);
                }
            }
        }
        _ => {}
    }
}
