//! A server with instances, in each dialect, that fails as it is told.

use serde_json::{Value, json};

use crate::domain::http::answer::CallAnswer;
use crate::domain::http::request::{HttpCall, Method};
use crate::domain::reply::error::{ApiError, Case};
use crate::domain::schema::dialect::Dialect;

/// What goes wrong with a creation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::domain::tests) enum ServerFault {
    /// It works
    None,
    /// The connection breaks before the server hears of it
    CutBefore,
    /// The connection breaks when the server is done
    CutAfter,
    /// The answer of a creation that is done breaks off
    CutBody,
    EmptyBody,
    /// A web page in place of an answer; nothing is done
    Page(u16),
    Status(u16),
    /// No answer, and nothing is done
    Silence,
    /// No answer; the instance appears so many milliseconds later
    LateBy(u64),
    /// A proxy that is refused after the instance is made: 1.x leaves it, 2.x takes it back
    Proxy,
}

pub(in crate::domain::tests) struct Row {
    pub(in crate::domain::tests) name: String,
    pub(in crate::domain::tests) token: String,
    pub(in crate::domain::tests) state: &'static str,
    /// By the server's clock, in milliseconds since 1970
    pub(in crate::domain::tests) created_at: f64,
}

/// An instance that appears later.
pub(in crate::domain::tests) struct Landing {
    pub(in crate::domain::tests) at: u64,
    pub(in crate::domain::tests) name: String,
    pub(in crate::domain::tests) token: String,
}

pub(in crate::domain::tests) struct FakeServer {
    pub(in crate::domain::tests) dialect: Dialect,
    pub(in crate::domain::tests) rows: Vec<Row>,
    pub(in crate::domain::tests) landings: Vec<Landing>,
    /// For the next creation
    pub(in crate::domain::tests) fault: ServerFault,
    /// Answers nothing but creations
    pub(in crate::domain::tests) is_down: bool,
    /// The state of an instance cannot be had
    pub(in crate::domain::tests) is_state_broken: bool,
    /// Deletions are answered with a failure
    pub(in crate::domain::tests) is_delete_broken: bool,
    /// A deleted or rolled-back instance stays in the list
    pub(in crate::domain::tests) lingers: bool,
    /// Calls to these routes get no answer until the test gives one
    pub(in crate::domain::tests) silent: Vec<&'static str>,
    /// What the `find` routes hold
    pub(in crate::domain::tests) found: Value,
    /// What the `set` routes are answered with
    pub(in crate::domain::tests) set_status: u16,
    /// What a Typebot's `create` route is answered with, where that is not the same
    pub(in crate::domain::tests) made_row: Option<Value>,
    /// What the `find` route of Typebots holds, where that is not the same
    pub(in crate::domain::tests) bots: Option<Value>,
    /// The list of instances shows no tokens
    pub(in crate::domain::tests) hides_tokens: bool,
}

impl FakeServer {
    pub(in crate::domain::tests) fn new(dialect: Dialect) -> Self {
        Self {
            dialect,
            rows: Vec::new(),
            landings: Vec::new(),
            fault: ServerFault::None,
            is_down: false,
            is_state_broken: false,
            is_delete_broken: false,
            lingers: false,
            silent: Vec::new(),
            found: json!({ "rejectCall": false, "groupsIgnore": true }),
            set_status: 200,
            made_row: None,
            bots: None,
            hides_tokens: false,
        }
    }

    pub(in crate::domain::tests) fn add(&mut self, name: &str, token: &str, created_at: f64) {
        let (name, token) = (name.to_owned(), token.to_owned());
        self.rows.push(Row { name, token, state: "close", created_at });
    }

    pub(in crate::domain::tests) fn land(&mut self, now: u64, wall: f64) {
        let (landed, left): (Vec<_>, Vec<_>) =
            self.landings.drain(..).partition(|landing| landing.at <= now);
        self.landings = left;
        for landing in landed {
            self.add(&landing.name, &landing.token, wall);
        }
    }

    /// `None` where the call waits for its answer.
    pub(in crate::domain::tests) fn answer(
        &mut self,
        now: u64,
        wall: f64,
        call: &HttpCall,
    ) -> Option<Result<CallAnswer, ApiError>> {
        let path = call.url.trim_start_matches("https://evo.example.com");
        if self.silent.iter().any(|route| path.starts_with(route)) {
            return None;
        }
        if path == "/instance/create" {
            return self.create(now, wall, call);
        }
        if self.is_down {
            return Some(Err(ApiError::without_reply(Case::Unreachable)));
        }
        let name = path.rsplit(['/', '=']).next().unwrap_or_default();
        let at = self.rows.iter().position(|row| row.name == name);
        let missing = || {
            json!({ "status": 404, "error": "Not Found", "response": {
            "message": [format!("The \"{name}\" instance does not exist")] } })
        };
        Some(match (call.method, path.split('/').nth(2).unwrap_or_default()) {
            (_, "connectionState") if self.is_state_broken => status(500),
            (_, "connectionState") => match at {
                Some(at) if !self.lingers => {
                    reply(200, &json!({ "instance": { "state": self.rows[at].state } }))
                }
                _ => reply(404, &missing()),
            },
            (_, "fetchInstances") => self.listed_for(call),
            (_, route) if route.starts_with("fetchInstances") => match at {
                Some(at) => reply(200, &json!([self.row(at)])),
                None => reply(404, &missing()),
            },
            (Method::Delete, "logout") => {
                if let Some(at) = at {
                    self.rows[at].state = "close";
                }
                reply(200, &json!({ "status": "SUCCESS" }))
            }
            (Method::Delete, _) if self.is_delete_broken => status(500),
            (Method::Delete, _) => {
                if let Some(at) = at.filter(|_| !self.lingers) {
                    self.rows.remove(at);
                }
                reply(200, &json!({ "status": "SUCCESS" }))
            }
            (Method::Get, _) if path.starts_with("/typebot/") => {
                reply(200, self.bots.as_ref().unwrap_or(&self.found))
            }
            (Method::Get, _) => reply(200, &self.found),
            (Method::Post, _) if path.starts_with("/typebot/create/") => {
                reply(self.set_status, &self.made_row.clone().unwrap_or_else(|| json!({})))
            }
            (Method::Post | Method::Put, _) => reply(self.set_status, &json!({})),
        })
    }

