//! Replays one recording: builds its starting state with calls, sends its request and compares the
//! answers.

use serde_json::{Value, json};

use crate::bots::RecordedBot;
use crate::common::{Answer, Demo};
use crate::compare::differences_to;
use crate::recordings::{Recording, RecordingSet, SetupStep};

const KEY: &str = "test-global-key";

/// The server of one recording.
pub(crate) struct Replay<'a> {
    set: &'a RecordingSet,
    demo: Demo,
    /// Recorded ids and tokens, and their values in this replay.
    aliases: Vec<(String, String)>,
    /// What differs, in the steps and in the answer.
    differences: Vec<String>,
}

impl<'a> Replay<'a> {
    pub(crate) fn new(set: &'a RecordingSet) -> Self {
        Self { set, demo: Demo::new(KEY), aliases: Vec::new(), differences: Vec::new() }
    }

    pub(crate) async fn compare(&mut self, recording: &Recording) -> Result<(), String> {
        self.options(&json!({
            "server_url": self.set.recipes.server_url,
            "qr": "none",
            "delete_ms": 0,
        }))
        .await;
        if !self.set.recipes.options.is_null() {
            self.options(&self.set.recipes.options).await;
        }
        let bot = RecordedBot::of(recording);
        let option = bot.as_ref().filter(|_| self.set.recipes.has_bots);
        if let Some(option) = option.and_then(RecordedBot::option) {
            self.options(&option).await;
        }
        let rule = self.set.rule(recording);
        if let Some(options) = rule.map(|rule| &rule.options).filter(|options| !options.is_null()) {
            self.options(options).await;
        }
        let base = recording.name.split_once("--").map(|(base, _)| base);
        let base = base.and_then(|base| self.set.recordings.iter().find(|one| one.name == base));
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
            self.step(step, bot.as_ref()).await;
        }
        let answer = self.send(recording).await;
        let (status, headers) = (recording.status, &recording.reply_headers);
        let has_cors = self.set.recipes.has_cors;
        let wrong = differences_to(&answer, status, &recording.reply, headers, has_cors);
        self.differences.extend(Some(wrong).filter(|text| !text.is_empty()));
        if self.differences.is_empty() { Ok(()) } else { Err(self.differences.join("\n   ")) }
    }

    /// Creates the instance in the path, unless the answer says that there is none.
    async fn ensure(&mut self, recording: &Recording) {
        let parts: Vec<&str> = recording.path.trim_matches('/').split(['/', '?']).collect();
        let name = match parts.as_slice() {
            ["instance", "fetchInstances", query] => match query.strip_prefix("instanceName=") {
                Some(name) if recording.status == 200 && !name.is_empty() => name,
                _ => return,
            },
            ["instance", "create" | "fetchInstances", ..] => return,
            ["instance" | "message", _, name, ..] => name,
            [
                _,
                "set" | "find" | "create" | "settings" | "fetchSettings" | "changeStatus"
                | "ignoreJid" | "creds",
                name,
            ] => name,
            [_, _, name, query] if query.contains('=') => name,
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

    async fn step(&mut self, step: &SetupStep, bot: Option<&RecordedBot<'_>>) {
        match step {
            SetupStep::Bot { bot: body, at, learns } => {
                let bot = bot.unwrap();
                let path = format!("/{{bot}}/create/{}", at.as_deref().unwrap_or("{name}"));
                for body in bot.bodies(body) {
                    self.bot_call(bot, &path, &body, learns.as_deref()).await;
                }
            }
            SetupStep::BotSettings { bot_settings } => {
                let bot = bot.unwrap();
                for mut body in bot.bodies("settings") {
                    let more = bot_settings.as_object().cloned().unwrap_or_default();
                    body.as_object_mut().unwrap().extend(more);
                    self.bot_call(bot, "/{bot}/settings/{name}", &body, None).await;
                }
            }
            SetupStep::Creds { creds, at } => {
                let path = format!("/openai/creds/{}", at.as_deref().unwrap_or("{name}"));
                let body = json!({"name": "main", "apiKey": "sk-1"});
                self.bot_call(bot.unwrap(), &path, &body, Some(creds)).await;
            }
            SetupStep::Recording(name) => self.repeat(self.set.named(name)).await,
            SetupStep::Create { create, learns } => {
                let create = serde_json::from_str(&fill(bot, &create.to_string())).unwrap();
                let answer = self.create(create).await;
                self.learn_id(learns.as_ref(), &answer.value()["instance"]["instanceId"]);
            }
            SetupStep::Call { call, body, status, learns } => {
                let (method, path) = call.split_once(' ').unwrap();
                let body =
                    body.as_ref().map(|body| self.alias(&body.to_string())).unwrap_or_default();
                let answer = self.ask(method, &self.alias(&fill(bot, path)), &body).await;
                let fine = status.map_or(answer.status < 300, |status| answer.status == status);
                self.expect(fine, call, &answer);
                self.learn_id(learns.as_ref(), &answer.value()["id"]);
            }
        }
    }

    /// A step that makes something of a bot.
    async fn bot_call(
        &mut self,
        bot: &RecordedBot<'_>,
        path: &str,
        body: &Value,
        learns: Option<&str>,
    ) {
        let path = bot.fill(path);
        let body = self.alias(&bot.fill(&body.to_string()));
        let answer = self.ask("POST", &path, &body).await;
        self.expect(answer.status < 300, &format!("{path} {body}"), &answer);
        self.learn_id(learns.map(|text| bot.fill(text)).as_ref(), &answer.value()["id"]);
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
        body["mount"] = self.set.recipes.mount.as_str().into();
        self.demo.control("/__demo/options", &body).await;
    }

    async fn create(&mut self, mut body: Value) -> Answer {
        if self.set.recipes.mount == "v2" && body.get("integration").is_none() {
            body["integration"] = "WHATSAPP-BAILEYS".into();
        }
        let answer = self.ask("POST", "/instance/create", &body.to_string()).await;
        self.expect(answer.status == 201, &body.to_string(), &answer);
        answer
    }

    fn expect(&mut self, fine: bool, what: &str, answer: &Answer) {
        if !fine {
            self.differences.push(format!("the step {what}: {} {}", answer.status, answer.text));
        }
    }

    /// Sends a recorded request as a step, and learns its generated values.
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
        let path = format!("/{}{}", self.set.recipes.mount, self.alias(&recording.path));
        self.demo.ask(&recording.method, &path, &headers, &body).await
    }

    /// Sends a step with the global key, from the origin that servers with a CORS list allow.
    async fn ask(&self, method: &str, path: &str, body: &str) -> Answer {
        let headers = [
            ("apikey", KEY),
            ("content-type", "application/json"),
            ("origin", "https://other.example"),
        ];
        let headers = headers.map(|(name, value)| (name.to_owned(), value.to_owned()));
        self.demo.ask(method, &format!("/{}{path}", self.set.recipes.mount), &headers, body).await
    }
}

/// Fills the placeholders of a step, when the recording is about a bot.
fn fill(bot: Option<&RecordedBot<'_>>, text: &str) -> String {
    bot.map_or_else(|| text.to_owned(), |bot| bot.fill(text))
}

fn creates(recording: &Recording) -> bool {
    recording.method == "POST" && recording.path.starts_with("/instance/create")
}

/// Compares both answers member by member: texts that differ are two values of the same thing.
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
