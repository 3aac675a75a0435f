//! What the recordings of the seven kinds of bots have in common: the same steps build the starting
//! state of each kind, with other members in their bodies (`bots.json`).

use serde_json::{Map, Value, json};

use crate::recordings::Recording;

const BODIES: &str = include_str!("bots.json");
/// Members of a row that no request has.
const GENERATED: &[&str] = &["id", "createdAt", "updatedAt", "instanceId"];

/// The bot of a recording.
pub(crate) struct RecordedBot<'a> {
    recording: &'a Recording,
    bodies: Value,
    pub(crate) kind: &'a str,
    pub(crate) instance: &'a str,
}

impl<'a> RecordedBot<'a> {
    /// `None` when the recording has nothing to do with bots.
    pub(crate) fn of(recording: &'a Recording) -> Option<Self> {
        let bodies: Value = serde_json::from_str(BODIES).unwrap();
        let parts: Vec<&str> = recording.path.trim_matches('/').split('/').collect();
        let kind = parts[0];
        bodies["kinds"].get(kind)?;
        Some(Self { recording, bodies, kind, instance: parts.last()? })
    }

    /// What turns the kind on at the server; not for recordings of a server without it.
    pub(crate) fn option(&self) -> Option<Value> {
        let has_switch = self.kind != "evolutionBot";
        let is_on = has_switch && !self.recording.name.contains("-disabled-");
        is_on.then(|| json!({self.kind: true}))
    }

    /// Replaces `{id}` (in the path), `{fallback}` (in the body) and `{creds}` (in the body or the
    /// reply) by the recorded ids, and `{bot}` and `{name}` by the kind and the instance.
    pub(crate) fn fill(&self, text: &str) -> String {
        let path: Vec<&str> = self.recording.path.trim_matches('/').split('/').collect();
        let body = self.recording.body.as_ref().unwrap_or(&Value::Null);
        let rows = self.rows();
        let sources = [body, &self.recording.reply, rows.first().unwrap_or(&Value::Null)];
        let creds = sources.iter().find_map(|source| source["openaiCredsId"].as_str());
        text.replace("{id}", path.get(2).unwrap_or(&""))
            .replace("{fallback}", body["fallbackId"].as_str().unwrap_or("no fallback"))
            .replace("{creds}", creds.unwrap_or("no credentials"))
            .replace("{bot}", self.kind)
            .replace("{name}", self.instance)
    }

    /// The bots in the recorded reply.
    fn rows(&self) -> Vec<Value> {
        match &self.recording.reply {
            Value::Array(rows) => rows.clone(),
            one => vec![one.clone()],
        }
    }

    /// Named bodies: `minimal`, `full`, `settings`, `chat`; or `reply`, which makes what the
    /// recorded reply shows.
    pub(crate) fn bodies(&self, name: &str) -> Vec<Value> {
        if name == "reply" {
            return self.rows().iter().map(request_of).collect();
        }
        let common = if name == "chat" { "full" } else { name };
        let mut body = self.bodies[common].as_object().cloned().unwrap_or_default();
        let own = &self.bodies["kinds"][self.kind][name];
        body.extend(own.as_object().cloned().unwrap_or_default());
        if self.kind == "openai" {
            body.insert("openaiCredsId".to_owned(), self.fill("{creds}").into());
        }
        vec![body.into()]
    }
}

/// The request that makes a row: without what is generated, and without nulls, which no request
/// may have.
fn request_of(row: &Value) -> Value {
    let members = row.as_object().cloned().unwrap_or_default();
    let sent = members
        .into_iter()
        .filter(|(name, value)| !value.is_null() && !GENERATED.contains(&name.as_str()));
    sent.collect::<Map<String, Value>>().into()
}