    fn create(
        &mut self,
        now: u64,
        wall: f64,
        call: &HttpCall,
    ) -> Option<Result<CallAnswer, ApiError>> {
        let body: Value =
            serde_json::from_str(call.body.as_deref().expect("a body")).expect("JSON");
        let name = body["instanceName"].as_str().expect("a name").to_owned();
        let token = body["token"].as_str().unwrap_or("MADE-BY-THE-SERVER").to_owned();
        let fault = std::mem::replace(&mut self.fault, ServerFault::None);
        let cut = || Some(Err(ApiError::without_reply(Case::Unreachable)));
        match fault {
            ServerFault::CutBefore => return cut(),
            ServerFault::Silence => return None,
            ServerFault::LateBy(ms) => {
                self.landings.push(Landing { at: now + ms, name, token });
                return None;
            }
            ServerFault::Page(status) => {
                let text = "<!doctype html><html></html>".to_owned();
                return Some(Ok(CallAnswer { status, text, elapsed_ms: 5, retry_after_s: None }));
            }
            ServerFault::Status(code) => return Some(status(code)),
            _ => {}
        }
        if self.rows.iter().any(|row| row.name == name) {
            let text = format!("This name \"{name}\" is already in use.");
            let body =
                json!({ "status": 403, "error": "Forbidden", "response": { "message": [text] } });
            return Some(reply(403, &body));
        }
        self.add(&name, &token, wall);
        let at = self.rows.len() - 1;
        match fault {
            ServerFault::CutAfter => cut(),
            ServerFault::CutBody => {
                Some(Err(ApiError { status: Some(201), ..ApiError::without_reply(Case::NotJson) }))
            }
            ServerFault::EmptyBody => Some(Ok(CallAnswer {
                status: 201,
                text: String::new(),
                elapsed_ms: 5,
                retry_after_s: None,
            })),
            ServerFault::Proxy => {
                if self.dialect == Dialect::EvolutionV2 {
                    self.rows[at].state = "close";
                }
                let body = json!({ "status": 400, "error": "Bad Request", "response": {
                    "message": ["Invalid proxy"] } });
                Some(reply(400, &body))
            }
            _ => Some(reply(201, &self.created(at))),
        }
    }

    fn created(&self, at: usize) -> Value {
        let Row { name, token, .. } = &self.rows[at];
        match self.dialect {
            Dialect::EvolutionV2 => json!({
                "instance": { "instanceName": name, "instanceId": "1", "status": "close" },
                "hash": token,
                "settings": { "rejectCall": false },
            }),
            _ => json!({
                "instance": { "instanceName": name, "instanceId": "1", "status": "created" },
                "hash": { "apikey": token },
                "settings": { "reject_call": false },
            }),
        }
    }

    /// The whole list as the holder of this key sees it: with a token, the rows that have it.
    fn listed_for(&self, call: &HttpCall) -> Result<CallAnswer, ApiError> {
        let has_token = |row: &&Row| row.token == call.key.reveal();
        let names: Vec<Value> =
            self.rows.iter().filter(has_token).map(|row| json!({ "name": row.name })).collect();
        if names.is_empty() { status(401) } else { reply(200, &names.into()) }
    }

    fn row(&self, at: usize) -> Value {
        let Row { name, token, state, created_at } = &self.rows[at];
        let token = (!self.hides_tokens).then_some(token);
        match self.dialect {
            Dialect::EvolutionV2 => json!({
                "name": name,
                "connectionStatus": state,
                "token": token,
                "createdAt": timestamp(*created_at),
            }),
            _ => json!({ "instance": { "instanceName": name, "status": state, "apikey": token } }),
        }
    }
}

/// A time in the hours around the one that the tests begin at.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn timestamp(wall: f64) -> String {
    const MIDNIGHT: f64 = 1_749_945_600_000.0;
    let ms = (wall - MIDNIGHT) as u64;
    let (hour, minute, second) = (ms / 3_600_000, ms / 60_000 % 60, ms / 1_000 % 60);
    format!("2025-06-15T{hour:02}:{minute:02}:{second:02}.{:03}Z", ms % 1_000)
}

pub(in crate::domain::tests) fn reply(status: u16, body: &Value) -> Result<CallAnswer, ApiError> {
    Ok(CallAnswer { status, text: body.to_string(), elapsed_ms: 5, retry_after_s: None })
}

pub(in crate::domain::tests) fn status(status: u16) -> Result<CallAnswer, ApiError> {
    let body = json!({ "status": status, "error": "Error", "response": { "message": "no" } });
    reply(status, &body)
}
